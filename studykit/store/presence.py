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


def refuse_lost(path: Path) -> None:
    """Raise when there was a store that is gone: SQLite would make an empty one in its place."""
    if path.is_file() and path.stat().st_size > 0:
        return
    wal = Path(f"{path}-wal")
    left = wal.exists() and wal.stat().st_size > 0
    backups = Backups(path).all()
    moved = Backups(path).moved_away()
    if not (left or backups or moved):
        return
    newest = f"`studykit data restore {backups[0].path.name}` brings the newest back" if backups else ""
    there = f"{path} is {'a folder' if path.is_dir() else 'empty' if path.exists() else 'gone'}, but "
    if backups and left:
        there += f"what was last written is still in {wal.name} and "
    if backups:
        there += (
            f"there {'is a backup' if len(backups) == 1 else f'are {len(backups)} backups'} of it; {newest}"
        )
    elif moved and not left:
        there += f"what was moved away because it was damaged is in {moved.parent}"
    else:
        there += f"what was last written is still in {wal.name}; put the file back beside it"
    raise StoreError(f"{there}, `studykit data doctor` says more. Nothing was changed.")
