from __future__ import annotations

import pytest

from studykit.marking.lexicon import Lexicon
from studykit.marking.match import Match, statement
from studykit.marking.people import NO_PEOPLE
from studykit.marking.phrase import compile_phrase
from studykit.marking.reading import read
from studykit.marking.vocabulary import Vocabulary

NAMES = frozenset("stalin trotsky lenin germany".split())


def said(right: str, answer: str) -> Match:
    phrase = compile_phrase(right, lambda _: False, Vocabulary(), NO_PEOPLE, loose=True, wished=False)
    words = [slot.word for slot in phrase.slots]
    return statement(phrase, read(answer, Lexicon(words, Vocabulary(), NAMES)), NO_PEOPLE)


@pytest.mark.parametrize(
    ("right", "answer"),
    [
        ("Members distrusted him", "people did not trust him"),
        ("The economy was weak", "the economy was not strong"),
        ("Industry was growing too slowly", "industry wasn't growing fast enough"),
        ("They admitted their mistakes in public", "they said sorry publicly"),
        ("It weakened the army badly", "the army was left in a terrible state and worn down"),
        ("Germany attacked in 1941", "Berlin invaded"),
        ("He had no allies", "he was without friends"),
    ],
)
def test_a_statement_may_be_made_in_other_words(right: str, answer: str) -> None:
    assert said(right, answer).made


@pytest.mark.parametrize(
    ("right", "answer"),
    [
        ("He controlled the bureaucracy", "he lost control of the bureaucracy"),
        ("They were for collective leadership", "they were against collective leadership"),
        ("They disliked quarrels", "they enjoyed quarrels"),
        ("New members were poorly educated", "it brought in highly educated people"),
        ("Industry was growing too slowly", "industry was growing too fast"),
        ("The kulaks were deported", "the kulaks deported the officials"),
    ],
)
def test_a_statement_turned_round_is_not_made(right: str, answer: str) -> None:
    assert not said(right, answer).made


def test_a_statement_about_losing_is_made_by_saying_so() -> None:
    assert said("He lost control of the bureaucracy", "he lost his grip on the bureaucracy").made


def test_light_words_alone_do_not_stand_for_telling_ones() -> None:
    assert not said("He was a dull bureaucrat", "people thought he was a genius").made
