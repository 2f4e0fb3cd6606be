"""`studykit` and `studykit today`: what today and tomorrow hold, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from typer import Context, Option

from studykit.cli import day_screens
from studykit.cli.context import AsJson, CaseOption, Invocation, invocation
from studykit.cli.display import calendar_day, count, say, say_json, say_text
from studykit.cli.quiz import listings, name_left_out
from studykit.cli.started import program
from studykit.study.agenda import agenda, assignments, tomorrow
from studykit.study.missed_cards import not_known

if TYPE_CHECKING:
    from studykit.decks.library import Listing
    from studykit.exams import Exam
    from studykit.planning.forecast import Expected
    from studykit.reviews import CardState
    from studykit.study.agenda import Agenda
    from studykit.study.collection import Collection
    from studykit.study.preparation import Prepared


def command(
    context: Context,
    case: CaseOption = None,
    as_json: AsJson = False,
    brief: Annotated[bool, Option("--brief", help="One line, for a login script.")] = False,
) -> None:
    """Show what today holds, how long it takes, and what to type next."""
    here = invocation(context)
    here.study(case)
    if brief and not as_json:
        say_text(brief_line(here))
    else:
        show(here, as_json=as_json)


def brief_line(here: Invocation) -> str:
    """Say what today holds in one line: the work, the days to the exam, what to type."""
    today = here.today()
    now = agenda(here.collection, listings(here, (), None), today)
    if now.is_exam_day:
        return "Today is the exam. Good luck!"
    left = "" if now.exam is None else f" {count((now.exam.day - today).days, 'day')} to the exam."
    if now.questions:
        return f"{day_screens.work(now)}: `studykit quiz`.{left}"
    return f"{'A day off.' if now.is_off else 'Done for today.'}{left}"


def show(here: Invocation, *, as_json: bool) -> None:
    """Show today's work."""
    collection = here.collection
    cards = listings(here, (), None)
    today = here.today()
    assigned = assignments(collection, cards, today)
    if as_json:
        essays = _essays(here, today)
        more = {
            "exams": [_exam_json(*prospect) for prospect in _prospects(here, today)],
            "assigned": assigned,
            "essays": dict(zip(("causes", "causes_ready", "weakest"), essays, strict=True))
            if essays
            else None,
        }
        say_json({**figures(collection, cards, today), **more})
        return
    name_left_out(here)
    exams = collection.coming_exams(today)
    past = collection.settings.past_exam(today)
    if past is not None:
        _say_goodbye(here, past, today)
    for exam in exams:
        about = f" in {exam.case}" if exam.case else ""
        days = (exam.day - today).days
        left = f"{count(days, 'day')} to the exam{about}" if days else f"Today is the exam{about}"
        _say_strong(here, f"{left}, {calendar_day(exam.day, today)}")
    if not exams and past is None:
        _say_strong(here, calendar_day(today, today))
    now = agenda(collection, cards, today)
    _say_work(here, now)
    for each in assigned:
        say(day_screens.assigned(each, today, here.style))
    for prospect in _prospects(here, today):
        _say_recall(here, *prospect, named=len(exams) > 1)
    if essays := _essays(here, today):
        causes, ready, weakest = essays
        say()
        here.say(
            f"Essays: enough dated facts for {ready} of {count(causes, 'cause')}. "
            f"`studykit quiz --factor {weakest}` drills the weakest."
        )
    say()
    _say_commands(here, now, bool(exams))


def figures(collection: Collection, cards: list[Listing], today: date) -> dict[str, object]:
    """Give the figures of today and tomorrow, as the quiz will keep to them."""
    states = collection.states
    now = agenda(collection, cards, today)
    following = tomorrow(collection, cards, today)
    met = collection.met
    asked = [card for card in cards if card.id not in states or not states[card.id].suspended]
    new = sum(card not in met for card in now.questions)
    return {
        "day": today,
        "study_day": not now.is_off,
        "questions": len(now.questions),
        "minutes": now.minutes,
        "due": len(now.questions) - new,
        "new": new,
        "done": sum(_answered(states.get(card.id), today) for card in cards),
        "cards": len(asked),
        "met": sum(card.id in met for card in asked),
        "tomorrow": {
            "day": following.day,
            "study_day": not following.is_off,
            "questions": len(following.questions),
            "minutes": following.minutes,
        },
        "next_command": f"{program()} quiz" if now.questions else None,
    }


def _answered(state: CardState | None, today: date) -> bool:
    return state is not None and state.memory is not None and state.memory.last_day == today


