from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.planning.order import CardMemory, Preparation, study_order
from studykit.planning.student import exam_recall, simulate
from tests.budget import examples
from tests.planning.strategies import decks

NEW = CardMemory(None, None, None)


def test_the_same_seed_tells_the_same_story_and_another_seed_another() -> None:
    plan = Preparation(exam_day=20, first_day=0, seconds=300)
    first = simulate([NEW] * 60, plan, day=0, seed=1)
    assert first == simulate([NEW] * 60, plan, day=0, seed=1)
    assert first.recalls != simulate([NEW] * 60, plan, day=0, seed=2).recalls


@given(decks, st.integers(0, 20), st.integers(0, 25), st.integers(0, 5), st.none() | st.floats(0.7, 0.97))
@settings(max_examples=examples(60))
def test_nothing_happens_on_days_off_or_past_the_exam(
    cards: list[CardMemory], day: int, exam_day: int, seed: int, target: float | None
) -> None:
    plan = Preparation(exam_day, 0, 200.0, days_off=frozenset({3, 9}), target=target)
    run = simulate(cards, plan, day=day, seed=seed)
    assert [done.day for done in run.days] == [d for d in range(day, exam_day) if d not in (3, 9)]
    assert len(run.recalls) == len(cards)
    assert all(0.0 <= recall <= 1.0 for recall in run.recalls)


def test_a_day_ends_with_the_answer_that_uses_up_its_seconds() -> None:
    run = simulate([NEW] * 500, Preparation(10, 0, 300.0), day=0)
    assert all(done.seconds < 300.0 + 19.58 for done in run.days)


def test_seconds_spent_today_are_gone() -> None:
    run = simulate([NEW] * 500, Preparation(10, 0, 300.0), day=0, spent=300.0)
    assert run.days[0].answers == 0
    assert run.days[1].answers > 0


def test_slower_cards_leave_time_for_fewer_answers() -> None:
    def answers(pace: float) -> int:
        run = simulate([NEW] * 500, Preparation(10, 0, 300.0, pace=(pace,) * 500), day=0)
        return sum(done.answers for done in run.days)

    assert answers(2.0) < 0.6 * answers(1.0)


def test_a_stronger_memory_knows_more_on_exam_day() -> None:
    plan = Preparation(exam_day=30, first_day=0, seconds=300)
    weak, usual, strong = (simulate([NEW] * 120, plan, day=0, strength=s).recall for s in (0.3, 1.0, 3.0))
    assert weak < usual < strong


def test_a_card_left_alone_keeps_the_recall_of_its_curve() -> None:
    card = CardMemory(30.0, 5.0, 0)
    run = simulate([card], Preparation(exam_day=30, first_day=0, seconds=0.0), day=1)
    assert run.recall == pytest.approx(0.9)
    assert exam_recall(card, Preparation(30, 0, 0).parameters, 30) == pytest.approx(0.9)


@given(
    st.lists(
        st.builds(CardMemory, st.floats(0.05, 300.0), st.floats(1, 10), st.integers(0, 29)) | st.just(NEW),
        max_size=25,
    ),
    st.integers(30, 55),
)
@settings(max_examples=examples(60))
def test_the_simulated_day_holds_what_the_real_order_would(cards: list[CardMemory], day: int) -> None:
    """The simulation asks only for cards that are awake; that must not change what is studied."""
    plan = Preparation(exam_day=60, first_day=0, seconds=1e6)
    run = simulate(cards, plan, day=day)
    order = study_order(cards, Preparation(60, 0, 1e6), day=day)
    assert run.days[0].answers == len(order)
    assert run.days[0].new == sum(cards[index] == NEW for index in order)


def test_the_last_days_fill_their_minutes_however_many_cards_wait() -> None:
    cards = [CardMemory(200.0, 5.0, index % 30) for index in range(400)]
    run = simulate(cards, Preparation(exam_day=60, first_day=0, seconds=600.0), day=52)
    assert all(600.0 <= done.seconds < 620.0 for done in run.days)
