from __future__ import annotations

import pytest

from tests.essays.library import Shelf


def codes(there: Shelf, question: str, guide: str = "2017") -> list[str]:
    return [warning.code for warning in there.outline(question, guide=guide).warnings]


def test_a_question_on_the_state_is_told_to_lead_with_its_founder(shipped: Shelf) -> None:
    (warning,) = shipped.outline("Discuss the emergence of one authoritarian state.").warnings
    assert warning.code == "state-not-leader"
    assert "Lenin" in warning.message


def test_a_name_is_warned_of_under_the_guide_that_names_none(shipped: Shelf) -> None:
    question = "Evaluate the role of patronage in Stalin's rise."
    assert codes(shipped, question) == ["names-a-leader"]
    assert codes(shipped, question, guide="2028") == []
    assert shipped.outline(question).paragraphs, "the outline is still given"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Evaluate one leader's foreign policy.", "foreign policy"),
        ("Examine the effect of one leader's policies on women.", "women"),
        ("Discuss Mussolini's rise to power.", "Mussolini"),
        ("Discuss the causes of the Cold War.", "Cold War"),
        ("Evaluate the rise of Bismarck in the nineteenth century.", "century"),
        ("Evaluate the methods used by one leader to stay in power.", "keeping power"),
        ("Examine the use of force by Stalin between 1929 and 1953.", "1929-53"),
    ],
)
def test_what_is_not_covered_is_named_once_and_no_outline_is_made_up(
    both: Shelf, question: str, named: str
) -> None:
    outline = both.outline(question)
    (warning,) = [each for each in outline.warnings if each.code != "no-command-term"]
    assert named in warning.message
    assert "plan below" not in warning.message
    assert not outline.paragraphs


def test_different_regions_names_those_that_count(shipped: Shelf) -> None:
    outline = shipped.outline("Compare the rise of two leaders from different regions.")
    message = next(warning.message for warning in outline.warnings if warning.code == "different-regions")
    assert "the Americas" in message
    assert "Hitler" not in message


def test_one_state_cannot_be_two_cases(shipped: Shelf) -> None:
    outline = shipped.outline("Compare the methods of Lenin and Stalin in rising to power.")
    message = next(warning.message for warning in outline.warnings if warning.code == "needs-second-case")
    assert "one state" in message


def test_what_is_asked_beyond_the_rise_is_said_and_the_rise_is_answered(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the methods used by one leader to gain and maintain power.")
    assert [warning.code for warning in outline.warnings] == ["partly-covered"]
    assert outline.paragraphs


@pytest.mark.parametrize(
    "question",
    [
        "To what extent did events in Germany and China affect Stalin's rise to power?",
        "Evaluate the role of the Chinese question in Stalin's victory over Trotsky.",
    ],
)
def test_a_country_beside_a_ruler_of_ours_is_no_second_case(shipped: Shelf, question: str) -> None:
    assert shipped.outline(question).question.cases == 1


def test_the_year_of_a_rule_that_the_case_inherits_is_not_the_period_asked_for(both: Shelf) -> None:
    asked = both.outline("Examine the impact of the ban on factions of 1921 on the emergence of one leader.")
    assert asked.paragraphs
    assert not both.outline("Examine the emergence of one leader in 1917.").paragraphs
    assert not both.outline("Examine the murder of Kirov in 1934 and the rise of Stalin.").paragraphs


def test_how_opponents_were_dealt_with_in_power_is_no_question_of_the_rise(both: Shelf) -> None:
    asked = both.outline("Discuss how opposition was dealt with once one ruler was in power.")
    assert not asked.paragraphs
    assert [each.code for each in asked.warnings] == ["outside-period"]


def test_land_reform_is_no_reformation(both: Shelf) -> None:
    asked = both.outline("How far did land reform win Castro the support of the peasants?")
    assert "early modern" not in asked.warnings[0].message


def test_what_all_cards_put_after_the_case_is_not_covered(shipped: Shelf) -> None:
    for question, told in (
        ("Evaluate the importance of the NKVD in the USSR.", "The question asks about NKVD"),
        (
            "Discuss the reasons for Khrushchev's victory in the struggle to succeed Stalin.",
            "nothing on Khrushchev as",
        ),
    ):
        asked = shipped.outline(question)
        assert not asked.paragraphs
        assert told in asked.warnings[0].message


def test_a_country_beside_what_the_case_names_is_no_other_case(shipped: Shelf) -> None:
    question = (
        "Evaluate the failure of the German revolution as a factor in the struggle for power in the USSR."
    )
    assert shipped.outline(question).paragraphs
    assert not shipped.outline("Discuss the rise to power of one leader in Germany.").paragraphs


@pytest.mark.parametrize(
    "question",
    ["Compare the rise to power of two leaders.", "Evaluate the role of propaganda in Mao's rise to power."],
)
def test_a_case_that_is_not_studied_serves_an_outline_and_is_said_not_to_be_asked(
    two: Shelf, question: str
) -> None:
    outline = two.outline(question)
    assert "mao-zedong" in outline.cases
    (warning,) = (each for each in outline.warnings if each.code == "unstudied-case")
    assert "`studykit config set cases stalin mao-zedong`" in warning.message
    assert not [each for each in outline.warnings if each.code == "needs-second-case"]


def test_a_question_that_names_no_leader_is_answered_from_the_case_studied(two: Shelf) -> None:
    outline = two.outline("Evaluate the role of propaganda in one leader's rise to power.")
    assert (outline.cases, outline.warnings) == (("stalin",), ())


def test_a_question_that_only_another_case_covers_names_that_case(two: Shelf) -> None:
    outline = two.outline("Discuss the emergence of one authoritarian state.")
    assert [each.code for each in outline.warnings] == ["state-not-leader", "unstudied-case"]
    assert "`--case mao-zedong`" in outline.warnings[1].message
    assert not outline.paragraphs


def test_of_two_states_one_may_be_led_by_somebody_who_found_it_there(two: Shelf) -> None:
    outline = two.outline("Compare the conditions in which two authoritarian states emerged.")
    assert set(outline.cases) == {"mao-zedong", "stalin"}
    assert "Stalin rose in a state that stood already" in outline.warnings[0].message
