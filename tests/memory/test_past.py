from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from studykit.cards import CardId
from studykit.classes.progress import overruled, verdicts
from studykit.memory.past import Past, past
from studykit.memory.schedule import replay, standing_reviews
from studykit.reviews import Amend, LogRow, Outcome, Rating, Reset, Review, Undo
from studykit.verdict import Verdict
from tests.memory.histories import histories

ONE, OTHER = CardId("d/one"), CardId("d/other")
START = date(2026, 1, 1)


def read(rows: list[LogRow], present_ids: dict[CardId, CardId] | None = None) -> Past:
    outcomes = [
        Outcome(
            row.id,
            row.at,
            row.card,
            row.study_day.toordinal(),
            row.verdict,
            row.rating,
            row.seconds,
            row.counts,
        )
        for row in rows
        if isinstance(row, Review)
    ]
    return past(outcomes, [row for row in rows if isinstance(row, Amend | Undo | Reset)], present_ids or {})


@given(histories())
def test_every_history_ends_in_the_memories_that_the_schedule_has(rows: list[LogRow]) -> None:
    found = read(rows)
    for card, state in replay(rows).items():
        last = found.last_step(card, date.max.toordinal())
        if state.memory is None:
            assert last is None
        else:
            assert last is not None
            assert date.fromordinal(last.day) == state.memory.last_day
            assert last.stability == pytest.approx(state.memory.stability)
            assert last.difficulty == pytest.approx(state.memory.difficulty)


def review(number: int, days: int, rating: Rating = Rating.GOOD, card: CardId = ONE) -> Review:
    return Review(
        id=f"{number:02}", device="d", at=number * 1000, card=card, study_day=START + timedelta(days=days),
        answer="", verdict=Verdict.CORRECT if rating > 1 else Verdict.WRONG, score=1.0, rating=rating,
        seconds=5.0, counts=True,
    )  # fmt: skip


def test_a_memory_is_told_as_it_was_on_a_day_gone_by() -> None:
    found = read([review(1, 0), review(2, 5)])
    assert found.last_step(ONE, START.toordinal() - 1) is None
    before, after = found.last_step(ONE, START.toordinal() + 4), found.last_step(ONE, START.toordinal() + 5)
    assert before is not None
    assert after is not None
    assert before.day == START.toordinal()
    assert after.stability > before.stability
    chance = found.recall(ONE, START.toordinal() + 4)
    assert chance is not None
    assert 0.5 < chance < 1.0


def test_what_was_missed_today_is_not_known_today() -> None:
    found = read([review(1, 0, Rating.AGAIN), review(2, 0, card=OTHER)])
    missed, came = found.recall(ONE, START.toordinal()), found.recall(OTHER, START.toordinal())
    assert missed is not None
    assert missed < 0.8
    assert came == 1.0


def test_an_answer_counts_as_she_ruled_and_not_at_all_once_taken_back() -> None:
    rows: list[LogRow] = [
        review(1, 0, Rating.AGAIN),
        review(2, 1),
        Amend(
            id="03", device="d", at=3000, card=ONE, review="01", rating=Rating.GOOD, verdict=Verdict.CORRECT
        ),
        Undo(id="04", device="d", at=4000, row="02", card=ONE),
    ]
    (answer,) = read(rows).answers
    assert (answer.verdict, answer.rating) == (Verdict.CORRECT, Rating.GOOD)


def test_what_she_ruled_of_an_answer_stands_everywhere_when_she_rates_it_anew() -> None:
    ruled = Amend(
        id="02", device="d", at=2000, card=ONE, review="01", rating=Rating.GOOD, verdict=Verdict.CORRECT
    )
    rows: list[LogRow] = [
        replace(review(1, 0, Rating.AGAIN), answer="in 1922"),
        ruled,
        replace(ruled, id="03", at=3000, rating=Rating.HARD, verdict=None),
    ]
    ((_, amend),) = standing_reviews(rows)
    (answer,) = read(rows).answers
    assert amend is not None
    assert (amend.verdict, amend.rating) == (answer.verdict, answer.rating) == (Verdict.CORRECT, Rating.HARD)
    assert verdicts(rows) == {(ONE, Verdict.CORRECT): 1}
    assert len(overruled(rows)) == 1


def test_answers_under_an_earlier_name_are_the_cards_own() -> None:
    found = read([review(1, 0, card=OTHER), review(2, 3)], {OTHER: ONE})
    assert [each.card for each in found.answers] == [ONE, ONE]
    assert found.steps[ONE][1].waited == 3


def test_a_card_that_began_afresh_keeps_its_answers_but_not_its_memory() -> None:
    found = read([review(1, 0), Reset(id="02", device="d", at=1500, card=ONE), review(3, 9)])
    assert len(found.answers) == 2
    assert [step.waited for step in found.steps[ONE]] == [None]
