"""`studykit data sync`: the same work on several devices, through any folder they share or a school's hub."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.classes.progress import Progress, progress
from studykit.cli.asking import agreed
from studykit.cli.clock import utc_now
from studykit.cli.commands import named_path
from studykit.cli.context import Invocation, invocation
from studykit.cli.data_backup import summary
from studykit.cli.data_rows import GAVE_UP, take_in, tell_damaged
from studykit.cli.display import count, say_text, tell_text
from studykit.cli.hub_forgetting import forget_the_rest
from studykit.cli.hub_opening import SYNC_HUB, opened
from studykit.errors import NotFoundError, StoreError, UsageError
from studykit.school.address import is_address, parsed
from studykit.school.hub import Hub
from studykit.school.moved import take_over
from studykit.school.sync import Synced, sync
from studykit.store import facts, folder_sync
from studykit.store.backup import NEW_PLACE, Backups
from studykit.store.rows import without_answer
from studykit.store.scratch import LEFT_BEHIND
from studykit.store.store import Store
from studykit.study.states import without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.reviews import LogRow
    from studykit.school.address import Address

TOO_LARGE = "it is larger than any log, so it seems to be something else and was not read."


def command(
    context: Context,
    folder: Annotated[
        str | None,
        Argument(
            parser=named_path,
            metavar="[FOLDER]",
            help="A folder, or a school's hub (postgresql://...); the last one if none.",
        ),
    ] = None,
    yes: Annotated[
        bool, Option("--yes", help="Take in what is asked about: new devices, what is dated ahead.")
    ] = False,
) -> None:
    """Share your work with your other devices: a folder on a stick or a cloud drive, or a school's hub."""
    here = invocation(context)
    store = here.collection.store
    if (hub := _hub_named(here, folder)) is not None:
        _sync_with_hub(here, hub, yes=yes)
        return
    shared = _folder(here, folder)
    files = folder_sync.read_folder(shared, _given_up(here))
    if not _are_hers(here, folder_sync.arrived(files), yes=yes):
        return
    returned = _rename_copied(here, shared, files)
    found = folder_sync.arrived(files, folder_sync.untyped_in(shared, store))
    _take_in(here, found, yes=yes)
    if store.note_shared(shared):  # a repair knows only of what a backup knows of
        Backups(store.path).make(NEW_PLACE, utc_now())
    written = _write(shared, store, files)
    if returned:
        store.mark(facts.RETURNED, [str(shared)], returned)
    folder_sync.sweep(shared, store.device, (utc_now() - LEFT_BEHIND).timestamp())
    store.note(facts.REBUILT, "")
    store.note(facts.GIVEN_UP, json.dumps({file.path.name: file.given_up for file in files if file.given_up}))
    others = len({row.device for row in found} - {store.device})
    say_text(
        f"{count(written, 'row')} written to {shared}, which holds the work "
        f"of {count(others, 'other device')}."
    )
    for file in files:
        if file.given_up:
            why = TOO_LARGE if file.given_up[0] > folder_sync.LARGEST else GAVE_UP
            tell_text(f"{file.path.name}: {why} It is not read again until it changes.")
        elif file.damaged:
            tell_damaged(here, file.path, file.damaged)
            tell_text("That is usual while a copy is under way; sync again when it is complete.")


def _write(folder: Path, store: Store, files: Sequence[folder_sync.SharedFile]) -> int:
    """Write this device's file; give how many rows are new in it.

    What is forgotten meanwhile is taken out of it again; the whole where all was.
    """
    last, erased = store.noted(facts.LAST_FORGETTING), store.erased()
    untyped = folder_sync.untyped_in(folder, store)
    written = folder_sync.write_own(folder, store.device, store.rows(), files, erased, untyped)
    try:
        store.note(SYNC_HUB, "")
    except StoreError:
        if not store.ids():
            (folder / folder_sync.own_name(store.device)).unlink(missing_ok=True)
        raise
    store.mark(facts.SHARED, [str(folder)], last or "")
    if store.noted(facts.LAST_FORGETTING) != last:
        folder_sync.leave_out(folder, store)
    return written


def _rename_copied(here: Invocation, folder: Path, files: Sequence[folder_sync.SharedFile]) -> str:
    """Give this device another name when its file holds rows of its own that were not written here.

    Its folder was copied to another computer, or from one: two that write the same file would take turns, and
    `undo` on one would take back an answer of the other. A store that was rebuilt lacks some of its own rows.
    What was forgotten here and is there again may be an older file that a drive brought back: that is written
    anew, and only the next time it is another computer's. Gives the forgetting, if it is there.
    """
    store = here.collection.store
    gone = store.marked(facts.FORGOTTEN) | store.marked(facts.AWAY)
    own = [row for file in files if file.path.name == folder_sync.own_name(store.device) for row in file.rows]
    foreign = [row for row in own if row.device == store.device and row.id not in gone]
    returned = _returned(store, folder, own)
    is_again = bool(returned) and returned == store.noted(f"{facts.RETURNED}{folder}")
    if store.noted(facts.REBUILT) or not (is_again or store.fresh(foreign)):
        return returned
    theirs = folder / folder_sync.own_name(store.device)
    store.rename_device()
    tell_text(
        "Another computer writes under the name of this one: the folder of your work seems to have been "
        "copied. This one has a new name now; nothing else changes."
    )
    if returned:
        tell_text(f"{theirs}, which is the other's now, has what was forgotten here.")
    return ""


