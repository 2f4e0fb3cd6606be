"""What is wrong with a store and the place it is in, each as a finding that says what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from studykit.errors import StoreError
from studykit.reviews import LogRow
from studykit.store.backup import Backups
from studykit.store.contents import contents, is_store, is_unmade
from studykit.store.disk_faults import is_damage
from studykit.store.migrations import NewerStoreError
from studykit.store.open_file import leads_nowhere
from studykit.store.places import beside

ENOUGH_ROOM = 20_000_000
"""Bytes free on the disk below which it is worth a word."""


KEPT_OUT = 3
TRY_LOCK = f"""
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit({KEPT_OUT})
"""


class FindingKind(Enum):
    """What a finding is about, and so how it is mended."""

    GONE = "gone"
    NEWER = "newer"
    DAMAGED = "damaged"
    PLACE = "place"
    READABLE = "readable"
    COPY = "copy"
    CLOCK = "clock"
    STATES = "states"
    FORGETTING = "forgetting"
    UNFORGOTTEN = "unforgotten"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in a sentence; `path` is a conflicted copy, `rows` are what it alone has."""

    kind: FindingKind
    said: str
    path: Path | None = None
    rows: tuple[LogRow, ...] = ()


def examine(store: Path) -> tuple[list[Finding], tuple[LogRow, ...] | None]:
    """Look at a store without changing anything.

    Gives what was found and, when the store could be read, its rows; None when there never was one.
    """
    findings: list[Finding] = []
    rows: tuple[LogRow, ...] | None = None
    gone: frozenset[str] = frozenset()
    if store.is_file() and store.stat().st_size:
        try:
            found = contents(store)
            rows, gone = found.rows, found.gone
        except StoreError as error:
            if is_unmade(store):
                rows = ()
            elif isinstance(error, NewerStoreError):
                findings.append(Finding(FindingKind.NEWER, str(error)))
            elif error.__cause__ is None or is_damage(error.__cause__):
                findings.append(Finding(FindingKind.DAMAGED, _damage(store, error)))
            else:
                findings.append(Finding(FindingKind.PLACE, str(error)))
    else:
        findings += _lost(store)
    findings += (Finding(FindingKind.PLACE, said) for said in _in_the_way(store))
    if os.name == "posix" and store.exists() and store.stat().st_mode & 0o077:
        said = f"Others on this computer can read {store}; --fix makes it yours alone."
        findings.append(Finding(FindingKind.READABLE, said))
    findings += copies(store, gone.union(row.id for row in rows or ()))
    return findings, rows


def _lost(store: Path) -> Iterator[Finding]:
    if leads_nowhere(store):
        yield Finding(FindingKind.PLACE, leads_nowhere(store))
        return
    backups = len(Backups(store).all())
    left = Path(f"{store}-wal")
    what = "is a folder" if store.is_dir() else "is empty" if store.exists() else "is gone"
    said = []
    if left.exists() and left.stat().st_size:
        said.append(f", but {left.name} beside it was left behind; put the file back beside it.")
    moved = Backups(store).moved_away()
    if moved and not backups:
        said.append(
            f"; what was moved away because it was damaged is in {moved.parent}. --fix saves what can be "
            "read of it."
        )
    if backups:
        said.append(
            f"; its backups are there ({backups}). `studykit data restore NAME` brings one back (`studykit "
            "data backup --list` names them); --fix takes the newest."
        )
    yield from (Finding(FindingKind.GONE, f"{store} {what}{each}") for each in said)


def _damage(store: Path, error: StoreError) -> str:
    said = str(error)
    if not is_store(store):
        said = f"{store} does not begin as a store does: something else was written over it."
    else:
        with store.open("rb") as file:
            header = file.read(100)
        page = int.from_bytes(header[16:18], "big")
        whole = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
        size = store.stat().st_size
        if size < whole:
            said = f"{store} is cut short: {size:,} of {whole:,} bytes are there."
    if not (newest := Backups(store).newest_first()):
        return f"{said} There is no backup of it."
    return f"{said} The newest backup is {newest[0].path.name}{newest[0].more}."


def _in_the_way(store: Path) -> Iterator[str]:
    """Say what is in the way of writing to a store's place, or of making the folder that it shall be in."""
    if not store.parent.is_dir():
        there = next(folder for folder in store.absolute().parents if folder.exists())
        if not there.is_dir() or not os.access(there, os.W_OK):
            why = "cannot be written by you" if there.is_dir() else "is no folder"
            yield (
                f"{store} cannot be made, because {there} {why}; mend that, or set STUDYKIT_HOME to a folder "
                "of yours."
            )
        return
    places = (store, store.parent)
    blocked = [path for path in places if path.exists() and not os.access(path, os.R_OK | os.W_OK)]
    for path in blocked:
        yield (
            f"{path} cannot be written by you (a read-only disk, or rights taken away); nothing can be saved "
            "there. Make it writable, or set STUDYKIT_HOME to a folder that is."
        )
    free = shutil.disk_usage(store.parent).free
    if free < ENOUGH_ROOM:
        yield f"The disk that holds {store} is nearly full ({free // 1000:,} kB left); free some space."
    elif not blocked and not _locks(store.parent):
        yield (
            f"The disk that holds {store} does not keep two programs apart, as some network drives do not: "
            "use one studykit at a time there, or set STUDYKIT_HOME to a folder on this computer and carry "
            "the work with `studykit data sync`."
        )


def _locks(folder: Path) -> bool:
    """Say whether the disk keeps another program out of a file that one has locked.

    It takes a second process to find out: locks of one process never stand in its own way.
    """
    if os.name != "posix":
        return True
    import fcntl
    import subprocess
    import sys

    scratch = folder / f".locks-{os.getpid()}.tmp"
    try:
        with scratch.open("wb") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            other = subprocess.run([sys.executable, "-S", "-c", TRY_LOCK, scratch], check=False)
            return other.returncode == KEPT_OUT
    except OSError:
        return False
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def copies(store: Path, known: Container[str]) -> Iterator[Finding]:
    """Find the copies that cloud drives make when two computers wrote the same file.

    One that has no rows but those the store has, forgot or lost to a restore (`known`) is not worth a word.
    """
    for path in beside(store):
        if not path.is_file() or not (path.suffix == ".db" or is_store(path)):
            continue
        try:
            new = tuple(row for row in contents(path).rows if row.id not in known)
        except StoreError as error:
            yield Finding(
                FindingKind.COPY,
                f"Beside the store lies {path.name}, which cannot be read as a store; your work does not "
                f"need it: move it out of that folder, or delete it. ({error})",
                path,
            )
            continue
        if new:
            yield Finding(
                FindingKind.COPY,
                f"Beside the store lies {path.name}, as cloud drives leave when two computers wrote the same "
                f"file; {len(new)} of its rows are not in the store. `studykit data import` and its name, or "
                "--fix, takes them in.",
                path,
                new,
            )
