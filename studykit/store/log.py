"""What stands in the log of a store: its rows, whole or those about something."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from studykit.cards import CardId
from studykit.reviews import LATEST_MOMENT, LogRow, Outcome, Rating
from studykit.store.disk_faults import explained
from studykit.store.open_file import OpenFile
from studykit.store.rows import COLUMNS, check_full, check_types, from_columns
from studykit.verdict import Verdict


class Log(OpenFile):
    """The log in a store's file, for reading; a row that was undone is still a row of it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection, path)
        self.device = ""

    def rows(self) -> Iterator[LogRow]:
        """Give every row of the log, oldest first."""
        return self._select("SELECT * FROM log ORDER BY at, id", ())

    def ids(self) -> list[str]:
        """Give the id of every row, in the order in which they were written into this file."""
        return [row_id for (row_id,) in self._full(("id",), "SELECT id FROM log ORDER BY rowid")]

    def dates(self) -> dict[str, tuple[int, str]]:
        """Give the moment and study day of every row by its id, in that same order; no day is ""."""
        query = "SELECT id, at, coalesce(study_day, '') FROM log ORDER BY rowid"
        return {row_id: (at, day) for row_id, at, day in self._full(("id", "at", "study_day"), query)}

    def row(self, row_id: str) -> LogRow | None:
        """Give one row by its id; None when there is none."""
        return next(self._select("SELECT * FROM log WHERE id = ?", (row_id,)), None)

    def rows_about(self, card: CardId) -> list[LogRow]:
        """Give every row about one card, oldest first."""
        return list(self._select("SELECT * FROM log WHERE card = ? ORDER BY at, id", (card,)))

    def rows_of_kind(self, *kinds: str) -> list[LogRow]:
        """Give every row of some kinds, oldest first."""
        marks = ", ".join("?" * len(kinds))
        return list(self._select(f"SELECT * FROM log WHERE kind IN ({marks}) ORDER BY at, id", kinds))

    def own_rows(self) -> Iterator[LogRow]:
        """Give the rows written on this device, the last written first, whatever its clock said."""
        return self._select("SELECT * FROM log WHERE device = ? ORDER BY rowid DESC", (self.device,))

    def knows(self, card: CardId) -> bool:
        """Say whether the log has a row about a card."""
        return bool(self._one("SELECT EXISTS (SELECT 1 FROM log WHERE card = ?)", card))

    def outcomes(self) -> list[Outcome]:
        """Give how every answer came out, in no order: a long history is read so in a tenth of the time."""
        names = ("id", "at", "card", "study_day", "verdict", "rating", "seconds", "counts")
        found = self._full(names, f"SELECT {', '.join(names)} FROM log WHERE kind = 'review'")
        with explained(self.path):
            days = {text: date.fromisoformat(text).toordinal() for text in {row[3] for row in found}}
            verdicts = {value: Verdict(value) for value in {row[4] for row in found}}
            ratings = {value: Rating(value) for value in {row[5] for row in found}}
        return [
            Outcome(id, at, card, days[day], verdicts[verdict], ratings[rating], seconds, bool(counts))
            for id, at, card, day, verdict, rating, seconds, counts in found
        ]

    def seconds_by_card(self, before: date, limit: int = 500) -> list[tuple[CardId, float]]:
        """Give the cards and seconds taken of the newest `limit` reviews before a study day."""
        # The signs keep SQLite from taking every review by its kind or day and sorting them all by time.
        query = (
            "SELECT card, seconds FROM log WHERE +kind = 'review' AND +study_day < ? ORDER BY at DESC LIMIT ?"
        )
        return self._full(("card", "seconds"), query, before.isoformat(), limit)

    def seconds_on(self, day: date) -> list[tuple[CardId, float]]:
        """Give the cards and seconds taken of every review of a study day."""
        query = "SELECT card, seconds FROM log WHERE kind = 'review' AND study_day = ?"
        return self._full(("card", "seconds"), query, day.isoformat())

    def newest_study_day(self) -> date | None:
        """Give the last study day that has an answer; None without any."""
        newest = self._one("SELECT max(study_day) FROM log WHERE kind = 'review'")
        with explained(self.path):
            check_types(("study_day",), (newest,))
            return None if newest is None else date.fromisoformat(newest)

    def rows_since(self, day: date) -> list[LogRow]:
        """Give every row written from the first answer of a study day on, oldest first."""
        query = (
            "SELECT * FROM log WHERE at >= (SELECT min(at) FROM log WHERE kind = 'review' AND study_day = ?) "
            "ORDER BY at, id"
        )
        return list(self._select(query, (day.isoformat(),)))

    def newest_moment(self, *, own: bool = False) -> int:
        """Give when the newest row says it was written, in UTC milliseconds; 0 without any.

        With `own` the newest that was written on this device.
        """
        query = "SELECT max(at) FROM log"
        found = self._one(f"{query} WHERE device = ?", self.device) if own else self._one(query)
        with explained(self.path):
            if found is not None and not (isinstance(found, int) and 0 <= found <= LATEST_MOMENT):
                raise ValueError(f"an entry is dated at {found!r} ms")
        return found or 0

    def devices(self) -> frozenset[str]:
        """Give the devices that rows of the log come from, this one among them."""
        found = self._full(("device",), "SELECT DISTINCT device FROM log")
        return frozenset({self.device, *(device for (device,) in found)})

    def _full(self, columns: Sequence[str], query: str, *values: object) -> list[tuple[Any, ...]]:
        """Give all that a query finds in columns of the log that have a value in every row, each checked."""
        found = self._all(query, *values)
        with explained(self.path):
            check_full(columns, found)
        return found

    def _select(self, query: str, values: tuple[object, ...]) -> Iterator[LogRow]:
        with explained(self.path):
            cursor = self._connection.execute(query, values)
            names = [column[0] for column in cursor.description]
            for found in cursor:
                check_types(COLUMNS, found)
                yield from_columns(dict(zip(names, found, strict=True)))
