"""Decks that came from somebody else: a folder or a zip file taken into one's own decks, whole or not at all.

Only ordinary YAML files are taken, by name and size checked before anything is written. A shared folder keeps
its name; taking it again replaces it, and because history hangs on card ids, nobody loses any.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from studykit.authoring.zip_files import UNSOUND, TooLongDirectoryError, open_zip
from studykit.cards import Card, Deck, slug
from studykit.decks.library import Library
from studykit.errors import DataError, NotFoundError, UnavailableError
from studykit.plain_files import is_portable, make_private, read_plain
from studykit.problems import Level, Problem
from studykit.visible import visible

LARGEST_FILE = 10_000_000
"""Bytes of one deck file, as many as the reader of decks takes."""

LARGEST_WHOLE = 50_000_000
"""Bytes of all files together."""

MOST_FILES = 2_000
SUFFIXES = (".yaml", ".yml")
READ_TOO = (".md", ".txt")
"""What may lie beside decks and is taken along: a page that explains them."""

DEEPEST = 20
"""Folders inside one another that are taken."""

LONGEST_NAME = 200
"""Bytes of the name of a file or a folder, fewer than any file system takes."""

_LARGEST_DIRECTORY = 1_000_000

Files = Mapping[PurePosixPath, bytes]


@dataclass(frozen=True, slots=True)
class DeckChange:
    """What taking a deck changes: its version before and after (None when none is stated), and its cards."""

    slug: str
    before: str | None
    after: str | None
    is_new: bool
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changes."""
        return not (self.is_new or self.added or self.changed or self.gone or self.before != self.after)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Decks to be taken: the name of their folder, their files, and what a check of them finds."""

    name: str
    files: Files
    problems: tuple[Problem, ...]
    decks: tuple[Deck, ...]


def open_parcel(path: Path, folders: Sequence[Path]) -> Parcel:
    """Read a folder, a zip file or a single deck without writing anything to the library.

    Its decks are checked among those in `folders`, for they may belong to a case that is there.

    Raises:
        NotFoundError: when there is no such thing.
        DataError: when it holds no deck, or anything that is not safe to take.
        UnavailableError: when it cannot be read.
    """
    try:
        files: Files
        if path.is_dir():
            files = dict(_below(path))
        elif path.suffix.lower() in SUFFIXES and path.is_file():
            files = {PurePosixPath(path.name): _bytes_of(path)}
        elif path.is_file():
            files = _unzipped(path)
        else:
            raise NotFoundError(f"There is no folder or file {path}.")
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror or error}.") from error
    if not any(name.suffix.lower() in SUFFIXES for name in files):
        raise DataError(f"{path} holds no deck: there is no .yaml file in it.")
    problems, decks = _checked(files, folders)
    if not decks and any(each.level is Level.ERROR for each in problems):
        raise DataError(
            f"{path} holds no deck that can be used; `studykit deck check` on its files says why."
        )
    name = path.resolve().name if path.is_dir() else path.stem
    return Parcel(slug(name), files, problems, decks)


def _checked(files: Files, folders: Sequence[Path]) -> tuple[tuple[Problem, ...], tuple[Deck, ...]]:
    """Read the files in a folder of their own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        _lay_out(files, folder)
        library = Library.open(folders, None, files=[folder])
        own = [deck.slug for deck in library.decks if Path(deck.file).is_relative_to(folder)]
        problems = [
            replace(each, file=Path(each.file).relative_to(folder).as_posix())
            for each in library.problems
            if Path(each.file).is_relative_to(folder)
        ]
        return tuple(problems), tuple(library.deck(each) for each in own)


def _lay_out(files: Files, folder: Path) -> None:
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


# What is safe to take


