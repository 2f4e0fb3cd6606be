"""The decoder against many questions: 95 in 100 must be right in every respect."""

from __future__ import annotations

import pytest

from studykit.essays.terms import TERMS
from tests.essays.library import Shelf
from tests.essays.questions import HELD_OUT, TUNED, Asked


def is_right(asked: Asked, shelf: Shelf) -> bool:
    outline = shelf.outline(asked.text)
    decks = {piece.card.partition("/")[0] for piece in outline.evidence}
    return (
        outline.question.term == asked.term
        and {warning.code for warning in outline.warnings} == set(asked.warnings)
        and set(asked.decks) <= decks
    )


@pytest.mark.parametrize("asked", [TUNED, HELD_OUT], ids=["tuned", "held-out"])
def test_term_warnings_and_evidence_are_right_for_95_in_100(asked, shipped: Shelf) -> None:
    wrong = [each.text for each in asked if not is_right(each, shipped)]
    assert len(wrong) <= 0.05 * len(asked), wrong


def test_the_set_has_every_term_every_warning_and_many_questions_without_any() -> None:
    asked = (*TUNED, *HELD_OUT)
    assert {each.term for each in asked} == {*TERMS, None}
    assert len({code for each in asked for code in each.warnings}) == 7
    assert sum(not each.warnings for each in asked) >= 10


def test_no_question_of_the_set_is_a_stem_of_a_shipped_plan(shipped: Shelf) -> None:
    stems = {stem for plan in shipped.material.plans for stem in plan.answers}
    assert not stems & {each.text for each in (*TUNED, *HELD_OUT)}


def test_a_question_that_is_covered_gets_paragraphs_with_evidence_on_both_sides(shipped: Shelf) -> None:
    for each in (*TUNED, *HELD_OUT):
        codes = set(each.warnings)
        if codes <= {"names-a-leader", "no-command-term"} and each.decks:
            outline = shipped.outline(each.text)
            assert len(outline.paragraphs) >= 3, each.text
            assert all(2 <= len(paragraph.evidence) <= 3 for paragraph in outline.paragraphs), each.text
            assert outline.paragraphs[0].side != "against", each.text
            assert outline.thesis, each.text
            assert outline.counter, each.text


def test_what_is_not_covered_gets_no_outline_but_plans_to_look_at(shipped: Shelf) -> None:
    for each in (*TUNED, *HELD_OUT):
        if "not-covered" in each.warnings:
            outline = shipped.outline(each.text)
            assert not outline.paragraphs, each.text
            assert not outline.plans, each.text
            assert outline.related, each.text
