"""Putting a store right: one that was damaged is moved away whole, never changed or deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from studykit.reviews import LogRow
from studykit.store.backup import MOMENT, copy, put_back, sync_folder
from studykit.store.faults import explained
from studykit.store.lines import IDENTITY
from studykit.store.store import Replay, Store

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
        folder = store.parent / "backups" / f"damaged-{now.strftime(MOMENT)}Z"
        number = 1
        while folder.exists():
            number += 1
            folder = folder.with_name(f"damaged-{now.strftime(MOMENT)}Z-{number}")
        folder.mkdir(parents=True, mode=0o700)
        # The store goes last: while it is there, nothing is taken for lost.
        for beside in reversed(BESIDE):
            part = Path(f"{store}{beside}")
            if part.exists():
                part.rename(folder / part.name)
        sync_folder(store.parent)
    return folder


def prepare(source: Path, target: Path, store: Path, *, own: bool) -> None:
    """Copy a backup to be put in a store's place, with the name of the device it is put on.

    The name stays that of the present store; without one it is the backup's if that was made here (`own`),
    and a new one otherwise, because two devices of one name would write the same file when they sync.
    """
    copy(source, target)
    device = _device(store)
    with explained(target), closing(sqlite3.connect(target, isolation_level=None)) as copied:
        copied.execute("DELETE FROM facts WHERE name = 'derived-with'")
        if device is None and own:
            device = _device(source)
        copied.execute("DELETE FROM facts WHERE name = 'device'")
        if device is not None:
            copied.execute("INSERT INTO facts VALUES ('device', ?)", (device,))


def _device(store: Path) -> str | None:
    """Give the device a store belongs to; None when it does not say so in a way that can be."""
    try:
        with closing(sqlite3.connect(f"{store.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            found = connection.execute("SELECT value FROM facts WHERE name = 'device'").fetchone()
    except sqlite3.Error:
        return None
    return str(found[0]) if found is not None and IDENTITY.fullmatch(str(found[0])) else None


def build(target: Path, rows: Iterable[LogRow], device: str, replay: Replay) -> None:
    """Make a store of rows that were saved from elsewhere, in the place of one that was moved away.

    Raises:
        StoreError: when it cannot be written.
    """
    import tempfile

    with explained(target), tempfile.TemporaryDirectory(prefix="studykit-") as folder:
        ready = Path(folder) / "ready.db"
        with closing(Store.open(ready)) as store:
            store.merge(rows, replay)
            if IDENTITY.fullmatch(device):
                store.note("device", device)
        put_back(ready, target)


def erase(store: Path) -> list[Path]:
    """Delete a store and all that is kept beside it; give what could not be deleted."""
    beside = sorted(path for path in store.parent.glob("*") if path.name.startswith(store.stem))
    return erase_copies(store) + [path for path in beside if not _deleted(path)]


def erase_copies(store: Path) -> list[Path]:
    """Delete a store's backups and what was set aside; give what could not be deleted."""
    folders = [store.parent / name for name in ("backups", "aside")]
    inside = [path for folder in folders for path in sorted(folder.rglob("*"), reverse=True)]
    return [path for path in (*inside, *folders) if not _deleted(path)]


def _deleted(path: Path) -> bool:
    try:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
