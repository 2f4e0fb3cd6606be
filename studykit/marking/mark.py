"""Marks one typed answer to one card, and says why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studykit.cards import Card, Choice, Listed, Ordered, Points, Term
from studykit.english.giving_up import gives_up
from studykit.english.text import normalise
from studykit.english.values import Agreement, agreement
from studykit.marking import explain
from studykit.marking.align import align
from studykit.marking.choice import mark_choice
from studykit.marking.items import mark_listed, mark_ordered, mark_points
from studykit.marking.key import SYNONYM, Key, NearMiss, key_of
from studykit.marking.model import Mark
from studykit.marking.reading import LONGEST, Reading
from studykit.marking.terms import mark_term
from studykit.marking.vocabulary import Vocabulary
from studykit.marking.weigh import likeness, nearest_of, nearness
from studykit.verdict import Verdict

_VERDICT_WORDS = tuple(verdict.value for verdict in Verdict)
_NUMBERED = re.compile(r"(?:^|(?<=\s))\d{1,2}[.)]\s+(?=\D)")
"""The numbers before the items of a list as people write one: "1. Trotsky 2. Zinoviev"."""
_COMMANDS = frozenset(("q", "quit", "exit", "help", "u", "s"))
"""What is typed alone by somebody who means the program, not the question."""


def mark(card: Card, answer: str, vocabulary: Vocabulary, shown: tuple[int, ...] | None = None) -> Mark:
    """Marks an answer: a pure function of what it is given.

    Args:
        card: the card that was asked.
        answer: what was typed, any Unicode; beyond 4,000 letters it is cut, and `why` says so.
        vocabulary: what the whole deck knows, so that a rival term is never taken for a misspelling.
        shown: for `order` and `choose` cards the positions of the items or options in the order the student
            saw them, so that typed numbers and letters refer to that order; None is the order of the file.
    """
    key = key_of(card, vocabulary)
    found = _marked(key, answer[:LONGEST], shown)
    why = found.why
    if why.casefold().startswith(_VERDICT_WORDS):
        why = f"about that: {why}"
    if len(answer) > LONGEST:
        why = f"{why} (only the first {LONGEST:,} letters were read)".strip()
    return found if why == found.why else replace(found, why=why)


def _marked(key: Key, answer: str, shown: tuple[int, ...] | None) -> Mark:
    plain = normalise(answer).strip(" .")
    if plain in key.phrasings:
        return _by_kind(key, key.read(answer), shown)
    if not any(letter.isalnum() for letter in plain):
        return Mark(Verdict.WRONG, 0.0, (), explain.EMPTY, _model(key), gave_up=True)
    if _is_command(key, plain):
        why = "that is no answer; type one, or idk to see it"
        return Mark(Verdict.WRONG, 0.0, (), why, _model(key), sure=False, unread=True)
    if gives_up(plain):
        return Mark(Verdict.WRONG, 0.0, (), explain.GAVE_UP, _model(key), gave_up=True)
    reading = key.read(answer if isinstance(key.card.expected, Term) else _NUMBERED.sub("\n", answer))
    if any(wording.written and wording.bare == reading.bare for item in key.items for wording in item):
        return _by_kind(key, reading, shown)
    if miss := _whole_miss(key, key.rejects, reading):
        return Mark(Verdict.WRONG, 0.0, (), explain.near_miss(miss), _model(key))
    if miss := _whole_miss(key, key.partials, reading):
        return Mark(Verdict.PARTIAL, 0.5, (), explain.near_miss(miss), _model(key))
    if isinstance(key.card.expected, Term) and (nearer := _nearer_miss(key, reading)):
        return nearer
    found = _by_kind(key, reading, shown)
    if (
        found.verdict is Verdict.WRONG
        and key.rejects
        and not found.unread
        and (miss := _miss_inside(key.rejects, reading))
    ):
        return replace(found, why=explain.near_miss(miss))
    return found


def _by_kind(key: Key, reading: Reading, shown: tuple[int, ...] | None) -> Mark:
    match key.card.expected:
        case Points() as points:
            return mark_points(key, reading, points)
        case Listed(ordered=True) | Ordered():
            return mark_ordered(key, reading, shown)
        case Listed() as listed:
            return mark_listed(key, reading, listed)
        case Choice() as choice:
            return mark_choice(key, reading, choice, shown)
        case _:
            return mark_term(key, reading)


def _is_command(key: Key, plain: str) -> bool:
    """Says whether somebody typed a command or the name of a card in place of an answer."""
    if isinstance(key.card.expected, Ordered | Choice) and len(plain) == 1:
        return False
    named = plain in (key.card.id, key.card.id.partition("/")[2]) and bool({"-", "/"} & set(plain))
    return named or plain in _COMMANDS


def _model(key: Key) -> tuple[explain.Piece, ...]:
    """Lays out the model answer with nothing of it matched."""
    expected = key.card.expected
    only = (expected.options.index(expected.answer),) if isinstance(expected, Choice) else None
    return explain.model_answer(key, {}, only)


def _whole_miss(key: Key, misses: Sequence[NearMiss], reading: Reading) -> NearMiss | None:
    """Finds the near miss that the whole answer is, or None; the same words in the order of a right wording are none."""
    if not misses:
        return None
    numbers = reading.numbers()
    right = max(likeness(align(wording, reading)) for item in key.items for wording in item)
    for miss in misses:
        value = miss.wording.value
        if miss.wording.bare == reading.bare:
            return miss
        if value is not None and len(reading.words) == len(numbers) == 1 and not reading.negated:
            typed = numbers[0][0]
            if (
                agreement(typed, value) is Agreement.SAME
                and typed.last - typed.first == value.last - value.first
            ):
                return miss
        found = align(miss.wording, reading)
        exact = found.full and found.clean and all(how > SYNONYM for _, how in found.pairs.values())
        if (
            exact
            and value is None
            and likeness(found) >= right
            and len(found.words | reading.repeats) == len(reading.words)
        ):
            return miss
    return None


def _nearer_miss(key: Key, reading: Reading) -> Mark | None:
    """Marks an answer that comes nearer to a near miss than to anything right; None when it does not."""
    right, _, _ = nearest_of(key.items[0], reading)
    for misses, verdict, score in ((key.rejects, Verdict.WRONG, 0.0), (key.partials, Verdict.PARTIAL, 0.5)):
        for miss in misses:
            found = align(miss.wording, reading)
            if found.full and found.clean and len(found.pairs) > 1 and nearness(found) > nearness(right):
                sure = not right.full
                return Mark(
                    verdict, score, (), explain.near_miss(miss) if sure else "", _model(key), sure=sure
                )
    return None


def _miss_inside(misses: Sequence[NearMiss], reading: Reading) -> NearMiss | None:
    """Finds a near miss that a wrong answer contains and does not deny, or None."""
    for miss in misses:
        found = align(miss.wording, reading)
        parts = {reading.words[index].claim.part for index in found.words}
        if (
            found.full
            and found.clean
            and len(parts) == 1
            and all(how > SYNONYM for _, how in found.pairs.values())
        ):
            return miss
    return None
