from __future__ import annotations

from studykit.marking.people import NO_PEOPLE
from studykit.marking.phrase import Phrase, compile_phrase
from studykit.marking.shares import Filling, strength_of, stretches_of
from studykit.marking.vocabulary import Vocabulary


def phrase(text: str) -> Phrase:
    return compile_phrase(text, lambda _: False, Vocabulary(), NO_PEOPLE, loose=True, wished=False)


def strength(text: str, *said: str, **more: set[str]) -> float:
    """Give the strength of a phrase of which these words are said, each by a word of its own."""
    one = phrase(text)
    at = {slot.word: number for number, slot in enumerate(one.slots)}
    numbers = {kind: {at[word] for word in words} for kind, words in more.items()}
    return strength_of(one, Filling({at[word]: at[word] for word in said}, **numbers))


def test_nothing_said_is_nothing() -> None:
    assert strength("He offered stability") == 0


def test_all_said_is_enough() -> None:
    assert strength("He offered stability", "offered", "stability") >= 1


def test_what_is_done_is_enough_of_two_words_but_not_what_it_is_said_of() -> None:
    assert strength("The Secretariat was overwhelmed", "overwhelmed") >= 1
    assert strength("The Secretariat was overwhelmed", "secretariat") < 1


def test_what_only_describes_is_not_enough() -> None:
    assert strength("more free discussion", "discussion") >= 1
    assert strength("more free discussion", "free") < 1


def test_a_word_that_only_half_says_it_is_not_enough_alone() -> None:
    assert strength("He offered stability", "stability", nearly={"stability"}) < 1


def test_without_the_verb_that_reverses_it_nothing_is_said() -> None:
    text = "Rykov was replaced as Premier"
    assert strength(text, "rykov", "premier") < 1
    assert strength(text, "rykov", "replaced", "premier") >= 1


def test_a_clause_can_be_enough_by_itself() -> None:
    text = "He was arrogant and neglected the delegates"
    assert len(stretches_of(phrase(text))) > 1
    assert strength(text, "arrogant") >= 1


def test_the_opposite_of_another_clause_does_not_unmake_a_clause() -> None:
    text = "He was arrogant and neglected the delegates"
    assert strength(text, "arrogant", contrary={"neglected"}) >= 1
    assert strength(text, "arrogant", contrary={"arrogant"}) < 1


def test_a_wrong_year_unmakes_every_clause() -> None:
    text = "Beria was arrested and executed in 1953"
    assert strength(text, "beria", "arrested", "executed", contrary={"1953"}) < 1
