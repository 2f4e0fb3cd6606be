"""Two cases side by side: a grid of factors, each alike or different by its weights, argued from both cases' clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studykit.cards import Factor, Plan
from studykit.essays import paper_two, stance
from studykit.essays.choosing import Chooser
from studykit.essays.essay import Essay
from studykit.essays.evidence import Evidence
from studykit.essays.outline import GridLine, Half, Outline, Paragraph

ROWS = 4
"""Factors that are compared."""

NEAR = 1
"""Difference of weights up to which two cases are alike."""

_MUCH = {
    5: "decided most",
    4: "weighed heavily",
    3: "had some weight",
    2: "had little weight",
    1: "had hardly any weight",
}


@dataclass(frozen=True)
class Column:
    """A case in a comparison: installed, with its essay, or a name to fill in."""

    name: str
    essay: Essay | None = None

    def factor(self, slug: str) -> Factor | None:
        """Give what the case says of a factor."""
        return self.essay.facts.case.factors.get(slug) if self.essay else None

    @property
    def chooser(self) -> Chooser | None:
        """What chooses the case's arguments."""
        return self.essay.chooser if self.essay else None


def compare(outline: Outline, columns: Sequence[Column]) -> Outline:
    """Fill in an outline with a comparison of cases, in the order the question asks for them."""
    installed = [column for column in columns if column.essay]
    slugs = _factors(installed)
    made = [_paragraph(slug, columns) for slug in slugs]
    wanted = _asked_sides(outline.term)
    paragraphs = tuple(
        sorted(
            (each for each in made if each is not None),
            key=lambda each: each.side is not None and each.side not in wanted,
        )
    )
    essays = [column.essay for column in installed if column.essay]
    degree, thesis = _thesis(outline, columns, essays, paragraphs)
    counter, answer = _counter(paragraphs)
    return replace(
        outline, degree=degree, thesis=thesis, paragraphs=paragraphs, counter=counter, answer=answer,
        conclusion=_conclusion(paragraphs, columns), columns=tuple(column.name for column in columns),
        grid=tuple(_row(each) for each in paragraphs),
        plans=tuple(dict.fromkeys(slug for essay in essays for slug, _ in essay.chooser.used)),
        criterion="Alike or different by how much each factor explains in each case, not by whether it was there.",
    )  # fmt: skip


def _asked_sides(term: str) -> tuple[str, ...]:
    if term == "compare":
        return ("similar",)
    return ("different",) if term == "contrast" else ("similar", "different")


def _factors(installed: Sequence[Column]) -> list[str]:
    """Choose the factors to compare: those claimed, then those that weigh most where both cases have them."""
    essays = [column.essay for column in installed if column.essay]
    claimed = [
        slug
        for essay in essays[:1]
        for each in (*essay.claims, *([essay.rival] if essay.rival else []))
        for slug in each.factors
    ]
    shared = [
        slug
        for slug in essays[0].facts.case.factors
        if all(slug in essay.facts.case.factors for essay in essays)
    ]

    def weights(slug: str) -> list[int]:
        return [essay.facts.case.factors[slug].weight for essay in essays]

    by_weight = sorted(shared, key=lambda slug: -sum(weights(slug)))
    alike = [slug for slug in by_weight if max(weights(slug)) - min(weights(slug)) <= NEAR]
    apart = sorted(
        (slug for slug in by_weight if slug not in alike),
        key=lambda slug: min(weights(slug)) - max(weights(slug)),
    )
    rest = [slug for pair in zip(alike, apart, strict=False) for slug in pair] + by_weight
    claimed = [slug for slug in claimed if any(slug in essay.facts.case.factors for essay in essays)]
    return list(dict.fromkeys([*claimed[:ROWS], *rest]))[:ROWS]


def _paragraph(slug: str, columns: Sequence[Column]) -> Paragraph | None:
    """Make a paragraph of one factor in every case."""
    choosers = [column.chooser for column in columns if column.chooser]
    prompt = next((asked for each in choosers if (asked := _prompt(each, slug))), None)
    weighed = [(column, factor) for column in columns if (factor := column.factor(slug)) is not None]
    if not weighed:
        return None
    name = paper_two.factor_name(slug)
    if slug not in paper_two.data()["factors"]:
        name = weighed[0][1].name or name
    side = None
    heading = name[:1].upper() + name[1:]
    if len(weighed) > 1:
        ranked = sorted(weighed, key=lambda each: -each[1].weight)
        side = "similar" if ranked[0][1].weight - ranked[-1][1].weight <= NEAR else "different"
        point = _alike(heading, weighed) if side == "similar" else _different(heading, ranked[0], ranked[-1])
    else:
        column, factor = weighed[0]
        point = (
            f"{heading} {_MUCH[factor.weight]} for {column.name}: {stance.ended(stance.clause(factor.says))}"
        )
    halves = tuple(_half(slug, column, prompt) for column in columns)
    link = next((found for each in choosers if (found := _link(each, slug))), None)
    return Paragraph(heading=heading, side=side, point=point, factor=slug, halves=halves, link=link)


def _alike(heading: str, weighed: Sequence[tuple[Column, Factor]]) -> str:
    much = _MUCH[min(found.weight for _, found in weighed)]
    said = "; ".join(f"for {column.name}, {stance.clause(found.says)}" for column, found in weighed)
    number = {2: "both", 3: "all three"}.get(len(weighed), "all")
    return f"{heading} {much} in {number} cases: {stance.ended(said)}"


