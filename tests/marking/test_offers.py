from __future__ import annotations

import pytest

from .making import marked, term

BERIA = term("Who headed the secret police?", "Beria", "Lavrenti Beria")
STALIN = term("Who won?", "Stalin")


@pytest.mark.parametrize(
    "answer",
    [
        "Beria or Stalin",
        "Stalin / Beria",
        "Beria, Stalin",
        "Beria and Yezhov",
        "Beria or a general",
        "stalin beria",
    ],
)
def test_two_answers_are_no_answer(answer: str) -> None:
    found = marked(BERIA, answer, STALIN)
    assert found.verdict == "wrong", found
    assert "two answers" in found.why


@pytest.mark.parametrize(
    "answer",
    ["Beria, head of the police", "Beria, who worked for Stalin", "Beria, not Stalin", "Lavrenti Beria",
     "Stalin no wait Beria", "it was Stalin's man Beria"],
)  # fmt: skip
def test_what_describes_the_answer_is_no_rival(answer: str) -> None:
    assert marked(BERIA, answer, STALIN).verdict == "correct"


def test_several_accepted_answers_may_be_given() -> None:
    card = term("Name one freedom.", "speech", "religion", "press")
    assert marked(card, "speech, religion and press").verdict == "correct"
    assert marked(card, "speech, religion, guns").verdict == "wrong"
