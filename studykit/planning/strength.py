"""How much longer or shorter than the model says this student's memories last, and how sure that is.

The default parameters of FSRS describe an average of many people; a student's own stabilities are that times
a factor she shares over all her cards. The factor is what makes a forecast uncertain, far more than luck.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from studykit.frozen import dataclass
from studykit.memory.formulas import (
    DEFAULT_PARAMETERS,
    clamped_stability,
    forgetting_factor,
    usable_parameters,
)


@dataclass(frozen=True, slots=True)
class Strength:
    """The student's true stability over the modelled one, as a log-normal belief: mean and sd of its log."""

    mean_log: float
    sd_log: float

    def factor(self, deviations: float) -> float:
        """The factor that lies so many standard deviations above the middle of the belief."""
        return math.exp(self.mean_log + self.sd_log * deviations)


# Calibrated so that the 10-90 % band of the forecast held the simulated recall of four users in five whose
# parameters were fitted to their own logs (see tests/bench/exam_plan.py --bands).
UNKNOWN_STUDENT = Strength(-0.15, 1.1)
# One factor never describes a memory wholly: with a smaller floor the band told halfway held too few truths.
SMALLEST_SD_LOG = 0.65
# So far below its top a likelihood's log says nothing any more.
NEGLIGIBLE = 20.0


class Recall(NamedTuple):
    """One past review: days since the answer before it, the stability (days) then, and whether it came."""

    days: int
    stability: float
    recalled: bool


def fitted_strength(
    reviews: Iterable[Recall], *, parameters: Sequence[float] = DEFAULT_PARAMETERS
) -> Strength:
    """Give the belief about her strength after her own reviews: Bayes' rule on a grid.

    It begins as `UNKNOWN_STUDENT`. Reviews on the day of the last answer say nothing here and are left out,
    as are unknown stabilities.
    """
    w = usable_parameters(parameters)
    slope = forgetting_factor(w)
    known = [r for r in reviews if r.days > 0 and math.isfinite(r.stability)]
    came = [r.days / clamped_stability(r.stability) for r in known if r.recalled]
    lapsed = [r.days / clamped_stability(r.stability) for r in known if not r.recalled]
    middle, sd = UNKNOWN_STUDENT.mean_log, UNKNOWN_STUDENT.sd_log

    def likelihood(step: int) -> float:
        scale = slope * math.exp(-(middle + sd * step / 10))
        came_so = sum([math.log(1.0 + scale * time) for time in came])
        lapsed_so = sum([math.log(max(1.0 - (1.0 + scale * time) ** -w[20], 1e-12)) for time in lapsed])
        return lapsed_so - w[20] * came_so - 0.5 * (step / 10) ** 2

    # It has one top: on either side a step that is next to nothing ends the grid, and many reviews leave few.
    logs = {0: likelihood(0)}
    for way in (1, -1):
        for step in range(way, 41 * way, way):
            logs[step] = likelihood(step)
            if logs[step] < max(logs.values()) - NEGLIGIBLE:
                break
    top = max(logs.values())
    weights = {middle + sd * step / 10: math.exp(value - top) for step, value in logs.items()}
    total = sum(weights.values())
    mean = sum(weight * x for x, weight in weights.items()) / total
    variance = sum(weight * (x - mean) ** 2 for x, weight in weights.items()) / total
    return Strength(mean, max(math.sqrt(variance), SMALLEST_SD_LOG))