def _returned(store: Store, folder: Path, own: Sequence[LogRow]) -> str:
    """Give the last forgetting if what was forgotten stands in a file of this device written since."""
    last = store.noted(facts.LAST_FORGETTING) or ""
    if not last or store.noted(f"{facts.SHARED}{folder}") not in (None, last):
        return ""
    erased, untyped = store.erased(), store.untyped()
    untyped |= {row.id for row in store.rows() if getattr(row, "answer", None) == ""}
    is_there = any(row.id in erased or (row.id in untyped and row != without_answer(row)) for row in own)
    return last if is_there else ""


def _given_up(here: Invocation) -> dict[str, tuple[int, int]]:
    """Give the files that were given up at the last sync; their size and time by name."""
    noted = here.collection.store.noted_values(facts.GIVEN_UP)
    sound = {name: given for name, given in noted.items() if isinstance(given, list) and len(given) == 2}
    return {name: (size, time) for name, (size, time) in sound.items()}


def _folder(here: Invocation, named: str | None) -> Path:
    if named is not None:
        try:
            found = Path(named).expanduser().absolute()
            str(found).encode()
        except UnicodeEncodeError:
            raise UsageError(f"The name of {named} is no text, so it cannot be kept; rename it.") from None
        except (OSError, RuntimeError) as error:  # this folder itself was deleted; there is no such user
            raise NotFoundError(f"There is no folder {named}; name it from the root on.") from error
        return found
    last = here.collection.store.noted(facts.SYNC_FOLDER)
    if last is None:
        raise UsageError("Name the folder your devices share: `studykit data sync FOLDER`.")
    return Path(last)


def _are_hers(here: Invocation, rows: Sequence[LogRow], *, yes: bool) -> bool:
    """Ask once about rows of devices that were never met: a folder may be shared with somebody else."""
    store = here.collection.store
    new = {row.device for row in rows} - store.marked(facts.MET)
    strange = [row for row in rows if row.device in new - store.devices()]
    if strange:
        devices = count(len({row.device for row in strange}), "device")
        tell_text(f"It holds {summary(strange)} from {devices} that this one has not met.")
        if not agreed("Is that your own work?", yes=yes):
            return False
    if new:  # a device whose rows are all forgotten, or left out for now, stays met
        store.mark(facts.MET, new)
    return True


def _take_in(here: Invocation, rows: Sequence[LogRow], *, yes: bool) -> None:
    """Merge rows; asks first about what a restore took away, which would come back by itself."""
    store = here.collection.store
    marked = store.marked(facts.AWAY)
    if away := [row for row in rows if row.id in marked]:
        tell_text(f"It holds {summary(away)} that a restore took away here.")
        stays = (
            "It stays away from this device for good; other devices keep it until the same is restored there."
        )
        if not agreed("Take it in again?", yes=yes, otherwise=stays):
            store.keep_away(row.id for row in away)
    take_in(here, rows, yes=yes)


# Through a hub


def _hub_named(here: Invocation, named: str | None) -> str | None:
    """The address of the hub that is meant: the one named, or else the last if no folder was synced since.

    Raises:
        UsageError: when what is named is an address, and not one of a hub.
    """
    if named is None:
        return here.collection.store.noted(SYNC_HUB) or None
    scheme, is_url, _ = named.partition("://")
    if is_url and not is_address(named) and scheme.isalnum():
        raise UsageError(
            f"studykit does not sync with {scheme}:// addresses; name a folder your devices share, or a "
            "school's hub (postgresql://LOGIN@HOST/DATABASE)."
        )
    return named if is_address(named) else None


def _sync_with_hub(here: Invocation, named: str, *, yes: bool) -> None:
    """Unite this device's work with the hub's, and hand in how far she is."""
    collection = here.collection
    address = parsed(named)

    def take(rows: Sequence[LogRow]) -> bool:
        if not _are_hers(here, rows, yes=yes):
            return False
        _take_in(here, rows, yes=yes)
        return True

    def handed_in(gone: frozenset[str]) -> Progress:
        rows, states = without(collection.rows(), collection.states, gone)
        return progress(rows, states, collection.scheduling.parameters[20])

    def noted() -> None:  # a repair knows only of what a backup knows of
        collection.store.note(SYNC_HUB, address.url)
        Backups(collection.store.path).make(NEW_PLACE, utc_now())

    with opened(address) as database:
        hub = Hub(database)
        if take_over(collection.store, hub):
            noted()
        forget_the_rest(here, hub)  # before it would send that back
        done = sync(collection.store, hub, take, handed_in, noted)
    if done is not None:
        collection.store.note(SYNC_HUB, address.url)
        _say_synced(here, address, done)


def _say_synced(here: Invocation, hub: Address, done: Synced) -> None:
    say_text(f"{count(done.sent, 'row')} sent to the hub {hub}, {count(done.received, 'row')} received.")
    if done.open_classes:
        say_text(f"Teachers may read what you type in: {', '.join(done.open_classes)}.")
    for name, at in done.opened.items():
        if name not in done.open_classes:
            day = datetime.fromtimestamp(at, UTC).date()
            say_text(f"Teachers could read for a while, from {day} on, what you type in: {name}.")
    if done.damaged:
        tell_damaged(here, Path("hub"), done.damaged)
    if done.unsound:
        tell_text(f"{count(len(done.unsound), 'row')} stayed here: {done.unsound[0].why}.")
