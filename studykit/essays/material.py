"""What an outline is built from: plans, cases, and cards, which are read only when they are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from studykit.cards import Card, CardId, Case, Plan, Source
from studykit.essays.known import Known


class Listed(Protocol):
    """What is known of a card before it is read."""

    @property
    def id(self) -> CardId: ...

    @property
    def parent(self) -> CardId: ...

    @property
    def deck(self) -> str: ...

    @property
    def themes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Material:
    """The plans, cases and cards of a library.

    Attributes:
        listings: the cards that are asked. case_of: the case of each deck that has one.
        siblings: reads the cards of an entry by its parent id, in order; none when there is no such entry.
        sources: gives the works that cards of a deck may cite.
    """

    plans: tuple[Plan, ...]
    cases: tuple[Case, ...]
    listings: Sequence[Listed]
    case_of: Mapping[str, str | None]
    siblings: Callable[[CardId], tuple[Card, ...]]
    sources: Callable[[str], Mapping[str, Source]]
    _read: dict[CardId, tuple[Card, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def known(self) -> Known:
        """What helps to read a question."""
        return Known.of(self.cases, self.plans)

    def entry(self, parent: CardId) -> tuple[Card, ...]:
        """Give the cards of an entry, read once."""
        if parent not in self._read:
            self._read[parent] = self.siblings(parent)
        return self._read[parent]

    def parents_of(self, case: str | None, themes: Iterable[str] | None = None) -> list[CardId]:
        """Give the entries of a case that have one of some themes (any when None), in the library's order."""
        wanted = None if themes is None else set(themes)
        return [
            parent
            for parent, its_themes in self._entries.get(case, {}).items()
            if wanted is None or wanted & set(its_themes)
        ]

    def asked(self, parent: CardId) -> tuple[CardId, ...]:
        """Give the asked cards of an entry; none when it is suspended in its file."""
        return tuple(self._asked.get(parent, ()))

    @cached_property
    def _entries(self) -> dict[str | None, dict[CardId, tuple[str, ...]]]:
        found: dict[str | None, dict[CardId, tuple[str, ...]]] = defaultdict(dict)
        for card in self.listings:
            found[self.case_of.get(card.deck)].setdefault(card.parent, card.themes)
        return found

    @cached_property
    def _asked(self) -> dict[CardId, list[CardId]]:
        found: dict[CardId, list[CardId]] = defaultdict(list)
        for card in self.listings:
            found[card.parent].append(card.id)
        return found
