"""The whole log of a student: rows taken in, dated again, forgotten, and held against the states."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from studykit.derivation import derived
from studykit.errors import StoreError
from studykit.memory.moves import moved
from studykit.memory.schedule import replay
from studykit.reviews import LogRow
from studykit.store.future import redated
from studykit.store.store import Merged

if TYPE_CHECKING:
    from studykit.collection import Collection


def merge(collection: Collection, rows: Iterable[LogRow]) -> Merged:
    """Take in rows from elsewhere, settings and exams among them, and derive every state again."""
    merged = collection.store.merge(rows, derived)
    collection.refresh()
    return merged


def redate(collection: Collection, now: int, today: date) -> int:
    """Date the rows from the future as if the clock had been right, here and wherever they are merged.

    Args:
        now: the moment, in UTC milliseconds.
        today: the study day.
    """
    rows = redated(collection.store.rows(), now, today)
    merge(collection, rows)
    return len(rows)


def forget(collection: Collection, deck: str, away: Iterable[LogRow] = ()) -> int:
    """Delete the history of a deck's cards for good; give how many rows it had.

    `away` are rows that are not in the log, but in a file that this device wrote.
    """
    rows = rows_of_deck(collection, deck, away)
    collection.store.forget(rows, derived)
    collection.refresh()
    return len(rows)


def rows_of_deck(collection: Collection, deck: str, away: Iterable[LogRow] = ()) -> list[LogRow]:
    """Give every row about a card of a deck, also of one that is no longer there, in the log and in `away`.

    History that moved there from other ids is its own; what moved away from it is not.
    """
    rows = [*collection.store.rows(), *away]
    return [
        row
        for row, now in zip(rows, moved(rows, collection.present_ids), strict=True)
        if (getattr(now, "card", None) or "").startswith(f"{deck}/")
    ]


def unsound(collection: Collection) -> list[str]:
    """Give what is wrong with the store: SQLite's own findings, and states that the log does not give."""
    found = collection.store.damage()
    if found:
        return found
    derived = replay(collection.rows(), collection.scheduling)
    try:
        kept = dict(collection.states)
    except StoreError as error:
        return [str(error.__cause__ or error)]
    wrong = sorted(card for card in derived.keys() | kept.keys() if derived.get(card) != kept.get(card))
    return [f"the state of {card} is not the one its reviews give" for card in wrong]