def _prospects(here: Invocation, today: date) -> Iterator[tuple[Prepared, Expected, float]]:
    """Give each exam to come, the recall to expect with no more study, and its change within a week."""
    from studykit.study.preparation import prepare
    from studykit.study.prospect import recall_and_change

    for exam in here.collection.coming_exams(today):
        prepared = prepare(here.collection, exam, today)
        yield prepared, *recall_and_change(here.collection, prepared)


def _exam_json(prepared: Prepared, now: Expected, change: float) -> dict[str, object]:
    exam, cards, met = prepared.exam, len(prepared.cards), prepared.met
    return {
        "day": exam.day,
        "case": exam.case,
        "days_left": (exam.day - prepared.today).days,
        "minutes": exam.minutes,
        "minutes_left": round(prepared.left / 60, 1),
        "cards": cards,
        "met": met,
        "recall": round(now.mean, 4),
        "recall_of_met": round(now.mean * cards / met, 4) if met else None,
        "recall_low": round(now.low, 4),
        "recall_high": round(now.high, 4),
        "change": round(change, 4),
    }


def _say_strong(here: Invocation, text: str) -> None:
    say(here.style.heading(text) + "\n")


def _say_goodbye(here: Invocation, exam: Exam, today: date) -> None:
    """Say goodbye to an exam that is over, and ask what comes next."""
    cards = here.collection.listings()
    met = sum(card.id in here.collection.met for card in cards)
    when = "yesterday" if (today - exam.day).days == 1 else f"on {calendar_day(exam.day, today)}"
    _say_strong(here, f"The exam was {when}. Well done for getting there.")
    here.say(
        f"You met {met} of {count(len(cards), 'card')} on the way. What next? `studykit exam set DATE` "
        "plans for another exam; `studykit exam clear` lets this one go, and cards come back as you are "
        "about to forget them."
    )
    say()


def _say_work(here: Invocation, now: Agenda) -> None:
    """Say what today holds and what tomorrow does."""
    coming = day_screens.coming(here.collection, now)
    if now.is_exam_day:
        look = f"A short last look, if you like: {day_screens.work(now)}." if now.questions else ""
        here.say(f"{look} {coming}".strip())
        return
    if now.questions:
        here.say(f"Today: {day_screens.work(now)}.")
    else:
        here.say("A day off: nothing is planned." if now.is_off else "Done for today. Well done.")
    here.say(coming)


def _say_recall(here: Invocation, prepared: Prepared, now: Expected, change: float, *, named: bool) -> None:
    """Say what would be recalled on exam day, how that has changed, and what a break did.

    Of several exams each is `named`.
    """
    from studykit.study.preparation import days_missed

    if prepared.is_exam_day:
        return
    say()
    cards, met = len(prepared.cards), prepared.met
    of_met = now.mean * cards / max(1, met)
    which = f"The exam on {calendar_day(prepared.exam.day, prepared.today)}: " if named else ""
    here.say(which + day_screens.recall_sentence(met, cards, of_met, now.mean, 100 * change))
    missed = days_missed(prepared)
    if missed:
        here.say(
            f"You missed {count(missed, 'day')}. The plan starts from what is true today: the most "
            "useful cards come first, and what does not fit waits for a day when it does."
        )


def _essays(here: Invocation, today: date) -> tuple[int, int, str] | None:
    """Give how many causes there are, on how many she could write a paragraph, and the weakest.

    None before any card was met, where no case is studied, and where no plan has facts for a cause.
    """
    collection = here.collection
    if not collection.studied or not any(state.memory for state in collection.states.values()):
        return None
    from studykit.cli.essay_material import material
    from studykit.progress.figures import causes_today

    causes = causes_today(collection, material(here), today)
    return (len(causes), sum(each.makes_paragraph for each in causes), causes[0].factor) if causes else None


def _say_commands(here: Invocation, now: Agenda, planned: bool) -> None:
    """Name what can be typed next."""
    cards, states = here.collection.listings(), here.collection.states
    begun = any(_answered(states.get(card.id), now.day) for card in cards)
    rows = [
        ("quiz", "go on" if begun else "begin")
        if now.questions
        else ("quiz --more", "study more all the same")
    ]
    if not now.questions and not_known(here.collection, cards)[1]:
        rows.append(("quiz --missed", "what you last got wrong"))
    if not planned:
        rows.append(("exam set DATE", "plan each day for your exam"))
    elif not now.is_exam_day:
        rows.append(("calendar", "the weeks to the exam"))
    if now.questions:
        rows.append(("quiz --help", "other ways to practise"))
    width = max(len(f"{program()} {name}") for name, _ in rows) + 2
    for name, what in rows:
        say(here.style.field(f"{program()} {name}", what, width))
