"""The paragraphs of a comparison: one for each factor, with the evidence of every case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from studykit.cards import CardId
from studykit.cases import Factor, Perspective
from studykit.essays import paper_two, stance
from studykit.essays.columns import (
    ROWS,
    CaseTable,
    Column,
    both_or_all,
    called,
    explained,
    factor_called,
    held_by,
    of_case,
    weighed_since,
)
from studykit.essays.ending import stands_alone
from studykit.essays.material import Evidence
from studykit.essays.outline import Half, Paragraph


class ComparedRows:
    """Makes the paragraphs of a table; no fact, view or prompt is taken twice while another is left."""

    def __init__(self, table: CaseTable) -> None:
        self.table = table
        self.prompted: set[str] = set()
        self.viewed: list[int] = []
        self.views: set[Perspective] = set()
        self.shown: set[CardId] = set()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Choose the paragraphs: how much what is claimed weighed, what limits it, and what weighed more; or other factors."""
        table = self.table
        group = table.answers[0].group if table.both else ()
        most = table.heaviest_of(group)
        made = self._side_by_side(most, "What weighed most") if len({top.slug for _, top in most}) > 1 else []
        made += [self._weighed(slug) for slug in table.claimed[: ROWS - len(made)]]
        if group:
            return tuple(made)
        if len(table.claimed) == 1:
            ways = ("against", "for") if table.both else ("for", "against")
            argued = (self._argued(table.claimed[0], way) for way in ways)
            made += [*filter(None, argued)][: 1 if table.both else 2]
        if table.both and (len(table.claimed) == 1 or table.answers[0].rival):
            return (*made, *self._above())
        pairs = [slug for pair in zip(table.alike, table.apart, strict=False) for slug in pair]
        wanted = {"compare": [*table.alike, *pairs], "contrast": [*table.apart, *pairs]}.get(
            table.term, pairs
        )
        rest = dict.fromkeys(
            each for each in (*wanted, *table.alike, *table.apart) if each not in table.claimed
        )
        made += [self._weighed(slug) for slug in list(rest)[: max(0, ROWS - len(made))]]
        return tuple(made)

    def _above(self) -> list[Paragraph]:
        """Make a paragraph of what weighed more in each case than what is claimed, or as much."""
        found = self.table.above()
        if len({factor.slug for _, factor in found}) == 1 and len(found) == len(self.table.columns):
            return [self._weighed(found[0][1].slug)]
        return self._side_by_side(found, "What weighed most")

    def _side_by_side(self, found: Sequence[tuple[Column, Factor]], heading: str) -> list[Paragraph]:
        """Make a paragraph of a factor of each case, each another; none where there is no case."""
        names = [factor_called(factor.slug, [factor]) for _, factor in found]
        said = [weighed_since(column, factor) for column, factor in found]
        halves = [self._half(factor.slug, column, limits=False) for column, factor in found]
        named = (replace(half, much=f"{name} {half.much}") for name, half in zip(names, halves, strict=True))
        view, work = self._view(found[0][1].slug) if found else (None, None)
        side, point = "different" if len(found) > 1 else None, stance.sentence("; ".join(said))
        made = Paragraph(heading, side, point, perspective=view, work=work, halves=tuple(named))
        return [made] if found else []

    def _weighed(self, slug: str) -> Paragraph:
        """Make a paragraph of how much a factor explains in every case."""
        weighed = [
            (column, factor) for column in self.table.columns if (factor := column.factor(slug)) is not None
        ]
        heading = stance.capital(factor_called(slug, [factor for _, factor in weighed]))
        ranked = sorted(weighed, key=lambda each: -each[1].weight)
        (most, top), (least, low) = ranked[0], ranked[-1]
        differs = self.table.gap(slug) > 0
        if len(weighed) == 1:
            point = f"{heading} {explained(top.weight)} for {most.name}: {stance.clause(top.says)}"
        elif differs:
            point = (
                f"{heading} weighed more for {most.name} than for {least.name}: "
                f"{of_case(most.name, stance.clause(top.says))}, whereas "
                f"{of_case(least.name, held_by(low, light=True))}"
            )
        else:
            said = "; ".join(of_case(column.name, held_by(found)) for column, found in weighed)
            point = f"{heading} {explained(low.weight)} in {both_or_all(len(weighed))} cases: {said}"
        halves = tuple(
            self._half(slug, each, limits=differs and each is least) for each in self.table.columns
        )
        whys = [(column.name, why) for column, _ in weighed if (why := _why(column, slug, self.shown))]
        why = " ".join(f"{name}: {each}" if whys[1:] else each for name, each in whys) or None
        side = None if len(weighed) == 1 else "different" if differs else "similar"
        view, work = self._view(slug)
        return Paragraph(
            heading, side, stance.ended(point), slug, because=why, perspective=view, work=work, halves=halves
        )

    def _view(self, slug: str) -> tuple[Perspective | None, str | None]:
        """Give a historian's view on a factor and its work, of each case in turn; none where no argument has one."""
        for place in sorted(range(len(self.table.answers)), key=self.viewed.count):
            chooser = self.table.answers[place].chooser
            views = [each.argument for each in chooser.bearing([slug], "for") if each.argument.perspective]
            views.sort(key=lambda each: self.shown.isdisjoint(each.evidence))  # on what is told, where one is
            found = next((each for each in views if each.perspective not in self.views), None)
            if found and found.perspective:
                self.viewed.append(place)
                self.views.add(found.perspective)
                return found.perspective, chooser.work_of(found)
        return None, None

    def _argued(self, slug: str, bearing: str) -> Paragraph | None:
        """Make a paragraph of one more argument of each case on a factor; None where a case has none."""
        made: dict[str, Paragraph] = {}
        for column in self.table.columns:
            if column.answer is None:
                continue
            found = column.answer.chooser.bearing([slug], bearing)
            ours = (
                each for each in found if not self.table.both or next(iter(each.argument.bears_on)) == slug
            )
            choice = next(ours, None)
            if choice is None:
                return None
            made[column.name] = column.answer.chooser.paragraph(choice, None, slug)
        first, *others = made.values()
        names = frozenset[str]().union(*(each.facts.names | each.facts.people for each in self.table.answers))
        said = (of_case(name, stance.lowered(each.point, names)) for name, each in made.items())
        halves = tuple(
            Half(
                column.name,
                made[column.name].point,
                self._unseen(made[column.name]),
                much=explained(factor.weight),
            )
            if (factor := column.factor(slug))
            else Half(column.name, prompt=f"Was it so in {called(column)} as well, or not?")
            for column in self.table.columns
        )
        heading = f"{stance.capital(factor_called(slug, []))}: {'its limits' if bearing == 'against' else 'more on it'}"
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
        """Give two facts of a paragraph that none before it has shown."""
        fresh = tuple(piece for piece in paragraph.evidence if piece.card not in self.shown)[:2]
        self.shown.update(piece.card for piece in fresh)
        return fresh

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
        once = {piece.card: piece for piece in shown if piece.date and piece.card not in chooser.cited}
        dated = tuple(once.values())[:2]
        for choice in (each for way in ways for each in chooser.bearing([slug], way)):
            if dated:
                break
            pieces = chooser.paragraph(choice, None, slug).evidence
            dated = tuple(piece for piece in pieces if piece.date)[:2]
        chooser.cited.update(piece.card for piece in dated)
        self.shown.update(piece.card for piece in dated)
        return Half(column.name, stance.sentence(factor.says), dated, much=explained(factor.weight))

    def _prompts(self, slug: str) -> Iterator[str]:
        """Give what an author wants of a second case on a factor."""
        choices = (each.argument for answer in self.table.answers for each in answer.chooser.choices)
        return (each.second_case for each in choices if slug in each.bears_on and each.second_case)


def _why(column: Column, slug: str, shown: set[CardId]) -> str | None:
    """Give why a factor mattered in the case where it weighed most, as an argument whose facts are shown says by itself."""
    found = column.answer.chooser.bearing([slug], "for") if column.answer else []
    own = (each.argument for each in found if not shown.isdisjoint(each.argument.evidence))
    return next((each.because for each in own if each.because and stands_alone(each.because)), None)
