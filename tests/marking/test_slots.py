from __future__ import annotations

from studykit.marking.lexicon import Lexicon
from studykit.marking.reading import Word, read
from studykit.marking.slots import NAME, PLAIN, TELLING, weight_of, word_slot
from studykit.marking.vocabulary import Vocabulary


def first(text: str, *names: str) -> Word:
    return read(text, Lexicon((), Vocabulary(), frozenset(names))).words[0]


def weight(text: str, *names: str) -> float:
    return weight_of(first(text, *names), frozenset(), frozenset())


def test_a_telling_word_weighs_more_than_a_name_and_a_name_more_than_a_light_word() -> None:
    assert weight("arrogant") == TELLING
    assert weight("Trotsky", "trotsky") == NAME
    assert weight("power") == PLAIN


def test_a_phrase_weighs_as_much_as_its_most_telling_word() -> None:
    assert weight("made enemies") == TELLING
    assert weight("new members") == PLAIN


def test_a_country_in_a_statement_may_be_named_by_its_capital_or_its_people() -> None:
    germany = word_slot(first("Germany", "germany"), name=True, fixed=False)
    assert {first("Berlin").stem, first("Germans").stem} <= germany.accepts


def test_a_name_that_is_the_answer_is_only_itself() -> None:
    germany = word_slot(first("Germany", "germany"), name=True, fixed=True)
    assert germany.accepts == {first("Germans").stem}


def test_a_verb_of_ending_reverses_unless_it_is_denied() -> None:
    assert word_slot(first("abolished"), name=False, fixed=False).reverses
    assert not word_slot(first("built"), name=False, fixed=False).reverses
