"""Is this typed word meant for that one? Per-word edit distance scaled to length, and romanisations.

Names of other alphabets written differently are the same name: Zinov'yev is Zinoviev, Trotskii is Trotsky.
The rules fold the common systems (Library of Congress, BGN/PCGN, ISO 9 without its accents, the press) and
what students make of them into one spelling that is compared, never shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_LONG = 10
"""Letters from which on a word is known by its consonants, however its vowels are spelt."""
_LOOKED_AT, _FEW = 12, 60
"""Words looked at closely of many; of a few all are, so that far romanisations are found too."""
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^s(?=[aeiou][a-z]*[wj])", "z"),  # as Germans write: Sinowjew
        (r"tsch", "ch"),
        (r"eaux?$", "o"),
        (r"shch|stch|sch|šč", "š"),
        (r"sh", "š"),
        (r"tch|ch", "č"),
        (r"dzh|dž|dj|zh|jh|^j|j(?=[^aeou])", "ž"),
        (r"j", "y"),
        (r"gh", "g"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"tz|ts|cz", "c"),
        (r"ck|q", "k"),
        (r"c(?=[aoulrkt])|c$", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"(?<=[aeiou])y(?=[aeou])", ""),
        (r"(?:i|y)(?=[aeou])", ""),
        (r"[iy]+", "i"),
        (r"(?<=v)f$|(?<=[eo])f{1,2}$", "v"),
        (r"(.)\1+", r"\1"),
    )
)


def _consonants(word: str) -> str:
    return re.sub(r"[aeiouy]+|(.)(?=\1)", "", word)


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """Folds a word into the one spelling that all its romanisations share; it is in normal form."""
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def slips(typed: str, meant: str) -> int | None:
    """Counts the slips between a typed word and the one it may be meant for; None when it cannot be.

    A letter left out, added or changed, or two swapped, is one slip; other romanisations of the same name are
    none. Words of up to three letters and numbers must be exact. Both words are in normal form.
    """
    if typed == meant:
        return 0
    if min(len(typed), len(meant)) <= 3 or not (typed.isalpha() and meant.isalpha()):
        return None
    from rapidfuzz.distance import OSA

    one, other = fold(typed), fold(meant)
    found = 0
    if one != other:
        folded = OSA.distance(one, other, score_cutoff=3) + (one[:1] != other[:1])
        plain = OSA.distance(typed.replace("z", "s"), meant.replace("z", "s"), score_cutoff=3)
        found = min(plain, folded)
        if found > 2 and len(meant) >= _LONG and _consonants(typed) == _consonants(meant):
            found = 2  # beaurocratic
    begins = found <= 1 or typed[0] == meant[0] or one[0] == other[0]
    return found if begins and found <= min(3, (len(meant) - 1) // 3) else None


def nearest(word: str, known: Sequence[str], most: int | None = None) -> tuple[str, int] | None:
    """Finds the known word that a typed word is most likely meant for, with the slips; the first of equals.

    Args:
        word: the typed word. known: the words it may be meant for. most: slips up to which it counts.
    """
    if len(known) > _FEW:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        near = extract(word, known, scorer=OSA.distance, score_cutoff=4, limit=_LOOKED_AT)
        known = [other for other, _, _ in near]
    best: tuple[str, int] | None = None
    for other in known:
        count = slips(word, other)
        if count is not None and (most is None or count <= most) and (best is None or count < best[1]):
            best = other, count
    return best
