from __future__ import annotations

import random

from studykit.essays.paper_two import terms
from studykit.essays.question_templates import ask, questions
from tests.essays.library import Shelf


def test_there_are_practice_questions_for_every_term_and_theme_argued(shipped: Shelf) -> None:
    found = questions(shipped.material)
    assert {each.term for each in found} == set(terms())
    assert len(found) >= 100
    assert len({theme for each in found for theme in each.themes}) >= 5


def test_every_practice_question_is_read_as_it_says_and_can_be_answered(shipped: Shelf) -> None:
    allowed = {"needs-second-case", "different-regions"}
    for each in questions(shipped.material):
        outline = shipped.outline(each.text)
        assert outline.question.term == each.term, each.text
        assert outline.question.cases == each.cases, each.text
        assert {warning.code for warning in outline.warnings} <= (allowed if each.cases > 1 else set()), (
            each.text
        )
        assert outline.plans, each.text


def test_only_cases_that_are_studied_are_asked_about(both: Shelf, own: Shelf) -> None:
    assert "land" not in {theme for each in questions(both.material) for theme in each.themes}
    assert "land" in {theme for each in questions(own.material) for theme in each.themes}


def test_recent_questions_are_avoided_until_all_were_asked(own: Shelf) -> None:
    found = [each for each in questions(own.material) if each.term == "discuss"]
    recent: list[str] = []
    for _ in found:
        chosen = ask(found, term=None, theme=None, recent=recent, draw=random.Random(1))
        assert chosen is not None
        assert chosen.text not in recent
        recent.append(chosen.text)
    again = ask(found, term=None, theme=None, recent=recent, draw=random.Random(1))
    assert again is not None
    assert again.text == recent[0], "the one asked longest ago"


def test_term_and_theme_are_kept_to(own: Shelf) -> None:
    chosen = ask(questions(own.material), term="examine", theme="land", recent=(), draw=random.Random(3))
    assert chosen is not None
    assert chosen.term == "examine"
    assert "land" in chosen.themes
    assert ask((), term=None, theme=None, recent=(), draw=random.Random(3)) is None
