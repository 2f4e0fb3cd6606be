"""The dated facts of a case on one line of time, and rounds of four of them to put in order."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence

from studykit.cards import Card, CardId, Item, Ordered, Period, Place
from studykit.frozen import dataclass

ROUND = 4
"""Facts that are put in order at a time."""

FEWEST_WORDS = 4
"""Words without which a fact says nothing."""

MONTH = 31

LONGEST = 366
"""Days that a date may cover to be put in order."""

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"1\d{3}(?:[-–/]\d{2,4})?(?!\w)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\w)"
_WHEN = rf"(?:(?:{_DAY}(?:[-–]{_DAY})? )?{_MONTH}(?: {_DAY})?(?:,? {_YEAR})?|{_YEAR})"
_BEFORE = "in|on|by|from|since|until|till|during|of|between|for|after|before"
_PART = "spring|summer|autumn|winter|end|beginning|start|middle|night|evening|morning"
_DATE = re.compile(
    rf",? ?\(?\b(?:only )?(?:(?:{_BEFORE}) )?(?:(?:early|late) (?:in )?)?(?:(?:the )?(?:{_PART}) (?:of )?)?"
    rf"{_WHEN}(?: ?(?:to|and|until|[-–]) ?{_WHEN})?\)?,?",
    re.IGNORECASE,
)
_LEFT = re.compile(rf"\b{_MONTH}\b|\b1\d\d\d|\b\d\d(?:st|nd|rd|th)?\b|\b\d to,")
"""What would still give a date away; May can be a verb, and is not worth the risk."""


@dataclass(frozen=True, slots=True)
class Event:
    """A fact with its date: an entry of a deck, and the chance (0-1) of recalling it, None when never met."""

    fact: CardId
    card: Card
    date: Period
    text: str
    recall: float | None


def timeline(cards: Iterable[Card], chances: Mapping[CardId, float]) -> tuple[Event, ...]:
    """Give the dated facts among some cards in the order of their dates, each once.

    A fact asked by several cards, or told by several decks, is known as well as the least sure of those met.
    """
    families: dict[tuple[Period, str], list[Card]] = {}
    for card in cards:
        if card.date is not None and not card.suspended:
            families.setdefault((card.date, card.fact or card.parent), []).append(card)
    events = []
    for (day, _), its in families.items():
        met = (chances[card.id] for card in its if card.id in chances)
        events.append(Event(its[0].parent, its[0], day, its[0].fact or its[0].ask, min(met, default=None)))
    return tuple(sorted(events, key=lambda each: (each.date.start, each.date.end, each.fact)))


def undated(event: Event) -> str | None:
    """Give the fact of an event without its date; None where it has another, or says nothing then."""
    fact = event.card.fact or ""
    found = list(_DATE.finditer(fact))
    if len(found) != 1:
        return None
    date = found[0]
    before, after = fact[: date.start()].rstrip(), fact[date.end() :].lstrip()
    if date[0].startswith((",", " ,")) != date[0].endswith(","):
        before += ","  # the one comma parts what stands on its two sides
    text = f"{before} {after}".strip(" ,") if after[:1] not in ".,;:" else f"{before.rstrip(',')}{after}"
    if _LEFT.search(text) or len(text.split()) < FEWEST_WORDS:
        return None
    return text[:1].upper() + text[1:]


def rounds(events: Sequence[Event], luck: random.Random) -> list[tuple[Event, ...]]:
    """Draw as many rounds as there are, four facts each in their right order, no fact twice.

    The dates of a round do not touch, so that there is one order only. What she has met comes first, and what
    has its month before what has a year alone.
    """
    open_ones = [event for event in events if _is_short(event.date) and undated(event) is not None]
    luck.shuffle(open_ones)
    open_ones.sort(key=lambda event: (event.recall is None, not _is_short(event.date, MONTH)))
    found: list[tuple[Event, ...]] = []
    while True:
        chosen: list[Event] = []
        for event in open_ones:
            day = event.date
            touched = any(day.start <= other.date.end and other.date.start <= day.end for other in chosen)
            if len(chosen) < ROUND and not touched:
                chosen.append(event)
        if len(chosen) < ROUND:
            return found
        open_ones = [event for event in open_ones if event not in chosen]
        found.append(tuple(sorted(chosen, key=lambda each: each.date.start)))


def _is_short(date: Period, days: int = LONGEST) -> bool:
    return (date.end - date.start).days <= days


def card_of(events: Sequence[Event]) -> Card:
    """Make the card that asks for the order of some facts; it belongs to no deck's schedule."""
    items = tuple(Item(undated(event) or event.text, date=event.date) for event in events)
    name = CardId(f"{events[0].card.deck}/timeline")
    return Card(
        id=name,
        parent=name,
        deck=events[0].card.deck,
        kind="order",
        ask="In which order did these happen? Begin with the earliest.",
        expected=Ordered(items),
        place=Place("", 0),
    )
