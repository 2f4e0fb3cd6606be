"""Card states as database rows, there and back."""

from __future__ import annotations

import math
from datetime import date

from studykit.cards import CardId
from studykit.reviews import CardState, MemoryState

PUT_STATE = "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
STATE_COLUMNS = "card, stability, difficulty, last_day, first_day, due, reviews, lapses, suspended"

StateColumns = tuple[str, float, float, str, str, str, int, int, int]


def state_columns(state: CardState) -> tuple[object, ...]:
    """Give a state as its columns."""
    memory = state.memory
    return (
        state.card,
        memory and memory.stability,
        memory and memory.difficulty,
        memory and memory.last_day.isoformat(),
        state.first_day and state.first_day.isoformat(),
        state.due and state.due.isoformat(),
        state.reviews,
        state.lapses,
        int(state.suspended),
    )


def state_of(row: StateColumns) -> CardState:
    """Make a state of its columns.

    Raises:
        ValueError: when it is none.
    """
    card, stability, difficulty, last_day, first_day, due, reviews, lapses, suspended = row
    if last_day is not None and not (0 < (stability or 0) < math.inf and 0 < (difficulty or 0) < math.inf):
        raise ValueError(f"the state of {card} has a stability of {stability}")
    return CardState(
        card=CardId(card),
        memory=None if last_day is None else MemoryState(stability, difficulty, date.fromisoformat(last_day)),
        first_day=None if first_day is None else date.fromisoformat(first_day),
        due=None if due is None else date.fromisoformat(due),
        reviews=reviews,
        lapses=lapses,
        suspended=bool(suspended),
    )
