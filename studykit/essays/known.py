"""What a library knows that helps to read a question: its cases, their people, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from studykit.cards import Case, Plan
from studykit.essays.concepts import concept_words
from studykit.essays.language import ordinary_words
from studykit.essays.leaders import Leader, leader_words, named_leaders

QUESTION_WORDS = frozenset(
    """analyse analyze compare contrast discuss evaluate examine extent reference authoritarian totalitarian state states
    leader leaders ruler rulers regime regimes dictator dictators dictatorship establishment emergence consolidation
    consolidate maintenance maintain maintaining century twentieth region regions different opposition opponents
    power explain explained significance importance contribution factors reasons successful success struggle
    succession comparison similarities differences government governments historian historians historiography
    foreign policy policies domestic economic social women minorities religion education propaganda methods
    conditions circumstances responsible establish established emerge emerged twenties thirties between control
    agree disagree statement claim argue judgement appointment appointments ideology ideological""".split()
)
"""Words of exam questions, for mending slips."""


@dataclass(frozen=True)
class CaseFacts:
    """A case, its leader if the table of leaders has one, and the names of those round that leader."""

    case: Case
    leader: Leader | None
    people: frozenset[str]

    @property
    def region(self) -> str | None:
        """The IB region's slug."""
        return self.case.region or (self.leader.region if self.leader else None)


@dataclass(frozen=True)
class Known:
    """The cases of a library and all their words."""

    cases: Mapping[str, CaseFacts]
    plans: tuple[Plan, ...] = ()

    @classmethod
    def of(cls, cases: Iterable[Case], plans: Sequence[Plan] = ()) -> Known:
        """Gather what cases and plans know."""
        return cls({case.slug: _facts(case) for case in cases}, tuple(plans))

    @cached_property
    def case_words(self) -> frozenset[str]:
        """The words of the cases: names, terms, themes and what their plans say, in lower case."""
        texts: list[str] = []
        for facts in self.cases.values():
            case = facts.case
            texts += [case.title, *case.themes.values()]
            texts += [phrasing for item in case.aliases for phrasing in item.phrasings]
            texts += [name for group in case.distinct for name in group]
        for plan in self.plans:
            texts += [plan.title, *plan.answers, *plan.define]
            texts += [argument.point for argument in plan.arguments]
            texts += [each.perspective.historian for each in plan.arguments if each.perspective]
        words = re.findall(r"[^\W\d_]+", " ".join(texts).lower())
        return frozenset(word for word in words if len(word) > 2)

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """The words that a misspelt word of a question may be meant for."""
        return self.case_words | QUESTION_WORDS | concept_words() | leader_words()

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The names of several words that belong to these cases, in lower case."""
        items = (
            phrasing
            for facts in self.cases.values()
            for item in facts.case.aliases
            for phrasing in item.phrasings
        )
        return frozenset(phrase.lower() for phrase in items if len(phrase.split()) > 1)

    @cached_property
    def people(self) -> frozenset[str]:
        """The people of all cases, in lower case."""
        return frozenset(name for facts in self.cases.values() for name in facts.people)

    @cached_property
    def historians(self) -> frozenset[str]:
        """The historians whom the plans weigh, in lower case."""
        arguments = (argument for plan in self.plans for argument in plan.arguments)
        return frozenset(each.perspective.historian.lower() for each in arguments if each.perspective)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Words that belong to these cases and to little else: names, offices, movements."""
        return frozenset(word for word in self.case_words if word not in ordinary_words())


def _facts(case: Case) -> CaseFacts:
    leaders = named_leaders(" ".join(re.findall(r"\w+|'s", case.title.lower())))
    leader = leaders[0] if leaders else None
    people = {leader.name} if leader else set()
    groups = [set(group) for group in case.distinct]
    for _ in groups:
        people |= {name for group in groups if group & people for name in group}
    return CaseFacts(case, leader, frozenset(name.lower() for name in people))
