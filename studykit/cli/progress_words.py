"""Progress in words and numbers, for plain terminals, pipes and screen readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studykit.cli.display import Style
from studykit.progress import wording
from studykit.progress.curve import Curve
from studykit.progress.figures import Figures
from studykit.progress.habit import DAYS, Habit
from studykit.progress.readiness import Readiness
from studykit.progress.tallies import Mastery

LABEL = 12
"""Columns of the names that stand before values."""

MOST_WEEKS = 8
"""Weeks of days studied that are told in words."""


def words(found: Figures, style: Style) -> str:
    """Give all figures in words."""
    lines = [
        style.text(wording.headline(found)),
        style.text(f"{wording.streak(found)}. Days off and pauses do not break a streak."),
        "",
        style.text(wording.recall(found)),
    ]
    if found.met:
        lines += [
            style.text(f"{wording.known(found)}."),
            "",
            *_curve(found.curve, style),
        ]
    if found.themes:  # cards need have none
        lines += ["", *_mastery("Themes", found.themes, wording.drill_of_theme, style)]
    lines += [
        "",
        *_mastery("Decks", found.decks, wording.drill_of_deck, style),
        "",
        *_days(found.habit, style),
        "",
        *_facts(found, style),
    ]
    if found.readiness is not None:
        lines += ["", *_essays(found.readiness, style)]
    return "\n".join(lines)


def _curve(curve: Curve, style: Style) -> list[str]:
    """Give the recall of each day that the curve has."""
    reviews = f"by {wording.some(curve.reviews, 'review')}"
    lines = [style.text(f"{wording.curve(curve)} ({reviews})")]
    lines += [
        style.field(wording.short_day(point.day), f"{point.recall:.0%}", LABEL) for point in curve.past[:-1]
    ]
    lines += [style.field("today", wording.share(point), LABEL) for point in curve.past[-1:]]
    if curve.ahead:
        lines += [
            "",
            style.text("The same if you keep the plan; in brackets where four in five would end up"),
        ]
        lines += [
            style.field(wording.short_day(point.day), wording.share(point), LABEL) for point in curve.ahead
        ]
    return lines


def _mastery(
    title: str, found: Sequence[Mastery], drill: Callable[[Mastery], str], style: Style
) -> list[str]:
    """Give how well parts are known, the weakest first."""
    lines = [style.text(f"{title}, the weakest first, each with what drills it")]
    for each in found:
        counts = f"{each.known} known, {each.shaky} shaky, {each.unseen} unseen"
        lines.append(style.text(f"{each.name}: {counts}; `{drill(each)}`", first="  - ", indent=4))
    return lines


def _days(habit: Habit, style: Style) -> list[str]:
    """Give the answers of the last weeks, Monday to Sunday."""
    lines = [style.text("Answers a day, Monday to Sunday; off: a day meant to be free")]
    shown = habit.days[-DAYS * MOST_WEEKS - len(habit.days) % DAYS :]
    for start in range(0, len(shown), DAYS):
        week = shown[start : start + DAYS]
        told = ", ".join(day.told for day in week)
        lines.append(style.field(wording.short_day(week[0].day), told, LABEL))
    return lines


def _facts(found: Figures, style: Style) -> list[str]:
    """Give what is one line each."""
    lines = [style.field("True recall", wording.true_recall(found.calibration), LABEL)]
    for group in found.groups:
        foretold = f"{group.low:.0%} to {group.high:.0%}"
        told = f"{group.came:.0%} came in {wording.some(group.reviews, 'review')}"
        lines.append(style.field("", f"foretold {foretold}: {told}", LABEL))
    lines.append(style.field("Seconds", wording.tempo(found.tempos), LABEL))
    lines += [
        style.field("Often wrong" if not place else "", f"{wording.trouble(each)}. {each.ask}", LABEL)
        for place, each in enumerate(found.worst[:3])
    ] or [style.field("Often wrong", "none", LABEL)]
    lines += [style.field("Practised", wording.practice(each), LABEL) for each in found.practised]
    lines.append(style.field("Leeches", wording.advice(found.leeches), LABEL))
    lines += [style.field("", f"{each.card} ({each.lapses} times)", LABEL) for each in found.leeches[:3]]
    return lines


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
