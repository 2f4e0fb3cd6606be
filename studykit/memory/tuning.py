"""A student's own memory: FSRS parameters fitted to her reviews, and kept only when they predict better."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from studykit.cards import CardId
from studykit.errors import needs_extra
from studykit.frozen import dataclass
from studykit.memory.formulas import Parameters, retrievability, usable_parameters
from studykit.memory.schedule import Scheduling, next_state
from studykit.reviews import MemoryState, Rating, Review

LEAST_REVIEWS = 400
LEAST_DAYS = 10
HELD_OUT = 0.2
"""The newest share of the reviews, which the fit does not see and is measured on."""

Histories = Mapping[CardId, Sequence[tuple[Review, Rating]]]
"""Every card's reviews that count, in order, each with the rating it ended with."""


@dataclass(frozen=True, slots=True)
class TuningResult:
    """Parameters fitted to the older reviews, and the log loss (lower is better) on the newest ones."""

    parameters: Parameters
    before: float
    after: float
    fitted_on: int
    measured_on: int

    @property
    def is_better(self) -> bool:
        """Whether the fitted parameters foretell unseen reviews better than those in use."""
        return self.after < self.before


def enough(histories: Histories) -> tuple[int, int]:
    """Give how many reviews there are, and on how many study days."""
    reviews = [review for history in histories.values() for review, _ in history]
    return len(reviews), len({review.study_day for review in reviews})


def fit(histories: Histories, current: Parameters) -> TuningResult:
    """Fit parameters to all but the newest reviews, and measure them and the current ones on those.

    The fit is fsrs-rs's, the optimiser that the authors of FSRS maintain, with its own seed.

    Raises:
        UnavailableError: when the extra is not installed.
    """
    days = sorted(review.study_day for history in histories.values() for review, _ in history)
    cut = days[int(len(days) * (1 - HELD_OUT))]
    with needs_extra("Fitting", "tune"):
        import fsrs_rs_python as fsrs_rs
    items = [
        fsrs_rs.FSRSItem([fsrs_rs.FSRSReview(rating, days) for rating, days in steps])
        for steps in _steps(histories, cut)
    ]
    found = fsrs_rs.FSRS(list(fsrs_rs.DEFAULT_PARAMETERS)).compute_parameters(items)
    fitted = usable_parameters(list(found))
    before, measured_on = log_loss(histories, current, cut)
    after, _ = log_loss(histories, fitted, cut)
    return TuningResult(fitted, before, after, sum(day < cut for day in days), measured_on)


def _steps(histories: Histories, cut: date) -> Iterable[list[tuple[int, int]]]:
    """Give, for each review before the cut but a card's first, its rating and days and all before it."""
    for history in histories.values():
        steps: list[tuple[int, int]] = []
        last: date | None = None
        for review, rating in history:
            if review.study_day >= cut:
                break
            steps.append((int(rating), 0 if last is None else (review.study_day - last).days))
            last = review.study_day
            if len(steps) > 1 and any(days > 0 for _, days in steps):
                yield list(steps)


def log_loss(histories: Histories, parameters: Parameters, start: date) -> tuple[float, int]:
    """Give the mean log loss of the recall foretold for reviews from a day on, and how many there are.

    Reviews on the day of the one before say nothing about forgetting and are left out; without any, 0.0.
    """
    scheduling = Scheduling(parameters=parameters)
    losses = []
    for history in histories.values():
        memory: MemoryState | None = None
        for review, rating in history:
            if memory is not None and review.study_day >= start:
                days = (review.study_day - memory.last_day).days
                if days > 0:
                    recall = retrievability(parameters, days, memory.stability)
                    came = recall if rating is not Rating.AGAIN else 1.0 - recall
                    losses.append(-math.log(max(came, 1e-9)))
            memory, _ = next_state(memory, rating, review.study_day, scheduling)
    return (sum(losses) / len(losses) if losses else 0.0), len(losses)
