"""Numbered changes to the store's schema. A step that has been released is never edited, only followed.

A store's schema is exactly what they make, for anything else in it could do anything.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from itertools import chain
from pathlib import Path

from studykit.errors import StoreError
from studykit.store.connecting import transaction

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE log (
            id TEXT PRIMARY KEY,
            device TEXT NOT NULL,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            card TEXT,
            row TEXT,
            study_day TEXT,
            answer TEXT,
            verdict TEXT,
            score REAL,
            rating INTEGER,
            seconds REAL,
            counts INTEGER,
            hinted INTEGER,
            suspended INTEGER,
            name TEXT,
            value TEXT
        ) STRICT
        """,
        "CREATE INDEX log_by_card ON log (card)",
        "CREATE INDEX log_by_time ON log (at, id)",
        """
        CREATE TRIGGER log_keeps_rows BEFORE UPDATE ON log
        BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END
        """,
        """
        CREATE TABLE states (
            card TEXT PRIMARY KEY,
            stability REAL,
            difficulty REAL,
            last_day TEXT,
            first_day TEXT,
            due TEXT,
            reviews INTEGER NOT NULL,
            lapses INTEGER NOT NULL,
            suspended INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE appeared (card TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    ),
    (
        """
        CREATE TABLE asked (card TEXT PRIMARY KEY, ask TEXT NOT NULL, answers TEXT NOT NULL)
        STRICT, WITHOUT ROWID
        """,
    ),
    ("ALTER TABLE log ADD COLUMN open TEXT", "ALTER TABLE log ADD COLUMN said TEXT"),
    # Rows of the kinds shown, flag and reset: a version that does not know them must not open the store.
    ("CREATE INDEX log_by_kind ON log (kind)",),
    # Rows of the kind exercise; and every screen asks for the answers of a day.
    ("CREATE INDEX log_by_day ON log (study_day)",),
)

VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Give the schema version of a store; 0 for an empty file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store up to this version, each step in one transaction with the record that it ran.

    Statements run one by one: `executescript` would commit first, and a step that fails must leave nothing.
    """
    while version_of(connection) < VERSION:
        with transaction(connection):
            # Another process may have run the step while this one waited for the lock.
            version = version_of(connection)
            if version < VERSION:
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")


Schema = frozenset[tuple[str, str, str, str | None]]

STATISTICS: Schema = frozenset(
    {
        ("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
        ("table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
    }
)
"""What SQLite's own ANALYZE adds, which other programs run on databases that they open."""


class NewerStoreError(StoreError):
    """A store that a newer studykit wrote."""


class StrangeSchemaError(StoreError):
    """A database that is no store, or one with something in it that studykit did not make."""


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that is not exactly a store as studykit makes it: a trigger could undo every write.

    Raises:
        NewerStoreError: when it is of a newer version.
        StrangeSchemaError: when it is of something else, or has something more or less.
    """
    version = version_of(connection)
    if version > VERSION:
        raise NewerStoreError(
            f"{path} was written by a newer studykit (store version {version}, this one reads {VERSION}); "
            "update studykit to use it. Nothing was changed."
        )
    found = schema(connection) - STATISTICS
    made = _schema_of(version)
    if version < 1 or not {name for _, name, *_ in made} <= {name for _, name, *_ in found}:
        raise StrangeSchemaError(f"{path} is not a store of studykit's; nothing was changed. Check the name.")
    if found != made:
        kind, name, *_ = min(found - made)
        raise StrangeSchemaError(
            f"{path} is not a store of studykit's alone: it holds the {kind} {name!r}, which could change or "
            "take away what is written. Nothing was changed."
        )


def schema(connection: sqlite3.Connection) -> Schema:
    """All that a database is made of: type, name, table and SQL of each part."""
    query = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
    return frozenset((kind, name, table, sql) for kind, name, table, sql in connection.execute(query))


@cache
def _schema_of(version: int) -> Schema:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for statement in chain.from_iterable(MIGRATIONS[:version]):
            made.execute(statement)
        return schema(made)
