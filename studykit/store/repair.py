"""Putting a store right: one that was damaged is moved away whole, never changed or deleted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from studykit.files import sync_folder, unused
from studykit.reviews import LogRow, Review
from studykit.store.backup import BEFORE_RESTORE, MOMENT, MOVED_AWAY, Backup, Backups, copy_from
from studykit.store.connecting import BESIDE, connect, transaction
from studykit.store.contents import Contents, opened_copy
from studykit.store.disk_faults import explained
from studykit.store.facts import (
    AWAY,
    DEVICE,
    FORGOTTEN,
    REBUILT,
    UNTYPED,
    facts_of,
    marked,
    of_a_device,
    put_facts,
    put_marks,
)
from studykit.store.migrations import check_schema
from studykit.store.scratch import scratch_folder
from studykit.store.store import Replay, Store, joined

SAVED = "saved"
"""Why there is a backup that a repair made: it holds all that could be read."""


def is_anything_at(store: Path) -> bool:
    """Say whether a store is there, or something that SQLite kept beside one."""
    return any(Path(f"{store}{beside}").exists() for beside in BESIDE)


def move_away(store: Path, now: datetime) -> Path:
    """Move a store with the files beside it into a folder of its own among the backups; give it.

    Raises:
        StoreError: when it cannot be moved.
    """
    with explained(store):
        folder = unused(Backups(store).folder / f"{MOVED_AWAY}{now.strftime(MOMENT)}Z")
        folder.mkdir(parents=True, mode=0o700)
        # The store goes last: while it is there, nothing is taken for lost.
        for beside in reversed(BESIDE):
            part = Path(f"{store}{beside}")
            if part.exists():
                part.rename(folder / part.name)
        sync_folder(store.parent)
    return folder


def own_facts(store: Path) -> dict[str, str]:
    """Read what is a device's own in its store, whatever takes its place; nothing where it cannot say."""
    if not store.is_file():
        return {}
    try:
        with closing(connect(store)) as connection:
            return of_a_device(facts_of(connection))
    except (sqlite3.Error, OSError, ValueError):  # a wrong byte in a name is told as no text
        return {}


def prepare(source: Path, target: Path, store: Path, *, own: bool, away: Iterable[LogRow] = ()) -> None:
    """Copy a backup to be put in a store's place, with what is this device's own.

    What the present store knows besides its log stays: the device's name, the folders and hubs it was synced
    with, what was forgotten, except what the backup holds. Of a backup's own such knowledge only what was
    forgotten is taken, for it may be anybody's; all of it where there is no present store and the backup was
    made here (`own`). Without a name the device gets a new one: two of one name would write the same file
    when they sync. `away` are the rows that the present store has and the backup has not.
    """
    with explained(source), opened_copy(source, store.parent) as connection:
        target.touch(0o600)
        copy_from(connection, target, source)
    here = own_facts(store)
    if DEVICE not in here and own:
        here = {**own_facts(source), REBUILT: "yes"}
    with explained(target), closing(connect(target)) as copied:
        check_schema(copied, source)
        held = {str(row_id) for (row_id,) in copied.execute("SELECT id FROM log")}
        gone = ((row.id, isinstance(row, Review) and not row.answer) for row in away if row.id not in held)
        marks = (f"{FORGOTTEN}*", f"{AWAY}*")
        known = {name: value for name, value in here.items() if name.partition(":")[2] not in held}
        with transaction(copied):
            copied.execute("DELETE FROM facts WHERE name NOT GLOB ? AND name NOT GLOB ?", marks)
            put_facts(copied, known)
            _mark_away(copied, dict(gone))


