"""A folder that devices share: each writes one file of its own, and everyone reads them all.

The files are JSON lines with a checksum each and are only ever added to, so a copy that is older or cut short
misses rows and says nothing wrong. What the folder holds is the union of its files' rows by id.
"""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.errors import NotFoundError, UnavailableError
from studykit.files import left_behind, make_private, read_plain, write_whole
from studykit.reviews import LogRow
from studykit.store.facts import LAST_FORGETTING, SHARED
from studykit.store.lines import DamagedLine, line_of, read_lines
from studykit.store.rows import without_answer

if TYPE_CHECKING:
    from studykit.store.store import Store

PATTERN = "studykit-*.jsonl"
"""Also matches the copies that cloud drives make: `studykit-ab12 (conflicted copy).jsonl`."""

LARGEST = 100_000_000
"""Bytes of a file of lines that is read; a lifetime of answers has less."""

Given = tuple[int, int]
"""The size and the time (nanoseconds) by which a file that was given up is known again."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """What one file in the folder holds."""

    path: Path
    rows: tuple[LogRow, ...]
    damaged: tuple[DamagedLine, ...] = ()
    given_up: Given | None = None
    """Given where so many lines were damaged that the rest was not read, and where it is too large."""


def read_folder(folder: Path, given_up: Mapping[str, Given] | None = None) -> list[SharedFile]:
    """Read every device's file, by name; what is no plain file is passed over.

    A row that stands in several files is kept once. Of the files that were given up before, `given_up` by
    name, nothing is read until they change.

    Raises:
        NotFoundError: when there is no such folder.
        UnavailableError: when a file in it cannot be read.
    """
    if not folder.is_dir():
        raise NotFoundError(f"There is no folder {folder}; make it, or plug in the disk that holds it.")
    found = []
    once: dict[LogRow, LogRow] = {}
    try:
        for path in sorted(folder.glob(PATTERN)):
            state = path.lstat()
            given = state.st_size, state.st_mtime_ns
            is_too_large = stat.S_ISREG(state.st_mode) and state.st_size > LARGEST
            if is_too_large or (given_up or {}).get(path.name) == given:
                found.append(SharedFile(path, (), (), given))
                continue
            content = read_file(path)
            if content is not None:
                lines = read_lines(content, sums=True)
                rows = tuple(once.setdefault(row, row) for row in lines.rows)
                found.append(SharedFile(path, rows, lines.damaged, given if lines.given_up else None))
    except OSError as error:
        raise UnavailableError(
            f"{error.filename or folder} cannot be read: {error.strerror}. Nothing was changed; try "
            "again when it can be."
        ) from error
    return found


def read_file(path: Path) -> bytes | None:
    """Read a file; None when it is a pipe, a device, a link or a folder, which might never end or lead away.

    Raises:
        OSError: when it cannot be read.
        UnavailableError: when it is larger than such a file can be.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    content = read_plain(path, LARGEST + 1, follow=False)
    if len(content) > LARGEST:
        size = path.stat().st_size
        raise UnavailableError(f"{path} is {size:,} bytes long, more than any log; check the name.")
    return content


def arrived(files: Sequence[SharedFile], untyped: Container[str] = ()) -> list[LogRow]:
    """Every row that the files hold, each once; of one id, the one in its device's own file first.

    Those whose ids are in `untyped` come without what was typed.
    """
    own = {row for file in files for row in file.rows if file.path.name == own_name(row.device)}
    found = sorted(dict.fromkeys(row for file in files for row in file.rows), key=lambda row: row not in own)
    return [_without(row, untyped) for row in found]


def _without(row: LogRow, untyped: Container[str]) -> LogRow:
    return without_answer(row) if row.id in untyped else row


def own_name(device: str) -> str:
    """The name of the file that a device writes, and nobody else."""
    return f"studykit-{device}.jsonl"


def files_of(folder: Path, device: str) -> list[Path]:
    """Give the file that a device wrote in a folder, and the copies of it that a drive made."""
    path = Path(own_name(device))
    return sorted(folder.glob(f"{path.stem}*{path.suffix}"))


