"""What an outline is built from: plans, cases, and cards as evidence, which are read only when they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from studykit.cards import Card, CardId, Choice, Period, Points, Source, Term, works
from studykit.cases import Argument, Case, Plan
from studykit.english.dates import spoken
from studykit.essays.known import Known, names

Recalls = Mapping[CardId, float | None]
"""Recall (0-1) of cards now; None for what was met but cannot be told."""

WEAK = 0.7
"""Recall below which a fact is shown as weak."""


class Candidate(NamedTuple):
    """An argument and the plan it stands in."""

    plan: Plan
    argument: Argument

    @property
    def compares(self) -> bool:
        """Whether it was written for a comparison of two cases."""
        return self.argument.side in ("similar", "different")

    @property
    def first(self) -> str:
        """The factor that it is on first."""
        return next(iter(self.argument.bears_on), "")

    def bearing(self, factors: Collection[str]) -> str | None:
        """Say what it does for some factors: for, against, or None when it says nothing on them."""
        return next((side for slug, side in self.argument.bears_on.items() if slug in factors), None)


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
    _of_cases: dict[frozenset[str], Material] = field(default_factory=dict, repr=False)

    @cached_property
    def known(self) -> Known:
        """What helps to read a question."""
        return Known.of(self.cases, self.plans, self.studied)

    def having(self, cases: Collection[str]) -> Material:
        """Give the same material with only some cases."""
        key = frozenset(cases)
        if key not in self._of_cases:
            self._of_cases[key] = replace(self, cases=tuple(each for each in self.cases if each.slug in key))
        return self._of_cases[key]

    def plans_of(self, case: str, scopes: Sequence[str]) -> list[Plan]:
        """Give the plans of a case that fit some scopes; all of its plans where none does."""
        its = [plan for plan in self.plans if plan.case == case]
        return [plan for plan in its if not plan.scope or not scopes or plan.scope in scopes] or its

    def covered(self, case: Case) -> set[str]:
        """Give the scopes that a case covers: those it names, or else those of its plans."""
        of_plans = {plan.scope for plan in self.plans if plan.case == case.slug and plan.scope}
        return set(case.covers) or of_plans

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
            near = [
                each for each in self.mentioning(phrase) if self.case_of.get(each.partition("/")[0]) == case
            ]
            self._found[key] = tuple(each for each in near if names(self.text(each), phrase))
        return self._found[key]

    def text(self, parent: CardId) -> str:
        """Give all that an entry says: its fact, or its prompt and answer."""
        cards = self.entry(parent)
        said = [cards[0].fact or "", *(card.ask for card in cards), *cards[0].people] if cards else []
        return " ".join([*said, str(cards[0].expected)] if cards else said)

    def date(self, parent: CardId) -> Period | None:
        """Give the date of an entry."""
        return next((card.date for card in self.entry(parent)), None)

    def fact(self, parent: CardId) -> str:
        """Give the fact of an entry as its author wrote it; nothing where there is none."""
        return next((card.fact for card in self.entry(parent) if card.fact), "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A card as evidence. `is_sentence` says that its author wrote the fact as one; else prompt and answer stand."""

    card: CardId
    text: str
    date: Period | None
    source: str | None
    recall: float | None
    contested: str | None = None
    drill: tuple[CardId, ...] = ()
    """The asked cards of its entry; none when it is suspended in its file."""
    is_sentence: bool = True

    @property
    def when(self) -> str | None:
        """The date as it is written in an essay."""
        return None if self.date is None else spoken(self.date)

    @property
    def weak(self) -> bool:
        """Whether she may not know it in an exam."""
        return self.recall is not None and self.recall < WEAK


def _evidence(parent: CardId, material: Material, recalls: Recalls) -> Evidence | None:
    """Make evidence of an entry; None when it does not exist or is left out because of an error."""
    cards = material.entry(parent)
    if not cards:
        return None
    first = cards[0]
    asked = material.asked(parent)
    met = [recall for card in asked if (recall := recalls.get(card)) is not None]
    sources = material.sources(first.deck)
    cited = sorted(first.sources, key=lambda slug: slug not in sources or sources[slug].author is None)
    return Evidence(
        card=parent, text=first.fact or as_card(first), date=first.date,
        source=works(sources, cited) or None,
        recall=round(min(met), 3) if met else None, contested=first.contested, drill=asked,
        is_sentence=first.fact is not None,
    )  # fmt: skip


def as_card(card: Card) -> str:
    """Show a card that has no fact as what it is: a question with its answer."""
    match card.expected:
        case Term(item):
            answer = item.say
        case Choice(answer=chosen):
            answer = chosen
        case Points(items=items):
            answer = "; ".join(item.say for item in items)
        case listed:
            answer = ", ".join(item.say for item in listed.items)
    return f"{card.ask} - {answer}"


def choose(
    parents: Iterable[CardId], material: Material, recalls: Recalls, *, period: Period | None = None,
    first: Iterable[CardId] = (), avoid: Iterable[CardId] = (),
) -> tuple[Evidence, ...]:  # fmt: skip
    """Make evidence of entries: sentences first, those in `first` before others; none used before if it can be.

    What is dated after the period of the case comes last, as essays on it earn nothing by it.
    """
    made = [found for parent in dict.fromkeys(parents) if (found := _evidence(parent, material, recalls))]
    fresh = [piece for piece in made if piece.card not in avoid] or made

    def rank(each: Evidence) -> tuple[bool, ...]:
        late = bool(period and each.date and each.date.start > period.end)
        return late, not each.is_sentence, each.card not in first, not each.drill, each.date is None

    return tuple(sorted(fresh, key=rank))
