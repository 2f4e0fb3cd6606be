from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.memory.queue import recall
from studykit.memory.schedule import (
    LEECH_LAPSES,
    Scheduling,
    derive,
    fuzzed,
    is_leech,
    next_state,
    outcomes,
    replay,
    reviewed,
    voided,
)
from studykit.reviews import Amend, CardState, LogRow, MemoryState, Rating, Review, Undo
from studykit.verdict import Verdict
from tests.memory.counted_names import CountedName, steps_below
from tests.memory.histories import histories

DAY = date(2026, 11, 22)
CARD = CardId("stalin-institutions/gensec-year")

memories = st.builds(
    MemoryState,
    stability=st.floats(0.01, 3000),
    difficulty=st.floats(1, 10),
    last_day=st.dates(date(2026, 1, 1), DAY),
)


def review(number: int, rating: Rating, day: date, **changes: Any) -> Review:
    made = Review(
        id=f"r{number}",
        device="here",
        at=number,
        card=CARD,
        study_day=day,
        answer="1922",
        verdict=Verdict.CORRECT,
        score=1.0,
        rating=rating,
        seconds=4.0,
        counts=True,
    )
    return replace(made, **changes)


# Stability, difficulty and interval (days) after each review, as py-fsrs 6.3.2 gave them on 2026-11-22 with
# default parameters, no learning steps and no fuzz: (rating, days since the review before, S, D, interval).
GOLDEN = [
    (Rating.GOOD, 0, 2.3065, 2.118103970459016, 2),
    (Rating.GOOD, 2, 10.964332335820698, 2.111214235785395, 11),
    (Rating.GOOD, 11, 46.28021728755693, 2.1043313908464483, 46),
    (Rating.AGAIN, 46, 2.9325804541638116, 7.389975788014609, 3),
    (Rating.HARD, 3, 5.846751531951049, 8.252572670252656, 6),
    (Rating.GOOD, 0, 5.846751531951049, 8.23954846687924, 6),
    (Rating.EASY, 5, 16.676279281006202, 7.636515970848564, 17),
]


def test_states_are_those_of_py_fsrs_step_by_step() -> None:
    memory: MemoryState | None = None
    day = DAY
    for rating, gap, stability, difficulty, interval in GOLDEN:
        day += timedelta(days=gap)
        memory, days = next_state(memory, rating, day)
        assert memory.stability == pytest.approx(stability, rel=1e-12)
        assert memory.difficulty == pytest.approx(difficulty, rel=1e-12)
        assert days == interval


@given(memories, st.integers(1, 3000))
def test_recall_is_nine_in_ten_after_one_stability(memory: MemoryState, stability: int) -> None:
    state = CardState(CARD, memory=replace(memory, stability=float(stability)))
    assert recall(state, memory.last_day + timedelta(days=stability)) == pytest.approx(0.9)


@given(memories, st.integers(0, 2000), st.integers(1, 2000))
def test_recall_falls_with_time(memory: MemoryState, days: int, more: int) -> None:
    state = CardState(CARD, memory=memory)
    sooner = recall(state, memory.last_day + timedelta(days=days))
    later = recall(state, memory.last_day + timedelta(days=days + more))
    assert sooner is not None
    assert later is not None
    assert 0 < later < sooner <= 1


@given(st.none() | memories, st.integers(0, 400), st.floats(0.70, 0.97))
def test_a_better_rating_never_comes_back_sooner(
    memory: MemoryState | None, gap: int, retention: float
) -> None:
    day = DAY + timedelta(days=gap)
    scheduling = Scheduling(desired_retention=retention)
    hard, good, easy = (
        next_state(memory, rating, day, scheduling)[1] for rating in (Rating.HARD, Rating.GOOD, Rating.EASY)
    )
    assert 1 <= hard <= good <= easy


