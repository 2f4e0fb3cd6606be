"""Whether the file of a store is there, and is still the one that was opened."""

from __future__ import annotations

from pathlib import Path

from studykit.errors import StoreError
from studykit.store.backup import Backups


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
