"""The report on a class as tables: for a spreadsheet, and as a page to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from studykit.html_page import html_page, html_text
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.cli.class_report import Told

Cell = str | int | float | None

STYLE = """\
:root { color-scheme: light dark; }
body { margin: 2rem auto; padding: 0 1.25rem; max-width: 60rem; font: 1rem/1.45 Georgia, serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; }
th, td { padding: .45rem .6rem; border-bottom: 1px solid #9996; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } .n { text-align: right; white-space: nowrap; } tr { break-inside: avoid; }
@page { size: A4; margin: 14mm; } @media print { body { max-width: none; margin: 0; font-size: 10pt; } }
"""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One table of the report; a share (0-1) is a float, a count an int."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def _sections(told: Told) -> list[ReportSection]:
    """Give the tables of a report that have a row."""
    found, asks = told.found, told.asks
    started = ("not started", "started")
    hard = ("students", "answers", "wrong", "recall")
    figures, how_far = attrgetter(*hard), attrgetter("cards", "answers", "recall")
    left_out = [(each.file, each.why) for each in told.left_out]
    every = [
        ReportSection(
            "student",
            "Students",
            ("name", "last answer", "cards", "answers", "recall"),
            [
                (each.name, str(each.last_day or started[each.started]), *how_far(each))
                for each in found.students
            ],
        ),
        ReportSection(
            "card",
            "Hardest cards",
            ("name", "question", *hard),
            [(each.name, asks.get(each.name), *figures(each)) for each in found.cards],
        ),
        ReportSection(
            "theme", "Hardest themes", ("name", *hard), [(each.name, *figures(each)) for each in found.themes]
        ),
        ReportSection(
            "accept",
            "Answers that students called right",
            ("name", "answer", "times", "file", "line"),
            [
                (each.card.id, each.answer, each.times, each.card.place.file, each.card.place.line)
                for each in told.accept
            ],
        ),
        ReportSection(
            "known",
            "Cards everybody knows",
            ("name", "question"),
            [(card, asks.get(card)) for card in found.known],
        ),
        ReportSection("version", "Decks of another version", ("name", "version", "students"), told.versions),
        ReportSection("left out", "Files left out", ("file", "why"), left_out),
    ]
    return [section for section in every if section.rows]


def as_csv(told: Told) -> bytes:
    """Give all tables as one, the first column naming which it is; no cell can run as a formula."""
    from studykit.authoring.formats.table import csv_of, harmless

    parts = _sections(told)
    columns = list(dict.fromkeys(column for part in parts for column in part.columns))
    rows = ((part.name, dict(zip(part.columns, row, strict=True))) for part in parts for row in part.rows)
    cells = ([name, *(harmless(_plain(values.get(column))) for column in columns)] for name, values in rows)
    return csv_of([["part", *columns], *cells])


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else visible(str(cell))


def as_html(told: Told) -> bytes:
    """Give a page with all tables; it loads nothing and has no scripts."""
    body = [f"<h1>{html_text(told.name)}</h1>"]
    body += [f"<p>{html_text(line)}</p>" for line in (told.head, *told.spread)]
    for part in _sections(told):
        body.append(f"<h2>{html_text(part.title)}</h2>")
        shown = [at for at in range(len(part.columns)) if any(row[at] is not None for row in part.rows)]
        head = "".join(_head(part, at) for at in shown)
        rows = "".join(f"<tr>{''.join(_cell(row[at]) for at in shown)}</tr>\n" for row in part.rows)
        body.append(f"<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>")
    return html_page(told.name, STYLE, body)


def _head(part: ReportSection, at: int) -> str:
    number = any(isinstance(row[at], int | float) for row in part.rows)
    kind = ' class="n"' if number else ""
    return f'<th scope="col"{kind}>{html_text(part.columns[at].capitalize())}</th>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return f'<td class="n">{cell:.0%}</td>'
    return f'<td class="n">{cell}</td>' if isinstance(cell, int) else f"<td>{html_text(cell or '')}</td>"
