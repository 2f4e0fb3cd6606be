"""What essays take of the one reader of English: stems, slips of the pen, ordinary and small words."""

from __future__ import annotations

from studykit.english.spelling import slips
from studykit.english.stems import is_ordinary, stem
from studykit.english.words import STOP

__all__ = ["STOP", "is_ordinary", "slips", "stem"]
