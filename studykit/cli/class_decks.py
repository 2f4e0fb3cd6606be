"""`studykit class decks`: deck packs handed out through a hub, every version kept."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from typer import Argument, Context, Option

from studykit.authoring.packing import Label, pack_name, packed
from studykit.cli.commands import group
from studykit.cli.context import AsJson, invocation
from studykit.cli.deck_sharing import DecksArgument, TakeForce, say_pages, sound_parcel, take_over
from studykit.cli.display import say_json, say_text
from studykit.cli.hub_opening import ClassOption, HubOption, address_of, opened
from studykit.errors import NotFoundError
from studykit.school import packs, people

app = group("Deck packs handed out through a school's hub.")


@app.command()
def push(
    context: Context,
    path: DecksArgument,
    class_name: ClassOption = None,
    note: Annotated[str, Option(help="What is new in it.")] = "",
    hub: HubOption = None,
) -> None:
    """Hand out decks to a class, as a new version; the earlier ones stay."""
    here = invocation(context)
    parcel = sound_parcel(here, path)
    label = parcel.label or Label(pack_name(parcel.name))
    # The hub counts versions and keeps the note itself: the same decks are the same pack.
    content = packed(parcel.files, Label(label.name, label.version))
    with opened(address_of(here, hub)) as database:
        chosen = people.class_named(database, class_name)
        version = packs.push(database, chosen, label.name, note or label.note, content)
    if version is None:
        say_text(f"{chosen} has this version of {parcel.name} already.")
    else:
        say_text(f"{parcel.name} version {version} is handed out to {chosen}.")
        say_pages(parcel)


@app.command()
def pull(
    context: Context,
    name: Annotated[str | None, Argument(metavar="[NAME]", help="One pack; all of them if none.")] = None,
    version: Annotated[int | None, Option(help="An earlier version.")] = None,
    force: TakeForce = False,
    class_name: ClassOption = None,
    hub: HubOption = None,
) -> None:
    """Take over the decks that your classes were handed out, as `deck add` does; no history is lost."""
    here = invocation(context)
    with tempfile.TemporaryDirectory() as scratch:
        with opened(address_of(here, hub)) as database:
            found = packs.packs(database, class_name)
            wanted = packs.newest(found) if name is None else [packs.chosen(found, name, version)]
            files = []
            for number, pack in enumerate(wanted):
                # a hub of somebody's own may say anything
                files.append(Path(scratch, str(number), f"{pack_name(pack.name)}.zip"))
                files[-1].parent.mkdir()
                files[-1].write_bytes(packs.pull(database, pack))
        if not wanted:
            raise NotFoundError("No decks were handed out yet.")
        for pack, file in zip(wanted, files, strict=True):
            note = f": {pack.note}" if pack.note else ""
            say_text(f"{pack.name} version {pack.version}, for {pack.class_name}{note}")
            take_over(here, file, preview=False, force=force)


@app.command("list")
def list_packs(
    context: Context,
    class_name: ClassOption = None,
    as_json: AsJson = False,
    hub: HubOption = None,
) -> None:
    """Show what was handed out, every version."""
    with opened(address_of(invocation(context), hub)) as database:
        found = packs.packs(database, class_name)
    if as_json:
        say_json(
            [
                {
                    "class": each.class_name,
                    "name": each.name,
                    "version": each.version,
                    "note": each.note,
                    "pushed_at": each.pushed_at,
                }
                for each in found
            ]
        )
        return
    for each in found:
        say_text(
            f"{each.class_name}  {each.name} version {each.version}  {each.pushed_at:%Y-%m-%d}  {each.note}"
        )
