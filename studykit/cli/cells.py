"""Text in the cells of a terminal: a wide letter fills two, a combining one none."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def cells(text: str) -> int:
    """The number of cells that a text fills on a line."""
    return len(text) if text.isascii() else sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int) -> str:
    """A text with spaces after it up to a width."""
    return text + " " * max(0, width - cells(text))


def filled(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of a paragraph, broken at spaces; only a word longer than a line is broken itself.

    `first` and `rest` stand before the first line and the others. Cells beyond `width` stay empty.
    """
    lines: list[str] = []
    line, lead = first, first
    for word in text.split():
        gap = "" if line == lead else " "
        if cells(line) + len(gap) + cells(word) <= width:
            line += gap + word
            continue
        if line != lead:
            lines.append(line)
            line = lead = rest
        while word and cells(line) + cells(word) > width:
            head = _head(word, max(1, width - cells(line)))
            lines.append(line + head)
            line, lead, word = rest, rest, word[len(head) :]
        line += word
    return [*lines, line.rstrip()]


def _head(word: str, room: int) -> str:
    """As much of a word as fits, at least one letter with what combines with it; a path up to a slash."""
    used = 0
    for place, character in enumerate(word):
        used += _width(character)
        if used > room and place:
            return word[: word.rfind("/", 0, place) + 1 or place]
    return word
