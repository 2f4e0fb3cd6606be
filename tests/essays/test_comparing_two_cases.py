"""Outlines on the two shipped cases: what is asked is what is compared, weighed and judged."""

from __future__ import annotations

import re

import pytest

from studykit.cases import Argument
from studykit.essays.document import Heading, Line, document
from studykit.essays.export_text import text
from studykit.essays.outline import Outline
from tests.essays.library import Shelf

QUESTIONS = (
    "Compare the use of propaganda in the rise to power of two authoritarian leaders.",
    "Contrast the importance of popular support in the rise of two leaders, each from a different region.",
    "Compare and contrast the conditions in which two authoritarian leaders came to power.",
    "Examine the similarities between the methods by which two leaders won power.",
    "Examine the differences between the conditions in which two authoritarian leaders came to power.",
    "Compare and contrast the significance of ideology and of force in the rise of Mao and Stalin.",
    "Compare and contrast the rise to power of two leaders from different regions.",
    "Evaluate the importance of policies in winning power for two authoritarian leaders.",
    "To what extent was war the main reason for the success of two authoritarian leaders?",
    '"Chance counted for more than skill in the rise of leaders." Discuss with reference to two leaders.',
)


def _argument(two: Shelf, point: str | None) -> Argument | None:
    plans = (
        plan
        for case in two.material.known.cases
        for plan in two.material.plans_of(case, ["rise-of-a-leader"])
    )
    return next((each for plan in plans for each in plan.arguments if each.point == point), None)


def _page(outline: Outline) -> tuple[list[str], str]:
    """Give the headings of the page's paragraphs, and all its words."""
    blocks = document(outline)
    headings = [each.text for each in blocks if isinstance(each, Heading) and each.text[0].isdigit()]
    return headings, " ".join(text(outline).split())


def test_similarities_are_answered_with_likenesses_and_with_where_they_stop(two: Shelf) -> None:
    outline = two.outline("Examine the similarities between the methods by which Stalin and Mao won power.")
    assert (outline.thesis or "").startswith(
        "The weightiest likeness lies in alliances and manoeuvre, which weighed heavily for Stalin and had "
        "some weight for Mao: alliances gave Stalin majorities, "
    )
    assert "The likeness stops at force, which had little weight for Stalin and decided most for Mao." in (
        outline.thesis or ""
    )
    assert [(each.factor, each.side) for each in outline.paragraphs] == [
        ("alliances", "similar"), ("party-machine", "similar"), ("force", "different"),
    ]  # fmt: skip
    assert (outline.counter or "").startswith("It may be said that the difference in force counts for more: ")
    assert (outline.conclusion or "").startswith("On balance the cases are alike in alliances and manoeuvre")


def test_compare_asks_for_likenesses_of_one_factor_too(two: Shelf) -> None:
    outline = two.outline(QUESTIONS[0])
    assert [each.side for each in outline.paragraphs[:3]] == ["similar", "similar", "different"]
    assert (outline.thesis or "").startswith(
        "In both cases it was control of the party organisation that told, "
    )
    assert "so that the likeness weighs more than the difference" in (outline.conclusion or "")


@pytest.mark.parametrize("ask", ["Contrast", "Examine the differences in"])
def test_differences_are_of_the_means_where_the_weights_are_near(two: Shelf, ask: str) -> None:
    outline = two.outline(f"{ask} the use of alliances by Stalin and Mao on the way to power.")
    first, second, *_ = outline.paragraphs
    assert (first.side, second.side) == ("different", "different")
    assert ", whereas " in first.point
    assert "the Second United Front of 1937" in (outline.thesis or "")
    assert "alliances gave Stalin majorities" in (outline.thesis or "")
    assert "so that the cases differ in the means more than in the weight" in (outline.conclusion or "")


