"""`studykit` and `studykit today`: what is due, how long it takes, what to type next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from studykit.cli.context import Invocation, invocation
from studykit.cli.display import about_minutes, calendar_day, count, day_name, say, say_json
from studykit.cli.quiz import listings, name_left_out, planned_queue

if TYPE_CHECKING:
    from studykit.cards import CardId
    from studykit.collection import Collection
    from studykit.decks.library import Listing
    from studykit.preparation import Prepared


def command(
    context: typer.Context,
    case: Annotated[str | None, typer.Option(metavar="CASE", help="Only the decks of this case.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show what is due today, how long it takes, and what to type next."""
    here = invocation(context)
    here.study(case)
    show(here, as_json=as_json)


def show(here: Invocation, *, as_json: bool) -> None:
    """Show today's work."""
    from studykit.missed import with_missed_first

    collection = here.collection
    cards = listings(here, (), None)
    today = here.today()
    exams = collection.settings.coming_exams(today)
    waiting, limit = (
        planned_queue(collection, cards, today) if exams else (collection.daily(cards, today), None)
    )
    waiting = with_missed_first(collection, waiting, cards, today)
    if as_json:
        say_json({**figures(collection, cards, waiting, today), "exams": _exams_json(here, today)})
        return
    name_left_out(here)
    if exams:
        _say_exams(here, today)
    else:
        say(here.style.strong(f"  {calendar_day(today, today)}"))
    say()
    _say_work(here, cards, waiting, limit, today)


def figures(
    collection: Collection, cards: list[Listing], waiting: tuple[CardId, ...], today: date
) -> dict[str, object]:
    """Give today's figures: cards due and new, minutes, cards met so far, and the next day with work."""
    states = collection.states
    new = sum(not _met(collection, card) for card in waiting)
    coming = collection.next_due(cards, today)
    return {
        "day": today.isoformat(),
        "due": len(waiting) - new,
        "new": new,
        "minutes": round(_seconds(collection, cards, waiting) / 60, 1),
        "done": sum(state.memory is not None and state.memory.last_day == today for state in states.values()),
        "cards": len(cards),
        "met": sum(_met(collection, card.id) for card in cards),
        "next_due": None if coming is None else {"day": coming[1].isoformat(), "cards": coming[0]},
        "next_command": "studykit quiz" if waiting else None,
    }


def _met(collection: Collection, card: CardId) -> bool:
    state = collection.states.get(card)
    return state is not None and state.memory is not None


def _seconds(collection: Collection, cards: list[Listing], waiting: tuple[CardId, ...]) -> float:
    kinds = {card.id: card.kind for card in cards}
    from studykit.pace import pace

    own = pace(collection)
    return sum(own[kinds[card]] for card in waiting)


def _exams_json(here: Invocation, today: date) -> list[dict[str, object]]:
    from studykit.preparation import prepare, recall_a_week_ago, recall_now

    collection = here.collection
    told: list[dict[str, object]] = []
    for exam in collection.settings.coming_exams(today):
        prepared = prepare(collection, exam, today)
        now = recall_now(collection, prepared)
        told.append(
            {
                "day": exam.day.isoformat(),
                "case": exam.case,
                "days_left": (exam.day - today).days,
                "minutes": exam.minutes,
                "minutes_left": round(prepared.left / 60, 1),
                "recall": round(now.mean, 4),
                "recall_low": round(now.low, 4),
                "recall_high": round(now.high, 4),
                "change": round(now.mean - recall_a_week_ago(collection, prepared).mean, 4),
            }
        )
    return told


def _say_exams(here: Invocation, today: date) -> None:
    from studykit.preparation import prepare

    for exam in here.collection.settings.coming_exams(today):
        left = count((exam.day - today).days, "day")
        about = f" in {exam.case}" if exam.case else ""
        say(here.style.strong(f"  {left} to the exam{about}, {calendar_day(exam.day, today)}"))
        say()
        _say_recall(here, prepare(here.collection, exam, today))


def _say_recall(here: Invocation, prepared: Prepared) -> None:
    """Say what would be recalled on exam day, how that has changed, and what a break did."""
    from studykit.preparation import days_missed, recall_a_week_ago, recall_now

    now = recall_now(here.collection, prepared)
    change = now.mean - recall_a_week_ago(here.collection, prepared).mean
    met = sum(memory.stability is not None for memory in prepared.memories)
    say(
        here.style.text(
            f"Of {count(len(prepared.cards), 'card')} you have met {met}, and would recall {now.mean:.0%} "
            f"on exam day if you stopped now ({100 * change:+.0f} points since last week)."
        )
    )
    missed = days_missed(prepared)
    if missed:
        say(
            here.style.text(
                f"You missed {count(missed, 'day')}. The plan starts from what is true today: the most "
                "useful cards come first, and what does not fit waits for a day when it does."
            )
        )


def _say_work(
    here: Invocation, cards: list[Listing], waiting: tuple[CardId, ...], limit: float | None, today: date
) -> None:
    collection, style = here.collection, here.style
    exams = collection.settings.coming_exams(today)
    if waiting:
        new = sum(not _met(collection, card) for card in waiting)
        seconds = _seconds(collection, cards, waiting)
        known = count(len(waiting) - new, "card")
        say(f"  {known} due, {new} new: {about_minutes(seconds if limit is None else min(seconds, limit))}.")
        say()
        say(style.field("studykit quiz", "begin", 22))
        if exams:
            say(style.field("studykit calendar", "the weeks to the exam", 22))
        say(style.field("studykit quiz --help", "other ways to practise", 22))
        return
    off = exams and all(exam.is_off(today) for exam in exams)
    say("  A day off: nothing is planned." if off else "  Done for today. Well done.")
    coming = collection.next_due(cards, today)
    if coming is not None and not exams:
        comes = "comes" if coming[0] == 1 else "come"
        say(style.text(f"{count(coming[0], 'card')} {comes} back {day_name(coming[1], today)}."))
    say()
    say(style.field("studykit quiz --new 20", "meet more new cards today", 24))
    say(style.field("studykit quiz --weak", "practise what you know least", 24))
