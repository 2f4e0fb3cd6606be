from __future__ import annotations

import pytest

from studykit.cards import CardId
from tests.essays.library import CASE, DECK, IDEAS, OFFICE, Shelf, shelf


def test_the_claimed_factor_comes_first_and_has_most_evidence(small: Shelf) -> None:
    outline = small.outline("To what extent did control of the Party explain one leader's rise?")
    assert [paragraph.side for paragraph in outline.paragraphs] == ["for", "for", "against", "against"]
    assert outline.plans == ("office", "ideas")
    claimed = sum(len(each.evidence) for each in outline.paragraphs if each.side == "for")
    rivals = sum(len(each.evidence) for each in outline.paragraphs if each.side == "against")
    assert claimed > rivals


def test_a_claim_that_a_plan_only_argues_against_is_argued_for_by_that_argument(small: Shelf) -> None:
    outline = small.outline("To what extent did the mistakes of rivals explain one leader's rise?")
    first = outline.paragraphs[0]
    assert first.side == "for"
    assert first.point == "Rivals could have stopped him in 1924 and chose not to."
    assert outline.paragraphs[1].side == "against"


def test_the_thesis_answers_to_what_extent_with_a_degree(small: Shelf) -> None:
    outline = small.outline("To what extent did ideology win support for one leader in his rise?")
    assert outline.thesis == "To a large extent: ideas won belief, the office won votes."


def test_evaluate_states_a_criterion_and_examine_links_the_factors(small: Shelf) -> None:
    assert small.outline("Evaluate the role of patronage in one leader's rise.").criterion
    examined = small.outline("Examine the role of patronage in one leader's rise.")
    assert all("worked on the next factor" in each.link for each in examined.paragraphs[:-1])


def test_the_counter_argument_is_answered_by_its_own_limit(small: Shelf) -> None:
    outline = small.outline("Discuss the role of patronage in one leader's rise.")
    assert outline.counter == (
        "Rivals could have stopped him in 1924 and chose not to. "
        "Answer: That they would have succeeded is a guess."
    )


def test_evidence_says_the_fact_with_date_source_and_recall(small: Shelf) -> None:
    recalls = {CardId("rise/gensec"): 0.5, CardId("rise/controls"): 0.93}
    outline = small.outline("Discuss the role of patronage in one leader's rise.", recalls)
    year, controls, majorities = outline.paragraphs[0].evidence
    assert year.text == "Stalin became General Secretary in 1922."
    assert (year.when, year.source) == (
        "3 April 1922",
        "Isaac Deutscher, *Stalin: A Political Biography* (1949); Class notes",
    )
    assert (year.recall, year.weak) == (0.5, True)
    assert (controls.recall, controls.weak) == (0.93, False)
    assert (majorities.recall, majorities.weak) == (None, False)


def test_the_weakest_sibling_stands_for_an_entry(small: Shelf) -> None:
    recalls = {CardId("rise/enrolment#340-000"): 0.9, CardId("rise/enrolment#600-000"): 0.4}
    outline = small.outline("Discuss the role of recruits in one leader's rise.", recalls)
    piece = next(piece for piece in outline.evidence if piece.card == "rise/enrolment")
    assert piece.recall == 0.4
    assert piece.fact == "The Lenin Enrolment took the Party from about 340,000 to 600,000 members."


def test_contested_facts_stay_contested_with_the_safe_wording(small: Shelf) -> None:
    outline = small.outline("Discuss the role of recruits in one leader's rise.")
    piece = next(piece for piece in outline.evidence if piece.card == "rise/enrolment")
    assert piece.text.endswith('Contested: Counts differ; say "about".')


def test_suspended_evidence_is_used_last_and_said_to_be_suspended(tmp_path) -> None:
    alone = OFFICE.replace("[rise/testament, rise/quarrels, rise/resting]", "[rise/resting]")
    there = shelf(tmp_path, CASE, DECK, alone)
    outline = there.outline("Discuss the role of patronage in one leader's rise.")
    rival = outline.paragraphs[-1]
    assert rival.evidence[0].card == "rise/resting"
    assert rival.evidence[0].suspended
    assert not rival.evidence[0].drill
    assert any("rise/resting is suspended" in note for note in outline.notes)
    assert rival.found, "the paragraph is filled up with evidence of its theme"
    assert len(rival.evidence) == 2


