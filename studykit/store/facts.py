"""What a store knows besides its log, by name: marks on rows that are not in it, and what was begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

DEVICE = "device"
"""The name of the device that writes to the store."""

FORGOTTEN = "forgotten:"
"""Before the id of a row that was deleted on purpose: a merge must not bring it back."""

ERASE = "erase"
"""The value of that mark where the row shall go from this device's file in a shared folder, too; a row that
a restore took away and that stays away from here stays there for the other devices."""

WAS_DEVICE = "was-device:"
"""Before a name that this device had before: its file in a shared folder may be another's that was copied."""

REBUILT = "rebuilt"
"""There while a store, made of a backup or of what could be read, may lack what its device shared."""

SYNC_FOLDER = "sync-folder"
"""The folder that this device shared last."""

SHARED = "shared:"
"""Before every folder in which this device has a file: what is forgotten goes from all of them. Its
value is the `LAST_FORGETTING` of when that file was written last."""

RETURNED = "returned:"
"""Before such a folder where what was forgotten stood in the file again after it had been taken out; its
value is the `LAST_FORGETTING` of then."""

MET = "met:"
"""Before the name of a device whose rows were in a place that this one shares, and are one's own work."""

UNTYPED = "untyped"
"""The value of a mark on a row that is away from here, when what was typed in every answer was forgotten."""

GIVEN_UP = "given-up"
"""The files of that folder that were given up, as JSON: their size and time by name."""

AWAY = "restored-away:"
"""Before the id of a row that a restore took away: a sync asks before it brings it back."""

EARLIER_IDS = "earlier-ids"
"""What the decks said their cards were called before, as JSON: a deck that is gone is forgotten by it."""

FORGETTING = "forgetting"
"""There while something is being forgotten: it may still stand in the file and in its backups."""

LAST_FORGETTING = "last-forgetting"
"""Two random names and a space between: of the last forgetting of what was typed (nothing if there was none),
and of the last of any kind. Rows that were read before it are not to be written anywhere."""

DERIVED_WITH = "derived-with"
"""What the states were derived with."""


def of_a_device(facts: Mapping[str, str]) -> dict[str, str]:
    """Give the facts that are a device's own and stay its own whatever rows its store gets."""
    from studykit.store.lines import IDENTITY

    return {
        name: value
        for name, value in facts.items()
        if name != DERIVED_WITH and (name != DEVICE or IDENTITY.fullmatch(value))
    }


def marked(connection: sqlite3.Connection, mark: str, value: str | None = None) -> frozenset[str]:
    """Give the ids of the rows that have a mark, or have it with a value."""
    query = "SELECT name FROM facts WHERE name GLOB ? AND value = coalesce(?, value)"
    found = connection.execute(query, (mark + "*", value))
    return frozenset(str(name).removeprefix(mark) for (name,) in found)


def rows_known(connection: sqlite3.Connection) -> frozenset[str]:
    """Give the ids of the rows that a store has, and of those that are gone from it on purpose."""
    held = {str(row_id) for (row_id,) in connection.execute("SELECT id FROM log")}
    return marked(connection, FORGOTTEN) | marked(connection, AWAY) | held


def facts_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Give all that a store knows besides its log, by name.

    A page that is not the one it was gives anything in the place of text; that is passed over.
    """
    found = connection.execute("SELECT name, value FROM facts")
    return {name: value for name, value in found if isinstance(name, str) and isinstance(value, str)}


def put_facts(connection: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    """Keep facts by their names, in the place of those that there were."""
    connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())


def put_marks(connection: sqlite3.Connection, mark: str, ids: Iterable[str], value: str = "") -> None:
    """Mark rows by their ids, or folders by their paths."""
    # In the order of their table, for speed.
    put_facts(connection, {mark + row_id: value for row_id in sorted(ids)})


def drop_marks(connection: sqlite3.Connection, mark: str, ids: Iterable[str]) -> None:
    """Take marks away from rows."""
    connection.executemany("DELETE FROM facts WHERE name = ?", [(mark + row_id,) for row_id in sorted(ids)])
