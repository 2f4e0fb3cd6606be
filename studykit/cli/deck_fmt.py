"""`studykit deck fmt`: decks tidied, ids written where missing, earlier ids where history needs them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Exit, Option

from studykit.authoring.sharing import lay_out, open_parcel
from studykit.cards import CardId
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import count, say, tell
from studykit.cli.terminal import is_interactive, read_line
from studykit.cli.written_files import write_file
from studykit.decks.deck_files import find_files
from studykit.decks.library import Library
from studykit.errors import DataError, NotFoundError, UnavailableError, UsageError
from studykit.files import read_plain
from studykit.study.renaming import likely, renamed_since
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.authoring.formatting import Tidied

LARGEST = 10_000_000
"""Bytes of a file that is read; more than a deck may have."""


def fmt(
    context: Context,
    files: Annotated[list[Path] | None, Argument(metavar="FILE...", help="Files or folders.")] = None,
    check: Annotated[
        bool, Option("--check", help="Change nothing; exit code 1 when a file is not tidy.")
    ] = False,
    since: Annotated[
        Path | None,
        Option(
            metavar="OLD", help="The deck or pack as it was handed out: renamed cards get their earlier ids."
        ),
    ] = None,
    yes: Annotated[bool, Option("--yes", help="Write earlier ids without asking.")] = False,
) -> None:
    """Write ids where missing and put keys in order; comments, blank lines and quotes stay."""
    from studykit.authoring.formatting import tidied

    here = invocation(context)
    targets = _files(files or ())
    was = _earlier_ids(here, targets, since, yes=yes, quiet=check)
    untidy, broken = 0, 0
    for target in targets:
        try:
            data = _read(target)
            tidy = tidied(str(target), data, was)
            if tidy.text.encode() == data:
                continue
            if not check and _read(target) != data:
                raise DataError(f"{target} was saved meanwhile and is left as it is; try again.")
        except DataError as error:
            tell(visible(f"studykit: {error}"))
            broken += 1
            continue
        untidy += 1
        if check:
            say(f"{visible(str(target))} is not tidy.")
        else:
            _write(target, tidy)
    done = "would change" if check else "changed"
    left = f", {broken} left as they are" if broken else ""
    say(f"{count(len(targets), 'file')}: {untidy} {done}{left}.")
    if broken or (check and untidy):
        raise Exit(1)


def _files(named: Sequence[Path]) -> list[Path]:
    """Give the files to tidy, those of folders among them.

    Raises:
        UsageError: when none is named.
        NotFoundError: when one does not exist.
    """
    if not named:
        raise UsageError("Name the files or folders to tidy, such as `studykit deck fmt .`.")
    files: dict[Path, None] = {}
    for path in named:
        if not path.exists():
            raise NotFoundError(f"There is no file {path}.")
        files |= dict.fromkeys(
            sorted(Path(each.path) for each in find_files([path])) if path.is_dir() else [path]
        )
    return list(files)


def _read(target: Path) -> bytes:
    try:
        data = read_plain(target, LARGEST + 1)
    except OSError as error:
        raise UnavailableError(f"{target} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise DataError(f"{target} is too large for a deck and is left as it is; make several of it.")
    return data


def _write(target: Path, tidied: Tidied) -> None:
    """Put the tidied file in the place of the old one, its permissions kept, whole or not at all."""
    if not os.access(target, os.W_OK):
        raise UnavailableError(f"{target} is write-protected and is left as it is.")
    write_file(target, tidied.text.encode(), force=True)
    shown = visible(str(target))
    say(f"{shown}: tidied" + (f", {count(len(tidied.ids), 'id')} written:" if tidied.ids else "."))
    for name, line in tidied.ids:
        say(f"    {shown}:{line}: {name}")


def _earlier_ids(
    here: Invocation, targets: Sequence[Path], since: Path | None, *, yes: bool, quiet: bool
) -> dict[CardId, list[CardId]]:
    """Give the earlier ids to write, by the parent of the card they lead to; the teacher is asked.

    They come from the deck as it was handed out or, without it, from the history on this machine.
    """
    found = _renamed_since(targets, since) if since else {} if quiet else _renamed_here(here, targets)
    entries: dict[CardId, list[CardId]] = {}
    for earlier, now in found.items():
        # siblings move with their entry; a sibling that itself was renamed is named whole
        old, new = earlier.partition("#"), now.partition("#")
        name = CardId(old[0]) if old[2] == new[2] else earlier
        if name != new[0] and name not in (names := entries.setdefault(CardId(new[0]), [])):
            names.append(name)
    is_doubted = entries and not yes and (not since or is_interactive())
    return _agreed(entries) if is_doubted else entries


def _agreed(entries: dict[CardId, list[CardId]]) -> dict[CardId, list[CardId]]:
    """Ask of each renamed card whether its earlier id may be written; off a terminal only say so."""
    if not is_interactive():
        tell(f"{count(len(entries), 'card')} seem to be renamed; `--yes` writes their earlier ids as `was:`.")
        return {}
    agreed = {}
    for card, earlier in entries.items():
        try:
            typed = read_line(f"{card} seems to be {', '.join(earlier)} renamed; write `was:`? [Y/n] ")
        except EOFError:  # a no to all that is left
            say()
            break
        if typed.strip().lower() in ("", "y", "yes"):
            agreed[card] = earlier
    return agreed


def _renamed_since(targets: Sequence[Path], since: Path) -> dict[CardId, CardId]:
    """Give the cards renamed since a deck, a folder or a pack was handed out.

    Raises:
        NotFoundError: when there is no such thing.
        DataError: when it holds no deck.
    """
    parcel = open_parcel(since, ())
    if not parcel.decks:
        raise DataError(f"{since} holds no deck; name the deck, the folder or the pack that you handed out.")
    with tempfile.TemporaryDirectory() as scratch:
        lay_out(parcel.files, Path(scratch))
        old = Library.open([], None, files=[Path(scratch)])
        return renamed_since(old, Library.open([], None, files=targets))


def _renamed_here(here: Invocation, targets: Sequence[Path]) -> dict[CardId, CardId]:
    """Give the renamed cards of these files that have a history here and about which nothing was decided."""
    if not here.folders.store.exists():
        return {}
    here.library = here.open_decks(targets)
    named = {str(target) for target in targets}
    found = likely(here.collection)
    return {was: now for was, now in found.items() if here.library.card(now).place.file in named}
