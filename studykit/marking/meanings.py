"""What may stand for a word of a right answer, what half says it, and what says the opposite."""

from __future__ import annotations

from dataclasses import dataclass

from studykit.marking.function_words import LIGHT, NEGATORS, STOP
from studykit.marking.reading import PARTICLES, Word
from studykit.marking.stems import family, stem
from studykit.marking.synonyms import GAP, alike, near, opposite

LIGHT_STEMS = frozenset(stem(word) for word in LIGHT)
_SMALL_STEMS = frozenset(stem(word) for word in STOP | NEGATORS)
_TURNING = frozenset(stem(word) for word in "poor bad little less hardly lack lose".split())
_VAGUE = 3
"""How many light words may stand for a phrase before it is light itself."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """Stems and phrases: those that fill a slot, those that half fill it, those that say the opposite."""

    accepts: frozenset[str]
    near: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()


def phrase_at(word: Word) -> str:
    """Give the phrase of the thesaurus that begins with a word and takes its place, or ""."""
    for name in word.names:
        if "_" in name and GAP not in name and not name.startswith(("not_", "no_")) and _tells(name):
            return name
    return ""


def _tells(phrase: str) -> bool:
    """Say whether a phrase has more than small words: "could not" has none."""
    return any(part not in _SMALL_STEMS for part in phrase.split("_"))


def is_light(phrase: str) -> bool:
    """Say whether a phrase of the thesaurus says little: all its words are light, or several that mean it."""
    if len(alike(phrase) & LIGHT_STEMS) >= _VAGUE:
        return True
    return all(part in _SMALL_STEMS or part in LIGHT_STEMS for part in phrase.split("_"))


def meanings_of(word: Word) -> Meanings:
    """Give the meanings of a word, or of the phrase that begins with it."""
    phrase = phrase_at(word)
    own = _of_phrase(phrase) if phrase else _of_word(word.stem)
    accepts = set(own.accepts)
    for other in word.names:
        if "_" in other and GAP not in other and other != phrase and not other.startswith("not_"):
            accepts |= alike(other)
    accepts -= own.against
    return Meanings(frozenset(accepts), own.near - accepts - own.against, own.against)


def _of_word(base: str) -> Meanings:
    return Meanings(alike(base) | {family(base)}, near(base), opposite(base))


def _of_phrase(phrase: str) -> Meanings:
    """Give the meanings of a phrase.

    Its head ("police" of "secret police") may stand for it, unless the first word turns it round ("poorly
    educated").
    """
    parts = phrase.split("_")
    head = head_of(phrase)
    if parts[0] in _TURNING:
        return Meanings(alike(phrase), frozenset(), opposite(phrase) | {head})
    telling = [part for part in (parts[0], head) if part not in _SMALL_STEMS and part not in LIGHT_STEMS]
    nearly = frozenset(other for part in telling for other in alike(part))
    return Meanings(alike(phrase) | {head}, nearly, opposite(phrase) | opposite(head))


def head_of(phrase: str) -> str:
    """Give the stem that a phrase is about: the last, or the first of a verb and particle ("hit back")."""
    parts = phrase.split("_")
    return parts[-1] if parts[-1] not in _SMALL_STEMS and parts[-1] not in PARTICLES else parts[0]
