from __future__ import annotations

import pytest

from studykit.marking.ordinary import ordinary_words


@pytest.mark.parametrize(
    "word", ["steal", "nationalism", "speed", "enrolment", "enrollment", "ace", "zoom", "bolshevik"]
)
def test_ordinary_words_are_known(word: str) -> None:
    assert word in ordinary_words()


@pytest.mark.parametrize("word", ["stalin", "secretery", "", "zzz", "aaa", "steal ", "a\nb"])
def test_names_and_misspellings_are_not(word: str) -> None:
    assert word not in ordinary_words()
