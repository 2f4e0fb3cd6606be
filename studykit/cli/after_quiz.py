"""What follows a sitting: what it came to, a second look at what was missed, and when to come back."""

from __future__ import annotations

from studykit.cli import day_screens, terminal
from studykit.cli.asking import goes_on
from studykit.cli.clock import milliseconds
from studykit.cli.context import Invocation
from studykit.cli.display import about_minutes, calendar_day, count, say
from studykit.cli.sitting import Sitting
from studykit.errors import UsageError
from studykit.exams import DEFAULT_MINUTES, Exam, read_exam_day
from studykit.memory.session import Session
from studykit.study.agenda import agenda, known_today, of_cards
from studykit.study.missed_cards import not_known

EXAM_ASKED = "exam-asked"
"""The fact that the date of the exam was asked for once."""


def close(here: Invocation, sitting: Sitting, *, daily: bool) -> None:
    """Say how a sitting went and what comes next; `daily` is a sitting of the day's own work."""
    say(day_screens.summary(sitting.session, here.library, here.style))
    left = agenda(here.collection, here.collection.listings(), here.today())
    over = daily and left.exam is not None and not left.questions and bool(sitting.session.answered)
    if over:
        _say_over(here, sitting)
        if not sitting.ended:
            _once_more(here, sitting)
    _say_ahead(here)


def _say_over(here: Invocation, sitting: Sitting) -> None:
    """Say that the day's minutes are over, and what was gained."""
    collection, today = here.collection, here.today()
    exam = collection.coming_exams(today)[0]
    wrong = frozenset(not_known(collection, here.collection.listings())[1])
    known, met = known_today(collection, here.collection.listings(), wrong, today)
    done = "That was your last look." if exam.day == today else "That was today's work."
    left = len(sitting.session.left)
    can_wait = f" {count(left, 'question')} not asked can wait." if left else ""
    say()
    say(sitting.style.line(f"{done}{can_wait} {day_screens.gained(known, met)}".strip()))


def _once_more(here: Invocation, sitting: Sitting) -> None:
    """Offer the cards missed today once more; while an exam is set that moves no schedule."""
    collection, today = here.collection, here.today()
    newest, cards = not_known(collection, here.collection.listings())
    if not cards or newest != today:
        return
    again = of_cards(collection, here.collection.listings(), today, cards)
    offer = (
        f"Look at the {len(cards)} you missed once more ({about_minutes(again.seconds)}): Enter; q ends."
        if len(cards) > 1
        else "Look at the one you missed once more: Enter; q ends."
    )
    with terminal.orderly():
        try:
            if not goes_on(sitting.style.line(offer)):
                return
        except KeyboardInterrupt:
            return
    repeat = Sitting(
        collection, Session(cards), today, here.style, counts=False, kinds=here.collection.listings()
    )
    repeat.run()
    say(day_screens.summary(repeat.session, here.library, here.style))


def _say_ahead(here: Invocation) -> None:
    """Say what is left of today, or when to come back; and what else can be done."""
    collection, style = here.collection, here.style
    now = agenda(collection, collection.listings(), here.today())
    say()
    if now.questions:
        say(style.line(f"Still for today: {day_screens.work(now)}; `studykit quiz` goes on."))
    say(style.line(day_screens.coming(collection, now)))
    if not now.questions:
        missed = not_known(collection, collection.listings())[1]
        repeat = "; `studykit quiz --missed` repeats what was wrong" if missed else ""
        say(style.line(f"`studykit quiz --more` goes on{repeat}."))


def ask_for_exam(here: Invocation, sitting: Sitting) -> None:
    """Ask when the exam is: once, after the first ordinary sitting, and not who broke it off."""
    collection, today, style = here.collection, here.today(), here.style
    if not sitting.session.answered or sitting.broken_off:
        return
    if collection.settings.exams or collection.store.noted(EXAM_ASKED):
        return
    collection.store.note(EXAM_ASKED, today.isoformat())
    say()
    say(style.line("When is your exam? Each day is then planned for it. (7 feb, in 8 weeks; Enter: not now)"))
    while True:
        try:
            text = terminal.read_line(f"{style.edge}> ").strip()
        except (EOFError, KeyboardInterrupt):
            say()
            return
        if not text or text.lower() in ("q", "n", "no", "not now", "/quit"):
            say(style.line("`studykit exam set DATE` sets it at any time."))
            return
        try:
            day = read_exam_day(text, today, month_first=here.month_first)
            break
        except UsageError as error:
            say(style.line(f"{error} Enter: not now."))
    collection.set_exam(Exam(day, DEFAULT_MINUTES, today), at=milliseconds())
    say(
        style.line(
            f"Set: {calendar_day(day, today)}, {DEFAULT_MINUTES} minutes a day. `studykit exam set` changes "
            "it, `studykit calendar` shows the way there."
        )
    )
