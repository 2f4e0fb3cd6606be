"""`studykit data forget`: delete what was typed, a deck's history, or everything."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from studykit.cli.asking import agreed
from studykit.cli.clock import utc_now
from studykit.cli.context import Invocation, invocation
from studykit.cli.data_backup import summary
from studykit.cli.display import count, say_text
from studykit.cli.hub_opening import forget_in_hubs
from studykit.errors import NotFoundError, StoreError, UnavailableError, UsageError
from studykit.names import nearest

ELSEWHERE = (
    "Exports, other devices and their files in a folder you share keep their copies; delete those by hand."
)
PLANS = "Plans you wrote while practising stay. "


def command(
    context: typer.Context,
    answers: Annotated[
        bool, typer.Option("--answers", help="What was typed; verdicts and dates stay.")
    ] = False,
    deck: Annotated[
        str | None, typer.Option("--deck", metavar="DECK", help="The history of one deck.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All work of this profile, its backups too.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    only_here: Annotated[
        bool, typer.Option("--only-here", help="Not in a school's hub that you sync with.")
    ] = False,
) -> None:
    """Delete for good what you name, in the backups and a school's hub too; it cannot be undone."""
    from studykit import upkeep

    if [answers, deck is not None, everything].count(True) != 1:
        raise UsageError("Say what to forget: --answers, --deck DECK or --all, one of them.")
    here = invocation(context)
    if everything:
        _forget_all(here, yes=yes, only_here=only_here)
        return
    collection = here.collection
    resumed = collection.store.is_forgetting()
    rows = upkeep.rows_of_deck(collection, deck) if deck is not None else []
    if deck is not None and not rows and not resumed:
        _say_unknown(here, deck)
    _refuse_copies(here)
    what = f"the whole history of {deck}: {summary(rows)}" if deck else "what was typed in every answer"
    plans = "" if deck else PLANS
    say_text(f"This deletes {what}, and every older backup, which holds it too. {plans}{ELSEWHERE}")
    if not agreed("Delete it for good?", yes=yes):
        return
    if deck is not None:
        ids = [row.id for row in rows]
        cards = {card for row in rows if (card := getattr(row, "card", None)) is not None}
        forget_in_hubs(here, lambda hub: hub.forget(ids, cards), only_here=only_here)
        upkeep.forget(collection, deck)
    else:
        forget_in_hubs(here, lambda hub: hub.forget_answers(), only_here=only_here)
        collection.store.forget_answers()
    finish(here)
    say_text("Deleted.")


def _say_unknown(here: Invocation, deck: str) -> NoReturn:
    """Say that a deck has no history, and where it went if it moved."""
    collection = here.collection
    moved = {
        now.partition("/")[0] for was, now in collection.present_ids.items() if was.startswith(f"{deck}/")
    }
    if moved - {deck}:
        raise NotFoundError(
            f"The history of `{deck}` belongs to `{'` and `'.join(sorted(moved))}` now, because its cards "
            "were renamed; name that deck."
        )
    known = {str(card).partition("/")[0] for card in collection.states}
    names = f" There is one of {', '.join(sorted(known))}." if known else ""
    raise NotFoundError(f"There is no history of a deck `{deck}`{nearest(deck, known)}{names}")


def _refuse_copies(here: Invocation) -> None:
    """Refuse while a conflicted copy lies there: it would be deleted too, with what it alone has."""
    from studykit.store.examination import copies

    store = here.collection.store
    unread = next(copies(store.path, store.rows()), None)
    if unread is not None and unread.path is not None:
        raise UnavailableError(
            f"Beside the store lies {unread.path.name}, which may hold what is to be forgotten and has other "
            "work too: take it in (`studykit data doctor`) or move it away first. Nothing was changed."
        )


def finish(here: Invocation) -> None:
    """Put one backup of what is left in the place of all those that hold what was forgotten."""
    from studykit.store.backup import Backups
    from studykit.store.places import erase_copies

    store = here.collection.store
    store.sweep()
    kept = erase_copies(store.path)
    if kept:
        raise StoreError(
            f"It is deleted from your work, but {kept[0]}, which holds it too, could not be "
            f"({count(len(kept), 'file')} in all): make it writable and give the command again, or delete it "
            "by hand."
        )
    store.forgotten()
    Backups(store.path).make("forget", utc_now())
    _leave_out_of_own_file(here)


def _leave_out_of_own_file(here: Invocation) -> None:
    """Take what was forgotten out of the file that this device writes for others."""
    from studykit.store.facts import SYNC_FOLDER
    from studykit.store.folder_sync import own_name, read_folder, write_own

    store = here.collection.store
    noted = store.noted(SYNC_FOLDER)
    if noted is None:
        return
    folder = Path(noted)
    if not folder.is_dir():
        say_text(f"{folder} is not there now; the next `studykit data sync` takes it out of the file there.")
    elif (folder / own_name(store.device)).exists():
        write_own(folder, store.device, store.rows(), read_folder(folder), store.erased())


def _empty(store: Path) -> None:
    """Delete every row before the file: a quiz that is open has the file still, and would rescue them."""
    from studykit.derivation import derived
    from studykit.store.store import Store

    with suppress(StoreError), closing(Store.open(store)) as opened:
        opened.forget(list(opened.rows()), derived)


def _deleted(file: Path) -> bool:
    """Delete a file and say whether it is gone, as far as its folder can be looked into."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return file.parent.is_dir()


def _forget_all(here: Invocation, *, yes: bool, only_here: bool) -> None:
    from studykit.store.folder_sync import own_name
    from studykit.store.places import erase
    from studykit.store.repair import Own

    folder = here.folders.store.parent
    if not folder.exists():
        raise NotFoundError(f"There is nothing to forget: {folder} does not exist.")
    say_text(
        f"This deletes everything kept in {folder}: answers, settings, exams, backups, the plans you wrote. "
        f"Decks stay. {ELSEWHERE}"
    )
    if not agreed("Delete it for good?", yes=yes):
        return
    forget_in_hubs(here, lambda hub: hub.forget_everything(), only_here=only_here)
    here.close()
    _empty(here.folders.store)
    own = Own.of(here.folders.store)
    shared = Path(own.sync_folder, own_name(own.device)) if own.sync_folder and own.device else None
    kept = erase(here.folders.store)
    if shared is not None and not _deleted(shared):
        say_text(f"{shared} could not be deleted; delete it by hand.")
    if kept:
        raise StoreError(
            f"{kept[0]} could not be deleted; make it and its folder writable and give the command again, or "
            f"delete what is left there by hand ({count(len(kept), 'file')}). The rest is deleted."
        )
    say_text("Deleted.")
