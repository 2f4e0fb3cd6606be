"""`studykit quiz`: the daily session at the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.context import Invocation, invocation
from studykit.cli.display import count, day_name, say, tell
from studykit.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from studykit.cards import CardId
    from studykit.collection import Collection
    from studykit.decks.library import Listing

NAMED_AT_MOST = 5


def command(
    context: typer.Context,
    decks: Annotated[
        list[str] | None, typer.Argument(metavar="[DECK]...", help="Decks; all if none.")
    ] = None,
    minutes: Annotated[int | None, typer.Option(min=1, help="Stop after about so many minutes.")] = None,
    cards: Annotated[int | None, typer.Option(min=1, help="Ask at most so many questions.")] = None,
    new: Annotated[int | None, typer.Option(min=0, help="New cards a day (default: 10).")] = None,
    theme: Annotated[str | None, typer.Option(help="Only cards of this theme.")] = None,
    weak: Annotated[bool, typer.Option("--weak", help="The cards you know least, due or not.")] = False,
    cram: Annotated[
        bool, typer.Option("--cram", help="Every card; without an exam set, the schedule stays as it is.")
    ] = False,
    case: Annotated[str | None, typer.Option(metavar="CASE", help="Only the decks of this case.")] = None,
) -> None:
    """Ask what is due today, and a few new cards."""
    from studykit.cli import deck_history, terminal
    from studykit.cli.sitting import Sitting
    from studykit.memory.session import Session
    from studykit.missed import with_missed_first

    if not terminal.is_interactive():
        raise UsageError("A quiz needs a person at a terminal; run `studykit quiz` in one, without a pipe.")
    if weak and cram:
        raise UsageError("--weak and --cram are two different sittings; choose one of them.")
    here = invocation(context)
    here.study(case)
    collection = here.collection
    deck_history.settle(collection, here.style, ask=True)
    chosen = listings(here, decks or (), theme)
    today = here.today()
    exams = bool(collection.settings.coming_exams(today))
    time_limit = None if minutes is None else minutes * 60.0
    if exams and new is None and not (weak or cram):
        waiting, planned = planned_queue(collection, chosen, today)
        time_limit = planned if time_limit is None else time_limit
    else:
        waiting = _queue(collection, chosen, today, new=new, weak=weak, cram=cram)
    if not (weak or cram):
        waiting = with_missed_first(collection, waiting, chosen, today)
    if not waiting:
        say(nothing_to_ask(collection, chosen, today, weak=weak))
        return
    name_left_out(here)
    retry = collection.settings.retry
    session = Session(waiting, retry=not exams if retry is None else retry, limit=cards)
    terminal.prepare()
    # With an exam every answer counts: what is crammed is known better on its day.
    sitting = Sitting(collection, session, today, here.style, counts=exams or not cram, kinds=chosen)
    sitting.run(time_limit)
    say(sitting.summary(chosen))


def planned_queue(
    collection: Collection, chosen: list[Listing], today: date
) -> tuple[tuple[CardId, ...], float | None]:
    """Give what the plan asks for today among the chosen cards, and the seconds of today's time left.

    No seconds are given when nothing but plain due cards is left to ask.
    """
    from studykit.preparation import queue_for_exams

    waiting, seconds = queue_for_exams(collection, chosen, today)
    return waiting, seconds or None


def listings(here: Invocation, decks: Sequence[str], theme: str | None) -> list[Listing]:
    """Give the cards to choose from.

    Raises:
        NotFoundError: when there are no decks at all, or not one of that name or theme.
    """
    collection = here.collection
    if not here.library.decks:
        folders = ", ".join(str(folder) for folder in here.folders.decks)
        raise NotFoundError(
            f"There are no decks in {folders}; put .yaml decks there, or name a folder by --decks."
        )
    chosen = collection.listings(decks, theme)
    if not chosen:
        raise NotFoundError(f"There are no cards to ask in {' or '.join(decks) or 'these decks'}.")
    return chosen


def _queue(
    collection: Collection, chosen: list[Listing], today: date, *, new: int | None, weak: bool, cram: bool
) -> tuple[CardId, ...]:
    from studykit.memory import queue

    if cram:
        return queue.everything(chosen, collection.states, today)
    if weak:
        return queue.weakest(chosen, collection.states, today)
    return collection.daily(chosen, today, new)


def nothing_to_ask(collection: Collection, chosen: list[Listing], today: date, *, weak: bool) -> str:
    """Say why there is nothing to ask now, and what can be done instead."""
    states = collection.states
    if weak:
        return (
            "You have not met any of these cards yet, so none is weak. `studykit quiz` begins with new ones."
        )
    coming = sorted(
        state.due for card in chosen if (state := states.get(card.id)) is not None and state.due is not None
    )
    back = [due for due in coming if due > today]
    when = f" The next card is due {day_name(back[0], today)}." if back else ""
    return (
        f"Done for today: nothing is due.{when}\n`studykit quiz --new 20` adds new cards; --weak practises."
    )


def name_left_out(here: Invocation) -> None:
    """Name the cards that an error keeps out of the quiz."""
    left_out = sorted(here.library.left_out)
    if left_out:
        names = ", ".join(left_out[:NAMED_AT_MOST]) + (" and others" if len(left_out) > NAMED_AT_MOST else "")
        verb = "has an error and is" if len(left_out) == 1 else "have errors and are"
        cards = count(len(left_out), "card")
        tell(f"{cards} {verb} left out ({names}); `studykit deck check` shows what to mend.")
