"""Log rows and card states as database rows, and log rows as JSON, there and back to the last digit."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, get_args

from studykit.cards import CardId
from studykit.reviews import CardState, LogRow, MemoryState, Rating, Review
from studykit.verdict import Verdict

KINDS: Mapping[str, type[LogRow]] = {kind.__name__.lower(): kind for kind in get_args(LogRow)}
NAMES: Mapping[type[LogRow], str] = {row_type: kind for kind, row_type in KINDS.items()}

RENAMED = {"review": "row", "was": "name", "keep": "counts", "remark": "value"}
"""Fields that share a column: an amend's review and an undo's row are both the row it names."""

READ: Mapping[str, Callable[[Any], Any]] = {
    "study_day": date.fromisoformat,
    "verdict": Verdict,
    "rating": Rating,
    "counts": bool,
    "hinted": bool,
    "keep": bool,
    "suspended": bool,
}

COLUMNS = (
    *("id", "device", "at", "kind", "card", "row", "study_day", "answer", "verdict", "score", "rating"),
    *("seconds", "counts", "hinted", "suspended", "name", "value", "open", "said"),
)

NUMBERS: Mapping[str, type] = {
    **dict.fromkeys(("at", "rating", "counts", "hinted", "suspended", "reviews", "lapses"), int),
    **dict.fromkeys(("score", "seconds", "stability", "difficulty"), float),
}
"""The columns that are no text."""


def check_types(columns: tuple[str, ...], values: Iterable[object]) -> None:
    """Check what stands in columns, if anything: SQLite gives whatever a damaged page says.

    Raises:
        ValueError: when something is not of the type of its column.
    """
    if not _are_possible(columns, tuple(map(type, values))):
        raise ValueError("an entry has something else in the place of text or of a number")


@cache
def _are_possible(columns: tuple[str, ...], types: tuple[type, ...]) -> bool:
    return all(kind in (NUMBERS.get(name, str), NoneType) for name, kind in zip(columns, types, strict=True))


def check_full(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Check many rows of columns that have a value in every row, each column at once, for speed.

    Raises:
        ValueError: when something is not of the type of its column.
    """
    for name, values in zip(columns, zip(*rows, strict=True), strict=False):  # no columns of no rows
        if set(map(type, values)) != {NUMBERS.get(name, str)}:
            raise ValueError(f"an entry has something else in the place of its {name}")


def to_columns(row: LogRow) -> dict[str, object]:
    """Give a row as column values; columns its kind does not have are None."""
    columns: dict[str, object] = dict.fromkeys(COLUMNS)
    columns["kind"] = kind = NAMES[type(row)]
    for name, column, *_ in _fields(kind):
        value = getattr(row, name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Verdict):
            value = value.value
        elif isinstance(value, int):
            value = int(value)
        columns[column] = value
    return columns


def from_columns(columns: Mapping[str, Any]) -> LogRow:
    """Make a row of column values.

    Raises:
        ValueError: when the kind is unknown or a value is not one that this kind can have.
    """
    row_type = KINDS.get(columns["kind"])
    if row_type is None:
        raise ValueError(f"the log has a row of the unknown kind {columns['kind']!r}")
    values = {}
    for name, column, read, is_needed in _fields(columns["kind"]):
        value = columns[column]
        if value is None and is_needed:
            raise ValueError(f"the log has a row without its {column}")
        values[name] = value if read is None or value is None else read(value)
    return row_type(**values)


@cache
def _fields(kind: str) -> tuple[tuple[str, str, Callable[[Any], Any] | None, bool], ...]:
    """Give each field of a kind with its column, what reads it, and whether it has a value in every row.

    Looked up once, not for every row.
    """
    return tuple(
        (
            field.name,
            RENAMED.get(field.name, field.name),
            READ.get(field.name),
            field.default is MISSING and "None" not in str(field.type),
        )
        for field in fields(KINDS[kind])
    )


def answers_of(text: str) -> tuple[str, ...]:
    """Read what a card's answers were when it was asked last.

    Raises:
        ValueError: when they are none.
    """
    try:
        answers = json.loads(text)
    except RecursionError:
        answers = None
    if not isinstance(answers, list) or not all(isinstance(each, str) for each in answers):
        raise ValueError(f"{text[:80]!r} are no answers of a card")
    return tuple(answers)


def to_json(row: LogRow) -> dict[str, object]:
    """Give a row as it is exported: its kind and the fields that kind has, dates as ISO text."""
    columns = to_columns(row)
    kind = NAMES[type(row)]
    exported: dict[str, object] = {"kind": kind}
    for name, column, read, _ in _fields(kind):
        value = columns[column]
        exported[name] = bool(value) if read is bool else value
    return exported


def without_answer(row: LogRow) -> LogRow:
    """Give a row without what was typed, which may have been forgotten on one device and not on another."""
    return replace(row, answer="") if isinstance(row, Review) else row


# Card states

PUT_STATE = "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
STATE_COLUMNS = "card, stability, difficulty, last_day, first_day, due, reviews, lapses, suspended"


def state_columns(state: CardState) -> tuple[object, ...]:
    """Give a state as its columns."""
    memory = state.memory
    days = (memory and memory.last_day, state.first_day, state.due)
    return (
        *(state.card, memory and memory.stability, memory and memory.difficulty),
        *(day and day.isoformat() for day in days),
        *(state.reviews, state.lapses, int(state.suspended)),
    )


def state_of(row: Sequence[Any]) -> CardState:
    """Make a state of its columns.

    Raises:
        ValueError: when it is none.
    """
    check_types(tuple(STATE_COLUMNS.split(", ")), row)
    card, stability, difficulty, *days, reviews, lapses, suspended = row
    if None in (card, reviews, lapses, suspended) or min(reviews, lapses) < 0:
        raise ValueError(f"the state of {card} lacks something or has a wrong number")
    last_day, first_day, due = (None if day is None else date.fromisoformat(day) for day in days)
    if last_day and not (0 < (stability or 0) < math.inf and 0 < (difficulty or 0) < math.inf):
        raise ValueError(f"the state of {card} has a stability of {stability}")
    return CardState(
        card=CardId(card),
        memory=None if last_day is None else MemoryState(stability, difficulty, last_day),
        first_day=first_day,
        due=due,
        reviews=reviews,
        lapses=lapses,
        suspended=bool(suspended),
    )
