"""The words a right answer needs, each with what fills it and how much it tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studykit.marking.function_words import LIGHT
from studykit.marking.meanings import LIGHT_STEMS, Meanings, head_of, is_light, meanings_of, phrase_at
from studykit.marking.people import Deed
from studykit.marking.reading import Word, value_name
from studykit.marking.stems import stem
from studykit.marking.synonyms import alike, opposite
from studykit.marking.titles import letters_for, names_an_office
from studykit.marking.values import Kind, Value

TELLING, NAME, PLAIN, NUMBER = 1.0, 0.6, 0.4, 0.3
"""Weights of a telling word, a name, a light word (`LIGHT`) and a number inside a phrase."""
REVERSING = frozenset(
    stem(word)
    for word in (
        "stop prevent avoid block remove replace dismiss lose end abolish ban reject refuse fail destroy "
        "weaken suspend limit"
    ).split()
)
"""Without such a verb the rest says something else: "was Premier" for "was replaced as Premier"."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word a phrase needs, or one phrase of the thesaurus in it.

    Attributes:
        word: as it stands in the phrase. stem: its stem. head: the stem that a phrase is about, else "".
        accepts: the stems and phrases that fill it. near: those that half fill it. against: those that say
            the opposite.
        weight: how much it tells, 0 when it may be left out and earns nothing.
        name, number, year: whether it is a name, a number, a date.
        acts, active: whether it is a verb, and one in the active voice beyond doubt.
        denied, wished: whether the phrase denies it, or says that it is only wished.
        deed: who does what there, if anybody; group_deed: the same for groups of people. owner: whose it is.
        asked: whether it is telling, but the prompt gives it away.
    """

    word: str
    stem: str
    accepts: frozenset[str]
    weight: float
    near: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    head: str = ""
    name: bool = False
    number: bool = False
    year: bool = False
    acts: bool = False
    active: bool = False
    denied: bool = False
    wished: bool = False
    deed: Deed | None = None
    group_deed: Deed | None = None
    owner: frozenset[str] = frozenset()
    asked: bool = False

    @property
    def reverses(self) -> bool:
        """Whether all hangs on it, as on the "stop" of "stop Trotsky becoming leader"."""
        return self.stem in REVERSING and not self.denied


def weight_of(word: Word, titles: frozenset[str], acronyms: frozenset[str]) -> float:
    """Say how much a word tells in a phrase with these titles and abbreviations."""
    if word.name or word.text in acronyms:
        return NAME
    if phrase := phrase_at(word):
        return PLAIN if is_light(phrase) else TELLING
    if word.text not in titles and (word.text in LIGHT or word.stem in LIGHT_STEMS):
        return PLAIN
    return TELLING


def word_slot(word: Word, *, name: bool, fixed: bool) -> Slot:
    """Make the slot of a word; of names and fixed terms only the word itself is right.

    A country in a statement may be named by its capital or its ruler.
    """
    if name:
        meanings = Meanings(frozenset({word.stem}) if fixed else alike(word.stem))
    elif fixed:
        meanings = Meanings(frozenset({word.stem}), frozenset(), opposite(word.stem))
    else:
        meanings = meanings_of(word)
    phrase = phrase_at(word)
    return Slot(
        word.text,
        word.stem,
        meanings.accepts,
        TELLING,
        meanings.near,
        meanings.against,
        head_of(phrase) if phrase else "",
        name,
        denied=word.denied,
    )


def value_slot(word: Word, value: Value) -> Slot:
    """Make the slot of a number; a date in a phrase tells little, but another date speaks against it."""
    accepts = {value_name(value), *word.names}
    if value.year is not None:
        accepts.add(f"#~{value.year % 100:02}")
    dated = value.kind is not Kind.AMOUNT
    weight = NUMBER if dated else PLAIN if word.text == "one" else TELLING
    return Slot(word.text, word.stem, frozenset(accepts), weight, number=True, year=dated, denied=word.denied)


def with_initials(slot: Slot, text: str, titles: frozenset[str]) -> Slot:
    """Let the words of a title be said by its initials, and those of an office by "the post"."""
    if slot.word in titles and names_an_office(titles):
        slot = replace(slot, accepts=slot.accepts | alike("post"))
    if letters := letters_for(slot.word, text):
        slot = replace(slot, accepts=slot.accepts | {letters})
    return slot
