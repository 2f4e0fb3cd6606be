"""A right answer, compiled: the words it needs, what may stand for each, and how much each tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studykit.marking.claims import speaks_of_wishes
from studykit.marking.clash import owner_of
from studykit.marking.clause_verbs import acts
from studykit.marking.function_words import LIGHT, NEGATORS, STOP
from studykit.marking.lexicon import Lexicon
from studykit.marking.numbers import value_of
from studykit.marking.ordinary import ordinary_words
from studykit.marking.people import Deed, People, groups_of
from studykit.marking.personal_names import given_names
from studykit.marking.reading import Word, read, value_name
from studykit.marking.roles import deeds_of
from studykit.marking.stems import family, stem
from studykit.marking.synonyms import GAP, alike, opposite
from studykit.marking.text import normalise, tokens
from studykit.marking.values import Kind, Value
from studykit.marking.vocabulary import Vocabulary, names_in
from studykit.marking.wordings import stretches

TELLING, NAME, PLAIN, NUMBER = 1.0, 0.6, 0.4, 0.3
"""Weights of a telling word, a name, a light word (`LIGHT`) and a number inside a phrase."""
OF_GROUP = 1.5
"""How many names the names of one group ("Bukharin, Rykov and Tomsky") weigh together."""

_TITLE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
"""Words with capitals in a row: a title, whose every word tells something."""
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_VAGUE = 3
"""How many light words may stand for a phrase before it is light itself."""
_LONGEST_TITLE = 5
_IN_TITLES = frozenset("of in for and on to s".split())
"""The small words of titles ("Socialism in One Country"); "naive about Stalin" is none."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word a phrase needs.

    Attributes:
        word: as it stands in the phrase. stem: its stem.
        accepts: the stems and phrases that fill it. against: those that say the opposite.
        weight: how much it tells, 0 when it may be left out and earns nothing.
        name, year, acts: whether it is a name, a date, a verb.
        denied, wished: whether the phrase denies it, or says that it is only wished.
        deed: who does what there, if anybody. owner: whose it is.
        asked: whether it is telling, but the prompt gives it away.
    """

    word: str
    stem: str
    accepts: frozenset[str]
    against: frozenset[str]
    weight: float
    name: bool
    denied: bool
    wished: bool
    year: bool
    acts: bool
    deed: Deed | None
    owner: frozenset[str] = frozenset()
    asked: bool = False

    @property
    def reverses(self) -> bool:
        """Whether all hangs on it, as on the "stop" of "stop Trotsky becoming leader"."""
        return self.stem in _REVERSING and not self.denied


_REVERSING = frozenset(stem(word) for word in "stop prevent avoid block".split())


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One phrasing of a right answer.

    Attributes:
        text: as the card has it. slots: its content words in order. value: the number it is, if it is one.
        fixed: whether it is a name or a title, of which every word is needed.
        alternatives, clauses: indexes into `slots` of the stretches that can be enough by themselves.
        initials: what it is shortened to (SIOC), or "".
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
    deeds = deeds_of(reading, people)
    names &= {word.text for word in reading.words}
    fixed = not loose and _is_fixed(text, names)
    inside = set() if fixed else _inside_phrases(reading.words)
    begin = {index - 1 for index in inside if index - 1 not in inside}
    content = [
        (i, word) for i, word in enumerate(reading.words) if i in begin or (_counts(word) and i not in inside)
    ]
    given = given_names(text, vocabulary) if fixed else frozenset()
    aside = _asides(text)
    free = {word.token for _, word in content if asks(word.stem)}
    if len(free) == len(content):
        free = set()
    titles = {normalise(part) for run in _TITLE.findall(text) for part in run.split()} - STOP
    acronyms = {normalise(part) for part in _ACRONYM.findall(text)}
    values = {index: value for value, index in reading.numbers}
    slots = tuple(
        _value_slot(word, values[index])
        if index in values and word.text not in names
        else _slot(
            word,
            word.text in names,
            fixed,
            0.0
            if word.token in free or word.token in aside or word.text in given
            else _weight(word, titles, acronyms),
            deeds.get(index),
            wished,
            acts(reading.words, index),
            owner_of(reading.words, index, people),
        )
        for index, word in content
    )
    slots = tuple(_with_initials(slot, text, titles) for slot in slots)
    if loose:
        slots = _grouped_names(slots, [word for _, word in content], reading.words)
    slots = tuple(
        replace(slot, asked=word.token in free and _weight(word, titles, acronyms) >= TELLING)
        for slot, (_, word) in zip(slots, content, strict=True)
    )
    alternatives, clauses = stretches(tokens(text), names)
    return Phrase(
        text,
        slots,
        value_of(text),
        fixed,
        _grouped([alternatives[word.token] for _, word in content]),
        _grouped([clauses[word.token] for _, word in content]),
        _initials(reading.words) if fixed else "",
        names,
    )


def _grouped_names(slots: Sequence[Slot], words: Sequence[Word], every: Sequence[Word]) -> tuple[Slot, ...]:
    """Let the names of one group weigh little more together than one name."""
    sizes = {
        word.token: len(group)
        for group in groups_of(every, range(len(every)))
        for word in group
        if len(group) > 1
    }
    return tuple(
        replace(slot, weight=slot.weight * min(1.0, OF_GROUP / sizes.get(word.token, 1)))
        for slot, word in zip(slots, words, strict=True)
    )


def _inside_phrases(words: Sequence[Word]) -> set[int]:
    """Give the words that go on a phrase of the thesaurus ("secret police"): its first word stands for it."""
    inside: set[int] = set()
    for index, word in enumerate(words):
        plain = [n for n in word.names if "_" in n and GAP not in n and not n.startswith(("not_", "no_"))]
        if plain and index not in inside:
            inside.update(range(index + 1, index + 1 + plain[0].count("_")))
    return inside


def _counts(word: Word) -> bool:
    if word.names and word.names[0].startswith("#"):
        return True
    return word.text not in STOP and word.text not in NEGATORS


def _is_fixed(text: str, names: frozenset[str]) -> bool:
    """Say whether a term is a name or a title ("General Secretary"), not a wording ("forming a faction")."""
    written = [part for part in re.findall(r"[^\W\d_][\w'’-]*", text) if normalise(part) not in STOP]
    if len(written) <= 1:
        return bool(written) and (
            normalise(written[0]) in names or normalise(written[0]) not in ordinary_words()
        )
    small = {part for part in re.findall(r"[^\W\d_]+", text) if part[0].islower()}
    if not small <= _IN_TITLES:
        return False
    return len(written) <= _LONGEST_TITLE and all(part[0].isupper() for part in written)


def _weight(word: Word, titles: set[str], acronyms: set[str]) -> float:
    if word.name or word.text in acronyms:
        return NAME
    if word.text not in titles and (word.text in LIGHT or word.stem in _light_stems):
        return PLAIN
    if not word.names or "_" in word.names[0]:  # a phrase that begins with a small word: "in charge"
        meanings = alike(word.names[0]) if word.names else frozenset()
        return PLAIN if len(meanings & _light_stems) >= _VAGUE else TELLING
    return TELLING


_light_stems = frozenset(stem(word) for word in LIGHT)


def _slot(
    word: Word,
    name: bool,
    fixed: bool,
    weight: float,
    deed: Deed | None,
    wished: bool,
    verb: bool,
    owner: frozenset[str],
) -> Slot:
    accepts = frozenset({word.stem}) if fixed or name else alike(word.stem) | {family(word.stem)}
    phrases = [] if fixed else [name for name in word.names if "_" in name and GAP not in name]
    if phrases and not phrases[0].startswith("not_"):
        accepts = alike(phrases[0]) | {phrases[0].rpartition("_")[2]}
    for phrase in phrases[1:]:
        accepts |= alike(phrase)
    against = frozenset() if name else opposite(word.stem) - accepts
    return Slot(
        word.text, word.stem, accepts, against, weight, name, word.denied, wished, False, verb, deed, owner
    )


def _value_slot(word: Word, value: Value) -> Slot:
    accepts = {value_name(value), *word.names}
    if value.year is not None:
        accepts.add(f"#~{value.year % 100:02}")
    dated = value.kind is not Kind.AMOUNT
    weight = NUMBER if dated else TELLING
    return Slot(
        word.text,
        word.stem,
        frozenset(accepts),
        frozenset(),
        weight,
        False,
        word.denied,
        False,
        dated,
        False,
        None,
    )


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


_NAMED = re.compile(r"[A-Z][\w'’-]+(?: (?:in|of|the|and|for|on|to) [A-Z][\w'’-]+| [A-Z][\w'’-]+)+")
"""A title with its small words: Socialism in One Country."""


_OFFICES = frozenset(
    ["secretary", "commissar", "premier", "minister", "chairman", "president", "governor", "chancellor"]
)


def _with_initials(slot: Slot, text: str, titles: set[str]) -> Slot:
    """Let the words of a title be said by its initials, and those of an office by "the post"."""
    if slot.word in titles and titles & _OFFICES:
        slot = replace(slot, accepts=slot.accepts | alike("post"))
    for title in _NAMED.findall(text):
        words = normalise(title).split()
        letters = "".join(word[0] for word in words)
        if len(letters) >= 3 and slot.word in words:
            return replace(slot, accepts=slot.accepts | {letters})
    return slot


def _initials(words: Sequence[Word]) -> str:
    letters = "".join(word.text[0] for word in words if word.text not in ("the", "a"))
    return letters if len(letters) >= 3 else ""
