"""Anki's decks and tags as what a deck here has for them: its title, and themes of its cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from studykit.authoring.import_result import Read
from studykit.cards import label

_SKIPPED = frozenset({"leech", "marked"})


def themes_of(tags: Iterable[str]) -> list[str]:
    """The last steps of tags, without those that Anki itself sets."""
    return [label(tag.rpartition("::")[2]) for tag in tags if tag.lower() not in _SKIPPED]


def deck_themes(read: Read, decks: Sequence[str]) -> list[list[str]]:
    """The theme of each note by its deck, none where all are in one; what the decks share is the title."""
    counted = Counter(filter(None, decks))
    steps = zip(*(deck.split("::") for deck in counted), strict=False)
    shared = [step[0] for step in takewhile(lambda step: len(set(step)) == 1, steps)]
    read.title = read.title or ": ".join(shared) or max(counted, key=lambda deck: counted[deck], default=None)
    if len(counted) < 2:
        return [[] for _ in decks]
    message = f"{len(counted)} decks are made into one; the name of a card's deck is one of its themes"
    read.advice(1, "", message, "nothing needs to be done", "decks")
    return [[label(deck.rpartition("::")[2])] if deck else [] for deck in decks]
