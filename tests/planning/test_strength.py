from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.memory.formulas import DEFAULT_PARAMETERS, retrievability
from studykit.planning.strength import SMALLEST_SD_LOG, UNKNOWN_STUDENT, Recall, Strength, fitted_strength


def reviews_of_a_student(strength: float, count: int, seed: int = 1) -> list[Recall]:
    chance = random.Random(seed)
    reviews = []
    for _ in range(count):
        stability = math.exp(chance.uniform(-1, 4))
        days = max(1, round(stability * chance.uniform(0.3, 3)))
        recall = retrievability(DEFAULT_PARAMETERS, days, stability * strength)
        reviews.append(Recall(days, stability, chance.random() < recall))
    return reviews


def test_without_reviews_nothing_is_learnt() -> None:
    learnt = fitted_strength([])
    assert learnt.mean_log == pytest.approx(UNKNOWN_STUDENT.mean_log)
    assert learnt.sd_log == pytest.approx(UNKNOWN_STUDENT.sd_log, rel=0.02)


@pytest.mark.parametrize("strength", [0.3, 1.0, 3.0])
def test_many_reviews_find_the_strength_they_came_from(strength: float) -> None:
    learnt = fitted_strength(reviews_of_a_student(strength, 1500))
    assert learnt.mean_log == pytest.approx(math.log(strength), abs=0.3)
    assert learnt.sd_log == SMALLEST_SD_LOG


def test_reviews_on_the_day_of_the_last_answer_say_nothing() -> None:
    assert fitted_strength([Recall(0, 3.0, False)] * 50) == fitted_strength([])


@given(st.lists(st.builds(Recall, st.integers(-3, 4000), st.floats(), st.booleans()), max_size=40))
def test_any_reviews_give_a_usable_belief(reviews: list[Recall]) -> None:
    learnt = fitted_strength(reviews)
    assert math.isfinite(learnt.mean_log)
    assert 0.0 < learnt.sd_log < 2.0


def test_a_factor_lies_as_far_below_the_middle_as_its_opposite_lies_above() -> None:
    belief = Strength(0.0, 1.0)
    assert belief.factor(0.0) == pytest.approx(1.0)
    assert belief.factor(-1.0) * belief.factor(1.0) == pytest.approx(1.0)
