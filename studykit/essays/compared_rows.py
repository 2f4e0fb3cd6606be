"""The paragraphs of a comparison of which one case is installed: one for each factor, the other case to be filled in."""

from __future__ import annotations

from studykit.cards import CardId
from studykit.cases import Perspective
from studykit.essays import paper_two, stance
from studykit.essays.columns import ROWS, CaseTable, Column, called, explained
from studykit.essays.outline import Half, Paragraph
from studykit.essays.telling_words import stands_alone


class ComparedRows:
    """Makes the paragraphs of a table; no fact, view or prompt is taken twice while another is left."""

    def __init__(self, table: CaseTable) -> None:
        self.table, self.chooser = table, table.first.chooser
        self.prompted: set[str] = set()
        self.views: set[Perspective | None] = {None}
        self.shown: set[CardId] = set()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Choose the paragraphs: how much what is claimed weighed and what limits it; or other factors."""
        table = self.table
        made = [self._weighed(slug) for slug in table.claimed[:ROWS]]
        if len(table.claimed) == 1:
            argued = (self._argued(table.claimed[0], way) for way in ("for", "against"))
            made += [*filter(None, argued)]
        rest = [each for each in table.alike if each not in table.claimed]
        return (*made, *(self._weighed(slug) for slug in rest[: max(0, ROWS - len(made))]))

    def _weighed(self, slug: str) -> Paragraph:
        """Make a paragraph of how much a factor explains in the case, and of why, as an argument whose facts it shows says."""
        halves = tuple(self._half(slug, each) for each in self.table.columns)
        on_it = [each.argument for each in self.chooser.bearing([slug], "for")]
        # On what is told, where one is.
        on_it.sort(key=lambda each: self.shown.isdisjoint(each.evidence))
        whys = (each.because for each in on_it if not self.shown.isdisjoint(each.evidence))
        viewed = next((each for each in on_it if each.perspective not in self.views), None)
        view, work = (viewed.perspective, self.chooser.work_of(viewed)) if viewed else (None, None)
        self.views.add(view)
        return Paragraph(
            stance.capital(self.table.called(slug)), None, self.table.weighed(slug), slug,
            because=next((each for each in whys if each and stands_alone(each)), None),
            perspective=view, work=work, halves=halves,
        )  # fmt: skip

    def _argued(self, slug: str, bearing: str) -> Paragraph | None:
        """Make a paragraph of one more argument on a factor; None where there is none."""
        choice = next(iter(self.chooser.bearing([slug], bearing)), None)
        if choice is None:
            return None
        made = self.chooser.paragraph(choice, None, slug)
        ((column, factor),) = self.table.known(slug)
        fresh = tuple(piece for piece in made.evidence if piece.card not in self.shown)[:2]
        self.shown.update(piece.card for piece in fresh)
        own = Half(column.name, made.point, fresh, much=explained(factor.weight))
        halves = tuple(
            own if each is column else Half(each.name, prompt=f"Was it so in {called(each)} as well, or not?")
            for each in self.table.columns
        )
        heading = f"{stance.capital(self.table.called(slug))}: {'its limits' if bearing == 'against' else 'more on it'}"
        view, work = (None, None) if made.perspective in self.views else (made.perspective, made.work)
        self.views.add(made.perspective)
        return Paragraph(heading, None, made.point, slug, perspective=view, work=work, halves=halves)

    def _half(self, slug: str, column: Column) -> Half:
        """Give one case's side: dated facts that show what the case says of the factor, or what to fill in."""
        factor = column.factor(slug)
        if factor is None:
            return Half(column.name, prompt=self.prompt(slug))
        shown = self.chooser.evidence(factor.evidence)
        dated = tuple(piece for piece in shown if piece.date and piece.card not in self.chooser.cited)[:2]
        for choice in (each for way in ("for", "against") for each in self.chooser.bearing([slug], way)):
            if dated:
                break
            pieces = self.chooser.paragraph(choice, None, slug).evidence
            dated = tuple(piece for piece in pieces if piece.date)[:2]
        self.chooser.cited.update(piece.card for piece in dated)
        self.shown.update(piece.card for piece in dated)
        return Half(column.name, stance.sentence(factor.says), dated, much=explained(factor.weight))

    def prompt(self, slug: str) -> str:
        """Say what to fill in of a case that is not installed, nothing twice while another is left."""
        known = paper_two.data()["factors"].get(slug)
        usual = known and known["second-case"]
        usual = usual or f"What part did {paper_two.factor_name(slug)} play there, and when?"
        choices = (each.argument for answer in self.table.answers for each in answer.chooser.choices)
        wanted = (each.second_case for each in choices if slug in each.bears_on and each.second_case)
        found = next((each for each in wanted if each not in self.prompted), usual)
        self.prompted.add(found)
        return found
