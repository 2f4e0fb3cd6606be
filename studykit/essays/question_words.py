"""A question as words: in lower case, slips of the pen mended, each with its place in what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from studykit.english.spelling import slips
from studykit.english.stems import is_ordinary

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
    """A text as words."""

    source: str
    words: tuple[QuestionWord, ...]

    @cached_property
    def plain(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def mended(self) -> str:
        """The text with its misspelt words as they are read, capitals kept."""
        made, done = "", 0
        for word in self.words:
            typed = self.source[word.start : word.end]
            read = typed if typed.lower() == word.text else word.text
            made += self.source[done : word.start] + (read.capitalize() if typed[0].isupper() else read)
            done = word.end
        return made + self.source[done:]


def tidy(text: str) -> str:
    """Put a question on one line and take off quotation marks that stand round the whole of it."""
    line = " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).split())
    for mark in "\"'":
        inner = line[1:-1].strip()
        quoted = re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "", inner)  # apostrophes are no marks
        if len(line) > 2 and line[0] == line[-1] == mark and mark not in quoted:
            return inner
    return line


def read_words(text: str, lexicon: Collection[str] = frozenset()) -> Words:
    """Read a text, each misspelt word as the word of the lexicon it comes nearest to."""
    found = [(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text)]
    return Words(text, tuple(QuestionWord(_mended(word, lexicon), start, end) for word, start, end in found))


def _mended(word: str, lexicon: Collection[str]) -> str:
    """Give the word of the lexicon that a misspelt word is meant for; a known word as it is."""
    if len(word) < _SHORTEST_MENDED or not lexicon or not word.isalpha():
        return word
    if word in lexicon or is_ordinary(word):
        return word
    near = [
        (distance, other)
        for other in lexicon
        if len(other) >= _SHORTEST_MENDED
        and abs(len(word) - len(other)) <= 3
        and (distance := slips(word, other)) is not None
    ]
    return min(near)[1] if near else word
