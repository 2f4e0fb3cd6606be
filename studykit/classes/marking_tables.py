"""A marked set as tables for a spreadsheet, card by card or a grid of students; no cell is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studykit.authoring.formats.table import csv_of, harmless
from studykit.classes.card_results import CardResult, CellOutcome, line_of
from studykit.classes.grid import Grid, points
from studykit.visible import visible

CARDS_HEADER = ("card", "ask", "answers", *CellOutcome, "commonest wrong", "consider")


def cards_csv(results: Sequence[CardResult]) -> bytes:
    """Give a table with one row a card, the hardest first."""
    rows = []
    for each in results:
        numbers = (each.counts[kind] for kind in CellOutcome)
        told = ["\n".join(map(line_of, answers)) for answers in (each.commonest, each.consider)]
        rows.append((each.card.id, each.card.ask, each.answers, *numbers, *told))
    return _table([CARDS_HEADER, *rows])


def grid_csv(grid: Grid) -> bytes:
    """Give a table with one row a student and one column a question; below them how many were right."""
    head = ("student", "total", *CellOutcome, *(card.id.partition("/")[2] for card in grid.cards))
    rows = [
        (row.student, points(row.total), *(row.counts[kind] for kind in CellOutcome), *row.outcomes)
        for row in grid.rows
    ]
    asks = ("", "", *[""] * len(CellOutcome), *(card.ask for card in grid.cards))
    right = ("all: right", "", *[""] * len(CellOutcome), *grid.totals(CellOutcome.RIGHT))
    return _table([head, *rows, right, asks])


def _table(rows: Iterable[Sequence[object]]) -> bytes:
    return csv_of([harmless(visible(str(cell))) for cell in row] for row in rows)
