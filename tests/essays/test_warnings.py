from __future__ import annotations

import pytest

from tests.essays.library import CASE, DECK, OFFICE, Shelf, shelf


def codes(small: Shelf, question: str, guide: str = "2017") -> list[str]:
    return [warning.code for warning in small.outline(question, guide=guide).warnings]


def test_a_question_on_the_state_is_told_to_lead_with_its_founder(small: Shelf) -> None:
    (warning,) = small.outline("Discuss the emergence of one authoritarian state.").warnings
    assert warning.code == "state-not-leader"
    assert "Lenin" in warning.message


def test_a_name_is_warned_of_under_the_guide_that_names_none(small: Shelf) -> None:
    question = "Evaluate the role of patronage in Stalin's rise."
    assert codes(small, question) == ["names-a-leader"]
    assert codes(small, question, guide="2028") == []
    assert small.outline(question).paragraphs, "the plan is still given"


def test_terror_is_outside_the_rise_unless_the_question_dates_it_inside(small: Shelf) -> None:
    assert codes(small, "Evaluate the role of terror in one leader's rise.") == ["outside-period"]
    assert codes(small, "Evaluate the purging of opponents in one leader's rise, 1924-29.") == []


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Evaluate one leader's foreign policy.", "foreign policy"),
        ("Examine the effect of one leader's policies on women.", "women"),
        ("Discuss Mao's rise to power.", "Mao"),
        ("Discuss the causes of the Cold War.", "Cold War"),
        ("Evaluate the rise of Bismarck in the nineteenth century.", "century"),
    ],
)
def test_what_is_not_covered_is_named_and_no_outline_is_made_up(
    small: Shelf, question: str, named: str
) -> None:
    outline = small.outline(question)
    assert named in outline.warnings[0].message
    assert not outline.paragraphs


def test_different_regions_names_those_that_count_and_examples_that_would_not(small: Shelf) -> None:
    outline = small.outline("Compare the rise of two leaders from different regions.")
    message = next(warning.message for warning in outline.warnings if warning.code == "different-regions")
    assert "the Americas" in message
    assert "Hitler or Mussolini) would not count" in message


def test_lenin_beside_stalin_counts_as_the_same_state(small: Shelf) -> None:
    outline = small.outline("Compare the methods of Lenin and Stalin in rising to power.")
    message = next(warning.message for warning in outline.warnings if warning.code == "needs-second-case")
    assert "one state" in message


def test_a_case_of_another_period_and_leader_warns_by_its_own_facts(tmp_path) -> None:
    mao = CASE.replace("case: stalin", "case: mao").replace("Stalin's rise", "Mao's rise")
    mao = mao.replace("europe", "asia-oceania").replace("1922/1929", "1934/1949")
    there = shelf(
        tmp_path, mao, DECK.replace("case: stalin", "case: mao"), OFFICE.replace("case: stalin", "case: mao")
    )
    assert codes(there, "Discuss Stalin's rise to power.") == ["not-covered"]
    assert codes(there, "Discuss Mao's rise to power, 1935-49.") == ["names-a-leader"]
    assert (
        "Asia" in there.outline("Compare the rise of two leaders from different regions.").warnings[1].message
    )
