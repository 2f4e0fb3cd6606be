"""Short ids out of prompts: the words that carry the question, joined by hyphens."""

from __future__ import annotations

from collections.abc import Collection

from studykit.cards import slug
from studykit.likeness import SILENT

LONGEST = 32
"""Characters of an id, the number of a second one aside."""

MOST_WORDS = 4


def id_for(prompt: str, taken: Collection[str]) -> str:
    """Give a prompt an id that is not taken."""
    words = slug(prompt.replace("'", "").replace("’", "").replace("_", " ")).split("-")
    telling = [word for word in words if word not in SILENT] or words
    name = telling[0][:LONGEST]
    for word in telling[1:MOST_WORDS]:
        if len(name) + 1 + len(word) <= LONGEST:
            name = f"{name}-{word}"
    number = 2
    unique = name
    while unique in taken:
        unique = f"{name}-{number}"
        number += 1
    return unique
