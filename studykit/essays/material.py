"""What an outline is built from: plans, cases, and cards, which are read only when they are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from studykit.cards import Card, CardId, Case, Plan, Source
from studykit.essays.known import Known
from studykit.essays.language import is_ordinary


@dataclass(frozen=True)
class Material:
    """The plans, cases and cards of a library.

    Attributes:
        case_of: the case of each deck that has one.
        siblings: reads the cards of an entry by its parent id, in order; none when there is no such entry.
        sources: gives the works that cards of a deck may cite.
        mentioning: gives the entries whose text may hold a phrase; letter case does not count.
        studied: the cases that a question naming none may be about, in order; all when empty.
    """

    plans: tuple[Plan, ...]
    cases: tuple[Case, ...]
    case_of: Mapping[str, str | None]
    siblings: Callable[[CardId], tuple[Card, ...]]
    sources: Callable[[str], Mapping[str, Source]]
    mentioning: Callable[[str], Iterable[CardId]]
    studied: tuple[str, ...] = ()
    _read: dict[CardId, tuple[Card, ...]] = field(default_factory=dict, repr=False)
    _found: dict[tuple[str, str], tuple[CardId, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def known(self) -> Known:
        """What helps to read a question."""
        return Known.of(self.cases, self.plans)

    def entry(self, parent: CardId) -> tuple[Card, ...]:
        """Give the cards of an entry, read once."""
        if parent not in self._read:
            self._read[parent] = self.siblings(parent)
        return self._read[parent]

    def asked(self, parent: CardId) -> tuple[CardId, ...]:
        """Give the asked cards of an entry; none when it is suspended in its file."""
        return tuple(card.id for card in self.entry(parent) if not card.suspended)

    def naming(self, case: str, phrase: str) -> tuple[CardId, ...]:
        """Give the entries of a case that hold a phrase as words of its own, in the library's order."""
        key = (case, phrase.lower())
        if key not in self._found:
            near = (
                each for each in self.mentioning(phrase) if self.case_of.get(each.partition("/")[0]) == case
            )
            self._found[key] = tuple(each for each in near if names(self.text(each), phrase))
        return self._found[key]

    def text(self, parent: CardId) -> str:
        """Give all that an entry says: its fact, or its prompt and answer."""
        cards = self.entry(parent)
        if not cards:
            return ""
        first = cards[0]
        return " ".join([first.fact or "", *(card.ask for card in cards), *first.people, str(first.expected)])


def names(text: str, phrase: str) -> bool:
    """Say whether a text holds a phrase as words of its own; plurals do not count, nor does letter case.

    A name that is an ordinary word (the Right) has to be written as a name.
    """
    exact = phrase[:1].isupper() and is_ordinary(phrase.lower())
    flags = 0 if exact else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(phrase)}(?:s|'s)?(?!\w)", text, flags) is not None
