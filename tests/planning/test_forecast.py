from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.planning.forecast import expected_recall, forecast, themes_to_leave
from studykit.planning.order import CardMemory, Preparation
from studykit.planning.strength import UNKNOWN_STUDENT, Strength
from tests.budget import examples
from tests.planning.strategies import decks, parameters

NEW = CardMemory(None, None, None)
MONTH = Preparation(exam_day=30, first_day=0, seconds=600.0)


def test_the_same_seed_gives_the_same_forecast() -> None:
    assert forecast([NEW] * 50, MONTH, day=0, seed=3) == forecast([NEW] * 50, MONTH, day=0, seed=3)


def test_a_known_history_keeps_the_figures_that_five_strengths_of_memory_gave_it() -> None:
    chance = random.Random(18)
    cards = [
        NEW
        if number % 3 == 0
        else CardMemory(10 ** chance.uniform(-1, 2), chance.uniform(1, 10), 100 - chance.randrange(1, 40))
        for number in range(150)
    ]
    plan = Preparation(
        130,
        60,
        420.0,
        days_off=frozenset({105, 112}),
        added=[60 + number % 40 for number in range(150)],
        pace=[0.8 + number % 5 / 10 for number in range(150)],
    )
    told = forecast(cards, plan, day=100, spent=60.0, seed=7)
    assert (told.if_left.mean, told.if_left.low, told.if_left.high) == pytest.approx(
        (0.4216054, 0.3475923, 0.4959344), abs=1e-6
    )
    assert (told.if_kept.low, told.if_kept.high) == pytest.approx((0.8513586374, 0.9969929445), abs=1e-9)
    assert told.if_kept.mean == pytest.approx(0.9575, abs=0.005)
    assert (told.met, told.intake_done) == (150, 111)
    assert told.fewer_minutes == pytest.approx(-0.121, abs=0.01)
    assert told.week_off == pytest.approx(-0.006, abs=0.005)


def test_keeping_the_plan_beats_leaving_it() -> None:
    cards = [CardMemory(3.0, 6.0, 0)] * 40 + [NEW] * 40
    told = forecast(cards, MONTH, day=2)
    assert told.if_left.mean < 0.5 < 0.9 < told.if_kept.mean
    assert told.if_kept.low <= told.if_kept.mean <= told.if_kept.high


def test_the_weeks_cover_every_day_to_the_exam_once() -> None:
    weeks = forecast([NEW] * 50, MONTH, day=4).weeks
    assert [(week.first_day, week.last_day) for week in weeks] == [(4, 10), (11, 17), (18, 24), (25, 29)]


def test_a_week_counts_the_days_studied_and_not_those_off() -> None:
    plan = replace(MONTH, days_off=frozenset({6, 13, 20, 27}))
    weeks = forecast([NEW] * 50, plan, day=0).weeks
    assert [week.study_days for week in weeks] == [6, 6, 6, 6, 2]


def test_the_new_cards_of_all_weeks_are_the_deck() -> None:
    told = forecast([NEW] * 50, MONTH, day=0)
    assert sum(week.new for week in told.weeks) == pytest.approx(50)
    assert told.met == told.cards == 50
    assert told.intake_done is not None
    assert told.sweep_from == forecast([NEW] * 50, MONTH, day=27).sweep_from == 25
    assert told.intake_done < 25


def test_too_little_time_is_said_with_the_minutes_that_would_do() -> None:
    hurried = Preparation(exam_day=10, first_day=0, seconds=300.0)
    told = forecast([NEW] * 320, hurried, day=0)
    assert told.met < 320
    assert told.intake_done is None
    assert told.minutes_for_all is not None
    enough = forecast([NEW] * 320, replace(hurried, seconds=60.0 * told.minutes_for_all), day=0)
    assert enough.met == 320
    short = forecast([NEW] * 320, replace(hurried, seconds=60.0 * (told.minutes_for_all - 1)), day=0)
    assert short.met < 320


