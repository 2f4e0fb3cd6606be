"""The file of a store while it is open: writing to it whole or not at all, and noticing when it is gone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from studykit.errors import StoreError
from studykit.store import backup
from studykit.store.disk_faults import explained
from studykit.store.presence import identity


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

    def damage(self) -> list[str]:
        """Give what SQLite's own integrity check finds wrong; empty when the file is sound."""
        with explained(self.path):
            found = [str(line) for (line,) in self._connection.execute("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found

    def rescue(self) -> Path:
        """Copy what this store still sees of a file that was deleted or replaced, as one of its backups.

        It is dated by the newest row in it.
        """
        with explained(self.path):
            (newest,) = self._connection.execute("SELECT max(at) FROM log").fetchone()
            moment = datetime.fromtimestamp((newest or 0) / 1000, UTC)
        target = backup.Backups(self.path).free(backup.RESCUED, moment)
        with explained(target):
            os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
            backup.copy_from(self._connection, target, self.path)
        return target

    def _is_empty(self) -> bool:
        with explained(self.path):
            return self._connection.execute("SELECT 1 FROM log LIMIT 1").fetchone() is None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
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
        if self._is_empty():  # forgotten meanwhile: a rescue would bring back what was to be gone
            raise StoreError(
                f"{lost} was emptied and {what} while studykit was running: nothing is kept of it."
            )
        try:
            last = ", the last answer too," if written else " but what was just given"
            kept = f"All of it{last} is kept in {self.rescue()}"
        except StoreError as error:
            kept = f"What was written since could not be kept ({error})"
        raise StoreError(
            f"{lost} was {what} while studykit was running. {kept}; stop here, and put the file back or "
            "bring the copy in with `studykit data restore` and its name."
        )

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
