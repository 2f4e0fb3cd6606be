"""Cards answered with several items."""

from __future__ import annotations

from studykit.cards import Listed
from studykit.marking import match, naming, reasons
from studykit.marking.compiled import Compiled
from studykit.marking.model import Mark
from studykit.marking.offers import extras
from studykit.marking.pieces import Said, each_with_words_of_its_own, model_answer
from studykit.marking.reading import Reading, read
from studykit.verdict import Verdict

STRICTER = 0.1
"""How much more of an item in several words must be said than of a point."""


def mark_listed(known: Compiled, answer: str, expected: Listed) -> Mark:
    """Mark an answer to a list card: each item counts once, and naming others as well counts against it."""
    reading = read(answer, known.lexicon)
    said = each_with_words_of_its_own(_items_said(known, reading), names=True)
    made = tuple(sorted(said))
    others = extras(known, reading, {i for found, _, _ in said.values() for i in found.slots.values()})
    if not all(phrases[0].fixed for phrases in known.items):
        others = []
    enough = len(made) >= expected.need
    stuffed = len(made) + len(others) > expected.need and len(others) >= max(2, min(len(made), expected.need))
    missing = [item.say for number, item in enumerate(expected.items) if number not in said]
    if enough and not others:
        verdict, why = Verdict.CORRECT, reasons.right_items(list(said.values()))
    elif not made or stuffed:
        verdict, why = Verdict.WRONG, reasons.no_items(others, made=len(made))
    else:
        verdict, why = Verdict.PARTIAL, reasons.some_items(len(made), expected.need, missing, others)
    score = 1.0 if verdict is Verdict.CORRECT else _score(len(made), len(others), expected.need)
    return Mark(verdict, score, made, why, model_answer(known, said))


def _items_said(known: Compiled, reading: Reading) -> dict[int, Said]:
    said: dict[int, Said] = {}
    for number, phrases in enumerate(known.items):
        for phrase in phrases:
            found = (
                naming.term(phrase, reading)
                if phrase.fixed
                else match.statement(phrase, reading, known.people, STRICTER)
            )
            if found.made and (number not in said or found.strength > said[number][0].strength):
                said[number] = (found, phrase, reading)
    return said


def _score(made: int, others: int, need: int) -> float:
    return round(max(0.0, min(1.0, (min(made, need) - others / 2) / need)), 3)
