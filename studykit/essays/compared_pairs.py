"""The paragraphs of a comparison of installed cases: an argument of each case beside those of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from studykit.cases import Factor
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.columns import (
    LITTLE,
    ROWS,
    CaseTable,
    Column,
    both_or_all,
    explained,
    leans,
    of_case,
)
from studykit.essays.material import Candidate
from studykit.essays.outline import Half, Paragraph
from studykit.essays.relations import Kinds, Relation, relation
from studykit.essays.telling_words import stands_alone

FACTS = 2
"""Facts of each case that a paragraph shows."""

Wanted = Callable[[Column, Candidate], bool]
"""Says whether an argument of a case is one that a paragraph can be of."""


class ComparedPairs:
    """Makes the paragraphs of a table of which every case is installed, or a case to be filled in is left blank.

    No argument is used twice. `prompts` gives what to fill in on a factor.
    """

    def __init__(self, table: CaseTable, prompts: Callable[[str], str]) -> None:
        self.table, self.prompts = table, prompts
        self.names = frozenset[str]().union(*(each.facts.names | each.facts.people for each in table.answers))
        self.viewed: list[str] = []
        self.has_views = {
            each.name: sum(bool(found.argument.perspective) for found in each.answer.chooser.choices)
            for each in table.columns
            if each.answer
        }

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Choose the paragraphs: what each factor asked about did, what it stood beside, its limits; or the weightiest."""
        table, asked = self.table, self.table.claimed
        if group := table.first.group:
            tops = [top.slug for _, top in table.heaviest_of(group)]
            alike = [slug for slug in table.alike if slug in asked]
            asked = list(dict.fromkeys([*tops, *alike, *asked]))
        if group or not asked:
            told = (self._did(slug) for slug in asked or self._ranked())
            return tuple(each for each in told if each)[:ROWS]
        first = asked[0]
        made = [self._did(slug) for slug in asked[:ROWS]]
        if len(asked) == 1:
            made += [self._beside(first), self._limits(first)]
        elif len(asked) < ROWS - 1:
            made += [self._weighed(first, asked[1])]
        return tuple(each for each in made if each)

    def _ranked(self) -> list[str]:
        """Give the factors of a question that names none: the weightiest of each case, the likeness and the difference."""
        table = self.table
        shared = [*table.alike, *table.apart]
        tops = [top.slug for _, top in table.heaviest_of(shared)]
        near = sorted(shared, key=lambda slug: (table.gap(slug) > 1, -sum(table.weights(slug))))
        order = {"compare": [*near[:2], *tops], "contrast": [*table.apart[:2], *tops]}.get(
            table.term, [*tops, *near[:1], *table.apart[:1]]
        )
        return list(dict.fromkeys([*order, *near[:1], *table.apart]))[:ROWS]

    def _did(self, slug: str) -> Paragraph | None:
        """Set beside each other what a factor did, or in a case where it had little weight what was there instead of it."""
        heading = stance.capital(self.table.called(slug))
        return self._paired(slug, heading, alike=self.table.is_alike(slug), ways=self._ways(slug))

    def _ways(self, slug: str) -> dict[str, str]:
        """Say of each case which side of a factor is told: of one that had little weight, what was against it."""
        most = max(self.table.weights(slug), default=0)
        light = {each.name for each, factor in self.table.known(slug) if factor.weight <= LITTLE and factor.weight < most}  # fmt: skip
        return {each.name: "against" if each.name in light else "for" for each in self.table.columns}

    def _beside(self, slug: str) -> Paragraph | None:
        """Set beside each other what a factor went with, or gave place to: in all cases the same, or in each another.

        The same is a likeness where both factors weigh about as much in every case, unless differences are asked for.
        """
        kinds, heading = Kinds(self.table.columns, slug), stance.capital(self.table.called(slug))
        shared = kinds.alike if self.table.term != "contrast" else None
        if shared:
            what = f"{heading} and {self.table.called(shared.other)}"
            near = max(self.table.gap(slug), self.table.gap(shared.other)) < 2
            return self._paired(
                slug, what, lambda _, each: _relates(each, slug, shared), alike=True if near else None
            )
        if None in kinds.top.values() or self.table.term == "compare":
            return None
        what = f"{heading}: what it stood beside"
        return self._paired(
            slug, what, lambda column, each: _relates(each, slug, kinds.top.get(column.name)), alike=False
        )

    def _weighed(self, slug: str, other: str) -> Paragraph | None:
        """Set beside each other arguments on both of two factors."""
        heading = f"{stance.capital(self.table.called(slug))} and {self.table.called(other)}"
        return self._paired(
            slug, heading, lambda _, each: {slug, other} <= set(each.argument.bears_on), alike=None
        )

    def _limits(self, slug: str) -> Paragraph | None:
        """Set beside each other what limits a factor in every case, or what it did in those where the limits are told."""
        ways = {name: "for" if way == "against" else "against" for name, way in self._ways(slug).items()}
        what = "the other side" if len({*ways.values()}) > 1 else "its limits"
        heading = f"{stance.capital(self.table.called(slug))}: {what}"
        made = self._paired(slug, heading, alike=None, ways=ways)
        count = sum(half.much is not None for half in made.halves) if made else 0
        if made is None or count < 2 or what != "its limits" or self.table.term == "contrast":
            return made
        point = stance.lowered(made.point, self.names)
        return replace(
            made, side="similar", point=f"In {both_or_all(count)} cases it had its limits: {point}."
        )

    def _paired(
        self,
        slug: str,
        heading: str,
        wanted: Wanted | None = None,
        *,
        alike: bool | None,
        ways: Mapping[str, str] = {},
    ) -> Paragraph | None:
        """Make a paragraph of the best argument of each case that is wanted, or that bears on the factor as `ways` say.

        `alike` says whether it is a likeness or a difference; None where it is neither. Where a case has no such
        argument its own clause for the way is told; without `ways` there is no paragraph.
        """
        made: dict[str, Paragraph] = {}
        for column, factor in self.table.known(slug):
            answer, way = column.answer, ways.get(column.name)
            assert answer is not None
            bearing = [each for side in ("for", "against") for each in answer.chooser.bearing([slug], side)]
            free = [each for each in bearing if (wanted(column, each) if wanted else each.bearing([slug]) == way)]  # fmt: skip
            own = [each for each in free if each.first == slug]
            if own or free:
                shows = factor.but_evidence if way == "against" else factor.evidence
                best = max(own or free, key=lambda each: len({*shows}.intersection(each.argument.evidence)))
                made[column.name] = answer.chooser.paragraph(best, None, slug, cards=shows)
            elif way:
                made[column.name] = _stated(answer, factor, way)
            else:
                return None
        if not made:
            return None
        side = None if alike is None or len(made) < 2 else "similar" if alike else "different"
        shown = self._with_view(made)
        return Paragraph(
            heading, side, self._joined({name: each.point for name, each in made.items()}, alike), slug,
            because=self._whys(made), perspective=shown.perspective if shown else None, work=shown.work if shown else None,
            link=self._links(made), halves=tuple(self._half(slug, column, made.get(column.name)) for column in self.table.columns),
        )  # fmt: skip

    def _joined(self, said: dict[str, str], alike: bool | None) -> str:
        """Join what is said of each case in one sentence."""
        clauses = [of_case(name, stance.lowered(each, self.names)) for name, each in said.items()]
        joint = {True: ", and likewise ", False: ", whereas ", None: "; "}[alike]
        return stance.sentence(joint.join(clauses))

    def _whys(self, made: dict[str, Paragraph]) -> str | None:
        """Give why each argument holds, which its point stands before; not one that begins with a pronoun."""
        whys = {name: each.because for name, each in made.items() if each.because and not leans(each.because)}
        said = [f"{name}: {why}" if len(made) > 1 else why for name, why in whys.items()]
        return " ".join(said) or None

    def _links(self, made: dict[str, Paragraph]) -> str | None:
        links = {name: stance.clause(each.link) for name, each in made.items() if each.link}
        if len(links) < len(made):
            return None
        return "so " + ", while ".join(of_case(name, link) for name, link in links.items())

    def _with_view(self, made: dict[str, Paragraph]) -> Paragraph | None:
        """Give the paragraph whose view is shown: of each case in turn, of one with few views first."""
        viewed = [name for name, each in made.items() if each.perspective]
        if not viewed:
            return None
        name = min(viewed, key=lambda each: (self.viewed.count(each), self.has_views[each]))
        self.viewed.append(name)
        return made[name]

    def _half(self, slug: str, column: Column, made: Paragraph | None) -> Half:
        """Give one case's side of a paragraph."""
        factor = column.factor(slug)
        if column.answer is None:
            return Half(column.name, prompt=self.prompts(slug))
        if made is None or factor is None:
            return Half(column.name, f"The case says nothing on {self.table.called(slug)}.")
        dated = tuple(each for each in made.evidence if each.date)[:FACTS]
        return Half(column.name, made.point, dated, much=explained(factor.weight))


def _stated(answer: Answer, factor: Factor, way: str) -> Paragraph:
    """Make a paragraph of what a case says of a factor, or of its limits, where no argument is left that does."""
    clause, cards = (
        (factor.says, factor.evidence) if way == "for" else (factor.but or factor.says, factor.but_evidence)
    )
    if way == "against" and factor.but and not stands_alone(stance.sentence(factor.but)):
        clause = f"{factor.says}, but {factor.but}"  # whose words it leans on
    chooser = answer.chooser
    # A fact stands under its own side, where there is one.
    sided = sorted(chooser.choices, key=lambda each: each.bearing([factor.slug]) != way)
    near = [card for each in sided if each.bearing([factor.slug]) for card in each.argument.evidence]
    pieces = chooser.evidence((*cards, *near))
    chooser.cited.update(piece.card for piece in pieces[:FACTS])
    return Paragraph(factor.slug, None, stance.sentence(clause), factor.slug, evidence=pieces)


def _relates(found: Candidate, slug: str, wanted: Relation | None) -> bool:
    return wanted is not None and relation(found.argument, slug, wanted.other) == wanted
