"""`studykit deck pack`: decks, plans and a case in one file to hand out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.context import Force, Invocation, invocation
from studykit.cli.deck_sharing import first_error
from studykit.cli.display import count, say_text
from studykit.cli.written_files import write_file
from studykit.errors import DataError
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.authoring.sharing import Parcel


def pack(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FOLDER", help="Decks, plans and their case.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Default: NAME.zip, here.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What is new in it, in a line.")] = "",
    version: Annotated[
        str | None, typer.Option("--version", help="Such as 1.2; an older one is not taken for a newer.")
    ] = None,
    force: Force = False,
) -> None:
    """Pack decks, their plans and their case into one file to hand out, which `deck add` takes."""
    from studykit.authoring.packing import LONGEST_NOTE, LONGEST_VERSION, Label, pack_name, packed
    from studykit.authoring.sharing import COPY

    parcel = sound_parcel(invocation(context), path)
    target = output or Path(f"{parcel.name}.zip")
    label = Label(
        pack_name(COPY.sub("", target.stem)),
        version and version[:LONGEST_VERSION],
        " ".join(note.split())[:LONGEST_NOTE],
    )
    write_file(target, packed(parcel.files, label), force=force)
    cards = count(sum(len(deck.cards) for deck in parcel.decks), "card")
    decks = f"{count(len(parcel.decks), 'deck')} with {cards}"
    plans = count(len(parcel.plans), "plan")
    cases = f", the case {', '.join(case.slug for case in parcel.cases)}" if parcel.cases else ""
    say_text(f"Written: {target} ({decks}, {plans}{cases}{f', version {version}' if version else ''}).")
    say_pages(parcel)
    name = f'"{target.name}"' if " " in target.name else target.name
    say_text(f"Whoever gets it types `studykit deck add {name}`, for every later version too.")


def say_pages(parcel: Parcel) -> None:
    """Name what goes along with decks that are handed out and is no deck: it may not be meant for others."""
    from studykit.authoring.sharing import is_deck

    pages = sorted(visible(str(name)) for name in parcel.files if not is_deck(name.name))
    if pages:
        say_text(f"{count(len(pages), 'page')} that lay beside them went along: {', '.join(pages)}.")


def sound_parcel(here: Invocation, path: Path) -> Parcel:
    """Open decks to be handed out, checked as whoever gets them has them: beside the shipped ones only.

    Raises:
        DataError: when they have errors, or a name that they could not be taken under.
    """
    from studykit.authoring.sharing import can_travel, open_parcel
    from studykit.folders import shipped_decks

    parcel = open_parcel(path, [shipped_decks()], here.folders.cache)
    error = first_error(parcel)
    if error is not None:
        raise DataError(f"{error} Mend it before anybody gets it: `studykit deck check {path}`.")
    for name in parcel.files:
        if not can_travel(name):
            raise DataError(
                f"Not every system takes the name `{visible(str(name))}`, so a pack with it could not be "
                "added: give it another and pack again."
            )
    return parcel
