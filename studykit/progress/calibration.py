"""True recall beside the recall that was foretold: whether the figures of the future can be trusted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from studykit.frozen import dataclass
from studykit.memory.past import Step
from studykit.reviews import Rating

BOUNDS = (0.0, 0.7, 0.8, 0.9, 1.0)
"""Where the groups of foretold recall begin and end."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reviews whose recall was foretold between `low` and `high` (0-1): how many, what was foretold and came.

    `foretold` and `came` are means (0-1); both are 0 without any review.
    """

    low: float
    high: float
    reviews: int
    foretold: float
    came: float


def calibration(steps: Iterable[Step]) -> tuple[Calibration, tuple[Calibration, ...]]:
    """Give all reviews as one, and the groups that have any, the least sure first.

    Only answers on a later day than the one before count: on the same day nothing was to be forgotten.
    """
    told = [(step.recall, step.rating > Rating.AGAIN) for step in steps if step.waited and step.recall]
    parts = [
        _group(low, high, [pair for pair in told if low < pair[0] <= high]) for low, high in pairwise(BOUNDS)
    ]
    return _group(0.0, 1.0, told), tuple(part for part in parts if part.reviews)


def _group(low: float, high: float, pairs: list[tuple[float, bool]]) -> Calibration:
    number = max(1, len(pairs))
    foretold = sum([recall for recall, _ in pairs]) / number
    return Calibration(low, high, len(pairs), foretold, sum([came for _, came in pairs]) / number)
