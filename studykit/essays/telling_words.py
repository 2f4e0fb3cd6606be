"""The words by which one sentence is known from another, and whether it can stand without the one before it."""

from __future__ import annotations

import re
from functools import lru_cache

from studykit.english.dates import MONTH_NAMES
from studykit.english.stems import stem
from studykit.english.words import STOP
from studykit.essays.paper_two import generic
from studykit.essays.question_words import read_words

KEPT = 4096
"""Texts whose words are kept: the facts and points of a case are compared with each other again and again."""

_LOST = re.compile(
    r"^\W*\w+[^A-Z]*\b(?:he|she|it|they|him|her|them|his|their)\b|^(?:He|She|It|They|His|Her|Their)\b"
)
"""A pronoun with no name before it but the word that begins the sentence."""


def stands_alone(sentence: str) -> bool:
    """Say whether a sentence needs no other before it: no pronoun stands there without its name."""
    return _LOST.match(sentence) is None


@lru_cache(maxsize=KEPT)
def marks(text: str) -> frozenset[str]:
    """Give what ties a fact to a point: its telling words, and the years and months that both name."""
    return telling(text) | set(re.findall(rf"\b(?:1[5-9]\d\d|20\d\d|{'|'.join(MONTH_NAMES)})\b", text))


@lru_cache(maxsize=KEPT)
def telling(text: str) -> frozenset[str]:
    """Give the stems of the words that tell one text from another."""
    words = (word.text for word in read_words(text).words)
    return (
        frozenset(stem(word) for word in words if word.isalpha() and len(word) > 2 and word not in STOP)
        - generic()
    )
