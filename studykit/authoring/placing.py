"""Where decks that came belong among one's own, put there whole or not at all, and taken out again.

What is there already is known by its decks and not by the name of a file. It is replaced, and because history
hangs on card ids, nobody loses any.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from studykit.authoring.packing import LABEL, Files, Label, label_of, pack_name, packed
from studykit.authoring.sharing import (
    LARGEST_FILE,
    MOST_FILES,
    Parcel,
    below,
    is_deck,
    is_folder,
    lay_out,
    others,
)
from studykit.decks.deck_files import SUFFIXES
from studykit.decks.library import Library
from studykit.errors import DataError, UnavailableError
from studykit.files import REPLACED, is_portable, make_private, read_plain, swept, unused, write_whole

ADDING = ".adding-"
"""What the name of the folder begins with in which decks are laid out before they are put in place."""

MOST_KEPT = 50
"""Packs of replaced decks that are kept; the oldest go first. What was removed stays until it is deleted."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a parcel belongs: the folder, whether there is one already, and the files it has afterwards."""

    folder: Path
    is_there: bool
    files: Files


def place(parcel: Parcel, library: Library, decks: Path) -> Placement:
    """Say where in the decks folder a parcel belongs, by what is in it and not by what its file is called.

    That is the folder that has one of its decks already or, when none has, one of its plans, or a pack of its
    name. A single deck takes the place of that deck alone, and the rest of its folder stays.

    Raises:
        UnavailableError: when several folders have decks of it.
    """
    for names in _names_of(parcel):
        found = (_folder(file, decks) for kind, slug, file in held(library) if (kind, slug) in names)
        folders = sorted({folder for folder in found if folder is not None})
        if len(folders) > 1:
            raise UnavailableError(
                f"Decks of it are in several folders of yours: {', '.join(each.name for each in folders)}. "
                "Remove all but one (`studykit deck remove NAME`)."
            )
        if folders:
            return _in_place(parcel, library, folders[0])
    named = decks / parcel.name
    if parcel.label and (there := label_there(named)) and there.name == parcel.label.name:
        return Placement(named, True, parcel.files)
    free = (named, *(decks / f"{parcel.name}-{number}" for number in range(2, MOST_FILES)))
    name = next(each for each in free if is_portable(each.name) and not each.exists())
    return Placement(name, False, parcel.files)


def _names_of(parcel: Parcel) -> Iterator[set[tuple[str, str]]]:
    """Give what tells a parcel, the surest first."""
    yield {("deck", name) for deck in parcel.decks for name in (deck.slug, *deck.was)}
    if not parcel.decks:
        yield {("plan", plan.slug) for plan in parcel.plans}
        yield {("case", case.slug) for case in parcel.cases}


def held(library: Library) -> Iterator[tuple[str, str, str]]:
    """Give what a library holds: decks, plans and cases with their files."""
    yield from (("deck", deck.slug, deck.file) for deck in library.decks)
    yield from (("plan", plan.slug, plan.place.file) for plan in library.plans())
    yield from (("case", case.slug, case.place.file) for case in library.cases())


def _folder(file: str, decks: Path) -> Path | None:
    """Give the folder of the decks folder that a file lies in; None when it lies in none."""
    path = Path(file)
    parts = path.relative_to(decks).parts if path.is_relative_to(decks) else ()
    return decks / parts[0] if len(parts) > 1 else None


def _in_place(parcel: Parcel, library: Library, folder: Path) -> Placement:
    if not parcel.is_single:
        return Placement(folder, True, parcel.files)
    names = set[tuple[str, str]]().union(*_names_of(parcel))
    old = {
        PurePosixPath(Path(file).relative_to(folder).as_posix())
        for kind, slug, file in held(library)
        if (kind, slug) in names and Path(file).is_relative_to(folder)
    }
    [(name, data)] = parcel.files.items()
    files = {each: content for each, content in below(folder).items() if each not in old}
    return Placement(folder, True, {**files, (min(old) if len(old) == 1 else name): data})


def label_there(folder: Path) -> Label | None:
    """Give the label of the pack that a folder came from, when it came from one.

    Raises:
        DataError: when it is damaged.
    """
    file = folder / LABEL
    return label_of({LABEL: read_plain(file, LARGEST_FILE)}) if file.is_file() else None


def is_current(placement: Placement) -> bool:
    """Say whether the very same files are in place already, whatever pages lie beside them."""
    return placement.is_there and _replaced(placement) == dict(placement.files)


def _replaced(placement: Placement) -> dict[PurePosixPath, bytes]:
    """Give the files in a parcel's place that do not stay as they are by themselves."""
    files = placement.files
    there = below(placement.folder).items()
    return {name: data for name, data in there if name in files or is_deck(name.name)}


