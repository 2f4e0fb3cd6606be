"""Sure, open or unread: what is decided, what is left to the student, and what is asked again."""

from __future__ import annotations

import pytest

from studykit.cards import Card, CardId
from tests.marking.making import choose, library, listed, marked, ordered, points, settled, term

POST = term("Which post did Stalin take up in 1922?", "General Secretary")
WHY = points("Why did Trotsky lose?", "he was arrogant", "he missed Lenin's funeral", "he fell ill", need=2)
SIDE = choose("Left or Right?", "Left", "Left", "Right")
ORDER = ordered("Put in order.", "Lenin dies", "Trotsky is expelled")
LEFT = listed("Name the leaders of the Left.", "Trotsky", "Zinoviev")


@pytest.mark.parametrize(
    ("card", "answer", "how"),
    [
        (POST, "general secretary", "correct"),
        (POST, "not general secretary", "wrong"),
        (POST, "", "wrong"),
        (POST, "idk", "wrong"),
        (WHY, "he was arrogant and he fell ill", "correct"),
        (WHY, "he was arrogant", "partial"),
        (LEFT, "Zinoviev", "partial"),
    ],
)
def test_what_is_certain_is_decided(card: Card, answer: str, how: str) -> None:
    assert settled(card, answer) == how


@pytest.mark.parametrize("reply", ["q", "Q", "quit", "exit", "u", "s"])
@pytest.mark.parametrize("card", [POST, WHY, LEFT])
def test_a_command_typed_for_an_answer_is_asked_again(card: Card, reply: str) -> None:
    found = marked(card, reply)
    assert (found.verdict, found.sure, found.unread) == ("wrong", False, True)
    assert found.why == "that is no answer; type one, or idk to see it"


def test_the_name_of_a_card_typed_for_an_answer_is_asked_again() -> None:
    for reply in ("stalin-stages/trotsky-fall", "trotsky-fall"):
        assert settled("stalin-stages/trotsky-fall", reply) == "unread"


def test_a_letter_is_an_option_or_a_step_and_no_command() -> None:
    five = ("Moscow", "Kiev", "Baku", "Omsk", "Tula")
    assert settled(choose("Which town?", "Tula", *five), "e") == "correct"
    assert settled(ordered("Put in order.", *five), "a b c d e") == "correct"


def test_a_command_that_is_the_answer_is_right() -> None:
    assert settled(term("What did the League offer?", "help"), "help") == "correct"
    assert settled(term("What did he do then?", "quit"), "he quit") in ("correct", "open")


def test_an_open_answer_is_a_best_guess_and_names_what_is_open() -> None:
    found = marked(WHY, "people thought he was up himself, and he was not there when they buried Lenin")
    assert not set(found.points) & set(found.open)
    assert found.sure == (found.open == ())
    assert not found.gave_up


def test_what_is_open_is_never_given_a_reason() -> None:
    cards = [
        library().card(CardId(listing.id))
        for listing in library().listings
        if listing.kind in ("answer", "points")
    ]
    opened = 0
    for card in cards[::7]:
        for other in cards[3::101]:
            found = marked(card.id, other.examples.right[0] if other.examples.right else other.ask)
            if not found.sure and not found.unread:
                opened += 1
                assert found.why == "" or '"' in found.why
    assert opened


@pytest.mark.parametrize(
    "answer", ["idk", "i dont know", "no idea", "?", "   ", "pass", "...", "not a clue sorry"]
)
def test_giving_up_is_wrong_for_sure_in_every_kind_of_card(answer: str) -> None:
    for card in (POST, WHY, SIDE, ORDER, LEFT):
        found = marked(card, answer)
        assert (found.verdict, found.sure, found.gave_up, found.unread) == ("wrong", True, True, False)


def test_a_wrong_answer_is_no_giving_up() -> None:
    assert not marked(POST, "Premier").gave_up
