"""Essay readiness: which essays could be planned from the dated facts she would recall.

A paragraph needs three dated facts, an essay four paragraphs: one on what the question claims, the others
on other factors of the case, no fact used twice. Facts are those that the plans of a case name as evidence
for or against a factor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from studykit.cards import CardId
from studykit.cases import Case
from studykit.essays.material import Material
from studykit.essays.question_templates import PracticeQuestion, questions
from studykit.frozen import dataclass

FACTS = 3
"""Dated facts that a paragraph needs."""

PARAGRAPHS = 4
"""Paragraphs that an essay needs."""

Chances = Mapping[CardId, float]
"""The chance (0-1) of recalling each card; those never met are missing."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A factor of a case: its dated facts, and how many of them she would recall today and on exam day.

    `cards` ask for the facts; `reviews` are the answers to them. `on_day` is None without an exam to come.
    """

    case: str
    factor: str
    name: str
    weight: int
    facts: int
    today: float
    on_day: float | None
    cards: tuple[CardId, ...]
    reviews: int

    @property
    def makes_paragraph(self) -> bool:
        """Whether what she would recall today is enough for a paragraph."""
        return self.today >= FACTS


class Stem(NamedTuple):
    """A practice question, and whether she could plan it today and on exam day (None without one to come)."""

    question: str
    today: bool
    on_day: bool | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """The factors of her cases, the weakest first, and the practice questions that so many cases can answer.

    `beyond` counts the questions that want more cases than hers.
    """

    causes: tuple[Cause, ...]
    stems: tuple[Stem, ...]
    beyond: int

    @property
    def today(self) -> int:
        """How many questions she could plan today."""
        return sum(stem.today for stem in self.stems)

    @property
    def on_day(self) -> int | None:
        """How many she could plan on exam day if the plan is kept; None without an exam to come."""
        known = [stem.on_day for stem in self.stems if stem.on_day is not None]
        return sum(known) if known else None

    @property
    def paragraphs(self) -> int:
        """How many factors she could write a paragraph on today."""
        return sum(cause.makes_paragraph for cause in self.causes)

    @property
    def weakest(self) -> Cause | None:
        """The factor to work at first."""
        return self.causes[0] if self.causes else None


def causes(
    material: Material, today: Chances, on_day: Chances | None, reviews: Mapping[CardId, int]
) -> tuple[Cause, ...]:
    """Give the factors of the cases studied that have dated facts, least recalled today first.

    Of two alike the weightier comes first, for it explains more and is asked more.
    """
    found = []
    for case in _studied(material):
        for factor, facts in dated_facts(material, case).items():
            cards = tuple(card for fact in facts for card in material.asked(fact))
            cause = Cause(
                *(case.slug, factor, material.known.cases[case.slug].factor_name(factor)),
                weight=case.factors[factor].weight,
                facts=len(facts),
                today=sum(chance(fact, material, today) for fact in facts),
                on_day=None if on_day is None else sum(chance(fact, material, on_day) for fact in facts),
                cards=cards,
                reviews=sum(reviews.get(card, 0) for card in cards),
            )
            found.append(cause)
    return tuple(sorted(found, key=lambda each: (each.today, -each.weight, each.factor)))


def readiness(
    material: Material, today: Chances, on_day: Chances | None, reviews: Mapping[CardId, int]
) -> Readiness | None:
    """Give how ready she is for essays; None where no case of hers has facts for any factor."""
    found = causes(material, today, on_day, reviews)
    if not found:
        return None
    cases = _studied(material)
    stems = questions(material)
    answerable = [stem for stem in stems if stem.cases <= len(cases)]
    now = [_Pools(case, material, today) for case in cases]
    then = None if on_day is None else [_Pools(case, material, on_day) for case in cases]
    told = (
        Stem(stem.text, _carry(now, stem), None if then is None else _carry(then, stem))
        for stem in answerable
    )
    return Readiness(found, tuple(told), beyond=len(stems) - len(answerable))


def dated_facts(material: Material, case: Case) -> dict[str, tuple[CardId, ...]]:
    """Give for each factor of a case the dated entries that its plans argue it with, as they name them."""
    found: dict[str, dict[CardId, None]] = {}
    for plan in material.plans:
        for argument in plan.arguments if plan.case == case.slug else ():
            dated = [
                entry
                for entry in argument.evidence
                if (cards := material.entry(entry)) and cards[0].date is not None
            ]
            for factor in argument.bears_on:
                if factor in case.factors:
                    found.setdefault(factor, {}).update(dict.fromkeys(dated))
    return {factor: tuple(its) for factor, its in found.items() if its}


def _studied(material: Material) -> list[Case]:
    wanted = material.studied or tuple(case.slug for case in material.cases)
    return [case for case in material.cases if case.slug in wanted]


def chance(fact: CardId, material: Material, chances: Chances) -> float:
    """Give the chance (0-1) of recalling a fact: that of the least sure of its cards that were met."""
    return min((chances[card] for card in material.asked(fact) if card in chances), default=0.0)


class _Pools:
    """The facts of a case's factors with the chance of each, the surest first."""

    def __init__(self, case: Case, material: Material, chances: Chances) -> None:
        self.case = case.slug
        facts = dated_facts(material, case)
        self.weighty = sorted(facts, key=lambda factor: -case.factors[factor].weight)
        self.pools = {
            factor: sorted(((chance(fact, material, chances), fact) for fact in its), reverse=True)
            for factor, its in facts.items()
        }
        self.carrying = set(filter(self._has_paragraphs, self.weighty))

    def carries(self, claimed: tuple[str, ...]) -> bool:
        """Say whether there are paragraphs enough, one of them on something claimed."""
        return bool(self.carrying.intersection(claimed or self.carrying))

    def _has_paragraphs(self, first: str) -> bool:
        used: set[CardId] = set()
        made = 0
        for factor in (first, *(each for each in self.weighty if each != first)):
            facts = self._paragraph(factor, used)
            if factor == first and not facts:
                return False
            used |= facts
            made += bool(facts)
        return made >= PARAGRAPHS

    def _paragraph(self, factor: str, used: set[CardId]) -> set[CardId]:
        """Give facts not used yet of which three would be recalled, the surest; none without enough."""
        taken: set[CardId] = set()
        recalled = 0.0
        for likely, fact in self.pools.get(factor, ()):
            if fact not in used:
                taken.add(fact)
                recalled += likely
            if recalled >= FACTS - 1e-9:
                return taken
        return set()


def _carry(cases: Iterable[_Pools], stem: PracticeQuestion) -> bool:
    """Say whether so many cases as a question wants have the paragraphs of an essay on it."""
    fitting = (pools for pools in cases if stem.case in (None, pools.case))
    return sum(pools.carries(stem.factors) for pools in fitting) >= stem.cases
