from __future__ import annotations

import pytest

from studykit.marking.groups import group_deeds_of, turned_round
from studykit.marking.lexicon import Lexicon
from studykit.marking.people import Deed
from studykit.marking.reading import read
from studykit.marking.vocabulary import Vocabulary

LEXICON = Lexicon((), Vocabulary(), frozenset({"stalin"}))


def deed(text: str, verb: str) -> Deed:
    reading = read(text, LEXICON)
    at = next(index for index, word in enumerate(reading.words) if word.text == verb)
    return group_deeds_of(reading)[at]


@pytest.mark.parametrize(
    ("text", "agents", "patients"),
    [
        ("the kulaks deported the officials", {"kulak"}, {"offici"}),
        ("the kulaks were deported by the officials", {"offici"}, {"kulak"}),
        ("the kulaks were deported", set(), {"kulak"}),
        ("Stalin deported the richer farmers", {"stalin"}, {"peasant"}),
        ("they deported the kulaks", set(), {"kulak"}),
    ],
)
def test_who_of_the_groups_did_what_to_whom(text: str, agents: set[str], patients: set[str]) -> None:
    found = deed(text, "deported")
    assert (set(found.agents), set(found.patients)) == (agents, patients)


def test_a_deed_is_turned_round_only_when_both_sides_are_named() -> None:
    right = deed("the kulaks were deported", "deported")
    assert turned_round(right, deed("the kulaks deported the officials", "deported"))
    assert not turned_round(right, deed("the kulaks deported in 1930", "deported"))
    assert not turned_round(right, deed("the officials deported the kulaks", "deported"))
    assert not turned_round(None, None)


def test_a_text_without_groups_has_no_group_deeds() -> None:
    assert group_deeds_of(read("Stalin won", LEXICON)) == {}
