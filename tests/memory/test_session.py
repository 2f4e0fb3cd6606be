from __future__ import annotations

import pytest

from studykit.cards import CardId
from studykit.memory.session import Session, Turn
from studykit.verdict import Verdict

A, B, C = CardId("a"), CardId("b"), CardId("c")


def test_cards_are_asked_in_order_until_none_is_left() -> None:
    session = Session((A, B))
    assert session.current == A
    session = session.answer(Verdict.CORRECT, "r1").answer(Verdict.PARTIAL, "r2")
    assert session.current is None
    assert (session.count(Verdict.CORRECT), session.count(Verdict.PARTIAL)) == (1, 1)


def test_a_wrong_card_comes_back_once_after_all_others() -> None:
    session = Session((A, B), retry=True).answer(Verdict.WRONG, "r1")
    assert session.left == (B, A)
    session = session.answer(Verdict.CORRECT, "r2")
    assert (session.current, session.turn) == (A, Turn.RETRY)
    assert session.answer(Verdict.WRONG, "r3").current is None


def test_without_retry_a_wrong_card_does_not_come_back() -> None:
    assert Session((A,)).answer(Verdict.WRONG, "r1").current is None


def test_the_limit_counts_questions_asked_retries_among_them() -> None:
    session = Session((A, B, C), retry=True, limit=3)
    for number in range(3):
        session = session.answer(Verdict.WRONG, f"r{number}")
    assert session.current is None
    session = Session((A, B), retry=True, limit=3).answer(Verdict.WRONG, "r1").answer(Verdict.CORRECT, "r2")
    assert session.left == (A,)


def test_overruling_to_right_takes_the_card_out_of_the_retries_and_to_wrong_puts_it_in() -> None:
    session = Session((A, B), retry=True).answer(Verdict.WRONG, "r1")
    assert session.overrule(Verdict.CORRECT).left == (B,)
    session = Session((A, B), retry=True).answer(Verdict.CORRECT, "r1")
    assert session.overrule(Verdict.WRONG).left == (B, A)


def test_a_card_taken_back_is_asked_again_now() -> None:
    session = Session((A, B), retry=True)
    assert session.answer(Verdict.WRONG, "r1").take_back() == session


def test_a_retry_taken_back_stays_a_retry() -> None:
    session = Session((A,), retry=True).answer(Verdict.WRONG, "r1")
    assert session.answer(Verdict.CORRECT, "r2").take_back() == session


def test_a_skipped_card_is_left_and_a_suspended_one_does_not_come_back() -> None:
    session = Session((A, B, C), retry=True).answer(Verdict.WRONG, "r1")
    assert session.skip().left == (C, A)
    assert session.without(A).left == (B, C)


def test_a_sitting_that_is_over_has_no_card_to_answer() -> None:
    with pytest.raises(ValueError, match="over"):
        Session(()).answer(Verdict.CORRECT, "r1")
