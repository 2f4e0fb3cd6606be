"""Kinds of wording, each with several questions, and what each is read as."""

from __future__ import annotations

import pytest

from studykit.cli.essay_material import material_of
from studykit.decks.library import Library
from studykit.essays.export_text import text
from studykit.folders import shipped_decks
from tests.essays.library import Shelf
from tests.essays.readings import READINGS, reading


@pytest.fixture(scope="module")
def studied() -> Shelf:
    """The two cases that come with studykit, for a student of both."""
    library = Library.open([shipped_decks()], None)
    return Shelf(library, material_of(library, ["stalin", "mao-zedong"]))


@pytest.mark.parametrize("question", READINGS)
def test_a_question_is_read_as_an_examiner_means_it(studied: Shelf, question: str) -> None:
    assert reading(studied, question) == READINGS[question]


def test_what_is_claimed_of_each_leader_is_answered_of_that_leader(studied: Shelf) -> None:
    outline = studied.outline('"Stalin rose by intrigue, Mao by war." To what extent do you agree?')
    first, second = (outline.thesis or "").split(". ")
    assert first.startswith(
        "Changing alliances mattered to a large extent, though not as the main cause, in Stalin's rise"
    )
    assert second.startswith("To a large extent the war with Japan decided the outcome in Mao's rise")
    assert {each.factor for each in outline.paragraphs} >= {"alliances", "war"}
    assert "Stalin: alliances and manoeuvre (was decisive); Mao: war (was decisive)" in " ".join(
        text(outline).split()
    )


@pytest.mark.parametrize(
    ("question", "thesis"),
    [
        (
            "Discuss the view that peasant support was not decisive in Mao's rise to power.",
            "To a large extent the support of the peasants decided the outcome in Mao's rise",
        ),
        (
            '"Stalin\'s position as General Secretary has been overrated." Discuss.',
            "Only to a very small extent has the importance of the position of General Secretary",
        ),
        (
            '"Control of the party was no decisive factor in one leader\'s rise." Discuss.',
            "To a large extent control of the Party machine decided the outcome",
        ),
        (
            '"Force did not decide one leader\'s rise." Discuss.',
            "It is true to a large extent that force and the police did not decide the outcome",
        ),
    ],
)
def test_a_denial_that_hardly_holds_is_answered_straight(studied: Shelf, question: str, thesis: str) -> None:
    outline = studied.outline(question)
    assert (outline.thesis or "").startswith(thesis)
    assert "mattered more" not in (outline.thesis or "") or "It is true" in (outline.thesis or "")


def test_of_what_is_said_to_be_of_no_importance_the_thesis_says_what_it_did(studied: Shelf) -> None:
    thesis = studied.outline('"Force was of no importance in Stalin\'s rise to power." Discuss.').thesis or ""
    assert thesis.startswith("It is true to a large extent that force and the police counted for little")
    assert "Yet from September 1927 the OGPU" in thesis


@pytest.mark.parametrize(
    "question",
    [
        "How significant was foreign help to the Communists' success between 1945 and 1949?",
        "To what extent was Trotsky the author of his own defeat between 1923 and 1927?",
        '"Rivals delivered power into the hands of one leader." Discuss.',
    ],
)
def test_the_scope_is_always_shown_with_the_years_asked_for(studied: Shelf, question: str) -> None:
    outline = studied.outline(question)
    shown = " ".join(text(outline).split())
    assert "Scope a leader's rise to power" in shown
    assert outline.question.years is None or f"({outline.question.years.spoken})" in shown


def test_what_lies_before_the_years_asked_for_is_no_reason(studied: Shelf) -> None:
    thesis = studied.outline(
        "How significant was foreign help to the Communists' success between 1945 and 1949?"
    ).thesis
    assert "1938" not in (thesis or "")
    assert "war with Japan" not in (thesis or "")
    army = studied.outline("Evaluate the importance of the Red Army in Mao's rise, 1937-45.")
    assert "1927-34" not in (army.counter or "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("To what extent was Trotsky the author of his own defeat?", "a question on Trotsky is Paper 3"),
        (
            "Examine the reasons why the United Opposition failed.",
            "on United Opposition is Paper 3",
        ),
        ("Compare the role of ideology in the rise of Stalin and Mao.", "leave it to you which leaders"),
        ("To what extent did the secret police help one leader to power?", ""),
    ],
)
def test_a_name_is_told_to_be_none_of_paper_two(studied: Shelf, question: str, told: str) -> None:
    found = [each.message for each in studied.outline(question).warnings if each.code == "names-a-leader"]
    assert [told in each for each in found] == [True] * bool(told)


def test_who_led_the_party_is_not_who_won_the_country(studied: Shelf) -> None:
    outline = studied.outline(
        "Discuss the role of ideology in Mao's rise to leadership of the Communist Party by 1943."
    )
    assert "in Mao's rise to the leadership of the Party" in (outline.thesis or "")
    assert "war with Japan" not in (outline.thesis or "")
    assert any("keep to the contest within it" in each for each in outline.notes)


def test_what_was_lacking_explains_a_defeat_and_denies_nothing(studied: Shelf) -> None:
    (claim,) = studied.ask("Did the Left lose because it had no support?").claims
    assert (claim.factor, claim.mattered) == ("mass-support", True)


def test_help_to_another_makes_no_case(studied: Shelf) -> None:
    for question in (
        "Did Stalin help Mao to power?",
        "Discuss the importance of Stalin's help for Mao's victory.",
    ):
        assert studied.outline(question).question.cases == 1
    assert studied.outline("Compare Stalin's help to Mao with Mao's help to Stalin.").question.cases == 2


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        (
            "To what extent was the Yan'an base responsible for the growth of Communist power in 1937-45?",
            "in the growth of Communist power",
        ),
        (
            "Evaluate the part of land reform in the spread of Communist influence in China.",
            "in the spread of Communist influence",
        ),
        ("Evaluate the role of land reform in Mao's rise to power.", "in Mao's rise to power"),
    ],
)
def test_the_growth_of_a_power_is_told_as_it_was_asked(studied: Shelf, question: str, outcome: str) -> None:
    assert outcome in (studied.outline(question).thesis or "")