def _below(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Give the files below a folder.

    Raises:
        DataError: when one is a link, or there is too much.
    """
    total = taken = 0
    for parent, names, files in os.walk(folder):
        if len(Path(parent).relative_to(folder).parts) > DEEPEST:
            raise DataError(f"{folder} holds folders too deep in one another; put the decks further up.")
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in [*names, *sorted(files)]:
            path = Path(parent, name)
            if path.is_symlink() and not name.startswith("."):
                raise DataError(f"{path} is a link to somewhere else; put the file itself in its place.")
        for name in sorted(files):
            path = Path(parent, name)
            if not _is_wanted(name):
                continue
            if not path.is_file():
                raise DataError(f"{path} is no ordinary file; take it out of the folder.")
            data = _bytes_of(path)
            total, taken = total + len(data), taken + 1
            _check_amount(folder, total, taken)
            yield PurePosixPath(path.relative_to(folder).as_posix()), data


def _bytes_of(path: Path) -> bytes:
    data = read_plain(path, LARGEST_FILE + 1)
    _check_size(str(path), len(data))
    return data


def _unzipped(path: Path) -> Files:
    """Give the files of a zip file.

    Raises:
        DataError: when it is none, or holds a path out of it, a link, or too much.
    """
    try:
        with open_zip(path, _LARGEST_DIRECTORY) as package:
            return _members(path, package)
    except TooLongDirectoryError as error:
        raise DataError(f"{path} holds too many files; at most {MOST_FILES:,} are taken.") from error
    except UNSOUND as error:
        raise DataError(
            f"{path} is not a zip file, or is damaged ({error}). "
            "Decks come as a folder, a .zip or a .yaml file."
        ) from error


def _members(path: Path, package: zipfile.ZipFile) -> Files:
    files: dict[PurePosixPath, bytes] = {}
    total = 0
    for info in package.infolist():
        name = _safe_name(path, info)
        if info.is_dir() or name is None or not _is_wanted(name.name):
            continue
        with package.open(info) as member:
            data = member.read(LARGEST_FILE + 1)
        _check_size(f"{name} in {path}", len(data))
        total += len(data)
        files[name] = data
        _check_amount(path, total, len(files))
    for name in files:
        if not files.keys().isdisjoint(name.parents):
            raise DataError(f"{path} is refused: `{name.parent}` in it is both a file and a folder.")
    return _without_shared_folder(files)


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
    longest = max((len(part.encode()) for part in name.parts), default=LONGEST_NAME + 1)
    if longest > LONGEST_NAME or len(name.parts) > DEEPEST or not all(map(is_portable, name.parts)):
        raise DataError(f"{path} is refused: no deck can be called `{told}`.")
    return None if any(part.startswith((".", "__MACOSX")) for part in name.parts) else name


def _without_shared_folder(files: dict[PurePosixPath, bytes]) -> Files:
    """Take away the one folder that everything lies in, as most programs pack it."""
    first = {name.parts[0] for name in files}
    if len(first) == 1 and all(len(name.parts) > 1 for name in files):
        return {PurePosixPath(*name.parts[1:]): data for name, data in files.items()}
    return files


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith((*SUFFIXES, *READ_TOO))


def _check_size(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise DataError(f"{name} has more than {LARGEST_FILE / 1e6:.0f} MB; no deck is as long as that.")


def _check_amount(path: Path, total: int, files: int) -> None:
    if total > LARGEST_WHOLE:
        raise DataError(
            f"{path} holds more than {LARGEST_WHOLE / 1e6:.0f} MB of decks; share fewer at a time."
        )
    if files > MOST_FILES:
        raise DataError(f"{path} holds more than {MOST_FILES:,} files; share fewer at a time.")


# What it changes


def changes(parcel: Parcel, before: Mapping[str, Deck]) -> list[DeckChange]:
    """Compare the decks of a parcel with those of the same names there are already."""
    return [_change(deck, before.get(deck.slug)) for deck in parcel.decks]


def _change(deck: Deck, old: Deck | None) -> DeckChange:
    now = {str(card.id): _taught(card) for card in deck.cards}
    then = {str(card.id): _taught(card) for card in old.cards} if old else {}
    left_out = {str(parent) for parent in deck.left_out}
    return DeckChange(
        slug=deck.slug,
        before=old.version if old else None,
        after=deck.version,
        is_new=old is None,
        added=tuple(card for card in now if card not in then),
        changed=tuple(card for card in now if card in then and now[card] != then[card]),
        gone=tuple(card for card in then if card not in now and card.partition("#")[0] not in left_out),
    )


def _taught(card: Card) -> tuple[object, ...]:
    """Give what a student would notice of a card."""
    return (
        card.ask, card.expected, card.reject, card.partial, card.fact, card.note, card.hint, card.suspended,
        card.contested,
    )  # fmt: skip


# Taking and removing


def take(parcel: Parcel, decks: Path) -> Path:
    """Put a parcel into the decks folder in place of an earlier one of its name, and give its folder.

    It is laid out beside its place first and moved there in one step; what was there is put back if that
    fails.

    Raises:
        UnavailableError: when the decks folder cannot be written to, or its place is not a shared folder's.
    """
    target = decks / parcel.name
    if target.exists() and not target.is_dir():
        raise UnavailableError(f"{target} is a file; move it away, or rename what you add.")
    aside: Path | None = None
    scratch: Path | None = None
    try:
        make_private(decks)
        scratch = Path(tempfile.mkdtemp(dir=decks, prefix=".adding-"))
        _lay_out(parcel.files, scratch)
        scratch.chmod(0o755)
        if target.exists():
            aside = Path(tempfile.mkdtemp(dir=decks, prefix=".replaced-")) / "was"
            target.rename(aside)
        scratch.rename(target)
    except OSError as error:
        if aside is not None and aside.exists() and not target.exists():
            aside.rename(target)
        raise UnavailableError(
            f"{target} cannot be written: {error.strerror or error}. Nothing has changed."
        ) from error
    finally:
        for rest in (scratch, aside.parent if aside else None):
            if rest is not None and rest.exists():
                shutil.rmtree(rest, ignore_errors=True)
    return target


def shared_folders(decks: Path) -> dict[str, Path]:
    """Give what can be removed: the folders and single deck files of the decks folder, by name."""
    if not decks.is_dir():
        return {}
    found = {}
    for path in sorted(decks.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            found[path.name] = path
        elif path.suffix in SUFFIXES:
            found[path.stem] = path
    return found


def remove(path: Path) -> None:
    """Delete a folder of decks or a single deck file; a link is removed and not followed.

    Raises:
        UnavailableError: when it cannot be deleted.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise UnavailableError(f"{path} cannot be removed: {error.strerror or error}.") from error
