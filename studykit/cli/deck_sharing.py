"""`studykit deck add` and `remove`: decks that came from somebody else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.asking import agreed
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import Style, count, say, tell
from studykit.errors import NotFoundError, StudykitError, UnavailableError
from studykit.names import nearest
from studykit.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studykit.authoring.sharing import DeckChange, Parcel
    from studykit.decks.library import Library

SHOWN_CARDS = 8
"""Cards of each kind of change that are named."""


def add(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder, a .zip or a .yaml file of decks.")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would change; change nothing.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Take decks with errors, and older versions, too.")
    ] = False,
) -> None:
    """Take somebody's decks into your own; an update says what changes, and no history is lost."""
    take_over(invocation(context), path, preview=preview, force=force)


def take_over(here: Invocation, path: Path, *, preview: bool, force: bool) -> None:
    """Show what taking decks over changes, and take them."""
    from studykit.authoring import sharing

    own = here.folders.data / "decks"
    parcel = sharing.open_parcel(path, here.folders.decks)
    target = own / parcel.name
    _refuse_rivals(here.library, parcel, target)
    before = {
        deck.slug: here.library.deck(deck.slug)
        for deck in here.library.decks
        if Path(deck.file).is_relative_to(target)
    }
    found = sharing.changes(parcel, before)
    gone = sorted(before.keys() - {deck.slug for deck in parcel.decks})
    for change in found:
        for line in _shown(change, here.style):
            say(line)
    for slug in gone:
        say(f"{slug}: no longer in it; its cards leave the quiz, their history stays")
    _refuse_doubtful(parcel, found, force=force)
    if preview:
        say("Nothing was changed.")
        return
    if before and not gone and all(change.is_same for change in found):
        say(f"{parcel.name} is up to date.")
        return
    place = sharing.take(parcel, own)
    tell(f"Added to {place}. `studykit deck remove {parcel.name}` takes it out again.")


def _refuse_rivals(library: Library, parcel: Parcel, target: Path) -> None:
    """Refuse decks whose names other decks have already: one of the two would be left out."""
    elsewhere = {deck.slug: deck.file for deck in library.decks if not Path(deck.file).is_relative_to(target)}
    for deck in parcel.decks:
        if deck.slug in elsewhere:
            raise UnavailableError(
                f"There is a deck `{deck.slug}` already, in {elsewhere[deck.slug]}. Remove that one first, "
                "or give one of the two another name."
            )


def _refuse_doubtful(parcel: Parcel, found: list[DeckChange], *, force: bool) -> None:
    from studykit.problems import Level

    errors = [each for each in parcel.problems if each.level is Level.ERROR]
    older = [each for each in found if _is_older(each)]
    if force:
        return
    if errors:
        first = errors[0]
        name = Path(first.file).name
        raise UnavailableError(
            f"There {'is 1 error' if len(errors) == 1 else f'are {len(errors)} errors'} in it, the first in "
            f"{name}, line {first.line}: {visible(first.message)}. Ask for a mended copy, or add --force to "
            "take it without the cards that have errors."
        )
    if older:
        raise UnavailableError(
            f"{older[0].slug} is version {older[0].after}, and you have {older[0].before}. "
            "Add --force to go back."
        )


def _is_older(change: DeckChange) -> bool:
    """Say whether a version is lower than the one there is, when both are numbers with dots."""
    try:
        before, after = (
            [int(part) for part in (version or "").split(".")] for version in (change.before, change.after)
        )
    except ValueError:
        return False
    return after < before


def _shown(change: DeckChange, style: Style) -> list[str]:
    after = visible(change.after or "")
    if change.is_new:
        version = f" version {after}," if after else ""
        return [f"{style.strong(change.slug)}:{version} {count(len(change.added), 'new card')}"]
    version = f"version {visible(change.before or 'none')} -> {after or 'none'}"
    if change.before == change.after:
        version = f"version {after}" if after else "no version stated"
    if change.is_same:
        return [f"{style.strong(change.slug)}: {version}, nothing changes"]
    lines = [f"{style.strong(change.slug)}: {version}"]
    for word, cards in (("new", change.added), ("changed", change.changed), ("gone", change.gone)):
        if cards:
            names = ", ".join(card.partition("/")[2] for card in cards[:SHOWN_CARDS])
            more = f" and {len(cards) - SHOWN_CARDS} more" if len(cards) > SHOWN_CARDS else ""
            lines.append(style.text(f"{len(cards)} {word}: {names}{more}", indent=4, first="  "))
    if change.gone:
        lines.append("  (the history of cards that are gone stays; it comes back if they do)")
    return lines


def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The folder, deck or file that was added.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take decks out of your own again; the history of their cards stays."""
    from studykit.authoring import sharing

    here = invocation(context)
    own = here.folders.data / "decks"
    found = sharing.shared_folders(own)
    path = found.get(name) or found.get(Path(name).stem)
    if path is None:
        raise _not_removable(here, name, found)
    decks = [
        deck for deck in here.library.decks if Path(deck.file).is_relative_to(path) or Path(deck.file) == path
    ]
    told = f"{path} ({count(sum(deck.cards for deck in decks), 'card')} in {count(len(decks), 'deck')})"
    if not agreed(f"Delete {visible(told)}?", yes=yes):
        return
    sharing.remove(path)
    tell(f"Removed {visible(told)}. The history of its cards stays, and is there again when they are.")


def _not_removable(here: Invocation, name: str, found: Mapping[str, Path]) -> StudykitError:
    """Say why nothing of this name can be taken out, and what can be done instead."""
    own = here.folders.own_decks
    library = here.library
    files = {deck.slug: (deck.file, deck.case) for deck in library.decks}
    files |= {case.slug: (case.place.file, case.slug) for case in library.cases()}
    if name not in files:
        return NotFoundError(f"Nothing called `{name}` was added{nearest(name, {*found, *files})}")
    file, case = files[name]
    if Path(file).is_relative_to(own):
        folder = Path(file).relative_to(own).parts[0]
        return UnavailableError(
            f"`{name}` is part of {folder}; `studykit deck remove {folder}` removes all of it."
        )
    rest = " ".join(each for each in here.collection.studied if each != case) or "none"
    away = (
        f" To put its case away, set the cases you study: `studykit config set cases {rest}`; "
        "`studykit config reset cases` fetches it back, and no history is lost."
        if case
        else ""
    )
    return UnavailableError(f"`{name}` is not among your own decks ({file}) and stays.{away}")
