"""The reason that is given, and the model answer in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import Card
from studykit.marking import Stretch
from tests.marking.making import choose, listed, marked, ordered, points, term

POST = term("Which post did Stalin take up?", "General Secretary")
YEAR = term("In which year did Lenin die?", "1924")
LEFT = listed("Name the leaders of the Left.", "Trotsky", "Zinoviev", "Kamenev")
WHY = points("Why did Trotsky lose?", "he was arrogant", "he missed Lenin's funeral", need=1)
SIDE = choose("Left or Right?", "Left", "Left", "Right")
ORDER = ordered("Put in order.", "Lenin dies", "Trotsky is expelled")
CARDS = (POST, YEAR, LEFT, WHY, SIDE, ORDER)
OTHERS = (
    term("Who followed Lenin as premier?", "Rykov"),
    term('Who was the Party\'s "favourite"?', "Bukharin"),
    term("In which year was Trotsky deported?", "1929"),
)


@pytest.mark.parametrize(
    ("card", "answer", "why"),
    [
        (POST, "general secretary", "right"),
        (POST, "general secretery", "right (spelling: Secretary)"),
        (OTHERS[0], "bukarin", "that is the answer to \"Who was the Party's 'favourite'?\""),
        (YEAR, "in 1929", "1929 is the answer to another question: In which year was Trotsky deported?"),
        (YEAR, "1923", "one year off: you wrote 1923, it was 1924"),
        (YEAR, "in winter", "a time was asked for"),
        (POST, "which post", "that only repeats the question"),
        (POST, "", "nothing was typed"),
        (POST, "idk", "no answer this time; read the right one and it will come back"),
        (SIDE, "right", "you chose Right; it is Left"),
        (ORDER, "1 2", "right, all in order"),
    ],
)
def test_a_reason_says_what_is_certainly_true(card: Card, answer: str, why: str) -> None:
    assert marked(card, answer, *OTHERS).why == why


def test_an_answer_that_is_right_on_several_cards_is_no_mix_up_with_one_of_them() -> None:
    others = (
        term("In which year was Trotsky expelled?", "1927"),
        term("In which year was the Fifteenth Congress?", "1927"),
    )
    assert "the answer to" not in marked(YEAR, "1927", *others).why


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("stalin-party-machine/enrolment-taste", "he explained stuff simply n trotsky was a snob"),
        ("stalin-party-state/party-office-better", "bc the gov just did whatever the party said"),
        ("stalin-ideology/turn-politics", "made bukharin look out of date bc he was stuck defending nep"),
        ("stalin-party-machine/peasants-claim", "the peasants werent in the party"),
        ("stalin-historians/deutscher-thesis", "manipulated procedures"),
    ],
)
def test_nobody_is_accused_of_turning_round_what_was_not_turned_round(card: str, answer: str) -> None:
    why = marked(card, answer).why
    assert "contrary" not in why
    assert "you say that" not in why


@given(st.sampled_from(CARDS), st.text(max_size=60))
def test_no_reason_begins_with_a_verdict_and_the_model_is_all_of_the_answer(card: Card, answer: str) -> None:
    found = marked(card, answer, *OTHERS)
    assert not found.why.casefold().startswith(("correct", "partial", "wrong"))
    assert text(found.model) == text(marked(card, "").model)


def test_a_near_miss_named_like_a_verdict_does_not_begin_the_reason() -> None:
    card = term("Who?", "Lenin", reject={"Wrong man": "nobody of that name"})
    why = marked(card, "wrong man").why
    assert "nobody of that name" in why
    assert not why.casefold().startswith("wrong")


def text(pieces: tuple[Stretch, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_matched_misspelt_and_missing_words_are_told_apart() -> None:
    model = marked(listed("Name two posts.", "General Secretary", "Premier"), "general secretery").model
    assert text(model) == "General Secretary; Premier"
    assert [(piece.text, piece.state) for piece in model if piece.state != "plain"] == [
        ("General", "matched"),
        ("Secretary", "misspelt"),
        ("Premier", "missing"),
    ]


def test_a_wrong_answer_shows_the_whole_model_as_missing() -> None:
    assert marked(term("Who?", "Beria"), "Yezhov").model == (Stretch("Beria", "missing"),)


def test_points_made_show_which_of_their_words_were_said() -> None:
    model = marked(
        points("Why did he lose?", "He was arrogant", "He missed the funeral"), "he was arogant"
    ).model
    assert ("arrogant", "misspelt") in [(piece.text, piece.state) for piece in model]
    assert text(model) == "He was arrogant; He missed the funeral"


def test_a_choice_shows_its_answer_only() -> None:
    assert text(marked(SIDE, "right").model) == "Left"


def test_empty_words_are_not_called_the_question_again() -> None:
    card = listed("Name two things that he controlled.", "appointments", "files")
    assert "repeats" not in marked(card, "stuff like that and things").why
    assert "repeats" in marked(card, "things that he controlled").why


def test_another_number_is_not_called_the_contrary() -> None:
    assert "contrary" not in marked("stalin-legacy/own-cult", "1925").why


def test_two_answers_are_quoted_as_they_were_typed() -> None:
    card = term("Which post did Stalin take up in 1922?", "General Secretary")
    assert "General Secretary" in marked(card, "General Secretary or Premier").why
