from __future__ import annotations

import pytest

from studykit.marking.focus import asked_for
from studykit.marking.stems import family, stem


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("What is the economic system in the United States?", "economic system"),
        ("Which Party post did Stalin take up in 1922?", "party post"),
        ("In what year was Trotsky expelled?", "year"),
        ("Name the three main leaders of the Left.", "three main leaders"),
        ("What did the Declaration of Independence do?", ""),
        ("Was Trotsky on the Left?", ""),
    ],
)
def test_what_a_prompt_asks_for(prompt: str, words: str) -> None:
    assert asked_for(prompt) == {family(stem(word)) for word in words.split()}
