"""What the rules for notes share: the card that one finds, and what all lines of the notes tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studykit.authoring.new_entries import Value
from studykit.authoring.note_lines import NoteLine


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card, and the numbers of the other lines it uses."""

    fields: dict[str, Value]
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What all lines of the notes share: names that a sentence may ask for."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Words that stand somewhere in small letters, and so are no names."""
    subjects: frozenset[str] = frozenset()
    """What the whole page is about, folded: a gap never asks for it."""
    words_after_names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For capitalised words that describe others, those others."""
    acts: Mapping[str, Sequence[NoteLine]] = field(default_factory=dict)
    """Under each heading the lines that say what was done, without saying by whom."""

    def is_person(self, text: str) -> bool:
        """Whether a text is the name of somebody: two to four capitalised words that are no common words."""
        words = text.split()
        return 2 <= len(words) <= 4 and all(
            re.fullmatch(r"[A-Z](?:[a-z’'-]+|\.)", word) and word.lower() not in self.words for word in words
        )


Rule = Callable[[Sequence[NoteLine], int, Context], Iterator[FoundCard]]
