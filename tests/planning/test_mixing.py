from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studykit.planning.order import CardMemory, Preparation, study_order, today
from tests.planning.strategies import memories

NEW = CardMemory(None, None, None)
SECONDS = 600.0


def seen(stability: float, last_day: int, difficulty: float = 5.0) -> CardMemory:
    return CardMemory(stability, difficulty, last_day)


def order(cards: list[CardMemory], day: int = 10, seconds: float = SECONDS) -> list[int]:
    return study_order(cards, Preparation(60, 0, seconds), day=day)


def test_a_sitting_opens_with_yesterday_and_the_least_sure_and_never_with_new_cards_alone() -> None:
    yesterday, long_ago = [seen(0.3, 9)] * 6, [seen(1.0, 2), seen(2.0, 2), seen(3.0, 2)]
    first = order([*[NEW] * 100, *yesterday, *long_ago])[:4]
    assert all(index >= 100 for index in first)
    assert sum(100 <= index < 106 for index in first) == 2


def test_yesterdays_cards_open_it_even_when_all_of_them_were_right() -> None:
    sure = [seen(8.0, 9)] * 30
    first = order([*[NEW] * 100, *sure])[:2]
    assert all(index >= 100 for index in first)


def test_in_every_part_of_what_fits_met_and_new_cards_come_in_the_plans_proportion() -> None:
    cards = [*[NEW] * 200, *[seen(4.0, 1)] * 20]
    asked = order(cards)
    fitting = [index >= 200 for index in asked[:40]]
    assert 3 <= sum(fitting[4:22]) <= sum(fitting[22:40]) + 2


def test_what_does_not_fit_comes_after_it_in_the_order_of_the_plan() -> None:
    cards = [seen(3.0 + number / 100, 1) for number in range(300)]
    asked = order(cards, seconds=60.0)
    ranked = list(today(cards, Preparation(60, 0, 60.0), day=10).needed)
    assert asked[8:] == [index for index in ranked if index not in asked[:8]]


def test_the_final_sweep_opens_with_what_was_met_and_is_weakest() -> None:
    cards = [NEW, seen(500.0, 50), seen(2.0, 30), seen(1.0, 30)]
    assert order(cards, day=57)[:2] == [3, 2]


@given(st.lists(memories, max_size=30), st.integers(1, 59), st.floats(1, 2000))
def test_mixing_takes_nothing_away_and_adds_only_cards_of_the_last_study_day(
    cards: list[CardMemory], day: int, seconds: float
) -> None:
    asked = order(cards, day, seconds)
    plan = today(cards, Preparation(60, 0, seconds), day=day)
    planned = {*plan.needed, *plan.spare}
    assert planned <= set(asked)
    assert len(asked) - len(planned) <= 2
    assert planned or not asked
