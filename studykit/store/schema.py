"""The schema of a store: exactly what the migrations make, for anything else in it could do anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from studykit.errors import StoreError
from studykit.store.migrations import MIGRATIONS, VERSION, version_of

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
        for step in MIGRATIONS[:version]:
            for statement in step:
                made.execute(statement)
        return schema(made)
