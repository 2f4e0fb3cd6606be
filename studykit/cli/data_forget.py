"""`studykit data forget`: delete what was typed, a deck's history, or everything."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit.cli.asking import agreed
from studykit.cli.clock import utc_now
from studykit.cli.context import Invocation, Yes, invocation
from studykit.cli.data_backup import summary
from studykit.cli.display import count, say_text, tell_text
from studykit.cli.hub_forgetting import forgetting_in_hubs, is_in_hubs, unforgotten
from studykit.errors import NotFoundError, StoreError, UnavailableError, UsageError
from studykit.files import left_behind
from studykit.names import nearest, some_of
from studykit.reviews import LogRow, Move
from studykit.school.hub import Hub
from studykit.school.unforgotten import Unforgotten
from studykit.store.backup import Backups
from studykit.store.examination import copies
from studykit.store.facts import REBUILT, WAS_DEVICE
from studykit.store.folder_sync import files_of, leave_out, own_name, own_rows
from studykit.store.places import erase, erase_copies
from studykit.store.store import Store
from studykit.study import upkeep
from studykit.study.states import derived

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studykit.cards import CardId

ELSEWHERE = (
    "Exports and backups that you put into a file of your own keep their copies; delete those by hand. So "
    "do your other devices, and write them into a folder you share whenever they sync: give the command on "
    "each."
)
PLANS = "Plans you wrote while practising stay, and remarks on flagged cards. "


def command(
    context: Context,
    answers: Annotated[bool, Option("--answers", help="What was typed; verdicts and dates stay.")] = False,
    deck: Annotated[str | None, Option(metavar="DECK", help="The history of one deck.")] = None,
    everything: Annotated[bool, Option("--all", help="All work of this profile, its backups too.")] = False,
    yes: Yes = False,
    only_here: Annotated[
        bool, Option("--only-here", help="Not in a school's hub that you sync with.")
    ] = False,
) -> None:
    """Delete for good what you name, in the backups and a school's hub too; it cannot be undone."""
    if [answers, deck is not None, everything].count(True) != 1:
        raise UsageError("Say what to forget: --answers, --deck DECK or --all, one of them.")
    here = invocation(context)
    if everything:
        _forget_all(here, yes=yes, only_here=only_here)
        return
    store = here.collection.store
    _refuse_damaged(store)
    what, away, rows = "what was typed in every answer", [], []
    if deck is not None:
        away = _away(store)
        rows = upkeep.rows_of_deck(here.collection, deck, away)
        if not (rows or store.is_forgetting() or unforgotten(here)):
            _check_known(here, deck, only_here=only_here)
        what = (
            f"the whole history of {deck}: {summary(rows)}" if rows else f"what is left of {deck} elsewhere"
        )
    _refuse_copies(here)
    _warn_rebuilt(here)
    plans = "" if deck else PLANS
    say_text(f"This deletes {what}, and every older backup, which holds it too. {plans}{ELSEWHERE}")
    if deck is not None and rows and (moved := _moved(here, deck)):
        say_text(f"What belongs to {moved} now, because cards were renamed, stays; name that deck as well.")
    if not agreed("Delete it for good?", yes=yes):
        return

    def forgotten(hub: Hub) -> Unforgotten:
        return Unforgotten(answers=True) if deck is None else _of_deck(here, hub, deck, rows)

    with forgetting_in_hubs(here, forgotten, only_here=only_here) as facts:
        if deck is None:
            store.forget_answers(facts)
        else:
            upkeep.forget(here.collection, deck, away, facts)
    finish(here)
    say_text("Deleted.")


def _away(store: Store) -> list[LogRow]:
    """Give the rows that a restore took away and that this device's files in shared folders have still."""
    present = set(store.ids())
    rows = (row for folder in store.shared() for row in own_rows(folder, store.device))
    return [row for row in rows if row.id not in present]


