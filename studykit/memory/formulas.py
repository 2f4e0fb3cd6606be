"""FSRS-6 on plain floats: how a memory fades, and what each answer does to it.

The formulas are those of the Free Spaced Repetition Scheduler, version 6, by Jarrett Ye and contributors
(https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm), with the names they use there:
*stability* S is the number of days after which the chance of recall has fallen to 0.9, *difficulty* D runs
from 1 to 10, *retrievability* R is the chance of recall, and w[0] ... w[20] are the parameters. A rating is
1 Again, 2 Hard, 3 Good, 4 Easy. Nothing here checks its input; `usable_parameters` does that once, before
the formulas are run many thousand times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

Parameters: TypeAlias = tuple[float, ...]

# Fitted by the authors of FSRS-6 to several hundred million reviews; the defaults of every FSRS-6 scheduler.
DEFAULT_PARAMETERS: Parameters = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LOWEST_PARAMETERS: Parameters = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
HIGHEST_PARAMETERS: Parameters = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
LOWEST_STABILITY, HIGHEST_STABILITY = 0.001, 36_500.0  # days
LOWEST_DIFFICULTY, HIGHEST_DIFFICULTY = 1.0, 10.0


def usable_parameters(parameters: Sequence[float]) -> Parameters:
    """Parameters the formulas can be trusted with: 21 numbers, each within the bounds of FSRS-6.

    A number outside its bounds is moved to the nearer bound, one that is no number becomes the default; a
    list of another length belongs to another version of FSRS, and the defaults take its place.
    """
    if len(parameters) != len(DEFAULT_PARAMETERS):
        return DEFAULT_PARAMETERS
    table = zip(parameters, DEFAULT_PARAMETERS, LOWEST_PARAMETERS, HIGHEST_PARAMETERS, strict=True)
    return tuple(
        default if math.isnan(w) else min(max(float(w), low), high) for w, default, low, high in table
    )


def clamped_stability(stability: float) -> float:
    """The stability nearest to this one that FSRS allows, in days."""
    if LOWEST_STABILITY <= stability <= HIGHEST_STABILITY:  # a third of what `min` and `max` take
        return stability
    return min(max(stability, LOWEST_STABILITY), HIGHEST_STABILITY)


def clamped_difficulty(difficulty: float) -> float:
    """The difficulty nearest to this one that FSRS allows."""
    if LOWEST_DIFFICULTY <= difficulty <= HIGHEST_DIFFICULTY:
        return difficulty
    return min(max(difficulty, LOWEST_DIFFICULTY), HIGHEST_DIFFICULTY)


def forgetting_factor(w: Parameters) -> float:
    """The constant that makes the chance of recall 0.9 after exactly one stability."""
    return float(0.9 ** (-1.0 / w[20]) - 1.0)


def retrievability(w: Parameters, days: float, stability: float) -> float:
    """The chance of recall (0-1) so many days after the last answer: a power curve of time over stability."""
    return float((1.0 + forgetting_factor(w) * days / stability) ** -w[20])


def interval(w: Parameters, stability: float, retention: float) -> float:
    """The days after which the chance of recall has fallen to `retention` (0-1, both ends left out)."""
    return float(stability / forgetting_factor(w) * (retention ** (-1.0 / w[20]) - 1.0))


def initial_stability(w: Parameters, rating: int) -> float:
    """The stability (days) after the first answer to a card."""
    return clamped_stability(w[rating - 1])


def initial_difficulty(w: Parameters, rating: int) -> float:
    """The difficulty (1-10) after the first answer to a card."""
    return clamped_difficulty(_raw_initial_difficulty(w, rating))


def next_difficulty(w: Parameters, difficulty: float, rating: int) -> float:
    """The difficulty (1-10) after a later answer: moved by the rating, damped near 10, drawn to Easy's."""
    moved = difficulty + (HIGHEST_DIFFICULTY - difficulty) * (-w[6] * (rating - GOOD)) / 9.0
    return clamped_difficulty(w[7] * _raw_initial_difficulty(w, EASY) + (1.0 - w[7]) * moved)


def growth_scale(w: Parameters, stability: float, difficulty: float) -> float:
    """What is so at any chance of recall of the growth of stability, as a share of itself, after Good."""
    return float(math.exp(w[8]) * (11.0 - difficulty) * stability ** -w[9])


def stability_after_recall(
    w: Parameters, stability: float, difficulty: float, recall: float, rating: int
) -> float:
    """The stability (days) after Hard, Good or Easy on a later day than the last answer."""
    bonus = w[15] if rating == HARD else w[16] if rating == EASY else 1.0
    growth = growth_scale(w, stability, difficulty) * (math.exp((1.0 - recall) * w[10]) - 1.0)
    return clamped_stability(stability * (1.0 + growth * bonus))


def stability_after_lapse(w: Parameters, stability: float, difficulty: float, recall: float) -> float:
    """The stability (days) after Again on a later day than the last answer: never more than before."""
    relearnt = lapse_scale(w, stability, difficulty) * math.exp((1.0 - recall) * w[14])
    return clamped_stability(min(relearnt, stability / math.exp(w[17] * w[18])))


def lapse_scale(w: Parameters, stability: float, difficulty: float) -> float:
    """What of that stability is so at any chance of recall."""
    return float(w[11] * difficulty ** -w[12] * ((stability + 1.0) ** w[13] - 1.0))


def stability_same_day(w: Parameters, stability: float, rating: int) -> float:
    """The stability (days) after one more answer on the day of the last one."""
    growth = math.exp(w[17] * (rating - GOOD + w[18])) * stability ** -w[19]
    return clamped_stability(stability * (max(growth, 1.0) if rating >= HARD else growth))


def next_stability(
    w: Parameters,
    stability: float,
    difficulty: float,
    days: float,
    rating: int,
    recall: float | None = None,
) -> float:
    """The stability (days) after an answer given so many days after the last one; 0 is the same day.

    `recall` is the chance of recall (0-1) by then, where it is known already.
    """
    if days <= 0:
        return stability_same_day(w, stability, rating)
    if recall is None:
        recall = retrievability(w, days, stability)
    if rating == AGAIN:
        return stability_after_lapse(w, stability, difficulty, recall)
    return stability_after_recall(w, stability, difficulty, recall, rating)


def _raw_initial_difficulty(w: Parameters, rating: int) -> float:
    return float(w[4] - math.exp(w[5] * (rating - 1)) + 1.0)
