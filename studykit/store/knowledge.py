"""What an open store knows besides its log: its device, where that shared its work, what was forgotten."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from studykit.store.disk_faults import explained
from studykit.store.facts import (
    AWAY,
    DEVICE,
    ERASE,
    FORGETTING,
    FORGOTTEN,
    LAST_FORGETTING,
    SHARED,
    SYNC_FOLDER,
    UNTYPED,
    WAS_DEVICE,
    drop_marks,
    marked,
    of_a_device,
    put_facts,
    put_marks,
)
from studykit.store.log import Log


def new_id() -> str:
    """Give a globally unique row id: 128 random bits as hexadecimal digits."""
    return os.urandom(16).hex()


class Knowledge(Log):
    """The facts beside the log in a store's file."""

    def rename_device(self) -> None:
        """Give this device another name; what it wrote until now keeps the old one."""
        name = new_id()[:12]
        with self._writing():
            put_facts(self._connection, {f"{WAS_DEVICE}{self.device}": "", DEVICE: name})
        self.device = name

    def note(self, name: str, value: str) -> None:
        """Keep a fact that can be found out again, such as what was looked for already."""
        with self._writing():
            put_facts(self._connection, {name: value})

    def drop(self, facts: Mapping[str, str]) -> None:
        """Keep facts no longer, where they are as they were read: what another process noted since stays."""
        with self._writing():
            self._connection.executemany("DELETE FROM facts WHERE name = ? AND value = ?", facts.items())

    def take_facts(self, facts: Mapping[str, str]) -> None:
        """Keep what another store of this device knew besides its log."""
        with self._writing():
            put_facts(self._connection, of_a_device(facts))
        self.device = self.noted(DEVICE) or self.device

    def mark(self, mark: str, ids: Iterable[str], value: str = "") -> None:
        """Keep a mark on rows, folders or devices."""
        with self._writing():
            put_marks(self._connection, mark, ids, value)

    def note_shared(self, folder: Path) -> bool:
        """Keep that this device has a file in a folder, the last it shared; say whether it is new."""
        is_new = self.noted(f"{SHARED}{folder}") is None
        if is_new:
            self.mark(SHARED, [str(folder)])
        self.note(SYNC_FOLDER, str(folder))
        return is_new

    def is_from_before(self, folder: Path) -> bool:
        """Say whether what was typed was forgotten since this device's file in a folder was written."""
        last, then = (self.noted(name) or "" for name in (LAST_FORGETTING, f"{SHARED}{folder}"))
        return last.rpartition(" ")[0] != then.rpartition(" ")[0]

    def shared(self) -> list[Path]:
        """Give every folder in which this device has a file."""
        last = self.noted(SYNC_FOLDER)
        return sorted(map(Path, self.marked(SHARED) | ({last} if last else set())))

    def noted(self, name: str) -> str | None:
        """Give a fact that was kept by `note`."""
        rows = self._all("SELECT value FROM facts WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def noted_values(self, name: str) -> dict[str, Any]:
        """Give a fact that is a JSON object; none of it where it is damaged: it can be found out again."""
        with suppress(ValueError, RecursionError):
            if isinstance(found := json.loads(self.noted(name) or "{}"), dict):
                return found
        return {}

    def marked(self, mark: str, value: str | None = None) -> frozenset[str]:
        """Give the ids of the rows that have a mark (`FORGOTTEN`, `AWAY`), or have it with a value."""
        with explained(self.path):
            return marked(self._connection, mark, value)

    def erased(self) -> frozenset[str]:
        """Give the ids of the rows that were deleted to be gone everywhere this device can reach."""
        return self.marked(FORGOTTEN, ERASE)

    def untyped(self) -> frozenset[str]:
        """Give the ids of the rows away from here of which what was typed was forgotten."""
        return self.marked(AWAY, UNTYPED) | self.marked(FORGOTTEN, UNTYPED)

    def keep_away(self, ids: Iterable[str]) -> None:
        """Let rows that a restore took away count as forgotten."""
        ids = frozenset(ids)
        untyped = self.untyped() & ids
        with self._writing():
            drop_marks(self._connection, AWAY, ids)
            put_marks(self._connection, FORGOTTEN, ids)
            put_marks(self._connection, FORGOTTEN, untyped, UNTYPED)

    def is_forgetting(self) -> bool:
        """Say whether something was being forgotten when the program was stopped."""
        return self.noted(FORGETTING) is not None

    def forgotten(self) -> None:
        """Note that no backup holds any more what was forgotten."""
        with self._writing():
            self._connection.execute("DELETE FROM facts WHERE name = ?", (FORGETTING,))
