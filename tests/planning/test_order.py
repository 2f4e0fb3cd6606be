from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.memory.formulas import DEFAULT_PARAMETERS, retrievability
from studykit.planning.gains import EXPECTED_FIRST_SECONDS
from studykit.planning.order import CardMemory, Preparation, open_days, study_order, today
from tests.planning.strategies import days, decks, memories, parameters, targets

NEW = CardMemory(None, None, None)


def seen(stability: float, last_day: int, difficulty: float = 5.0) -> CardMemory:
    return CardMemory(stability, difficulty, last_day)


@given(
    cards=decks,
    day=days,
    exam_day=days,
    first_day=days,
    seconds=st.floats(),
    w=parameters,
    target=targets,
    added=st.none() | st.lists(days, max_size=30),
    pace=st.none() | st.lists(st.floats(), max_size=30),
    met_today=st.integers(-5, 40),
)
def test_any_input_gives_each_index_at_most_once_and_the_same_order_again(
    cards: list[CardMemory],
    day: int,
    exam_day: int,
    first_day: int,
    seconds: float,
    w: list[float],
    target: float | None,
    added: list[int] | None,
    pace: list[float] | None,
    met_today: int,
) -> None:
    plan = Preparation(
        exam_day, first_day, seconds, parameters=tuple(w), target=target, added=added, pace=pace
    )

    def order() -> list[int]:
        return study_order(cards, plan, day=day, met_today=met_today)

    first = order()
    assert first == order()
    assert len(set(first)) == len(first)
    assert all(0 <= index < len(cards) for index in first)
    if day >= exam_day or not seconds > 0:
        assert first == []
    assert not any(
        cards[index].last_day == day and index in first for index in range(len(cards)) if _whole(cards[index])
    )


def _whole(card: CardMemory) -> bool:
    return None not in (card.stability, card.difficulty, card.last_day) and all(
        math.isfinite(value) for value in (card.stability, card.difficulty) if value is not None
    )


@given(st.lists(memories, max_size=20), st.integers(1, 80), st.integers(0, 79))
def test_without_a_target_nothing_that_could_be_studied_is_left_out(
    cards: list[CardMemory], exam_day: int, day: int
) -> None:
    order = study_order(cards, Preparation(exam_day, 0, 600, target=None), day=day)
    could = [i for i, card in enumerate(cards) if not (_whole(card) and card.last_day == day)]
    assert sorted(order) == (could if day < exam_day else [])


@given(
    st.lists(st.builds(seen, st.floats(0.1, 300.0), st.integers(0, 9), st.floats(1, 10)), max_size=20),
    st.floats(0.6, 0.97),
)
def test_weeks_before_the_exam_exactly_the_cards_below_the_target_come(
    cards: list[CardMemory], target: float
) -> None:
    due = today(cards, Preparation(60, 0, 600, target=target), day=10).needed
    low = [
        index
        for index, card in enumerate(cards)
        if retrievability(DEFAULT_PARAMETERS, 10 - (card.last_day or 0), card.stability or 1.0) <= target
    ]
    assert sorted(due) == low


@given(decks, st.integers(1, 60), st.integers(0, 59))
def test_waiting_cards_come_only_after_what_the_plan_needs(
    cards: list[CardMemory], exam_day: int, day: int
) -> None:
    plan, open_plan = Preparation(exam_day, 0, 600), Preparation(exam_day, 0, 600, target=None)
    assert today(cards, plan, day=day).needed == today(cards, open_plan, day=day).needed


def test_no_cards_give_no_order() -> None:
    assert study_order([], Preparation(30, 0, 600), day=0) == []


def test_one_new_card_is_met_today() -> None:
    assert study_order([NEW], Preparation(30, 0, 600), day=0) == [0]


@pytest.mark.parametrize("day", [30, 31, 400])
def test_nothing_is_planned_on_exam_day_or_after_it(day: int) -> None:
    cards = [NEW, seen(1.0, 3), seen(0.001, 29)]
    assert study_order(cards, Preparation(30, 0, 600), day=day) == []


def test_all_cards_new_on_the_last_day_all_come() -> None:
    assert study_order([NEW] * 40, Preparation(30, 29, 600), day=29) == list(range(40))


