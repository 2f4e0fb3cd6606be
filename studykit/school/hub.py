"""What a student's device asks of a hub: rows in and out, her progress, and forgetting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.progress_file import card_of
from studykit.errors import StoreError, UsageError
from studykit.reviews import LogRow
from studykit.school.database import Database
from studykit.school.migration import VERSION
from studykit.store.lines import DamagedLine, from_json
from studykit.store.rows import COLUMNS, from_columns, to_columns, to_json

BATCH = 500
"""Rows that travel in one statement: some 100 kB, a second on a slow line."""

LOG_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)
_TYPES = {
    "at": "bigint",
    "study_day": "date",
    "rating": "smallint",
    **dict.fromkeys(("score", "seconds"), "double precision"),
    **dict.fromkeys(("counts", "hinted", "suspended"), "boolean"),
}
_RECORD = ", ".join(f'"{name}" {_TYPES.get(name, "text")}' for name in COLUMNS)

WELCOME = """
SELECT h.id, h.version, studykit.my_role(),
    %s = 0 OR EXISTS (SELECT FROM studykit.log WHERE student = studykit.me() AND seq = %s AND id = %s),
    (SELECT array_agg(name ORDER BY name) FROM studykit.classes WHERE shows_answers)
FROM studykit.hub h
"""
NEWER = f"""
SELECT seq, {LOG_COLUMNS} FROM studykit.log
WHERE student = studykit.me() AND seq > %s AND id <> ALL (%s) ORDER BY seq LIMIT {BATCH}
"""
ADD = f"""
INSERT INTO studykit.log ({LOG_COLUMNS})
SELECT {LOG_COLUMNS} FROM json_to_recordset(%s::json) AS r({_RECORD})
WHERE NOT EXISTS (SELECT FROM studykit.forgotten f WHERE f.student = studykit.me() AND f.id = r.id)
ON CONFLICT (student, id) DO NOTHING RETURNING seq, id
"""

_OF_A_CARD = (
    *("card", "stability", "difficulty", "last_day", "first_day", "due", "reviews", "lapses", "suspended"),
    *("correct", "partial", "wrong"),
)

FREE = ("answer", "value")
"""The columns that hold whatever was typed, a zero character too, which PostgreSQL's texts cannot hold."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A place in the order in which rows arrived at a hub: the number there and the id of the row."""

    seq: int = 0
    row: str = ""


START = Arrival()


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a hub says first: which it is, whether a place is still there, which classes show answers."""

    hub: str
    stands: bool
    open_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows from a hub with their places; `last` is where they end, `ended` when there are no more."""

    rows: tuple[tuple[Arrival, LogRow], ...]
    damaged: tuple[DamagedLine, ...]
    last: Arrival | None
    ended: bool


class Hub:
    """A student's own part of a hub, over an open connection."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def welcome(self, place: Arrival) -> Welcome:
        """Greet the hub, and ask whether a place in it is still where it was.

        Raises:
            UsageError: when the login is no student's.
            StoreError: when the hub was made by a newer or an older studykit.
        """
        [(hub, version, role, stands, shown)] = self.database.rows(WELCOME, place.seq, place.seq, place.row)
        check_version(version, self.database)
        if role != "student":
            raise UsageError(
                f"{self.database.address.login} is no student's login, and a hub keeps only students' work; "
                "sync your own through a folder."
            )
        return Welcome(str(hub), bool(stands), tuple(shown or ()))

    def newer(self, seq: int, but: Sequence[str]) -> Batch:
        """The next rows behind a number, without those of some ids."""
        found = self.database.named(NEWER, seq, list(but))
        rows: list[tuple[Arrival, LogRow]] = []
        damaged: list[DamagedLine] = []
        for values in found:
            try:
                rows.append((Arrival(values["seq"], values["id"]), row_of(values)))
            except ValueError as error:
                content = json.dumps(values, default=str, ensure_ascii=False).encode()
                damaged.append(DamagedLine(int(values["seq"]), content, str(error)))
        last = Arrival(found[-1]["seq"], found[-1]["id"]) if found else None
        return Batch(tuple(rows), tuple(damaged), last, len(found) < BATCH)

    def add(self, rows: Iterable[LogRow]) -> list[Arrival]:
        """Add rows, all or none; those that are there, or were forgotten, are passed over.

        Gives the places of those that were new, in their order.
        """
        added = self.database.rows(ADD, json.dumps([_values_of(row) for row in rows]))
        return sorted((Arrival(*found) for found in added), key=lambda place: place.seq)

    def put_progress(self, seen: int, progress: Progress, gone: Iterable[str]) -> bool:
        """Bring the progress of some cards up to date; no when another device that saw more was here."""
        changed = json.dumps([_progress_values(card) for card in progress.cards])
        query = "SELECT studykit.put_progress(%s, %s, %s::json, %s)"
        return bool(self.database.value(query, seen, progress.decay, changed, list(gone)))

    def cards(self) -> list[tuple[str, CardId]]:
        """The id of every row of hers that is about a card, with the card."""
        query = "SELECT id, card FROM studykit.log WHERE student = studykit.me() AND card IS NOT NULL"
        return [(row_id, CardId(card)) for row_id, card in self.database.rows(query)]

    def forget(self, rows: Iterable[str], cards: Iterable[str]) -> int:
        """Delete her rows of some ids, and the progress of some cards; give how many rows there were."""
        return int(self.database.value("SELECT studykit.forget(%s, %s)", list(rows), list(cards)))

    def forget_answers(self) -> int:
        """Empty what she typed in all her answers; give how many."""
        return int(self.database.value("SELECT studykit.forget_answers()"))

    def forget_everything(self) -> int:
        """Delete all her rows and progress; give how many rows."""
        return int(self.database.value("SELECT studykit.forget_everything()"))


def check_version(version: int, database: Database) -> None:
    """Refuse a hub of another version.

    Raises:
        StoreError: when it is newer or older than what is known here.
    """
    if version > VERSION:
        raise StoreError(
            f"The hub {database.address} was made by a newer studykit (version {version}, this one knows "
            f"{VERSION}); update studykit to use it. Nothing was changed."
        )
    if version < VERSION:
        raise StoreError(
            f"The hub {database.address} is of an older studykit (version {version}, not {VERSION}): whoever "
            "runs it brings it up to date with `studykit school init`. Nothing was changed."
        )


def _values_of(row: LogRow) -> dict[str, object]:
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


def _progress_values(card: CardProgress) -> dict[str, object]:
    state = card.state
    memory = state.memory
    return {
        "card": state.card,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "last_day": memory.last_day.isoformat() if memory else None,
        "first_day": state.first_day.isoformat() if state.first_day else None,
        "due": state.due.isoformat() if state.due else None,
        "reviews": state.reviews,
        "lapses": state.lapses,
        "suspended": state.suspended,
        "correct": card.correct,
        "partial": card.partial,
        "wrong": card.wrong,
    }


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
        card.state.card: hashlib.sha256(json.dumps(_progress_values(card)).encode()).hexdigest()[:8]
        for card in progress.cards
    }
