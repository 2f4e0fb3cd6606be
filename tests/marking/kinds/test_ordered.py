from __future__ import annotations

import pytest

from studykit.marking import Vocabulary, mark
from tests.marking.making import marked, ordered, verdict

EVENTS = ordered(
    "Put in order.", "Lenin dies", "Trotsky is expelled", "Trotsky is deported", "Stalin turns fifty"
)


@pytest.mark.parametrize("answer", ["1 2 3 4", "1, 2, 3, 4", "1234", "a b c d", "1-2-3-4"])
def test_numbers_and_letters_stand_for_the_items_as_shown(answer: str) -> None:
    assert verdict(EVENTS, answer) == "correct"


def test_numbers_refer_to_the_order_that_was_shown() -> None:
    known = Vocabulary.of([EVENTS])
    assert mark(EVENTS, "2 1 4 3", known, shown=(1, 0, 3, 2)).verdict == "correct"
    assert mark(EVENTS, "1 2 3 4", known, shown=(1, 0, 3, 2)).verdict != "correct"


def test_items_may_be_named() -> None:
    answer = "Lenin dies, Trotsky is expelled, Trotsky is deported, Stalin turns fifty"
    assert verdict(EVENTS, answer) == "correct"


def test_neighbours_in_order_earn_a_part() -> None:
    found = marked(EVENTS, "2 3 4 1")
    assert (found.verdict, found.score) == ("partial", 0.667)
    assert found.why == "2 of 3 neighbours are in order"


@pytest.mark.parametrize("answer", ["4 3 2 1", "1 1 2 3", "7 8 9", "bananas"])
def test_backwards_repeated_or_unknown_is_wrong(answer: str) -> None:
    assert verdict(EVENTS, answer) == "wrong"
