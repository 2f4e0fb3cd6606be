from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from studykit.cards import CardId
from studykit.essays.document import Layout
from studykit.essays.export_text import text
from studykit.essays.outline import Outline
from tests.essays.library import Shelf, shelf
from tests.essays.mao import FILES
from tests.essays.questions import STEMS

DECISIVE = '"War was decisive in one leader\'s rise." Discuss.'
FOREIGN = "To what extent did foreign help bring one leader to power?"
TWO = "Compare and contrast the rise to power of two leaders, each from a different region."


def words(outline: Outline) -> int:
    return len(text(outline).split())


def test_what_weighs_most_is_answered_with_a_large_extent_and_its_own_clauses(own: Shelf) -> None:
    outline = own.outline(DECISIVE)
    assert outline.degree == "large"
    assert outline.thesis is not None
    assert outline.thesis.startswith(
        "To a large extent war with Japan decided the outcome in Mao's rise to power"
    )
    assert "because the war of 1937-45 broke the Guomindang's armies" in outline.thesis
    assert "Yet it opened a chance" in outline.thesis


def test_a_factor_that_is_weak_in_the_case_is_never_said_to_weigh_most(own: Shelf) -> None:
    outline = own.outline(FOREIGN)
    assert outline.degree == "limited" or outline.degree == "some"
    decisive = own.outline('"Foreign help was decisive in one leader\'s rise." Discuss.')
    assert decisive.degree == "limited"
    assert decisive.thesis is not None
    assert decisive.thesis.startswith("Only to a limited extent did Soviet help decide the outcome")
    assert "War with Japan mattered more" in decisive.thesis


def test_the_claimed_factor_comes_first_and_rivals_by_their_weight(own: Shelf) -> None:
    outline = own.outline(DECISIVE)
    assert outline.paragraphs[0].factor == "war"
    assert outline.paragraphs[0].side == "for"
    assert "against" in {each.side for each in outline.paragraphs}
    weights = {"force": 5, "rivals": 4, "mass-support": 4, "war": 5}
    rivals = [weights[each.factor or ""] for each in outline.paragraphs if each.factor != "war"]
    assert rivals == sorted(rivals, reverse=True)


def test_no_argument_and_no_fact_stands_twice(both: Shelf) -> None:
    for question in (DECISIVE, "Examine the role of alliances in one leader's rise to power."):
        outline = both.outline(question)
        points = [each.point for each in outline.paragraphs]
        facts = [piece.card for each in outline.paragraphs for piece in each.evidence]
        assert len(points) == len(set(points))
        assert len(facts) == len(set(facts))


def test_the_other_side_can_be_argued_from_the_same_evidence(own: Shelf) -> None:
    held, argued = own.outline(DECISIVE), own.outline(DECISIVE, argue="against")
    assert (held.degree, argued.degree) == ("large", "limited")
    assert argued.thesis is not None
    assert argued.thesis.startswith("Only to a limited extent did war with Japan")
    assert {each.factor for each in argued.paragraphs} & {each.factor for each in held.paragraphs}


def test_a_factor_that_the_case_says_nothing_on_is_said_to_be_so(own: Shelf) -> None:
    outline = own.outline("To what extent did luck bring one leader to power?")
    assert outline.degree is None
    assert "says nothing on chance" in outline.notes[0]
    assert outline.paragraphs, "what the case does weigh follows"


def test_a_question_without_a_claim_ranks_the_factors(own: Shelf) -> None:
    outline = own.outline("Discuss the reasons for the rise to power of one leader.")
    assert outline.degree is None
    assert outline.thesis is not None
    assert "is best explained by war with Japan" in outline.thesis


def test_a_subject_of_the_case_is_argued_first(own: Shelf) -> None:
    outline = own.outline("Examine the importance of the Long March in the rise to power of one leader.")
    assert outline.cases == ("mao",)
    assert [each.subject for each in outline.paragraphs[:2]] == ["Long March"] * 2
    assert outline.thesis is not None
    assert "the Long March" in outline.thesis


def test_what_is_asked_of_a_subject_stands_in_the_thesis_in_the_words_of_the_question(both: Shelf) -> None:
    for question, words in (
        ("Evaluate the mistakes of Trotsky as a reason for Stalin's rise.", "the mistakes of Trotsky"),
        ("evaluate the mistakes of trotsky as a reason for stalin's rise", "the mistakes of Trotsky"),
        ("Discuss Bukharin's errors in the struggle for power.", "Bukharin's errors"),
        ("Was the United Opposition important for Stalin's rise?", "the United Opposition"),
    ):
        assert words in (both.outline(question).thesis or ""), question


