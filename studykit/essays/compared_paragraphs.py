"""The paragraphs of a comparison: an argument of each case beside those of the others, chosen together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from studykit.cases import Factor
from studykit.essays import paper_two, stance
from studykit.essays.answer import Answer
from studykit.essays.columns import LITTLE, ROWS, CaseTable, Column, both_or_all, explained, leans
from studykit.essays.material import Candidate
from studykit.essays.outline import Half, Paragraph
from studykit.essays.telling_words import stands_alone, telling

FEW = 3
"""Paragraphs below which a page has room for more."""

ALIKE = "common ground"
"""What a second paragraph on a factor is headed, if it is of a likeness."""

FACTS = 2
"""Facts of each case that a paragraph shows."""

SHARES = 6.0
"""How much it counts that arguments share what they bear on: more than all else."""

MAIN = 3
"""Factors that an argument is on before others, by which it is like another."""

KEPT = 2.0
"""How much it counts that an argument is wanted for a likeness, where another would do."""

NEAR = 10
"""Words of a reason among which the leader's name stands, where it need not be said of whom it is."""

Pair = Mapping[str, Candidate | None]
"""The argument of each case by the case's name; None where the case's own clause has to do."""


class ComparedParagraphs:
    """Makes the paragraphs of a table; no argument, and no prompt for a case to be filled in, is used twice.

    Two arguments are alike when they do the same for a factor and for a second one.
    """

    def __init__(self, table: CaseTable) -> None:
        self.table, self.first = table, table.first
        self.names = frozenset[str]().union(*(each.names for each in table.columns))
        self.viewed: list[str] = []
        self.prompted: set[str] = set()
        self.kept: list[Candidate] = []
        self.has_views = {
            each.name: sum(bool(found.argument.perspective) for found in each.answer.chooser.choices)
            for each in table.columns
            if each.answer
        }

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Choose the paragraphs: of several factors one each; of one what it did, was beside, and its limits."""
        on_one = len(self.table.claimed) == 1 and not self.table.many
        made = self._on_one(self.table.claimed[0]) if on_one else self._on_several(self._rows())
        return tuple(each for each in made if each)[:ROWS]

    def _on_several(self, rows: Sequence[str]) -> Iterator[Paragraph | None]:
        """Make a paragraph on each of some factors, and of few what they have in common or what outweighs them."""
        table = self.table
        for slug in rows:
            alike = table.demand == "alike" and slug not in table.apart[:1]
            yield (alike and self._shared(slug, self._name(slug))) or self._did(slug)
        if len(rows) < FEW:
            likenesses = (self._shared(slug, f"{self._name(slug)}: {ALIKE}") for slug in rows)
            yield from likenesses if table.many else [self._rival(rows)]

    def _name(self, slug: str) -> str:
        return stance.capital(self.table.called(slug))

    def _rows(self) -> list[str]:
        """Give the factors to argue: those that are alike or apart, as is asked; of claims all, their first ones first."""
        table = self.table
        if not table.many:
            return table.claimed
        alike, apart, tops = table.alike, table.apart, table.many[: len(table.answers)]
        if table.demand == "alike":  # and at the end where the likeness stops
            near = [slug for slug in table.many if slug not in apart[:1] and self._alike_in(slug)]
            return [*list(dict.fromkeys([*alike[:1], *near, *alike]))[: ROWS - 2], *apart[:1]]
        different = [*(slug for slug in tops if slug not in alike), *apart]
        first = [*different[:2], *alike[:1]] if table.demand == "different" else [*tops, *alike[:1]]
        return list(dict.fromkeys([*first, *apart, *table.many]))

    def _on_one(self, slug: str) -> Iterator[Paragraph | None]:
        """Make the paragraphs on one factor; a claim is weighed against what outweighs it."""
        table, name = self.table, self._name(slug)
        ways = self._ways(slug)
        further, claims = f"{name}: further effects", self.first.degree and not self.first.question.compares
        if table.demand == "alike":
            yield from (self._shared(slug, f"{name}: {what}") for what in (ALIKE, f"further {ALIKE}"))
        # What mattered in one case and hardly in another has little in common.
        likened = table.demand == "both" and not (claims and table.gap(slug) > 1)
        if likened and (found := self._alike_in(slug)):
            self.kept = [each for each in found[0].values() if each]
        yield self._did(slug)
        shared = self._shared(slug, f"{name}: {ALIKE}") if likened else None
        yield shared
        if claims:
            yield None if shared else self._made(slug, further, ways)
            yield self._rival([slug])
        elif table.both:
            yield self._made(slug, further, ways, share=False)
        turned = {key: "for" if way == "against" else "against" for key, way in ways.items()}
        what = "the other side" if len({*turned.values()}) > 1 else "limits"
        yield self._made(slug, f"{name}: {what}", turned)
        if not table.both:
            yield from (self._did(each) for each in table.shared if each != slug)

    def _rival(self, claimed: Sequence[str]) -> Paragraph | None:
        """Make a paragraph of what outweighs most what is claimed."""

        def beyond(slug: str) -> tuple[int, int]:
            pairs = [(factor, column.heaviest_of(claimed)) for column, factor in self.table.known(slug)]
            more = sum(max(0, factor.weight - (own.weight if own else 0)) for factor, own in pairs)
            return more, sum(self.table.weights(slug))

        rest = [slug for slug in self.table.shared if slug not in claimed]
        return self._did(max(rest, key=beyond)) if rest else None

    def _did(self, slug: str) -> Paragraph | None:
        """Set beside each other what a factor did, or in a case where it had little weight what was there instead of it."""
        share = False if self.table.demand == "different" else None
        return self._made(slug, self._name(slug), self._ways(slug), share=share, stated=True)

    def _ways(self, slug: str) -> dict[str, str]:
        """Say of each case which side of a factor is told: of one that had little weight, what was against it."""
        known, most = self.table.known(slug), max(self.table.weights(slug), default=0)
        light = {each.name for each, factor in known if factor.weight <= LITTLE and factor.weight < most}
        return {each.name: "against" if each.name in light else "for" for each, _ in known}

    def _alike_in(self, slug: str) -> tuple[Pair, Mapping[str, str]] | None:
        """Give the arguments that are most alike, on what the factor did or on what was there instead of it."""
        ways = [{column.name: way for column, _ in self.table.known(slug)} for way in ("for", "against")]
        pairs = [(self._best(slug, each, share=True), each) for each in ways]
        alike = [(pair, way) for pair, way in pairs if pair and self._common(slug, pair)]
        return max(alike, key=lambda each: self._worth(slug, each[0], share=True), default=None)

    def _shared(self, slug: str, heading: str) -> Paragraph | None:
        """Set beside each other arguments that are alike; None where none are."""
        found = self._alike_in(slug)
        return self._paragraph(slug, heading, *found) if found else None

    def _made(
        self, slug: str, heading: str, ways: Mapping[str, str], *, share: bool | None = None,
        stated: bool = False,
    ) -> Paragraph | None:  # fmt: skip
        """Make a paragraph of the best argument of each case for its way; a case without one is told by its clauses."""
        pair = self._best(slug, ways, share=share)
        whole = pair and (stated or None not in pair.values())
        return self._paragraph(slug, heading, pair, ways) if pair and whole else None

    def _best(self, slug: str, ways: Mapping[str, str], *, share: bool | None) -> Pair | None:
        """Give of each case the argument that bears on a factor as `ways` say, such that they suit each other best."""
        free: list[list[Candidate | None]] = []
        for column, _ in self.table.known(slug):
            assert column.answer is not None
            bearing = column.answer.chooser.bearing([slug], ways[column.name])
            own = [each for each in bearing if each.first == slug and not share]
            free.append([*(own or bearing)])
        names = [column.name for column, _ in self.table.known(slug)]
        pairs = [dict(zip(names, each, strict=True)) for each in product(*(each or [None] for each in free))]
        return max(pairs, key=lambda each: self._worth(slug, each, share=share), default=None)

    def _worth(self, slug: str, pair: Pair, *, share: bool | None) -> float:
        """Say how well arguments suit each other and what the cases say of the factor."""
        common = self._common(slug, pair)
        worth = {True: SHARES, False: -SHARES, None: 0.0}[share] * bool(common)
        if share:
            worth += sum(self.table.weights(common[0])) / len(pair) if common else 0
            said = [telling(each.argument.point) - telling(" ".join(pair)) for each in pair.values() if each]
            worth += len(frozenset.intersection(*said)) if said else 0
        for column, factor in self.table.known(slug):
            if (each := pair[column.name]) is None:
                continue
            own, shows = each.argument, {*factor.evidence, *factor.but_evidence}
            worth += min(FACTS, len(shows.intersection(own.evidence))) + 2.0 * (each.first == slug)
            worth += 0.5 * (own.because is not None) + 0.5 * (own.perspective is not None)
            worth -= KEPT * (share is None and each in self.kept)
        return worth

    def _common(self, slug: str, pair: Pair) -> list[str]:
        """Give what else arguments on a factor do the same for, if it weighs something in every case; the weightiest first."""
        bears = [dict([*each.argument.bears_on.items()][:MAIN]) if each else {} for each in pair.values()]
        if len(bears) < 2 or len({each.get(slug) for each in bears}) > 1 or slug not in bears[0]:
            return []
        both = set.intersection(*({item for item in each.items() if item[0] != slug} for each in bears))
        others = [other for other, side in both if side == "for" and min(self.table.weights(other)) >= LITTLE]
        return sorted(others, key=lambda other: (-sum(self.table.weights(other)), other))

    def _paragraph(self, slug: str, heading: str, pair: Pair, ways: Mapping[str, str]) -> Paragraph:
        """Make a paragraph of an argument of each case."""
        made: dict[str, Paragraph] = {}
        common = self._common(slug, pair)
        for column, factor in self.table.known(slug):
            answer, each, way = column.answer, pair[column.name], ways[column.name]
            assert answer is not None
            if each is None:
                made[column.name] = _stated(answer, factor, way)
                continue
            shows = factor.but_evidence if way == "against" else factor.evidence
            cards = tuple(card for card in shows if card in each.argument.evidence)
            made[column.name] = answer.chooser.paragraph(each, None, slug, cards=cards)
        side, naming, joint = self._kind(slug, {*ways.values()}, common, len(made))
        clauses = [
            self.table.of_case(column, stance.lowered(made[column.name].point, self.names))
            for column in self.table.columns
            if column.name in made
        ]
        shown = self._with_view(made)
        return Paragraph(
            heading, side, stance.sentence(naming + joint.join(clauses)), slug, because=self._whys(made),
            perspective=shown.perspective if shown else None, work=shown.work if shown else None, link=self._links(made),
            halves=tuple(self._half(slug, column, made.get(column.name)) for column in self.table.columns),
        )  # fmt: skip

    def _kind(self, slug: str, ways: set[str], common: list[str], count: int) -> tuple[str | None, str, str]:
        """Say whether a paragraph is of a likeness or a difference, what is alike by its name, and what joins the two."""
        name, cases = self.table.called(slug), f"in {both_or_all(count)} cases"
        if count < 2:
            return None, "", "; "
        if common:
            other = self.table.called(common[0])
            told = f"it was {other} that told, and not {name} alone"
            return "similar", f"{cases} {f'{name} went with {other}' if 'for' in ways else told}: ", "; "
        if ways == {"against"}:
            return "similar", f"{cases} there were limits to {name}: ", "; "
        return "mixed" if ways == {"for"} and self.table.gap(slug) == 0 else "different", "", ", whereas "

    def _whys(self, made: Mapping[str, Paragraph]) -> str | None:
        """Give why each argument holds, of which case where that does not name its leader; none that begins with a pronoun.

        Where one is left out what they come to says it of all.
        """
        whys = {name: each.because for name, each in made.items() if each.because and not leans(each.because)}
        if len(whys) < len(made) and self._links(made):
            return None
        near = {name: " ".join(why.split()[:NEAR]) for name, why in whys.items()}
        said = [
            why if name in near[name] or len(made) < 2 else f"{name}: {why}" for name, why in whys.items()
        ]
        return " ".join(said) or None

    def _links(self, made: Mapping[str, Paragraph]) -> str | None:
        links = [
            self.table.of_case(column, stance.clause(each.link))
            for column in self.table.columns
            if (each := made.get(column.name)) and each.link
        ]
        return "so " + ", while ".join(links) if links and len(links) == len(made) else None

    def _with_view(self, made: Mapping[str, Paragraph]) -> Paragraph | None:
        """Give the paragraph whose view is shown: of each case in turn, of one with few views first."""
        viewed = [name for name, each in made.items() if each.perspective]
        name = min(viewed, key=lambda each: (self.viewed.count(each), self.has_views[each]), default=None)
        self.viewed += [name] if name else []
        return made[name] if name else None

    def _half(self, slug: str, column: Column, made: Paragraph | None) -> Half:
        """Give one case's side of a paragraph."""
        factor = column.factor(slug)
        if column.answer is None:
            return Half(column.name, prompt=self._prompt(slug, column))
        if made is None or factor is None:
            return Half(column.name, f"The case says nothing on {self.table.called(slug)}.")
        dated = tuple(each for each in made.evidence if each.date)[:FACTS]
        return Half(column.name, made.point, dated, much=explained(factor.weight))

    def _prompt(self, slug: str, column: Column) -> str:
        """Say what to fill in of a case that is not installed, nothing twice while another is left."""
        known = paper_two.data()["factors"].get(slug)
        usual = known and known["second-case"]
        usual = usual or f"What part did {paper_two.factor_name(slug)} play there, and when?"
        choices = (each.argument for answer in self.table.answers for each in answer.chooser.choices)
        wanted = [each.second_case for each in choices if slug in each.bears_on and each.second_case]
        again = f"Was it so in {column.called} as well, or not?"
        found = next((each for each in (*wanted, usual) if each not in self.prompted), again)
        self.prompted.add(found)
        return found


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
