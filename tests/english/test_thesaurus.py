from __future__ import annotations

import pytest

from studykit.english.stems import stem
from studykit.english.thesaurus import alike, lines, names_of, opposite


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("criticise", "slag_off"),
        ("remove", "sack"),
        ("execute", "shoot"),
        ("resign", "step_down"),
        ("fear", "scare"),
    ],
)
def test_ordinary_words_stand_for_one_another(one: str, other: str) -> None:
    other = other if "_" in other else stem(other)
    assert other in alike(stem(one))
    assert stem(one) in alike(other)


def test_every_word_stands_for_itself() -> None:
    assert alike("xyzzy") == {"xyzzy"}


def test_groups_are_not_chained() -> None:
    assert "appoint" in alike("job")
    assert "post" in alike("job")
    assert "appoint" not in alike("post")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("win", "lose"),
        ("keep", "remove"),
        ("praise", "criticise"),
        ("possible", "impossible"),
        ("weak", "strong"),
        ("increase", "reduce"),
        ("support", "oppose"),
    ],
)
def test_opposites_go_both_ways(one: str, other: str) -> None:
    assert stem(other) in opposite(stem(one))
    assert stem(one) in opposite(stem(other))


def test_no_word_stands_for_its_own_opposite() -> None:
    sides = [side for line in lines() if line.startswith("><") for side in line[2:].split("|")]
    assert sides
    assert [name for side in sides for name in names_of(side) if alike(name) & opposite(name)] == []
