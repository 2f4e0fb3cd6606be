from __future__ import annotations

import pytest

from studykit.english.romanisation import fold


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
