"""Deck packs that a teacher hands out to a class through a hub: every version is kept.

How large one may be is a rule of the database, in `schema/`, and of whoever takes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from studykit.errors import DataError, NotFoundError
from studykit.names import nearest
from studykit.school.database import Database

LARGEST = 10_000_000
"""Bytes of a pack, twice those of all decks that one may hold."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A version of a deck pack, without its content."""

    class_name: str
    name: str
    version: int
    note: str
    pushed_at: datetime
    size: int


def push(database: Database, class_name: str, name: str, note: str, content: bytes) -> int | None:
    """Add a version of a pack and give its number; None when the newest is the same."""
    newest = next((pack for pack in packs(database, class_name) if pack.name == name), None)
    if newest is not None and pull(database, newest) == content:
        return None
    version = newest.version + 1 if newest else 1
    database.rows(
        """
        INSERT INTO studykit.packs (class, name, version, note, content)
        SELECT id, %s, %s, %s, %s FROM studykit.classes WHERE name = %s
        """,
        name,
        version,
        note,
        content,
        class_name,
    )
    return version


def packs(database: Database, class_name: str | None = None) -> list[Pack]:
    """Every version of every pack of a class, or of all classes, the newest of each first."""
    found = database.rows(
        """
        SELECT c.name, p.name, version, note, pushed_at, length(content)
        FROM studykit.packs p JOIN studykit.classes c ON c.id = p.class
        WHERE c.name = coalesce(%s, c.name) ORDER BY c.name, p.name, version DESC
        """,
        class_name,
    )
    return [Pack(*row) for row in found]


def newest(found: list[Pack]) -> list[Pack]:
    """The newest version of each pack, of those that `packs` gave."""
    versions = groupby(found, key=lambda pack: (pack.class_name, pack.name))
    return [next(of_name) for _, of_name in versions]


def chosen(found: list[Pack], name: str, version: int | None) -> Pack:
    """One pack by its name, the newest when no version is named.

    Raises:
        NotFoundError: when there is none.
    """
    of_name = [pack for pack in found if pack.name == name]
    if not of_name:
        raise NotFoundError(f"No pack called `{name}` was handed out{nearest(name, {p.name for p in found})}")
    pack = next((pack for pack in of_name if version in (None, pack.version)), None)
    if pack is None:
        raise NotFoundError(f"{name} has the versions 1 to {of_name[0].version}; there is no {version}.")
    return pack


def pull(database: Database, pack: Pack) -> bytes:
    """The content of a pack: a zip file.

    Raises:
        DataError: when it is larger than any that `class decks push` makes.
    """
    if pack.size > LARGEST:
        raise DataError(
            f"{pack.name} version {pack.version} has {pack.size / 1e6:.0f} MB, as no deck pack has; take "
            "the others by their names."
        )
    content = database.value(
        """
        SELECT content FROM studykit.packs p JOIN studykit.classes c ON c.id = p.class
        WHERE c.name = %s AND p.name = %s AND version = %s
        """,
        pack.class_name,
        pack.name,
        pack.version,
    )
    return bytes(content)
