from __future__ import annotations

import pytest

from studykit.english.spelling import fold, nearest, slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("secretery", "secretary"),
        ("genral", "general"),
        ("letf", "left"),
        ("permanant", "permanent"),
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
    "spellings",
    [
        "zinoviev zinovyev zinovev zinovjev",
        "trotsky trotskii trotskiy trotski trotzky",
        "dzhugashvili djugashvili jughashvili jugashvili",
        "khrushchev hrushchev",
        "vozhd vojd",
        "beria beriya berija",
        "tomsky tomskiy tomskij",
        "lavrenti lavrentiy lavrenty",
        "orgburo orgbureau",
        "rykov rikov",
        "enrolment enrollment",
        "krupskaya krupskaia",
        "nikolai nikolay",
    ],
)
def test_spellings_of_one_name_are_one(spellings: str) -> None:
    assert len({fold(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["bukharin bulganin", "lenin stalin", "kamenev kirov", "zinoviev zhdanov", "tomsky trotsky"]
)
def test_different_people_stay_different(pair: str) -> None:
    one, other = pair.split()
    assert fold(one) != fold(other)


def test_the_nearest_known_word_wins() -> None:
    assert nearest("bulgannin", ["bukharin", "bulganin"]) == ("bulganin", 0)
    assert nearest("qqqq", ["bukharin", "bulganin"]) is None
