"""`studykit exam`: the day everything is planned for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from typer import Argument, Context, Option

from studykit.cards import Period
from studykit.cli.clock import milliseconds
from studykit.cli.commands import group
from studykit.cli.context import AsJson, CaseOption, Invocation, invocation
from studykit.cli.display import calendar_day, count, say, say_json, say_text
from studykit.days import WEEKDAYS, read_days_off, read_period, united
from studykit.errors import NotFoundError, UsageError
from studykit.exams import DEFAULT_MINUTES, Exam, check_minutes, read_exam_day
from studykit.names import nearest

app = group("The day everything is planned for; alone, what is set.", alone=True)


@app.callback(invoke_without_command=True)
def alone(context: Context) -> None:
    """Show what is set, unless a command is named."""
    if context.invoked_subcommand is None:
        show(context)


@app.command("set")
def set_exam(
    context: Context,
    day: Annotated[
        list[str], Argument(metavar="DATE", help="7 feb, 7 May 2027, 7/2/27, next friday, in 8 weeks")
    ],
    minutes: Annotated[int | None, Option(help="Minutes a day (default: 10).")] = None,
    days_off: Annotated[
        list[str] | None, Option(help="sun; 25 dec; 24 dec to 1 jan. May be repeated.")
    ] = None,
    guide: Annotated[str | None, Option(help="The subject guide: 2017 or 2028.")] = None,
    case: CaseOption = None,
    leave: Annotated[list[str] | None, Option(metavar="THEME", help="A theme not to plan for.")] = None,
) -> None:
    """Set the day of the exam, the minutes a day, and the days off."""
    here = invocation(context)
    collection = here.collection
    today = here.today()
    before = _in_force(here, case) or Exam(today, DEFAULT_MINUTES, set_on=today)
    weekdays, periods = read_days_off(days_off or (), today, month_first=here.month_first)
    exam = Exam(
        day=read_exam_day(" ".join(day), today, month_first=here.month_first),
        minutes=check_minutes(before.minutes if minutes is None else minutes),
        # The plan goes on where it was begun when only its day or its minutes change.
        set_on=before.set_on if before.day > today else today,
        case=case,
        # Weekly days off and pauses are set apart from each other: naming one leaves the other as it was.
        weekdays_off=weekdays or before.weekdays_off,
        periods_off=periods or before.periods_off,
        leave=tuple(leave or before.leave),
    )
    _refuse_unknown(here, case, leave or ())
    if guide is not None:
        collection.set("guide", guide, at=milliseconds())
    collection.set_exam(exam, at=milliseconds())
    say(_sentence(here, exam))
    say_text("`studykit calendar` shows the way there; `studykit quiz` begins today's part of it.")


@app.command()
def pause(
    context: Context,
    days: Annotated[
        list[str] | None, Argument(metavar="DAYS", help="20 dec to 2 jan; or one day: 25 dec")
    ] = None,
    end: Annotated[
        bool, Option("--end", help="Study again: end the pause that runs, or else drop the next one.")
    ] = False,
    case: CaseOption = None,
) -> None:
    """Plan no study from one day to another, both of them free; weekly days off stay."""
    here = invocation(context)
    collection, today = here.collection, here.today()
    exam = _in_force(here, case)
    if exam is None or exam.day < today:
        raise NotFoundError("No exam is set whose study could pause; `studykit exam set DATE` sets one.")
    if end == bool(days):
        raise UsageError("Say which days: `studykit exam pause 20 dec to 2 jan`; or --end to study again.")
    if end:
        exam = _without_next_pause(exam, today)
    else:
        period = read_period(" ".join(days or ()), today, month_first=here.month_first)
        if period.start >= exam.day:
            raise UsageError(
                f"{calendar_day(period.start, today)} is not before the exam on "
                f"{calendar_day(exam.day, today)}; nothing was changed."
            )
        exam = replace(exam, periods_off=united((*exam.periods_off, period)))
    collection.set_exam(exam, at=milliseconds())
    say(_sentence(here, exam))


def _without_next_pause(exam: Exam, today: date) -> Exam:
    """End the pause that runs today or, when none does, drop the next one; the others stay.

    Raises:
        NotFoundError: when there is neither.
    """
    ahead = sorted(off for off in exam.periods_off if off.end >= today)
    if not ahead:
        raise NotFoundError("No pause is running or to come; nothing was changed.")
    ended, *later = ahead
    kept = [off for off in exam.periods_off if off is not ended]
    if ended.start < today:
        yesterday = today - timedelta(days=1)
        kept.append(Period.parse(f"{ended.start.isoformat()}/{yesterday.isoformat()}"))
    what = "The pause is over:" if ended.start <= today else "Taken back, before it began:"
    say_text(f"{what} {_stretch(ended, today)}.")
    if later:
        left = "; ".join(_stretch(off, today) for off in later)
        say_text(f"Still to come: {left}. `studykit exam pause --end` again takes the next of them back.")
    return replace(exam, periods_off=tuple(sorted(kept)))


@app.command()
def show(context: Context, as_json: AsJson = False) -> None:
    """Show what is set, and what changes it."""
    here = invocation(context)
    settings = here.collection.settings
    if as_json:
        say_json(
            [
                {
                    "day": exam.day,
                    "days_left": (exam.day - here.today()).days,
                    "minutes": exam.minutes,
                    "case": exam.case,
                    "weekdays_off": list(exam.weekdays_off),
                    "periods_off": [off.text for off in exam.periods_off],
                    "leave": list(exam.leave),
                    "guide": settings.guide,
                }
                for exam in settings.exams
            ]
        )
        return
    if not settings.exams:
        say_text("No exam is set; `studykit exam set DATE` sets one.")
        return
    for exam in settings.exams:
        say(_sentence(here, exam))
    say_text("`studykit exam --help` names what changes it: set, pause, clear.")


@app.command()
def clear(context: Context, case: CaseOption = None) -> None:
    """Forget the exam; cards follow plain due days again."""
    here = invocation(context)
    exam = _in_force(here, case)
    others = [each.case for each in here.collection.settings.exams if each != exam]
    clearing = ", ".join(f"`studykit exam clear{f' --case {name}' if name else ''}`" for name in others)
    if exam is None:
        which = f"for the case `{case}`" if case else "for all cases"
        told = f"No exam is set {which}; {clearing} clears what is." if others else "No exam is set."
        raise NotFoundError(told)
    here.collection.clear_exam(exam, at=milliseconds())
    follow = f"what else is set stays ({clearing})" if others else "cards follow plain due days again"
    say_text(f"Cleared; {follow}. Your reviews are all there.")


def _in_force(here: Invocation, case: str | None) -> Exam | None:
    return next((exam for exam in here.collection.settings.exams if exam.case == case), None)


def _refuse_unknown(here: Invocation, case: str | None, themes: Sequence[str]) -> None:
    if case is not None:
        here.check_case(case)
    known = {theme for card in here.library.listings for theme in card.themes}
    for theme in themes:
        if theme not in known:
            raise NotFoundError(
                f"No card has the theme `{theme}`{nearest(theme, known)} Themes: {', '.join(sorted(known))}."
            )


def _sentence(here: Invocation, exam: Exam) -> str:
    """Say an exam in one line or two."""
    today = here.today()
    about = f" of {exam.case}" if exam.case else ""
    left = (exam.day - today).days
    when = f"{count(left, 'day')} left" if left > 0 else "today" if left == 0 else "over"
    off = [WEEKDAYS[number].capitalize() for number in exam.weekdays_off] + [
        _stretch(period, today) for period in exam.periods_off if period.end >= today
    ]
    free = f", off: {', '.join(off)}" if off else ""
    leaving = f", leaving out: {', '.join(exam.leave)}" if exam.leave else ""
    asleep = ""
    if left >= 0 and exam not in here.collection.coming_exams(today):
        known = any(case.slug == exam.case for case in here.library.case_summaries)
        why = "is put away (`studykit config set cases`)" if known else "is in no deck here"
        asleep = f" The case {exam.case} {why}, so nothing is planned for it."
    day, minutes = calendar_day(exam.day, today), count(exam.minutes, "minute")
    guide = here.collection.settings.guide
    return here.style.text(
        f"Exam{about} on {day} ({when}), {minutes} a day{free}{leaving}. Subject guide of {guide}.{asleep}",
        indent=0,
    )


def _stretch(off: Period, today: date) -> str:
    """Say a pause: `20 December to 2 January 2027`."""
    first, last = (calendar_day(day, today).partition(" ")[2] for day in (off.start, off.end))
    return first if off.start == off.end else f"{first} to {last}"
