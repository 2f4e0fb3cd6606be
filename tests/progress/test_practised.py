from __future__ import annotations

from datetime import date

import pytest

from studykit.progress.tallies import practised
from studykit.progress.wording import practice
from studykit.reviews import Exercise


def done(number: int, name: str, score: float) -> Exercise:
    return Exercise(
        id=str(number), device="d", at=number, study_day=date(2026, 11, number), name=name, value="",
        score=score, seconds=60.0,
    )  # fmt: skip


ROWS = [done(3, "timeline", 1.0), done(1, "timeline", 0.5), done(2, "mock", 0.4)]


def test_exercises_are_told_by_kind_with_the_last_of_each() -> None:
    rounds, mocks = practised(ROWS)
    assert (rounds.name, rounds.times, rounds.last_score) == ("timeline", 2, 1.0)
    assert rounds.score == pytest.approx(0.75)
    assert practice(rounds) == "2 rounds of facts in order, 75% right, the last on 3 Nov 100%"
    assert practice(mocks) == "1 mock, 40% of the outlines, the last on 2 Nov 40%"


def test_earlier_ones_are_left_out() -> None:
    assert [(each.name, each.times) for each in practised(ROWS, date(2026, 11, 3))] == [("timeline", 1)]
    assert practised([]) == ()