def test_new_cards_come_at_a_pace_that_meets_all_in_three_quarters_of_the_days() -> None:
    # 300 cards, 40 days: 30 days of intake, ten a day, and no more when the minutes are just enough for them.
    plan = today([NEW] * 300, Preparation(40, 0, 100), day=0)
    assert (len(plan.needed), len(plan.spare)) == (10, 0)


def test_spare_minutes_meet_more_new_cards() -> None:
    plan = today([NEW] * 300, Preparation(40, 0, 600), day=0)
    assert len(plan.needed) + len(plan.spare) == int(600 / EXPECTED_FIRST_SECONDS)


def test_after_missed_days_the_pace_rises_so_that_the_intake_still_ends_in_time() -> None:
    plan = today([NEW] * 300, Preparation(40, 0, 100), day=10)
    assert len(plan.needed) == 15


def test_a_second_session_of_the_day_asks_for_no_second_intake() -> None:
    met = [seen(3.0, 0)] * 10
    again = today([*met, *[NEW] * 290], Preparation(40, 0, 1), day=0, met_today=10)
    assert again.needed == ()
    half = today([*met[:4], *[NEW] * 296], Preparation(40, 0, 1), day=0, met_today=4)
    assert len(half.needed) == 6


def test_a_deck_added_midway_has_an_intake_of_its_own() -> None:
    late = today([NEW] * 30, Preparation(40, 0, 1), day=32)
    own = today([NEW] * 30, Preparation(40, 0, 1, added=[32] * 30), day=32)
    assert len(late.needed) == 30
    assert len(own.needed) == 5


def test_the_plan_ranks_new_cards_before_reviews_and_in_the_order_of_the_deck() -> None:
    cards = [seen(1.0, 0), NEW, seen(2.0, 0), NEW]
    assert today(cards, Preparation(12, 0, 600), day=10).needed[:2] == (1, 3)


def test_in_the_last_days_no_card_waits() -> None:
    safe = seen(500.0, 20)
    assert study_order([safe], Preparation(60, 0, 600), day=54) == [0]
    assert study_order([safe], Preparation(60, 0, 600), day=40) == []


@pytest.mark.parametrize(("days", "last"), [(1, 3), (7, 3), (14, 4), (30, 5), (60, 8), (3650, 60)])
def test_the_last_days_are_the_square_root_of_all_days(days: int, last: int) -> None:
    assert open_days(0, days) == last


def test_on_the_last_day_the_card_the_exam_gains_most_from_comes_first() -> None:
    # The hopeless card is gained most of all: it is nearly surely forgotten, and surely known the day after.
    cards = [seen(400.0, 50), seen(0.001, 50), seen(20.0, 50)]
    assert today(cards, Preparation(60, 0, 600), day=59).needed == (1, 2, 0)


def test_a_slow_card_yields_to_a_quick_one_of_the_same_memory() -> None:
    cards = [seen(3.0, 0), seen(3.0, 0)]
    assert study_order(cards, Preparation(60, 0, 600, pace=[2.0, 0.5]), day=10) == [1, 0]


def test_a_card_is_not_asked_twice_on_one_day() -> None:
    assert study_order([seen(0.2, 59)], Preparation(60, 0, 600), day=59) == []


def test_a_clock_set_back_makes_a_card_wait_as_if_answered_yesterday() -> None:
    cards = [seen(0.3, 45), seen(50.0, 45)]
    assert study_order(cards, Preparation(60, 0, 600), day=40) == [0]


@pytest.mark.parametrize("stability", [0.001, 36_500.0])
@pytest.mark.parametrize("target", [0.9, None])
def test_the_ends_of_stability_are_planned_for(stability: float, target: float | None) -> None:
    cards = [seen(stability, 0, difficulty) for difficulty in (1.0, 10.0)]
    for day in range(1, 60):
        order = study_order(cards, Preparation(60, 0, 600, target=target), day=day)
        assert set(order) <= {0, 1}


def test_no_minutes_no_order() -> None:
    assert study_order([NEW], Preparation(30, 0, 0), day=0) == []
    assert study_order([NEW], Preparation(30, 0, -5), day=0) == []


def test_half_a_memory_counts_as_never_seen() -> None:
    cards = [CardMemory(3.0, None, 5), CardMemory(math.nan, 5.0, 5), CardMemory(None, 5.0, None)]
    assert study_order(cards, Preparation(10, 0, 600), day=9) == [0, 1, 2]
