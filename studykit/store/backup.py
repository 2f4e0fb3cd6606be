"""Backups: consistent copies of a store, made through SQLite's backup interface and rotated."""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studykit.errors import StoreError
from studykit.files import make_private, swept, sync_folder, unused
from studykit.frozen import dataclass
from studykit.store.connecting import BESIDE, LOCK_SECONDS, WAIT, as_it_stands, connect
from studykit.store.disk_faults import explained, on_a_full_disk
from studykit.store.facts import rows_known
from studykit.store.migrations import check_schema

NAMED = re.compile(r"([12]\d{3}-\d\d-\d\dT\d{6})Z-([a-z]+)(-\d+)?\.db")
MOMENT = "%Y-%m-%dT%H%M%S"
DAILY = "daily"
SCRATCH = ".studykit-backup-"
MOVED_AWAY = "damaged-"
BEFORE_RESTORE = "restore"
"""Why there is a copy of what a restore put another in the place of."""

NEW_PLACE = "joined"
"""Why there is a copy from the moment at which a folder or hub was new: a repair must not forget that."""

RESCUED = "rescued"
"""Why there is a copy of a store that was deleted or replaced while it was open; it is never dropped."""

OLD_RESCUE = re.compile(r"rescued-[0-9a-f]{8}\.db")
"""What such a copy was called by earlier versions, without its date."""

KEPT_WHOLE = timedelta(days=1)
"""Everything so young is kept: the copy before the first of several mistakes matters most."""

KEPT_DAILY = timedelta(days=7)
KEPT_WEEKLY = timedelta(days=62)
NEVER_FEWER = 7
"""The newest stay whatever their age: a clock that jumps ahead must not sweep the folder empty."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a store: when it was made (UTC), and why."""

    path: Path
    made: datetime
    why: str

    @property
    def more(self) -> str:
        """Say that it has what a restore took away, where it was made before one; a clause's end."""
        return ", with what a restore took away" if self.why == BEFORE_RESTORE else ""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of one store, in a folder beside it."""

    store: Path

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.store.parent / "backups"

    def all(self) -> list[Backup]:
        """Give every backup, the one with the latest name first."""
        with explained(self.folder):
            there = sorted(self.folder.iterdir(), reverse=True) if self.folder.is_dir() else []
        found = [backup for path in there if path.is_file() and (backup := _named(path)) is not None]
        return sorted(found, key=lambda backup: backup.made, reverse=True)

    def newest_first(self) -> list[Backup]:
        """Give every backup, that of the store as it was last first; those that cannot be read come last.

        Names are of no use for it: a clock that was ahead once would have its backup be the newest for years.
        What a store knows of never gets less, for a row that it lost on purpose leaves a mark.
        """
        return sorted(self.all(), key=lambda backup: _known(backup.path), reverse=True)

    def make(self, why: str, now: datetime) -> Backup:
        """Make a backup of the store as it is at this moment, then drop those that have had their time.

        Raises:
            StoreError: when the copy cannot be written, or the store is damaged; then no copy is kept.
        """
        made = self.take(self.store, why, now)
        with explained(self.folder):
            for old in expired(self.all(), now):
                old.path.unlink(missing_ok=True)
            for left in self.folder.glob(f"{SCRATCH}*"):
                if now.timestamp() - left.stat().st_mtime > KEPT_WHOLE.total_seconds():
                    left.unlink(missing_ok=True)
        return made

    def take(self, source: Path, why: str, now: datetime) -> Backup:
        """Put a copy of any store among the backups of this one.

        Raises:
            StoreError: when the copy cannot be written, or the source is damaged; then no copy is kept.
        """
        path = self.free(why, now)
        copy(source, path)
        return Backup(path, now, why)

    def free(self, why: str, now: datetime) -> Path:
        """Give a name for a new backup that no file has yet; the folder is made when it is missing.

        Raises:
            StoreError: when it cannot be made.
        """
        with explained(self.folder):
            make_private(self.folder)
            return unused(self.folder / f"{now.strftime(MOMENT)}Z-{why}.db")

    def moved_away(self) -> Path | None:
        """Give the store that was moved away last because it was damaged; None when none was."""
        folders = sorted(self.folder.glob(f"{MOVED_AWAY}*"), reverse=True)
        return next((path for folder in folders if (path := folder / self.store.name).is_file()), None)

    def of_today(self, now: datetime) -> bool:
        """Say whether one was made on this day (UTC)."""
        return any(backup.made.date() == now.date() for backup in self.all())

    def named(self, name: str) -> Path | None:
        """Give the backup of a name as it is listed; None when there is none."""
        return next((backup.path for backup in self.all() if backup.path.name == name), None)


def _known(path: Path) -> int:
    """Count the rows that a store knows of: those that it has, and those forgotten or restored away."""
    try:
        with as_it_stands(path) as connection:
            check_schema(connection, path)
            return len(rows_known(connection))
    except (sqlite3.Error, OSError, StoreError, ValueError):
        return -1


def _named(path: Path) -> Backup | None:
    with suppress(ValueError):  # digits that are no date
        if found := NAMED.fullmatch(path.name):
            return Backup(path, datetime.strptime(f"{found[1]}+0000", f"{MOMENT}%z"), found[2])
        if OLD_RESCUE.fullmatch(path.name):
            return Backup(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), RESCUED)
    return None


def expired(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Give the backups to drop: kept are one a day for a week, one a week for two months, all of a day."""
    newest_first = sorted(backups, key=lambda backup: backup.path.name, reverse=True)
    dropped: list[Backup] = []
    seen: set[object] = set()
    for place, backup in enumerate(newest_first):
        age = now - backup.made
        slot: object = backup.made.date() if age <= KEPT_DAILY else backup.made.isocalendar()[:2]
        stays = backup.why == RESCUED or age <= KEPT_WHOLE or place < NEVER_FEWER
        if not stays and (slot in seen or age > KEPT_WEEKLY):
            dropped.append(backup)
        seen.add(slot)
    return dropped


