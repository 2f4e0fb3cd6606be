"""Outlines on two cases: columns filled from every installed case, alike or different from their clauses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.essays.document import document
from studykit.essays.export_text import text
from studykit.folders import shipped_decks
from tests.essays.library import CASE, DECK, OFFICE, Shelf, shelf
from tests.essays.mao import FILES

TWO = "Compare and contrast the rise to power of two leaders, each from a different region."


def test_both_installed_cases_fill_their_columns_in_the_order_asked(both: Shelf) -> None:
    for order in (("Mao", "Stalin"), ("Stalin", "Mao")):
        outline = both.outline(f"Compare and contrast the rise to power of {order[0]} and {order[1]}.")
        assert outline.columns == order
        assert not any(half.prompt for each in outline.paragraphs for half in each.halves)
        for each in outline.paragraphs:
            assert [half.name for half in each.halves] == list(order)
            assert all(half.evidence for half in each.halves), each.factor
            assert all(piece.date for half in each.halves for piece in half.evidence)


def test_a_question_for_two_leaders_takes_every_case_there_is(both: Shelf) -> None:
    outline = both.outline(TWO)
    assert outline.columns == ("Stalin", "Mao")
    assert {"mixed", "different"} <= {each.side for each in outline.paragraphs}
    assert len(outline.grid) == len(outline.paragraphs)
    assert not {warning.code for warning in outline.warnings} & {"needs-second-case", "different-regions"}


def test_a_comparison_argues_the_factor_asked_about_first_and_shows_the_grid_on_one_page(both: Shelf) -> None:
    question = "Compare and contrast the importance of weak opposition in the rise of Mao and Stalin."
    outline = both.outline(question)
    assert outline.paragraphs[0].factor == "rivals"
    assert outline.thesis is not None
    assert outline.thesis.startswith("The weakness and errors of opponents weighed heavily in both cases")
    shown = text(outline)
    assert "Grid" in shown
    assert "weighed heavily" in shown
    assert "to fill in" not in shown
    assert outline.conclusion is not None
    assert outline.conclusion.startswith(
        "On balance the weakness and errors of opponents weighed heavily in both cases, "
        "so that the cases differ in the means more than in the weight."
    )


def test_alike_or_different_follows_from_the_weights(both: Shelf) -> None:
    outline = both.outline("Compare and contrast the use of force in the rise to power of Stalin and Mao.")
    first = outline.paragraphs[0]
    assert (first.factor, first.side) == ("force", "different")
    assert (outline.thesis or "").startswith("Force had little weight for Stalin and decided most for Mao: ")
    assert "whereas for Mao the decision fell in three campaigns" in first.point


def test_a_claim_on_two_cases_is_answered_for_each(both: Shelf) -> None:
    outline = both.outline(
        "To what extent was force the main reason for the rise to power of Mao and Stalin?"
    )
    assert outline.thesis is not None
    assert outline.thesis.startswith(
        "To a large extent the Red Army and force decided the outcome in Mao's rise"
    )
    assert "For Stalin that holds only to a limited extent" in outline.thesis
    assert outline.degree == "some"


def test_a_case_that_is_not_installed_is_left_to_fill_in_under_its_own_name(shipped: Shelf) -> None:
    outline = shipped.outline("Compare and contrast the rise to power of Hitler and Stalin.")
    assert outline.columns == ("Hitler", "Stalin")
    for each in outline.paragraphs:
        blank, ours = each.halves
        assert blank.prompt
        assert not blank.evidence
        assert ours.prompt is None


def test_a_teachers_own_case_works_exactly_like_the_shipped_one(both: Shelf) -> None:
    question = "Evaluate the role of propaganda in {}'s rise to power."
    one, other = both.outline(question.format("Stalin")), both.outline(question.format("Mao"))
    assert (one.cases, other.cases) == (("stalin",), ("mao",))
    for made in (one, other):
        assert made.degree
        assert made.thesis
        assert made.counter
        assert made.conclusion
        assert made.evidence


def test_the_cases_studied_answer_questions_that_name_no_leader(tmp_path: Path) -> None:
    question = "Evaluate the role of propaganda in one leader's rise to power."
    for case in ("mao", "stalin"):
        there = shelf(tmp_path / case, *FILES, CASE, DECK, OFFICE, studied=[case])
        assert there.outline(question).cases == (case,)


def test_a_subject_chooses_its_case_whatever_is_studied(both: Shelf) -> None:
    assert both.outline("Examine the importance of the Long March in one leader's rise.").cases == ("mao",)


def test_coverage_is_what_the_case_says_it_covers(both: Shelf, own: Shelf) -> None:
    state = "Discuss the conditions that led to the emergence of one authoritarian state."
    assert own.outline(state).paragraphs
    assert not both.outline(state).paragraphs, "studied is Stalin's case, which does not cover states"
    two = both.outline("Evaluate the factors that led to the establishment of two authoritarian regimes.")
    assert two.columns == ("Mao", "Stalin")
    assert "state-not-leader" in {warning.code for warning in two.warnings}


def test_what_to_revise_is_told_by_the_syllabus(own: Shelf) -> None:
    outline = own.outline("Evaluate the methods used by one leader to maintain power.")
    shown = "\n".join(getattr(block, "text", "") for block in document(outline))
    assert "Authoritarian states: maintenance of power" in shown
    assert [warning.code for warning in outline.warnings] == ["outside-period"]
    assert "No outline" not in shown
    assert "below" not in shown


def test_with_one_case_of_two_its_own_ranking_is_what_the_other_is_measured_by(shipped: Shelf) -> None:
    made = shipped.outline("Compare and contrast the methods used by two leaders in their rise to power.")
    assert made.thesis is not None
    assert made.thesis.startswith("For Stalin control of the party organisation decided most")
    assert made.counter is not None
    assert made.counter.startswith("Control of the party organisation did not explain everything")
    assert made.conclusion is not None
    assert made.conclusion.endswith("and one in force, which had little weight, least.")
    shown = text(made)
    assert "To write" in shown
    assert "(played a part)" not in shown


def test_a_comparison_on_one_factor_stays_with_it_where_one_case_is_at_hand(shipped: Shelf) -> None:
    made = shipped.outline("Compare and contrast the use of propaganda in the rise to power of two leaders.")
    assert [each.factor for each in made.paragraphs[:2]] == ["propaganda", "propaganda"]
    assert len({each.point for each in made.paragraphs}) == 4
    assert made.conclusion is not None
    assert made.conclusion.startswith("On balance propaganda had some weight for Stalin")


def test_a_case_to_fill_in_is_called_by_its_leader_and_asked_the_same_once(shipped: Shelf) -> None:
    outline = shipped.outline("Compare and contrast the role of ideology in the rise of Stalin and Mao.")
    assert "Mao's case is alike where ideology weighed as much there" in (outline.thesis or "")
    prompts = [half.prompt for each in outline.paragraphs for half in each.halves if half.prompt]
    assert len(set(prompts)) == len(prompts) == 4


def test_a_case_to_fill_in_is_measured_as_the_command_term_asks(shipped: Shelf) -> None:
    contrast = shipped.outline("Contrast the methods by which Hitler and Stalin came to power.")
    assert (contrast.thesis or "").endswith("Hitler's case differs where it ranks them otherwise.")
    compare = shipped.outline("Compare the conditions in which Mao and one other leader rose to power.")
    assert (compare.thesis or "").endswith("Mao's case is alike where it ranks them so.")


def test_the_evidence_of_a_comparison_shows_what_its_point_says(shipped: Shelf) -> None:
    outline = shipped.outline("Contrast the methods by which Hitler and Stalin came to power.")
    for each in outline.paragraphs:
        (own,) = (half.says for half in each.halves if half.says)
        plans = shipped.material.plans_of("stalin", ["rise-of-a-leader"])
        (said,) = (argument for plan in plans for argument in plan.arguments if argument.point == own)
        factor = shipped.material.known.cases["stalin"].case.factors[each.factor or ""]
        assert {piece.card for piece in each.pieces} <= {*said.evidence, *factor.evidence}, each.factor


def test_a_comparison_weighs_a_historian_where_one_case_is_at_hand(shipped: Shelf) -> None:
    outline = shipped.outline("Compare and contrast the role of ideology in the rise of two leaders.")
    assert "Perspective" in text(outline)


def test_a_prompt_stands_once_and_each_paragraph_on_the_only_case_has_a_view(shipped: Shelf) -> None:
    outline = shipped.outline("Compare and contrast the conditions in which two leaders rose to power.")
    prompts = [half.prompt for each in outline.paragraphs for half in each.halves if half.prompt]
    assert len(prompts) == len(set(prompts)) == len(outline.paragraphs)
    assert any(each.perspective for each in outline.paragraphs)


def test_a_comparison_that_names_no_factor_has_a_page_whatever_its_term(both: Shelf, shipped: Shelf) -> None:
    for term in ("Compare", "Contrast", "Compare and contrast", "Examine", "Discuss"):
        for what in ("the rise to power of Stalin and Mao", "the success of two leaders in gaining power"):
            for each in (both, shipped):
                outline = each.outline(f"{term} {what}.")
                assert outline.paragraphs, (term, what)
                assert outline.thesis


SHARED = (
    "ideology",
    "force",
    "the weakness of opponents",
    "propaganda",
    "war",
    "popular support",
    "leadership",
)


@pytest.mark.parametrize("factor", SHARED)
def test_a_paragraph_sets_an_argument_of_each_case_beside_the_other_and_names_what_is_alike(
    both: Shelf, factor: str
) -> None:
    outline = both.outline(f"Compare and contrast the role of {factor} in the rise of Stalin and Mao.")
    points = [half.says for each in outline.paragraphs for half in each.halves]
    assert len(outline.paragraphs) > 1
    assert len(set(points)) == len(points), "no argument twice"
    for each in outline.paragraphs:
        assert all(half.evidence for half in each.halves)
        assert (each.side == "similar") == each.point.startswith("In both cases ")
        assert "likewise" not in each.point


def test_how_far_two_cases_are_alike_is_answered_with_a_degree(both: Shelf) -> None:
    asked = "To what extent was the use of force {} in the rise to power of two authoritarian leaders?"
    alike, apart = both.outline(asked.format("similar")), both.outline(asked.format("different"))
    assert (alike.degree, apart.degree) == ("limited", "large")
    assert (alike.thesis or "").startswith(
        "Force may be called alike only to a limited extent. Force had little weight for Stalin"
    )
    assert (apart.conclusion or "").startswith("On balance force may be called different to a large extent.")


@pytest.mark.parametrize("factor", SHARED)
def test_a_counter_argument_is_not_what_the_thesis_says(both: Shelf, factor: str) -> None:
    outline = both.outline(f"Compare and contrast the role of {factor} in the rise of Stalin and Mao.")
    assert outline.thesis is not None
    assert outline.counter is not None
    for clause in outline.counter.rstrip(".").split("; "):
        bare = re.sub(r"^for \w+,? ", "", clause, flags=re.IGNORECASE)
        assert bare
        assert bare not in f"{outline.thesis} {' '.join(each.point for each in outline.paragraphs)}"


def test_methods_are_told_by_what_weighed_most_in_each_case(both: Shelf) -> None:
    outline = both.outline("Compare and contrast the methods used by Stalin and Mao to come to power.")
    assert [each.heading for each in outline.paragraphs[:2]] == ["Control of the party organisation", "Force"]
    assert (outline.thesis or "").startswith(
        "What weighed most was not the same: for Stalin control of the party organisation decided"
    )
    ranked = (
        "what weighed most was not the same: control of the party organisation for Stalin and force for Mao."
    )
    assert ranked in (outline.conclusion or "")


def test_what_was_important_is_judged_of_each_case_and_not_as_a_claim(both: Shelf) -> None:
    asked = "Examine the importance of propaganda in the rise of two leaders, each from a different region."
    outline = both.outline(asked)
    assert "the claim holds" not in (outline.conclusion or "")
    assert "propaganda mattered" in (outline.conclusion or "")


def test_an_article_in_a_name_stands_once_and_an_author_keeps_his_capital(both: Shelf) -> None:
    for question in (
        "Evaluate the importance of the Long March in Mao's rise to power.",
        "Compare and contrast the role of propaganda in the rise of Stalin and Mao.",
    ):
        shown = " ".join(text(both.outline(question)).split())
        assert "the the" not in shown
        assert "snow's" not in shown


def test_a_case_of_ones_own_takes_the_place_of_the_shipped_one_on_its_leader(tmp_path: Path) -> None:
    beside = shelf(tmp_path, *FILES, more=[shipped_decks()], studied=["mao", "stalin"])
    for question in (
        "Compare and contrast the rise to power of Mao and Stalin.",
        "Compare the rise to power of two leaders.",
    ):
        assert set(beside.outline(question).cases) == {"mao", "stalin"}
