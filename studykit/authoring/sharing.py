"""Decks that came from somebody else: a folder, a zip file or a single deck, opened and checked.

Only ordinary YAML files are taken, their names and sizes checked before anything is written.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from studykit.authoring.packing import LABEL, Files, Label, label_of
from studykit.cards import Deck, slug
from studykit.cases import Case, Plan
from studykit.decks.deck_files import SUFFIXES
from studykit.decks.library import Library
from studykit.errors import DataError, NotFoundError, UnavailableError
from studykit.files import is_portable, read_plain
from studykit.problems import Level, Problem
from studykit.visible import visible
from studykit.zip_files import UNSOUND, TooLongDirectoryError, open_zip

LARGEST_FILE = 2_000_000
"""Bytes of one file, twenty times those of a large case: what others made is read for seconds."""

LARGEST_WHOLE = 5_000_000
"""Bytes of all files together."""

MOST_FILES = 2_000
READ_TOO = (".md", ".txt")
"""What may lie beside decks and is taken along: a page that explains them."""

DEEPEST = 20
"""Folders inside one another that are taken."""

LONGEST_NAME = 200
"""Bytes of the name of a file or a folder, fewer than any file system takes."""

_LARGEST_DIRECTORY = 1_000_000

COPY = re.compile(r"( ?\(\d+\)| - copy| copy)+$", re.IGNORECASE)
"""What browsers and file managers put behind the name of a second copy."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Decks to be taken: the name for their folder, their files, what is in them and what a check finds.

    `label` is that of a pack; `is_single` says that it is one file and not a folder of them.
    """

    name: str
    files: Files
    problems: tuple[Problem, ...]
    decks: tuple[Deck, ...]
    plans: tuple[Plan, ...] = ()
    cases: tuple[Case, ...] = ()
    label: Label | None = None
    is_single: bool = False


def open_parcel(path: Path, folders: Sequence[Path], cache: Path | None = None) -> Parcel:
    """Read a folder, a zip file or a single deck without writing anything to the library.

    Its decks are checked among those in `folders`, for they may belong to a case that is there; `cache` is
    the folder of what is compiled of those, or None to read them all.

    Raises:
        NotFoundError: when there is no such thing.
        DataError: when it holds no deck, or anything that is not safe to take.
        UnavailableError: when it cannot be read.
    """
    inner, is_single = None, False
    try:
        files: Files
        if path.is_dir():
            files, inner = below(path), slug(path.resolve().name)
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            files, is_single = {PurePosixPath(path.name): _bytes_of(path)}, True
        elif path.is_file():
            files, inner = _without_shared_folder(_unzipped(path))
        else:
            raise NotFoundError(f"There is no folder or file {path}.")
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror or error}.") from error
    _check_alike(path, files)
    if not any(name.suffix.lower() in SUFFIXES for name in files):
        raise DataError(f"{path} holds no deck: there is no .yaml file in it.")
    label = label_of(files)
    found = _checked(files, folders, cache)
    if not found.decks and any(each.level is Level.ERROR for each in found.problems):
        raise DataError(
            f"{path} holds no deck that can be used; `studykit deck check` on its files says why."
        )
    # else it is called by its only case, or else by its only deck
    only = next((values[0].slug for values in (found.cases, found.decks) if len(values) == 1), None)
    name = label.name if label else inner or only or slug(COPY.sub("", path.stem))
    return replace(found, name=name, label=label, is_single=is_single)


def _checked(files: Files, folders: Sequence[Path], cache: Path | None) -> Parcel:
    """Read the files in a folder of their own, which is gone afterwards; the parcel has no name yet."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        lay_out(files, folder)
        library = Library.open(folders, cache, files=[folder])

        def is_own(file: str) -> bool:
            return Path(file).is_relative_to(folder)

        problems = (each for each in library.problems if is_own(each.file))
        return Parcel(
            "",
            files,
            tuple(replace(p, file=Path(p.file).relative_to(folder).as_posix()) for p in problems),
            tuple(library.deck(deck.slug) for deck in library.decks if is_own(deck.file)),
            tuple(plan for plan in library.plans() if is_own(plan.place.file)),
            tuple(case for case in library.cases() if is_own(case.place.file)),
        )


def lay_out(files: Files, folder: Path) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


# What is safe to take


def below(folder: Path) -> dict[PurePosixPath, bytes]:
    """Give the files below a folder.

    Raises:
        DataError: when one is a link, or there is too much.
    """
    return _bounded(folder, _below(folder))


def _below(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    for parent, names, files in os.walk(folder):
        if len(Path(parent).relative_to(folder).parts) > DEEPEST:
            raise DataError(f"{folder} holds folders too deep in one another; put the decks further up.")
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in (*names, *sorted(files)):
            path = Path(parent, name)
            if path.is_symlink() and not name.startswith("."):
                raise DataError(f"{path} is a link to somewhere else; put the file itself in its place.")
            if path.is_dir() or not _is_wanted(name):
                continue
            if not path.is_file():
                raise DataError(f"{path} is no ordinary file; take it out of the folder.")
            yield PurePosixPath(path.relative_to(folder).as_posix()), _bytes_of(path)


def others(folder: Path) -> Iterator[Path]:
    """Give what lies below a folder and is no deck, files and links: it may be her own, and nobody else's.

    Folders that are empty or hidden are given too: a git checkout is none without its own.
    """
    for parent, names, files in os.walk(folder):
        for name in (*names, *files):
            path = Path(parent, name)
            is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts[:-1])
            if is_folder(path):
                is_own = is_hidden or name.startswith(".") or not any(path.iterdir())
            else:
                is_own = is_hidden or name in names or not is_deck(name)
            if is_own:
                yield path


