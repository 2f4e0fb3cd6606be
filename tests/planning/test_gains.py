from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.memory.formulas import DEFAULT_PARAMETERS as W
from studykit.memory.formulas import next_stability, retrievability
from studykit.planning import gains


def test_the_shares_of_ratings_sum_to_one() -> None:
    assert sum(gains.FIRST_SHARES) == pytest.approx(1.0)
    assert sum(gains.RECALLED_SHARES) == pytest.approx(1.0)


def test_growth_is_the_mean_over_the_four_ratings_for_each_second() -> None:
    stability, difficulty, days = 4.0, 6.0, 5
    recall = retrievability(W, days, stability)
    shares = [1 - recall, *(share * recall for share in gains.RECALLED_SHARES)]
    grown = [math.log(next_stability(W, stability, difficulty, days, r) / stability) for r in (1, 2, 3, 4)]
    expected = sum(p * g for p, g in zip(shares, grown, strict=True))
    seconds = sum(p * s for p, s in zip(shares, gains.REVIEW_SECONDS, strict=True))
    assert gains.gains(W)(stability, difficulty, days, 10) == pytest.approx((recall, expected / seconds))


def test_exam_gain_is_what_recall_on_exam_day_rises_by() -> None:
    stability, difficulty, since, until = 4.0, 6.0, 5, 2
    recall = retrievability(W, since, stability)
    shares = [1 - recall, *(share * recall for share in gains.RECALLED_SHARES)]
    after = [
        retrievability(W, until, next_stability(W, stability, difficulty, since, r)) for r in (1, 2, 3, 4)
    ]
    rise = sum(p * a for p, a in zip(shares, after, strict=True)) - retrievability(
        W, since + until, stability
    )
    _, gain = gains.gains(W)(stability, difficulty, since, until)
    assert gain * gains.expected_seconds(recall) == pytest.approx(rise)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_surer_card_takes_less_time(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert gains.expected_seconds(high) <= gains.expected_seconds(low)
