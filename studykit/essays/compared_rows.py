"""The paragraphs of a comparison: one for each factor, with the evidence of every case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from studykit.cards import CardId
from studykit.cases import Perspective
from studykit.essays import paper_two, stance
from studykit.essays.columns import (
    NEAR,
    ROWS,
    CaseTable,
    Column,
    both_or_all,
    called,
    explained,
    factor_called,
    of_case,
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
        """Choose the paragraphs: on what is claimed, how much it weighed and what limits it; then other factors."""
        made = [self._weighed(slug) for slug in self.table.claimed]
        if len(self.table.claimed) == 1:
            ways = ("for",) if self.table.both else ("for", "against")
            made += [more for way in ways if (more := self._argued(self.table.claimed[0], way))]
        pairs = [slug for pair in zip(self.table.alike, self.table.apart, strict=False) for slug in pair]
        wanted = {"compare": [*self.table.alike, *pairs], "contrast": [*self.table.apart, *pairs]}.get(
            self.table.term, pairs
        )
        if (
            self.table.claimed and self.table.both
        ):  # what is claimed is weighed against what weighed most in each case
            tops = (column.heaviest.slug for column in self.table.columns if column.heaviest)
            wanted = [*(slug for slug in tops if slug in (*self.table.alike, *self.table.apart)), *wanted]
        rest = dict.fromkeys(
            each for each in (*wanted, *self.table.alike, *self.table.apart) if each not in self.table.claimed
        )
        rows = ROWS - (self.table.both and bool(self.table.claimed))
        made += [self._weighed(slug) for slug in list(rest)[: max(0, rows - len(made))]]
        return tuple(made)

    def _weighed(self, slug: str) -> Paragraph:
        """Make a paragraph of how much a factor explains in every case."""
        weighed = [
            (column, factor) for column in self.table.columns if (factor := column.factor(slug)) is not None
        ]
        heading = stance.capital(factor_called(slug, [factor for _, factor in weighed]))
        ranked = sorted(weighed, key=lambda each: -each[1].weight)
        (most, top), (least, low) = ranked[0], ranked[-1]
        differs = self.table.gap(slug) > NEAR
        if len(weighed) == 1:
            point = f"{heading} {explained(top.weight)} for {most.name}: {stance.clause(top.says)}"
        elif differs:
            point = (
                f"{heading} weighed more for {most.name} than for {least.name}: "
                f"{of_case(most.name, stance.clause(top.says))}, whereas "
                f"{of_case(least.name, stance.clause(low.but or low.says))}"
            )
        else:
            said = "; ".join(of_case(column.name, stance.clause(found.says)) for column, found in weighed)
            much = stance.listed([f"{explained(found.weight)} for {column.name}" for column, found in ranked])
            same = f"{explained(low.weight)} in {both_or_all(len(weighed))} cases"
            point = f"{heading} {same if top.weight == low.weight else much}: {said}"
        why = _why(most, slug)
        halves = tuple(
            self._half(slug, each, limits=differs and each is least) for each in self.table.columns
        )
        side = None if len(weighed) == 1 else "different" if differs else "similar"
        view, work = self._view(slug)
        return Paragraph(
            heading, side, stance.ended(point), slug, because=why, perspective=view, work=work, halves=halves
        )

    def _view(self, slug: str) -> tuple[Perspective | None, str | None]:
        """Give a historian's view on a factor and its work, of each case in turn; none where no argument has one."""
        for place in sorted(range(len(self.table.answers)), key=self.viewed.count):
            chooser = self.table.answers[place].chooser
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
        names = self.table.answers[0].facts.names
        said = (of_case(name, stance.lowered(each.point, names)) for name, each in made.items())
        halves = tuple(
            Half(column.name, None, self._unseen(made[column.name]), much=explained(factor.weight))
            if (factor := column.factor(slug))
            else Half(column.name, prompt=f"Was it so in {called(column)} as well, or not?")
            for column in self.table.columns
        )
        heading = f"{stance.capital(factor_called(slug, []))}: {'its limits' if bearing == 'against' else 'another side'}"
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
        return Half(column.name, stance.sentence(factor.says), dated, much=explained(factor.weight))

    def _prompts(self, slug: str) -> Iterator[str]:
        """Give what an author wants of a second case on a factor."""
        choices = (each.argument for answer in self.table.answers for each in answer.chooser.choices)
        return (each.second_case for each in choices if slug in each.bears_on and each.second_case)


def _why(column: Column, slug: str) -> str | None:
    """Give why a factor mattered in the case where it weighed most, as an argument on it says by itself."""
    found = column.answer.chooser.bearing([slug], "for") if column.answer else []
    own = (each.argument for each in found if next(iter(each.argument.bears_on)) == slug)
    return next((each.because for each in own if each.because and stands_alone(each.because)), None)
