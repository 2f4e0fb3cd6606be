"""Two cases side by side: factors alike or different by their weights, argued from both cases' clauses."""

from __future__ import annotations

from collections import Counter
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
    held_by,
    limited,
    of_case,
    to_fill_in,
)
from studykit.essays.compared_pairs import ComparedPairs
from studykit.essays.compared_rows import ComparedRows
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.relations import Kinds
from studykit.essays.thesis import reason, thesis

CRITERION = "Alike or different by how much each factor explains in each case and by what it went with, not by whether it was there."


def compare(outline: Outline, columns: Sequence[Column]) -> Outline:
    """Fill in an outline with a comparison of cases, in the order the question asks for them."""
    answers = [column.answer for column in columns if column.answer]
    table = _Judgement(columns, answers, outline.term)
    rows = ComparedRows(table)
    paragraphs = ComparedPairs(table, rows.prompt).paragraphs() if table.both else rows.paragraphs()
    degrees = [each.degree for each in answers if each.degree]
    claimed = bool(degrees) and not outline.question.compares
    likeness = table.similarity() if outline.question.asks_likeness and table.both else None
    counter = table.limit(paragraphs)
    plain = table.on_claim() if claimed else table.thesis(paragraphs)
    said = table.likened(likeness) if likeness else plain
    if not table.both and paragraphs and said.startswith(paragraphs[0].point):
        # The thesis gives the reasons, and the first point is not the same once more.
        begun = paragraphs[0].point.partition(": ")[0]
        paragraphs = (replace(paragraphs[0], point=stance.ended(begun)), *paragraphs[1:])
    mean = stance.DEGREES[round(sum(map(stance.DEGREES.index, degrees)) / len(degrees))] if claimed else None
    return replace(
        outline, degree=likeness or mean, thesis=said, paragraphs=paragraphs,
        regions=tuple(_regions(columns)) if outline.question.different_regions else (),
        counter=counter[0], answer=counter[1],
        conclusion=table.conclusion(paragraphs, answers if claimed else (), counter[1], likeness),
        columns=tuple(column.name for column in columns),
        plans=tuple(dict.fromkeys(_plans(answers, paragraphs))), criterion=CRITERION,
    )  # fmt: skip


