"""The cases of a comparison, each a column: one that is installed, or a name to fill in; and what they share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from studykit.cases import Factor
from studykit.essays import paper_two, stance
from studykit.essays.answer import Answer

ROWS = 4
"""Paragraphs of a comparison."""

LITTLE = 2
"""Weight up to which a factor is said to have had little."""


@dataclass(frozen=True)
class Column:
    """A case in a comparison: installed, with its answer, or a name to fill in."""

    name: str
    answer: Answer | None = None

    def factor(self, slug: str) -> Factor | None:
        """Give what the case says of a factor."""
        return self.answer.facts.case.factors.get(slug) if self.answer else None

    def heaviest_of(self, slugs: Iterable[str]) -> Factor | None:
        """Give the factor that weighs most in the case among some."""
        return self.answer.facts.heaviest(slugs) if self.answer else None

    @property
    def names(self) -> frozenset[str]:
        """The names of the case and its people."""
        return self.answer.facts.names | self.answer.facts.people if self.answer else frozenset()

    @property
    def called(self) -> str:
        """What a case that is to be filled in is called: by its leader, where the question names one."""
        return f"the {self.name.lower()}" if self.name.endswith(" case") else f"{self.name}'s case"


class CaseTable:
    """The factors of some cases beside each other: those claimed, those alike and those apart.

    Attributes:
        demand: what is asked for: "alike", "different" or "both".
        both: whether more than one case is installed. shared: the factors that all of these weigh.
        claimed: those asked about, the weightiest first. many: those among which likenesses and differences are chosen.
    """

    def __init__(self, columns: Sequence[Column], demand: str) -> None:
        self.columns, self.demand = columns, demand
        self.answers = [column.answer for column in columns if column.answer]
        self.first, self.both = self.answers[0], len(self.answers) > 1
        self.names = stance.listed([column.name for column in columns])
        asked = [*self.first.claims, *([self.first.rival] if self.first.rival else [])]
        asked += [each for answer in self.answers[1:] for each in answer.claims if each.of]
        ranked = [self.ranked(each) for each in (*(claim.factors for claim in asked), self.first.group)]
        known = [*(slug for each in ranked for slug in each[:1]), *(slug for each in ranked for slug in each)]
        shown = [slug for slug in known if self.is_shared(slug)]
        self.claimed = list(dict.fromkeys(shown or known))[:ROWS]
        self.shared = self.ranked(filter(self.is_shared, self.first.facts.case.factors))
        chosen = self.first.group or self.first.question.compares
        self.many = self.shared if not self.claimed else self.claimed if chosen and self.claimed[1:] else []

    def is_shared(self, slug: str) -> bool:
        """Say whether every installed case says something of a factor."""
        return len(self.weights(slug)) == len(self.answers)

    def ranked(self, slugs: Iterable[str]) -> list[str]:
        """Give those factors of which a case says something: first what weighs most in each case, then by their weights."""
        known = sorted(
            (slug for slug in slugs if self.weights(slug)), key=lambda slug: -sum(self.weights(slug))
        )
        return list(dict.fromkeys([*(top.slug for _, top in self.heaviest_of(known)), *known]))

    @property
    def alike(self) -> list[str]:
        """The factors to choose from that weigh alike, the weightiest first."""
        alike = filter(self.is_alike, self.many or self.shared)
        return sorted(alike, key=lambda slug: -sum(self.weights(slug)))

    @property
    def apart(self) -> list[str]:
        """The factors to choose from that do not weigh alike, the widest apart first."""
        apart = [slug for slug in self.many or self.shared if not self.is_alike(slug)]
        return sorted(apart, key=lambda slug: (-self.gap(slug), -sum(self.weights(slug))))

    def known(self, slug: str) -> list[tuple[Column, Factor]]:
        """Give what each case that says something of a factor says."""
        return [(column, factor) for column in self.columns if (factor := column.factor(slug))]

    def weights(self, slug: str) -> list[int]:
        """Give the weights that the cases give a factor."""
        return [factor.weight for _, factor in self.known(slug)]

    def is_alike(self, slug: str) -> bool:
        """Say whether a factor weighed the same in every case, or nearly so and something in each."""
        return not self.gap(slug) or (self.gap(slug) < 2 and min(self.weights(slug)) > LITTLE)

    def gap(self, slug: str) -> int:
        """Give the difference of the weights that the cases give a factor."""
        return max(self.weights(slug)) - min(self.weights(slug))

    def heaviest_of(self, slugs: Collection[str]) -> list[tuple[Column, Factor]]:
        """Give of each case the factor that weighs most in it among some."""
        return [(column, most) for column in self.columns if (most := column.heaviest_of(slugs))]

    # What is said of them

    def called(self, slug: str) -> str:
        """Give what a factor is called in every case; one of a case's own as that case calls it."""
        shared = slug in paper_two.data()["factors"]
        own = next((factor.name for _, factor in self.known(slug) if factor.name and not shared), None)
        return own or paper_two.factor_name(slug)

    def of_each(self, said: Sequence[tuple[Column, str]]) -> str:
        """Say something of each case, once where it is the same in all: "decided most for Stalin"."""
        if len(said) > 1 and len({each for _, each in said}) == 1:
            return f"{said[0][1]} in {both_or_all(len(said))} cases"
        return stance.listed([f"{each} for {column.name}" for column, each in said])

    def weighed(self, slug: str) -> str:
        """Say how much a factor explains in every case."""
        return self.of_each([(column, explained(factor.weight)) for column, factor in self.known(slug)])

    def why(self, known: Sequence[tuple[Column, Factor]]) -> str:
        """Say why a factor of each case weighed as it did."""
        clauses = [self.of_case(column, held_by(factor)) for column, factor in known]
        unlike = len({factor.weight > LITTLE for _, factor in known}) > 1
        return (", whereas " if unlike and len(known) == 2 else "; ").join(clauses)

    def of_case(self, column: Column, clause: str) -> str:
        """Say of which case a clause is, unless it names its leader or what no other case knows."""
        others = [each for each in self.columns if each is not column]
        if not self.both or _named(clause, [column.name]):
            return clause
        own = column.names.difference(*(each.names for each in others))
        if _named(clause, own) and not _named(clause, [each.name for each in others]):
            return clause
        first = clause.split(" ", 1)[0]
        if first.lower() in _OPENS or first.endswith("ed"):
            return f"for {column.name}, {clause}"
        return f"in {column.name}'s case {clause}" if first[:1].isupper() else f"for {column.name} {clause}"

    def sentences(self, said: Iterable[tuple[Column, str]]) -> str:
        """Give what is said of each case as a sentence of its own."""
        own = ((column, stance.lowered(each, column.names)) for column, each in said if each)
        return " ".join(stance.sentence(self.of_case(column, each)) for column, each in own)


