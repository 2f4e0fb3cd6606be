"""Is this typed word meant for that one? Per-word edit distance scaled to length, and sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from studykit.english.romanisation import fold

_FARTHEST = 4
"""Edit distance up to which a known word is looked at closely."""
_ENDING = 3
"""Letters by which a word may be longer than another and still be another word."""
_LOOKED_AT = 12
_VOWELS = re.compile(r"[aeiouy]+")
_HOMOPHONES = tuple(
    frozenset(group.split())
    for group in (
        "to too two", "there their", "bare bear", "weak week", "role roll", "peace piece", "rain reign rein",
        "write right rite", "no know", "new knew", "one won", "through threw", "sent cent", "whole hole",
        "council counsel", "principal principle", "passed past", "led lead", "lose loose", "affect effect",
        "accept except", "coup coo", "party partly", "trail trial", "quite quiet", "dairy diary",
        "form from", "heir air", "prophet profit", "caught court", "seize sees",
        "threw through", "war wore", "guerrilla gorilla", "desert dessert", "personal personnel",
    )
)  # fmt: skip


def slips_allowed(length: int) -> int:
    """Say how many typing slips a word of this many letters may have and still be it."""
    if length <= 3:
        return 0
    if length <= 6:
        return 1
    return 2 if length <= 9 else 3


@lru_cache(maxsize=65536)
def slips(typed: str, meant: str) -> int | None:
    """Count the slips between a typed word and the one it may be meant for; None when it cannot be.

    A letter left out, added or changed, or two swapped, is one slip; other romanisations of the same name are
    none. Words of up to three letters and numbers must be exact. Both words are in normal form.
    """
    if typed == meant:
        return 0
    shorter = min(len(typed), len(meant))
    if shorter <= 3 or not (typed.isalpha() and meant.isalpha()):
        return None
    if len(meant) - len(typed) >= _ENDING and meant.startswith(typed):
        return None  # Trotsky is another word than Trotskyism
    one, other = fold(typed), fold(meant)
    if one == other:
        return 0
    allowed = slips_allowed(len(meant))
    found = min(
        _distance(typed, meant),
        _distance(one, other) + (one[:1] != other[:1]),
        _distance(typed.replace("z", "s"), meant.replace("z", "s")),
    )
    if found <= allowed and (found <= 1 or typed[0] == meant[0] or one[0] == other[0]):
        return found
    if len(meant) >= 8 and len(typed) >= 6 and _same_consonants(one, other):
        return allowed
    return None


def _distance(one: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=3)


def _same_consonants(one: str, other: str) -> bool:
    """Say whether two long words have the same consonants in order: beaurocratic, bureaucratic."""
    skeleton = _VOWELS.sub("", one)
    return len(skeleton) >= 4 and one[0] == other[0] and skeleton == _VOWELS.sub("", other)


@lru_cache(maxsize=16384)
def sounds_same(typed: str, meant: str) -> bool:
    """Say whether a real word was typed for another that sounds the same: steal for steel, to for too."""
    if any(typed in group and meant in group for group in _HOMOPHONES):
        return True
    if len(meant) < 4 or len(typed) != len(meant):
        return False
    mine, theirs = _VOWELS.findall(typed), _VOWELS.findall(meant)
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
    same_rest = _VOWELS.split(typed) == _VOWELS.split(meant)
    return (
        same_rest and len(pairs) == 1 and all(len(a) >= 2 and len(b) >= 2 and a[0] == b[0] for a, b in pairs)
    )


def nearest(word: str, known: Sequence[str], most: int | None = None) -> tuple[str, int] | None:
    """Give the known word that a typed word is most likely meant for, with the slips; the first of equals.

    Args:
        word: the typed word. known: the words it may be meant for. most: slips up to which it counts.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(word, known, scorer=OSA.distance, score_cutoff=_FARTHEST, limit=_LOOKED_AT)
    best: tuple[str, int] | None = None
    for other, _, _ in found:
        count = slips(word, other)
        if count is not None and (most is None or count <= most) and (best is None or count < best[1]):
            best = other, count
    return best