class _Judgement(CaseTable):
    """What a comparison comes to: its thesis, what stands against that, and its conclusion."""

    def thesis(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the cases stand to each other on what is claimed, or which likeness and difference weighs most."""
        if not self.both:
            plans = [each.plan for each in self.first.chooser.choices if each.compares]
            written = next((plan.thesis for plan in plans if plan.thesis and not self.claimed), None)
            return written or self._ranking(paragraphs)
        if self.claimed:
            return self._on_claimed()
        if not (self.alike and self.apart):
            return paragraphs[0].point if paragraphs else ""
        likes, differs = self.called(self.alike[0]), self.called(self.apart[0])
        weighed = self.weighed(self.apart[0])
        return f"The weightiest likeness of {self.names} lies in {likes}, the weightiest difference in {differs}. {weighed}"

    def on_claim(self) -> str:
        """Give the thesis on a claim: how far it holds for the first case, and for each other."""
        first, *others = self.answers
        said = stance.ended(thesis(first).split(". ")[0])
        for other in others:
            if other.degree == first.degree:
                said += f" The same holds for {other.facts.name}: {stance.ended(reason(other))}"
            elif other.degree:
                held = f"{self._it_held(other, 'it')} {stance.opening(other.degree)}"
                said += f" For {other.facts.name} {held}: {stance.ended(reason(other))}"
        factor = first.claim.factor if first.claim and first.rival is None else None
        kind = self._in_kind(factor) if others and factor else ""
        blank = to_fill_in(self.columns)
        said = f"{said} {kind}".strip()
        return said + (f" Whether it holds for {blank} is for you to add." if blank else "")

    def _on_claimed(self) -> str:
        """Say how the cases stand to each other on the factor asked about, by its weight and by its kind."""
        slug = self.claimed[0]
        silent = [column.name for column in self.columns if not column.factor(slug)]
        if silent:
            return f"{self.weighed(slug)} The cards on {stance.listed(silent)} say nothing on that."
        if several := self._several():
            return self._of_group(several)
        return f"{self.weighed(slug)} {self._in_kind(slug)}".strip()

    def _in_kind(self, slug: str) -> str:
        """Say in what a factor differed between the cases besides its weight, and in what it was alike."""
        kinds = Kinds(self.columns, slug)
        return stance.sentence("; yet ".join(filter(None, (kinds.difference(), kinds.likeness()))))

    def similarity(self) -> str:
        """Give how far the cases are alike: in the weight of what is asked about, and in what it went with."""
        if not self.claimed:
            alike, apart = len(self.alike), len(self.apart)
            found = "some" if abs(alike - apart) < 2 else "large" if alike > apart else "limited"
        else:
            slug = self.claimed[0]
            kinds, gap = Kinds(self.columns, slug), self.gap(slug)
            at = (3 if gap < 2 else 2 if gap == 2 else 1) - kinds.differ + (kinds.alike is not None)
            found = stance.DEGREES[min(3, max(1, at))]
        return found if self.first.question.asks_likeness == "alike" else stance.mirrored(found)

    def _several(self) -> tuple[str, ...]:
        """Give the factors that are asked about together, such as methods; none for one."""
        claimed = self.first.claim.factors if self.first.claim else ()
        return self.first.group or (claimed if len(claimed) > 1 else ())

    def _likened(self, about: str, degree: str) -> str:
        """Say how far the cases are alike, or different, whichever is asked."""
        return f"{about} may be called {self.first.question.asks_likeness} {stance.opening(degree)}. "

    def _about(self) -> str:
        """Name what is asked about: the first factor, or what several are called together."""
        return paper_two.factors_name(self._several()) or self.called(self.claimed[0])

    def likened(self, degree: str) -> str:
        """Begin with how far the cases are alike, or different, where that is what is asked."""
        about = self._about() if self.claimed else f"the ways of {self.names} to power"
        return self._likened(stance.capital(about), degree) + self.thesis(())

    def _of_group(self, group: Sequence[str]) -> str:
        """Say which of several things that are asked about together weighed most in each case, and why."""
        most = self.heaviest_of(group)
        said = [
            f"for {column.name} {self.called(top.slug)} {explained(top.weight)}, since {stance.clause(top.says)}"
            for column, top in most
        ]
        alike = len({top.slug for _, top in most}) == 1
        same = "The same weighed most in each case" if alike else "What weighed most was not the same"
        return stance.ended(f"{same}: {'; '.join(said)}")

    def conclusion(
        self,
        paragraphs: Sequence[Paragraph],
        answers: Sequence[Answer],
        reply: str | None,
        likeness: str | None,
    ) -> str | None:
        """Judge how the cases stand to each other, and for a claim how far it holds of each; `reply` is said already.

        `likeness` is how far they are alike, where that is asked.
        """
        held = [f"{stance.opening(each.degree)} for {each.facts.name}" for each in answers if each.degree]
        if len(held) > 1 and len({each.degree for each in answers}) == 1:
            held = [f"{stance.opening(answers[0].degree or '')} in {both_or_all(len(held))} cases"]
        said = f"On balance {self._it_held(answers[0])} {stance.listed(held)}. " if held else ""
        if not self.both:
            return self._measure(paragraphs, said)
        if not self.claimed:
            return self._whole(reply)
        if likeness:
            said = self._likened(f"On balance {self._about()}", likeness)
        slug, *others = self.claimed
        weighing = self._weighing(slug)
        if held and others:
            heaviest = max(others, key=lambda slug: sum(self.weights(slug)))
            return f"{said}{stance.capital(weighing)}, while {self._weighing(heaviest)}."
        if group := self.first.group:
            first, *rest = self.weighed_most(group)
            ranked = ", and ".join([f"{first} ranked first", *rest])
            return f"On balance {ranked}. {stance.sentence(weighing)}"
        return self._judged(said or f"On balance {weighing}. ", reply)

    def _whole(self, reply: str | None) -> str:
        """Judge how the cases stand to each other in all that they weigh."""
        much = {0: "as alike as they are different", 1: "more alike than different", -1: "more different than alike"}[
            (len(self.alike) > len(self.apart)) - (len(self.alike) < len(self.apart))
        ]  # fmt: skip
        likes, differs = (
            f"{how} above all in {' and in '.join(map(paper_two.factor_name, slugs[:2]))}" if slugs else ""
            for how, slugs in (("alike", self.alike), ("different", self.apart))
        )
        asked = {"contrast": (differs, likes), "compare": (likes, differs)}.get(self.term)
        parts = (
            ", and ".join(filter(None, asked))
            if asked
            else f"{much}: {', '.join(filter(None, (likes, differs)))}"
        )
        tops = [(each, top) for each in self.columns if (top := each.heaviest_but(()))]
        start = f"Weighed by how much each factor explains, the ways of {self.names} to power are {parts}."
        return " ".join((start, *self._judgements(tops, reply)))

    def _weighing(self, slug: str) -> str:
        """Say how much a factor explains in each case."""
        known, name, weights = self.known(slug), self.called(slug), self.weights(slug)
        if len(known) > 1 and len({*weights}) == 1:
            return f"{name} {explained(weights[0])} in {both_or_all(len(known))} cases"
        said = [f"{explained(factor.weight)} for {column.name}" for column, factor in known]
        return f"{name} {stance.listed(said)}"

    def _judged(self, said: str, reply: str | None) -> str:
        """Judge what is claimed by what the cases say of it."""
        return f"{said}{' '.join(self._judgements(self.known(self.claimed[0]), reply))}".strip()

    def _judgements(self, known: Sequence[tuple[Column, Factor]], reply: str | None) -> list[str]:
        """Give how each case judges a factor of it, in sentences; not what is said."""
        found = ((column.name, self._judgement(column, factor, reply)) for column, factor in known)
        return [stance.sentence(of_case(name, each)) for name, each in found if each]

    def _judgement(self, column: Column, factor: Factor, reply: str | None) -> str | None:
        """Give how a case judges a factor, or how a plan ends that is on it most, in a clause; None where that is said."""
        if column.answer is None:
            return None
        home = column.answer.chooser.home(factor.slug)
        on_it = Counter(next(iter(each.bears_on), "") for each in home.arguments) if home else Counter[str]()
        own = home is not None and on_it[factor.slug] == max(on_it.values())
        for each in (factor.judged, home.conclusion if home and own else None):
            if each and stance.clause(each).lower() not in (reply or "").lower():
                return stance.lowered(each, column.answer.facts.names | column.answer.facts.people)
        return None

    def _it_held(self, answer: Answer, it: str | None = None) -> str:
        """Begin a judgement of a claim, that it holds or, where only its part is asked about, that it mattered."""
        claim, weights = answer.claim, [each.weight for each in answer.facts.case.factors.values()]
        if claim and claim.factors and claim.mattered and claim.is_cause and not answer.rival:
            outranked = max(weights) > (answer.weight(claim) or 0)
            if claim.strength in ("part", "important") or (claim.strength == "main" and outranked):
                return f"{it or self.called(claim.factors[0])} mattered"
        return f"{it or 'the claim'} holds"

    # With one case at hand

    def _alone(self, paragraphs: Sequence[Paragraph]) -> list[tuple[str, Factor]]:
        """Give the factors that paragraphs argue of the only case there is, with their names, the heaviest first."""
        argued = [slug for each in paragraphs if (slug := each.factor)]
        found = [(self.called(slug), factor) for slug in argued for _, factor in self.known(slug)]
        return sorted(found, key=lambda each: -each[1].weight)

    def _ranking(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the only case ranks what is compared, as what the other is to be measured by."""
        ranked = self._alone(paragraphs)
        if not ranked:
            return paragraphs[0].point if paragraphs else ""
        if len(self.claimed) == 1:
            name = self.called(self.claimed[0])
            said = self._beside(
                f"{name} weighed as much there", f"{name} weighed more or less there", "it did not"
            )
            return f"{paragraphs[0].point} {stance.capital(said)}."
        *others, last = (f"{name} {explained(factor.weight)}" for name, factor in ranked)
        said = f"{', '.join(others)}, while {last}" if others else last
        beside = self._beside("it ranks them so", "it ranks them otherwise", "it does not")
        return f"For {self.first.facts.name} {said}; {beside}."

    def _beside(self, same: str, otherwise: str, not_so: str) -> str:
        """Say where the case to fill in is alike, or different, or both, as the command term asks."""
        case = called(next(column for column in self.columns if column.answer is None))
        found = {"contrast": f"{case} differs where {otherwise}", "compare": f"{case} is alike where {same}"}
        return found.get(self.term, f"{case} is alike where {same}, and different where {not_so}")

    def _measure(self, paragraphs: Sequence[Paragraph], held: str) -> str | None:
        """Judge what weighs most in the only case, which is what a likeness or a difference has to be about."""
        ranked = self._alone(paragraphs)
        if not ranked:
            return None
        (top, most), (low, least) = ranked[0], ranked[-1]
        lighter = len(self.claimed) == 1 and low == self.called(self.claimed[0]) != top
        name, weight = (low, least.weight) if lighter else (top, most.weight)
        start = f"{held}{stance.capital(name)}" if held else f"On balance {name}"
        said = f"{start} {explained(weight)} for {self.first.facts.name}"
        if lighter:
            return f"{said}, where {top} {explained(most.weight)}; the cases are alike if {low} ranked there in the same place, whatever its means."
        close = f", and one in {low}, which {explained(least.weight)}, least"
        close = close if least.weight < most.weight else ""
        return f"{said}, because {stance.clause(most.says)}. A likeness or a difference there weighs most{close}."

    def limit(self, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
        """Give what stands against the thesis in every case, on what is claimed or weighs most, and what is judged of that.

        Where a factor had little weight that is what it did, and else what limits it.
        """
        argued = [each.factor for each in paragraphs if each.factor and self.known(each.factor)]
        near = argued[:1] if self.claimed and not self.first.group else argued
        slug = max(near, key=lambda each: sum(self.weights(each)), default="")
        found = self.known(slug)
        if len(found) == 1:
            ((_, factor),) = found
            if factor.but is None:
                return None, None
            clause = stance.ended(stance.clause(factor.but))
            return f"{stance.capital(self.called(slug))} did not explain everything: {clause}", factor.judged
        least = min(self.weights(slug), default=0) if slug in self.apart else LITTLE
        # What the thesis does not say of it; the thesis holds of each how far.
        of_each = self.both and all(each.degree for each in self.answers) and not self.first.question.compares
        told = " ".join(each.point for each in paragraphs)
        against = []
        for column, factor in found:
            if (answer := column.answer) is not None:
                light = not answer.did if of_each else factor.weight <= least
                clause, reply = _limit(answer, factor, told, light=light)
                if clause:
                    against.append((of_case(column.name, clause), reply and of_case(column.name, reply)))
        said = stance.sentence("; ".join(clause for clause, _ in against))
        answers = " ".join(stance.sentence(reply) for _, reply in against if reply)
        return said or None, answers or None


def _limit(answer: Answer, factor: Factor, told: str, *, light: bool) -> tuple[str, str | None]:
    """Give what stands against how much a factor weighed in a case, and what answers that, in clauses.

    That is what the case says and its reply or judgement; where a paragraph has told it, an argument with its limits.
    """
    chooser, names = answer.chooser, answer.facts.names | answer.facts.people
    said = stance.clause(factor.says if light else limited(factor) if factor.but else "")
    reply = (None if light else factor.reply) or factor.judged or held_by(factor, light)
    if said and said not in told:
        return said, stance.lowered(reply, names)
    for each in chooser.bearing([factor.slug], "for" if light else "against"):
        if each.argument.limits and each.first == factor.slug:
            made = chooser.paragraph(each, None, factor.slug)
            return stance.lowered(made.point, names), stance.lowered(made.limits or "", names)
    return "", None


def _regions(columns: Sequence[Column]) -> Iterator[str]:
    """Give the cases, each with its region where that is known."""
    for column in columns:
        region = column.answer.facts.region if column.answer else None
        name = paper_two.data()["regions"][region]["name"] if region else None
        yield f"{column.name} ({name})" if name else column.name


def _plans(answers: Sequence[Answer], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give the plans that a comparison draws on: those that argue its factors, and whose arguments it has."""
    for each in answers:
        homes = (each.chooser.home(paragraph.factor) for paragraph in paragraphs)
        yield from (plan.slug for plan in homes if plan)
        yield from (slug for slug, _ in each.chooser.used)
