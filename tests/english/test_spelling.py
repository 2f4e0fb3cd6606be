from __future__ import annotations

import pytest

from studykit.english.spelling import nearest, slips, sounds_same


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("secretery", "secretary"),
        ("genral", "general"),
        ("letf", "left"),
        ("permanant", "permanent"),
        ("beaurocratic", "bureaucratic"),
        ("troksy", "trotsky"),
        ("kruschev", "khrushchev"),
        ("trotskii", "trotsky"),
        ("vozdh", "vozhd"),
        ("factionlism", "factionalism"),
    ],
)
def test_a_typing_slip_is_seen_through(typed: str, meant: str) -> None:
    assert slips(typed, meant) is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nap", "nep"),
        ("ten", "two"),
        ("1927", "1929"),
        ("berlin", "beria"),
        ("lenin", "stalin"),
        ("bulganin", "bukharin"),
        ("iron", "steel"),
        ("comintern", "sovnarkom"),
        ("bad", "back"),
    ],
)
def test_another_word_is_no_slip(typed: str, meant: str) -> None:
    assert slips(typed, meant) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("steal", "steel"), ("reel", "real"), ("to", "too"), ("bare", "bear")]
)
def test_words_that_sound_the_same_are_known(typed: str, meant: str) -> None:
    assert sounds_same(typed, meant)


@pytest.mark.parametrize(("typed", "meant"), [("left", "lift"), ("stone", "steel"), ("right", "write"[::-1])])
def test_words_that_only_look_alike_do_not_sound_the_same(typed: str, meant: str) -> None:
    assert not sounds_same(typed, meant)


def test_the_nearest_known_word_wins() -> None:
    assert nearest("bulgannin", ["bukharin", "bulganin"]) == ("bulganin", 0)
    assert nearest("qqqq", ["bukharin", "bulganin"]) is None
