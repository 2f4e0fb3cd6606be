"""How long cards take: the student's own seconds for each kind, once there are enough of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import KINDS

if TYPE_CHECKING:
    from studykit.decks.library import Listing
    from studykit.study.collection import Collection

USUAL_SECONDS: Mapping[str, float] = {
    **dict.fromkeys(KINDS, 12.0),
    **{"choose": 8.0, "sort": 8.0, "list": 20.0, "order": 25.0, "points": 45.0},
}
"""Seconds a card of each kind takes, reading the verdict included, until her own times are known."""

ENOUGH_TIMES = 5
"""Answers of a kind before their median is trusted more than the usual seconds."""

READING_SECONDS = 5.0
"""Added to the seconds an answer took, for reading the verdict."""


def median(values: Iterable[float]) -> float:
    """Give the middle of at least one number; `statistics` takes as long to import as a day takes to plan."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def seconds_spent(collection: Collection, day: date, cards: Iterable[Listing]) -> float:
    """Give the seconds that answers to some cards took on a study day, their verdicts read.

    An answer takes at least its share of the plan, so that who is quick has done her day when she has done
    its questions, and who is slow when its minutes are over.
    """
    kinds = {card.id: card.kind for card in cards}
    usual = pace(collection, day)
    present_ids = collection.present_ids
    found = ((present_ids.get(card, card), each) for card, each in collection.store.seconds_on(day))
    times = [(usual[kinds[card]], each + READING_SECONDS) for card, each in found if card in kinds]
    return max(sum(planned for planned, _ in times), sum(took for _, took in times))


def pace(collection: Collection, day: date) -> Mapping[str, float]:
    """Give the seconds a card of each kind takes her, the verdict read; the usual ones where unknown.

    Only answers before the day count, so that what it holds stays the same while she works through it.
    """
    kinds = {card.id: card.kind for card in collection.library.listings}
    times = defaultdict(list)
    for earlier, seconds in collection.store.seconds_by_card(day):
        card = collection.present_ids.get(earlier, earlier)
        if card in kinds:
            times[kinds[card]].append(seconds + READING_SECONDS)
    own = {kind: median(each) for kind, each in times.items() if len(each) >= ENOUGH_TIMES}
    return {**USUAL_SECONDS, **own}
