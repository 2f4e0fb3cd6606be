"""Every place where a copy of the work of one store may lie, in one list: what forgets works from it.

Beside the store itself and what SQLite keeps next to it, these are the backups with what was rescued and
moved away, lines set aside, working copies, copies that a cloud drive made, and this device's file in the
folder it shares. The cache holds decks alone and error reports hold nothing that was typed; plans that were
written while practising are work of their own and stay, but when everything goes. Whatever else somebody put
into one of these folders is not studykit's to delete, nor is somebody else's store; it is named, for it may
hold the same.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from studykit.errors import StoreError
from studykit.store.backup import MOVED_AWAY, NAMED, OLD_RESCUE
from studykit.store.backup import SCRATCH as BACKUP_SCRATCH
from studykit.store.connecting import BESIDE, as_it_stands, connect
from studykit.store.contents import is_store
from studykit.store.facts import DEVICE, WAS_DEVICE, facts_of, marked, rows_known
from studykit.store.migrations import check_schema
from studykit.store.scratch import COPY
from studykit.store.scratch import NAME as SCRATCH

_ENDS = "(-wal|-shm|-journal)?"
OURS = re.compile(
    rf"studykit\.db{_ENDS}|recent-questions\.txt|\.locks-\d+\.tmp|outlines|backups|aside|{SCRATCH}"
    rf"|backups/({NAMED.pattern}|{OLD_RESCUE.pattern}|{re.escape(BACKUP_SCRATCH)}[^/]+){_ENDS}"
    rf"|backups/{re.escape(MOVED_AWAY)}[^/]+Z(-\d+)?(/studykit\.db{_ENDS})?"
    rf"|aside/[^/]+-[0-9a-f]{{8}}\.txt|{SCRATCH}/{COPY}[^/]+(/[^/]+)?"
    r"|outlines/(\d{4}-\d\d-\d\d-[^/]+\.md|paused-mock\.json)"
    r"|((aside|outlines)/)?\.[^/]+-\w{8}\.tmp"
)
"""The names of what is kept in the folder of a store, and of what was left there half written."""

FOLDERS = ("backups", "aside", SCRATCH)
"""The folders beside a store that hold copies and nothing else."""

DELIVERED = re.compile(r"studykit-[0-9a-f]{12}.*\.jsonl")
"""The names of the files of devices in a folder that they share, and of copies that a drive made of them."""

OF_ALL = ("replaced", "reports", "cache")
"""The folders beside those of the profiles that hold what studykit alone writes."""


def is_kept(path: Path) -> bool:
    """Whether a file has a name under which studykit keeps something, in its own folders or a shared one."""
    try:
        places = {path.absolute(), _real(path)}
    except OSError:  # the folder that a command runs in was deleted, so it is none of these
        return False
    return any(
        DELIVERED.fullmatch(place.name) is not None
        or (place.parent.name in OF_ALL and (place.parent.parent / "profiles").is_dir())
        or any(
            folder.parent.name == "profiles" or any(folder.glob("studykit.db*"))
            for folder in place.parents[:3]
            if _is_ours(place, folder) or (place.parent == folder and place.name.startswith("studykit.db"))
        )
        for place in places
    )


def erase(store: Path) -> tuple[list[Path], list[Path]]:
    """Delete a store and all that is kept in its folder, and the folder, if nothing else lies in it.

    Gives what of it could not be deleted, and what else lies there.
    """
    if not os.access(store.parent, os.R_OK | os.X_OK):
        return [store.parent], []
    left, others = _erased(store, lambda: store.parent.glob("*"))
    if not _deleted(store.parent):  # its name may be a person's
        left.append(store.parent)
    return left, others


def erase_copies(store: Path) -> tuple[list[Path], list[Path]]:
    """Delete every copy of a store that studykit or a system made beside it.

    Gives what of it could not be deleted, and what else lies there and may be a copy.
    """
    return _erased(store, lambda: [*(store.parent / name for name in FOLDERS), *beside(store)])


def beside(store: Path) -> list[Path]:
    """Give what lies beside a store and may be a copy of it, whoever made it: `studykit.db.bak` is one."""
    own = {f"{store.name}{part}" for part in BESIDE}
    return sorted(path for path in store.parent.glob("*.db*") if path.name not in own)


def _erased(store: Path, looked_at: Callable[[], Iterable[Path]]) -> tuple[list[Path], list[Path]]:
    folder = store.parent
    copies = _copies(store)
    ours = list(_ours(looked_at(), folder))
    # A store that is a link, moved away or not, lies where that leads.
    led = [_real(path) for path in ours if path.is_symlink() and path.name == store.name]
    copies += [path for path in led if _may_be_store(path)]
    foreign = [path for path in led if path.is_file() and not _may_be_store(path)]
    if store not in ours:
        copies = [path for path in copies if path != _real(store)]
    parts = [Path(f"{copy}{end}") for copy in copies for end in BESIDE]
    # Copies go first: once the store is gone, nothing tells them from somebody else's.
    left = [path for path in (*parts, *ours) if not _deleted(path)]
    return left, [path for path in (*foreign, *_others(looked_at(), folder)) if path not in left]


def _copies(store: Path) -> list[Path]:
    """Give what lies beside a store and is called after it, of the same device or with its rows alone."""
    try:
        with closing(connect(store)) as connection:
            devices, rows = _written_by(connection), rows_known(connection)
    except (sqlite3.Error, OSError, ValueError):  # of a name that is no text
        return []
    found = []
    for path in (path for path in beside(store) if store.stem in path.name and is_store(path)):
        with suppress(sqlite3.Error, OSError, StoreError, ValueError), as_it_stands(path) as connection:
            check_schema(connection, path)
            theirs = rows_known(connection)
            if devices & _written_by(connection) or (theirs and theirs <= rows):
                found.append(path)
    return found


def _written_by(connection: sqlite3.Connection) -> frozenset[str]:
    """Give the name that the device of a store has, and those that it had before."""
    names = {facts_of(connection).get(DEVICE, "")} | marked(connection, WAS_DEVICE)
    return frozenset(names - {""})


def _may_be_store(path: Path) -> bool:
    """Whether what a link in a store's place leads to may be a store, damaged or not: no device or text."""
    return path.is_file() and (path.suffix == ".db" or is_store(path))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # which knows links that lead back to themselves


def _is_ours(path: Path, folder: Path) -> bool:
    return OURS.fullmatch(path.relative_to(folder).as_posix()) is not None


def _ours(paths: Iterable[Path], folder: Path) -> Iterator[Path]:
    """Give what is kept among some paths: of a folder first what is in it, also where a link leads to it."""
    for path in paths:
        if _is_ours(path, folder):
            if path.is_dir() and (path.parent == folder or not path.is_symlink()):
                yield from _ours(sorted(path.glob("*")), folder)
            yield path


def _others(paths: Iterable[Path], folder: Path) -> Iterator[Path]:
    """Give what lies among some paths and in folders of ours, and is not ours."""
    for path in paths:
        if not _is_ours(path, folder):
            yield path
        elif path.is_dir():
            yield from _others(sorted(path.glob("*")), folder)


def _deleted(path: Path) -> bool:
    """Delete a file, or a folder that is empty and no link; say whether nothing of ours can be left of it."""
    try:
        if not path.is_dir():
            path.unlink(missing_ok=True)
        elif not os.access(path, os.R_OK | os.X_OK):
            return False
        elif not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