def exchange(ready: Path, store: Path, now: datetime) -> Backup:
    """Put a store that was prepared in the place of a sound one; give the backup of what was there.

    Nothing is written to it in between: an answer that is given meanwhile comes before the backup, or after
    all of it. What the other has not is marked as taken away.

    Raises:
        StoreError: when what is there is damaged, or cannot be written; then it is as it was.
    """
    with explained(store), closing(connect(store)) as present:
        present.execute("PRAGMA secure_delete = ON")
        # As bytes: a folder's name need not be text that SQLite takes.
        present.execute("ATTACH ? AS ready", (os.fsencode(ready),))
        with transaction(present):
            kept = Backups(store).make(BEFORE_RESTORE, now)
            gone = "SELECT id, answer IS '' FROM main.log WHERE id NOT IN (SELECT id FROM ready.log)"
            away = {str(row_id): bool(is_untyped) for row_id, is_untyped in present.execute(gone)}
            _copy_all(present)
            _mark_away(present, away)
        present.execute("DETACH ready")
        present.execute("PRAGMA journal_mode = WAL")
    return kept


def _mark_away(connection: sqlite3.Connection, away: Mapping[str, bool]) -> None:
    """Mark rows as taken away, by their ids; those of which nothing that was typed is left come back so."""
    for row_id in away.keys() - marked(connection, FORGOTTEN):
        put_marks(connection, AWAY, [row_id], UNTYPED if away[row_id] else "")


def _copy_all(present: sqlite3.Connection) -> None:
    """Make the main database of a connection what the one attached as `ready` is."""
    parts = "SELECT type, name, sql FROM {}.sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"
    for kind, name, _ in present.execute(parts.format("main")).fetchall():
        if kind in ("table", "view"):
            present.execute(f'DROP {kind} main."{name}"')
    made = present.execute(parts.format("ready")).fetchall()
    for kind, name, sql in sorted(made, key=lambda part: part[0] != "table"):
        present.execute(sql)
        if kind == "table":
            present.execute(f'INSERT INTO main."{name}" SELECT * FROM ready."{name}"')
    (version,) = present.execute("PRAGMA ready.user_version").fetchone()
    present.execute(f"PRAGMA main.user_version = {version}")


def united(saved: Contents, backup: Contents, newer: Contents) -> Contents:
    """Give what could be saved of a store and a backup of it as one, without what the newer marks as gone.

    What the older one marks as gone and the newer one has was taken in again since.
    """
    sound = {row.id: row for row in backup.rows}
    # Where the two differ in more than what is set right later, the backup is the one that was checked.
    taken = (joined(row, sound[row.id]) or sound[row.id] if row.id in sound else row for row in saved.rows)
    rows = {row.id: row for row in (*backup.rows, *taken) if row.id not in newer.gone}
    older = backup if newer is saved else saved
    facts = {**older.facts, **newer.facts, REBUILT: "yes"}
    known = {name: value for name, value in facts.items() if name.partition(":")[2] not in rows}
    return Contents(tuple(rows.values()), known, {**older.of_cards, **newer.of_cards})


def filled(whole: Contents, older: Iterable[Contents]) -> Contents:
    """Add the rows that only older backups have, the newest of these first, and that none marks as gone.

    One that knows more than a later one, as a restore came between them, must not hide what that alone has.
    """
    rows, gone, of_cards = {row.id: row for row in whole.rows}, whole.gone, whole.of_cards
    for each in older:
        rows |= {row.id: row for row in each.rows if row.id not in rows and row.id not in gone}
        gone |= each.gone - rows.keys()
        of_cards = {**each.of_cards, **of_cards}
    return Contents(tuple(rows.values()), whole.facts, of_cards)


def build(store: Path, saved: Contents, replay: Replay, now: datetime) -> Backup:
    """Make a store of rows that were saved from elsewhere and put it among the backups of one.

    From there it can be put in place: whatever happens in between, it is found again.

    Raises:
        StoreError: when it cannot be written.
    """
    with explained(store), scratch_folder(store.parent) as folder:
        ready = folder / "ready.db"
        with closing(Store.open(ready)) as made:
            made.take_facts(saved.facts)
            made.take_of_cards(saved.of_cards)
            made.merge(saved.rows, replay)
        return Backups(store).take(ready, SAVED, now)
