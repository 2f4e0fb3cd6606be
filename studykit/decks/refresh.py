"""A library brought up to date: changed files are read again, the rest comes compiled."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.decks.compiling import compile_library
from studykit.decks.deck_files import UNREADABLE, Found, find_file, find_files
from studykit.decks.findings import Spot, problem
from studykit.decks.garbage import no_collection
from studykit.decks.packed import CachedFile, Compiled, is_same
from studykit.decks.reading import read_sheet
from studykit.decks.sheet import Sheet
from studykit.decks.source import LARGEST
from studykit.files import read_plain
from studykit.problems import Problem

if TYPE_CHECKING:
    from studykit.decks.library import CacheFile

MOST_CARDS = 50_000
"""Cards of all files of a library, or of what is looked at beside it: the decks of a few dozen courses."""

TICK_NS = 20_000_000
"""Nanoseconds within which a file system may give two changes the same time."""

COARSE_NS = 2_000_000_000
"""The same on file systems that keep whole seconds."""


def refresh(found: Sequence[Found], before: Compiled | None, cache: CacheFile | None) -> bytes:
    """Compile files anew and keep the result; those unchanged since `before` are not read again."""
    # What changes after this moment is not in it.
    moment_ns = cache.moment_ns() if cache else 0
    old = before.cached_files if before else ()
    known = {file.path: number for number, file in enumerate(old)}
    with no_collection():
        read = list(_read_all(found, {file.path: file for file in old}, moment_ns))
        files = [file for file, _ in read]
        if before and list(known) == [file.path for file in files] and not any(sheet for _, sheet in read):
            data = before.repacked(files)
        else:
            sheets = [sheet or _sheet(before, known[file.path]) for file, sheet in read]
            data = compile_library(files, sheets, ())
    if cache:
        cache.save(data)
    return data


def with_files(before: Compiled, files: Sequence[Path], beside: Sequence[Path] = ()) -> bytes:
    """Compile a library together with further files or folders, which count where a slug stands twice.

    Of the files `beside` them, those that are no deck, case or plan are passed over.

    Raises:
        NotFoundError: when one of them does not exist.
    """
    listed = (find_files([path]) if path.is_dir() else [find_file(path)] for path in files)
    given = list(chain.from_iterable(listed))
    paths = {os.path.realpath(each.path) for each in given}
    rest = {
        at: file for at, file in enumerate(before.cached_files) if os.path.realpath(file.path) not in paths
    }
    paths |= {os.path.realpath(file.path) for file in rest.values()}
    near = (_read(find_file(path), 0) for path in beside if os.path.realpath(path) not in paths)
    added = list(_read_all(given, {}, 0))
    added += [(file, sheet) for file, sheet in near if sheet and sheet.value is not None]
    first = [sheet for _, sheet in added if sheet]
    sheets = [_sheet(before, number) for number in rest]
    return compile_library([*rest.values(), *(file for file, _ in added)], [*sheets, *first], first)


def _read_all(
    found: Sequence[Found], known: Mapping[str, CachedFile], moment_ns: int
) -> Iterator[tuple[CachedFile, Sheet | None]]:
    """Read files, without a sheet of those that are known; what comes behind too many cards is not read."""
    cards = 0
    for each in found:
        old = known.get(each.path)
        if cards > MOST_CARDS:
            message = f"the files before this one hold more than {MOST_CARDS:,} cards; it was not read"
            mend = "keep decks you do not learn in another folder"
            yield _passed_over(problem(each.path, Spot(1, 1, ""), "too-large", message, mend))
            continue
        file, sheet = (old, None) if old and is_same(old, each) else _read(each, moment_ns, old)
        cards += sum(1 for _ in sheet.cards()) if sheet else file.cards
        yield file, sheet


def _sheet(before: Compiled | None, number: int) -> Sheet:
    assert before is not None
    return replace(before.sheet(number), digest=before.cached_files[number].digest)


def _read(found: Found, moment_ns: int, old: CachedFile | None = None) -> tuple[CachedFile, Sheet | None]:
    """Read a file; without a sheet when it says the same as the old one did."""
    try:
        if found.size == UNREADABLE:
            raise OSError(0, found.reason)
        data = read_plain(Path(found.path), LARGEST + 1)
    except OSError as error:
        mend = "check who may read it, or move it out of the decks folder"
        message = f"the file cannot be read ({error.strerror or ''})"
        return _passed_over(problem(found.path, Spot(1, 1, ""), "unreadable", message, mend))
    digest = hashlib.sha256(data).hexdigest()[:32]
    slack = TICK_NS if found.mtime_ns % 1_000_000_000 else COARSE_NS
    entry = CachedFile(found.path, found.size, found.mtime_ns, digest, found.mtime_ns < moment_ns - slack, 0)
    if old and old.digest == digest:
        return entry._replace(cards=old.cards), None
    return entry, replace(read_sheet(found.path, data), digest=digest)


def _passed_over(found: Problem) -> tuple[CachedFile, Sheet]:
    """A file of which nothing is read, with the reason; it is tried again each time."""
    return CachedFile(found.file, UNREADABLE, 0, "", False, 0), Sheet(found.file, None, (found,))