def _of_deck(here: Invocation, hub: Hub, deck: str, rows: Sequence[LogRow]) -> Unforgotten:
    """Give what a hub has to forget of a deck: some rows of this store, and those that it alone has."""
    # A move may be to another deck's card, whose progress stays.
    named = (getattr(row, "card", None) for row in rows if not isinstance(row, Move))
    there = _only_there(here, hub, deck)
    return Unforgotten(
        frozenset([*(row.id for row in rows), *(row_id for row_id, _ in there)]),
        frozenset([*filter(None, named), *(card for _, card in there)]),
    )


def _only_there(here: Invocation, hub: Hub, deck: str) -> list[tuple[str, CardId]]:
    """Give a deck's rows that a hub has and this store has not, by their ids, each with its cards."""
    present, is_of_it = set(here.collection.store.ids()), upkeep.of_deck(here.collection, deck)
    return [(row_id, card) for row_id, card in hub.cards() if is_of_it(card) and row_id not in present]


def _moved(here: Invocation, deck: str) -> str:
    """Name the decks that some of a deck's history belongs to now; nothing if all of it is its own."""
    moved = here.collection.present_ids.items()
    decks = {now.partition("/")[0] for was, now in moved if was.startswith(f"{deck}/")} - {deck}
    return f"`{'` and `'.join(sorted(decks))}`" if decks else ""


def _check_known(here: Invocation, deck: str, *, only_here: bool) -> None:
    """Refuse a deck without history, here or in a hub; say where it went if it moved."""
    if not only_here and is_in_hubs(here, lambda hub: bool(_only_there(here, hub, deck))):
        return
    if moved := _moved(here, deck):
        raise NotFoundError(
            f"The history of `{deck}` belongs to {moved} now, because its cards were renamed; name that deck."
        )
    known = {str(card).partition("/")[0] for card in here.collection.states}
    names = f" There is one of {', '.join(sorted(known))}." if known else ""
    raise NotFoundError(f"There is no history of a deck `{deck}`{nearest(deck, known)}{names}")


def _warn_rebuilt(here: Invocation) -> None:
    """Say that a store made of a backup may not know of a folder or hub, which then keeps what it has."""
    with suppress(StoreError):
        if here.folders.store.exists() and here.collection.store.noted(REBUILT):
            tell_text(
                "Your work was put together again from a backup, which may not know every folder or hub that "
                "you shared it with: sync with each of them first, or what they have stays there."
            )


def _refuse_damaged(store: Store) -> None:
    """Refuse a damaged store: the backups, which are deleted too, may have what cannot be read of it."""
    if found := store.damage():
        raise StoreError(
            f"{store.path} is damaged ({found[0].strip()}), so nothing was deleted; `studykit data doctor "
            "--fix` saves it, then give the command again."
        )


def _refuse_copies(here: Invocation) -> None:
    """Refuse while a conflicted copy lies there: it would be deleted too, with what it alone has."""
    store = here.collection.store
    unread = next(copies(store.path, {row.id for row in store.rows()}), None)
    if unread is not None and unread.path is not None:
        raise UnavailableError(
            f"Beside the store lies {unread.path.name}, which may hold what is to be forgotten and has other "
            "work too: take it in (`studykit data doctor`) or move it away first. Nothing was changed."
        )


def finish(here: Invocation) -> None:
    """Put one backup of what is left in the place of all those that hold what was forgotten."""
    store = here.collection.store
    kept, others = erase_copies(store.path)  # first: on a full disk they are in the way of the rest
    try:
        store.sweep()
    except StoreError as error:
        raise StoreError(
            "It is deleted from your work and the backups are gone, but the file may hold traces of it still "
            f"({error}) Give the command again then."
        ) from error
    if kept:
        raise StoreError(
            f"It is deleted from your work, but {kept[0]}, which holds it too, could not be "
            f"({count(len(kept), 'file')} in all): make it writable and give the command again, or delete it "
            "by hand."
        )
    _leave_out_of_own_files(here)
    store.forgotten()
    Backups(store.path).make("forget", utc_now())
    _name_others(others)


