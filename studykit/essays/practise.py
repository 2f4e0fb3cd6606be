"""Her own plan beside the outline: which points and facts she has, and dates that differ from the cards'.

Whether a line says a point or a fact is told as an answer is marked: by what the words of both account for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studykit.cards import Card, CardId, Item, Place, Points, Term
from studykit.english.dates import MONTH_NAMES
from studykit.essays.build import answer_for
from studykit.essays.check import Expectation, Signal, signals
from studykit.essays.known import names
from studykit.essays.material import Evidence, Material
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.own import OwnPlan
from studykit.essays.years import years_in
from studykit.marking.align import Alignment
from studykit.marking.key import key_of
from studykit.marking.vocabulary import Vocabulary
from studykit.marking.weigh import nearest_of

_MONTH = "|".join(MONTH_NAMES)

SAID, MADE, SHOWN = 0.5, 0.6, 0.5
"""Share of the weight of a fact, and of a point, that a line must say; and of a point's evidence in the plan."""

SAME = 0.6
"""Share of a fact that a line must say, and of the line that must be the fact's, before its date is called another."""


@dataclass(frozen=True, slots=True)
class Differs:
    """A line that states a fact with another date than its card has."""

    line: str
    piece: Evidence


@dataclass(frozen=True, slots=True)
class Compared:
    """What of an outline is in her own plan; facts come with the line that says them, None when none does."""

    points: tuple[tuple[Paragraph, bool], ...]
    evidence: tuple[tuple[Evidence, str | None], ...]
    signals: tuple[Signal, ...]
    differing: tuple[Differs, ...] = ()

    @property
    def missed(self) -> tuple[CardId, ...]:
        """The cards behind the facts she left out, one of each family: those to ask first tomorrow."""
        return tuple(piece.drill[0] for piece, line in self.evidence if line is None and piece.drill)

    @property
    def score(self) -> int:
        """What was found in all; more work never makes it less."""
        found = (*(made for _, made in self.points), *(line is not None for _, line in self.evidence))
        return sum(signal.found for signal in self.signals) + sum(found)


def compare(own: OwnPlan, outline: Outline, material: Material) -> Compared:
    """Set a plan beside the outline of its question; `material` is what the outline was built from."""
    lines = tuple(dict.fromkeys(own.lines()))
    beside = _Beside(lines, outline, material)
    evidence = tuple((piece, next(beside.stating(piece), None)) for piece in outline.evidence)
    made = {piece.card for piece, line in evidence if line is not None}
    points = tuple((each, beside.makes(each, made)) for each in outline.paragraphs)
    differing = [
        Differs(line, piece) for piece, found in evidence if found is None for line in beside.misdating(piece)
    ]
    views = (
        each.perspective.historian.lower()
        for plan in material.plans if plan.case in outline.cases or not outline.cases
        for each in plan.arguments if each.perspective
    )  # fmt: skip
    wanted = Expectation(outline.question, material.known, answer_for(outline, material), frozenset(views))
    first = {each.line: each for each in reversed(differing)}  # one remark a line
    return Compared(points, evidence, signals(own, wanted), tuple(first.values())[::-1])