def test_a_person_on_the_margin_explains_less_than_the_factor_he_stands_for(both: Shelf) -> None:
    assert both.outline("Examine the role of Molotov in Stalin's rise to power.").degree == "some"
    assert both.outline("Examine the role of Zinoviev in Stalin's rise to power.").degree == "fully"


def test_a_thesis_does_not_contradict_itself_on_what_mattered_most(both: Shelf) -> None:
    outline = both.outline(
        "To what extent were the errors of opponents the main reason for one leader's rise?"
    )
    assert outline.degree == "large"
    assert (outline.thesis or "").endswith(" Control of the Party machine mattered more still.")


def test_a_denial_is_judged_without_two_negatives(both: Shelf) -> None:
    outline = both.outline('"Control of the party counted for little in one leader\'s rise." Discuss.')
    assert (outline.thesis or "").startswith(
        "To a very large extent control of the Party machine mattered in Stalin's rise"
    )


def test_facts_after_the_period_of_the_case_come_last(both: Shelf) -> None:
    for question in (
        "Examine the role of Molotov in Stalin's rise to power.",
        "Discuss the role of Kirov in Stalin's rise.",
    ):
        for piece in both.outline(question).evidence:
            assert piece.date is None or piece.date.start.year < 1930, piece.text


def test_evidence_of_the_years_that_a_point_names_comes_first_and_else_in_its_authors_order(
    tmp_path: Path,
) -> None:
    listed = "evidence: [mao-rise/campaigns, mao-rise/red-army-growth, mao-rise/red-army-gutian]"
    turned = "evidence: [mao-rise/red-army-gutian, mao-rise/red-army-growth, mao-rise/campaigns]"
    files = [text.replace(listed, turned) for text in FILES]
    assert files != list(FILES)
    own = shelf(tmp_path, *files, studied=["mao"])
    made = own.outline("Evaluate the role of force in one leader's rise.")
    paragraph = next(each for each in made.paragraphs if "three campaigns of 1948-49" in each.point)
    assert [piece.card for piece in paragraph.evidence[:2]] == [
        "mao-rise/campaigns",
        "mao-rise/red-army-gutian",
    ]


def test_evidence_is_the_fact_of_a_card_and_else_the_card_as_it_is(own: Shelf, small: Shelf) -> None:
    pieces = own.outline(DECISIVE).evidence
    assert all(piece.is_sentence and piece.text.endswith(".") for piece in pieces)
    plain = small.outline("Evaluate the role of party institutions in one leader's rise.").evidence
    assert plain[0].text == "In which year did Stalin become General Secretary? - 1922"
    assert not plain[0].is_sentence


def test_a_case_without_factors_is_poured_from_its_nearest_plan(small: Shelf) -> None:
    outline = small.outline("To what extent did ideology win support for one leader's rise?")
    assert outline.plans == ("ideas",)
    assert outline.thesis == "Ideas won belief, the office won votes."
    assert [each.side for each in outline.paragraphs] == ["for", "against"]
    denied = small.outline('"Ideology won no support for one leader on his rise." Discuss.')
    assert [each.side for each in denied.paragraphs] == ["against", "for"]


def test_nothing_is_printed_that_is_an_order_to_the_writer(both: Shelf) -> None:
    shown = text(both.outline("To what extent was force needed in one leader's rise to power?"))
    for order in ("Return to", "say how", "Say which", "Judge on", "Set out", "First:", "to be filled"):
        assert order not in shown


@pytest.mark.parametrize(
    "question",
    [
        DECISIVE,
        FOREIGN,
        "Evaluate the importance of propaganda in the rise to power of one authoritarian leader.",
        "Discuss the reasons for the rise to power of one leader.",
        "Evaluate the role of Lenin's Testament in Stalin's rise to power.",
    ],
)
def test_one_case_fits_on_a_page(both: Shelf, question: str) -> None:
    outline = both.outline(question)
    assert words(outline) <= 500
    whole = text(outline, None, Layout(full=True, sources=True))
    assert len(whole.split()) > words(outline)


def test_two_cases_stand_in_750_words(both: Shelf) -> None:
    assert words(both.outline(TWO)) <= 750


def test_how_well_she_knows_a_fact_stays_beside_it_and_sources_come_when_asked(own: Shelf) -> None:
    outline = own.outline(DECISIVE, {CardId("mao-rise/bridge"): 0.4})
    shown = text(outline)
    assert "recall 40%, weak" in shown
    assert "unseen" in shown
    assert "mao-rise/bridge" not in shown
    assert "mao-rise/bridge" in text(outline, None, Layout(sources=True))


def test_a_perspective_names_its_work(own: Shelf) -> None:
    shown = text(own.outline(DECISIVE))
    assert "Mitter: the war wore out a government" in shown
    assert "China's War with Japan (2013)]" in " ".join(shown.split())


