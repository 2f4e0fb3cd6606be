"""What a question may ask besides how much a cause mattered, and how outlines answer it."""

from __future__ import annotations

import pytest

from tests.essays.library import Shelf
from tests.essays.questions import THESES


@pytest.mark.parametrize(("question", "thesis"), THESES.items())
def test_the_thesis_answers_what_is_asked(shipped: Shelf, question: str, thesis: str) -> None:
    assert (shipped.outline(question).thesis or "").startswith(thesis)


def test_who_asks_how_and_why_gets_no_degree(shipped: Shelf) -> None:
    for question in THESES:
        outline = shipped.outline(question)
        assert (outline.degree is None) is question.startswith(("How and", "Analyse", "Explain", "Account"))


@pytest.mark.parametrize(
    ("question", "judged"),
    [
        ("Evaluate the role of the Right in Stalin's rise to power.", "the Right mattered in"),
        (
            "Discuss the significance of the Lenin Enrolment for Stalin's rise.",
            "the Lenin Enrolment mattered",
        ),
        (
            '"Persuasion rather than coercion brought one leader to power." Discuss.',
            "persuasion mattered more",
        ),
        ("To what extent did luck help one leader to gain power?", "chance mattered"),
    ],
)
def test_the_conclusion_judges_what_the_question_asks_about(
    shipped: Shelf, question: str, judged: str
) -> None:
    conclusion = shipped.outline(question).conclusion or ""
    assert conclusion.startswith("On balance, ")
    assert judged in conclusion.partition(". ")[0]


def test_the_conclusion_on_two_causes_ranks_both(shipped: Shelf) -> None:
    outline = shipped.outline("Discuss whether personality or circumstances did more for one leader's rise.")
    assert (outline.conclusion or "").endswith(
        "the order is control of the Party machine, then conditions, then Stalin's own skill and personality."
    )


def test_a_paragraph_on_a_subject_shows_the_cards_that_its_case_gives(shipped: Shelf) -> None:
    case = shipped.material.known.cases["stalin"].case
    for name in ("Lenin's Testament", "Georgian affair", "Secretariat"):
        first = shipped.outline(f"Evaluate the role of {name} in Stalin's rise to power.").paragraphs[0]
        known = case.subjects[name]
        assert {piece.card for piece in first.evidence} <= {*known.evidence, *known.but_evidence}, name


def test_the_counter_argument_is_on_what_the_question_asks_about(shipped: Shelf) -> None:
    for question, said, reply in (
        (
            "Evaluate the role of the Right in Stalin's rise.",
            "The last contest was an unequal one",
            "The Right was",
        ),
        ("Was it luck or skill that brought one leader to power?", "Sverdlov's death", "Accidents opened"),
    ):
        outline = shipped.outline(question)
        assert (outline.counter or "").startswith(said)
        assert (outline.answer or "").startswith(reply)


def test_a_claim_that_is_not_understood_is_said_to_be_so(shipped: Shelf) -> None:
    notes = shipped.outline(
        '"Revolutions devour their own." Discuss with reference to one leader\'s rise.'
    ).notes
    assert any("is not understood" in note for note in notes)
    assert not shipped.outline("Discuss the reasons for one leader's rise to power.").notes


def test_years_beside_a_name_that_a_case_knows_ask_for_nothing_else(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the importance of the ban on factions of 1921 for Stalin's rise.")
    assert outline.question.claims[0].subject == "ban on factions"
    assert outline.question.scopes == ("rise-of-a-leader",)


def test_no_name_asks_for_a_scope(shipped: Shelf) -> None:
    outline = shipped.outline("Discuss the role of Socialism in One Country in one leader's rise to power.")
    assert outline.question.scopes == ("rise-of-a-leader",)


def test_of_two_subjects_weighed_each_has_a_paragraph(shipped: Shelf) -> None:
    question = "Was the ban on factions or Socialism in One Country more important for Stalin's rise?"
    subjects = {each.subject for each in shipped.outline(question).paragraphs}
    assert {"ban on factions", "Socialism in One Country"} <= subjects
