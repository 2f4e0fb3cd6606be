from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import pytest

from studykit.cards import Card, CardId, Item, Ordered, Period, Place, Term
from studykit.progress.timeline import card_of, rounds, timeline, undated


def card(number: int, when: str, fact: str | None, gap: str = "") -> Card:
    parent = CardId(f"d/c{number}")
    return Card(
        id=CardId(f"{parent}{gap}"), parent=parent, deck="d", kind="answer", ask="When?",
        expected=Term(Item("1922")), place=Place("d.yaml", 1), fact=fact, date=Period.parse(when),
    )  # fmt: skip


def told(fact: str) -> str | None:
    (event,) = timeline([card(1, "1924-01", fact)], {})
    return undated(event)


@pytest.mark.parametrize(
    ("fact", "without"),
    [
        ("Stalin became General Secretary on 3 April 1922.", "Stalin became General Secretary."),
        ("In January 1924 Lenin died in Gorki.", "Lenin died in Gorki."),
        ("By 1921, after two wars, industry lay in ruins.", "After two wars, industry lay in ruins."),
        ("The Lenin Enrolment of 1924 was aimed at workers.", "The Lenin Enrolment was aimed at workers."),
        (
            "At the Conference of January 1924, with few voters, it lost.",
            "At the Conference, with few voters, it lost.",
        ),
        ("From May to July 1928 fifty-three engineers were tried.", "Fifty-three engineers were tried."),
        ("In the winter of 1923-24 the students voted against it.", "The students voted against it."),
        ("Trotsky joined the Bolsheviks only in the summer of 1917.", "Trotsky joined the Bolsheviks."),
    ],
)
def test_a_fact_is_told_without_its_date(fact: str, without: str) -> None:
    assert told(fact) == without


@pytest.mark.parametrize(
    "fact",
    [
        "In 1924 Molotov was secretary; he became premier in December 1930.",  # another date
        "In the 1920s the Congress elected the Committee.",  # no date that can be put in order
        "The funeral was on Saturday the 26th of that month.",
        "Lenin died in 1924.",  # hardly anything is left
        "The rising lasted from 1 to 18 March 1921, while the Congress sat.",
    ],
)
def test_a_fact_that_would_still_give_a_date_away_is_not_asked(fact: str) -> None:
    assert told(fact) is None


FACTS = [
    card(n, str(1920 + n), f"Event number {'abcdefghij'[n]} took place in {1920 + n}.") for n in range(10)
]


def test_facts_stand_in_the_order_of_their_dates_each_once() -> None:
    cards = [card(1, "1925", "Late."), card(2, "1922-04", "Early.", "#a"), card(2, "1922-04", "Early.", "#b")]
    events = timeline(cards, {CardId("d/c2#a"): 0.9, CardId("d/c2#b"): 0.4})
    assert [event.fact for event in events] == ["d/c2", "d/c1"]
    assert [event.recall for event in events] == [0.4, None], "as well as the least sure of its cards"


def test_a_fact_that_two_decks_tell_stands_once_and_is_known_as_well_as_its_least_sure_card() -> None:
    told = "The Congress of March 1921 banned factions."
    (event,) = timeline([card(1, "1921-03", told), card(2, "1921-03", told)], {CardId("d/c2"): 0.5})
    assert (event.fact, event.recall) == ("d/c1", 0.5)


def test_rounds_use_no_fact_twice_and_have_one_order_only() -> None:
    found = rounds(timeline(FACTS, {}), random.Random(1))
    assert [len(each) for each in found] == [4, 4], "the two left over make no round"
    used = [event.fact for each in found for event in each]
    assert len(set(used)) == len(used)
    for each in found:
        assert all(one.date.end < other.date.start for one, other in pairwise(each))


def test_what_she_has_met_is_asked_first() -> None:
    met = {CardId(f"d/c{number}"): 0.9 for number in (2, 3, 5, 7)}
    first = rounds(timeline(FACTS, met), random.Random(3))[0]
    assert {event.fact for event in first} == met.keys()


def test_facts_of_one_month_or_of_years_that_overlap_are_not_put_in_order() -> None:
    same = [
        card(number, "1924-01", f"Event {'abcd'[number]} happened there in January 1924.")
        for number in range(4)
    ]
    assert rounds(timeline(same, {}), random.Random(1)) == []


def test_the_card_of_a_round_holds_the_facts_in_their_order_without_dates() -> None:
    round_ = rounds(timeline(FACTS, {}), random.Random(1))[0]
    expected = card_of(round_).expected
    assert isinstance(expected, Ordered)
    assert [item.date.start for item in expected.items if item.date] == sorted(
        event.date.start for event in round_
    )
    assert not any("192" in item.say for item in expected.items)
    assert date(1920, 1, 1) <= round_[0].date.start
