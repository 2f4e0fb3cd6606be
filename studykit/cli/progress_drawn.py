"""Progress as a picture on a terminal: one screen of 80 by 24 that is looked at rather than read.

Nothing is told by colour alone: every shade is a letter of its own, and everybody can tell the two colours.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from textwrap import wrap

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from studykit.cli.display import Style
from studykit.cli.progress_words import LABEL
from studykit.cli.started import as_started
from studykit.progress import wording
from studykit.progress.curve import Curve, Point
from studykit.progress.figures import Figures
from studykit.progress.habit import DAYS, Habit
from studykit.progress.tallies import Mastery

EDGE = "  "
ROWS = 6
"""Lines of the curve above its axis."""

PARTS = " ▁▂▃▄▅▆▇█"
"""What fills a cell from below, by eighths."""

WORTH, LIKELY, BAND = "▒", "○", "░"
"""The way ahead: what is sure, what is expected, and the band it lies in."""

SHADES = "·░▒▓█"
"""A day without answers, then ever fuller ones."""

LETTERS = PARTS + WORTH + LIKELY + BAND + SHADES
"""All that is drawn with; a console that lacks one of these gets words."""

OFF = "-"
WIDE = 72
"""Columns from which two pictures stand side by side."""

FEWEST_COLUMNS = 36
"""Columns below which the pictures would break what stands in them by the letter."""

FEWEST_BARS, MOST_BARS = 3, 12
BESIDE_BARS = 26
"""Columns that figures and bars take on a narrow screen."""


KNOWN, SHAKY = "cyan", "yellow"


def drawn(found: Figures, style: Style) -> str:
    """Give the screen as text with colours; the bars take the lines that all else leaves them."""
    head = [style.heading(wording.headline(found)), style.text(wording.recall(found))]
    facts = [style.field(label, text, LABEL) for label, text in _facts(found)]
    if not found.met:
        return "\n".join([*head, "", *facts])
    pictures = _rendered(_side_by_side(found, style), style)
    used = sum(part.count("\n") + 1 for part in (*head, pictures, *facts)) + 3  # a gap, a heading, the prompt
    bars = min(max(style.height - used, FEWEST_BARS), MOST_BARS)
    return "\n".join([*head, pictures, "", _rendered(_bars(found, style, bars), style), *facts])


def _rendered(part: RenderableType, style: Style) -> str:
    """Render a picture within the measure of all screens."""
    out = io.StringIO()
    width = style.measure + len(EDGE)
    console = Console(
        file=out, width=width, force_terminal=True, color_system="standard", highlight=False, markup=False
    )
    console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


def _side_by_side(found: Figures, style: Style) -> RenderableType:
    """Put the curve and the map of days beside each other, or below where there is no room."""
    if style.measure < WIDE:
        stacked = Table.grid()
        stacked.add_row(_curve(found.curve, style.measure - 2))
        stacked.add_row(_days(found.habit, style.measure // 2 - 4))
        return stacked
    weeks = 12
    both = Table.grid(padding=(0, 3))
    both.add_row(_curve(found.curve, style.measure - 2 * weeks - 9), _days(found.habit, weeks))
    return both


def _curve(curve: Curve, width: int) -> Text:
    """Draw the curve: solid to today, shaded beyond it, with the band of what may come."""
    columns = max(8, width - 7)
    picture = Text()
    pillars = [_pillar(curve, place / (columns - 1)) for place in range(columns)]
    for row in reversed(range(ROWS)):
        label = {ROWS - 1: "100%", ROWS // 2 - 1: " 50%"}.get(row, "")
        picture.append(f"{EDGE}{label:>4} ")
        for colour, its in groupby(pillars, key=lambda pillar: pillar[1]):
            picture.append("".join(cells[row] for cells, _ in its), style=colour)
        picture.append("\n")
    return picture.append(_axis(curve, columns))


def _pillar(curve: Curve, share: float) -> tuple[str, str]:
    """Give the cells of one column from below, and their colour; `share` is its place from 0 to 1."""
    first, last = curve.past[0].day, (curve.ahead or curve.past)[-1].day
    day = first.toordinal() + share * (last - first).days
    if day <= curve.past[-1].day.toordinal():
        level = round(_at(curve.past, day).recall * ROWS * 8)
        return "".join(PARTS[min(8, max(0, level - 8 * row))] for row in range(ROWS)), KNOWN
    point = _at((curve.past[-1], *curve.ahead), day)
    return "".join(_cell(point, row) for row in range(ROWS)), ""


def _cell(point: Point, row: int) -> str:
    """Give one cell of what is to come: the expected recall, the band about it, or what is below both."""
    low, mean, high = (min(ROWS - 1, int(each * ROWS)) for each in (point.low, point.recall, point.high))
    if row == mean:
        return LIKELY
    return BAND if low <= row <= high else WORTH if row < low else " "


def _at(points: Sequence[Point], day: float) -> Point:
    """Give the point of a day (ordinal, with a fraction), on straight lines between those there are."""
    after = next((i for i, point in enumerate(points) if point.day.toordinal() >= day), len(points) - 1)
    one, two = points[max(0, after - 1)], points[after]
    span = (two.day - one.day).days
    part = (day - one.day.toordinal()) / span if span else 1.0
    mixed = [a + part * (b - a) for a, b in zip(one[1:], two[1:], strict=True)]
    return Point(two.day, *mixed)


def _axis(curve: Curve, columns: int) -> Text:
    """Name the first day, today and the last under the curve."""
    first, today, last = curve.past[0].day, curve.past[-1].day, (curve.ahead or curve.past)[-1].day
    line = wording.short_day(first) if first < last else ""
    named = [(columns - len(end := wording.short_day(last)), end)]
    if curve.ahead and first < today:
        place = round(columns * (today - first).days / (last - first).days)
        named.insert(0, (min(place, columns - 3) - 2, "today"))
    for start, name in named:
        if not line or start > len(line):  # what would touch the name before it is left out
            line = f"{line:<{start}}{name}"
    return Text(f"{EDGE}     {line}", style="dim")


def _days(habit: Habit, weeks: int) -> Text:
    """Draw the map of days: a row for each weekday, a column for each week, the fuller the darker."""
    picture = Text()
    monday = (len(habit.days) - 1) // DAYS * DAYS
    first = max(0, monday - DAYS * (weeks - 1))
    for weekday, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
        picture.append(f"{EDGE}{name:<4}", style="dim")
        for place in range(first + weekday, len(habit.days), DAYS):
            day = habit.days[place]
            level = habit.level(day)
            mark = OFF if day.is_off and not day.answers else SHADES[level]
            picture.append(f"{mark} ", style=KNOWN if level else "dim")
        picture.append("\n" if weekday < DAYS - 1 else "")
    return picture


def _bars(found: Figures, style: Style, rows: int) -> Table:
    """Draw how well the weakest themes and decks are known, each with what drills it."""
    narrow = style.measure < WIDE
    table = Table.grid(padding=(0, 1))
    head = ("know", "shaky", "new", "weakest") if narrow else ("known", "shaky", "unseen", "weakest first")
    drill_head = "quiz --more" if narrow else "type to drill"
    table.add_column(width=len(EDGE) - 1)
    for name in head[:3]:
        table.add_column(justify="right", no_wrap=True, min_width=len(name))
    table.add_column(no_wrap=True, min_width=len(head[3]))
    table.add_column(overflow="fold")
    table.add_row("", *(Text(each, style="dim") for each in head), Text(drill_head, style="dim"))
    decks = max(1, rows // 3)
    for (_, parts), number in zip(wording.mastery(found), (rows - decks, decks), strict=True):
        for each, drill in parts[:number]:
            said = as_started(f"`{drill}`").strip("`")
            if narrow:
                said = "\n".join(wrap(said.partition(" --more ")[2], style.measure - BESIDE_BARS))
            counts = (str(each.known), str(each.shaky), str(each.unseen))
            table.add_row("", *counts, _bar(each, 8 if narrow else 13), said)
    return table


def _bar(each: Mastery, width: int) -> Text:
    """Draw a bar of known, shaky and unseen cards."""
    known = round(width * each.known / max(1, each.cards))
    shaky = round(width * (each.known + each.shaky) / max(1, each.cards)) - known
    bar = Text("█" * known, style=KNOWN)
    bar.append("▒" * shaky, style=SHAKY)
    return bar.append("·" * (width - known - shaky), style="dim")


def _facts(found: Figures) -> list[tuple[str, str]]:
    """Give what is a line each, with its name."""
    facts = [("Streak", wording.streak(found))]
    if found.met:
        facts += [
            ("Cards", wording.known(found)),
            ("True recall", wording.true_recall(found.calibration)),
            ("Seconds", wording.tempo(found.tempos)),
            ("Often wrong", wording.trouble(found.worst[0]) if found.worst else "none"),
        ]
    if found.leeches:
        facts.append(("Leeches", wording.leeches(found.leeches)))
    facts += [("Practised", wording.practice(each)) for each in found.practised]
    if found.met and found.readiness is not None:
        facts.append(("Essays", wording.essays(found.readiness)))
        weakest = found.readiness.weakest
        if weakest is not None:
            facts.append(("Weakest", f"`{wording.drill_of_cause(weakest)}`"))
    return facts
