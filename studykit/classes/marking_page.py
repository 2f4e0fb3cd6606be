"""A marked set as one page to read or print: what is open, the grid, and what the class finds hard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from studykit.classes.card_results import CardResult, CellOutcome, line_of
from studykit.classes.grid import LEGEND, SIGNS, Grid, StudentRow, points, to_see
from studykit.html_page import html_page, html_text


def marking_page(results: Sequence[CardResult], grid: Grid, title: str) -> bytes:
    """Give a page on a marked set; it loads nothing and has no scripts. Without students it has no grid."""
    answers = sum(each.answers for each in results)
    about = f"{answers} answers to {len(results)} cards"
    if grid.rows:
        about += f" by {len(grid.rows)} students"
    parts = [f"<p>{about}.</p>", *_open(results), *_grid(grid), *_hardest(results)]
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    return html_page(title, style, [f"<h1>{html_text(title)}</h1>", *parts])


def _open(results: Sequence[CardResult]) -> list[str]:
    rows = [
        f"<tr><td>{_card(each) if not place else ''}</td><td>{html_text(told.answer[:400])}</td>"
        f"{_numbers([told.times])}<td>{html_text(', '.join(told.students))}</td></tr>"
        for each in results
        for place, told in enumerate(each.undecided)
    ]
    about = (
        "Marking is not sure of these; they count for nothing until <code>mark --review</code> has decided."
    )
    table = _table(("Card", "Answer", "Times", "Who"), (2,), rows)
    return ["<h2>Open answers</h2>", f"<p>{about}</p>", *table] if rows else []


def _grid(grid: Grid) -> list[str]:
    if not grid.rows:
        return []
    numbers = [*range(1, len(grid.cards) + 1), f"of {len(grid.cards)}", "open", "blank"]
    head = "".join(f'<th scope="col" class="n">{each}</th>' for each in numbers)
    right = _numbers(grid.totals(CellOutcome.RIGHT)) + "<td></td>" * 3
    questions = "".join(
        f"<li>{html_text(card.ask)} <small>{html_text(str(card.id))}</small></li>" for card in grid.cards
    )
    return [
        "<h2>Students</h2>",
        f"<p>{html_text(to_see(grid))}</p>" if grid.to_see else "",
        f"<p>{LEGEND}. Partly right counts half.</p>",
        '<div class="wide"><table class="grid">',
        f'<thead><tr><th scope="col">Student</th>{head}</tr></thead>\n<tbody>',
        *map(_student, grid.rows),
        f'<tr><th scope="row">right</th>{right}</tr>\n</tbody>\n</table></div>',
        f"<ol>{questions}</ol>",
    ]


def _student(row: StudentRow) -> str:
    cells = "".join(f'<td class="c {each}">{SIGNS[each]}</td>' for each in row.outcomes)
    totals = (points(row.total), row.counts[CellOutcome.OPEN] or "", row.counts[CellOutcome.BLANK] or "")
    return f'<tr><th scope="row">{html_text(row.student)}</th>{cells}{_numbers(totals)}</tr>'


def _numbers(cells: Iterable[object]) -> str:
    return "".join(f'<td class="n">{cell}</td>' for cell in cells)


def _hardest(results: Sequence[CardResult]) -> list[str]:
    about = (
        "The hardest first. Answers worth a look may be another way to say the right thing: put them under "
        "<code>accept:</code>, or under <code>reject:</code> with a sentence that teaches."
    )
    head = ("Card", "Right", "Partly", "Wrong", "Open", "Blank", "Commonest wrong", "Worth a look")
    return ["<h2>Cards</h2>", f"<p>{about}</p>", *_table(head, range(1, 6), list(map(_result, results)))]


def _table(head: Sequence[str], numbers: Sequence[int], rows: Sequence[str]) -> list[str]:
    names = "".join(
        f'<th scope="col"{" class=n" if place in numbers else ""}>{name}</th>'
        for place, name in enumerate(head)
    )
    return [f"<table>\n<thead><tr>{names}</tr></thead>\n<tbody>", *rows, "</tbody>\n</table>"]


def _result(each: CardResult) -> str:
    counts = _numbers(each.counts[kind] for kind in CellOutcome)
    told = ""
    for answers in (each.commonest, each.consider):
        items = "".join(f"<li>{html_text(line_of(answer))}</li>" for answer in answers)
        told += f"<td>{f'<ul>{items}</ul>' if items else ''}</td>"
    return f"<tr><td>{_card(each)}</td>{counts}{told}</tr>"


def _card(each: CardResult) -> str:
    return f"{html_text(each.card.ask)}<small>{html_text(str(each.card.id))}</small>"
