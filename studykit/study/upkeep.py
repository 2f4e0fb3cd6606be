"""The whole log of a student: rows taken in, dated again, forgotten, and held against the states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.errors import StoreError
from studykit.memory.schedule import replay
from studykit.reviews import TIMELINE, Exercise, LogRow
from studykit.store.facts import EARLIER_IDS
from studykit.store.future import redated
from studykit.store.store import Merged
from studykit.study.states import derived

if TYPE_CHECKING:
    from studykit.study.collection import Collection


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


def forget(
    collection: Collection, deck: str, away: Iterable[LogRow] = (), facts: Mapping[str, str] = {}
) -> int:
    """Delete the history of a deck's cards for good; give how many rows it had.

    `away` are rows that are not in the log, but in a file that this device wrote; `facts` are kept with it,
    both or neither.
    """
    rows = rows_of_deck(collection, deck, away)
    collection.store.forget(rows, derived, facts)
    collection.refresh()
    return len(rows)


def rows_of_deck(collection: Collection, deck: str, away: Iterable[LogRow] = ()) -> list[LogRow]:
    """Give every row that names a card of a deck, also of one that is gone, in the log and in `away`.

    History that moved there from other ids is its own; what moved away from it is not.
    """
    is_of_it = of_deck(collection, deck)
    rows = (*collection.store.rows(), *away)
    return [row for row in rows if any(map(is_of_it, _named(row)))]


def of_deck(collection: Collection, deck: str) -> Callable[[CardId], bool]:
    """Give what says whether a card's history is a deck's, also of one that is gone and had renamed it."""
    now = collection.present_ids
    gone = collection.of_decks_gone(collection.store.noted_values(EARLIER_IDS))
    start = f"{deck}/"
    is_here = any(each.slug == deck for each in collection.library.decks)

    def is_of_it(card: CardId) -> bool:
        if card in now:
            return now[card].startswith(start)
        was = "" if card in collection.library else gone.get(card, "")
        # What moved away to another deck is not its own, but for one that is no more itself.
        return was.startswith(start) or (card.startswith(start) and not (was and is_here))

    return is_of_it


def _named(row: LogRow) -> list[CardId]:
    """Give the cards that a row names: its own, the one it was, those that were put in order."""
    found = [getattr(row, name, None) for name in ("card", "was")]
    if isinstance(row, Exercise) and row.name == TIMELINE:
        found += map(CardId, row.value.split())
    return [card for card in found if card is not None]


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
