"""`studykit data forget`: delete what was typed, a deck's history, or everything."""

from __future__ import annotations

from typing import Annotated

import typer

from studykit.cli.asking import agreed
from studykit.cli.clock import utc_now
from studykit.cli.context import Invocation, invocation
from studykit.cli.data_backup import summary
from studykit.cli.display import count, say
from studykit.errors import NotFoundError, StoreError, UsageError
from studykit.names import nearest

ELSEWHERE = "Exports, sync folders and other devices keep their copies; delete those by hand."


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
) -> None:
    """Delete for good what you name, in the backups too; it cannot be undone."""
    if [answers, deck is not None, everything].count(True) != 1:
        raise UsageError("Say what to forget: --answers, --deck DECK or --all, one of them.")
    here = invocation(context)
    if everything:
        _forget_all(here, yes=yes)
        return
    collection = here.collection
    rows = collection.rows_of_deck(deck) if deck is not None else []
    if deck is not None and not rows:
        known = {str(card).partition("/")[0] for card in collection.states}
        raise NotFoundError(f"There is no history of a deck `{deck}`{nearest(deck, known)}")
    what = f"the whole history of {deck}: {summary(rows)}" if deck else "what was typed in every answer"
    say(f"This deletes {what}, and every older backup, which holds it too. {ELSEWHERE}")
    if not agreed("Delete it for good?", yes=yes):
        return
    if deck is not None:
        collection.forget(deck)
    else:
        collection.store.forget_answers()
    _replace_backups(here)
    say("Deleted.")


def _replace_backups(here: Invocation) -> None:
    """Put one backup of what is left in the place of all those that hold what was forgotten."""
    from studykit.store.backup import Backups
    from studykit.store.repair import erase_copies

    kept = erase_copies(here.folders.store)
    Backups(here.folders.store).make("forget", utc_now())
    if kept:
        raise StoreError(
            f"It is deleted, but {kept[0]} could not be; delete {count(len(kept), 'file')} by hand."
        )


def _forget_all(here: Invocation, *, yes: bool) -> None:
    from studykit.store.repair import erase

    folder = here.folders.store.parent
    if not folder.exists():
        raise NotFoundError(f"There is nothing to forget: {folder} does not exist.")
    say(
        f"This deletes everything kept in {folder}: answers, settings, exams, backups. "
        f"Decks stay. {ELSEWHERE}"
    )
    if not agreed("Delete it for good?", yes=yes):
        return
    kept = erase(here.folders.store)
    if kept:
        raise StoreError(f"{kept[0]} could not be deleted; delete {count(len(kept), 'file')} by hand.")
    say("Deleted.")
