"""Connecting to a store, once it is known what SQLite would open with it.

SQLite opens what lies beside a store under names of its own, whoever put it there: a pipe it would wait for
without end, through a link it would write into another file, and of a journal that names a further file, as
those of transactions over several databases do, it deletes that file.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from studykit.files import NOT_PLAIN

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a store belongs to it: one without the other may be a different work."""

LOCK_SECONDS = 10.0
"""How long to wait for another studykit that is writing before saying so."""

WAIT = 0.1
"""Seconds between two tries to copy a store that somebody is writing to."""

NAMES_ANOTHER = "it names another file, which would be deleted"
LAST_BYTES = bytes.fromhex("d9d505f920a163d7")
"""With what a journal ends that names a further file."""


def connect(path: Path) -> sqlite3.Connection:
    """Open a file that is there with SQLite; every statement is a transaction of its own until one is begun.

    Raises:
        OSError: when there is none, or what is there or beside it is not for SQLite to open.
        sqlite3.Error: when it cannot be opened.
    """
    _make_alike(path, parts(path))
    connection = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def as_it_stands(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database that nobody writes to as it stands in its file alone: nothing is made beside it.

    Raises:
        sqlite3.Error: when it cannot be opened.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that is written inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _make_alike(path: Path, there: dict[str, os.stat_result]) -> None:
    """Let what SQLite made beside a store that could only be read be written to when the store can be."""
    mode = stat.S_IMODE(there[""].st_mode)
    for end in ("-wal", "-shm"):
        if end in there and mode & stat.S_IWUSR and not there[end].st_mode & stat.S_IWUSR:
            with suppress(OSError):
                Path(f"{os.path.realpath(path)}{end}").chmod(mode)


def parts(path: Path) -> dict[str, os.stat_result]:
    """What is there of a store and of what belongs to it, by the end of its name (`BESIDE`).

    Raises:
        OSError: when there is no store, or one of them is not for SQLite to open.
    """
    real = os.path.realpath(path)  # a store may be a link, and what belongs to it lies where that leads
    found = {"": os.lstat(real)}
    for end in BESIDE[1:]:
        beside = Path(f"{real}{end}")
        with suppress(FileNotFoundError):  # another studykit may be done with it at any moment
            found[end] = beside.lstat()
            if end == "-journal" and stat.S_ISREG(found[end].st_mode) and _names_another(beside):
                raise OSError(errno.EINVAL, NAMES_ANOTHER, str(beside))
    for end, state in found.items():
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, NOT_PLAIN, f"{real}{end}")
    return found


def _names_another(journal: Path) -> bool:
    with journal.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - len(LAST_BYTES)))
        return file.read() == LAST_BYTES
