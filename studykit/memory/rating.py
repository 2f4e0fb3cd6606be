"""Which rating a verdict suggests."""

from __future__ import annotations

from studykit.reviews import Rating
from studykit.verdict import Verdict

HALF_COUNTS = frozenset({"list", "order", "points"})
"""Kinds of card where most of the answer is worth more than none of it."""


def suggest(verdict: Verdict, *, kind: str, score: float, hinted: bool = False) -> Rating:
    """Give the rating to go on with; Easy is never suggested, only chosen by key.

    A partial answer was not recalled, so it is Again; but Hard where a card asks for several things and at
    least half (`score` >= 0.5) came.
    """
    if verdict is Verdict.CORRECT:
        return Rating.HARD if hinted else Rating.GOOD
    if verdict is Verdict.PARTIAL and kind in HALF_COUNTS and score >= 0.5:
        return Rating.HARD
    return Rating.AGAIN
