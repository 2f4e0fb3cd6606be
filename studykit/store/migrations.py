"""Numbered changes to the store's schema. A step that has been released is never edited, only followed."""

from __future__ import annotations

import sqlite3

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
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have run the step while this one waited for the lock.
            version = version_of(connection)
            if version < VERSION:
                for statement in MIGRATIONS[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
