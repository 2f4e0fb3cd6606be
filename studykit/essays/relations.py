"""What a factor worked with in a case, what took its place and what it outweighed, as the arguments of its plans bear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from studykit.cases import Argument
from studykit.essays import paper_two
from studykit.essays.columns import LITTLE, Column
from studykit.essays.material import Candidate

_HOW = {("for", "for"): "with", ("against", "for"): "instead", ("for", "against"): "over"}
"""How an argument relates two factors, by what it does for the first and for the second."""

SURE = 2
"""How often a relation is found, from which two cases are said to share it."""

_SAID = {"with": "{own} went with {name}", "instead": "{name} took the place of {own}"}


class Relation(NamedTuple):
    """How a factor stands to another: it worked `with` it, gave place to it (`instead`), or went `over` it."""

    how: str
    other: str


def relation(argument: Argument, slug: str, other: str) -> Relation | None:
    """Give how an argument relates a factor to another; None where it does not."""
    bears = argument.bears_on
    how = _HOW.get((bears.get(slug, ""), bears.get(other, "")))
    return Relation(how, other) if how else None


def relations(choices: Sequence[Candidate], slug: str) -> Counter[Relation]:
    """Count the relations of a factor in the arguments of a case; twice where the factor is what one is on first."""
    found: Counter[Relation] = Counter()
    for argument in (each.argument for each in choices):
        for other in argument.bears_on:
            if other != slug and (each := relation(argument, slug, other)):
                found[each] += 1 + (next(iter(argument.bears_on)) == slug)
    return found


class Kinds:
    """What a factor worked with in each case of a comparison; `alike` is a relation that all cases share."""

    def __init__(self, columns: Sequence[Column], slug: str) -> None:
        known = [(column, column.answer) for column in columns if column.factor(slug)]
        self.slug = slug
        self.counts = {
            column.name: relations(answer.chooser.choices, slug) for column, answer in known if answer
        }
        self.top = {column.name: self._top(column) for column, _ in known}
        told = {each.other for each in self.top.values() if each}
        shared = [{each for each, times in found.items() if times >= SURE} for found in self.counts.values()]
        both = set.intersection(*shared) if len(shared) > 1 else set[Relation]()
        self.alike = max(
            (each for each in both if not (self.differ and each.other in told) and self._counted(each, columns)),
            key=lambda each: (sum(found[each] for found in self.counts.values()), each), default=None,
        )  # fmt: skip

    @staticmethod
    def _counted(found: Relation, columns: Sequence[Column]) -> bool:
        """Say whether a companion, or what took its place, weighed something in every case."""
        weights = [other.weight for column in columns if (other := column.factor(found.other))]
        return found.how == "over" or min(weights, default=0) > LITTLE

    @property
    def differ(self) -> bool:
        """Whether in each case something is known of it, and not the same."""
        return len(self.top) > 1 and None not in self.top.values() and len(set(self.top.values())) > 1

    def difference(self) -> str:
        """Say what it worked with in each case, or what took its place; nothing where that is alike or not known."""
        if not self.differ:
            return ""
        own = paper_two.factor_name(self.slug)
        known = [(name, each) for name, each in self.top.items() if each]
        said = [
            f"for {name} {_SAID[each.how].format(name=_called(each), own='it' if at else own)}"
            for at, (name, each) in enumerate(known)
        ]
        return f"the cases differed in kind, since {', whereas '.join(said)}"

    def likeness(self) -> str:
        """Say what it went with in all cases; nothing where that is not alike."""
        alike = self.alike is not None and self.alike.how == "with"
        return f"in both cases it went with {_called(self.alike)}" if self.alike and alike else ""

    def _top(self, column: Column) -> Relation | None:
        """Give the relation that weighs most: of a factor of little weight what took its place."""
        factor, counts = column.factor(self.slug), self.counts[column.name]
        light = factor is not None and factor.weight <= LITTLE
        ways = ("instead", "with") if light else ("with",)

        def weight(each: Relation) -> tuple[int, int, str]:
            other = column.factor(each.other)
            return counts[each], other.weight if other else 0, each.other

        for way in ways:
            if best := max((each for each in counts if each.how == way), key=weight, default=None):
                return best
        return None


def _called(each: Relation) -> str:
    return paper_two.factor_name(each.other)
