from __future__ import annotations

import pytest

from studykit.marking.stems import stem
from studykit.marking.synonyms import SHARED, alike, near, opposite, thesaurus


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("criticise", "slag_off"),
        ("remov", "sack"),
        ("execut", "shoot"),
        ("resign", "step_down"),
        ("fear", "scare"),
    ],
)
def test_ordinary_words_stand_for_one_another(one: str, other: str) -> None:
    one = stem(one) if "_" not in one else one
    assert other in alike(one)
    assert one in alike(other)


def test_every_word_stands_for_itself() -> None:
    assert alike("xyzzy") == {"xyzzy"}


def test_groups_are_not_chained() -> None:
    assert "post" in alike("job")
    assert "appoint" in alike("job")
    assert "appoint" not in alike("post")


def test_opposites_go_both_ways() -> None:
    assert "remov" in opposite("keep")
    assert "keep" in opposite("remov")


def test_no_word_stands_for_its_own_opposite() -> None:
    table = thesaurus()
    assert not {name for name, sides in table.opposites.items() for side in sides if name in side}


def test_words_that_share_several_synonyms_are_near() -> None:
    table = thesaurus()
    pairs = [(name, other) for name in table.places for other in near(name)]
    assert pairs
    for name, other in pairs[:500]:
        assert other not in alike(name)
        assert len(alike(name) & alike(other)) >= SHARED
        assert name in near(other)


def test_the_opposite_is_never_near() -> None:
    assert not {name for name in thesaurus().opposites if near(name) & opposite(name)}
