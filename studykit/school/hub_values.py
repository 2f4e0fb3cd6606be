"""Rows and progress as the values in a hub's tables, there and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from studykit.classes.progress import CardProgress, Progress
from studykit.classes.progress_file import card_of
from studykit.reviews import LogRow, Settle
from studykit.store.lines import Lines, checked, from_json
from studykit.store.rows import STATE_COLUMNS, from_columns, state_columns, to_columns, to_json

_OF_A_CARD = (*STATE_COLUMNS.split(", "), "correct", "partial", "wrong")

FREE = ("answer", "value")
"""The columns that hold whatever was typed, a zero character too, which PostgreSQL's texts cannot hold."""


LONGEST_SETTLED = 1_000
"""Letters that a hub's columns hold of what was open and what was said of it, two hundred points or so."""


def sendable(rows: Iterable[LogRow]) -> Lines:
    """Tell rows that a hub takes from those that stay: they cannot be, or are too long for its columns."""
    return checked(rows, _refused)


def _refused(row: LogRow) -> str:
    too_long = isinstance(row, Settle) and max(len(row.open), len(row.said)) > LONGEST_SETTLED
    return "with more points than a hub takes" if too_long else ""


def values_of(row: LogRow) -> dict[str, object]:
    """A row as a hub keeps it."""
    values = to_columns(row)
    for name in FREE:
        text = values[name]
        if isinstance(text, str):
            values[name] = text.replace("\\", "\\\\").replace("\0", "\\0")
    return values


def row_of(values: Mapping[str, Any]) -> LogRow:
    """A row of a hub as a log row, every value checked: with SQL of her own anybody may have written hers."""
    columns = dict(values)
    for name in FREE:
        text = columns[name]
        if isinstance(text, str):
            # Split at the doubled ones first: "\\0" is a backslash and a 0.
            columns[name] = "\\".join(part.replace("\\0", "\0") for part in text.split("\\\\"))
    try:
        return from_json(to_json(from_columns(columns)))
    except TypeError as error:
        raise ValueError("no row of its kind") from error


def progress_values(card: CardProgress) -> dict[str, object]:
    """What is known of a card as a line of the hub's table of progress."""
    values = (*state_columns(card.state), card.correct, card.partial, card.wrong)
    return {**dict(zip(_OF_A_CARD, values, strict=True)), "suspended": card.state.suspended}


def progress_of(values: Mapping[str, Any]) -> CardProgress:
    """A line of the hub's table of progress as a value, checked as a file that is handed in is.

    Raises:
        ValueError: when it is none that studykit writes.
    """
    try:
        return card_of([int(values[name]) if name == "suspended" else values[name] for name in _OF_A_CARD])
    except (TypeError, OverflowError) as error:
        raise ValueError("no progress") from error


def fingerprints(progress: Progress) -> dict[str, str]:
    """A short name for what is known of each card, to tell later which changed."""
    import hashlib

    return {
        card.state.card: hashlib.sha256(json.dumps(progress_values(card)).encode()).hexdigest()[:8]
        for card in progress.cards
    }