def test_a_question_on_no_factor_gets_a_range_of_them(small: Shelf) -> None:
    outline = small.outline("Discuss the reasons for one leader's rise to power.")
    assert {paragraph.point for paragraph in outline.paragraphs} == {
        "Appointments turned an office into a majority.",
        "Socialism in One Country gave a tired Party a practical aim.",
    }


def test_a_factor_no_plan_argues_gets_a_paragraph_found_by_theme_and_says_so(small: Shelf) -> None:
    outline = small.outline("Evaluate the importance of the war commissariat in one leader's rise.")
    assert outline.paragraphs[0].found
    assert any("No plan argues" in note for note in outline.notes)


def test_without_a_plan_the_shape_is_given_with_evidence_by_theme_and_it_says_so(tmp_path) -> None:
    bare = shelf(tmp_path, CASE, DECK)
    outline = bare.outline("Evaluate the role of rivals in one leader's rise.")
    assert outline.plans == ()
    assert outline.paragraphs
    assert all(paragraph.found for paragraph in outline.paragraphs)
    assert outline.evidence
    assert any("No plan fits" in note for note in outline.notes)


def test_without_any_case_or_plan_there_is_still_an_answer(tmp_path) -> None:
    plain = shelf(tmp_path, "deck: lone\ncards:\n  - id: one\n    ask: What is first?\n    answer: one\n")
    outline = plain.outline("Evaluate the role of patronage in one leader's rise.")
    assert outline.case is None
    assert outline.notes


def test_a_question_on_keeping_power_gets_no_evidence_from_the_rise(small: Shelf) -> None:
    outline = small.outline("Evaluate how one leader stayed in power.")
    assert outline.plans == ()
    assert not outline.evidence
    assert [related.plan for related in outline.related] == ["office", "ideas"]


def test_comparison_terms_leave_slots_for_the_case_that_is_missing(small: Shelf) -> None:
    outline = small.outline("Compare the role of ideology in the rise of two leaders.")
    assert outline.paragraphs
    assert all(paragraph.side == "similar" for paragraph in outline.paragraphs)
    assert all(len(paragraph.slots) == 1 and not paragraph.slots[0].point for paragraph in outline.paragraphs)


MAO = (
    CASE.replace("case: stalin", "case: mao")
    .replace("Stalin's rise", "Mao's rise")
    .replace("europe", "asia-oceania")
)
MAO_DECK = """\
deck: mao-rise
case: mao
themes: [ideas]
cards:
  - id: yanan
    ask: Where did Mao lead the Party from 1936 to 1947?
    answer: Yan'an
    date: 1936/1947
"""
MAO_PLAN = """\
plan: mao-ideas
title: Ideas in Mao's rise
case: mao
scope: rise-of-a-leader
answers: [Evaluate the role of ideology in one leader's rise.]
arguments:
  - id: peasants
    theme: ideas
    point: Mao's ideas put the peasants first.
    evidence: [mao-rise/yanan]
"""


@pytest.mark.parametrize(
    "question",
    [
        "Compare the role of ideology in the rise of two leaders, each from a different region.",
        "Compare the role of ideology in the rise of Stalin and Mao.",
    ],
)
def test_the_other_half_is_filled_from_another_case_with_the_same_themes(tmp_path, question: str) -> None:
    there = shelf(tmp_path, CASE, DECK, IDEAS, MAO, MAO_DECK, MAO_PLAN)
    outline = there.outline(question)
    assert not {"needs-second-case", "different-regions"} & {warning.code for warning in outline.warnings}
    slot = next(each for each in outline.paragraphs if each.theme == "Ideas and policies").slots[0]
    assert (slot.case, slot.point) == ("Mao", "Mao's ideas put the peasants first.")
    assert [piece.card for piece in slot.evidence] == ["mao-rise/yanan"]
    assert "mao-ideas" in outline.plans


def test_a_case_of_the_same_region_does_not_fill_the_other_half_when_regions_must_differ(tmp_path) -> None:
    near = MAO.replace("asia-oceania", "europe")
    there = shelf(tmp_path, CASE, DECK, IDEAS, near, MAO_DECK, MAO_PLAN)
    outline = there.outline("Compare the role of ideology in the rise of two leaders from different regions.")
    assert {"needs-second-case", "different-regions"} <= {warning.code for warning in outline.warnings}


def test_minutes_follow_the_guide() -> None:
    from studykit.essays.timing import minutes, spoken

    assert sum(minutes("2017").values()) == 45
    assert sum(minutes("2028").values()) == 60
    assert "section B" in spoken("2028", 4)
