"""Short ways to make the cards that tests mark."""

from __future__ import annotations

from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Ordered, Place, Points, Term
from studykit.marking import Mark, Vocabulary, mark


def card(
    ask: str, kind: str, expected: Expected, reject: dict[str, str] | None = None, exact: bool = False
) -> Card:
    """Make a card of a deck that nobody reads."""
    identity = CardId("deck/card")
    near_misses = tuple((reject or {}).items())
    return Card(identity, identity, "deck", kind, ask, expected, Place("deck.yaml", 1), near_misses, exact)


def term(ask: str, *answers: str, reject: dict[str, str] | None = None, exact: bool = False) -> Card:
    return card(ask, "answer", Term(Item(answers[0], answers[1:])), reject, exact)


def listed(ask: str, *items: str | tuple[str, ...], need: int | None = None) -> Card:
    return card(ask, "list", Listed(tuple(map(item, items)), need or len(items)))


def ordered(ask: str, *items: str) -> Card:
    return card(ask, "order", Ordered(tuple(map(item, items))))


def choose(ask: str, answer: str, *options: str) -> Card:
    return card(ask, "choose", Choice(options, answer))


def points(ask: str, *said: str | tuple[str, ...], need: int | None = None) -> Card:
    return card(ask, "points", Points(tuple(map(item, said)), need or len(said)))


def item(text: str | tuple[str, ...]) -> Item:
    return Item(text) if isinstance(text, str) else Item(text[0], text[1:])


def marked(one: Card, answer: str, *others: Card) -> Mark:
    """Mark an answer with a deck of this card and others."""
    return mark(one, answer, Vocabulary.of([one, *others]))


def verdict(one: Card, answer: str, *others: Card) -> str:
    return marked(one, answer, *others).verdict.value
