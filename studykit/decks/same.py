"""When two texts say the same as far as a deck is concerned: letter case, accents and punctuation aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"\w+")


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = (
        "".join(each for each in plain if not unicodedata.combining(each)) if not plain.isascii() else plain
    )
    return tuple(_WORDS.findall(plain.replace("'", "").replace("’", "")))


def fold(text: str) -> str:
    """Give the form in which texts that say the same are equal; one without a word stands for itself."""
    return " ".join(words(text)) or text.strip()


def contains(text: str, phrase: str) -> bool:
    """Say whether a phrase stands in a text, word for word."""
    inside = words(phrase)
    return bool(inside) and f" {' '.join(inside)} " in f" {' '.join(words(text))} "
