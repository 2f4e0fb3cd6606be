"""A class as a grid: a row a student, a column a question, with what each answer is worth and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from studykit.cards import Card
from studykit.classes.card_results import CellOutcome, MarkedAnswer, outcome

FEW = 0.5
"""The share of all questions below which a student's total says that she should be seen."""

MOST_TO_SEE = 8
"""Students who are named as to be seen."""


WORTH = {CellOutcome.RIGHT: 1.0, CellOutcome.PARTLY: 0.5}
"""What an outcome adds to a total; an open answer adds nothing until it is decided."""

SIGNS = {
    CellOutcome.RIGHT: "+",
    CellOutcome.PARTLY: "~",
    CellOutcome.WRONG: "x",
    CellOutcome.OPEN: "?",
    CellOutcome.BLANK: ".",
}
"""What stands in a cell of the grid: signs that every terminal and printer has."""

LEGEND = "+ right, ~ partly right, x wrong, ? open, . blank"


@dataclass(frozen=True)
class StudentRow:
    """A student's answers, one for each card of the grid; None where none was handed in."""

    student: str
    answers: tuple[MarkedAnswer | None, ...]

    @cached_property
    def outcomes(self) -> tuple[CellOutcome, ...]:
        """What each answer is."""
        return tuple(map(outcome, self.answers))

    @cached_property
    def counts(self) -> Counter[CellOutcome]:
        """How many answers there are of each kind."""
        return Counter(self.outcomes)

    @property
    def total(self) -> float:
        """Right answers, those partly right counted half."""
        return sum(WORTH.get(each, 0.0) for each in self.outcomes)


@dataclass(frozen=True, slots=True)
class Grid:
    """All students, in the order in which they handed in, and all cards, in the order of the file."""

    cards: tuple[Card, ...]
    rows: tuple[StudentRow, ...]

    def totals(self, kind: CellOutcome) -> tuple[int, ...]:
        """For each card, how many answers are of a kind."""
        columns = zip(*(row.outcomes for row in self.rows), strict=True)
        return tuple(column.count(kind) for column in columns)

    @property
    def to_see(self) -> tuple[StudentRow, ...]:
        """The students with less than half of what there is, open answers counted half, the lowest first."""
        found = [row for row in self.rows if self._reached(row) < FEW * len(self.cards)]
        return tuple(sorted(found, key=self._reached)[:MOST_TO_SEE])

    def _reached(self, row: StudentRow) -> float:
        return row.total + row.counts[CellOutcome.OPEN] / 2


def grid(marked: Iterable[MarkedAnswer]) -> Grid:
    """Make the grid of a set; of a student's answers to one card the last that is not blank stands in it."""
    answers = [each for each in marked if each.student]
    cards = {str(each.card.id): each.card for each in answers}
    given: dict[str, dict[str, MarkedAnswer]] = {}
    for each in answers:
        own = given.setdefault(each.student, {})
        if not each.gave_up or str(each.card.id) not in own:
            own[str(each.card.id)] = each
    rows = (StudentRow(student, tuple(map(own.get, cards))) for student, own in given.items())
    return Grid(tuple(cards.values()), tuple(rows))


def points(number: float) -> str:
    """Write a total: `7`, `7.5`."""
    return f"{number:g}"


def to_see(grid: Grid) -> str:
    """Say whom to see: the students with less than half, with what they have."""
    named = []
    for row in grid.to_see:
        blank = row.counts[CellOutcome.BLANK]
        more = f", {blank} blank" if blank else ""
        named.append(f"{row.student} ({points(row.total)} of {len(grid.cards)}{more})")
    return "To see first: " + ", ".join(named) + "."
