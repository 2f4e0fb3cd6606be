"""Progress as one HTML file: no scripts, nothing loaded, prints on A4, light and dark.

Every picture is followed by the table it was drawn from, for whoever cannot see it or wants the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from studykit.html_page import html_page
from studykit.progress import wording
from studykit.progress.curve import Curve, Point
from studykit.progress.figures import Figures
from studykit.progress.habit import DAYS, Day, Habit
from studykit.progress.readiness import FACTS, Readiness
from studykit.progress.tallies import Mastery

STYLE = """\
:root { color-scheme: light dark; --ink: #1d1d1b; --paper: #fff; --soft: #5f5d58; --line: #d9d6cf;
  --known: #0b62a4; --shaky: #e69f00; --unseen: #ecebe7; --band: #c5dcef; --cell: 11, 98, 164; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --paper: #191918; --soft: #a5a199; --line: #3b3a37;
  --known: #6db3ea; --shaky: #f0b840; --unseen: #32312e; --band: #24455f; --cell: 109, 179, 234; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 48rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 Charter, "Iowan Old Style", "Palatino Linotype", Georgia, serif; }
h1 { margin: 0 0 .4rem; font-size: 1.6rem; line-height: 1.25; font-weight: 600; }
h2 { margin: 2.2rem 0 .6rem; padding-top: .8rem; border-top: 1px solid var(--line); font-size: 1.125rem; }
p { margin: .4rem 0; } .soft { color: var(--soft); font-size: .9rem; }
svg { display: block; width: 100%; height: auto; margin: .8rem 0; } svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
.line { fill: none; stroke: var(--known); stroke-width: 2.5; stroke-linejoin: round; } .ahead { stroke-dasharray: 2 5; stroke-linecap: round; }
.band { fill: var(--band); } .grid { stroke: var(--line); stroke-width: 1; } .dot { fill: var(--known); }
.known { fill: var(--known); } .shaky { fill: url(#hatch); } .unseen { fill: var(--unseen); }
.off { fill: none; stroke: var(--line); } .day { fill: var(--unseen); } .l1 { fill: rgba(var(--cell), .3); }
.l2 { fill: rgba(var(--cell), .5); } .l3 { fill: rgba(var(--cell), .75); } .l4 { fill: rgb(var(--cell)); }
table { width: 100%; margin: .6rem 0; border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; } td.n, th.n { text-align: right; } caption { text-align: left; color: var(--soft); font-size: .9rem; }
code { font: .85em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
details { margin: .4rem 0; } summary { color: var(--soft); font-size: .9rem; cursor: pointer; }
@page { size: A4; margin: 16mm 18mm; }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444; --line: #bbb; --known: #0b62a4;
  --shaky: #e69f00; --unseen: #ecebe7; --band: #c5dcef; --cell: 11, 98, 164; }
  body { max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; } svg, tr { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""

HATCH = (
    '<svg style="position:absolute;width:0;height:0" aria-hidden="true"><defs><pattern id="hatch" width="6" '
    'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" '
    'style="fill:var(--shaky)"/><rect width="2" height="6" style="fill:var(--paper)"/></pattern></defs></svg>'
)
"""What tells shaky from known where there is no colour."""

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 220, 44, 24
ROW = 22
"""Height of a bar with its gap."""


def page(found: Figures) -> str:
    """Give all figures as a page of HTML."""
    parts = [
        f"<h1>{escape(wording.headline(found))}</h1>",
        f"<p>{_said(wording.recall(found))}</p>",
        f'<p class="soft">As of {escape(wording.long_day(found.day, found.day))} {found.day.year}. '
        f"{_said(wording.streak(found))}; days off and pauses do not break a streak.</p>",
        HATCH,
    ]
    if found.met:
        parts += _curve(found.curve)
        for title, its in wording.mastery(found):
            parts += _mastery(title, its)
        parts += [*_days(found.habit), *_trust(found), *_troubles(found)]
    if found.readiness is not None:
        parts += _essays(found.readiness)
    parts += [f"<p>Practised: {_said(wording.practice(each))}.</p>" for each in found.practised]
    return html_page(wording.headline(found), STYLE, ("<main>", *parts, "</main>")).decode()


def _said(text: str) -> str:
    """Write a sentence; what stands between backticks is a command."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 1) -> str:
    """Write a table; all columns but the first and those after `numbers` more are numbers."""
    top = "".join(
        f'<th scope="col"{_right(place, numbers)}>{escape(cell)}</th>' for place, cell in enumerate(head)
    )
    body = "".join(
        f'<tr><th scope="row">{_said(row[0])}</th>'
        + "".join(f"<td{_right(place, numbers)}>{_said(cell)}</td>" for place, cell in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _right(place: int, numbers: int) -> str:
    return ' class="n"' if 0 < place <= numbers else ""


def _folded(title: str, table: str) -> str:
    """Put a long table behind its picture; it opens on a click, and a screen reader finds it."""
    return f"<details><summary>{escape(title)}</summary>{table}</details>"


def _svg(title: str, height: int, body: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{body}</svg>"
    )


def _curve(curve: Curve) -> list[str]:
    """Draw expected recall, past and to come, with its band."""
    points = (*curve.past, *curve.ahead)
    first, last = points[0].day, points[-1].day
    span = max(1, (last - first).days)

    def x(point: Point) -> float:
        return LEFT + (WIDTH - LEFT - 12) * (point.day - first).days / span

    def y(share: float) -> float:
        return 8 + (HEIGHT - BOTTOM - 8) * (1.0 - share)

    def path(those: Sequence[Point]) -> str:
        return " ".join(f"{x(point):.1f},{y(point.recall):.1f}" for point in those)

    way = (*curve.past[-1:], *curve.ahead) if curve.ahead else ()
    edge = [f"{x(point):.1f},{y(point.high):.1f}" for point in way]
    edge += [f"{x(point):.1f},{y(point.low):.1f}" for point in reversed(way)]
    grid = "".join(
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - 12}" y1="{y(share):.1f}" y2="{y(share):.1f}"/>'
        f'<text x="{LEFT - 8}" y="{y(share) + 4:.1f}" text-anchor="end">{share:.0%}</text>'
        for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    now = curve.past[-1]
    names = [(points[0], "start", wording.short_day(first)), (points[-1], "end", wording.short_day(last))]
    if curve.ahead and 0.12 < (now.day - first).days / span < 0.88:
        names.append((now, "middle", "today"))
    axis = "".join(
        f'<text x="{x(point):.1f}" y="{HEIGHT - 4}" text-anchor="{anchor}">{name}</text>'
        for point, anchor, name in names
    )
    body = (
        f"{grid}{axis}"
        f'<polygon class="band" points="{" ".join(edge)}"/>'
        f'<polyline class="line" points="{path(curve.past)}"/>'
        f'<polyline class="line ahead" points="{path(way)}"/>'
        f'<circle class="dot" cx="{x(now):.1f}" cy="{y(now.recall):.1f}" r="4"/>'
    )
    about = wording.curve(curve)
    rows = [
        (wording.short_day(point.day), f"{point.recall:.0%}", f"{point.low:.0%} to {point.high:.0%}", told)
        for those, told in ((curve.past, "past"), (curve.ahead, "if you go on"))
        for point in those
    ]
    table = _table(
        f"{about}; the band is where four students in five would be",
        ("Day", "Recall", "Band", ""),
        rows,
        numbers=2,
    )
    return [
        "<h2>Recall</h2>",
        f"<p>Of {wording.some(curve.cards, 'card')}, by {wording.some(curve.reviews, 'review')}. "
        f"{'Dotted: if you go on as planned, with the band for four students in five.' if way else ''}</p>",
        _svg(about, HEIGHT, body),
        _folded("The numbers", table),
    ]


def _mastery(title: str, found: Sequence[tuple[Mastery, str]]) -> list[str]:
    """Draw bars of known, shaky and unseen cards, the weakest first."""
    most = max((each.cards for each, _ in found), default=1) or 1
    bars = [
        (each.title, {"known": each.known, "shaky": each.shaky, "unseen": each.unseen}, each.known)
        for each, _ in found
    ]
    rows = [
        (each.title, *map(str, (each.known, each.shaky, each.unseen, each.reviews)), f"`{drill}`")
        for each, drill in found
    ]
    table = _table(
        "The weakest first", ("", "Known", "Shaky", "Unseen", "Reviews", "To drill"), rows, numbers=4
    )
    return [
        f"<h2>{title}</h2>",
        '<p class="soft">Full: you would know it today. Hatched: met, but shaky. Pale: not met yet.</p>',
        _bars(f"{title}: cards known, shaky and unseen", bars, 176, (WIDTH - 250) / most),
        table,
    ]


def _bars(
    title: str,
    bars: Sequence[tuple[str, Mapping[str, float], float]],
    left: int,
    scale: float,
    over: str = "",
) -> str:
    """Draw a bar a row: its name, its parts by their kinds, and what they come to; `over` lies over all."""
    most, drawn = (left - 15) // 7, []
    for place, (name, parts, known) in enumerate(bars):
        top, start = place * ROW, float(left)
        short = name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
        drawn.append(f'<text x="{left - 8}" y="{top + 14}" text-anchor="end">{escape(short)}</text>')
        for kind, number in parts.items():
            width = number * scale
            drawn.append(
                f'<rect class="{kind}" x="{start:.1f}" y="{top + 3}" width="{width:.1f}" height="14"/>'
            )
            start += width
        told = f"{known:.0f} of {sum(parts.values()):.0f}"
        drawn.append(f'<text x="{start + 6:.1f}" y="{top + 14}">{told}</text>')
    return _svg(title, max(1, len(bars)) * ROW, "".join((*drawn, over)))


def _days(habit: Habit) -> list[str]:
    """Draw the map of days, a column a week."""
    weeks = -(-len(habit.days) // DAYS)
    size = min(22.0, (WIDTH - LEFT) / weeks)
    cells = [
        f'<text x="{LEFT - 8}" y="{weekday * size + size * 0.7:.1f}" text-anchor="end">{name}</text>'
        for weekday, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun"))
    ]
    cells += [_cell(habit, day, place, size) for place, day in enumerate(habit.days)]
    months = [
        f'<text x="{LEFT + place // DAYS * size:.1f}" y="{DAYS * size + 14:.1f}">{day.day:%b}</text>'
        for place, day in enumerate(habit.days)
        if day.day.day <= DAYS and place % DAYS == 0
    ]
    rows = [
        (
            wording.short_day(habit.days[start].day),
            *(day.told for day in habit.days[start : start + DAYS]),
        )
        for start in range(0, len(habit.days), DAYS)
    ]
    head = ("Week of", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return [
        "<h2>Days</h2>",
        f"<p>{wording.some(habit.answers, 'answer')} on {wording.some(habit.studied, 'day')}.</p>",
        _svg("Answers a day", round(DAYS * size + 20), "".join((*cells, *months))),
        _folded("The numbers", _table("Answers a day; off: meant to be free", head, rows, numbers=7)),
    ]


def _cell(habit: Habit, day: Day, place: int, size: float) -> str:
    level = habit.level(day)
    name = "off" if day.is_off and not level else f"l{level}" if level else "day"
    told = "off" if name == "off" else wording.some(day.answers, "answer")
    return (
        f'<rect class="{name}" x="{LEFT + place // DAYS * size:.1f}" y="{place % DAYS * size:.1f}" '
        f'width="{size - 3:.1f}" height="{size - 3:.1f}" rx="2">'
        f"<title>{wording.short_day(day.day)}: {told}</title></rect>"
    )


def _trust(found: Figures) -> list[str]:
    """Say whether the forecast can be trusted, and how long answers take."""
    groups = [
        (f"{each.low:.0%} to {each.high:.0%}", str(each.reviews), f"{each.foretold:.0%}", f"{each.came:.0%}")
        for each in (*found.groups, found.calibration)
    ]
    groups[-1:] = [("All", *groups[-1][1:])] if found.calibration.reviews else []
    kinds = [(each.kind, f"{each.seconds:.0f}", str(each.answers)) for each in found.tempos]
    lines = ["<h2>True recall</h2>", f"<p>{_said(wording.true_recall(found.calibration))}.</p>"]
    if groups:
        head = ("Foretold", "Reviews", "On average", "Came")
        lines.append(_table("By what was foretold", head, groups, numbers=3))
    return [*lines, _table("Seconds to answer (median)", ("Kind", "Seconds", "Answers"), kinds, numbers=2)]


def _troubles(found: Figures) -> list[str]:
    """Name the cards that give most trouble."""
    lines = ["<h2>Cards to look at</h2>"]
    if not (found.worst or found.leeches):
        return [*lines, "<p>None was wrong more than once.</p>"]
    rows = [
        (each.ask, f"{each.wrong} of {each.answers}", str(each.lapses), f"`studykit card {each.card}`")
        for each in (*found.leeches, *found.worst)
    ]
    if found.leeches:
        lines.append(f"<p>{_said(wording.advice(found.leeches))}</p>")
    return [
        *lines,
        _table("The worst first", ("Question", "Wrong", "Forgotten", "Its history"), rows, numbers=2),
    ]


def _essays(ready: Readiness) -> list[str]:
    """Draw for each cause how many of its dated facts she would recall."""
    left, scale = 216, (WIDTH - 280) / max(cause.facts for cause in ready.causes)
    bars = [
        (cause.name, {"known": cause.today, "unseen": cause.facts - cause.today}, cause.today)
        for cause in ready.causes
    ]
    mark, bottom = left + FACTS * scale, len(bars) * ROW
    line = f'<line class="grid" x1="{mark:.1f}" x2="{mark:.1f}" y1="0" y2="{bottom}"/>'
    rows = [
        (
            cause.name,
            f"{cause.today:.0f}",
            "" if cause.on_day is None else f"{cause.on_day:.0f}",
            str(cause.facts),
            str(cause.reviews),
            f"`{wording.drill_of_cause(cause)}`",
        )
        for cause in ready.causes
    ]
    head = ("Cause", "Today", "Exam day", "Facts", "Reviews", "To drill")
    return [
        "<h2>Essays</h2>",
        f"<p>You know enough for essays {_said(wording.essays(ready))}.</p>",
        f'<p class="soft">{_said(wording.essays_explained(ready))} The line stands at {FACTS} facts.</p>',
        _bars("Dated facts you would recall of each cause", bars, left, scale, line),
        _table("Dated facts you would recall, the weakest first", head, rows, numbers=4),
        _folded("Which questions you could plan", _questions(ready)),
    ]


def _questions(ready: Readiness) -> str:
    """Name the practice questions, those she could plan today first."""
    said = {True: "yes", False: "not yet", None: ""}
    stems = sorted(ready.stems, key=lambda stem: (not stem.today, not stem.on_day))
    rows = [(stem.question, said[stem.today], said[stem.on_day]) for stem in stems]
    return _table("If you go on as planned", ("Question", "Today", "Exam day"), rows, numbers=2)
