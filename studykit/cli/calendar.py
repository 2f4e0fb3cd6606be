"""`studykit calendar`: the weeks from today to the exam, and what they lead to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from typer import Context

from studykit.cli import day_screens
from studykit.cli.context import AsJson, CaseOption, Invocation, invocation
from studykit.cli.display import Style, calendar_day, count, day_name, say, say_json
from studykit.errors import NotFoundError
from studykit.study.agenda import agenda, assignments
from studykit.study.preparation import prepare
from studykit.study.prospect import outlook, proposed_to_leave

if TYPE_CHECKING:
    from studykit.planning.forecast import Expected, Forecast, Week
    from studykit.study.preparation import Prepared


def command(context: Context, case: CaseOption = None, as_json: AsJson = False) -> None:
    """Show the weeks to the exam: minutes, cards, and the recall to expect."""
    here = invocation(context)
    here.study(case)
    today = here.today()
    exams = [each for each in here.collection.coming_exams(today) if not case or each.case in (None, case)]
    if not exams:
        _without_exam(here, today, as_json=as_json)
        return
    told = []
    for exam in exams:
        prepared = prepare(here.collection, exam, today)
        forecast = outlook(here.collection, prepared)
        leave = proposed_to_leave(here.collection, prepared, forecast)
        if as_json:
            told.append(_as_json(prepared, forecast, leave))
        else:
            say(screen(here, prepared, forecast, leave))
    if as_json:
        say_json(told)


def _without_exam(here: Invocation, today: date, *, as_json: bool) -> None:
    """Show what is to be met by some day, when no exam is set.

    Raises:
        NotFoundError: when there is nothing of that kind either.
    """
    found = assignments(here.collection, here.collection.listings(), today)
    if not found:
        raise NotFoundError("No exam is set, or it is over; `studykit exam set DATE` sets one.")
    if as_json:
        say_json([])
        return
    for each in found:
        say(day_screens.assigned(each, today, here.style))
        days = max(1, (each.due - today).days + 1)
        pace = count(math.ceil((each.cards - each.met) / days), "new card")
        if each.due >= today:
            say(here.style.text(f"That is {pace} a day; the quiz sees to it.", indent=4))
    say()
    here.say("`studykit exam set DATE` plans each day up to an exam.")


_day = date.fromordinal


def _as_json(prepared: Prepared, forecast: Forecast, leave: list[str]) -> dict[str, object]:
    values = asdict(forecast)
    del values["met_on"]
    for name in ("intake_done", "sweep_from"):
        values[name] = values[name] and _day(values[name])
    for week in values["weeks"]:
        week["first_day"] = _day(week["first_day"])
        week["last_day"] = _day(week["last_day"])
    return {
        "exam": prepared.exam.day,
        "case": prepared.exam.case,
        "minutes": prepared.exam.minutes,
        **values,
        "leave": leave,
    }


def screen(here: Invocation, prepared: Prepared, forecast: Forecast, leave: list[str]) -> str:
    """Show the calendar of one exam."""
    exam, today, style = prepared.exam, prepared.today, here.style
    if prepared.is_exam_day:
        head = style.heading(f"Today is the exam, {calendar_day(exam.day, today)}")
        return "\n".join([head, "", _today(here, prepared, style)])
    lines = [
        style.heading(f"{count(forecast.days_left, 'day')} to the exam, {calendar_day(exam.day, today)}"),
        "",
        _today(here, prepared, style),
        "",
        *_weeks(forecast, style),
        "",
        *(style.field(label, text, 12) for label, text in _outlook(prepared, forecast)),
        *_assigned(here, prepared, forecast),
        *_too_little(prepared, forecast, leave, style),
        "",
        style.faint(style.text(CAVEAT)),
    ]
    return "\n".join(lines)


HARDLY = 0.005
"""A change of recall (0-1) that is within the noise of the simulation."""

CAVEAT = (
    "A simulation of your own cards and answers; in brackets, where four students in five would end up. "
    "It gets surer as you go."
)


def _recall(expected: Expected) -> str:
    return f"{expected.mean:.0%} ({expected.low:.0%} to {expected.high:.0%})"


def _today(here: Invocation, prepared: Prepared, style: Style) -> str:
    """Say what today and the next days hold, as every other screen does."""
    now = agenda(here.collection, here.collection.listings(), prepared.today)
    none = "Today is a day off." if now.is_off else "Today's work is done."
    work = f"Today: {day_screens.work(now)}." if now.questions else none
    after = day_screens.coming(here.collection, now)
    on_its_day = after if prepared.is_exam_day else work  # it may be the day of another exam
    said = on_its_day if now.is_exam_day else f"{work} {after}"
    return style.text(said.strip())


def _outlook(prepared: Prepared, forecast: Forecast) -> Iterator[tuple[str, str]]:
    """Say what the plan leads to, when it has met all cards, and what more or less time would change."""
    today, met = prepared.today, prepared.met
    yield "If kept", f"{_recall(forecast.if_kept)} of {forecast.cards} cards recalled on exam day"
    of_met = "none met yet"
    if met:
        which = f"{met} you have met" if met > 1 else "one you have met"
        of_met = f"{forecast.if_left.mean * forecast.cards / met:.0%} of the {which}"
    yield "If you stop", f"{_recall(forecast.if_left)} of all {forecast.cards}, {of_met}"
    if forecast.intake_done is not None:
        yield "All met", f"by {day_name(_day(forecast.intake_done), today)}"
    if forecast.sweep_from is not None:
        sweep = _day(forecast.sweep_from)
        yield "Final sweep", f"{'from' if sweep >= today else 'since'} {day_name(sweep, today)}"
    changes = (
        ("5 min more", forecast.more_minutes),
        ("5 min fewer", forecast.fewer_minutes),
        ("A week off", forecast.week_off),
    )
    for label, change in changes:
        if change is not None:
            points = round(100 * change)
            said = f"{points:+d} {'point' if abs(points) == 1 else 'points'} of recall"
            yield label, "hardly anything" if abs(change) < HARDLY else said


WIDE = 72
"""Columns of the table of weeks; a narrower terminal gets a line or two for each week."""


def _weeks(forecast: Forecast, style: Style) -> list[str]:
    if style.measure < WIDE - 2:
        return [_week_in_words(week, style) for week in forecast.weeks]
    head = style.faint(
        f"  {'week':<17}{'study days':>10}{'minutes a day':>16}{'cards a day':>14}{'new cards':>12}"
    )
    rows = [
        f"  {_days(week):<15}  {week.study_days:>10}"
        f"{week.minutes_a_day:>16.0f}{week.cards_a_day:>14.0f}{week.new:>12.0f}"
        for week in forecast.weeks
    ]
    return [head, *rows]


def _days(week: Week) -> str:
    first, last = (f"{day.day} {day:%b}" for day in (_day(week.first_day), _day(week.last_day)))
    return first if first == last else f"{first} - {last}"


def _week_in_words(week: Week, style: Style) -> str:
    work = f"{week.minutes_a_day:.0f} min and {week.cards_a_day:.0f} cards a day, {week.new:.0f} new"
    return style.text(
        f"{_days(week)}: {count(week.study_days, 'day')}, {work if week.study_days else 'free'}"
    )


def _assigned(here: Invocation, prepared: Prepared, forecast: Forecast) -> list[str]:
    """Say of each deck that is to be met by a day whether it will be, if the plan is kept."""
    met_on = {prepared.cards[place].id: _day(day) for place, day in forecast.met_on}
    lines = []
    for each in assignments(here.collection, prepared.cards, prepared.today):
        days = [day for card, day in met_on.items() if card.startswith(f"{each.deck}/")]
        over = each.due < prepared.today  # what is overdue is caught up with
        in_time = each.met + sum(over or day <= each.due for day in days)
        kept = (
            f"If kept, all by {calendar_day(max(days), prepared.today)}."
            if in_time == each.cards and days
            else f"At {count(prepared.exam.minutes, 'minute')} a day, {in_time} of {each.cards} will be."
        )
        lines.append(day_screens.assigned(each, prepared.today, here.style))
        lines.append(here.style.text(kept, indent=4))
    return ["", *lines] if lines else []


def _too_little(prepared: Prepared, forecast: Forecast, leave: list[str], style: Style) -> list[str]:
    """Say it when the time cannot meet every card, with what can be done."""
    if forecast.met >= forecast.cards:
        return []
    minutes = count(prepared.exam.minutes, "minute")
    enough = (
        f"{forecast.minutes_for_all} minutes meet all."
        if forecast.minutes_for_all is not None
        else "no day is long enough to meet all."
    )
    text = f"At {minutes} a day you will meet {forecast.met} of {forecast.cards} cards; {enough}"
    if leave:
        options = " ".join(f"--leave {theme}" for theme in leave)
        text += (
            f" Or leave out what is least begun: {', '.join(leave)} "
            f"(`studykit exam set {prepared.exam.day.isoformat()} {options}`)."
        )
    return ["", style.text(text)]
