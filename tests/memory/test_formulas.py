from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from fsrs import scheduler as fsrs_scheduler
from hypothesis import given
from hypothesis import strategies as st

from studykit.memory import formulas

NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)
ratings = st.sampled_from([1, 2, 3, 4])
stabilities = st.floats(0.001, 36_500.0)
difficulties = st.floats(1.0, 10.0)
recalls = st.floats(0.0, 1.0)


@st.composite
def parameter_lists(draw: st.DrawFn) -> tuple[float, ...]:
    bounds = zip(formulas.LOWEST_PARAMETERS, formulas.HIGHEST_PARAMETERS, strict=True)
    return tuple(draw(st.floats(low, high)) for low, high in bounds)


def reviewed_by_fsrs(
    w: tuple[float, ...], history: list[tuple[int, int]]
) -> list[tuple[float, float, float | None]]:
    """Stability and difficulty after each (days since the last answer, rating), and recall just before it."""
    scheduler = fsrs.Scheduler(parameters=w, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, at, steps = fsrs.Card(card_id=1), NOON, []
    for days, rating in history:
        at += timedelta(days=days)
        before = scheduler.get_card_retrievability(card, at) if card.last_review else None
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), at)
        assert card.stability is not None
        assert card.difficulty is not None
        steps.append((card.stability, card.difficulty, before))
    return steps


def test_the_defaults_and_bounds_are_those_of_the_fsrs_package() -> None:
    assert tuple(fsrs_scheduler.DEFAULT_PARAMETERS) == formulas.DEFAULT_PARAMETERS
    assert tuple(fsrs_scheduler.LOWER_BOUNDS_PARAMETERS) == formulas.LOWEST_PARAMETERS
    assert tuple(fsrs_scheduler.UPPER_BOUNDS_PARAMETERS) == formulas.HIGHEST_PARAMETERS
    assert fsrs_scheduler.STABILITY_MIN == formulas.LOWEST_STABILITY


@given(
    parameter_lists(),
    st.lists(st.tuples(st.integers(0, 400), ratings), min_size=1, max_size=8),
)
def test_every_history_leads_to_the_state_the_fsrs_package_gives(
    w: tuple[float, ...], history: list[tuple[int, int]]
) -> None:
    truth = reviewed_by_fsrs(w, history)
    stability, difficulty = 0.0, 0.0
    for step, (days, rating) in enumerate(history):
        if step == 0:
            stability = formulas.initial_stability(w, rating)
            difficulty = formulas.initial_difficulty(w, rating)
        else:
            assert formulas.retrievability(w, days, stability) == pytest.approx(truth[step][2])
            stability, difficulty = (
                formulas.next_stability(w, stability, difficulty, days, rating),
                formulas.next_difficulty(w, difficulty, rating),
            )
        if truth[step][0] > formulas.HIGHEST_STABILITY:
            assert stability == formulas.HIGHEST_STABILITY  # the package has no upper bound of its own
            return
        assert stability == pytest.approx(truth[step][0], rel=1e-9)
        assert difficulty == pytest.approx(truth[step][1], rel=1e-9)


@given(parameter_lists(), stabilities)
def test_after_one_stability_the_chance_of_recall_is_nine_in_ten(
    w: tuple[float, ...], stability: float
) -> None:
    assert formulas.retrievability(w, stability, stability) == pytest.approx(0.9)
    assert formulas.retrievability(w, 0, stability) == 1.0


@given(parameter_lists(), stabilities, st.floats(0, 4000), st.floats(0.001, 4000))
def test_recall_falls_with_time_and_stays_a_probability(
    w: tuple[float, ...], stability: float, days: float, more: float
) -> None:
    sooner = formulas.retrievability(w, days, stability)
    later = formulas.retrievability(w, days + more, stability)
    assert 0.0 <= later <= sooner <= 1.0


@given(stabilities, st.floats(0.7, 0.99))
def test_the_interval_ends_when_recall_has_fallen_to_the_retention_asked_for(
    stability: float, retention: float
) -> None:
    w = formulas.DEFAULT_PARAMETERS
    days = formulas.interval(w, stability, retention)
    assert formulas.retrievability(w, days, stability) == pytest.approx(retention)


@given(parameter_lists(), stabilities, difficulties, recalls)
def test_a_better_rating_never_leaves_a_weaker_memory(
    w: tuple[float, ...], stability: float, difficulty: float, recall: float
) -> None:
    again, hard, good, easy = (
        formulas.next_stability(w, stability, difficulty, 1, rating, recall) for rating in (1, 2, 3, 4)
    )
    assert again <= stability <= hard <= good <= easy


@given(st.lists(st.floats(), max_size=25))
def test_any_list_of_numbers_becomes_parameters_within_the_bounds(numbers: list[float]) -> None:
    w = formulas.usable_parameters(numbers)
    assert len(w) == 21
    for value, low, high in zip(w, formulas.LOWEST_PARAMETERS, formulas.HIGHEST_PARAMETERS, strict=True):
        assert low <= value <= high
    assert formulas.usable_parameters(w) == w


def test_one_parameter_out_of_bounds_moves_to_its_bound_and_the_others_stay() -> None:
    broken = list(formulas.DEFAULT_PARAMETERS)
    broken[0], broken[20], broken[8] = 1e6, -1.0, math.nan
    w = formulas.usable_parameters(broken)
    assert (w[0], w[20], w[8]) == (100.0, 0.1, formulas.DEFAULT_PARAMETERS[8])
    assert w[1:8] == formulas.DEFAULT_PARAMETERS[1:8]


def test_parameters_of_an_older_fsrs_give_way_to_the_defaults() -> None:
    assert formulas.usable_parameters([0.4] * 19) == formulas.DEFAULT_PARAMETERS
