from __future__ import annotations

import pytest

from studykit.marking.lexicon import Lexicon
from studykit.marking.naming import term
from studykit.marking.people import NO_PEOPLE
from studykit.marking.phrase import compile_phrase
from studykit.marking.reading import read
from studykit.marking.vocabulary import Vocabulary


def named(right: str, answer: str) -> bool:
    phrase = compile_phrase(right, lambda _: False, Vocabulary(), NO_PEOPLE, loose=False, wished=False)
    words = [slot.word for slot in phrase.slots]
    return term(phrase, read(answer, Lexicon(words, Vocabulary()))).made


@pytest.mark.parametrize("answer", ["general secretary", "secretary general", "gen sec", "Genral Secretery"])
def test_a_term_is_named_by_all_its_words_in_any_order_and_shape(answer: str) -> None:
    assert named("General Secretary", answer)


@pytest.mark.parametrize("answer", ["secretary", "general", "not general secretary", "president"])
def test_a_part_of_a_term_or_its_denial_does_not_name_it(answer: str) -> None:
    assert not named("General Secretary", answer)


def test_a_long_title_is_named_by_its_initials() -> None:
    assert named("Socialism in One Country", "SIOC")
    assert not named("Socialism in One Country", "not SIOC")


def test_synonyms_do_not_name_a_term() -> None:
    assert not named("General Secretary", "general clerk")
