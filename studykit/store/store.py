"""One student's log and states in one SQLite file.

A row is on the disk before `append` returns (WAL with `synchronous=FULL`), and the same transaction brings
the state of its card up to date. States are a copy for speed: they are rebuilt whenever the settings that
they depend on are not those they were derived with.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from studykit.cards import CardId
from studykit.errors import StoreError
from studykit.reviews import Asked, CardState, LogRow, Review
from studykit.store import backup
from studykit.store.faults import LOCK_SECONDS, explained
from studykit.store.migrations import VERSION, migrate, version_of
from studykit.store.presence import identity, refuse_lost
from studykit.store.rows import COLUMNS, from_columns, to_columns
from studykit.store.states import PUT_STATE, STATE_COLUMNS, state_columns, state_of

Derive = Callable[[CardId, Iterable[LogRow]], CardState]
"""How the rows about one card become its state; the scheduler's business, not the store's."""

Replay = Callable[[Iterable[LogRow]], tuple[Mapping[CardId, CardState], str]]
"""How a whole log becomes the state of every card, and the basis those rest on."""

FORGOTTEN = "forgotten:"
"""Facts that name rows which were deleted on purpose: a merge must not bring them back."""

INSERT = f"INSERT INTO log ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + name for name in COLUMNS)})"


def new_id() -> str:
    """Give a globally unique row id: 128 random bits as hexadecimal digits."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: rows that were new, and known ids that came with another content (ours stays)."""

    new: int
    differing: int