def is_folder(path: Path) -> bool:
    """Whether there is a folder, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def _bytes_of(path: Path) -> bytes:
    data = read_plain(path, LARGEST_FILE + 1)
    _check_size(str(path), len(data))
    return data


def _unzipped(path: Path) -> dict[PurePosixPath, bytes]:
    """Give the files of a zip file.

    Raises:
        DataError: when it is none, or holds a path out of it, a link, or too much.
    """
    try:
        with open_zip(path, _LARGEST_DIRECTORY) as package:
            files = _bounded(path, _members(path, package))
    except TooLongDirectoryError as error:
        raise DataError(f"{path} holds too many files; at most {MOST_FILES:,} are taken.") from error
    except UNSOUND as error:
        with path.open("rb") as file:
            is_zip = path.suffix.lower() == ".zip" or file.read(2) == b"PK"
        if is_zip:
            raise DataError(f"{path} is a damaged zip file, or none; ask for it again.") from error
        raise DataError(
            f"{path} holds no decks: they come as a folder, a .zip or a .yaml file. "
            "`studykit deck import` makes a deck of a table or of another program's cards."
        ) from error
    for name in files:
        if not files.keys().isdisjoint(name.parents):
            raise DataError(f"{path} is refused: `{name.parent}` in it is both a file and a folder.")
    return files


def _members(path: Path, package: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, bytes]]:
    for info in package.infolist():
        name = _safe_name(path, info)
        if info.is_dir() or name is None or not _is_wanted(name.name):
            continue
        with package.open(info) as member:
            data = member.read(LARGEST_FILE + 1)
        _check_size(f"{name} in {path}", len(data))
        yield name, data


def _check_alike(path: Path, names: Iterable[PurePosixPath]) -> None:
    """Refuse names that are one and the same on some systems: one file would take the place of the other.

    Some take capitals for small letters, and letters with an accent however they are composed.
    """
    taken: dict[tuple[str, ...], PurePosixPath] = {}
    for name in names:
        for part in (name, *name.parents):
            alike = tuple(unicodedata.normalize("NFC", each).casefold() for each in part.parts)
            if taken.setdefault(alike, part) != part:
                raise DataError(
                    f"{path} is refused: `{taken[alike]}` and `{part}` in it have the same name on some "
                    "systems; ask for it with another name for one of the two."
                )


def _safe_name(path: Path, info: zipfile.ZipInfo) -> PurePosixPath | None:
    """Give a member's name; None for what operating systems add of their own.

    Raises:
        DataError: when it would lie outside the folder, or is a link.
    """
    name = PurePosixPath(info.filename.replace("\\", "/"))
    told = visible(info.filename)[:80]
    if name.is_absolute() or ".." in name.parts or ":" in info.filename:
        raise DataError(
            f"{path} is refused: it holds `{told}`, which would be written outside the decks folder."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise DataError(f"{path} is refused: `{told}` in it is a link to somewhere else.")
    if not can_travel(name):
        raise DataError(f"{path} is refused: no deck can be called `{told}`.")
    return None if any(part.startswith((".", "__MACOSX")) for part in name.parts) else name


def can_travel(name: PurePosixPath) -> bool:
    """Say whether a file of this name is taken out of a zip file, on whatever system."""
    return (
        0 < len(name.parts) <= DEEPEST
        and all(map(is_portable, name.parts))
        and max(len(part.encode()) for part in name.parts) <= LONGEST_NAME
    )


def _without_shared_folder(files: dict[PurePosixPath, bytes]) -> tuple[Files, str | None]:
    """Take away the one folder that everything lies in, as most programs pack it, and give its name."""
    first = {name.parts[0] for name in files}
    if len(first) == 1 and all(len(name.parts) > 1 for name in files):
        return {PurePosixPath(*name.parts[1:]): data for name, data in files.items()}, slug(min(first))
    return files, None


def is_deck(name: str) -> bool:
    """Whether a file of this name holds decks, or is the label of a pack of them."""
    return name == LABEL.name or (not name.startswith(".") and name.lower().endswith(SUFFIXES))


def _is_wanted(name: str) -> bool:
    return is_deck(name) or (not name.startswith(".") and name.lower().endswith(READ_TOO))


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise DataError(f"{name} has more than {LARGEST_FILE / 1e6:.0f} MB; no deck is as long as that.")


def _bounded(path: Path, files: Iterable[tuple[PurePosixPath, bytes]]) -> dict[PurePosixPath, bytes]:
    """Take files, each read when it is its turn, as long as there are not too many and no two of one name."""
    taken: dict[PurePosixPath, bytes] = {}
    total = 0
    for name, data in files:
        if name in taken:
            raise DataError(f"{path} is refused: it holds two files `{name}`.")
        taken[name] = data
        total += len(data)
        if total > LARGEST_WHOLE:
            raise DataError(
                f"{path} holds more than {LARGEST_WHOLE / 1e6:.0f} MB of decks; share fewer at a time."
            )
        if len(taken) > MOST_FILES:
            raise DataError(f"{path} holds more than {MOST_FILES:,} files; share fewer at a time.")
    return taken
