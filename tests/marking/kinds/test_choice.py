from __future__ import annotations

import pytest

from studykit.marking import Vocabulary, mark
from tests.marking.making import choose, marked, verdict

SIDE = choose("Was Trotsky on the Left or the Right?", "Left", "Left", "Right")
SPOKE = choose("True or false: Trotsky spoke at the funeral.", "False", "True", "False")
ADVICE = choose("Did Lenin recommend keeping or removing Stalin?", "removing", "keeping", "removing")


@pytest.mark.parametrize(
    "answer",
    ["Left", "left", "Letf", "he was on the left wing", "Left, not Right", "the Left", "1", "a", "not right"],
)
def test_the_option_in_any_form_is_right(answer: str) -> None:
    assert verdict(SIDE, answer) == "correct"


@pytest.mark.parametrize(
    "answer", ["Right", "Rihgt", "Left Right both", "not Left", "left or right", "2", "b", "centre"]
)
def test_another_both_or_a_denial_is_wrong(answer: str) -> None:
    assert verdict(SIDE, answer) == "wrong"


@pytest.mark.parametrize(
    "answer", ["False", "F", "flase", "no he wasn't there", "false, he missed it", "no", "not true"]
)
def test_false_can_be_said_in_many_ways(answer: str) -> None:
    assert verdict(SPOKE, answer) == "correct"


@pytest.mark.parametrize("answer", ["True", "T", "yes", "not false", "true and false"])
def test_true_is_not_false(answer: str) -> None:
    assert verdict(SPOKE, answer) == "wrong"


@pytest.mark.parametrize(
    "answer", ["remove him", "it said he should be removed", "getting rid of him", "remvoing him"]
)
def test_an_option_may_be_said_in_other_words(answer: str) -> None:
    assert verdict(ADVICE, answer) == "correct"


@pytest.mark.parametrize(
    "answer", ["keep him as general secretary", "it said he should not be removed", "keeping/removing"]
)
def test_the_other_option_in_other_words_is_wrong(answer: str) -> None:
    assert verdict(ADVICE, answer) == "wrong"


def test_numbers_and_letters_refer_to_the_order_that_was_shown() -> None:
    known = Vocabulary.of([SIDE])
    assert mark(SIDE, "2", known, shown=(1, 0)).verdict == "correct"
    assert mark(SIDE, "a", known, shown=(1, 0)).verdict == "wrong"


def test_why_names_the_choice_and_the_answer() -> None:
    assert marked(SIDE, "right").why == "you chose Right; it is Left"
