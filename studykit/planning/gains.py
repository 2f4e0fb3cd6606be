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
    Parameters,
    clamped_difficulty,
    clamped_stability,
    forgetting_factor,
    retrievability,
    stabilities_after,
)

FIRST_SHARES = (0.24, 0.094, 0.495, 0.171)  # Again, Hard, Good, Easy at the first answer to a card
RECALLED_SHARES = (0.224, 0.631, 0.145)  # Hard, Good, Easy when a card is recalled
FIRST_SECONDS = (19.58, 18.79, 13.78, 10.71)  # by rating
REVIEW_SECONDS = (19.38, 17.59, 12.38, 8.94)

EXPECTED_FIRST_SECONDS = sum(p * s for p, s in zip(FIRST_SHARES, FIRST_SECONDS, strict=True))
_RECALLED_SECONDS = sum(p * s for p, s in zip(RECALLED_SHARES, REVIEW_SECONDS[1:], strict=True))


def expected_seconds(recall: float) -> float:
    """The seconds a review takes on average at this chance of recall (0-1); forgotten cards take longer."""
    return (1.0 - recall) * REVIEW_SECONDS[0] + recall * _RECALLED_SECONDS


@lru_cache(maxsize=2)
def growths(w: Parameters) -> Callable[[float, float, float], float]:
    """Give `growth_per_second` with these parameters of a memory as it is kept, remembering what it gave.

    The students that a forecast simulates begin with the same cards, and leave most of them for long.
    """

    @lru_cache(maxsize=2**15)
    def growth(stability: float, difficulty: float, recall: float) -> float:
        return growth_per_second(w, clamped_stability(stability), clamped_difficulty(difficulty), recall)

    return growth


def growth_per_second(w: Parameters, stability: float, difficulty: float, recall: float) -> float:
    """The expected gain in log stability for each second of a review at this chance of recall.

    It asks for no horizon, so it finds the cards whose memory grows fastest now, however far the exam is.
    """
    again, hard, good, easy = stabilities_after(w, stability, difficulty, recall)
    p_hard, p_good, p_easy = RECALLED_SHARES
    recalled = p_hard * math.log(hard) + p_good * math.log(good) + p_easy * math.log(easy)
    gain = (1.0 - recall) * math.log(again) + recall * recalled - math.log(stability)
    return gain / expected_seconds(recall)


def exam_gain_per_second(w: Parameters, stability: float, difficulty: float, since: int, until: int) -> float:
    """The expected gain in recall on exam day for each second of a review today.

    `since` is the number of days since the last answer, `until` the number of days to the exam.
    """
    recall = retrievability(w, since, stability)
    after = stabilities_after(w, stability, difficulty, recall)
    slope, decay = forgetting_factor(w) * until, -w[20]
    again, hard, good, easy = [(1.0 + slope / each) ** decay for each in after]
    p_hard, p_good, p_easy = RECALLED_SHARES
    reviewed = (1.0 - recall) * again + recall * (p_hard * hard + p_good * good + p_easy * easy)
    return float(reviewed - retrievability(w, since + until, stability)) / expected_seconds(recall)