class Store:
    """The log and the states in one file; open it with `Store.open`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self.device = ""
        self._file = identity(path)

    @classmethod
    def open(cls, path: Path, before_migration: Callable[[], object] | None = None) -> Store:
        """Open a store, making or migrating it when needed; a store of an older version is backed up first.

        Nothing is made where a store was lost, so that its loss is not taken for a fresh start.

        Raises:
            StoreError: when the file cannot be made, read or written, is damaged, or was written by a newer
                version.
        """
        with explained(path):
            refuse_lost(path)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
            store = cls(connection, path)
            try:
                store._prepare(before_migration)
            except BaseException:
                connection.close()
                raise
        return store

    def _prepare(self, before_migration: Callable[[], object] | None = None) -> None:
        found = version_of(self._connection)
        if found > VERSION:
            raise StoreError(
                f"{self.path} was written by a newer studykit (store version {found}, this one reads "
                f"{VERSION}); update studykit to use it. Nothing was changed."
            )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if 0 < found < VERSION and before_migration is not None:
            before_migration()
        migrate(self._connection)
        self.device = self._fact("device") or self._name_device()

    def _name_device(self) -> str:
        self._connection.execute("INSERT OR IGNORE INTO facts VALUES ('device', ?)", (new_id()[:12],))
        return self._fact("device") or ""

    def close(self) -> None:
        """Close the file; what was appended is on the disk already."""
        self._connection.close()

    def append(
        self, row: LogRow, derive: Derive, cards: Sequence[CardId] = (), asked: Asked | None = None
    ) -> None:
        """Write a row durably and bring the state of its card up to date, both or neither.

        Args:
            row: what to write.
            derive: how rows become a state.
            cards: the card whose state it changes, then those whose history it has; the row's own if empty.
            asked: what its card says now, to know it again when it is renamed.

        Raises:
            StoreError: when the row could not be written; then nothing was.
        """
        own: CardId | None = getattr(row, "card", None)
        ids = cards or (() if own is None else (own,))
        with self._writing():
            self._connection.execute(INSERT, to_columns(row))
            if asked is not None:
                self._connection.execute(
                    "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)",
                    (asked.card, asked.ask, json.dumps(asked.answers, ensure_ascii=False)),
                )
            if ids:
                self._put_state(derive(ids[0], [each for card in ids for each in self.rows_about(card)]))

    def asked(self, cards: Iterable[CardId]) -> dict[CardId, Asked]:
        """Give what some cards said when they were answered last; those never answered here are missing."""
        found = {}
        with explained(self.path):
            for card in cards:
                row = self._connection.execute(
                    "SELECT ask, answers FROM asked WHERE card = ?", (card,)
                ).fetchone()
                if row is not None:
                    found[card] = Asked(card, row[0], tuple(json.loads(row[1])))
        return found

    def knows(self, card: CardId) -> bool:
        """Say whether the log has a row about a card."""
        with explained(self.path):
            query = "SELECT 1 FROM log WHERE card = ? LIMIT 1"
            return self._connection.execute(query, (card,)).fetchone() is not None

    def note(self, name: str, value: str) -> None:
        """Keep a fact that can be found out again, such as what was looked for already."""
        with self._writing():
            self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """Give a fact that was kept by `note`."""
        return self._fact(name)

    def merge(self, rows: Iterable[LogRow], replay: Replay) -> Merged:
        """Take in the rows whose ids are not here yet and derive every state again, all or nothing.

        Raises:
            StoreError: when they could not be written; then nothing was.
        """
        with self._writing():
            fresh, differing = self._told_apart(rows)
            self._connection.executemany(INSERT, map(to_columns, fresh))
            if fresh:
                self._put_states(*replay(self.rows()))
        return Merged(len(fresh), differing)

    def fresh(self, rows: Iterable[LogRow]) -> list[LogRow]:
        """Give the rows that a merge would take in."""
        return self._told_apart(rows)[0]

    def _told_apart(self, rows: Iterable[LogRow]) -> tuple[list[LogRow], int]:
        known = {row.id: row for row in self.rows()}
        with explained(self.path):
            gone = {name.removeprefix(FORGOTTEN) for name in self._fact_names(FORGOTTEN)}
        fresh: list[LogRow] = []
        differing = 0
        for row in rows:
            mine = known.get(row.id)
            if mine is None:
                known[row.id] = row
                if row.id not in gone:
                    fresh.append(row)
            elif mine not in (row, _without_answer(row)):  # one that was forgotten here is no other answer
                differing += 1
        return fresh, differing

    def forget(self, rows: Iterable[LogRow], replay: Replay) -> None:
        """Delete rows for good: a merge does not bring them back, and the file keeps no trace of them."""
        ids = [row.id for row in rows]
        with explained(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with self._writing():
            self._connection.executemany("DELETE FROM log WHERE id = ?", [(row_id,) for row_id in ids])
            self._connection.execute(
                "DELETE FROM asked WHERE card NOT IN (SELECT card FROM log WHERE card > '')"
            )
            notes = [(FORGOTTEN + row_id, "") for row_id in ids]
            self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", notes)
            self._put_states(*replay(self.rows()))
        self._sweep()

    def forget_answers(self) -> None:
        """Empty what was typed in every answer; verdicts, ratings and states stay."""
        trigger = "SELECT sql FROM sqlite_schema WHERE name = 'log_keeps_rows'"
        with explained(self.path):
            self._connection.execute("PRAGMA secure_delete = ON")
        with self._writing():
            (keeps_rows,) = self._connection.execute(trigger).fetchone()
            self._connection.execute("DROP TRIGGER log_keeps_rows")
            self._connection.execute("UPDATE log SET answer = '' WHERE answer IS NOT NULL")
            self._connection.execute(keeps_rows)
        self._sweep()

    def _sweep(self) -> None:
        """Rewrite the file without what was deleted, and empty the WAL, which has it still."""
        with explained(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rows(self) -> Iterator[LogRow]:
        """Give every row of the log, oldest first."""
        return self._select("SELECT * FROM log ORDER BY at, id", ())

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

    def own_reviews(self) -> Iterator[LogRow]:
        """Give the reviews written on this device, the last written first, whatever its clock said."""
        query = "SELECT * FROM log WHERE kind = 'review' AND device = ? ORDER BY rowid DESC"
        return self._select(query, (self.device,))

    def states(self) -> dict[CardId, CardState]:
        """Give the state of every card the log knows."""
        with explained(self.path):
            found = self._connection.execute(f"SELECT {STATE_COLUMNS} FROM states").fetchall()
        return {CardId(row[0]): state_of(row) for row in found}

    def state(self, card: CardId) -> CardState:
        """Give the state of one card; an empty one when the log does not know it."""
        with explained(self.path):
            query = f"SELECT {STATE_COLUMNS} FROM states WHERE card = ?"
            row = self._connection.execute(query, (card,)).fetchone()
        return CardState(card) if row is None else state_of(row)

    def seconds_by_card(self, limit: int = 500) -> list[tuple[CardId, float]]:
        """Give the cards and seconds taken of the newest `limit` reviews."""
        query = "SELECT card, seconds FROM log WHERE kind = 'review' ORDER BY at DESC LIMIT ?"
        with explained(self.path):
            return [(CardId(card), seconds) for card, seconds in self._connection.execute(query, (limit,))]

    def seconds_on(self, day: date) -> list[tuple[CardId, float]]:
        """Give the cards and seconds taken of every review of a study day."""
        query = "SELECT card, seconds FROM log WHERE kind = 'review' AND study_day = ?"
        with explained(self.path):
            found = self._connection.execute(query, (day.isoformat(),)).fetchall()
        return [(CardId(card), seconds) for card, seconds in found]

    def appeared(self, cards: Sequence[CardId], today: date) -> dict[CardId, date]:
        """Give the study day on which each card was first seen in the decks; today for those new to it."""
        with explained(self.path):
            found = dict(self._connection.execute("SELECT card, day FROM appeared").fetchall())
        fresh = [card for card in cards if card not in found]
        if fresh:
            with self._writing():
                self._connection.executemany(
                    "INSERT OR IGNORE INTO appeared VALUES (?, ?)",
                    [(card, today.isoformat()) for card in fresh],
                )
        return {card: date.fromisoformat(found[card]) if card in found else today for card in cards}

    def derived_with(self) -> str | None:
        """Give what the states were derived with, as `rebuild` was told."""
        return self._fact("derived-with")

    def rebuild(self, replay: Callable[[Iterable[LogRow]], Mapping[CardId, CardState]], basis: str) -> None:
        """Derive every state again from the log in one transaction, and note the basis they rest on."""
        with self._writing():
            self._put_states(replay(self.rows()), basis)

    def _put_states(self, states: Mapping[CardId, CardState], basis: str) -> None:
        self._connection.execute("DELETE FROM states")
        for state in states.values():
            self._put_state(state)
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES ('derived-with', ?)", (basis,))

    def newest_moment(self) -> int:
        """Give when the newest row says it was written, in UTC milliseconds; 0 without any."""
        with explained(self.path):
            (newest,) = self._connection.execute("SELECT max(at) FROM log").fetchone()
        return int(newest or 0)

    def devices(self) -> frozenset[str]:
        """Give the devices that rows of the log come from, this one among them."""
        with explained(self.path):
            found = self._connection.execute("SELECT DISTINCT device FROM log").fetchall()
        return frozenset({self.device, *(device for (device,) in found)})

    def rescue(self) -> Path:
        """Copy what this store still sees of a file that was deleted or replaced, beside its backups."""
        target = self.path.parent / "backups" / f"rescued-{new_id()[:8]}.db"
        with explained(target):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
            backup.copy_from(self._connection, target, self.path)
        return target

    def damage(self) -> list[str]:
        """Give what SQLite's own integrity check finds wrong; empty when the file is sound."""
        with explained(self.path):
            found = [str(line) for (line,) in self._connection.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def _fact_names(self, beginning: str) -> list[str]:
        found = self._connection.execute("SELECT name FROM facts WHERE name GLOB ?", (beginning + "*",))
        return [str(name) for (name,) in found]

    def _fact(self, name: str) -> str | None:
        with explained(self.path):
            row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _put_state(self, state: CardState) -> None:
        self._connection.execute(PUT_STATE, state_columns(state))

    def _select(self, query: str, values: tuple[object, ...]) -> Iterator[LogRow]:
        with explained(self.path):
            cursor = self._connection.execute(query, values)
            names = [column[0] for column in cursor.description]
            for found in cursor:
                yield from_columns(dict(zip(names, found, strict=True)))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._say_when_gone()
                raise
        self._say_when_gone()

    def _say_when_gone(self) -> None:
        """Raise when the file is no longer the one that was opened: what is written goes nowhere then."""
        if self._file is None or identity(self.path) == self._file:
            return
        what = "replaced by another file" if self.path.exists() else "deleted or moved"
        try:
            kept = f"All of it, the last answer too, is kept in {self.rescue()}"
        except StoreError as error:
            kept = f"The last answer could not be kept ({error})"
        raise StoreError(
            f"{self.path} was {what} while studykit was running. {kept}; stop here, and put the file back or "
            "bring the copy in with `studykit data import` and its name."
        )


def _without_answer(row: LogRow) -> LogRow:
    return replace(row, answer="") if isinstance(row, Review) else row
