"""Short ways to make the cards that tests mark, and to mark them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from studykit.cards import (
    Card,
    CardId,
    Choice,
    Expected,
    Item,
    Listed,
    Ordered,
    Period,
    Place,
    Points,
    Term,
)
from studykit.decks.library import Library
from studykit.marking import Mark, Vocabulary, mark
from studykit.study.collection import vocabulary_of

DECKS = Path(__file__).parents[2] / "decks"


def term(ask: str, *answers: str, **more: Any) -> Card:
    return _card(ask, "answer", Term(Item(answers[0], answers[1:])), **more)


def listed(ask: str, *items: str | tuple[str, ...], need: int | None = None, **more: Any) -> Card:
    return _card(ask, "list", Listed(tuple(map(item, items)), need or len(items)), **more)


def ordered(ask: str, *items: str | tuple[str, ...]) -> Card:
    return _card(ask, "order", Ordered(tuple(map(item, items))))


def choose(ask: str, answer: str, *options: str, accept: tuple[str, ...] = ()) -> Card:
    return _card(ask, "choose", Choice(options, answer, accept))


def points(ask: str, *said: str | tuple[str, ...], need: int | None = None, **more: Any) -> Card:
    return _card(ask, "points", Points(tuple(map(item, said)), need or len(said)), **more)


def item(text: str | tuple[str, ...]) -> Item:
    return Item(text) if isinstance(text, str) else Item(text[0], text[1:])


def _card(
    ask: str,
    kind: str,
    expected: Expected,
    date: str | None = None,
    reject: dict[str, str] | None = None,
    **more: Any,
) -> Card:
    """Makes a card of a deck that nobody reads; `more` are other attributes of a card."""
    name, period = CardId(f"deck/{ask}"), Period.parse(date) if date else None
    misses = tuple((reject or {}).items())
    return Card(name, name, "deck", kind, ask, expected, Place("deck.yaml", 1), misses, date=period, **more)


def marked(card: Card | str, answer: str, *others: Card) -> Mark:
    """Marks an answer to a card in a deck of it and others, or to the shipped card of this name."""
    if isinstance(card, str):
        return mark(library().card(CardId(card)), answer, shipped_vocabulary(card.partition("/")[0]))
    return mark(card, answer, Vocabulary([card, *others]))


def settled(card: Card | str, answer: str, *others: Card) -> str:
    """Gives the verdict on an answer where it is certain, else "open", or "unread" if it is asked again."""
    found = marked(card, answer, *others)
    return "unread" if found.unread else found.verdict.value if found.sure else "open"


@cache
def library() -> Library:
    return Library.open([DECKS], None)


@cache
def shipped_vocabulary(deck: str) -> Vocabulary:
    return vocabulary_of(library(), deck)
