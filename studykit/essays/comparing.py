"""Two cases side by side: factors alike or different by their weights, argued from both cases' clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from studykit.cards import CardId
from studykit.cases import Factor, Perspective
from studykit.essays import paper_two, stance
from studykit.essays.answer import Answer
from studykit.essays.columns import Column, called, to_fill_in
from studykit.essays.ending import stands_alone
from studykit.essays.material import Evidence
from studykit.essays.outline import Half, Outline, Paragraph
from studykit.essays.thesis import reason, thesis

ROWS = 4
"""Paragraphs of a comparison."""

NEAR = 1
"""Difference of weights up to which two cases are alike."""

LITTLE = 2
"""Weight up to which a factor is said to have had little."""

CRITERION = "Alike or different by how much each factor explains in each case, not by whether it was there."


def compare(outline: Outline, columns: Sequence[Column]) -> Outline:
    """Fill in an outline with a comparison of cases, in the order the question asks for them."""
    answers = [column.answer for column in columns if column.answer]
    table = _Table(columns, answers, outline.term)
    paragraphs = table.paragraphs()
    degrees = [each.degree for each in answers if each.degree]
    claimed = bool(degrees) and not outline.question.compares
    counter = table.limit(paragraphs)
    return replace(
        outline,
        degree=stance.DEGREES[round(sum(map(stance.DEGREES.index, degrees)) / len(degrees))] if claimed else None,
        thesis=_claimed(answers, columns) if claimed else table.thesis(paragraphs),
        paragraphs=paragraphs, regions=tuple(_regions(columns)) if outline.question.different_regions else (), counter=counter[0], answer=counter[1],
        conclusion=table.conclusion(paragraphs, answers if claimed else (), counter[1]), columns=tuple(column.name for column in columns),
        plans=tuple(dict.fromkeys(_plans(answers, paragraphs))), criterion=CRITERION,
    )  # fmt: skip


class _Table:
    """The factors of some cases beside each other."""

    def __init__(self, columns: Sequence[Column], answers: Sequence[Answer], term: str) -> None:
        self.columns, self.answers, self.term = columns, answers, term
        self.names = stance.listed([column.name for column in columns])
        first = answers[0]
        asked = [*first.claims, *([first.rival] if first.rival else [])]
        known = [slug for claim in asked for slug in claim.factors if self.weights(slug)]
        known += first.group
        shown = [slug for slug in known if len(self.weights(slug)) == len(answers)]
        self.claimed = list(dict.fromkeys(shown or known))[:ROWS]
        shared = [
            slug for slug in first.facts.case.factors if all(each.facts.weight([slug]) for each in answers)
        ]
        by_weight = sorted(shared, key=lambda slug: -sum(self.weights(slug)))
        self.alike = [slug for slug in by_weight if self._gap(slug) <= NEAR]
        self.apart = sorted(
            (slug for slug in by_weight if slug not in self.alike), key=lambda slug: -self._gap(slug)
        )
        self.both = len(answers) > 1
        self.claimed_of_each = all(each.degree for each in answers) and self.both
        self.prompted: set[str] = set()
        self.viewed: list[int] = []
        self.views: set[Perspective] = set()
        self.shown: set[CardId] = set()

    def weights(self, slug: str) -> list[int]:
        """Give the weights that the cases give a factor."""
        return [factor.weight for column in self.columns if (factor := column.factor(slug))]

    def _gap(self, slug: str) -> int:
        return max(self.weights(slug)) - min(self.weights(slug))

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Choose the paragraphs: on what is claimed, how much it weighed and what limits it; then other factors."""
        made = [self._weighed(slug) for slug in self.claimed]
        if len(self.claimed) == 1:
            ways = ("for",) if self.both else ("for", "against")
            made += [more for way in ways if (more := self._argued(self.claimed[0], way))]
        pairs = [slug for pair in zip(self.alike, self.apart, strict=False) for slug in pair]
        wanted = {"compare": [*self.alike, *pairs], "contrast": [*self.apart, *pairs]}.get(self.term, pairs)
        if self.claimed and self.both:  # what is claimed is weighed against what weighed most in each case
            tops = (column.heaviest.slug for column in self.columns if column.heaviest)
            wanted = [*(slug for slug in tops if slug in (*self.alike, *self.apart)), *wanted]
        rest = dict.fromkeys(each for each in (*wanted, *self.alike, *self.apart) if each not in self.claimed)
        rows = ROWS - (self.both and bool(self.claimed))
        made += [self._weighed(slug) for slug in list(rest)[: max(0, rows - len(made))]]
        return tuple(made)

    def _weighed(self, slug: str) -> Paragraph:
        """Make a paragraph of how much a factor explains in every case."""
        weighed = [(column, factor) for column in self.columns if (factor := column.factor(slug)) is not None]
        heading = stance.capital(_name(slug, [factor for _, factor in weighed]))
        ranked = sorted(weighed, key=lambda each: -each[1].weight)
        (most, top), (least, low) = ranked[0], ranked[-1]
        differs = self._gap(slug) > NEAR
        if len(weighed) == 1:
            point = f"{heading} {_much(top.weight)} for {most.name}: {stance.clause(top.says)}"
        elif differs:
            point = (
                f"{heading} weighed more for {most.name} than for {least.name}: "
                f"{_of(most.name, stance.clause(top.says))}, whereas "
                f"{_of(least.name, stance.clause(low.but or low.says))}"
            )
        else:
            said = "; ".join(_of(column.name, stance.clause(found.says)) for column, found in weighed)
            much = stance.listed([f"{_much(found.weight)} for {column.name}" for column, found in ranked])
            same = f"{_much(low.weight)} in {_number(len(weighed))} cases"
            point = f"{heading} {same if top.weight == low.weight else much}: {said}"
        why = _why(most, slug)
        halves = tuple(self._half(slug, each, limits=differs and each is least) for each in self.columns)
        side = None if len(weighed) == 1 else "different" if differs else "similar"
        view, work = self._view(slug)
        return Paragraph(
            heading, side, stance.ended(point), slug, because=why, perspective=view, work=work, halves=halves
        )

    def _view(self, slug: str) -> tuple[Perspective | None, str | None]:
        """Give a historian's view on a factor and its work, of each case in turn; none where no argument has one."""
        for place in sorted(range(len(self.answers)), key=self.viewed.count):
            chooser = self.answers[place].chooser
            views = (each.argument for each in chooser.bearing([slug], "for") if each.argument.perspective)
            found = next((each for each in views if each.perspective not in self.views), None)
            if found and found.perspective:
                self.viewed.append(place)
                self.views.add(found.perspective)
                return found.perspective, chooser.work_of(found)
        return None, None

    def _argued(self, slug: str, bearing: str) -> Paragraph | None:
        """Make a paragraph of one more argument of each case on a factor; None where a case has none."""
        made: dict[str, Paragraph] = {}
        for column in self.columns:
            if column.answer is None:
                continue
            found = column.answer.chooser.bearing([slug], bearing)
            ours = (each for each in found if not self.both or next(iter(each.argument.bears_on)) == slug)
            choice = next(ours, None)
            if choice is None:
                return None
            made[column.name] = column.answer.chooser.paragraph(choice, None, slug)
        first, *others = made.values()
        names = self.answers[0].facts.names
        said = (_of(name, stance.lowered(each.point, names)) for name, each in made.items())
        halves = tuple(
            Half(column.name, None, self._unseen(made[column.name]), much=_much(factor.weight))
            if (factor := column.factor(slug))
            else Half(column.name, prompt=f"Was it so in {called(column)} as well, or not?")
            for column in self.columns
        )
        heading = (
            f"{stance.capital(_name(slug, []))}: {'its limits' if bearing == 'against' else 'another side'}"
        )
        point = stance.sentence("; ".join(said)) if others else first.point
        blank = replace(first, perspective=None, work=None)
        shown = next(
            (each for each in made.values() if each.perspective and each.perspective not in self.views), blank
        )
        self.views |= {shown.perspective} if shown.perspective else set()
        return Paragraph(
            heading, None, point, slug, perspective=shown.perspective, work=shown.work, halves=halves
        )

    def _unseen(self, paragraph: Paragraph) -> tuple[Evidence, ...]:
        """Give two facts of a paragraph that none before it has shown, or else one."""
        fresh = tuple(piece for piece in paragraph.evidence if piece.card not in self.shown)
        return fresh[:2] or paragraph.evidence[:1]

    def _half(self, slug: str, column: Column, *, limits: bool) -> Half:
        """Give one case's side: dated facts from the arguments that bear on the factor, or what to fill in."""
        factor = column.factor(slug)
        if column.answer is None:
            known = paper_two.data()["factors"].get(slug)
            usual = (
                known["second-case"]
                if known
                else f"What part did {paper_two.factor_name(slug)} play there, and when?"
            )
            prompt = next((each for each in self._prompts(slug) if each not in self.prompted), usual)
            self.prompted.add(prompt)
            return Half(column.name, prompt=prompt)
        if factor is None:
            return Half(column.name, f"The case says nothing on {paper_two.factor_name(slug)}.")
        chooser, ways = column.answer.chooser, ("against", "for") if limits else ("for", "against")
        own, other = (factor.but_evidence, factor.evidence) if limits else (factor.evidence, ())
        shown = (
            *chooser.evidence(own[:1]),
            *chooser.evidence(other[:1] or own[1:]),
            *chooser.evidence(own[1:]),
        )
        dated = tuple(piece for piece in shown if piece.date and piece.card not in chooser.cited)[:2]
        for choice in (each for way in ways for each in chooser.bearing([slug], way)):
            if dated:
                break
            pieces = chooser.paragraph(choice, None, slug).evidence
            dated = tuple(piece for piece in pieces if piece.date)[:2]
        chooser.cited.update(piece.card for piece in dated)
        self.shown.update(piece.card for piece in dated)
        return Half(column.name, stance.sentence(factor.says), dated, much=_much(factor.weight))

    def _prompts(self, slug: str) -> Iterator[str]:
        """Give what an author wants of a second case on a factor."""
        choices = (each.argument for answer in self.answers for each in answer.chooser.choices)
        return (each.second_case for each in choices if slug in each.bears_on and each.second_case)

    def thesis(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the cases stand to each other on what is claimed, or which likeness and difference weighs most."""
        if not self.both:
            plans = [each.plan for each in self.answers[0].chooser.choices if each.compares]
            written = next((plan.thesis for plan in plans if plan.thesis and not self.claimed), None)
            return written or self._ranking(paragraphs)
        if self.claimed:
            return self._on_claimed(paragraphs)
        if not (self.alike and self.apart):
            return paragraphs[0].point if paragraphs else ""
        likes, differs = self._listed(self.alike[:1]), self._listed(self.apart[:1])
        points = {each.factor: each.point for each in paragraphs}
        point = points.get(self.apart[0]) or points.get(self.alike[0]) or paragraphs[0].point
        return f"The weightiest likeness of {self.names} lies in {likes}, the weightiest difference in {differs}. {point}"

    def _on_claimed(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the cases stand to each other on the factor asked about, and beside it."""
        silent = [column.name for column in self.columns if not column.factor(self.claimed[0])]
        if silent:
            return f"{paragraphs[0].point} The cards on {stance.listed(silent)} say nothing on that."
        apart = paragraphs[0].side == "different"
        argued = {each.factor for each in paragraphs} - {*self.claimed}
        others = [each for each in (self.alike if apart else self.apart) if each in argued]
        how = "are most alike" if apart else "differ most"
        return paragraphs[0].point + (f" They {how} in {self._listed(others[:1])}." if others else "")

    def conclusion(
        self, paragraphs: Sequence[Paragraph], answers: Sequence[Answer], reply: str | None
    ) -> str | None:
        """Judge how the cases stand to each other, and for a claim how far it holds of each; `reply` is said already."""
        held = [f"{stance.opening(each.degree)} for {each.facts.name}" for each in answers if each.degree]
        if len(held) > 1 and len({each.degree for each in answers}) == 1:
            held = [f"{stance.opening(answers[0].degree or '')} in {_number(len(held))} cases"]
        said = f"On balance the claim holds {stance.listed(held)}. " if held else ""
        if not self.both:
            return self._measure(paragraphs, said)
        if held and len(self.claimed) > 1:
            heaviest = max(self.claimed[1:], key=lambda slug: sum(self.weights(slug)))
            first, other = self._weighing(self.claimed[0]), self._weighing(heaviest)
            return f"{said}{stance.capital(first)}, while {other}."
        if self.claimed:
            return self._judged(said or f"On balance {self._weighing(self.claimed[0])}. ", reply)
        alike, apart = len(self.alike), len(self.apart)
        much = "more alike than different" if alike > apart else "more different than alike"
        much = "as alike as they are different" if alike == apart else much
        likes, differs = (
            f"{how} above all in {' and in '.join(_name(slug, []) for slug in slugs[:2])}" if slugs else ""
            for how, slugs in (("alike", self.alike), ("different", self.apart))
        )
        asked = {"contrast": (differs, likes), "compare": (likes, differs)}.get(self.term)
        parts = (
            ", and ".join(filter(None, asked))
            if asked
            else f"{much}: {', '.join(filter(None, (likes, differs)))}"
        )
        return f"Weighed by how much each factor explains, the ways of {self.names} to power are {parts}."

    def _weighing(self, slug: str) -> str:
        """Say how much a factor explains in each case, the most first."""
        known = [(column.name, factor.weight) for column in self.columns if (factor := column.factor(slug))]
        ranked = sorted(known, key=lambda each: -each[1])
        if len({weight for _, weight in ranked}) == 1:
            return f"{_name(slug, [])} {_much(ranked[0][1])} in {_number(len(ranked))} cases"
        return f"{_name(slug, [])} " + stance.listed(
            [f"{_much(weight)} for {name}" for name, weight in ranked]
        )

    def _judged(self, said: str, reply: str | None) -> str:
        """Judge what is claimed: by what the cases say of it, and by what weighed more in each."""
        slug = self.claimed[0]
        known = [(column, factor) for column in self.columns if (factor := column.factor(slug))]
        judged = [
            factor.judged for _, factor in known if factor.judged and factor.judged not in (reply or "")
        ]
        said += "".join(f"{each} " for each in judged)
        more = [
            f"for {column.name} {_name(top.slug, [top])}"
            for column, factor in known
            if (top := column.heaviest) and top.weight > factor.weight
        ]
        if more:
            return f"{said}{stance.sentence(', and '.join([f'{more[0]} weighed more', *more[1:]]))}"
        kind = "likeness" if slug in self.alike else "difference"
        return f"{said}No other {kind} between the two ways to power weighs as much."

    @property
    def _missing(self) -> Column:
        """The first case that is to be filled in."""
        return next(column for column in self.columns if column.answer is None)

    def _alone(self, paragraphs: Sequence[Paragraph]) -> list[tuple[str, Factor]]:
        """Give the factors that paragraphs argue of the only case there is, with their names, the heaviest first."""
        column = next(each for each in self.columns if each.answer)
        found = [
            (_name(each.factor, [factor]), factor)
            for each in paragraphs
            if each.factor and (factor := column.factor(each.factor))
        ]
        return sorted(found, key=lambda each: -each[1].weight)

    def _ranking(self, paragraphs: Sequence[Paragraph]) -> str:
        """Say how the only case ranks what is compared, as what the other is to be measured by."""
        ranked = self._alone(paragraphs)
        if not ranked:
            return paragraphs[0].point if paragraphs else ""
        if len(self.claimed) == 1:
            name = _name(self.claimed[0], [])
            said = self._beside(
                f"{name} weighed as much there", f"{name} weighed more or less there", "it did not"
            )
            return f"{paragraphs[0].point} {stance.capital(said)}."
        *others, last = (f"{name} {_much(factor.weight)}" for name, factor in ranked)
        said = f"{', '.join(others)}, while {last}" if others else last
        beside = self._beside("it ranks them so", "it ranks them otherwise", "it does not")
        return f"For {self.answers[0].facts.name} {said}; {beside}."

    def _beside(self, same: str, otherwise: str, not_so: str) -> str:
        """Say where the case to fill in is alike, or different, or both, as the command term asks."""
        case = called(self._missing)
        found = {"contrast": f"{case} differs where {otherwise}", "compare": f"{case} is alike where {same}"}
        return found.get(self.term, f"{case} is alike where {same}, and different where {not_so}")

    def _measure(self, paragraphs: Sequence[Paragraph], held: str) -> str | None:
        """Judge what weighs most in the only case, which is what a likeness or a difference has to be about."""
        ranked = self._alone(paragraphs)
        if not ranked:
            return None
        (top, most), (low, least) = ranked[0], ranked[-1]
        if len(self.claimed) == 1 and low == _name(self.claimed[0], [least]) != top:
            start = f"{held or 'On balance '}{stance.capital(low) if held else low}"
            said = f"{start} {_much(least.weight)} for {self.answers[0].facts.name}, where {top} {_much(most.weight)}"
            return f"{said}; the cases are alike if {low} ranked there in the same place, whatever its means."
        start = f"{held}{stance.capital(top)}" if held else f"On balance {top}"
        said = f"{start} {_much(most.weight)} for {self.answers[0].facts.name}, because {stance.clause(most.says)}"
        close = (
            f", and one in {low}, which {_much(least.weight)}, least"
            if least.weight + NEAR < most.weight
            else ""
        )
        return f"{said}. A likeness or a difference there weighs most{close}."

    def limit(self, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
        """Give what stands against the thesis in every case, on what is claimed or weighs most, and what is judged of that.

        Where a factor had little weight that is what it did, and else what limits it.
        """
        known = [each.factor for each in paragraphs if each.factor and self.weights(each.factor)]
        slug = max(known[:1] if self.claimed else known, key=lambda each: sum(self.weights(each)), default="")
        found = [(column.name, factor) for column in self.columns if (factor := column.factor(slug))]
        least = min((factor.weight for _, factor in found), default=0) if slug in self.apart else LITTLE
        light = {name: self.both and factor.weight <= least for name, factor in found}
        if self.claimed_of_each:  # the thesis holds of each how far
            light |= {each.facts.name: not each.did for each in self.answers}
        sides = [(name, factor.says if light[name] else factor.but, factor) for name, factor in found]
        against = [(name, stance.clause(side), factor) for name, side, factor in sides if side]
        if not against:
            return None, None
        if len(found) == 1:
            name = stance.capital(_name(slug, [factor for _, factor in found]))
            return f"{name} did not explain everything: {stance.ended(against[0][1])}", found[0][1].judged
        said = "; ".join(_of(name, clause) for name, clause, _ in against)
        answers = [factor.judged for _, _, factor in against if factor.judged] or [
            stance.sentence(
                _of(name, stance.clause(factor.but or factor.says if light[name] else factor.says))
            )
            for name, _, factor in against[:1]
        ]
        return stance.sentence(said), " ".join(answers)

    def _listed(self, slugs: Sequence[str]) -> str:
        return stance.listed([_name(slug, []) for slug in slugs])


def _name(slug: str, factors: Sequence[Factor]) -> str:
    """Give what a factor is called in every case; one of a case's own as that case calls it."""
    own = next((each.name for each in factors if each.name and slug not in paper_two.data()["factors"]), None)
    return own or paper_two.factor_name(slug)


def _why(column: Column, slug: str) -> str | None:
    """Give why a factor mattered in the case where it weighed most, as an argument on it says by itself."""
    found = column.answer.chooser.bearing([slug], "for") if column.answer else []
    own = (each.argument for each in found if next(iter(each.argument.bears_on)) == slug)
    return next((each.because for each in own if each.because and stands_alone(each.because)), None)


def _of(name: str, clause: str) -> str:
    """Say of which case a clause is, unless it begins with the name."""
    return clause if clause.startswith(name) else f"for {name}, {clause}"


def _regions(columns: Sequence[Column]) -> Iterator[str]:
    """Give the cases, each with its region where that is known."""
    for column in columns:
        region = column.answer.facts.region if column.answer else None
        name = paper_two.data()["regions"][region]["name"] if region else None
        yield f"{column.name} ({name})" if name else column.name


def _much(weight: int) -> str:
    """Say how much a factor of some weight (1-5) explains."""
    return str(paper_two.wording()["weights"][weight - 1])


def _number(count: int) -> str:
    return {2: "both", 3: "all three"}.get(count, "all")


def _claimed(answers: Sequence[Answer], columns: Sequence[Column]) -> str:
    """Give the thesis on a claim: how far it holds for the first case, and for each other."""
    first, *others = answers
    said = thesis(first).split(". ")[0].rstrip(".") + "."
    for other in others:
        if other.degree == first.degree:
            said += f" The same holds for {other.facts.name}: {stance.ended(reason(other))}"
        elif other.degree:
            said += f" For {other.facts.name} it holds {stance.opening(other.degree)}: {stance.ended(reason(other))}"
    blank = to_fill_in(columns)
    return said + (f" Whether it holds for {blank} is for you to add." if blank else "")


def _plans(answers: Sequence[Answer], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give the plans that a comparison draws on: those that argue its factors, and whose arguments it has."""
    for each in answers:
        homes = (each.chooser.home(paragraph.factor) for paragraph in paragraphs)
        yield from (plan.slug for plan in homes if plan)
        yield from (slug for slug, _ in each.chooser.used)
