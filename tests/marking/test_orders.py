"""Steps are put in order, by number or in words."""

from __future__ import annotations

from itertools import permutations

import pytest

from studykit.marking import Vocabulary, mark
from tests.marking.making import marked, ordered, settled

EVENTS = ordered(
    "Put in order.", "Lenin dies", "Trotsky is expelled", "Trotsky is deported", "Stalin turns fifty"
)
DEFEATS = ordered(
    "Put the defeats in order.",
    "Left Opposition",
    "Leningrad Opposition",
    "United Opposition",
    "Right Opposition",
)


@pytest.mark.parametrize(
    "answer", ["1 2 3 4", "1, 2, 3, 4", "1234", "a b c d", "A, B, C, D", "1-2-3-4", "1 > 2 > 3 > 4"]
)
def test_numbers_and_letters_stand_for_the_items_as_shown(answer: str) -> None:
    assert settled(EVENTS, answer) == "correct"


def test_numbers_refer_to_the_order_that_was_shown() -> None:
    known = Vocabulary([EVENTS])
    assert mark(EVENTS, "2 1 4 3", known, shown=(1, 0, 3, 2)).verdict == "correct"
    assert mark(EVENTS, "1 2 3 4", known, shown=(1, 0, 3, 2)).verdict != "correct"


@pytest.mark.parametrize("joiner", [", ", "; ", " > ", " then ", "\n", " → "])
def test_items_may_be_named(joiner: str) -> None:
    names = ["Lenin dies", "Trotsky is expelled", "Trotsky is deported", "Stalin turns fifty"]
    assert settled(EVENTS, joiner.join(names)) == "correct"


@pytest.mark.parametrize("joiner", [", ", " > "])
def test_of_all_orders_in_words_only_the_right_one_is_right(joiner: str) -> None:
    names = ["left opposition", "leningrad opposition", "united opposition", "right opposition"]
    for order in permutations(range(4)):
        words = settled(DEFEATS, joiner.join(names[number] for number in order))
        numbers = settled(DEFEATS, " ".join(str(number + 1) for number in order))
        assert words == numbers, order
        assert (words == "correct") == (order == (0, 1, 2, 3)), order


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (
            "stalin-stages/stages-order",
            "left opposition, right opposition, united opposition, leningrad opposition",
        ),
        ("stalin-mend-the-note/police-order", "OGPU, Cheka, NKVD, KGB"),
        (
            "stalin-party-machine/circular-flow",
            "secretariat appoints local secretaries, congress elects cc, delegates sent, cc confirms stalin",
        ),
    ],
)
def test_a_wrong_order_of_a_shipped_card_is_not_right(card: str, answer: str) -> None:
    assert settled(card, answer) != "correct"


@pytest.mark.parametrize(
    "answer",
    ["left, leningrad, united, right", "left > leningrad > united > right", "Left Leningrad United Right"],
)
def test_an_item_is_known_by_the_word_that_sets_it_apart(answer: str) -> None:
    assert settled(DEFEATS, answer) == "correct"


def test_neighbours_in_order_earn_a_part() -> None:
    found = marked(EVENTS, "2 3 4 1")
    assert (found.verdict, found.score, found.sure) == ("partial", 0.667, True)
    assert found.why == "2 of 3 neighbours are in order"


def test_backwards_is_wrong() -> None:
    assert settled(EVENTS, "4 3 2 1") == "wrong"


@pytest.mark.parametrize(
    "answer",
    [
        "1 1 2 3",
        "7 8 9",
        "bananas",
        "Lenin, fish, chips, peas",
        "left, right",
        "Put in order.",
        "Trotsky, Trotsky, Trotsky, Trotsky",
    ],
)
def test_what_names_not_every_item_once_is_asked_again(answer: str) -> None:
    found = marked(EVENTS, answer)
    assert (found.unread, found.sure, found.verdict) == (True, False, "wrong")
    assert found.why == "type the numbers in the right order, or name each item once"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-stages/trotsky-fall", "war commisar, politburo, expelled, alma ata, turkey"),
        ("stalin-institutions/office-to-majority", "congress cc politburo"),
    ],
)
def test_a_right_order_in_short_words_is_never_called_wrong(card: str, answer: str) -> None:
    assert settled(card, answer) in ("correct", "open", "unread")