def test_when_even_a_long_day_is_too_short_no_minutes_are_promised() -> None:
    told = forecast([NEW] * 3000, Preparation(exam_day=1, first_day=0, seconds=300.0), day=0)
    assert told.minutes_for_all is None


def test_more_minutes_help_and_fewer_or_a_week_off_cost_when_time_is_short() -> None:
    told = forecast([NEW] * 200, Preparation(exam_day=28, first_day=0, seconds=360.0), day=0)
    assert told.more_minutes is not None
    assert told.fewer_minutes is not None
    assert told.week_off is not None
    assert told.more_minutes > 0.0 > told.fewer_minutes
    assert told.week_off < 0.0


def test_fewer_minutes_than_none_are_not_offered() -> None:
    assert forecast([NEW] * 20, replace(MONTH, seconds=300.0), day=0).fewer_minutes is None


def test_a_week_off_is_not_offered_when_the_exam_is_nearer() -> None:
    assert forecast([NEW] * 20, MONTH, day=22).week_off is None


def test_a_surer_belief_gives_a_narrower_band() -> None:
    cards = [CardMemory(20.0, 5.0, 0)] * 30
    unsure = expected_recall(cards, exam_day=30)
    sure = expected_recall(cards, exam_day=30, strength=Strength(UNKNOWN_STUDENT.mean_log, 0.25))
    assert sure.high - sure.low < 0.5 * (unsure.high - unsure.low)


def test_no_cards_have_nothing_to_tell() -> None:
    told = forecast([], MONTH, day=0)
    assert (told.cards, told.met, told.weeks) == (0, 0, ())
    assert told.if_kept.mean == 0.0


@pytest.mark.parametrize("day", [30, 31, 900])
def test_from_exam_day_on_nothing_changes_any_more(day: int) -> None:
    told = forecast([CardMemory(20.0, 5.0, 10), NEW], MONTH, day=day)
    assert told.days_left == 0
    assert told.weeks == ()
    assert told.if_kept == told.if_left
    assert told.more_minutes is told.fewer_minutes is told.week_off is None


def test_one_card_met_tomorrow_for_an_exam_in_ten_years_is_forecast() -> None:
    told = forecast([NEW], Preparation(exam_day=3650, first_day=0, seconds=300.0), day=0)
    assert told.days_left == 3650
    assert told.met == 1


@given(decks, st.integers(-5, 12), parameters, st.floats(-100, 400), st.none() | st.floats())
@settings(max_examples=examples(40))
def test_a_forecast_never_raises(
    cards: list[CardMemory], day: int, w: list[float], seconds: float, target: float | None
) -> None:
    plan = Preparation(exam_day=10, first_day=0, seconds=seconds, parameters=tuple(w), target=target)
    told = forecast(cards, plan, day=day)
    for band in (told.if_left, told.if_kept):
        assert 0.0 <= band.low <= band.high <= 1.0
    assert 0 <= told.met <= len(cards)


def test_the_themes_to_leave_are_the_least_begun_and_just_enough() -> None:
    begun = CardMemory(5.0, 5.0, 0)
    cards = [begun] * 8 + [NEW] * 2 + [begun] * 5 + [NEW] * 5 + [NEW] * 10
    themes = ["rise"] * 10 + ["policies"] * 10 + ["legacy"] * 10
    outlook = replace(forecast(cards, MONTH, day=1), met=22)
    assert themes_to_leave(cards, themes, outlook=outlook) == ["legacy"]
    assert themes_to_leave(cards, themes, outlook=replace(outlook, met=19)) == ["legacy", "policies"]


def test_no_theme_is_left_when_all_can_be_met_and_one_always_stays() -> None:
    cards, themes = [NEW] * 6, ["a", "a", "b", "b", "c", "c"]
    told = forecast(cards, MONTH, day=0)
    assert themes_to_leave(cards, themes, outlook=told) == []
    assert themes_to_leave(cards, themes, outlook=replace(told, met=0)) == ["a", "b"]