_OPENS = frozenset(
    "after at before between by from in of on since to until when while with without those these measured".split()
)
"""Words with which an adverbial begins, before which a comma is wanted."""


def _named(text: str, names: Iterable[str]) -> bool:
    pattern = "|".join(map(re.escape, names))
    return bool(pattern) and re.search(rf"\b(?:{pattern})\b", text) is not None


def to_fill_in(columns: Sequence[Column]) -> str:
    """Name the cases to fill in within a sentence."""
    blank = (column for column in columns if column.answer is None)
    return stance.listed([each.called if each.name.endswith(" case") else each.name for each in blank])


def held_by(factor: Factor, light: bool | None = None) -> str:
    """Give the clause that says why a factor weighed as it did; that of a light one is what limits it."""
    if light is None:
        light = factor.weight <= LITTLE
    return limited(factor) if light else stance.clause(factor.says)


_LEANS = re.compile(r"(?:he|she|it|they|his|her|its|their|this|these|that|those)\b", re.IGNORECASE)


def leans(text: str) -> bool:
    """Say whether a text begins with a pronoun, and so says of what only another has named."""
    return _LEANS.match(text) is not None


def limited(factor: Factor) -> str:
    """Give the clause that limits a factor; after what it limits, where it begins with a pronoun for that."""
    but = factor.but or factor.says
    return stance.clause(f"{factor.says}, but {but}" if factor.but and leans(but) else but)


def explained(weight: int) -> str:
    """Say how much a factor of some weight (1-5) explains."""
    return str(paper_two.wording()["weights"][weight - 1])


def both_or_all(count: int) -> str:
    """Say how many cases in a word, as all there are."""
    return {2: "both", 3: "all three"}.get(count, "all")
