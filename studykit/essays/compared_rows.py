"""The paragraphs of a comparison of which one case is installed: one for each factor, the other case to be filled in."""

from __future__ import annotations

from collections.abc import Iterator

from studykit.cards import CardId
from studykit.cases import Perspective
from studykit.essays import paper_two, stance
from studykit.essays.columns import ROWS, CaseTable, Column, called, explained
from studykit.essays.material import Evidence
from studykit.essays.outline import Half, Paragraph
from studykit.essays.telling_words import stands_alone


class ComparedRows:
    """Makes the paragraphs of a table; no fact, view or prompt is taken twice while another is left."""

    def __init__(self, table: CaseTable) -> None:
        self.table = table
        self.prompted: set[str] = set()
        self.viewed: list[int] = []
        self.views: set[Perspective] = set()
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
        """Make a paragraph of how much a factor explains in the case."""
        halves = tuple(self._half(slug, each) for each in self.table.columns)
        whys = (_why(column, slug, self.shown) for column, _ in self.table.known(slug))
        view, work = self._view(slug)
        return Paragraph(
            stance.capital(self.table.called(slug)), None, self.table.weighed(slug), slug,
            because=next(filter(None, whys), None), perspective=view, work=work, halves=halves,
        )  # fmt: skip

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
        """Make a paragraph of one more argument on a factor; None where there is none."""
        column = next(each for each in self.table.columns if each.answer)
        chooser = self.table.answers[0].chooser
        choice = next(iter(chooser.bearing([slug], bearing)), None)
        if choice is None or (factor := column.factor(slug)) is None:
            return None
        made = chooser.paragraph(choice, None, slug)
        own = Half(column.name, made.point, self._unseen(made), much=explained(factor.weight))
        halves = tuple(
            own if each is column else Half(each.name, prompt=f"Was it so in {called(each)} as well, or not?")
            for each in self.table.columns
        )
        heading = f"{stance.capital(self.table.called(slug))}: {'its limits' if bearing == 'against' else 'more on it'}"
        fresh = made.perspective is not None and made.perspective not in self.views
        self.views |= {made.perspective} if made.perspective else set()
        view, work = (made.perspective, made.work) if fresh else (None, None)
        return Paragraph(heading, None, made.point, slug, perspective=view, work=work, halves=halves)

    def _unseen(self, paragraph: Paragraph) -> tuple[Evidence, ...]:
        """Give two facts of a paragraph that none before it has shown."""
        fresh = tuple(piece for piece in paragraph.evidence if piece.card not in self.shown)[:2]
        self.shown.update(piece.card for piece in fresh)
        return fresh

    def _half(self, slug: str, column: Column) -> Half:
        """Give one case's side: dated facts that show what the case says of the factor, or what to fill in."""
        factor = column.factor(slug)
        if column.answer is None:
            return Half(column.name, prompt=self.prompt(slug))
        if factor is None:
            return Half(column.name, f"The case says nothing on {paper_two.factor_name(slug)}.")
        chooser = column.answer.chooser
        shown = {piece.card: piece for piece in chooser.evidence(factor.evidence)}
        dated = tuple(piece for piece in shown.values() if piece.date and piece.card not in chooser.cited)[:2]
        for choice in (each for way in ("for", "against") for each in chooser.bearing([slug], way)):
            if dated:
                break
            pieces = chooser.paragraph(choice, None, slug).evidence
            dated = tuple(piece for piece in pieces if piece.date)[:2]
        chooser.cited.update(piece.card for piece in dated)
        self.shown.update(piece.card for piece in dated)
        return Half(column.name, stance.sentence(factor.says), dated, much=explained(factor.weight))

    def prompt(self, slug: str) -> str:
        """Say what to fill in of a case that is not installed, nothing twice while another is left."""
        known = paper_two.data()["factors"].get(slug)
        usual = (
            known["second-case"]
            if known
            else f"What part did {paper_two.factor_name(slug)} play there, and when?"
        )
        found = next((each for each in self._prompts(slug) if each not in self.prompted), usual)
        self.prompted.add(found)
        return found

    def _prompts(self, slug: str) -> Iterator[str]:
        """Give what an author wants of a second case on a factor."""
        choices = (each.argument for answer in self.table.answers for each in answer.chooser.choices)
        return (each.second_case for each in choices if slug in each.bears_on and each.second_case)


def _why(column: Column, slug: str, shown: set[CardId]) -> str | None:
    """Give why a factor mattered in the case where it weighed most, as an argument whose facts are shown says by itself."""
    found = column.answer.chooser.bearing([slug], "for") if column.answer else []
    own = (each.argument for each in found if not shown.isdisjoint(each.argument.evidence))
    return next((each.because for each in own if each.because and stands_alone(each.because)), None)