def test_the_counter_argument_is_none_of_the_paragraphs(own: Shelf) -> None:
    for question in (DECISIVE, "Evaluate the importance of popular support for one leader's rise to power."):
        outline = own.outline(question)
        assert outline.counter
        assert outline.answer
        assert outline.counter not in {each.point for each in outline.paragraphs}


def test_questions_draw_on_all_that_a_case_has(shipped: Shelf) -> None:
    outlines = [shipped.outline(stem.text) for stem in STEMS if stem.cases == 1]
    points = [each.point for outline in outlines for each in outline.paragraphs]
    cards = Counter(piece.card for outline in outlines for piece in outline.evidence)
    historians = {
        each.perspective.historian for made in outlines for each in made.paragraphs if each.perspective
    }
    assert len(set(points)) >= 40
    assert max(cards.values()) <= 0.7 * len(outlines)
    assert len(historians) >= 12


def test_the_claim_has_the_most_room(shipped: Shelf) -> None:
    for stem in STEMS:
        outline = shipped.outline(stem.text)
        claimed = {slug for claim in outline.question.claims for slug in claim.factors}
        if stem.cases > 1 or not claimed or outline.question.reading.rival:
            continue
        first, *others = outline.paragraphs
        assert first.factor in claimed, stem.text
        assert all(len(first.evidence) >= len(each.evidence) for each in others) or first.because


# What a case says of subjects


def test_a_subject_is_answered_in_the_clauses_and_with_the_weight_that_its_case_gives_it(own: Shelf) -> None:
    outline = own.outline("To what extent was the Rectification Movement important for Mao's rise?")
    assert outline.degree == "limited"
    assert outline.thesis is not None
    assert "because many members had only confessed to please" in outline.thesis
    assert "although it bound the Party to one line by 1944" in outline.thesis


def test_a_congress_is_not_taken_for_a_conference_of_its_number(shipped: Shelf) -> None:
    for question in (
        "To what extent was the Thirteenth Party Congress a turning point in the rise of Stalin?",
        "Evaluate the contribution of the Fifteenth Congress to Stalin's victory.",
    ):
        outline = shipped.outline(question)
        name = outline.question.claims[0].subject or ""
        assert name.endswith("Congress")
        texts = [piece.text for piece in outline.paragraphs[0].evidence]
        assert any(name in text for text in texts), question
        assert not any("Conference" in text for text in texts), question


def test_what_happened_to_somebody_is_not_every_such_thing(shipped: Shelf) -> None:
    for question in (
        "Examine the role of Lenin's death in the emergence of Stalin as leader.",
        "Examine the role of the death of Frunze in the emergence of Stalin as leader.",
    ):
        named = "Lenin" if "Lenin" in question else "Frunze"
        first = shipped.outline(question).paragraphs[0]
        assert named in " ".join(piece.text for piece in first.evidence), question


def test_a_word_beside_a_name_is_no_part_of_it_in_the_thesis(shipped: Shelf) -> None:
    for question, start in (
        (
            "To what extent was Trotsky the author of his own defeat?",
            "To a large extent the defeat of Trotsky was self-inflicted",
        ),
        (
            "How and why did Stalin defeat Bukharin and the Right?",
            "Bukharin and the Right failed, because",
        ),
    ):
        assert (shipped.outline(question).thesis or "").startswith(start), question


def test_two_subjects_are_weighed_against_each_other(shipped: Shelf) -> None:
    outline = shipped.outline(
        '"Kamenev, rather than Trotsky, was the architect of Stalin\'s triumph." Discuss.'
    )
    assert (outline.thesis or "").startswith("Only to a limited extent did Kamenev matter more than Trotsky")
    assert {each.factor for each in outline.paragraphs} == {"rivals"}


def test_nobody_did_more_than_he_himself_is_a_claim_on_him(shipped: Shelf) -> None:
    outline = shipped.outline('"No one did more to destroy Bukharin than Bukharin himself." Discuss.')
    assert (outline.thesis or "").startswith("To a large extent the defeat of Bukharin was self-inflicted")


def test_nothing_else_says_that_one_thing_did_it_alone(shipped: Shelf) -> None:
    outline = shipped.outline('"It was the Secretariat, and nothing else, that made Stalin master." Discuss.')
    assert outline.question.claims[0].strength == "only"
    assert outline.degree == "limited"


def test_what_lies_in_the_years_asked_for_is_argued_before_the_rest(shipped: Shelf) -> None:
    question = "To what extent did economic problems help Stalin to power in {}?"
    early, late = (shipped.outline(question.format(years)).paragraphs[0] for years in ("1923", "1928-29"))
    assert "crisis of 1923" in early.point
    assert "grain crisis" in late.point


