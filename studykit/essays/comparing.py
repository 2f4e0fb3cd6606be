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
    factor_called,
    held_by,
    limited,
    of_case,
    to_fill_in,
    weighed_since,
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
    table = CaseTable(columns, answers, outline.term)
    rows = ComparedRows(table)
    paragraphs = ComparedPairs(table, rows.prompt).paragraphs() if table.both else rows.paragraphs()
    judgement = _Judgement(table)
    degrees = [each.degree for each in answers if each.degree]
    claimed = bool(degrees) and not outline.question.compares
    likeness = judgement.similarity() if outline.question.asks_likeness and table.both else None
    counter = judgement.limit(paragraphs)
    if likeness:
        said = judgement.likened(likeness)
    else:
        said = _claimed(answers, columns, judgement) if claimed else judgement.thesis(paragraphs)
    if not table.both and paragraphs and said.startswith(paragraphs[0].point):
        # The thesis gives the reasons, and the first point is not the same once more.
        begun = paragraphs[0].point.partition(": ")[0]
        paragraphs = (replace(paragraphs[0], point=stance.ended(begun)), *paragraphs[1:])
    mean = stance.DEGREES[round(sum(map(stance.DEGREES.index, degrees)) / len(degrees))] if claimed else None
    return replace(
        outline, degree=likeness or mean, thesis=said, paragraphs=paragraphs,
        regions=tuple(_regions(columns)) if outline.question.different_regions else (),
        counter=counter[0], answer=counter[1],
        conclusion=judgement.conclusion(paragraphs, answers if claimed else (), counter[1], likeness),
        columns=tuple(column.name for column in columns),
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
            return self._on_claimed()
        if not (self.table.alike and self.table.apart):
            return paragraphs[0].point if paragraphs else ""
        likes, differs = self._listed(self.table.alike[:1]), self._listed(self.table.apart[:1])
        weighed = self.table.weighed(self.table.apart[0])
        return f"The weightiest likeness of {self.table.names} lies in {likes}, the weightiest difference in {differs}. {weighed}"

    def _on_claimed(self) -> str:
        """Say how the cases stand to each other on the factor asked about, by its weight and by its kind."""
        slug = self.table.claimed[0]
        silent = [column.name for column in self.table.columns if not column.factor(slug)]
        if silent:
            return f"{self.table.weighed(slug)} The cards on {stance.listed(silent)} say nothing on that."
        if several := self._several():
            return self._of_group(several)
        return f"{self.table.weighed(slug)} {self.in_kind(slug)}".strip()

    def in_kind(self, slug: str) -> str:
        """Say in what a factor differed between the cases besides its weight, and in what it was alike."""
        kinds = Kinds(self.table.columns, slug)
        differs, alike = kinds.difference(), kinds.likeness()
        return stance.sentence(f"{differs}; yet {alike}" if differs and alike else differs or alike)

    def similarity(self) -> str:
        """Give how far the cases are alike: in the weight of what is asked about, and in what it went with."""
        if not self.table.claimed:
            alike, apart = len(self.table.alike), len(self.table.apart)
            found = "some" if abs(alike - apart) < 2 else "large" if alike > apart else "limited"
        else:
            slug = self.table.claimed[0]
            kinds, gap = Kinds(self.table.columns, slug), self.table.gap(slug)
            at = (3 if gap < 2 else 2 if gap == 2 else 1) - kinds.differ + (kinds.alike is not None)
            found = stance.DEGREES[min(3, max(1, at))]
        return found if self.table.answers[0].question.asks_likeness == "alike" else stance.mirrored(found)

    def _about(self) -> str:
        """Name what is asked about: the first factor, or what several are called together; nothing for nothing."""
        return paper_two.factors_name(self._several()) or self._listed(self.table.claimed[:1])

    def _several(self) -> tuple[str, ...]:
        """Give the factors that are asked about together, such as methods; none for one."""
        first = self.table.answers[0]
        claimed = first.claim.factors if first.claim and len(first.claim.factors) > 1 else ()
        return first.group or claimed

    def likened(self, degree: str) -> str:
        """Begin with how far the cases are alike, or different, where that is what is asked."""
        about = self._about() or f"the ways of {self.table.names} to power"
        how = self.table.answers[0].question.asks_likeness
        start = f"{stance.capital(about)} may be called {how} {stance.opening(degree)}. "
        return start + (self._on_claimed() if self.table.claimed else self.thesis(()))

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
        said = f"On balance {_it_held(answers[0])} {stance.listed(held)}. " if held else ""
        if not self.table.both:
            return self._measure(paragraphs, said)
        if likeness and self.table.claimed:
            about, how = self._about(), self.table.answers[0].question.asks_likeness
            said = f"On balance {about} may be called {how} {stance.opening(likeness)}. "
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
        tops = [(each, top) for each in self.table.columns if (top := each.heaviest_but(()))]
        ends = [(column.name, self._judgement(column, top, reply)) for column, top in tops]
        endings = [stance.sentence(of_case(name, each)) for name, each in ends if each]
        start = (
            f"Weighed by how much each factor explains, the ways of {self.table.names} to power are {parts}."
        )
        return " ".join((start, *endings))

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
        judged = [(column, self._judgement(column, factor, reply)) for column, factor in known]
        said += " ".join(stance.sentence(of_case(column.name, each)) for column, each in judged if each)
        more = self._more()
        return f"{said.strip()} {stance.sentence(', and '.join(more)) if more else self._outweighing(slug)}".strip()

    def _judgement(self, column: Column, factor: Factor, reply: str | None) -> str | None:
        """Give how a case judges a factor, or how a plan ends that is on it most, in a clause; None where that is said."""
        chooser = column.answer.chooser if column.answer else None
        home = chooser.home(factor.slug) if chooser else None
        on_it = Counter(next(iter(each.bears_on), "") for each in home.arguments) if home else Counter[str]()
        own = home is not None and on_it[factor.slug] == max(on_it.values())
        names = column.answer.facts.names | column.answer.facts.people if column.answer else ()
        for each in (factor.judged, home.conclusion if home and own else None):
            if each and stance.clause(each) not in (reply or ""):
                return stance.lowered(each, names)
        return None

    def _outweighing(self, slug: str) -> str:
        """Say whether the likeness or the difference weighs more; nothing where neither does."""
        kinds, gap = Kinds(self.table.columns, slug), self.table.gap(slug)
        if gap > 1 or (gap and kinds.differ):
            return "The difference outweighs the likeness."
        return "" if gap or kinds.differ else "The likeness outweighs the difference."

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
        found = [(column, factor) for column in self.table.columns if (factor := column.factor(slug))]
        least = min((factor.weight for _, factor in found), default=0) if slug in self.table.apart else LITTLE
        # What the thesis does not say of it.
        light = {column.name: self.table.both and factor.weight <= least for column, factor in found}
        if self.table.claimed_of_each:  # the thesis holds of each how far
            light |= {each.facts.name: not each.did for each in self.table.answers}
        told = " ".join(each.point for each in paragraphs) if self.table.both else ""
        against = [(column, *_limit(column, factor, light[column.name])) for column, factor in found]
        against = [each for each in against if each[1] and each[1] not in told]
        if not against:
            return None, None
        if len(found) == 1:
            name = stance.capital(factor_called(slug, [factor for _, factor in found]))
            clause = stance.clause(found[0][1].but or found[0][1].says)
            return f"{name} did not explain everything: {stance.ended(clause)}", found[0][1].judged
        said = "; ".join(of_case(column.name, clause) for column, clause, _ in against)
        answers = [stance.sentence(of_case(column.name, each)) for column, _, each in against if each]
        return stance.sentence(said), " ".join(answers) or None

    def _listed(self, slugs: Sequence[str]) -> str:
        return stance.listed([factor_called(slug, []) for slug in slugs])


def _limit(column: Column, factor: Factor, light: bool) -> tuple[str, str | None]:
    """Give what stands against how much a factor weighed in a case, and what answers that, in clauses.

    That is an argument that no paragraph has, with its limits, or else what the case says and how it judges that.
    """
    assert column.answer is not None
    chooser, names = column.answer.chooser, column.answer.facts.names | column.answer.facts.people
    free = chooser.bearing([factor.slug], "for" if light else "against")
    own = (
        each for each in free if each.argument.limits and next(iter(each.argument.bears_on)) == factor.slug
    )
    if found := next(own, None):
        made = chooser.paragraph(found, None, factor.slug)
        return stance.lowered(made.point, names), stance.lowered(made.limits or "", names)
    said = factor.says if light else limited(factor) if factor.but else ""
    answer = (None if light else factor.reply) or factor.judged or held_by(factor, light)
    return stance.clause(said), stance.lowered(answer, names)


def _regions(columns: Sequence[Column]) -> Iterator[str]:
    """Give the cases, each with its region where that is known."""
    for column in columns:
        region = column.answer.facts.region if column.answer else None
        name = paper_two.data()["regions"][region]["name"] if region else None
        yield f"{column.name} ({name})" if name else column.name


def _it_held(answer: Answer, it: str | None = None) -> str:
    """Begin a judgement of a claim, that it holds or, where only its part is asked about, that it mattered."""
    claim = answer.claim
    if claim is None or not (claim.factors and claim.mattered and claim.is_cause) or answer.rival:
        return f"{it or 'the claim'} holds"
    outranked = any(each.weight > (answer.weight(claim) or 0) for each in answer.facts.case.factors.values())
    if claim.strength not in ("part", "important") and not (claim.strength == "main" and outranked):
        return f"{it or 'the claim'} holds"
    return f"{it or factor_called(claim.factors[0], [])} mattered"


def _claimed(answers: Sequence[Answer], columns: Sequence[Column], judgement: _Judgement) -> str:
    """Give the thesis on a claim: how far it holds for the first case, and for each other."""
    first, *others = answers
    said = thesis(first).split(". ")[0].rstrip(".") + "."
    for other in others:
        if other.degree == first.degree:
            said += f" The same holds for {other.facts.name}: {stance.ended(reason(other))}"
        elif other.degree:
            held = f"{_it_held(other, 'it')} {stance.opening(other.degree)}"
            said += f" For {other.facts.name} {held}: {stance.ended(reason(other))}"
    factor = first.claim.factor if first.claim and first.rival is None else None
    kind = judgement.in_kind(factor) if others and factor else ""
    blank = to_fill_in(columns)
    said = f"{said} {kind}".strip()
    return said + (f" Whether it holds for {blank} is for you to add." if blank else "")


def _plans(answers: Sequence[Answer], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give the plans that a comparison draws on: those that argue its factors, and whose arguments it has."""
    for each in answers:
        homes = (each.chooser.home(paragraph.factor) for paragraph in paragraphs)
        yield from (plan.slug for plan in homes if plan)
        yield from (slug for slug, _ in each.chooser.used)