def _different(heading: str, most: tuple[Column, Factor], least: tuple[Column, Factor]) -> str:
    low = least[1].but or least[1].says
    return (
        f"{heading} weighed more for {most[0].name} than for {least[0].name}: for {most[0].name}, "
        f"{stance.clause(most[1].says)}, whereas for {least[0].name}, {stance.ended(stance.clause(low))}"
    )


def _link(chooser: Chooser, slug: str) -> str | None:
    found = [each for each in chooser.choices if slug in each.argument.bears_on and each.argument.link]
    return found[0].argument.link if found else None


def _prompt(chooser: Chooser, slug: str) -> str | None:
    """Give what an author wants of a second case on a factor."""
    return next(
        (
            each.argument.second_case
            for each in chooser.choices
            if slug in each.argument.bears_on and each.argument.second_case
        ),
        None,
    )


def _half(slug: str, column: Column, asked: str | None) -> Half:
    """Give one case's side: dated facts from the arguments that bear on the factor, or what to fill in."""
    factor = column.factor(slug)
    if column.essay is None:
        known = paper_two.data()["factors"].get(slug)
        usual = (
            known["second-case"]
            if known
            else f"What part did {paper_two.factor_name(slug)} play there, and when?"
        )
        return Half(column.name, prompt=asked or usual)
    if factor is None:
        return Half(column.name, f"The case says nothing on {paper_two.factor_name(slug)}.")
    chooser = column.essay.chooser
    ways = ("for", "against") if factor.weight > 1 else ("against", "for")
    pieces: tuple[Evidence, ...] = ()
    for each in [found for way in ways for found in chooser.bearing([slug], way)]:
        pieces = tuple(piece for piece in chooser.paragraph(each, None, slug).evidence if piece.date)[:2]
        if pieces:
            break
    return Half(column.name, stance.sentence(factor.says), pieces)


def _row(paragraph: Paragraph) -> GridLine:
    cells = tuple(half.says or f"To fill in: {half.prompt}" for half in paragraph.halves)
    return GridLine(paragraph.heading, cells, paragraph.side)


def _thesis(
    outline: Outline, columns: Sequence[Column], essays: Sequence[Essay], paragraphs: Sequence[Paragraph]
) -> tuple[str | None, str]:
    """Give the degree, and the answer for all cases together."""
    degrees = [essay.degree for essay in essays if essay.degree]
    blank = [column.name for column in columns if column.essay is None]
    if outline.question.compares or not degrees:
        plan = _comparison(essays[0]) if blank else None
        return None, plan.thesis if plan and plan.thesis else _weightiest(paragraphs, columns)
    found = stance.DEGREES[round(sum(map(stance.DEGREES.index, degrees)) / len(degrees))]
    first, *others = essays
    said = _own(first)
    for other in others:
        if other.degree == first.degree:
            said += f" The same holds for {other.facts.name}: {stance.ended(_reason(other))}"
        else:
            start = stance.opening(other.degree or "some")
            said += f" For {other.facts.name} it holds {start[0].lower()}{start[1:]}: {stance.ended(_reason(other))}"
    return found, said + (f" Whether it holds for {stance.listed(blank)} is for you to add." if blank else "")


def _comparison(essay: Essay) -> Plan | None:
    """Give the plan that a case has for comparisons."""
    choices = essay.chooser.choices
    return next((each.plan for each in choices if each.argument.side in ("similar", "different")), None)


def _own(essay: Essay) -> str:
    return essay.thesis(()).split(". ")[0].rstrip(".") + "."


def _reason(essay: Essay) -> str:
    """Give the clause that carries a case's degree."""
    assert essay.claim is not None
    slug = essay.heaviest(essay.claim)
    assert slug is not None
    factor = essay.facts.case.factors[slug]
    yes = stance.agrees(essay.degree or "some") or essay.degree == "some"
    return stance.clause(factor.says if yes == essay.claim.mattered or not factor.but else factor.but)


def _weightiest(paragraphs: Sequence[Paragraph], columns: Sequence[Column]) -> str:
    """Say which likeness and which difference weighs most."""
    alike = next((each for each in paragraphs if each.side == "similar"), None)
    apart = next((each for each in paragraphs if each.side == "different"), None)
    names = stance.listed([column.name for column in columns])
    if alike and apart:
        return f"The weightiest likeness of {names} lies in {_lower(alike.heading)}, the weightiest difference in {_lower(apart.heading)}. {apart.point}"
    found = alike or apart or (paragraphs[0] if paragraphs else None)
    return found.point if found else ""


def _counter(paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
    """Set against the judgement the strongest line of the other kind."""
    likes = [each for each in paragraphs if each.side == "similar"]
    differs = [each for each in paragraphs if each.side == "different"]
    if not likes or not differs:
        return None, None
    one, other = (likes[0], differs[0]) if len(differs) >= len(likes) else (differs[0], likes[0])
    return one.point, other.point


def _conclusion(paragraphs: Sequence[Paragraph], columns: Sequence[Column]) -> str | None:
    kinds = [each.side for each in paragraphs]
    alike, apart = kinds.count("similar"), kinds.count("different")
    links = [stance.clause(each.link) for each in paragraphs if each.link][:2]
    if not alike and not apart:
        return None
    much = (
        "more alike than different"
        if alike > apart
        else "more different than alike"
        if apart > alike
        else "as alike as they are different"
    )
    names = stance.listed([column.name for column in columns])
    tail = f": {stance.ended('; '.join(links))}" if links else "."
    return f"Weighed by what each factor explains, the ways of {names} to power are {much}{tail}"


def _lower(heading: str) -> str:
    return heading[0].lower() + heading[1:]
