"""What one file gives: its case, deck or plan, its problems, and where what checks look at is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from studykit.cards import Card, CardId, Deck
from studykit.cases import Case, Plan
from studykit.decks.findings import Spot
from studykit.frozen import dataclass
from studykit.problems import Problem

Spots = Mapping[str, tuple[Spot, ...]]
"""For a key, the places of its values."""

HARMLESS = frozenset({"unknown-key"})
"""Rules whose breach is an error, but takes no card away: the file may be written for a newer studykit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a deck: the cards it makes and where its parts are written."""

    parent: CardId
    cards: tuple[Card, ...]
    spots: Spots

    @property
    def first(self) -> Card:
        """The card that the others are siblings of."""
        return self.cards[0]

    def spot(self, key: str) -> Spot:
        """Give the place of a key's first value, or of the entry when it has none."""
        return (self.spots.get(key) or self.spots["entry"])[0]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read: one of case, deck and plan, or none when it cannot be parsed.

    The deck's own `cards` are empty: its cards are in `entries`, in the order of the file.
    """

    file: str
    value: Case | Deck | Plan | None
    problems: tuple[Problem, ...] = ()
    entries: tuple[Entry, ...] = ()
    spots: Spots = field(default_factory=dict)
    left_out: tuple[CardId, ...] = ()
    digest: str = ""
    """A hash of the file's bytes."""
    bodies: tuple[bytes, ...] = field(default=(), compare=False, repr=False)
    """It and its cards as they were compiled before; none when it was read just now."""

    def cards(self) -> Iterator[Card]:
        """Give all cards of the file."""
        for entry in self.entries:
            yield from entry.cards
