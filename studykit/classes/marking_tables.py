"""A marked set as tables for a spreadsheet, card by card or a grid of students; no cell is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from studykit.authoring.formats.table import csv_of, harmless
from studykit.classes.card_results import CardResult, line_of
from studykit.classes.grid import CellOutcome, Grid, points
from studykit.visible import visible

CARDS_HEADER = (
    *("card", "ask", "answers", "right", "partly", "wrong", "open", "blank"),
    *("commonest wrong", "consider"),
)


def cards_csv(results: Sequence[CardResult]) -> bytes:
    """Give a table with one row a card, the hardest first."""
    rows = []
    for each in results:
        numbers = (each.answers, each.right, each.partly, each.wrong, each.open, each.gave_up)
        told = ["\n".join(map(line_of, answers)) for answers in (each.commonest, each.consider)]
        rows.append((each.card.id, each.card.ask, *numbers, *told))
    return _table([CARDS_HEADER, *rows])


def grid_csv(grid: Grid) -> bytes:
    """Give a table with one row a student and one column a question; below them how many were right."""
    kinds = tuple(CellOutcome)
    head = ("student", "total", *kinds, *(card.id.partition("/")[2] for card in grid.cards))
    rows = [
        (row.student, points(row.total), *(row.counts[kind] for kind in kinds), *row.outcomes)
        for row in grid.rows
    ]
    asks = ("", "", *[""] * len(kinds), *(card.ask for card in grid.cards))
    right = ("all: right", "", *[""] * len(kinds), *grid.totals(CellOutcome.RIGHT))
    return _table([head, *rows, right, asks])


def _table(rows: Iterable[Sequence[object]]) -> bytes:
    return csv_of([harmless(visible(str(cell))) for cell in row] for row in rows)
