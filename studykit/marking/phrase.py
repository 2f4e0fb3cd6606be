"""A right answer, compiled: the words it needs, and which stretches of it can be enough by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studykit.marking.claims import speaks_of_wishes
from studykit.marking.clash import owner_of
from studykit.marking.clause_verbs import acts, is_active
from studykit.marking.function_words import NEGATORS, STOP
from studykit.marking.groups import group_deeds_of, names_groups
from studykit.marking.lexicon import Lexicon
from studykit.marking.meanings import phrase_at
from studykit.marking.numbers import value_of
from studykit.marking.people import People, groups_of
from studykit.marking.personal_names import given_names
from studykit.marking.reading import Reading, Word, read
from studykit.marking.roles import deeds_of
from studykit.marking.slots import REVERSING, TELLING, Slot, value_slot, weight_of, with_initials, word_slot
from studykit.marking.text import tokens
from studykit.marking.titles import acronyms_in, initials, is_fixed, titles_in
from studykit.marking.values import Value
from studykit.marking.vocabulary import Vocabulary, names_in
from studykit.marking.wordings import stretches

OF_GROUP = 1.5
"""How many names the names of one group ("Bukharin, Rykov and Tomsky") weigh together."""

_Content = Sequence[tuple[int, Word]]
"""The words of a phrasing that count, with their indexes in its reading."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrasing of a right answer.

    Attributes:
        text: as the card has it. slots: its content words in order. value: the number it is, if it is one.
        fixed: whether it is a name or a title, of which every word is needed.
        alternatives, clauses: indexes into `slots` of the stretches that can be enough by themselves.
        initials: what it is shortened to (SIOC), or "".
        names: the names in it. turns: whether it speaks of losing, ending or denying something itself.
        own, others: the names of its item, and those of the other items of the card only.
    """

    text: str
    slots: tuple[Slot, ...]
    value: Value | None
    fixed: bool
    alternatives: tuple[tuple[int, ...], ...]
    clauses: tuple[tuple[int, ...], ...]
    initials: str
    names: frozenset[str]
    turns: bool
    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def compile_phrase(
    text: str,
    asks: Callable[[str], bool],
    vocabulary: Vocabulary,
    people: People,
    *,
    loose: bool,
    wished: bool,
) -> Phrase:
    """Compile one phrasing.

    Args:
        text: the phrasing as the card has it.
        asks: whether the prompt gives a stem away; such words earn nothing.
        vocabulary: what the deck knows.
        people: whom the prompt speaks of.
        loose: whether it is a statement to be made in any words (a point) rather than a term to be named.
        wished: whether the prompt asks what somebody wanted.
    """
    wished = wished or speaks_of_wishes(tokens(text))
    names = names_in(text) | vocabulary.names
    reading = read(text, Lexicon((), Vocabulary(), names))
    names &= {word.text for word in reading.words}
    fixed = not loose and is_fixed(text, names)
    content = _content(reading.words, fixed=fixed)
    given = given_names(text, vocabulary) if fixed else frozenset()
    slots = _weighed(_worded(content, reading, names, fixed=fixed), content, text, asks, given)
    if loose:
        slots = _grouped_names(slots, [word for _, word in content], reading.words)
    else:
        slots = [replace(slot, near=frozenset()) for slot in slots]
    slots = [
        replace(with_initials(slot, text, titles_in(text)), wished=wished and not slot.number)
        for slot in _in_context(slots, content, reading, people)
    ]
    alternatives, clauses = stretches(tokens(text), names)
    return Phrase(
        text,
        tuple(slots),
        value_of(text),
        fixed,
        _grouped([alternatives[word.token] for _, word in content]),
        _grouped([clauses[word.token] for _, word in content]),
        initials(reading.words) if fixed else "",
        names,
        not loose or any(slot.denied or slot.stem in REVERSING for slot in slots),
    )


def _content(words: Sequence[Word], *, fixed: bool) -> _Content:
    """Give the words that count; the first word of a phrase of the thesaurus stands for all of it."""
    inside = set() if fixed else _inside_phrases(words)
    begin = {index - 1 for index in inside if index - 1 not in inside}
    return [(i, word) for i, word in enumerate(words) if i in begin or (_counts(word) and i not in inside)]


def _inside_phrases(words: Sequence[Word]) -> set[int]:
    """Give the words that go on a phrase of the thesaurus ("secret police")."""
    inside: set[int] = set()
    for index, word in enumerate(words):
        phrase = phrase_at(word)
        if phrase and index not in inside:
            inside.update(range(index + 1, index + 1 + phrase.count("_")))
    return inside


def _counts(word: Word) -> bool:
    if word.names and word.names[0].startswith("#"):
        return True
    return word.text not in STOP and word.text not in NEGATORS


def _worded(content: _Content, reading: Reading, names: frozenset[str], *, fixed: bool) -> list[Slot]:
    """Make the slots with what fills each."""
    values = {index: value for value, index in reading.numbers}
    return [
        value_slot(word, values[index])
        if index in values and word.text not in names
        else word_slot(word, name=word.text in names, fixed=fixed)
        for index, word in content
    ]


def _weighed(
    slots: Sequence[Slot], content: _Content, text: str, asks: Callable[[str], bool], given: frozenset[str]
) -> list[Slot]:
    """Say how much each slot tells: nothing when the prompt gives it away or it is only said in passing."""
    titles, acronyms, aside = titles_in(text), acronyms_in(text), _asides(text)
    free = {word.token for _, word in content if asks(word.stem)}
    if len(free) == len(content):
        free = set()
    weighed: list[Slot] = []
    for slot, (_, word) in zip(slots, content, strict=True):
        weight = weight_of(word, titles, acronyms)
        idle = word.token in free or word.token in aside or word.text in given
        told = slot.weight if slot.number else 0.0 if idle else weight
        weighed.append(replace(slot, weight=told, asked=word.token in free and weight >= TELLING))
    return weighed


def _in_context(slots: Sequence[Slot], content: _Content, reading: Reading, people: People) -> list[Slot]:
    """Note for each slot but those of numbers who does what there, and whose it is."""
    deeds, group_deeds = deeds_of(reading, people), group_deeds_of(reading)
    words = reading.words
    return [
        slot
        if slot.number
        else replace(
            slot,
            acts=acts(words, index),
            active=acts(words, index) and is_active(words, index),
            deed=deeds.get(index),
            group_deed=group_deeds[index] if names_groups(group_deeds.get(index)) else None,
            owner=owner_of(words, index, people),
        )
        for slot, (index, _) in zip(slots, content, strict=True)
    ]


def _grouped_names(slots: Sequence[Slot], words: Sequence[Word], every: Sequence[Word]) -> list[Slot]:
    """Let the names of one group weigh little more together than one name."""
    sizes = {
        word.token: len(group)
        for group in groups_of(every, range(len(every)))
        for word in group
        if len(group) > 1
    }
    return [
        replace(slot, weight=slot.weight * min(1.0, OF_GROUP / sizes.get(word.token, 1)))
        for slot, word in zip(slots, words, strict=True)
    ]


def _asides(text: str) -> set[int]:
    """Give the tokens after "not just" and "rather than": what a point sets itself off from."""
    found = tokens(text)
    aside: set[int] = set()
    for index in range(len(found) - 1):
        pair = (found[index].text, found[index + 1].text)
        if pair in {("not", "just"), ("not", "only"), ("rather", "than"), ("instead", "of")}:
            end = next(
                (i for i in range(index, len(found)) if found[i].text in (",", "but", ";")), len(found)
            )
            aside.update(range(index, end))
    return aside


def _grouped(numbers: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Give the indexes that have the same number together; nothing when all have."""
    if len(set(numbers)) < 2:
        return ()
    return tuple(
        tuple(index for index, other in enumerate(numbers) if other == number)
        for number in sorted(set(numbers) - {-1})
    )
