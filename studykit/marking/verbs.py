"""Is a word a verb, by its form alone?"""

from __future__ import annotations

from functools import lru_cache

from studykit.marking.function_words import AUXILIARIES
from studykit.marking.stems import is_irregular_past

_NOUNS = frozenset(
    "indeed need speed greed breed seed hundred king spring string thing nothing something anything "
    "everything evening morning meeting building wing being during ceiling".split()
)
_UNCHANGED = frozenset(("put",))
"""Past tenses that look like the present, and are seldom nouns."""


@lru_cache(maxsize=16384)
def looks_like_verb(text: str) -> bool:
    """Say whether a word is an auxiliary, a past tense or an -ing form, judging by its letters."""
    if text in AUXILIARIES or text in _UNCHANGED or is_irregular_past(text):
        return True
    return len(text) > 4 and text.endswith(("ed", "ing")) and text not in _NOUNS
