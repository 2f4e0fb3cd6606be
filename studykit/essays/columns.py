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

    def heaviest_but(self, slugs: Collection[str]) -> Factor | None:
        """Give the factor that weighs most in the case, some left out."""
        every = self.answer.facts.case.factors if self.answer else ()
        return self.heaviest_of(slug for slug in every if slug not in slugs)


def called(column: Column) -> str:
    """Call a case that is to be filled in by its leader, where the question names one."""
    return f"the {column.name.lower()}" if column.name.endswith(" case") else f"{column.name}'s case"


def to_fill_in(columns: Sequence[Column]) -> str:
    """Name the cases to fill in within a sentence."""
    names = (column.name for column in columns if column.answer is None)
    return stance.listed([f"the {name.lower()}" if name.endswith(" case") else name for name in names])


class CaseTable:
    """The factors of some cases beside each other: those claimed, those alike and those apart.

    `both` says whether more than one case is installed.
    """

    def __init__(self, columns: Sequence[Column], answers: Sequence[Answer], term: str) -> None:
        self.columns, self.answers, self.term = columns, answers, term
        self.first, self.both = answers[0], len(answers) > 1
        self.names = stance.listed([column.name for column in columns])
        asked = [*self.first.claims, *([self.first.rival] if self.first.rival else [])]
        known = [slug for claim in asked for slug in claim.factors if self.weights(slug)]
        known += self.first.group
        shown = [slug for slug in known if len(self.weights(slug)) == len(answers)]
        self.claimed = list(dict.fromkeys(shown or known))[:ROWS]
        shared = [slug for slug in self.first.facts.case.factors if len(self.weights(slug)) == len(answers)]
        by_weight = sorted(shared, key=lambda slug: -sum(self.weights(slug)))
        near = sorted(by_weight, key=self.gap)
        self.alike = [slug for slug in near if self.is_alike(slug)]
        self.apart = [slug for slug in reversed(near) if not self.is_alike(slug)]
        self.apart.sort(key=lambda slug: (-self.gap(slug), -sum(self.weights(slug))))

    def known(self, slug: str) -> list[tuple[Column, Factor]]:
        """Give what each case that says something of a factor says."""
        return [(column, factor) for column in self.columns if (factor := column.factor(slug))]

    def weights(self, slug: str) -> list[int]:
        """Give the weights that the cases give a factor."""
        return [factor.weight for _, factor in self.known(slug)]

    def called(self, slug: str) -> str:
        """Give what a factor is called in every case; one of a case's own as that case calls it."""
        shared = slug in paper_two.data()["factors"]
        own = next((factor.name for _, factor in self.known(slug) if factor.name and not shared), None)
        return own or paper_two.factor_name(slug)

    def heaviest_of(self, slugs: Collection[str]) -> list[tuple[Column, Factor]]:
        """Give of each case the factor that weighs most in it among some."""
        return [(column, most) for column in self.columns if (most := column.heaviest_of(slugs))]

    def weighed(self, slug: str) -> str:
        """Say how much a factor explains in every case, and why."""
        known, heading = self.known(slug), stance.capital(self.called(slug))
        ranked = sorted(known, key=lambda each: -each[1].weight)
        (most, top), (least, low) = ranked[0], ranked[-1]
        if len(known) == 1:
            said = f"{explained(top.weight)} for {most.name}: {held_by(top)}"
        elif self.gap(slug):
            light = of_case(least.name, held_by(low, light=True))
            said = f"weighed more for {most.name} than for {least.name}: {of_case(most.name, stance.clause(top.says))}, whereas {light}"
        else:
            each_says = "; ".join(of_case(column.name, held_by(found)) for column, found in known)
            said = f"{explained(low.weight)} in {both_or_all(len(known))} cases: {each_says}"
        return stance.ended(f"{heading} {said}")

    def weighed_most(self, slugs: Collection[str]) -> list[str]:
        """Name for each case the factor that weighs most in it among some: "for Stalin force"."""
        return [f"for {column.name} {self.called(top.slug)}" for column, top in self.heaviest_of(slugs)]

    def is_alike(self, slug: str) -> bool:
        """Say whether a factor weighed the same in every case, or nearly so and something in each."""
        return not self.gap(slug) or (self.gap(slug) < 2 and min(self.weights(slug)) > LITTLE)

    def gap(self, slug: str) -> int:
        """Give the difference of the weights that the cases give a factor."""
        return max(self.weights(slug)) - min(self.weights(slug))


LITTLE = 2
"""Weight up to which a factor is said to have had little."""


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


def of_case(name: str, clause: str) -> str:
    """Say of which case a clause is, unless it names it."""
    if re.search(rf"\b{re.escape(name)}\b", clause):
        return clause
    first = clause.split(" ", 1)[0]
    opens = first.lower() in _OPENS or first[:1].isupper() or first.endswith("ed")
    return f"for {name}{',' if opens else ''} {clause}"


_OPENS = frozenset(
    "after at before between by from in of on since to until when while with without those these measured".split()
)
"""Words with which an adverbial begins, before which a comma is wanted."""


def explained(weight: int) -> str:
    """Say how much a factor of some weight (1-5) explains."""
    return str(paper_two.wording()["weights"][weight - 1])


def both_or_all(count: int) -> str:
    """Say how many cases in a word, as all there are."""
    return {2: "both", 3: "all three"}.get(count, "all")