def copy(source: Path, target: Path) -> None:
    """Copy a store that may be in use to a file of its own, whole and checked, or not at all.

    Raises:
        StoreError: when the source cannot be read or is damaged, or the target cannot be written.
    """
    import tempfile

    with swept(target.parent, f"{SCRATCH}*"):
        with explained(target.parent):
            number, name = tempfile.mkstemp(dir=target.parent, prefix=SCRATCH, suffix=".tmp")
            os.close(number)
        scratch = Path(name)
        try:
            with explained(source), closing(connect(source)) as there, on_a_full_disk(target):
                copy_from(there, scratch, source)
            with explained(target):
                scratch.replace(target)
                sync_folder(target.parent)
        finally:
            for beside in BESIDE:
                with suppress(OSError):  # what went wrong with the copy is what has to be said
                    Path(f"{scratch}{beside}").unlink(missing_ok=True)


def _patient() -> Callable[[int, int, int], None]:
    """Give up on a copy that is kept waiting; by itself it would try for ever."""
    tries = itertools.count()

    def progress(_status: int, _left: int, _total: int) -> None:
        if next(tries) > LOCK_SECONDS / WAIT:
            raise sqlite3.OperationalError("database is locked")

    return progress


def copy_from(connection: sqlite3.Connection, target: Path, source: Path) -> None:
    """Copy what an open connection sees into a file, durably; the copy needs no file beside it.

    Raises:
        StoreError: when what it sees is damaged.
        sqlite3.Error, OSError: when the copy cannot be written.
    """
    with closing(connect(target)) as copied:
        connection.backup(copied, progress=_patient(), sleep=WAIT)
        copied.execute("PRAGMA journal_mode = DELETE")
        found = [str(line) for (line,) in copied.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise StoreError(
            f"{source} is damaged ({found[0]}), so no copy of it was made; `studykit data doctor` says what "
            "can be saved."
        )
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def put_back(source: Path, target: Path) -> None:
    """Put a copy in a store's place in one transaction, also while another studykit has it open.

    Raises:
        StoreError: when the store cannot be written; then it is as it was.
    """
    with explained(target):
        make_private(target.parent)
        os.close(os.open(target, os.O_CREAT | os.O_RDWR, 0o600))
    with explained(target), closing(connect(source)) as copied, closing(connect(target)) as store:
        copied.backup(store, progress=_patient(), sleep=WAIT)
        store.execute("PRAGMA journal_mode = WAL")
