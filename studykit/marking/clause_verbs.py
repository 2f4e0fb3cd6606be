"""The verbs of a clause, and how each stands to its subject: active or passive, act or state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from studykit.marking.function_words import AUXILIARIES, PASSIVE_HELPERS, POSSESSIVES, STOP
from studykit.marking.reading import Word
from studykit.marking.stems import stem
from studykit.marking.verbs import looks_like_verb

_FEELING = frozenset("afraid scared wary suspicious jealous frightened terrified nervous".split())
"""Adjectives of fear: who stands after "of" is the cause, as after "by"."""
FEARING = frozenset(stem(word) for word in "fear dread hate dislike distrust resent envy".split())
"""Verbs whose subject feels what their object causes: the other way round than "alarm"."""
_MUTUAL = frozenset(
    stem(word)
    for word in (
        "ally alliance join unite team side agree work cooperate meet fight argue quarrel clash disagree "
        "partner negotiate compete struggle bloc"
    ).split()
)
"""Deeds that two do together, so that order does not matter."""
_ALONE = frozenset(
    stem(word)
    for word in (
        "be resign step stand retire die rise fall leave quit lose fail succeed become win emerge go come"
    ).split()
)
"""What one is, or does alone: who is made to resign resigns."""
_BEFORE_NOUNS = POSSESSIVES | frozenset("the a an its our".split())
_BEFORE_VERBS = frozenset("to do did does will would can could may might must shall should".split())


def is_verb(word: Word) -> bool:
    """Say whether a word is a verb by its form, as typed or as it is meant."""
    if word.name:
        return False
    return looks_like_verb(word.meant) or (word.slips > 0 and word.text.endswith("d"))


def acts(words: Sequence[Word], index: int) -> bool:
    """Say whether the word here is a verb, by its form or by the "to" or "could" before it."""
    before = words[index - 1].text if index else ""
    return is_verb(words[index]) or (before in _BEFORE_VERBS and not words[index].name)


def main_verbs(words: Sequence[Word], start: int, end: int) -> list[int]:
    """Give the verbs of a clause, from `start` up to before `end`, each helper counted with its verb."""
    verbs: list[int] = []
    for index in range(start, end):
        if not _is_main(words, index, start):
            continue
        if verbs and _helps(words, verbs[-1], index):
            verbs[-1] = index
        else:
            verbs.append(index)
    return verbs


def _is_main(words: Sequence[Word], index: int, start: int) -> bool:
    word = words[index]
    before = words[index - 1] if index else None
    if before is not None and (before.possessive or before.text in _BEFORE_NOUNS):
        return False  # "his growing power": it only describes what follows
    if is_verb(word) or word.text in _FEELING:
        return True
    after_helper = index > start and words[index - 1].text in _BEFORE_VERBS
    return after_helper and not word.name and word.text not in STOP


def _helps(words: Sequence[Word], helper: int, verb: int) -> bool:
    """Say whether a verb is only the helper of the next: "was" in "was later expelled"."""
    if words[helper].text not in AUXILIARIES and words[helper].text not in PASSIVE_HELPERS:
        return False
    between = [word.text for word in words[helper:verb]]
    return all(text in AUXILIARIES or text in STOP or text.endswith("ly") for text in between)


def kind_of(word: Word) -> Literal["act", "pair", "state"]:
    """Say whether a verb is an act of one on another, of two together, or a state."""
    if word.stem in _MUTUAL:
        return "pair"
    return "state" if word.stem in _ALONE else "act"


def is_passive(words: Sequence[Word], verb: int) -> bool:
    """Say whether a verb is passive: was expelled, got sacked, alarmed by; or fear: was afraid."""
    word = words[verb]
    if word.text in _FEELING:
        return True
    if word.meant.endswith("ing") or word.meant in AUXILIARIES:
        return False
    helpers = [words[i].text for i in range(max(0, verb - 4), verb) if words[i].clause == word.clause]
    last = max((i for i, helper in enumerate(helpers) if helper in PASSIVE_HELPERS), default=None)
    if last is not None:
        return all(text in STOP or text.endswith("ly") for text in helpers[last + 1 :])
    return verb + 1 < len(words) and words[verb + 1].text == "by"


_NO_OBJECT = frozenset("of by as from in to with at on a an".split())


def is_active(words: Sequence[Word], verb: int) -> bool:
    """Say whether a verb is active beyond doubt: with an object after it ("appointed officials")."""
    if is_passive(words, verb) or words[verb].stem in FEARING or words[verb].meant.endswith("ing"):
        return False
    if verb + 1 >= len(words):
        return False
    return words[verb + 1].clause == words[verb].clause and words[verb + 1].text not in _NO_OBJECT
