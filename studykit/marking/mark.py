"""Mark one typed answer to one card, and say why."""

from __future__ import annotations

from dataclasses import replace

from studykit.cards import Card, Choice, Listed, Ordered, Points
from studykit.marking import reasons
from studykit.marking.compiled import Compiled, compiled
from studykit.marking.giving_up import gives_up
from studykit.marking.kinds.choice import mark_choice
from studykit.marking.kinds.listed import mark_listed
from studykit.marking.kinds.ordered import mark_ordered
from studykit.marking.kinds.points import mark_points
from studykit.marking.kinds.term import mark_term
from studykit.marking.model import Mark, Piece
from studykit.marking.near_misses import near_miss, near_miss_inside
from studykit.marking.pieces import model_answer
from studykit.marking.reading import read
from studykit.marking.text import normalise
from studykit.marking.vocabulary import Vocabulary
from studykit.verdict import Verdict

LONGEST = 4000
"""Letters of an answer that are read; the rest is cut off, and the mark says so."""
_VERDICT_WORDS = tuple(verdict.value for verdict in Verdict)


def mark(card: Card, answer: str, vocabulary: Vocabulary, shown: tuple[int, ...] | None = None) -> Mark:
    """Mark an answer: a pure function of what it is given.

    Args:
        card: the card that was asked.
        answer: what was typed, any Unicode; beyond 4,000 letters it is cut, and `why` says so.
        vocabulary: what the whole deck knows, so that a rival term is never taken for a misspelling.
        shown: for `order` and `choose` cards the positions of the items or options in the order the student
            saw them, so that typed numbers and letters refer to that order; None is the order of the file.
    """
    known = compiled(card, vocabulary)
    found = _mark(known, answer[:LONGEST], shown)
    why = found.why
    if why.casefold().startswith(_VERDICT_WORDS):
        why = f"about that: {why}"
    if len(answer) > LONGEST:
        why = f"{why} (only the first {LONGEST:,} letters were read)"
    return found if why == found.why else replace(found, why=why)


def _mark(known: Compiled, answer: str, shown: tuple[int, ...] | None) -> Mark:
    card = known.card
    plain = normalise(answer)
    if not any(letter.isalnum() for letter in plain):
        return Mark(Verdict.WRONG, 0.0, (), reasons.EMPTY, _model(known), gave_up=True)
    if gives_up(plain) and not _is_phrasing(known, plain):
        return Mark(Verdict.WRONG, 0.0, (), reasons.GAVE_UP, _model(known), gave_up=True)
    if card.reject and (why := near_miss(card, answer)):
        return Mark(Verdict.WRONG, 0.0, (), why, _model(known))
    found = _by_kind(known, answer, shown)
    if card.reject and found.verdict is Verdict.WRONG:
        why = near_miss_inside(card, read(answer, known.lexicon))
        return replace(found, why=why) if why else found
    return found


def _by_kind(known: Compiled, answer: str, shown: tuple[int, ...] | None) -> Mark:
    match known.card.expected:
        case Points() as points:
            return mark_points(known, answer, points)
        case Listed(ordered=True) | Ordered():
            return mark_ordered(known, answer, shown)
        case Listed() as listed:
            return mark_listed(known, answer, listed)
        case Choice() as choice:
            return mark_choice(known, answer, choice, shown)
        case _:
            return mark_term(known, answer)


def _model(known: Compiled) -> tuple[Piece, ...]:
    """Give the model answer with nothing of it matched."""
    expected = known.card.expected
    if isinstance(expected, Choice):
        return model_answer(known, {}, only=(expected.options.index(expected.answer),))
    return model_answer(known, {})


def _is_phrasing(known: Compiled, plain: str) -> bool:
    """Say whether "nothing" or "pass" happens to be the right answer."""
    return any(normalise(phrase.text) == plain for item in known.items for phrase in item)
