"""The files of a library side by side, as the rules that look beyond one file need them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

from studykit.cards import CardId, Deck, Source
from studykit.cases import Case, Plan
from studykit.decks.findings import Spot, problem
from studykit.decks.sheet import Entry, Sheet
from studykit.names import Hints
from studykit.problems import Level, Problem

Value = TypeVar("Value", Case, Deck, Plan)


class Fault(NamedTuple):
    """A problem, and the parent of the cards that an error takes away (None when it takes none)."""

    problem: Problem
    parent: CardId | None


def fault(
    sheet: Sheet,
    spot: Spot,
    rule: str,
    message: str,
    mend: str,
    parent: CardId | None = None,
    level: Level | None = None,
) -> Fault:
    """Make a fault of a place in a sheet."""
    return Fault(problem(sheet.file, spot, rule, message, mend, level), parent)


class Shelf:
    """All files of a library side by side; of two with the same slug the first counts."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.hints = Hints()
        self.cases: dict[str, tuple[Sheet, Case]] = {}
        self.decks: dict[str, tuple[Sheet, Deck]] = {}
        self.plans: dict[str, tuple[Sheet, Plan]] = {}
        self.twins: list[tuple[Sheet, Sheet, str, str]] = []
        """Files left out: the file, the one that has its slug, what they are, and the slug."""
        for sheet in sheets:
            if isinstance(sheet.value, Case):
                self._place(self.cases, sheet, sheet.value, "case")
            elif isinstance(sheet.value, Deck):
                self._place(self.decks, sheet, sheet.value, "deck")
            elif isinstance(sheet.value, Plan):
                self._place(self.plans, sheet, sheet.value, "plan")

    def _place(self, shelf: dict[str, tuple[Sheet, Value]], sheet: Sheet, value: Value, what: str) -> None:
        first, _ = shelf.setdefault(value.slug, (sheet, value))
        if first is not sheet:
            self.twins.append((sheet, first, what, value.slug))

    def case_of(self, value: Deck | Plan) -> Case | None:
        """Give the case of a deck or a plan, when it has one that exists."""
        found = self.cases.get(value.case or "")
        return found[1] if found else None

    def with_case(self) -> Iterator[tuple[Sheet, Deck | Plan]]:
        """Give the decks and the plans, which may name a case."""
        yield from self.decks.values()
        yield from self.plans.values()

    def entries(self) -> Iterator[tuple[Sheet, Deck, Entry]]:
        """Give all entries with their file and deck."""
        for sheet, deck in self.decks.values():
            for entry in sheet.entries:
                yield sheet, deck, entry

    @cached_property
    def by_parent(self) -> dict[CardId, tuple[Sheet, Entry]]:
        """All entries by their identity."""
        return {entry.parent: (sheet, entry) for sheet, _, entry in self.entries()}

    @cached_property
    def known_ids(self) -> set[CardId]:
        """The parents of all cards written down, those left out included."""
        return set(self.by_parent) | {parent for sheet in self.sheets for parent in sheet.left_out}

    def citing(self) -> Iterator[tuple[Sheet, Entry, dict[str, Source]]]:
        """Give all entries with the works they may cite, without those of decks whose case is missing."""
        for sheet, deck in self.decks.values():
            case = self.case_of(deck)
            if case or deck.case is None:
                sources = {**(case.sources if case else {}), **deck.sources}
                yield from ((sheet, entry, sources) for entry in sheet.entries)

    def unknown(self, spots: Iterable[Spot], known: Collection[str]) -> Iterator[tuple[Spot, str]]:
        """Give the places of names that are not known: each with the name, and the nearest that is."""
        for spot in spots:
            if spot.text not in known:
                yield spot, f"`{spot.text}`{self.hints.nearest(spot.text, known)}"

    def distinct_of(self, deck: Deck) -> tuple[tuple[str, ...], ...]:
        """Give the groups of names that are never each other in a deck."""
        case = self.case_of(deck)
        return (*(case.distinct if case else ()), *deck.distinct)
