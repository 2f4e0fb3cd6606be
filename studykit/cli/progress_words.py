"""Progress in words and numbers, for plain terminals, pipes and screen readers."""

from __future__ import annotations

from collections.abc import Iterable

from studykit.cli.display import Style
from studykit.progress import wording
from studykit.progress.curve import Curve
from studykit.progress.figures import Figures
from studykit.progress.habit import DAYS, Habit
from studykit.progress.readiness import Readiness

LABEL = 12
"""Columns of the names that stand before values."""

MOST_WEEKS = 8
"""Weeks of days studied that are told in words."""


def words(found: Figures, style: Style) -> str:
    """Give all figures in words."""
    streak = f"{wording.streak(found)}. Days off and pauses do not break a streak."
    lines = [style.text(wording.headline(found)), style.text(streak), "", style.text(wording.recall(found))]
    if found.met:
        lines += [style.text(f"{wording.known(found)}."), "", *_curve(found.curve, style)]
    for title, parts in wording.mastery(found):
        if parts:  # cards need have no themes
            lines += ["", style.text(f"{title}, the weakest first, each with what drills it")]
        for each, drill in parts:
            counts = f"{each.known} known, {each.shaky} shaky, {each.unseen} unseen"
            lines.append(style.text(f"{each.name}: {counts}; `{drill}`", first="  - ", indent=4))
    lines += ["", *_days(found.habit, style), "", *_facts(found, style)]
    if found.readiness is not None:
        lines += ["", *_essays(found.readiness, style)]
    return "\n".join(lines)


def _curve(curve: Curve, style: Style) -> list[str]:
    """Give the recall of each day that the curve has."""
    reviews = f"by {wording.some(curve.reviews, 'review')}"
    told = [(wording.short_day(point.day), f"{point.recall:.0%}") for point in curve.past[:-1]]
    told += [("today", wording.share(point)) for point in curve.past[-1:]]
    lines = [style.text(f"{wording.curve(curve)} ({reviews})"), *_fields(told, style)]
    if curve.ahead:
        kept = style.text("The same if you keep the plan; in brackets where four in five would end up")
        shares = ((wording.short_day(point.day), wording.share(point)) for point in curve.ahead)
        lines += ["", kept, *_fields(shares, style)]
    return lines


def _fields(told: Iterable[tuple[str, str]], style: Style) -> list[str]:
    return [style.field(label, text, LABEL) for label, text in told]


def _days(habit: Habit, style: Style) -> list[str]:
    """Give the answers of the last weeks, Monday to Sunday."""
    shown = habit.days[-DAYS * MOST_WEEKS - len(habit.days) % DAYS :]
    weeks = (shown[start : start + DAYS] for start in range(0, len(shown), DAYS))
    told = ((wording.short_day(week[0].day), ", ".join(day.told for day in week)) for week in weeks)
    head = style.text("Answers a day, Monday to Sunday; off: a day meant to be free")
    return [head, *_fields(told, style)]


def _facts(found: Figures, style: Style) -> list[str]:
    """Give what is one line each."""
    groups = (
        f"foretold {group.low:.0%} to {group.high:.0%}: {group.came:.0%} came in "
        f"{wording.some(group.reviews, 'review')}"
        for group in found.groups
    )
    worst = [f"{wording.trouble(each)}. {each.ask}" for each in found.worst[:3]] or ["none"]
    leeches = (f"{each.card} ({each.lapses} times)" for each in found.leeches[:3])
    return [
        *style.fields("True recall", (wording.true_recall(found.calibration), *groups), LABEL),
        style.field("Seconds", wording.tempo(found.tempos), LABEL),
        *style.fields("Often wrong", worst, LABEL),
        *_fields((("Practised", wording.practice(each)) for each in found.practised), style),
        *style.fields("Leeches", (wording.advice(found.leeches), *leeches), LABEL),
    ]


def _essays(ready: Readiness, style: Style) -> list[str]:
    """Give what could be written of each cause."""
    lines = [
        style.text(f"You know enough for essays {wording.essays(ready)}."),
        style.text(wording.essays_explained(ready)),
    ]
    for cause in ready.causes:
        drill = f"; `{wording.drill_of_cause(cause)}`" if cause is ready.weakest else ""
        lines.append(style.text(f"{wording.cause(cause)}{drill}", first="  - ", indent=4))
    return lines
