from __future__ import annotations

from studykit.marking.lexicon import Lexicon
from studykit.marking.meanings import Meanings, head_of, is_light, meanings_of, phrase_at
from studykit.marking.reading import Word, read
from studykit.marking.vocabulary import Vocabulary


def first(text: str) -> Word:
    return read(text, Lexicon((), Vocabulary())).words[0]


def meanings(text: str) -> Meanings:
    return meanings_of(first(text))


def test_what_says_the_opposite_never_stands_for_a_word() -> None:
    for text in ("split", "weak", "secret police", "quick", "popular"):
        found = meanings(text)
        assert not found.accepts & found.against
        assert not found.near & found.accepts


def test_a_phrase_is_taken_as_one() -> None:
    assert phrase_at(first("secret police")) == "secret_polic"
    assert "nkvd" in meanings("secret police").accepts


def test_small_words_alone_are_no_phrase() -> None:
    assert phrase_at(first("could not organise")) == ""


def test_a_phrase_is_about_its_last_word_or_about_its_verb() -> None:
    assert head_of("secret_polic") == "polic"
    assert head_of("hit_back") == "hit"


def test_a_phrase_that_turns_its_head_round_is_denied_by_it() -> None:
    found = meanings("poorly educated")
    assert "educ" in found.against
    assert "illiter" in found.accepts


def test_a_phrase_of_light_words_says_little() -> None:
    assert is_light("new_member")
    assert not is_light("secret_polic")
