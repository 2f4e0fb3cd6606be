from __future__ import annotations

import pytest

from studykit.marking import gives_up


@pytest.mark.parametrize(
    "line",
    [
        "idk",
        "IDK",
        "i don't know",
        "i dont know",
        "don't know",
        "no idea",
        "No clue!",
        "not a clue",
        "i dunno",
        "forgot",
        "I can't remember",
        "im not sure",
        "pass",
        "",
        "   ",
        "?",
        "...",
        "idk no idea",
        "i have no idea sorry",
        "no idea tbh",
        "um",
        "i really don't know the answer",
    ],
)
def test_giving_up_is_recognised(line: str) -> None:
    assert gives_up(line)


@pytest.mark.parametrize(
    "line",
    [
        "Stalin",
        "no",
        "not Stalin",
        "I don't know but maybe Beria",
        "he forgot Lenin's funeral",
        "1924",
        "600 000",
        "nobody knows what Lenin wanted",
        "he was not sure of his support",
        "F",
    ],
)
def test_an_answer_is_not_giving_up(line: str) -> None:
    assert not gives_up(line)