@given(st.integers(1, 40_000), st.integers(1, 500))
def test_fuzz_is_small_and_always_the_same(interval: int, reviews: int) -> None:
    moved = fuzzed(interval, CARD, reviews)
    assert moved == fuzzed(interval, CARD, reviews)
    assert 1 <= moved <= 36_500
    assert abs(moved - min(interval, 36_500)) <= 2 + 0.15 * interval


def test_fuzz_sets_cards_learnt_together_apart() -> None:
    days = {fuzzed(30, CardId(f"deck/card-{number}"), 3) for number in range(50)}
    assert len(days) >= 4


def test_short_intervals_are_not_moved() -> None:
    assert [fuzzed(days, CARD, 1) for days in (1, 2)] == [1, 2]


def test_a_lapse_is_again_on_a_card_seen_before() -> None:
    rows = [review(1, Rating.AGAIN, DAY), review(2, Rating.AGAIN, DAY + timedelta(days=1))]
    assert derive(CARD, rows[:1]).lapses == 0
    assert derive(CARD, rows).lapses == 1


def test_a_card_forgotten_eight_times_is_a_leech() -> None:
    rows = [review(number, Rating.AGAIN, DAY + timedelta(days=number)) for number in range(LEECH_LAPSES + 1)]
    assert not is_leech(derive(CARD, rows[:-1]))
    assert is_leech(derive(CARD, rows))


def test_a_review_that_does_not_count_leaves_the_schedule_alone() -> None:
    assert derive(CARD, [review(1, Rating.GOOD, DAY, counts=False)]) == CardState(CARD)


def test_an_amended_rating_takes_the_place_of_the_suggested_one() -> None:
    suggested = review(1, Rating.AGAIN, DAY)
    amend = Amend(id="a", device="here", at=2, card=CARD, review="r1", rating=Rating.GOOD)
    assert derive(CARD, [suggested, amend]) == derive(CARD, [review(1, Rating.GOOD, DAY)])


def test_an_undone_review_was_never_given_and_an_undone_undo_gives_it_back() -> None:
    given_answer = review(1, Rating.GOOD, DAY)
    undo = Undo(id="u1", device="here", at=2, card=CARD, row="r1")
    redo = Undo(id="u2", device="here", at=1, card=CARD, row="u1")
    assert derive(CARD, [given_answer, undo]) == CardState(CARD)
    assert derive(CARD, [given_answer, undo, redo]) == derive(CARD, [given_answer])


def test_undos_that_name_each_other_are_survived() -> None:
    loop = [Undo(id="a", device="x", at=1, row="b"), Undo(id="b", device="x", at=2, row="a")]
    assert voided(loop) <= {"a", "b"}


@pytest.mark.parametrize("chained", [False, True])
def test_many_undos_take_as_many_steps_as_there_are(chained: bool) -> None:
    ids = [CountedName(number) for number in range(500)]
    rows = [
        Undo(id=here, device="x", at=0, row=before if chained else ids[0]) for before, here in pairwise(ids)
    ]
    for some in (rows, rows[::-1]):
        with steps_below(20 * len(rows)):
            gone = voided(some)
        assert gone == ({*ids[:-1][::-2]} if chained else {ids[0]})


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_arrive_changes_nothing(rows: list[LogRow], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert replay(rows) == replay(shuffled)


def test_a_clock_set_back_never_gives_a_negative_interval() -> None:
    rows = [review(1, Rating.GOOD, DAY), review(2, Rating.GOOD, DAY - timedelta(days=365))]
    state = derive(CARD, rows)
    assert state.due is not None
    assert state.due > DAY


def test_what_a_rating_would_lead_to_is_what_it_leads_to() -> None:
    state = derive(CARD, [review(1, Rating.GOOD, DAY)])
    day = DAY + timedelta(days=3)
    for rating, due in outcomes(state, day).items():
        assert reviewed(state, rating, day).due == due


def test_only_cards_in_the_log_have_a_state() -> None:
    assert set(replay([review(1, Rating.GOOD, DAY)])) == {CARD}
