"""True recall beside the recall that was foretold: whether the figures of the future can be trusted."""

from __future__ import annotations

from bisect import bisect_left
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
    groups: list[list[tuple[float, bool]]] = [[] for _ in BOUNDS[1:]]
    for step in steps:
        if step.recall is not None and step.waited:
            group = groups[max(0, bisect_left(BOUNDS, step.recall) - 1)]
            group.append((step.recall, step.rating is not Rating.AGAIN))
    told = [_group(*bounds, pairs) for bounds, pairs in zip(pairwise(BOUNDS), groups, strict=True) if pairs]
    return _group(0.0, 1.0, [pair for pairs in groups for pair in pairs]), tuple(told)


def _group(low: float, high: float, pairs: list[tuple[float, bool]]) -> Calibration:
    number = max(1, len(pairs))
    foretold = sum([recall for recall, _ in pairs]) / number
    return Calibration(low, high, len(pairs), foretold, sum([came for _, came in pairs]) / number)
