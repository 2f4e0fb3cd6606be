"""Her own plan beside the stored one: which points and evidence she made, marked as cards are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studykit.cards import Card, CardId, Item, Listed, Place, Points, Term
from studykit.essays.check import Expectation, Signal, shortened, signals, years_in
from studykit.essays.evidence import Evidence
from studykit.essays.material import Material
from studykit.essays.model import Outline, Paragraph
from studykit.essays.own import OwnPlan
from studykit.essays.scope import RISE
from studykit.essays.telling import telling
from studykit.essays.words import read_words
from studykit.marking import Vocabulary, mark

CHUNK = 3500
"""Letters of a line that are marked: an answer is read up to 4,000."""

SHARED = 0.5
"""Share of an argument's evidence that, once made, counts as making its point."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What of a stored outline is in her own plan."""

    points: tuple[tuple[Paragraph, bool], ...]
    evidence: tuple[tuple[Evidence, bool], ...]
    signals: tuple[Signal, ...]

    @property
    def missed(self) -> tuple[CardId, ...]:
        """The cards behind the evidence she left out, one of each family: those to ask first tomorrow."""
        return tuple(piece.drill[0] for piece, made in self.evidence if not made and piece.drill)


def compare(own: OwnPlan, outline: Outline, material: Material, vocabulary: Vocabulary) -> Compared:
    """Set a plan beside the outline of its question.

    Args:
        own: what she wrote. outline: what the stored plans make of the same question.
        material: where the cards are. vocabulary: what the case knows, for marking.
    """
    lines = tuple(dict.fromkeys(own.lines()))
    found = [(piece, _find(piece, lines, material, vocabulary)) for piece in outline.evidence]
    evidence = tuple(
        (piece, line is not None and not _misdated(piece, line, material)) for piece, line in found
    )
    made = {piece.card for piece, is_there in evidence if is_there}
    points = tuple(
        (paragraph, _point_made(paragraph, made, lines, vocabulary))
        for paragraph in outline.paragraphs
        if not paragraph.found
    )
    misdated = [
        Signal("date-differs", False, f'"{shortened(line)}": the card says {piece.when} ({piece.card}).')
        for piece, line in found
        if line is not None and _misdated(piece, line, material)
    ]
    return Compared(points, evidence, (*misdated, *signals(own, expectation(outline, material))))


def expectation(outline: Outline, material: Material) -> Expectation:
    """Give what a plan for an outline's question is measured by."""
    case = next((case for case in material.cases if case.slug == outline.case), None)
    question = outline.question
    return Expectation(
        term=outline.term,
        period=case.period if case else None,
        historians=material.known.historians,
        cases=question.cases,
        about_rise=not question.scopes or RISE in question.scopes,
    )


def _point_made(
    paragraph: Paragraph, made: set[CardId], lines: tuple[str, ...], vocabulary: Vocabulary
) -> bool:
    """Say whether a point is made: said in any words, or shown by its evidence."""
    if is_made(Item(paragraph.point), lines, vocabulary):
        return True
    cards = [piece.card for piece in paragraph.evidence]
    return bool(cards) and sum(card in made for card in cards) >= max(2, SHARED * len(cards))


def is_made(item: Item, lines: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Say whether a line says something, in any words, as a point of a card would be marked.

    The line must share telling words with it: a point made of light words alone fits too much.
    """
    card, wanted = _card("", (item,)), telling(read_words(item.say))
    needed = 2 if len(wanted) >= 4 else 1
    return any(
        len(wanted & telling(read_words(line))) >= needed and mark(card, line[:CHUNK], vocabulary).points
        for line in lines
    )


def _card(ask: str, items: tuple[Item, ...]) -> Card:
    name = CardId("practice/point")
    return Card(
        id=name,
        parent=name,
        deck="practice",
        kind="points",
        ask=ask,
        expected=Points(items, 1),
        place=Place("", 1),
    )


def _find(piece: Evidence, lines: tuple[str, ...], material: Material, vocabulary: Vocabulary) -> str | None:
    """Give the line that says a piece of evidence, as its card would be marked; None when none does.

    Of a card with several items or points as many must be said as the card needs, two at most, and short
    items only count in a line that speaks of what the card asks.
    """
    cards = material.entry(piece.card)
    first = cards[0]
    if first.kind == "cloze":
        return next((line for line in lines if _fills(cards, line)), None)
    match first.expected:
        case Points(points=items, need=need) | Listed(items=items, need=need, ordered=False):
            card, needed = _card(first.ask, items), min(need, 2)
        case _:
            card, needed = _card("", (Item(piece.fact),)), 1
    subject = telling(read_words(first.ask))
    answers = first.expected.item.phrasings if isinstance(first.expected, Term) else ()
    for line in lines:
        if len(mark(card, line[:CHUNK], vocabulary).points) < needed:
            continue
        # A point of several words says enough by itself; a single fact or name must be about the same thing.
        if any(map(years_in, answers)) and not years_in(line):
            continue
        if (
            isinstance(first.expected, Points)
            or any(map(years_in, answers))
            or subject & telling(read_words(line))
            or _says(answers, line)
        ):
            return line
    return None


def _fills(cards: tuple[Card, ...], line: str) -> bool:
    """Say whether a line holds what stands in every gap of a cloze, and speaks of the same thing."""
    if not telling(read_words(cards[0].ask)) & telling(read_words(line)):
        return False
    gaps = [card.expected.item.phrasings for card in cards if isinstance(card.expected, Term)]
    return all(_says(phrasings, line) for phrasings in gaps)


def _says(phrasings: tuple[str, ...], line: str) -> bool:
    """Say whether one of several phrasings stands in a line, word for word."""
    said = f" {_plain(line)} "
    return any(f" {_plain(phrasing)} " in said for phrasing in phrasings)


def _plain(text: str) -> str:
    joined = re.sub(r"(?<=\d)[,.\s](?=\d{3}\b)", "", text.lower())
    return " ".join(re.findall(r"\w+", joined))


def _misdated(piece: Evidence, line: str, material: Material) -> bool:
    """Say whether a line gives years to a fact whose card asks for its date, and none of them is right."""
    expected = material.entry(piece.card)[0].expected
    named = years_in(line)
    if piece.date is None or not named or not isinstance(expected, Term) or not years_in(expected.item.say):
        return False
    return not any(piece.date.start.year <= year <= piece.date.end.year for year in named)
