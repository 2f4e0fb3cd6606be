"""What essays take from marking about English words: stems, slips of the pen, ordinary and light words."""

from __future__ import annotations

from studykit.marking.function_words import STOP
from studykit.marking.ordinary import ordinary_words
from studykit.marking.spelling import slips
from studykit.marking.stems import stem

__all__ = ["STOP", "ordinary_words", "slips", "stem"]
