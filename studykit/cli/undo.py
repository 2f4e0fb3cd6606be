"""`studykit undo`: take back the last answer or fresh beginning, also after the session has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit import settings
from studykit.cli.asking import agreed
from studykit.cli.clock import milliseconds
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import say_text, tell_text
from studykit.errors import NotFoundError
from studykit.memory.schedule import voided
from studykit.reviews import Move, Reset, Review, Setting, Suspend
from studykit.study import answering

if TYPE_CHECKING:
    from studykit.study.collection import Collection


def command(
    context: Context,
    yes: Annotated[bool, Option("--yes", help="Do not ask when something else was done since.")] = False,
) -> None:
    """Take back the last answer, or that a card began afresh; again and again, what came before."""
    here = invocation(context)
    last, since = _last(here.collection)
    if last is None:
        also = f" {_said(since)}" if since is not None else ""
        raise NotFoundError(f"There is no answer to take back.{also}")
    named = _named(here, last)
    if since is not None:
        tell_text(f"{_said(since)} Before that came {named}.")
        if not agreed("Take that back?", yes=yes):
            return
    answering.undo(here.collection, last, at=milliseconds())
    say_text(f"Taken back: {named}.")


def _last(collection: Collection) -> tuple[Review | Reset | None, Setting | Move | Suspend | None]:
    """Give the last answer or fresh beginning here that still counts, and what else was done since."""
    store = collection.store
    since: Setting | Move | Suspend | None = None
    for row in store.own_rows():
        if isinstance(row, Setting):
            since = since or row
        elif isinstance(row, Review | Reset | Move | Suspend) and row.id not in voided(
            store.rows_about(row.card)
        ):
            if isinstance(row, Review | Reset):
                return row, since
            if isinstance(row, Move) or (row.suspended and store.state(row.card).suspended):
                since = since or row
    return None, since


def _named(here: Invocation, row: Review | Reset) -> str:
    try:
        asked = here.library.card(here.collection.present_ids.get(row.card, row.card)).ask
    except NotFoundError:
        asked = row.card
    did = f"{row.answer!r} to" if isinstance(row, Review) else "the fresh beginning of"
    return f"{did} “{asked}”"


def _said(row: Setting | Move | Suspend) -> str:
    """Say what was done last that is no answer, and how to change it."""
    is_cleared = isinstance(row, Setting) and row.value is None
    match row:
        case Move():
            what = f"give {row.card} the history of {row.was}" if row.keep else f"begin {row.card} afresh"
            how = f"deck orphans --take-back {row.card}"
        case Suspend():
            what, how = f"take {row.card} out of the quiz", f"card {row.card} resume"
        case Setting(name=settings.PARAMETERS):
            what, how = ("go back to the usual parameters", "tune") if is_cleared else ("tune", "tune --undo")
        case Setting() if row.name.partition("/")[0] == settings.EXAM:
            what, how = ("clear an exam", "exam set") if is_cleared else ("set an exam", "exam")
        case _:
            what, how = f"change the setting {row.name}", f"config set {row.name} VALUE"
    return f"What was done last was to {what}, which `studykit {how}` changes; undo does not."
