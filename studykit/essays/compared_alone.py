"""What the only installed case of a comparison says, as that by which a case to be filled in is measured."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.essays import stance
from studykit.essays.columns import CaseTable, explained, held_by, to_fill_in
from studykit.essays.outline import Paragraph
from studykit.essays.thesis import opening, reason


class Alone:
    """The thesis, what limits it and the judgement where one case is at hand."""

    def __init__(self, table: CaseTable, paragraphs: Sequence[Paragraph]) -> None:
        self.table, self.first, self.paragraphs = table, table.first, paragraphs
        argued = dict.fromkeys(slug for each in paragraphs if (slug := each.factor))
        found = [(slug, factor) for slug in argued for _, factor in table.known(slug)]
        self.ranked = sorted(found, key=lambda each: -each[1].weight)
        self.claims = () if self.first.question.compares else self.first.claims

    def degree(self) -> str | None:
        """Give how far what is claimed holds."""
        return self.first.degree if self.claims else None

    def thesis(self) -> str:
        """Say how the only case ranks what is compared, as what the other is to be measured by."""
        if self.claims and self.first.degree:
            said = stance.because(opening(self.first), reason(self.first), None)
            return f"{said} Whether it holds for {to_fill_in(self.table.columns)} is for you to add."
        plans = (each.plan for each in self.first.chooser.choices if each.compares)
        written = next((plan.thesis for plan in plans if plan.thesis and not self.table.claimed), None)
        if written or not self.ranked:
            return written or ""
        if len(self.table.claimed) == 1:
            slug = self.table.claimed[0]
            name = self.table.called(slug)
            said = f"{name} {self.table.weighed(slug)}: {self.table.why(self.table.known(slug))}"
            much = self._beside(
                f"{name} weighed as much there", f"{name} weighed more or less there", "it did not"
            )
            return f"{stance.ended(stance.capital(said))} {stance.capital(much)}."
        said = stance.listed(
            [f"{self.table.called(slug)} {explained(each.weight)}" for slug, each in self.ranked]
        )
        beside = self._beside("it ranks them so", "it ranks them otherwise", "it does not")
        return f"For {self.first.facts.name} {said}; {beside}."

    def _beside(self, same: str, otherwise: str, not_so: str) -> str:
        """Say where the case to fill in is alike, or different, or both, as is asked."""
        case = next(column for column in self.table.columns if column.answer is None).called
        found = {"different": f"{case} differs where {otherwise}", "alike": f"{case} is alike where {same}"}
        return found.get(self.table.demand, f"{case} is alike where {same}, and different where {not_so}")

    def counter(self) -> tuple[str | None, str | None]:
        """Give what limits what weighs most, or what is claimed, and what is judged of that."""
        near = [each for each in self.ranked if [each[0]] == self.table.claimed] or self.ranked
        for slug, factor in near:
            if factor.but:
                name = stance.capital(self.table.called(slug))
                return (
                    f"{name} did not explain everything: {stance.ended(stance.clause(factor.but))}",
                    factor.judged,
                )
        return None, None

    def conclusion(self, _: str) -> str | None:
        """Judge what weighs most in the only case, which is what a likeness or a difference has to be about."""
        if not self.ranked:
            return None
        (slug, factor), (low, least) = self.ranked[0], self.ranked[-1]
        if [low] == self.table.claimed != [slug]:
            slug, factor = low, least
        said = f"On balance {self.table.called(slug)} {explained(factor.weight)} for {self.first.facts.name}"
        close = f", and one in {self.table.called(low)}, which {explained(least.weight)}, least"
        close = close if least.weight < factor.weight else ""
        return f"{said}, because {held_by(factor)}. A likeness or a difference there weighs most{close}."
