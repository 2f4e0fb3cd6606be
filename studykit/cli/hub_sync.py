"""`studykit data sync postgresql://...`: the same work on several devices, through a school's hub."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.data_rows import merge, tell_damaged, without_future
from studykit.cli.data_sync import are_hers, settle_restored
from studykit.cli.display import count, say_text, tell_text
from studykit.cli.hub_opening import SYNC_HUB, opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.classes.progress import Progress
    from studykit.cli.context import Invocation
    from studykit.reviews import LogRow


def hub_named(here: Invocation, named: str | None) -> str | None:
    """The address of the hub that is meant: the one named, or else the last if no folder was synced since."""
    from studykit.school.address import is_address

    if named is None:
        return here.collection.store.noted(SYNC_HUB) or None
    return named if is_address(named) else None


def sync_with_hub(here: Invocation, named: str, *, yes: bool) -> None:
    """Unite this device's work with the hub's, and hand in how far she is."""
    from studykit.classes.progress import progress
    from studykit.school.address import parsed
    from studykit.school.hub import Hub
    from studykit.school.sync import sync

    collection = here.collection
    address = parsed(named)

    def take(rows: Sequence[LogRow]) -> bool:
        if not are_hers(here, rows, yes=yes):
            return False
        settle_restored(here, {row.id: row for row in rows}, yes=yes)
        merge(here, without_future(here, rows, yes=yes))
        return True

    def handed_in() -> Progress:
        return progress(collection.rows(), collection.states, collection.scheduling.parameters[20])

    with opened(address) as database:
        done = sync(collection.store, Hub(database), take, handed_in)
    if done is None:
        return
    collection.store.note(SYNC_HUB, address.url)
    say_text(f"{count(done.sent, 'row')} sent to the hub {address}, {count(done.received, 'row')} received.")
    if done.open_classes:
        say_text(f"Teachers may read what you type in: {', '.join(done.open_classes)}.")
    if done.damaged:
        tell_damaged(here, Path("hub"), done.damaged)
    if done.unsound:
        tell_text(f"{count(len(done.unsound), 'row')} stayed here: {done.unsound[0].why}.")
