"""The curve of expected recall: over the days gone by, and on to the exam if the plan is kept."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from studykit.frozen import dataclass

MOST_POINTS = 20
"""Points of the days gone by that are worth a reader's eye."""

WEEK = 7


class Point(NamedTuple):
    """An expected recall (0-1) on a day, and the band it lies in for four students in five."""

    day: date
    recall: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Expected recall of some cards.

    With an `exam` to come every point tells the recall on its day, had she stopped then; without one it is
    that on the point's own day. `past` ends today, `ahead` begins after it and ends on the exam's day.
    `reviews` are the answers it rests on.
    """

    exam: date | None
    cards: int
    met: int
    past: tuple[Point, ...]
    ahead: tuple[Point, ...]
    reviews: int

    @property
    def now(self) -> Point:
        """What holds today."""
        return self.past[-1]


def days_before(first: int, today: int) -> list[int]:
    """Give the days (ordinals) to tell of from the first to today, evenly apart, today the last.

    They are a day apart over the first two weeks, then whole weeks, and so many of these that they are not
    too many.
    """
    span = max(0, today - first)
    apart = 1 if span <= 2 * WEEK else WEEK * -(-span // (WEEK * MOST_POINTS))
    return [*reversed(range(today, first - 1, -apart))] or [today]


def days_ahead(today: int, exam_day: int) -> frozenset[int]:
    """Give the days (ordinals) between today and an exam to tell of, evenly apart."""
    apart = 1 if exam_day - today <= 2 * WEEK else WEEK
    return frozenset(range(today + apart, exam_day, apart))