def test_compare_and_contrast_names_both_and_judges_which_weighs_more(two: Shelf) -> None:
    outline = two.outline(QUESTIONS[6])
    assert (outline.thesis or "").startswith(
        "The weightiest likeness lies in the weakness and errors of opponents, "
    )
    assert "What weighed most was not the same: for Stalin control of the party" in (outline.thesis or "")
    assert (outline.conclusion or "").startswith(
        "On balance the difference weighs more than the likeness in "
    )
    assert {"different", "mixed"} <= {each.side for each in outline.paragraphs[:3]}


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_arguments_that_share_a_second_factor_or_a_limit_are_called_similar(
    two: Shelf, question: str
) -> None:
    outline = two.outline(question)
    assert outline.paragraphs
    for each in outline.paragraphs:
        if each.side == "similar":
            bears = [said.bears_on for half in each.halves if (said := _argument(two, half.says))]
            assert len(bears) == 2
            common = bears[0].items() & bears[1].items()
            assert each.factor in dict(common), each.point
            assert len(common) > 1 or "there were limits to" in each.point
            assert each.point.startswith("In both cases ")
        assert "likewise" not in each.point


def test_the_factor_that_a_thesis_rests_on_is_argued_on_the_page(two: Shelf) -> None:
    for question in (QUESTIONS[2], QUESTIONS[4]):
        headings, shown = _page(two.outline(question))
        assert "for Mao war decided most" in shown
        assert any("War (different)" in each for each in headings)
        assert any("A weak political system" in each for each in headings)
        assert not any("Social division" in each for each in headings), "the lightest"


def test_what_outweighs_a_claim_has_a_paragraph(two: Shelf) -> None:
    headings, _ = _page(two.outline(QUESTIONS[8]))
    assert any("Control of the party organisation (different)" in each for each in headings)


SCALE = {
    "had hardly any weight": "only to a very small extent",
    "had little weight": "only to a limited extent",
    "had some weight": "to some extent",
    "weighed heavily": "to a large extent",
    "decided most": "to a very large extent",
}
ASKED = ("propaganda", "foreign aid", "ideology", "alliances", "war", "popular support", "economic crisis")


@pytest.mark.parametrize("asked", ASKED)
def test_the_same_weight_is_said_in_the_same_words_everywhere(two: Shelf, asked: str) -> None:
    outline = two.outline(f"Evaluate the role of {asked} in the rise to power of two authoritarian leaders.")
    stalin, mao = (SCALE[half.much or ""] for half in outline.paragraphs[0].halves)
    said = f"{stalin} in both cases" if stalin == mao else f"{stalin} for Stalin and {mao} for Mao"
    assert f" mattered {said}" in (outline.thesis or "")
    assert f" mattered {said}" in (outline.conclusion or "")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_on_two_cases_has_a_link_in_each_paragraph_and_a_view_of_each_case_with_its_work(
    two: Shelf, question: str
) -> None:
    outline = two.outline(question)
    blocks = document(outline)
    labels = [each.label for each in blocks if isinstance(each, Line)]
    views = [each.text for each in blocks if isinstance(each, Line) and each.label == "Perspective"]
    assert labels.count("Point") == 3
    assert labels.count("Link") >= 2
    assert len(views) >= 2
    assert all(re.search(r"\[.+ \(\d{4}\)\]", each) for each in views)
    assert len(_page(outline)[1].split()) <= 780, "with the marks of its grid"


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_counter_argument_says_what_it_is_set_against(two: Shelf, question: str) -> None:
    outline = two.outline(question)
    said = (outline.counter or "").partition(":")[0]
    assert re.match(r"It may be said that .+ (?:counts for more|mattered|did more)", said), said
    assert outline.answer


def test_of_two_things_the_conclusion_judges_by_the_one_that_was_heavier_in_each_case(two: Shelf) -> None:
    outline = two.outline(
        "To what extent did control of the party matter more than force in the rise of Stalin and Mao?"
    )
    assert outline.conclusion is not None
    assert (
        "holds to a very large extent for Stalin and only to a very small extent for Mao"
        in outline.conclusion
    )
    assert "the machine comes first among the causes" in outline.conclusion
    assert "Power in China was taken by an army" in outline.conclusion
    assert "For Mao that holds only to a very small extent: an army built from 1927" in (outline.thesis or "")


def test_whose_a_sentence_is_stands_in_it_once(two: Shelf) -> None:
    for question in QUESTIONS:
        _, shown = _page(two.outline(question))
        assert not re.search(r"\b(Stalin|Mao): \1\b", shown), question
    shown = _page(two.outline("Examine the importance of leadership in the rise of Mao and Stalin."))[1]
    assert "For Mao, Zhou Enlai" not in shown
