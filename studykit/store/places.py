"""Every place where a copy of the work of one store may lie, in one list: what forgets works from it.

Beside the store itself and what SQLite keeps next to it, these are the backups with what was rescued and
moved away, lines set aside, working copies, copies that a cloud drive made, and this device's file in the
folder it shares. The cache holds decks alone and error reports hold nothing that was typed; plans that were
written while practising are work of their own and stay, but when everything goes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from studykit.store.backup import MOVED_AWAY, NAMED, OLD_RESCUE
from studykit.store.backup import SCRATCH as BACKUP_SCRATCH
from studykit.store.connecting import BESIDE
from studykit.store.scratch import COPY
from studykit.store.scratch import NAME as SCRATCH

OURS = re.compile(
    rf"backups/({NAMED.pattern}|{OLD_RESCUE.pattern}|({re.escape(MOVED_AWAY)}|{re.escape(BACKUP_SCRATCH)})[^/]*)"
    rf"|aside/[^/]+-[0-9a-f]{{8}}\.txt|{SCRATCH}/{COPY}[^/]+|recent-questions\.txt|studykit\.db[^/]*"
    r"|outlines/(\d{4}-\d\d-\d\d-[^/]+\.md|paused-mock\.json)"
)
"""The names of what is kept in the folder of a store."""

FOLDERS = ("backups", "aside", SCRATCH)
"""The folders beside a store that hold copies and nothing else."""


def erase(store: Path) -> list[Path]:
    """Delete a store and all that is kept in its folder; give what could not be deleted."""
    return _emptied(store.parent, store)


def erase_copies(store: Path) -> list[Path]:
    """Delete every copy of a store there is beside it; give what could not be."""
    left = [path for name in FOLDERS for path in _emptied(store.parent / name, store)]
    return left + [path for path in beside(store) if not _deleted(path)]


def beside(store: Path) -> list[Path]:
    """Give what lies beside a store and may be a copy of it, whoever made it: `studykit.db.bak` is one."""
    own = {f"{store.name}{part}" for part in BESIDE}
    return sorted(path for path in store.parent.glob("*.db*") if path.name not in own)


def _emptied(folder: Path, store: Path) -> list[Path]:
    """Delete all that is in a folder, following no links; give what could not be deleted.

    A folder that is a link itself may lead to where other things are kept too: there only what is studykit's
    by its name is deleted.
    """
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        return [folder]
    if folder.is_symlink():
        there = (path for depth in ("*", "*/*") for path in folder.glob(depth))
        ours = [path for path in there if OURS.fullmatch(path.relative_to(store.parent).as_posix())]
        return [
            left for each in ours for left in (*_emptied(each, store), *([] if _deleted(each) else [each]))
        ]
    inside = [
        Path(place) / name
        for place, folders, files in os.walk(folder, topdown=False)
        for name in (*files, *folders)
    ]
    return [path for path in inside if not _deleted(path)]


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
