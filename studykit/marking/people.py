"""The people a prompt speaks of, and what it says they did: whom "he" and "they" mean in an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from studykit.marking.function_words import AUXILIARIES, PASSIVE_HELPERS
from studykit.marking.ordinary import ordinary_words
from studykit.marking.reading import Reading, Word
from studykit.marking.stems import stem
from studykit.marking.synonyms import alike
from studykit.marking.text import normalise

NOBODY: frozenset[str] = frozenset()
OTHERS = frozenset({"~others"})
"""Rivals and opponents who are not named: anybody but the one the prompt is about."""
_OPPONENTS = frozenset("opponents rivals opponent rival critics enemies opposition oppositions".split())
_ARGUING = frozenset(stem(word) for word in "argue say think explain describe claim write see view".split())
_ROW = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)+")


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does and who suffers what a verb says; stems of names, empty when unknown."""

    agents: frozenset[str]
    patients: frozenset[str]
    kind: Literal["act", "pair", "state"] = "act"
    """An act of one on another; what two do together; or what one is or undergoes alone."""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Whom "he" and "they" mean when the answer names nobody: the people of the prompt."""

    one: frozenset[str] = NOBODY
    other: frozenset[str] = NOBODY
    """The second person when the prompt speaks of two: whom "him" means where "he" is the first."""
    many: frozenset[str] = NOBODY
    all: frozenset[str] = NOBODY
    deeds: tuple[Deed, ...] = ()
    """What the prompt says was done, such as "Kamenev and Zinoviev turn against Stalin"."""


NO_PEOPLE = People()


@lru_cache(maxsize=4096)
def stand_for(names: frozenset[str]) -> frozenset[str]:
    """Give these names with those that stand for the same country or party: Berlin and Hitler for Germany."""
    return frozenset(other for name in names for other in alike(name))


def is_opponents(word: Word) -> bool:
    """Say whether a word stands for people who are against the one spoken of."""
    return word.text in _OPPONENTS and not word.name


def people_of(prompt: Reading, text: str = "") -> People:
    """Find the people a prompt speaks of; a name inside a title ("the Lenin Enrolment") is nobody."""
    groups = groups_of(prompt.words, range(len(prompt.words)))
    many = [frozenset(w.stem for w in group) for group in groups if len(group) > 1]
    single = [group[0] for group in groups if len(group) == 1]
    titled = _in_titles(text, frozenset(word.text for word in prompt.words if word.name))
    single = [word for word in single if word.meant not in ordinary_words() and word.text not in titled]
    single = _but_historians(prompt.words, single)
    plain = [word.stem for word in single if not word.possessive] or [word.stem for word in single]
    everyone = frozenset(word.stem for word in prompt.words if word.name)
    deeds = (_possessive_deed(prompt), _question_deed(prompt))
    one = frozenset(plain[:1])
    others = {word.stem for word in single} - one
    return People(
        one,
        frozenset(others) if len(others) == 1 else NOBODY,
        many[0] if many else OTHERS if _asks_of_opponents(prompt) else NOBODY,
        everyone,
        tuple(deed for deed in deeds if deed is not None),
    )


def _asks_of_opponents(prompt: Reading) -> bool:
    return any(
        is_opponents(word) and prompt.words[index - 1].possessive
        for index, word in enumerate(prompt.words)
        if index
    )


def _but_historians(words: Sequence[Word], single: list[Word]) -> list[Word]:
    """Leave out who only says something of somebody else: "What does Deutscher argue about Stalin?"."""
    others = [word for word in single if not _argues(words, words.index(word))]
    return others or single


def _argues(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].stem in _ARGUING


def _question_deed(prompt: Reading) -> Deed | None:
    """Read "Why did Kamenev and Zinoviev turn against Stalin?" as a deed."""
    words = prompt.words
    groups = groups_of(words, range(len(words)))
    for index, word in enumerate(words[:-2]):
        if (
            word.text not in AUXILIARIES
            or len(groups) < 2
            or groups[0][0] not in words[index + 1 : index + 3]
        ):
            continue
        if any(w.text in AUXILIARIES for w in words[index + 1 : words.index(groups[1][0])]):
            return None
        subject = frozenset(w.stem for w in groups[0])
        others = frozenset(w.stem for w in groups[1])
        verb = words.index(groups[0][-1]) + 1
        if word.text in PASSIVE_HELPERS and words[verb].text.endswith("ed"):
            return Deed(others, subject)
        return Deed(subject, others)
    return None


def _in_titles(text: str, names: frozenset[str]) -> frozenset[str]:
    """Give the names that stand in a row of capitals with a word that is none: Lenin in "Lenin Enrolment"."""
    found: set[str] = set()
    for row in _ROW.findall(text):
        words = [normalise(word) for word in row.split()]
        if any(word not in names for word in words[1:]) and words[0] in names:
            found.update(words)
    return frozenset(found)


def _possessive_deed(prompt: Reading) -> Deed | None:
    """Read "Lenin's criticism of Stalin" as a deed of the one to the other."""
    words = prompt.words
    for index, word in enumerate(words[:-3]):
        if word.name and word.possessive and words[index + 2].text in ("of", "against", "on"):
            group = groups_of(words, range(index + 3, len(words)))
            if group and group[0][0] is words[index + 3]:
                return Deed(frozenset({word.stem}), frozenset(w.stem for w in group[0]))
    return None


def groups_of(words: Sequence[Word], indexes: Sequence[int]) -> list[list[Word]]:
    """Give the names that stand together ("Zinoviev and Kamenev") as groups."""
    groups: list[list[Word]] = []
    last = -9
    for index in indexes:
        word = words[index]
        if not word.name:
            continue
        between = [word.text for word in words[last + 1 : index]] if last >= 0 else ["?"]
        joined = not between or (between[0] in ("and", "plus") and between[1:] in ([], ["the"]))
        if groups and joined and not groups[-1][-1].possessive:
            groups[-1].append(word)
        else:
            groups.append([word])
        last = index
    return groups
