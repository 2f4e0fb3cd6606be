"""What a store knows besides its log, by name: marks on rows that are not in it, and what was begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

FORGOTTEN = "forgotten:"
"""Before the id of a row that was deleted on purpose: a merge must not bring it back."""

ERASE = "erase"
"""The value of that mark where the row shall go from this device's file in a shared folder, too; a row that
a restore took away and that stays away from here stays there for the other devices."""

SYNC_FOLDER = "sync-folder"
"""The folder that this device shared last."""

GIVEN_UP = "given-up"
"""The files of that folder that were given up, as JSON: their size and time by name."""

AWAY = "restored-away:"
"""Before the id of a row that a restore took away: a sync asks before it brings it back."""

FORGETTING = "forgetting"
"""There while something is being forgotten: it may still stand in the file and in its backups."""


def marked(connection: sqlite3.Connection, mark: str, value: str | None = None) -> frozenset[str]:
    """Give the ids of the rows that have a mark, or have it with a value."""
    query = "SELECT name FROM facts WHERE name GLOB ? AND value = coalesce(?, value)"
    found = connection.execute(query, (mark + "*", value))
    return frozenset(str(name).removeprefix(mark) for (name,) in found)


def put_marks(connection: sqlite3.Connection, mark: str, ids: Iterable[str], value: str = "") -> None:
    """Mark rows by their ids."""
    names = [(mark + row_id, value) for row_id in ids]
    connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", names)


def drop_marks(connection: sqlite3.Connection, mark: str, ids: Iterable[str]) -> None:
    """Take marks away from rows."""
    connection.executemany("DELETE FROM facts WHERE name = ?", [(mark + row_id,) for row_id in ids])