def test_fear_of_a_rival_is_no_use_of_force(shipped: Shelf) -> None:
    outline = shipped.outline("Examine how fear of Trotsky shaped the succession struggle.")
    assert outline.question.claims[0].factor == "rivals"
    assert "fear of Trotsky" in (outline.thesis or "")


def test_of_two_subjects_neither_gets_a_paragraph_on_something_else(shipped: Shelf) -> None:
    outline = shipped.outline("To what extent did Molotov and Kaganovich make Stalin's victory possible?")
    for each in outline.paragraphs:
        if each.subject:
            assert each.subject in " ".join([each.point, *(piece.text for piece in each.evidence)])


def test_cards_on_a_subject_stand_under_the_clause_they_come_nearest_to(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the role of Rabkrin in one leader's rise to power.")
    did, limits = outline.paragraphs[:2]
    assert did.point.startswith("In the Inspectorate Stalin came to know provincial administrators")
    assert any("contacts all over the country" in piece.text for piece in did.evidence)
    assert (limits.side, limits.point.partition(",")[0]) == (
        "against",
        "The Inspectorate gave Stalin no votes",
    )
    assert any("gave up" in piece.text for piece in limits.evidence)


def test_a_victory_that_was_certain_by_some_year_is_asked_as_complete_by_then(shipped: Shelf) -> None:
    made = shipped.outline("To what extent was one leader's victory already certain by 1925?")
    assert made.thesis is not None
    assert made.thesis.startswith("To some extent Stalin's rise to power was complete by the end of 1925")


def test_two_cards_that_tell_the_same_do_not_both_stand_on_a_page(shipped: Shelf) -> None:
    question = "To what extent was force the main reason for the rise to power of one authoritarian leader?"
    assert text(shipped.outline(question)).count("559 votes") <= 1


def test_a_page_gives_every_paragraph_its_reason_before_a_second_view(shipped: Shelf) -> None:
    outline = shipped.outline("Evaluate the contribution of Nikolai Bukharin to the rise of Stalin.")
    shown = " ".join(text(outline).split())
    argued = [each for each in outline.paragraphs if each.point in shown]
    assert all(each.because and each.because in shown for each in argued)
    assert any(each.perspective and each.perspective.view in shown for each in argued)


def test_the_conclusion_on_a_subject_is_its_own_and_the_counter_argument_has_another_answer(
    shipped: Shelf,
) -> None:
    for subject in ("Bukharin", "Lenin's Testament", "troika", "war scare"):
        outline = shipped.outline(f"Evaluate the role of {subject} in Stalin's rise to power.")
        judged = shipped.material.known.cases["stalin"].case.subjects[subject].judged or ""
        assert outline.answer
        assert (judged in (outline.conclusion or "")) != (judged == outline.answer), subject
        assert outline.answer not in [each.because for each in outline.paragraphs]


def test_who_has_met_nothing_is_not_told_so_of_each_fact(shipped: Shelf) -> None:
    assert "unseen" not in text(shipped.outline("Evaluate the role of the troika in Stalin's rise."))


def test_examine_is_told_how_two_factors_worked_on_each_other(shipped: Shelf) -> None:
    asked = "Examine the role of popular support in the rise to power of one authoritarian leader."
    outline = shipped.outline(asked)
    said = "Popular support worked with control of the Party machine: "
    assert (outline.interplay or "").startswith(said)
    assert said in " ".join(text(outline).split())
    assert shipped.outline(asked.replace("Examine", "Discuss")).interplay is None


def test_a_word_that_no_card_has_is_said_to_be_taken_for_a_part_of_its_factor(shipped: Shelf) -> None:
    said = "Your cards hold nothing on nationalism: what follows is on ideology, of which it is a part."
    assert said in shipped.outline("Evaluate the role of nationalism in one leader's rise to power.").notes
    assert shipped.outline("Evaluate the role of ideology in one leader's rise to power.").notes == ()


def test_why_somebody_acted_so_is_said_not_to_be_answered(shipped: Shelf) -> None:
    (note,) = shipped.outline("Why, and with what results, did Zinoviev turn against Stalin in 1925?").notes
    assert note.startswith("This asks why something came about, which an outline does not argue")
    assert note.endswith("what follows is what Zinoviev did for the rise.")


def test_methods_are_what_is_called_alike_and_not_the_first_of_them(both: Shelf) -> None:
    outline = both.outline("To what extent were the methods used by Stalin and Mao to come to power similar?")
    assert (outline.thesis or "").startswith("Methods may be called alike")
    assert (outline.conclusion or "").startswith("On balance methods may be called alike")