def write_own(
    folder: Path,
    device: str,
    rows: Iterable[LogRow],
    files: Iterable[SharedFile],
    erased: Container[str] = (),
    untyped: Container[str] = (),
) -> int:
    """Make this device's file hold all that the others cannot be sure to get elsewhere; the new rows' number.

    That is what was written on this device, and what stands in no other device's own file, from wherever it
    came: a device that never syncs may have given it. What only a conflicted copy holds is not delivered, for
    the drive may have cut short the file that it is a copy of, or take it away again.

    Rows that are there stay in front, as they are in the store now: what was forgotten since, or dated again,
    is so in the file too. The file is written anew and put in place at once.

    Args:
        folder: where the files are.
        device: the name of this device.
        rows: all that the store holds, what `files` brought with it.
        files: what was read in the folder.
        erased: the ids of rows that were forgotten and go from the file too.
        untyped: the ids of rows that the store has not, and that go without what was typed.

    Raises:
        UnavailableError: when the folder cannot be written; then the file is as it was.
    """
    all_rows = list(rows)
    mine = {row.id: row for row in all_rows}
    others = set(map(own_name, {row.device for row in all_rows} - {device}))
    elsewhere = {without_answer(row) for file in files for row in file.rows if file.path.name in others}
    there = {row.id: row for row in own_rows(folder, device) if row.id not in erased}
    kept = [mine.get(row.id) or _without(row, untyped) for row in there.values()]
    fresh = [row for row in all_rows if row.id not in there]
    added = [row for row in fresh if row.device == device or without_answer(row) not in elsewhere]
    _write(folder / own_name(device), [*kept, *added])
    return len(added)


def own_rows(folder: Path, device: str) -> tuple[LogRow, ...]:
    """Give the rows of the file that a device wrote; none where it has none.

    Raises:
        UnavailableError: when it cannot be read.
    """
    path = folder / own_name(device)
    try:
        return read_lines((read_file(path) if path.exists() else None) or b"", sums=True).rows
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror}.") from error
    except UnavailableError as error:
        raise UnavailableError(
            f"{path} is far larger than this device left it, so something else was written to it; move it "
            "away and sync again, and it is written anew."
        ) from error


def untyped_in(folder: Path, store: Store) -> frozenset[str]:
    """Give the ids of rows that, where the store has them not, come and go without what was typed.

    Among them are all of this device's own file if that was written before what was typed was forgotten: a
    store that was made of an older backup does not know which it had.
    """
    own = own_rows(folder, store.device) if store.is_from_before(folder) else ()
    return store.untyped().union(row.id for row in own)


def leave_out(folder: Path, store: Store) -> list[Path]:
    """Take what was forgotten out of this device's file, and delete what it left half written.

    Gives the copies of it that a drive made, which are left alone: they may have rows that nothing else has.

    Raises:
        UnavailableError: when it cannot be; then the file is as it was.
    """
    device, last = store.device, store.noted(LAST_FORGETTING)
    path = folder / own_name(device)
    there = {row.id for row in own_rows(folder, device)}
    if path.is_file():  # one that a drive cut short may hold it in a line that is no row any more
        rows = (row for row in store.rows() if row.id in there)
        write_own(folder, device, rows, (), store.erased(), untyped_in(folder, store))
        store.mark(SHARED, [str(folder)], last or "")
    sweep(folder, device)
    return [file for file in files_of(folder, device) if file != path]


def sweep(folder: Path, device: str, before: float = math.inf) -> None:
    """Delete what a device left half written in a folder before a moment (in seconds since 1970)."""
    for left in left_behind(folder / own_name(device)):
        with suppress(OSError):
            if left.lstat().st_mtime < before:
                left.unlink()


def _write(path: Path, rows: Iterable[LogRow]) -> None:
    content = "".join(map(line_of, rows)).encode()
    try:
        before = (read_file(path) if path.exists() else None) or b""
        if content != before:
            write_whole(path, [content], durable=True)
    except OSError as error:
        raise UnavailableError(
            f"{path} cannot be written: {error.strerror}. Your own work is as it was; free some space or "
            "make the folder writable, and sync again."
        ) from error


def set_aside(folder: Path, source: Path, damaged: Iterable[DamagedLine]) -> Path:
    """Keep damaged lines in a file of their own, the same file however often the same ones are met."""
    import hashlib

    content = b"".join(line.content.rstrip(b"\r\n") + b"\n" for line in damaged)
    # Whoever named the file, its name here is short in every file system and does nothing on a terminal.
    stem = re.sub(r"[^A-Za-z0-9._-]+", "_", source.stem)[:80]
    name = f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.txt"
    target = folder / name
    try:
        make_private(folder)
        if not target.exists():
            write_whole(target, [content])
    except OSError as error:
        raise UnavailableError(f"{target} cannot be written: {error.strerror}.") from error
    return target