class _Beside:
    """The lines of a plan beside the points and facts of an outline."""

    def __init__(self, lines: Sequence[str], outline: Outline, material: Material) -> None:
        self.lines, self.material, self.others = lines, material, outline.evidence
        facts = [material.known.cases[slug] for slug in outline.cases]
        self.case = facts[0].case.slug if facts else ""
        self.people = {name for each in facts for name in (*each.people, each.name)}
        texts = [*(each.point for each in outline.paragraphs), *(each.text for each in outline.evidence)]
        card = Card(
            id=CardId("plan"), parent=CardId("plan"), deck="", kind="points", ask="", place=Place("", 0),
            expected=Points(tuple(map(Item, texts)), 1),
        )  # fmt: skip
        aliases = [item for each in facts for item in each.case.aliases]
        distinct = [group for each in facts for group in each.case.distinct]
        self.aligned: dict[tuple[str, str], Alignment] = {}
        if not texts:  # an outline that no plan of hers could argue has nothing to be set beside
            return
        language = facts[0].case.language if facts else None
        key = key_of(card, Vocabulary((card,), aliases, distinct, language))
        readings = [(line, key.read(line)) for line in lines]
        self.aligned = {
            (text, line): nearest_of(wordings, reading)[0]
            for text, wordings in zip(texts, key.items, strict=True)
            for line, reading in readings
        }

    def makes(self, paragraph: Paragraph, made: set[CardId]) -> bool:
        """Say whether a point is made: said in a line, or shown by its evidence."""
        found = [self.aligned[paragraph.point, line] for line in self.lines]
        if any(each.clean and each.share >= MADE and len(each.pairs) >= 3 for each in found):
            return True
        cards = [piece.card for piece in paragraph.pieces]
        return bool(cards) and len(made.intersection(cards)) >= max(2, SHOWN * len(cards))

    def stating(self, piece: Evidence) -> Iterator[str]:
        """Give the lines that state a fact: most of its words, none turned round, its year, and nobody else."""
        card = self.material.entry(piece.card)[0]
        asks_year = isinstance(card.expected, Term) and any(map(years_in, card.expected.item.phrasings))
        for line in self.lines:
            found, years = self.aligned[piece.text, line], years_in(line)
            if piece.date and years and not any(_inside(year, piece) for year in years):
                continue
            strangers = any(names(line, each) and not names(piece.text, each) for each in self.people)
            if strangers or (asks_year and not years):
                continue
            if found.clean and found.share >= SAID and len(found.pairs) > 1:
                yield line

    def misdating(self, piece: Evidence) -> Iterator[str]:
        """Give the lines that state this very fact and no other one, with a year that is not its own."""
        card = self.material.entry(piece.card)[0]
        allowed = years_in(f"{piece.text} {card.note or ''} {card.contested or ''}")
        for line in self.lines:
            found, years = self.aligned[piece.text, line], years_in(line)
            if piece.date is None or len(years) != 1 or years[0] in allowed or _inside(years[0], piece):
                continue
            used = len(found.words) / (len(found.reading.words) or 1)
            same = _only_date(found) and min(found.share, used) >= SAME
            if (same and not self._of_another(piece, line, years[0])) or self._wrong_event(
                piece, line, years[0]
            ):
                yield line

    def _of_another(self, piece: Evidence, line: str, year: int) -> bool:
        """Say whether the year belongs to another fact of the outline that the line may mean."""
        return any(
            other is not piece and _inside(year, other) and len(self.aligned[other.text, line].pairs) > 2
            for other in self.others
        )

    def _wrong_event(self, piece: Evidence, line: str, year: int) -> bool:
        """Say whether a line puts a year beside the name of an event of the fact, and no card naming that has the year."""
        for event in re.findall(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)+", piece.text):
            beside = rf"{event}\W+(?:(?:in|of|on|held|{_MONTH})\W+){{0,3}}{year}|{year}\W+(?:the\W+)?{event}"
            cards = self.material.naming(self.case, event)
            if (
                len(cards) > 1
                and re.search(beside, line)
                and not any(self._has_year(each, year) for each in cards)
            ):
                return True
        return False

    def _has_year(self, parent: CardId, year: int) -> bool:
        card = self.material.entry(parent)[0]
        return (
            _inside(year, card)
            or str(year) in f"{self.material.text(parent)} {card.note or ''} {card.contested or ''}"
        )


def _inside(year: int, dated: Evidence | Card) -> bool:
    return dated.date is not None and dated.date.start.year <= year <= dated.date.end.year


def _only_date(found: Alignment) -> bool:
    """Say whether nothing but a date differs between a fact and a line."""
    units = found.wording.units
    dated = [
        at for at in found.contrary if units[at].word.value is not None and years_in(str(units[at].word.text))
    ]
    return bool(dated) and len(dated) == len(found.contrary) and not (found.denied or found.exchanged)
