"""Reading a store that is not one's own or not sound: a copy of it, every row checked."""

from __future__ import annotations

import math
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from studykit.errors import StoreError
from studykit.reviews import LogRow
from studykit.store.connecting import BESIDE, WAIT, connect, parts
from studykit.store.disk_faults import explained
from studykit.store.facts import AWAY, FORGOTTEN, facts_of
from studykit.store.lines import from_json
from studykit.store.migrations import check_schema, migrate, schema, version_of
from studykit.store.rows import COLUMNS, answers_of, check_full, from_columns, to_json
from studykit.store.scratch import NO_ROOM, no_room, scratch_folder

MAGIC = b"SQLite format 3\0"
LARGEST = 2_000_000_000
"""Bytes of a store that is read; ten years of an hour a day are a hundredth of it."""

FEWEST_BYTES = 40
"""Bytes that a row takes in its file at the least."""

TRIES = 20
"""How often a store is copied, `WAIT` apart, until nothing was written to it meanwhile."""


OF_CARDS: Mapping[str, tuple[tuple[str, ...], Callable[[str], object]]] = {
    "asked": (("card", "ask", "answers"), answers_of),
    "appeared": (("card", "day"), date.fromisoformat),
}
"""The tables with what is known of cards besides the log: their columns, and what reads the last of these."""

OfCards = Mapping[tuple[str, str], tuple[str, ...]]
"""What stands in these tables, by the name of the table and the card."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What could be read: the rows, and what the store knew besides them."""

    rows: tuple[LogRow, ...]
    facts: Mapping[str, str]
    of_cards: OfCards = field(default_factory=dict)

    @property
    def forgotten(self) -> frozenset[str]:
        """The ids of rows that were deleted on purpose."""
        return frozenset(name.removeprefix(FORGOTTEN) for name in self.facts if name.startswith(FORGOTTEN))

    @property
    def gone(self) -> frozenset[str]:
        """The ids of rows that were deleted on purpose or taken away by a restore."""
        return self.forgotten | {name.removeprefix(AWAY) for name in self.facts if name.startswith(AWAY)}

    @property
    def known(self) -> int:
        """How many rows the store knew of."""
        return len(self.rows) + len(self.gone)


def is_store(path: Path) -> bool:
    """Say whether a file begins as an SQLite database does; a pipe, which may never give a byte, does not."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def is_unmade(path: Path) -> bool:
    """Say whether a store was just being made when the program was stopped: there is nothing in it yet."""
    try:
        with opened_copy(path) as connection:
            return version_of(connection) == 0 and not schema(connection)
    except (sqlite3.Error, OSError, StoreError):
        return False


def contents(path: Path, scratch: Path | None = None) -> Contents:
    """Read a whole sound store of this version or an older one, by a copy of it.

    The copy lies in `scratch` for a while, the folder of one's own store; beside the file itself when None.

    Raises:
        StoreError: when it is damaged, newer, or no store of studykit's.
    """
    with explained(path), opened_copy(path, scratch) as connection:
        check_schema(connection, path)
        sizes = (connection.execute(f"PRAGMA page_{each}").fetchone()[0] for each in ("count", "size"))
        _refuse_large(path, math.prod(sizes))  # a WAL or journal may make more of it than the files have
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(f"malformed: {found}")
        migrate(connection)
        rows = tuple(map(_checked, connection.execute("SELECT * FROM log ORDER BY at, id")))
        return Contents(rows, facts_of(connection), _of_cards(connection))


def salvage(path: Path, scratch: Path | None = None) -> Contents:
    """Read what can still be read of a damaged store, between its bad pages too.

    Bytes that are no text any more are replaced by the sign for that.
    """
    rows: dict[str, LogRow] = {}
    facts: Mapping[str, str] = {}
    of_cards: OfCards = {}
    with suppress(sqlite3.Error, OSError, StoreError, ValueError), opened_copy(path, scratch) as connection:
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.execute("PRAGMA writable_schema = ON")  # a damaged table must not keep from the others
        size = sum(state.st_size for state in parts(path).values())
        most = size // FEWEST_BYTES
        for values in _readable(connection, most):
            with suppress(ValueError, TypeError, LookupError):  # the other rows may be readable
                row = _checked(values)
                rows[row.id] = row
        of_cards = _of_cards(connection, most, sqlite3.Error, ValueError, TypeError)
        facts = facts_of(connection)
    return Contents(tuple(rows.values()), facts, of_cards)


def _of_cards(
    connection: sqlite3.Connection, most: int | None = None, *passed_over: type[Exception]
) -> OfCards:
    """Read what is known of cards, at most so many rows of a table, without what these errors keep from."""
    found = {}
    for table, (columns, check) in OF_CARDS.items():
        with suppress(*passed_over):
            for row in islice(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"), most):
                with suppress(*passed_over):
                    check_full(columns, [row])
                    check(row[-1])
                    found[table, row[0]] = row
    return found


def _readable(connection: sqlite3.Connection, most: int) -> Iterator[Sequence[object]]:
    """The rows of a log that can be read: what cannot be read as a whole is tried in halves.

    Pages that lead back to one another would give rows without end, so no more are tried than there may be.
    """
    try:
        (last,) = connection.execute("SELECT max(rowid) FROM log NOT INDEXED").fetchone()
    except sqlite3.Error:
        last = most
    ranges = [(1, last or 0)]
    tries = 2 * most
    while ranges and tries > 0:
        first, last = ranges.pop()
        try:
            between = f"NOT INDEXED WHERE rowid BETWEEN {first} AND {last} ORDER BY rowid"
            found = connection.execute(f"SELECT rowid, * FROM log {between}")
            for place, *values in islice(found, tries):
                first = place + 1
                tries -= 1
                yield values
        except sqlite3.Error:
            tries -= 1
            if first < last:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]


@contextmanager
def opened_copy(path: Path, scratch: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Open a copy of a store and of the WAL or journal beside it, so that looking changes nothing."""
    _refuse_large(path, sum(state.st_size for state in parts(path).values()))
    with scratch_folder(scratch or path.parent) as folder:
        copied = folder / "copy.db"
        try:
            _copy_calm(path, copied)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise no_room(folder, error) from error
            raise
        with closing(connect(copied)) as connection:
            yield connection


def _refuse_large(path: Path, size: int) -> None:
    if size > LARGEST:
        raise StoreError(f"{path} is far larger than any store of studykit's; check the name.")


def _copy_calm(path: Path, target: Path) -> None:
    """Copy a store's files as they are at one moment, tried again while one of them is written to."""
    for _ in range(TRIES):
        for end in BESIDE:
            Path(f"{target}{end}").unlink(missing_ok=True)
        with suppress(FileNotFoundError):  # a WAL that another studykit is done with
            before = _state(path)
            for end in before:
                shutil.copyfile(f"{os.path.realpath(path)}{end}", f"{target}{end}")
            if _state(path) == before:
                return
        time.sleep(WAIT)
    raise sqlite3.OperationalError("database is locked")


def _state(path: Path) -> dict[str, tuple[int, int]]:
    found = parts(path).items()
    return {end: (state.st_size, state.st_mtime_ns) for end, state in found if end != "-shm"}


def _checked(values: Sequence[object]) -> LogRow:
    """Make a row of a log's columns by their places: a name may be damaged, and an older store has fewer."""
    return from_json(to_json(from_columns(dict(zip(COLUMNS, values, strict=False)))))
