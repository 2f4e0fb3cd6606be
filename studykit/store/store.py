"""One student's log and states in one SQLite file.

A row is on the disk before `append` returns (WAL with `synchronous=FULL`), and the same transaction brings
the state of its card up to date. States are a copy for speed: they are rebuilt whenever the settings that
they depend on are not those they were derived with.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from studykit.cards import CardId
from studykit.errors import StoreError
from studykit.reviews import CardState, LogRow, MemoryState
from studykit.store.migrations import VERSION, migrate, version_of
from studykit.store.rows import COLUMNS, from_columns, to_columns

Derive = Callable[[CardId, Iterable[LogRow]], CardState]
"""How the rows about one card become its state; the scheduler's business, not the store's."""

LOCK_SECONDS = 10.0
"""How long to wait for another studykit that is writing before saying so."""

INSERT = f"INSERT INTO log ({', '.join(COLUMNS)}) VALUES ({', '.join(':' + name for name in COLUMNS)})"
PUT_STATE = "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
STATE_COLUMNS = "card, stability, difficulty, last_day, first_day, due, reviews, lapses, suspended"


def new_id() -> str:
    """Give a globally unique row id: 128 random bits as hexadecimal digits."""
    return os.urandom(16).hex()


class Store:
    """The log and the states in one file; open it with `Store.open`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self.device = ""

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a store, making or migrating it when needed.

        Raises:
            StoreError: when the file cannot be made, read or written, is damaged, or was written by a newer
                version.
        """
        with _explained(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
            store = cls(connection, path)
            try:
                store._prepare()
            except BaseException:
                connection.close()
                raise
        return store

    def _prepare(self) -> None:
        found = version_of(self._connection)
        if found > VERSION:
            raise StoreError(
                f"{self.path} was written by a newer studykit (store version {found}, this one reads "
                f"{VERSION}); update studykit to use it. Nothing was changed."
            )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        migrate(self._connection)
        self.device = self._fact("device") or self._name_device()

    def _name_device(self) -> str:
        self._connection.execute("INSERT OR IGNORE INTO facts VALUES ('device', ?)", (new_id()[:12],))
        return self._fact("device") or ""

    def close(self) -> None:
        """Close the file; what was appended is on the disk already."""
        self._connection.close()

    def append(self, row: LogRow, derive: Derive) -> None:
        """Write a row durably and bring the state of its card up to date, both or neither.

        Raises:
            StoreError: when the row could not be written; then nothing was.
        """
        card: CardId | None = getattr(row, "card", None)
        with self._writing():
            self._connection.execute(INSERT, to_columns(row))
            if card is not None:
                self._put_state(derive(card, self.rows_about(card)))

    def rows(self) -> Iterator[LogRow]:
        """Give every row of the log, oldest first."""
        return self._select("SELECT * FROM log ORDER BY at, id", ())

    def row(self, row_id: str) -> LogRow | None:
        """Give one row by its id; None when there is none."""
        return next(self._select("SELECT * FROM log WHERE id = ?", (row_id,)), None)

    def rows_about(self, card: CardId) -> list[LogRow]:
        """Give every row about one card, oldest first."""
        return list(self._select("SELECT * FROM log WHERE card = ? ORDER BY at, id", (card,)))

    def rows_of_kind(self, kind: str) -> list[LogRow]:
        """Give every row of one kind, oldest first."""
        return list(self._select("SELECT * FROM log WHERE kind = ? ORDER BY at, id", (kind,)))

    def own_reviews(self) -> Iterator[LogRow]:
        """Give the reviews written on this device, the last written first, whatever its clock said."""
        query = "SELECT * FROM log WHERE kind = 'review' AND device = ? ORDER BY rowid DESC"
        return self._select(query, (self.device,))

    def states(self) -> dict[CardId, CardState]:
        """Give the state of every card the log knows."""
        with _explained(self.path):
            found = self._connection.execute(f"SELECT {STATE_COLUMNS} FROM states").fetchall()
        return {CardId(row[0]): _state(row) for row in found}

    def state(self, card: CardId) -> CardState:
        """Give the state of one card; an empty one when the log does not know it."""
        with _explained(self.path):
            query = f"SELECT {STATE_COLUMNS} FROM states WHERE card = ?"
            row = self._connection.execute(query, (card,)).fetchone()
        return CardState(card) if row is None else _state(row)

    def seconds_by_card(self, limit: int = 500) -> list[tuple[CardId, float]]:
        """Give the cards and seconds taken of the newest `limit` reviews."""
        query = "SELECT card, seconds FROM log WHERE kind = 'review' ORDER BY at DESC LIMIT ?"
        with _explained(self.path):
            return [(CardId(card), seconds) for card, seconds in self._connection.execute(query, (limit,))]

    def derived_with(self) -> str | None:
        """Give what the states were derived with, as `rebuild` was told."""
        return self._fact("derived-with")

    def rebuild(self, replay: Callable[[Iterable[LogRow]], Mapping[CardId, CardState]], basis: str) -> None:
        """Derive every state again from the log in one transaction, and note the basis they rest on."""
        with self._writing():
            self._connection.execute("DELETE FROM states")
            for state in replay(self.rows()).values():
                self._put_state(state)
            self._connection.execute("INSERT OR REPLACE INTO facts VALUES ('derived-with', ?)", (basis,))

    def damage(self) -> list[str]:
        """Give what SQLite's own integrity check finds wrong; empty when the file is sound."""
        with _explained(self.path):
            found = [str(line) for (line,) in self._connection.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def _fact(self, name: str) -> str | None:
        with _explained(self.path):
            row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _put_state(self, state: CardState) -> None:
        memory = state.memory
        self._connection.execute(
            PUT_STATE,
            (
                state.card,
                memory and memory.stability,
                memory and memory.difficulty,
                memory and memory.last_day.isoformat(),
                state.first_day and state.first_day.isoformat(),
                state.due and state.due.isoformat(),
                state.reviews,
                state.lapses,
                int(state.suspended),
            ),
        )

    def _select(self, query: str, values: tuple[object, ...]) -> Iterator[LogRow]:
        with _explained(self.path):
            cursor = self._connection.execute(query, values)
            names = [column[0] for column in cursor.description]
            for found in cursor:
                yield from_columns(dict(zip(names, found, strict=True)))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _state(row: tuple[str, float, float, str, str, str, int, int, int]) -> CardState:
    card, stability, difficulty, last_day, first_day, due, reviews, lapses, suspended = row
    return CardState(
        card=CardId(card),
        memory=None if last_day is None else MemoryState(stability, difficulty, date.fromisoformat(last_day)),
        first_day=None if first_day is None else date.fromisoformat(first_day),
        due=None if due is None else date.fromisoformat(due),
        reviews=reviews,
        lapses=lapses,
        suspended=bool(suspended),
    )


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into one sentence with what to do."""
    try:
        yield
    except StoreError:
        raise
    except (sqlite3.Error, OSError, ValueError) as error:
        raise StoreError(_sentence(path, error)) from error


def _sentence(path: Path, error: Exception) -> str:
    text = str(error)
    number = getattr(error, "errno", None)
    if "locked" in text or "busy" in text:
        return (
            f"{path} is in use by another studykit that has been writing for {LOCK_SECONDS:.0f} seconds; "
            "let it finish or close it, then try again. Every answer whose verdict was shown is safe."
        )
    if "disk is full" in text or number == errno.ENOSPC:
        return (
            f"The disk that holds {path} is full; free some space and try again. "
            "Every answer whose verdict was shown is safe."
        )
    if "readonly" in text or number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{path} cannot be written, so nothing can be saved; make the file and its folder writable, "
            "or set STUDYKIT_HOME to a folder that is."
        )
    if "malformed" in text or "not a database" in text or isinstance(error, ValueError):
        return (
            f"{path} is damaged ({text}); keep a copy of it and of the files beside it, and look at it with "
            "`studykit data doctor`."
        )
    return f"{path} cannot be used: {text}. Check that the disk is there and the file is yours."
