"""Every place where a copy of the work of one store may lie, in one list: what forgets works from it.

Beside the store itself and what SQLite keeps next to it, these are the backups with what was rescued and
moved away, lines set aside, working copies, copies that a cloud drive made, and this device's file in the
folder it shares. The cache holds decks alone and error reports hold nothing that was typed; plans that were
written while practising are work of their own and stay, but when everything goes.
"""

from __future__ import annotations

import os
from pathlib import Path

from studykit.store.scratch import NAME as SCRATCH

FOLDERS = ("backups", "aside", SCRATCH)
"""The folders beside a store that hold copies and nothing else."""


def erase(store: Path) -> list[Path]:
    """Delete a store and all that is kept in its folder; give what could not be deleted."""
    return _emptied(store.parent)


def erase_copies(store: Path) -> list[Path]:
    """Delete every copy of a store there is beside it; give what could not be."""
    left = [path for name in FOLDERS for path in _emptied(store.parent / name)]
    beside = [path for path in store.parent.glob("*.db*") if path.name.partition(".db")[0] != store.stem]
    return left + [path for path in beside if not _deleted(path)]


def _emptied(folder: Path) -> list[Path]:
    """Delete all that is in a folder, following no links; give what could not be deleted."""
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
