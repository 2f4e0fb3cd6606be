"""Short ids out of prompts: the words that carry the question, joined by hyphens."""

from __future__ import annotations

from collections.abc import Callable

from studykit.cards import slug
from studykit.decks.likeness import SILENT

LONGEST = 32
"""Characters of an id, the number of a second one aside."""

MOST_WORDS = 4


def id_for(prompt: str, made: Callable[[str], str] = slug) -> str:
    """Give a prompt an id, or a label if `made` makes one; another prompt may have it too."""
    words = made(prompt.replace("'", "").replace("’", "").replace("_", " ")).split("-")
    telling = [word for word in words if word not in SILENT] or words
    name = telling[0][:LONGEST]
    for word in telling[1:MOST_WORDS]:
        if len(name) + 1 + len(word) <= LONGEST:
            name = f"{name}-{word}"
    return name


def taking(name: str, taken: dict[str, int]) -> str:
    """Take a name, with a number behind it if it is taken.

    Args:
        name: the one that is wanted.
        taken: those that are taken, each with the highest number behind it that was tried; it is added to.
    """
    number = taken.setdefault(name, 0)
    if number == 0:
        taken[name] = 1
        return name
    while (unique := f"{name}-{number + 1}") in taken:
        number += 1
    taken[name] = number + 1
    taken[unique] = 1
    return unique
