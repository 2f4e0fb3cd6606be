"""The file of a store: whether it is there, writing to it whole or not at all, noticing when it is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studykit.errors import StoreError
from studykit.store.backup import RESCUED, Backups, copy_from
from studykit.store.connecting import transaction
from studykit.store.disk_faults import explained


class OpenFile:
    """A store's file with its connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self._files = {part: identity(part) for part in self._parts()}

    def _parts(self) -> tuple[Path, ...]:
        """Give the store, and what SQLite keeps beside it while it is open."""
        return (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm"))

    def close(self) -> None:
        """Close the file; what was appended is on the disk already."""
        self._connection.close()

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Give all that a query finds."""
        with explained(self.path):
            return self._connection.execute(query, values).fetchall()

    def _one(self, query: str, *values: object) -> Any:  # noqa: ANN401 - whatever the query gives
        """Give the one value that a query finds."""
        return self._all(query, *values)[0][0]

    def damage(self) -> list[str]:
        """Give what SQLite's own integrity check finds wrong; empty when the file is sound."""
        found = [str(line) for (line,) in self._all("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def rescue(self) -> Path:
        """Copy what this store still sees of a file that was deleted or replaced, as one of its backups.

        It is dated by the newest row in it.
        """
        with explained(self.path):
            (newest,) = self._connection.execute("SELECT max(at) FROM log").fetchone()
            moment = datetime.fromtimestamp((newest or 0) / 1000, UTC)
        target = Backups(self.path).free(RESCUED, moment)
        with explained(target):
            target.touch(0o600, exist_ok=False)
            copy_from(self._connection, target, self.path)
        return target

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path):
            try:
                with transaction(self._connection):
                    yield
            except BaseException:
                self._say_when_gone(written=False)
                raise
        self._say_when_gone(written=True)

    def _say_when_gone(self, *, written: bool) -> None:
        """Raise when a file is no longer the one that was opened: what is written goes nowhere then."""
        now = {part: identity(part) for part in self._parts()}
        lost = next((part for part, was in self._files.items() if was is not None and now[part] != was), None)
        if lost is None:
            # What SQLite keeps beside the store comes with the first row.
            self._files = now
            return
        what = "replaced by another file" if lost.exists() else "deleted or moved"
        # Forgotten meanwhile: a rescue would bring back what was to be gone.
        if not self._all("SELECT 1 FROM log LIMIT 1"):
            raise StoreError(
                f"{lost} was emptied and {what} while studykit was running: nothing is kept of it."
            )
        try:
            last = ", the last answer too," if written else " but what was just given"
            kept = (
                f"All of it{last} is kept in {self.rescue()}; stop here, and put the file back or bring the "
                "copy in with `studykit data restore` and its name."
            )
        except StoreError as error:
            kept = f"What was written since could not be kept ({error}) Stop here."
        raise StoreError(f"{lost} was {what} while studykit was running. {kept}")

    def sweep(self) -> None:
        """Rewrite the file without what was deleted, and empty the WAL, which has it still.

        Raises:
            StoreError: when another studykit reads it all the while; then the WAL is as it was.
        """
        with explained(self.path):
            self._connection.execute("VACUUM")
            (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise sqlite3.OperationalError("database is locked")


def identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from another of its name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def leads_nowhere(path: Path) -> str:
    """Say that a store is a link whose end is not there; empty when it is not so."""
    if not path.is_symlink() or path.exists():
        return ""
    return f"{path} is a link to {path.readlink()}, where nothing is; bring back the disk or folder it is on."


def refuse_lost(path: Path) -> None:
    """Raise when there was a store that is gone: SQLite would make an empty one in its place."""
    if path.is_file() and path.stat().st_size > 0:
        return
    if leads_nowhere(path):
        raise StoreError(f"{leads_nowhere(path)} Nothing was changed.")
    wal = Path(f"{path}-wal")
    left = wal.exists() and wal.stat().st_size > 0
    backups = Backups(path).newest_first()
    moved = Backups(path).moved_away()
    if not (left or backups or moved):
        return
    state = "a folder" if path.is_dir() else "empty" if path.exists() else "gone"
    last = f"what was last written is still in {wal.name}"
    if backups:
        number = "is a backup" if len(backups) == 1 else f"are {len(backups)} backups"
        newest = f"`studykit data restore {backups[0].path.name}` brings the newest back{backups[0].more}"
        newest += ", `studykit data doctor --fix` what all of them have" if backups[1:] else ""
        there = f"{f'{last} and ' if left else ''}there {number} of it; {newest}"
    elif left or moved is None:
        there = f"{last}; put the file back beside it"
    else:
        there = f"what was moved away because it was damaged is in {moved.parent}"
    raise StoreError(
        f"{path} is {state}, but {there}, `studykit data doctor` says more. Nothing was changed."
    )