def keep_replaced(placement: Placement, kept: Path, moment: str) -> Path | None:
    """Keep what a parcel changes or drops, for it may have been written there: a pack of all that was there.

    `kept` is the folder for such packs, of which the newest `MOST_KEPT` stay. None when nothing of it goes.

    Raises:
        UnavailableError: when it cannot be written.
    """
    there = _replaced(placement) if placement.is_there else {}
    if all(placement.files.get(name) == data for name, data in there.items() if name != LABEL):
        return None
    name, label = pack_name(placement.folder.name), None
    with suppress(DataError):  # a damaged label is one more thing that is replaced
        label = label_of(there)
    target = kept / f"{moment}-{name}.zip"
    try:
        make_private(kept)
        target = unused(target)
        write_whole(target, [packed(_in_utf_8(there), label or Label(name))], durable=True)
        for old in sorted(kept.glob("[0-9]*Z-*.zip"))[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise UnavailableError(
            f"{target} cannot be written, where what is there is to be kept: {error.strerror or error}. "
            "Nothing has changed."
        ) from error
    return target


def _in_utf_8(files: Files) -> Files:
    """Name files so that a zip file can hold them; other programs make names that are no text."""
    return {
        PurePosixPath(str(name).encode(errors="backslashreplace").decode().replace("\\", "_")): data
        for name, data in files.items()
    }


def take(placement: Placement) -> None:
    """Put a parcel into its folder, in place of what was there.

    It is laid out beside its place first and moved there in one step; what was there is put back if that
    fails. What lies there and is no part of decks (notes of one's own, the folder of a git checkout) stays.

    Raises:
        UnavailableError: when the decks folder cannot be written to, or its place is not a shared folder's.
    """
    target, decks = placement.folder, placement.folder.parent
    aside: Path | None = None
    scratch: Path | None = None
    with ExitStack() as working:
        try:
            make_private(decks)
            working.enter_context(swept(decks, f"{ADDING}*"))
            scratch = Path(tempfile.mkdtemp(dir=decks, prefix=ADDING))
            lay_out(placement.files, scratch)
            scratch.chmod(0o755)
            _copy_others(target, scratch)
            if target.exists():
                aside = Path(tempfile.mkdtemp(dir=decks, prefix=REPLACED)) / target.name
                target.rename(aside)
            scratch.rename(target)
        except OSError as error:
            if aside is not None and aside.exists() and not target.exists():
                with suppress(OSError):  # `recover` does it when the disk is well again
                    aside.rename(target)
            changed = "Nothing has changed."
            if aside is not None and not target.exists():
                changed = f"What was there is in {aside}, and is put back when the disk is well again."
            raise UnavailableError(
                f"{target} cannot be written: {error.strerror or error}. {changed}"
            ) from error
        finally:
            for rest in (scratch, aside.parent if aside is not None and target.exists() else None):
                if rest is not None:
                    shutil.rmtree(rest, ignore_errors=True)


def _copy_others(target: Path, scratch: Path) -> None:
    """Copy what lies in a place and is no part of decks to where it is laid out anew."""
    for own in others(target):
        place = scratch / own.relative_to(target)
        if place.is_dir() and not is_folder(own):
            raise UnavailableError(
                f"{own} is a file of yours, and what is added has a folder of that name: move it away first. "
                "Nothing has changed."
            )
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if is_folder(own):
            place.mkdir()
        else:
            shutil.copy2(own, place, follow_symlinks=False)


def recover(decks: Path) -> None:
    """Put back what a program that was killed had moved out of the way and not replaced yet."""
    for aside in list(decks.glob(f"{REPLACED}*/*")):
        place = decks / aside.name
        if not place.exists():
            with suppress(OSError):  # it stays where it is until it can be put back
                aside.rename(place)
        if place.exists():
            shutil.rmtree(aside.parent, ignore_errors=True)
    for left in decks.glob(f"{REPLACED}*"):
        with suppress(OSError):  # empty where it was killed before or after the move
            left.rmdir()


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
            found[path.name if path.stem in found else path.stem] = path
    return found


def remove(path: Path, kept: Path, moment: str) -> Path:
    """Move a folder of decks or a single deck file to the folder `kept`, with all that was written there.

    It is moved out of the way first, so that it is there whole or not at all. A link is not followed.

    Raises:
        UnavailableError: when it cannot be moved.
    """
    try:
        make_private(kept)
        aside = Path(tempfile.mkdtemp(dir=path.parent, prefix=REPLACED))
        path.rename(aside / path.name)
        place = Path(tempfile.mkdtemp(dir=kept, prefix=f"{moment}-")) / path.name
        shutil.move(aside / path.name, place)
    except OSError as error:
        said = f"{path} cannot be removed: {error.strerror or error}. Nothing has changed."
        raise UnavailableError(said) from error
    finally:
        recover(path.parent)
    return place
