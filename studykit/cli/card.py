"""`studykit card`: one card with its history, and what can be done with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from studykit.cli import card_screen, completing
from studykit.cli.asking import agreed
from studykit.cli.clock import milliseconds
from studykit.cli.context import AsJson, Invocation, invocation
from studykit.cli.display import calendar_day, count, say, say_json, say_text
from studykit.errors import NotFoundError, UsageError
from studykit.memory.queue import recall
from studykit.memory.schedule import standing_reviews
from studykit.names import nearest
from studykit.study import answering

if TYPE_CHECKING:
    from studykit.cards import Card
    from studykit.reviews import Amend, Review
    from studykit.study.collection import Collection

ACTIONS = ("suspend", "resume", "reset", "unflag")


def command(
    context: Context,
    card: Annotated[str, Argument(metavar="CARD", help="As deck/id.", autocompletion=completing.cards)],
    action: Annotated[
        str | None, Argument(metavar="[suspend|resume|reset|unflag]", help="What to do with it.")
    ] = None,
    yes: Annotated[bool, Option("--yes", help="Do not ask before a reset.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a card with its history: what was typed, the verdicts, when it comes back."""
    here = invocation(context)
    found = _found(here, card)
    if action is None:
        _show(here, found, as_json=as_json)
        return
    if action not in ACTIONS:
        raise UsageError(f"{action!r} cannot be done with a card; {', '.join(ACTIONS)} can.")
    _do(here, found, action, yes=yes)


def _found(here: Invocation, name: str) -> Card:
    """Give a card by its name, or by the one card whose name ends so.

    Raises:
        NotFoundError: when there is none, or more than one; it offers the nearest.
    """
    known = [card.id for card in here.library.listings]
    ends = [each for each in known if each.partition("/")[2] == name]
    matches = [each for each in known if each == name] or ends
    if len(matches) == 1:
        return here.library.card(matches[0])
    if matches:
        raise NotFoundError(
            f"More than one card is called `{name}`: {', '.join(matches)}; name its deck too."
        )
    near = nearest(name, known) if "/" in name else f"; `studykit find {name}` looks for cards."
    raise NotFoundError(f"There is no card `{name}`{near}")


def _do(here: Invocation, card: Card, action: str, *, yes: bool) -> None:
    collection = here.collection
    suspended = collection.store.state(card.id).suspended
    at = milliseconds()
    match action:
        case "suspend":
            if not suspended:
                answering.suspend(collection, card.id, True, at=at)
            say_text(f"{card.id} is out of the quiz; `studykit card {card.id} resume` puts it back.")
        case "resume":
            if suspended:
                answering.suspend(collection, card.id, False, at=at)
            say_text(f"{card.id} is in the quiz.")
        case "unflag":
            answering.flag(collection, card.id, None, at=at)
            say_text(f"{card.id} has no flag.")
        case _:
            question = f"Let {card.id} begin afresh, as if you had never met it? Its answers stay in the log."
            if agreed(question, yes=yes):
                answering.begin_afresh(collection, card.id, at=at)
                say_text(f"{card.id} begins afresh; `studykit undo` takes that back.")


def _show(here: Invocation, card: Card, *, as_json: bool) -> None:
    collection, today = here.collection, here.today()
    state = collection.store.state(card.id)
    answers = standing_reviews(collection.rows_about(card.id))
    chance = recall(state, today, collection.scheduling.parameters)
    flag = answering.flags(collection).get(card.id)
    if as_json:
        memory = state.memory
        say_json(
            {
                **card_screen.row_of(card, None),
                "suspended": state.suspended,
                "flag": flag,
                "due": state.due,
                "recall": None if chance is None else round(chance, 4),
                "stability": None if memory is None else round(memory.stability, 2),
                "difficulty": None if memory is None else round(memory.difficulty, 2),
                "reviews": state.reviews,
                "lapses": state.lapses,
                "history": [_answer_row(review, amend) for review, amend in answers],
            }
        )
        return
    say(card_screen.shown(card, here.library.sources(card.deck), here.style).rstrip())
    say(here.style.field("Memory", _memory(collection, card, chance, today)))
    if flag is not None:
        say(here.style.field("Flag", flag or "without a remark"))
    if state.suspended:
        say(here.style.field("Quiz", f"suspended; `studykit card {card.id} resume` puts it back"))
    for line in here.style.fields("Answers", (_said(*each, today) for each in answers)):
        say(line)


def _memory(collection: Collection, card: Card, chance: float | None, today: date) -> str:
    """Say what is remembered of a card, and when it comes back."""
    state = collection.store.state(card.id)
    if chance is None or state.memory is None:
        return "not met yet"
    lasting = f"you would recall it today with {chance:.0%}"
    if chance >= 0.9:
        days = round(state.memory.stability)
        until = f"about {count(days, 'day')}" if days else "some hours"
        lasting = f"in {until} you would recall it with 90%"
    due = ""
    if state.due is not None and not collection.coming_exams(today):
        due = "; it is due" if state.due <= today else f"; it is due {calendar_day(state.due, today)}"
    lapses = f", forgotten {count(state.lapses, 'time')}" if state.lapses else ""
    return f"{count(state.reviews, 'answer')}{lapses}; {lasting}{due}"


def _said(review: Review, amend: Amend | None, today: date) -> str:
    """Say one answer: its day, what was typed, and what it was taken for."""
    row = _answer_row(review, amend)
    ruled = " (you said so)" if row["overruled"] else ""
    counted = f", {row['rating']}" if review.counts else ", did not count"
    typed = " / ".join(review.answer.split("\n"))
    return f"{calendar_day(review.study_day, today)}: {row['verdict']}{ruled}{counted}: {typed}"


def _answer_row(review: Review, amend: Amend | None) -> dict[str, object]:
    return {
        "study_day": review.study_day,
        "answer": review.answer,
        "verdict": ((amend.verdict if amend else None) or review.verdict).value,
        "overruled": bool(amend and amend.verdict),
        "rating": (amend.rating if amend else review.rating).label,
        "counts": review.counts,
        "hinted": review.hinted,
    }
