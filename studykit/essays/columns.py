"""The cases of a comparison, each a column: one that is installed, or a name to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studykit.cases import Factor
from studykit.essays import stance
from studykit.essays.answer import Answer


@dataclass(frozen=True)
class Column:
    """A case in a comparison: installed, with its answer, or a name to fill in."""

    name: str
    answer: Answer | None = None

    def factor(self, slug: str) -> Factor | None:
        """Give what the case says of a factor."""
        return self.answer.facts.case.factors.get(slug) if self.answer else None

    @property
    def heaviest(self) -> Factor | None:
        """Give the factor that weighs most in the case."""
        known = self.answer.facts.case.factors.values() if self.answer else ()
        return max(known, key=lambda each: each.weight, default=None)


def called(column: Column) -> str:
    """Call a case that is to be filled in by its leader, where the question names one."""
    return f"the {column.name.lower()}" if column.name.endswith(" case") else f"{column.name}'s case"


def to_fill_in(columns: Sequence[Column]) -> str:
    """Name the cases to fill in within a sentence."""
    names = (column.name for column in columns if column.answer is None)
    return stance.listed([f"the {name.lower()}" if name.endswith(" case") else name for name in names])
