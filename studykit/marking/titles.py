"""Names and titles in right answers: what is written in capitals, and the initials it is shortened to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.marking.function_words import STOP
from studykit.marking.ordinary import ordinary_words
from studykit.marking.reading import Word
from studykit.marking.text import normalise

_TITLE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")
"""Words with capitals in a row: a title, whose every word tells something."""
_NAMED = re.compile(r"[A-Z][\w'’-]+(?: (?:in|of|the|and|for|on|to) [A-Z][\w'’-]+| [A-Z][\w'’-]+)+")
"""A title with its small words: Socialism in One Country."""
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_LONGEST_TITLE = 5
_IN_TITLES = frozenset("of in for and on to s the a an".split())
"""The small words of titles ("Socialism in One Country"); "naive about Stalin" is none."""
_OFFICES = frozenset(
    ["secretary", "commissar", "premier", "minister", "chairman", "president", "governor", "chancellor"]
)


def titles_in(text: str) -> frozenset[str]:
    """Give the words of the titles in a text, in normal form."""
    return frozenset(normalise(part) for run in _TITLE.findall(text) for part in run.split()) - STOP


def acronyms_in(text: str) -> frozenset[str]:
    """Give the abbreviations in a text, in normal form."""
    return frozenset(normalise(part) for part in _ACRONYM.findall(text))


def is_fixed(text: str, names: frozenset[str]) -> bool:
    """Say whether a term is a name or a title ("General Secretary"), not a wording ("forming a faction")."""
    written = [part for part in re.findall(r"[^\W\d_][\w'’-]*", text) if normalise(part) not in STOP]
    if len(written) <= 1:
        return bool(written) and (
            normalise(written[0]) in names or normalise(written[0]) not in ordinary_words()
        )
    small = {part for part in re.findall(r"[^\W\d_]+", text) if part[0].islower()}
    if not small <= _IN_TITLES:
        return False
    return len(written) <= _LONGEST_TITLE and all(part[0].isupper() for part in written)


def names_an_office(titles: frozenset[str]) -> bool:
    """Say whether a title is that of an office, which may be called "the post"."""
    return bool(titles & _OFFICES)


def letters_for(word: str, text: str) -> str:
    """Give the initials of the title in a text that a word belongs to (SIOC), or ""."""
    for title in _NAMED.findall(text):
        words = normalise(title).split()
        letters = "".join(each[0] for each in words)
        if len(letters) >= 3 and word in words:
            return letters
    return ""


def initials(words: Sequence[Word]) -> str:
    """Give the initials of a term of three words or more, or ""."""
    letters = "".join(word.text[0] for word in words if word.text not in ("the", "a"))
    return letters if len(letters) >= 3 else ""
