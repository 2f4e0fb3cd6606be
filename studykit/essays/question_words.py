"""A question as words: in lower case, slips of the pen mended, each with its place in what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from studykit.essays.language import is_ordinary, slips, stem

_TOKEN = re.compile(
    r"(?<!\d)\d+(?:st|nd|rd|th|s)?(?![^\W_])|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*|'s?(?![^\W_])|[^\w\s']"
)
_STRAIGHT = str.maketrans(
    {**dict.fromkeys("‘’‛ʼ′`´", "'"), **dict.fromkeys("“”„«»″", '"'), "‑": "-", "‐": "-"}
)
_SHORTEST_MENDED = 5


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word, number or mark as it is read, and where it stands in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """A text as words; `plain` is them with single spaces, `offsets` where each begins in it."""

    source: str
    words: tuple[QuestionWord, ...]

    @cached_property
    def plain(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each word begins in `plain`."""
        places, at = [], 0
        for word in self.words:
            places.append(at)
            at += len(word.text) + 1
        return tuple(places)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(stem(word.text) for word in self.words)

    @property
    def typed(self) -> str:
        """What was typed, from the first word to the last."""
        return self.source[self.words[0].start : self.words[-1].end] if self.words else ""


def tidy(text: str) -> str:
    """Put a question on one line and take off quotation marks that stand round the whole of it."""
    line = " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).split())
    for mark in "\"'":
        inner = line[1:-1].strip()
        if len(line) > 2 and line[0] == line[-1] == mark and mark not in _without_apostrophes(inner):
            return inner
    return line


def _without_apostrophes(text: str) -> str:
    return re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "", text)


def read_words(text: str, lexicon: Iterable[str] = ()) -> Words:
    """Read a text, each misspelt word as the word of the lexicon it comes nearest to."""
    known = frozenset(lexicon)
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0].lower()
        found.append(QuestionWord(_mended(word, known), match.start(), match.end()))
    return Words(text, tuple(found))


def _mended(word: str, lexicon: frozenset[str]) -> str:
    """Give the word of the lexicon that a misspelt word is meant for; a known word as it is."""
    if len(word) < _SHORTEST_MENDED or not lexicon or not word.isalpha():
        return word
    if word in lexicon or is_ordinary(word):
        return word
    near = [(distance, other) for other in lexicon if (distance := _slips(word, other)) is not None]
    return min(near)[1] if near else word


def _slips(word: str, other: str) -> int | None:
    if abs(len(word) - len(other)) > 3 or len(other) < _SHORTEST_MENDED:
        return None
    return slips(word, other)
