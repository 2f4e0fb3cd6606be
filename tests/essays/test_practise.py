from __future__ import annotations

import pytest

from studykit.essays.own import OwnPlan, read_own
from studykit.essays.practise import Compared, compare
from studykit.marking import Vocabulary
from tests.essays.library import Shelf, all_cards

QUESTION = "To what extent did control of the Party explain one leader's rise?"


@pytest.fixture(scope="module")
def vocabulary(small: Shelf) -> Vocabulary:
    case = small.library.cases()[0]
    return Vocabulary.of(all_cards(small.library), case.aliases, case.distinct)


@pytest.fixture
def against_plan(small: Shelf, vocabulary: Vocabulary):
    def run(own: OwnPlan) -> Compared:
        return compare(own, small.outline(QUESTION), small.material, vocabulary)

    return run


def made(compared: Compared) -> set[str]:
    return {piece.card for piece, is_there in compared.evidence if is_there}


def test_the_stored_plan_itself_makes_every_point(small: Shelf, against_plan) -> None:
    outline = small.outline(QUESTION)
    own = OwnPlan(
        points=tuple(paragraph.point for paragraph in outline.paragraphs),
        evidence=tuple(piece.fact for piece in outline.evidence),
    )
    compared = against_plan(own)
    assert all(is_there for _, is_there in compared.points)
    assert made(compared) == {piece.card for piece in outline.evidence}
    assert compared.missed == ()


def test_an_empty_plan_makes_nothing(against_plan) -> None:
    compared = against_plan(OwnPlan())
    assert not any(is_there for _, is_there in compared.points)
    assert made(compared) == set()


def test_points_and_evidence_count_in_other_words(against_plan) -> None:
    own = OwnPlan(
        points=("by appointing people he turned his office into a majority",),
        evidence=(
            "Stalin was made Gen Sec in 1922",
            "as general secretary he controlled appointments and the agenda",
            "the enrolment took the party from 340 000 to 600,000 in 1924",
        ),
    )
    compared = against_plan(own)
    assert compared.points[0][1]
    assert {"rise/gensec", "rise/controls", "rise/enrolment"} <= made(compared)


def test_another_subject_makes_nothing(against_plan) -> None:
    own = OwnPlan(points=("The Red Army won the Civil War",), evidence=("Kolchak was shot in 1920",))
    compared = against_plan(own)
    assert made(compared) == set()
    assert not any(is_there for _, is_there in compared.points)


def test_a_wrong_date_is_named_and_the_fact_counts_as_missed(against_plan) -> None:
    compared = against_plan(OwnPlan(evidence=("Stalin became General Secretary in 1924",)))
    assert "rise/gensec" in compared.missed
    differs = [signal for signal in compared.signals if signal.code == "date-differs"]
    assert len(differs) == 1
    assert "3 April 1922" in differs[0].message


def test_what_was_missed_is_one_asked_card_of_each_family(small: Shelf, against_plan) -> None:
    missed = against_plan(OwnPlan()).missed
    asked = {card.id: card.parent for card in small.library.listings}
    assert len({asked[card] for card in missed}) == len(missed)
    assert "rise/enrolment#340-000" in missed


def test_a_plan_of_a_hundred_kilobytes_is_compared(against_plan) -> None:
    own = read_own(
        "Thesis: office\n" + "Point: he controlled appointments to posts in 1925 and so on\n" * 150
    )
    assert against_plan(own).signals
