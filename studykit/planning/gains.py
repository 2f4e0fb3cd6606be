"""What one review of a card is worth: expected gain for each second it takes.

The shares of ratings and the seconds an answer takes are the defaults of FSRS's own workload simulator
(open-spaced-repetition/fsrs-rs, src/simulation.rs, `SimulatorConfig::default`), measured there on many
people's logs. A student's own pace scales the seconds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from studykit.memory.formulas import (
    LOWEST_STABILITY,
    Parameters,
    clamped_difficulty,
    clamped_stability,
    forgetting_factor,
    growth_scale,
    lapse_scale,
    usable_parameters,
)

FIRST_SHARES = (0.24, 0.094, 0.495, 0.171)  # Again, Hard, Good, Easy at the first answer to a card
RECALLED_SHARES = (0.224, 0.631, 0.145)  # Hard, Good, Easy when a card is recalled
FIRST_SECONDS = (19.58, 18.79, 13.78, 10.71)  # by rating
REVIEW_SECONDS = (19.38, 17.59, 12.38, 8.94)

EXPECTED_FIRST_SECONDS = sum(p * s for p, s in zip(FIRST_SHARES, FIRST_SECONDS, strict=True))
_RECALLED_SECONDS = sum(p * s for p, s in zip(RECALLED_SHARES, REVIEW_SECONDS[1:], strict=True))

# One to three measured alike.
RECALL_RANKED_DAYS = 2
"""In so many last days a review is ranked by what the exam itself will ask."""


def expected_seconds(recall: float) -> float:
    """The seconds a review takes on average at this chance of recall (0-1); forgotten cards take longer."""
    return (1.0 - recall) * REVIEW_SECONDS[0] + recall * _RECALLED_SECONDS


@lru_cache(maxsize=2)
def gains(parameters: Parameters) -> Callable[[float, float, int, int], tuple[float, float]]:
    """Give what tells a card's chance of recall (0-1) today, and what each second of a review today gains.

    Its arguments are stability, difficulty, days since the last answer and days to the exam. In the last days
    the gain is that in recall on exam day. Before them it is that in log stability, which asks for no horizon
    and so finds the cards whose memory grows fastest now. A forecast asks some hundred thousand times, so
    what holds of a memory at any recall is remembered.
    """
    w = usable_parameters(parameters)
    slope, decay = forgetting_factor(w), -w[20]
    w10, w14, w15, w16, most = w[10], w[14], w[15], w[16], -w[17] * w[18]
    p_hard, p_good, p_easy = RECALLED_SHARES
    exp, log1p = math.exp, math.log1p

    @lru_cache(maxsize=2**13)
    def scales(stability: float, difficulty: float) -> tuple[float, float, float, float]:
        stability, difficulty = clamped_stability(stability), clamped_difficulty(difficulty)
        lapse = math.log(lapse_scale(w, stability, difficulty) / stability)
        growth = growth_scale(w, stability, difficulty)
        return slope / stability, growth, lapse, math.log(LOWEST_STABILITY / stability)

    def gain(stability: float, difficulty: float, since: int, until: int) -> tuple[float, float]:
        rate, scale, lapse, least = scales(stability, difficulty)
        recall = (1.0 + rate * since) ** decay
        forgotten = 1.0 - recall
        growth = scale * (exp(forgotten * w10) - 1.0)
        again = lapse + forgotten * w14
        again = most if again > most else least if again < least else again
        if until > RECALL_RANKED_DAYS:
            hard, good, easy = log1p(growth * w15), log1p(growth), log1p(growth * w16)
            before = 0.0
        else:
            times = (exp(again), 1.0 + growth * w15, 1.0 + growth, 1.0 + growth * w16)
            again, hard, good, easy = [(1.0 + rate * until / each) ** decay for each in times]
            before = (1.0 + rate * (since + until)) ** decay
        gained = forgotten * again + recall * (p_hard * hard + p_good * good + p_easy * easy) - before
        return recall, gained / expected_seconds(recall)

    return gain
