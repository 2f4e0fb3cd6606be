"""Putting a store right: one that was damaged is moved away whole, never changed or deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from studykit.plain_files import sync_folder
from studykit.store.backup import MOMENT, MOVED_AWAY, Backup, Backups, copy
from studykit.store.contents import Contents
from studykit.store.disk_faults import explained
from studykit.store.facts import AWAY, FORGOTTEN, SYNC_FOLDER, marked, put_marks
from studykit.store.lines import IDENTITY
from studykit.store.schema import check_schema
from studykit.store.scratch import scratch_folder
from studykit.store.store import Replay, Store

SAVED = "saved"
"""Why there is a backup that a repair made: it holds all that could be read."""

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a store belongs to it: one without the other may be a different work."""


def is_anything_at(store: Path) -> bool:
    """Say whether a store is there, or something that SQLite kept beside one."""
    return any(Path(f"{store}{beside}").exists() for beside in BESIDE)


def move_away(store: Path, now: datetime) -> Path:
    """Move a store with the files beside it into a folder of its own among the backups; give it.

    Raises:
        StoreError: when it cannot be moved.
    """
    with explained(store):
        name = f"{MOVED_AWAY}{now.strftime(MOMENT)}Z"
        folder = Backups(store).folder / name
        number = 1
        while folder.exists():
            number += 1
            folder = folder.with_name(f"{name}-{number}")
        folder.mkdir(parents=True, mode=0o700)
        # The store goes last: while it is there, nothing is taken for lost.
        for beside in reversed(BESIDE):
            part = Path(f"{store}{beside}")
            if part.exists():
                part.rename(folder / part.name)
        sync_folder(store.parent)
    return folder


@dataclass(frozen=True, slots=True)
class Own:
    """What is a device's own in its store: it stays whatever backup takes the store's place."""

    device: str | None = None
    sync_folder: str | None = None
    forgotten: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()

    @classmethod
    def of(cls, store: Path) -> Own:
        """Read it; nothing where the store cannot say it."""
        if not store.is_file():
            return cls()
        try:
            with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=rw", uri=True)) as connection:
                facts = dict(connection.execute("SELECT name, value FROM facts WHERE name NOT LIKE '%:%'"))
                marks = marked(connection, FORGOTTEN), marked(connection, AWAY)
        except sqlite3.Error:
            return cls()
        device = str(facts.get("device", ""))
        return cls(device if IDENTITY.fullmatch(device) else None, facts.get(SYNC_FOLDER), *marks)


def prepare(source: Path, target: Path, store: Path, *, own: bool, away: Iterable[str] = ()) -> None:
    """Copy a backup to be put in a store's place, with what is this device's own.

    The device's name stays that of the present store; without one it is the backup's if that was made here
    (`own`), and a new one otherwise: two devices of one name would write the same file when they sync.
    What was forgotten here stays forgotten, except what the backup holds. `away` are the ids of the rows that
    the present store has and the backup has not.
    """
    copy(source, target)
    here = Own.of(store)
    if here.device is None and own:
        backed_up = Own.of(source)
        here = replace(here, device=backed_up.device, sync_folder=backed_up.sync_folder)
    with explained(target), closing(sqlite3.connect(target, isolation_level=None)) as copied:
        check_schema(copied, source)
        copied.execute("DELETE FROM facts WHERE name IN ('derived-with', 'device', ?)", (SYNC_FOLDER,))
        for name, value in (("device", here.device), (SYNC_FOLDER, here.sync_folder)):
            if value is not None:
                copied.execute("INSERT INTO facts VALUES (?, ?)", (name, value))
        held = {str(row_id) for (row_id,) in copied.execute("SELECT id FROM log")}
        put_marks(copied, FORGOTTEN, here.forgotten - held)
        put_marks(copied, AWAY, {*here.away, *away} - held - here.forgotten)


def build(store: Path, saved: Contents, replay: Replay, now: datetime) -> Backup:
    """Make a store of rows that were saved from elsewhere and put it among the backups of one.

    From there it can be put in place: whatever happens in between, it is found again.

    Raises:
        StoreError: when it cannot be written.
    """
    with explained(store), scratch_folder(store.parent) as folder:
        ready = folder / "ready.db"
        with closing(Store.open(ready)) as made:
            made.keep_away(saved.forgotten)
            made.merge(saved.rows, replay)
            if IDENTITY.fullmatch(saved.device):
                made.note("device", saved.device)
        return Backups(store).take(ready, SAVED, now)
