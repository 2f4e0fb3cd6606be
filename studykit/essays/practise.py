"""Her own plan beside the outline: which points and facts she has, and dates that differ from the cards'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studykit.cards import CardId, Period, Term
from studykit.essays.check import Expectation, Signal, signals, years_in
from studykit.essays.choosing import telling
from studykit.essays.essay import Essay
from studykit.essays.evidence import Evidence
from studykit.essays.known import CaseFacts
from studykit.essays.material import Material
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.own import OwnPlan
from studykit.essays.question_words import read_words

SAID, SHOWN = 0.5, 0.5
"""Share of a fact's (a point's) telling words, and of a point's evidence, that a plan must have to have made it."""

SAME = 0.75
"""Share of a line's telling words that must be a fact's own before its date is called another."""

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NOT = re.compile(r"\b(?:not|never|no|nobody|without|hardly|failed|refused)\b|n't\b", re.IGNORECASE)


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
        return (
            sum(signal.found for signal in self.signals)
            + sum(made for _, made in self.points)
            + sum(line is not None for _, line in self.evidence)
        )


def compare(own: OwnPlan, outline: Outline, material: Material, essay: Essay | None) -> Compared:
    """Set a plan beside the outline of its question.

    Args:
        own: what she wrote. outline: of the same question. material: where the cards are.
        essay: the case's answer to it, or None where the cases make none.
    """
    lines = tuple(dict.fromkeys(own.lines()))
    facts = next((found for slug in outline.cases if (found := material.known.cases.get(slug))), None)
    evidence = tuple(
        (piece, next((line for line in lines if states(line, piece, material, facts)), None))
        for piece in outline.evidence
    )
    made = {piece.card for piece, line in evidence if line is not None}
    points = tuple((each, _point_made(each, made, lines)) for each in outline.paragraphs)
    differing = tuple(
        Differs(line, piece) for piece, found in evidence if found is None
        for line in lines if _differs(line, piece, material, outline.evidence)
    )  # fmt: skip
    wanted = Expectation(outline.question, material.known, essay, _historians(outline, material))
    return Compared(points, evidence, signals(own, wanted), differing)


def _historians(outline: Outline, material: Material) -> frozenset[str]:
    """Give the historians whom the plans of the outline's cases weigh, in lower case."""
    return frozenset(
        argument.perspective.historian.lower()
        for plan in material.plans if plan.case in outline.cases or not outline.cases
        for argument in plan.arguments if argument.perspective
    )  # fmt: skip


def _point_made(paragraph: Paragraph, made: set[CardId], lines: Sequence[str]) -> bool:
    """Say whether a point is made: said in its own words, or shown by its evidence."""
    wanted = _telling(paragraph.point)
    if any(
        len(wanted & _telling(line)) >= max(3, SAID * len(wanted))
        and bool(_NOT.search(line)) == bool(_NOT.search(paragraph.point))
        for line in lines
    ):
        return True
    cards = [piece.card for piece in paragraph.pieces]
    return bool(cards) and sum(card in made for card in cards) >= max(2, SHOWN * len(cards))


def states(line: str, piece: Evidence, material: Material, facts: CaseFacts | None) -> bool:
    """Say whether a line states a fact: its words, its year, its numbers and its people in the same order."""
    wanted, said = _telling(piece.text), _telling(line)
    shared = wanted & said
    card = material.entry(piece.card)[0]
    answers = card.expected.item.phrasings if isinstance(card.expected, Term) else ()
    asks_year = any(years_in(answer) for answer in answers)
    years = years_in(line)
    if years and piece.date and not any(_inside(year, piece.date) for year in years):
        return False
    if asks_year and not years:
        return False
    enough = len(shared) >= max(2, SAID * len(wanted)) or (
        asks_year and len(shared) >= 2 and len(shared) * 2 >= len(said)
    )
    names = _names(facts)
    return (
        enough
        and bool(_NOT.search(line)) == bool(_NOT.search(piece.text))
        and _in_order(_amounts(piece.text), _amounts(line))
        and _people_agree(piece.text, line, names)
    )


def _differs(line: str, piece: Evidence, material: Material, others: Sequence[Evidence]) -> bool:
    """Say whether a line states this very fact and no other one, with a year that is not its own."""
    card = material.entry(piece.card)[0]
    years = years_in(line)
    dated = isinstance(card.expected, Term) and any(map(years_in, card.expected.item.phrasings))
    if piece.date is None or not dated or len(years) != 1 or any(_inside(year, piece.date) for year in years):
        return False
    if years[0] in years_in(f"{piece.text} {card.note or ''} {card.contested or ''}"):
        return False
    wanted, said = _telling(piece.text), _telling(line)
    if len(wanted & said) < max(2, SAME * len(said), SAME * len(wanted)):
        return False
    return not any(
        other is not piece
        and other.date
        and _inside(years[0], other.date)
        and len(_telling(other.text) & said) >= 2
        for other in others
    )


def _telling(text: str) -> frozenset[str]:
    return telling(word.text for word in read_words(text).words if not word.text.isdigit())


def _inside(year: int, period: Period) -> bool:
    return period.start.year <= year <= period.end.year


def _amounts(text: str) -> list[str]:
    """Give the numbers of a text that are no years or days of a month, as digits."""
    found = [re.sub(r"\D", "", each) for each in _NUMBER.findall(text)]
    return [
        each for each in found if not (len(each) == 4 and each[:2] in ("18", "19", "20")) and len(each) > 2
    ]


def _in_order(wanted: list[str], said: list[str]) -> bool:
    """Say whether the numbers of a line are those of a fact, in the same order."""
    rest = iter(wanted)
    return all(each in rest for each in said)


def _names(facts: CaseFacts | None) -> frozenset[str]:
    return frozenset({*facts.people, facts.name}) if facts else frozenset()


def _people_agree(fact: str, line: str, names: frozenset[str]) -> bool:
    """Say whether the people of a line are among those of a fact and come in the same order.

    Names joined by "and" or a comma count as one place; who did what to whom cannot be told otherwise.
    """
    wanted, said = _people(fact, names), _people(line, names)
    known = [person for group in wanted for person in group]
    if any(person not in known for group in said for person in group):
        return False
    order = [
        min(place for place, group in enumerate(wanted) if person in group)
        for group in said
        for person in group
    ]
    return order == sorted(order)


def _people(text: str, names: frozenset[str]) -> list[set[str]]:
    """Give the people of a text in order, those joined in one list together."""
    found = sorted(
        (match.start(), match.end(), name)
        for name in names
        for match in re.finditer(rf"\b{re.escape(name)}\b", text)
    )
    groups: list[set[str]] = []
    end = -1
    for start, stop, name in found:
        if groups and re.fullmatch(r"\s*(?:,|and|&|, and|or)\s*", text[end:start]):
            groups[-1].add(name)
        else:
            groups.append({name})
        end = stop
    return groups
