"""Two cases side by side: factors alike or different by their weights, argued from both cases' clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from studykit.cases import Factor
from studykit.essays import paper_two, stance
from studykit.essays.answer import Answer
from studykit.essays.columns import (
    LITTLE,
    CaseTable,
    Column,
    both_or_all,
    called,
    explained,
    factor_called,
    held_by,
    of_case,
    to_fill_in,
    weighed_since,
)
from studykit.essays.compared_rows import ComparedRows
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.thesis import reason, thesis

CRITERION = "Alike or different by how much each factor explains in each case, not by whether it was there."


def compare(outline: Outline, columns: Sequence[Column]) -> Outline:
    """Fill in an outline with a comparison of cases, in the order the question asks for them."""
    answers = [column.answer for column in columns if column.answer]
    table = CaseTable(columns, answers, outline.term)
    judgement = _Judgement(table)
    paragraphs = ComparedRows(table).paragraphs()
    degrees = [each.degree for each in answers if each.degree]
    claimed = bool(degrees) and not outline.question.compares
    counter = judgement.limit(paragraphs)
    said = _claimed(answers, columns) if claimed else judgement.thesis(paragraphs)
    if paragraphs and said.startswith(paragraphs[0].point) and ": " in paragraphs[0].point:
        # The thesis gives the reasons, and the first point is not the same once more.
        paragraphs = (
            replace(paragraphs[0], point=stance.ended(paragraphs[0].point.partition(": ")[0])),
            *paragraphs[1:],
        )
    return replace(
        outline,
        degree=stance.DEGREES[round(sum(map(stance.DEGREES.index, degrees)) / len(degrees))] if claimed else None,
        thesis=said, paragraphs=paragraphs, regions=tuple(_regions(columns)) if outline.question.different_regions else (), counter=counter[0], answer=counter[1],
        conclusion=judgement.conclusion(paragraphs, answers if claimed else (), counter[1]), columns=tuple(column.name for column in columns),
        plans=tuple(dict.fromkeys(_plans(answers, paragraphs))), criterion=CRITERION,
    )  # fmt: skip


class _Judgement:
    """What a comparison comes to: its thesis, what stands against that, and its conclusion."""

    def __init__(self, table: CaseTable) -> None:
        self.table = table

    def thesis(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the cases stand to each other on what is claimed, or which likeness and difference weighs most."""
        if not self.table.both:
            plans = [each.plan for each in self.table.answers[0].chooser.choices if each.compares]
            written = next((plan.thesis for plan in plans if plan.thesis and not self.table.claimed), None)
            return written or self._ranking(paragraphs)
        if self.table.claimed:
            return self._on_claimed(paragraphs)
        if not (self.table.alike and self.table.apart):
            return paragraphs[0].point if paragraphs else ""
        likes, differs = self._listed(self.table.alike[:1]), self._listed(self.table.apart[:1])
        points = {each.factor: each.point for each in paragraphs}
        point = points.get(self.table.apart[0]) or points.get(self.table.alike[0]) or paragraphs[0].point
        return f"The weightiest likeness of {self.table.names} lies in {likes}, the weightiest difference in {differs}. {point}"

    def _on_claimed(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the cases stand to each other on the factor asked about, and beside it."""
        silent = [column.name for column in self.table.columns if not column.factor(self.table.claimed[0])]
        if silent:
            return f"{paragraphs[0].point} The cards on {stance.listed(silent)} say nothing on that."
        if self.table.answers[0].group:
            return self._of_group(self.table.answers[0].group)
        return f"{paragraphs[0].point} {stance.sentence(', and '.join(self._more()))}".strip()

    def _more(self) -> list[str]:
        """Say what weighed more in each case than what is claimed, in clauses."""
        above = [
            (column, top) for column, top in self.table.above()
            if top.weight > (factor.weight if (factor := column.factor(self.table.claimed[0])) else 0)
        ]  # fmt: skip
        said = [f"for {column.name} {factor_called(top.slug, [top])}" for column, top in above]
        return [f"{each} weighed more" if at == 0 else each for at, each in enumerate(said)]

    def _of_group(self, group: Sequence[str]) -> str:
        """Say which of several things that are asked about together weighed most in each case, and why."""
        most = self.table.heaviest_of(group)
        said = [weighed_since(column, top) for column, top in most]
        same = (
            "The same weighed most in each case" if len({top.slug for _, top in most}) == 1 else "They differ"
        )
        return stance.ended(f"{same}: {'; '.join(said)}")

    def conclusion(
        self, paragraphs: Sequence[Paragraph], answers: Sequence[Answer], reply: str | None
    ) -> str | None:
        """Judge how the cases stand to each other, and for a claim how far it holds of each; `reply` is said already."""
        held = [f"{stance.opening(each.degree)} for {each.facts.name}" for each in answers if each.degree]
        if len(held) > 1 and len({each.degree for each in answers}) == 1:
            held = [f"{stance.opening(answers[0].degree or '')} in {both_or_all(len(held))} cases"]
        said = f"On balance {_it_held(answers[0])} {stance.listed(held)}. " if held else ""
        if not self.table.both:
            return self._measure(paragraphs, said)
        if held and len(self.table.claimed) > 1:
            heaviest = max(self.table.claimed[1:], key=lambda slug: sum(self.table.weights(slug)))
            first, other = self._weighing(self.table.claimed[0]), self._weighing(heaviest)
            return f"{said}{stance.capital(first)}, while {other}."
        if group := self.table.answers[0].group:
            most = self.table.heaviest_of(group)
            names = [f"for {column.name} {factor_called(top.slug, [top])}" for column, top in most]
            ranked = [f"{names[0]} ranked first", *names[1:]]
            shared = (
                f" {stance.sentence(self._weighing(slug))}"
                if (slug := next(iter(self.table.claimed), ""))
                else ""
            )
            return f"On balance {stance.ended(', and '.join(ranked))}{shared}"
        if self.table.claimed:
            return self._judged(said or f"On balance {self._weighing(self.table.claimed[0])}. ", reply)
        alike, apart = len(self.table.alike), len(self.table.apart)
        much = "more alike than different" if alike > apart else "more different than alike"
        much = "as alike as they are different" if alike == apart else much
        likes, differs = (
            f"{how} above all in {' and in '.join(factor_called(slug, []) for slug in slugs[:2])}"
            if slugs
            else ""
            for how, slugs in (("alike", self.table.alike), ("different", self.table.apart))
        )
        asked = {"contrast": (differs, likes), "compare": (likes, differs)}.get(self.table.term)
        parts = (
            ", and ".join(filter(None, asked))
            if asked
            else f"{much}: {', '.join(filter(None, (likes, differs)))}"
        )
        return (
            f"Weighed by how much each factor explains, the ways of {self.table.names} to power are {parts}."
        )

    def _weighing(self, slug: str) -> str:
        """Say how much a factor explains in each case."""
        known = [
            (column.name, factor.weight) for column in self.table.columns if (factor := column.factor(slug))
        ]
        if len(known) > 1 and len({weight for _, weight in known}) == 1:
            return f"{factor_called(slug, [])} {explained(known[0][1])} in {both_or_all(len(known))} cases"
        return f"{factor_called(slug, [])} " + stance.listed(
            [f"{explained(weight)} for {name}" for name, weight in known]
        )

    def _judged(self, said: str, reply: str | None) -> str:
        """Judge what is claimed: by what the cases say of it, and by what weighed more in each."""
        slug = self.table.claimed[0]
        known = [(column, factor) for column in self.table.columns if (factor := column.factor(slug))]
        judged = [
            factor.judged for _, factor in known if factor.judged and factor.judged not in (reply or "")
        ]
        said += "".join(f"{each} " for each in judged)
        if more := self._more():
            return f"{said}{stance.sentence(', and '.join(more))}"
        kind = "likeness" if slug in self.table.alike else "difference"
        return f"{said}No other {kind} between the ways to power weighs as much."

    @property
    def _missing(self) -> Column:
        """The first case that is to be filled in."""
        return next(column for column in self.table.columns if column.answer is None)

    def _alone(self, paragraphs: Sequence[Paragraph]) -> list[tuple[str, Factor]]:
        """Give the factors that paragraphs argue of the only case there is, with their names, the heaviest first."""
        column = next(each for each in self.table.columns if each.answer)
        found = [
            (factor_called(each.factor, [factor]), factor)
            for each in paragraphs
            if each.factor and (factor := column.factor(each.factor))
        ]
        return sorted(found, key=lambda each: -each[1].weight)

    def _ranking(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the only case ranks what is compared, as what the other is to be measured by."""
        ranked = self._alone(paragraphs)
        if not ranked:
            return paragraphs[0].point if paragraphs else ""
        if len(self.table.claimed) == 1:
            name = factor_called(self.table.claimed[0], [])
            said = self._beside(
                f"{name} weighed as much there", f"{name} weighed more or less there", "it did not"
            )
            return f"{paragraphs[0].point} {stance.capital(said)}."
        *others, last = (f"{name} {explained(factor.weight)}" for name, factor in ranked)
        said = f"{', '.join(others)}, while {last}" if others else last
        beside = self._beside("it ranks them so", "it ranks them otherwise", "it does not")
        return f"For {self.table.answers[0].facts.name} {said}; {beside}."

    def _beside(self, same: str, otherwise: str, not_so: str) -> str:
        """Say where the case to fill in is alike, or different, or both, as the command term asks."""
        case = called(self._missing)
        found = {"contrast": f"{case} differs where {otherwise}", "compare": f"{case} is alike where {same}"}
        return found.get(self.table.term, f"{case} is alike where {same}, and different where {not_so}")

    def _measure(self, paragraphs: Sequence[Paragraph], held: str) -> str | None:
        """Judge what weighs most in the only case, which is what a likeness or a difference has to be about."""
        ranked = self._alone(paragraphs)
        if not ranked:
            return None
        (top, most), (low, least) = ranked[0], ranked[-1]
        if len(self.table.claimed) == 1 and low == factor_called(self.table.claimed[0], [least]) != top:
            start = f"{held or 'On balance '}{stance.capital(low) if held else low}"
            said = f"{start} {explained(least.weight)} for {self.table.answers[0].facts.name}, where {top} {explained(most.weight)}"
            return f"{said}; the cases are alike if {low} ranked there in the same place, whatever its means."
        start = f"{held}{stance.capital(top)}" if held else f"On balance {top}"
        said = f"{start} {explained(most.weight)} for {self.table.answers[0].facts.name}, because {stance.clause(most.says)}"
        close = (
            f", and one in {low}, which {explained(least.weight)}, least"
            if least.weight < most.weight
            else ""
        )
        return f"{said}. A likeness or a difference there weighs most{close}."

    def limit(self, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
        """Give what stands against the thesis in every case, on what is claimed or weighs most, and what is judged of that.

        Where a factor had little weight that is what it did, and else what limits it.
        """
        known = [each.factor for each in paragraphs if each.factor and self.table.weights(each.factor)]
        slug = max(
            known[:1] if self.table.claimed and not self.table.answers[0].group else known,
            key=lambda each: sum(self.table.weights(each)),
            default="",
        )
        found = [(column.name, factor) for column in self.table.columns if (factor := column.factor(slug))]
        least = min((factor.weight for _, factor in found), default=0) if slug in self.table.apart else LITTLE
        # What the thesis does not say of it.
        light = {name: self.table.both and factor.weight <= least for name, factor in found}
        if self.table.claimed_of_each:  # the thesis holds of each how far
            light |= {each.facts.name: not each.did for each in self.table.answers}
        sides = [(name, factor.says if light[name] else factor.but, factor) for name, factor in found]
        against = [(name, stance.clause(side), factor) for name, side, factor in sides if side]
        if not against:
            return None, None
        if len(found) == 1:
            name = stance.capital(factor_called(slug, [factor for _, factor in found]))
            return f"{name} did not explain everything: {stance.ended(against[0][1])}", found[0][1].judged
        said = "; ".join(of_case(name, clause) for name, clause, _ in against)
        answers = [
            factor.judged or stance.sentence(of_case(name, held_by(factor, light[name])))
            for name, _, factor in against
        ]
        return stance.sentence(said), " ".join(answers)

    def _listed(self, slugs: Sequence[str]) -> str:
        return stance.listed([factor_called(slug, []) for slug in slugs])


def _regions(columns: Sequence[Column]) -> Iterator[str]:
    """Give the cases, each with its region where that is known."""
    for column in columns:
        region = column.answer.facts.region if column.answer else None
        name = paper_two.data()["regions"][region]["name"] if region else None
        yield f"{column.name} ({name})" if name else column.name


def _it_held(answer: Answer, it: str | None = None) -> str:
    """Begin a judgement of a claim, that it holds or, where only its part is asked about, that it mattered."""
    claim = answer.claim
    if claim is None or not claim.mattered or answer.rival or claim.kind != "cause":
        return f"{it or 'the claim'} holds"
    if claim.strength not in ("part", "important"):
        return f"{it or 'the claim'} holds"
    return f"{it or factor_called(claim.factors[0], [])} mattered"


def _claimed(answers: Sequence[Answer], columns: Sequence[Column]) -> str:
    """Give the thesis on a claim: how far it holds for the first case, and for each other."""
    first, *others = answers
    said = thesis(first).split(". ")[0].rstrip(".") + "."
    for other in others:
        if other.degree == first.degree:
            said += f" The same holds for {other.facts.name}: {stance.ended(reason(other))}"
        elif other.degree:
            held = f"{_it_held(other, 'it')} {stance.opening(other.degree)}"
            said += f" For {other.facts.name} {held}: {stance.ended(reason(other))}"
    blank = to_fill_in(columns)
    return said + (f" Whether it holds for {blank} is for you to add." if blank else "")


def _plans(answers: Sequence[Answer], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give the plans that a comparison draws on: those that argue its factors, and whose arguments it has."""
    for each in answers:
        homes = (each.chooser.home(paragraph.factor) for paragraph in paragraphs)
        yield from (plan.slug for plan in homes if plan)
        yield from (slug for slug, _ in each.chooser.used)