def _name_others(others: Sequence[Path]) -> None:
    """Say what lies among what was deleted and is not ours to delete, for it may hold the same."""
    if not others:
        return
    tell_text(
        f"Left where it lies, for it may be somebody else's: {some_of([*map(str, others)])}. If it holds "
        "what you wanted gone, delete it by hand."
    )


def _leave_out_of_own_files(here: Invocation) -> None:
    """Take what was forgotten out of the files that this device wrote for others, in whatever folder."""
    store = here.collection.store
    for folder in store.shared():
        if not folder.is_dir():
            say_text(
                f"{folder} is not there now; the next `studykit data sync` with it takes it out of the file "
                "there."
            )
            continue
        try:
            copies = leave_out(folder, store)
        except UnavailableError as error:
            tell_text(f"{error} It may be in there still.")
        else:
            _name_beside(store, folder, copies)


def _name_beside(store: Store, folder: Path, copies: Iterable[Path]) -> None:
    """Name copies of this device's file, and files of its earlier names: another may write them still."""
    for each in copies:
        tell_text(f"{each} is a copy of this device's file and may hold it still; delete it by hand.")
    for file in (file for device in sorted(store.marked(WAS_DEVICE)) for file in files_of(folder, device)):
        tell_text(
            f"{file} was written under an earlier name of this device and may hold it still; if no other "
            "device writes to it, delete it by hand."
        )


def _empty(store: Path, facts: Mapping[str, str]) -> list[Path]:
    """Delete this device's files in shared folders, then every row before the store's own file.

    The store alone knows the folders, and a quiz that is open has the file still, and would rescue its rows.
    The facts are kept with that. Gives the files in shared folders; what else there may hold the same is
    named while its names are known.
    """
    own: list[Path] = []
    try:
        with closing(Store.open(store)) as opened:
            own = [folder / own_name(opened.device) for folder in opened.shared()]
            _delete(own)
            for file in own:
                copies = (copy for copy in files_of(file.parent, opened.device) if copy != file)
                _name_beside(opened, file.parent, copies)
            opened.forget(list(opened.rows()), derived, facts)
    except StoreError:
        if not own:
            tell_text("Files that this device wrote in shared folders, if any, stay; delete them by hand.")
    return own


def _delete(files: Iterable[Path]) -> list[Path]:
    """Delete files and what is left of them half written; give those that stay or may stay."""
    stay = []
    for file in files:
        try:
            for each in (file, *left_behind(file)):
                each.unlink(missing_ok=True)
        except OSError:
            stay.append(file)
        else:
            stay += [] if file.parent.is_dir() else [file]
    return stay


def _forget_all(here: Invocation, *, yes: bool, only_here: bool) -> None:
    from studykit.cli.remind import end

    folder = here.folders.store.parent
    if not folder.exists():
        raise NotFoundError(f"There is nothing to forget: {folder} does not exist.")
    say_text(
        f"This deletes everything studykit keeps in {folder}: answers, settings, exams, backups, the plans "
        f"you wrote. A daily reminder ends, decks stay. {ELSEWHERE}"
    )
    if folder.is_symlink():
        say_text(f"It is a link to {folder.resolve()}: what is not studykit's there by its name stays.")
    _warn_rebuilt(here)
    if not agreed("Delete it for good?", yes=yes):
        return
    with forgetting_in_hubs(here, Unforgotten.everything, only_here=only_here) as facts:
        here.close()
        own = _empty(here.folders.store, facts)
    end(here)  # it names the profile, too
    kept, others = erase(here.folders.store)
    for file in _delete(own):  # once more: a sync that was running may have written it again
        say_text(f"{file} could not be deleted; delete it by hand.")
    _name_others(others)
    if kept:
        raise StoreError(
            f"{kept[0]} could not be deleted; make it and its folder writable and give the command again, or "
            f"delete what is left there by hand ({count(len(kept), 'file')}). The rest is deleted."
        )
    say_text("Deleted.")
