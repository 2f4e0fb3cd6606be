"""Sets of questions: what each is read as, claims beside their denials, subjects, and what is not covered."""

from __future__ import annotations

import pytest

from studykit.essays.stance import DEGREES, agrees
from tests.essays.coverage import (
    COVERED,
    FRESH_UNCOVERED,
    LAST_COVERED,
    LAST_UNCOVERED,
    LATER_COVERED,
    LATER_UNCOVERED,
    UNCOVERED,
)
from tests.essays.library import Shelf
from tests.essays.questions import (
    FRESH_PAIRS,
    FRESH_STEMS,
    FRESH_SUBJECTS,
    LAST_PAIRS,
    LATER_PAIRS,
    LATER_STEMS,
    LATER_SUBJECTS,
    PAIRS,
    READ_PAIRS,
    STEMS,
    SUBJECTS,
    Stem,
)


@pytest.mark.parametrize("stem", [*STEMS, *LATER_STEMS], ids=lambda stem: stem.text[:60])
def test_a_question_is_read_as_a_teacher_would(both: Shelf, stem: Stem) -> None:
    outline = both.outline(stem.text)
    question = outline.question
    claim = question.claims[0] if question.claims else None
    assert (question.term, question.cases) == (stem.term, stem.cases)
    assert (claim and claim.factor) == stem.factor
    assert claim is None or claim.mattered is stem.mattered
    assert outline.paragraphs
    assert outline.thesis


@pytest.mark.parametrize(("question", "factor", "cases"), FRESH_STEMS, ids=lambda each: str(each)[:60])
def test_a_question_without_a_term_or_with_slips_is_read_too(
    both: Shelf, question: str, factor: str | None, cases: int
) -> None:
    outline = both.outline(question)
    claims = outline.question.claims
    assert (claims[0].factor if claims else None, outline.question.cases) == (factor, cases)
    assert outline.paragraphs


@pytest.mark.parametrize(
    "pair",
    [*PAIRS, *LATER_PAIRS, *LAST_PAIRS, *FRESH_PAIRS, *READ_PAIRS],
    ids=lambda pair: pair[0][:60],
)
def test_a_denial_turns_the_answer_round(both: Shelf, pair: tuple[str, str]) -> None:
    claim, denial = map(both.outline, pair)
    assert claim.degree is not None
    assert denial.degree is not None
    places = [DEGREES.index(each.degree or "") for each in (claim, denial)]
    assert abs(sum(places) - 4) <= 1, (claim.degree, denial.degree)
    if claim.degree != "some":
        assert agrees(claim.degree) is not agrees(denial.degree)
    sides = [{(each.point, each.side) for each in made.paragraphs} for made in (claim, denial)]
    assert not sides[0] & sides[1], "an argument for the claim is none for its denial"


@pytest.mark.parametrize(
    ("question", "name"), [*SUBJECTS.items(), *LATER_SUBJECTS.items(), *FRESH_SUBJECTS.items()]
)
def test_a_subject_has_paragraphs_of_its_own_and_stands_in_the_thesis(
    both: Shelf, question: str, name: str
) -> None:
    outline = both.outline(question)
    texts = [" ".join([each.point, *(piece.text for piece in each.evidence)]) for each in outline.paragraphs]
    assert sum(name.lower() in text.lower() for text in texts) >= 2
    assert name.lower() in (outline.thesis or "").lower()


@pytest.mark.parametrize("question", [*COVERED, *LATER_COVERED, *LAST_COVERED])
def test_no_false_alarm(both: Shelf, question: str) -> None:
    assert both.outline(question).paragraphs


@pytest.mark.parametrize("question", [*UNCOVERED, *LATER_UNCOVERED, *LAST_UNCOVERED, *FRESH_UNCOVERED])
def test_what_is_not_covered_is_said_and_nothing_is_borrowed(both: Shelf, question: str) -> None:
    outline = both.outline(question)
    assert not outline.paragraphs
    assert outline.warnings
    assert outline.thesis is None
    assert not outline.evidence


@pytest.mark.parametrize("subject", ["the Secretariat", "Zinoviev"])
def test_the_first_paragraph_on_a_subject_is_on_the_side_that_holds(both: Shelf, subject: str) -> None:
    outline = both.outline(f"To what extent did {subject} matter in the rise to power of Stalin?")
    assert outline.paragraphs[0].side == ("for" if agrees(outline.degree or "") else "against")
