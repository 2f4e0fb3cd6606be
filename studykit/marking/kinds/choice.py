"""Cards answered with one of the options, or its number or letter."""

from __future__ import annotations

from studykit.cards import Choice
from studykit.marking import match, naming, reasons
from studykit.marking.compiled import Compiled
from studykit.marking.model import Mark
from studykit.marking.pieces import model_answer
from studykit.marking.reading import Reading, read
from studykit.marking.text import normalise
from studykit.verdict import Verdict

_YES = frozenset(["yes", "yeah", "yep", "yup", "y", "t", "correct", "right", "true"])
_NO = frozenset(["no", "nope", "nah", "n", "f", "incorrect", "wrong", "untrue", "false"])
_OPPOSED = (frozenset(("true", "false")), frozenset(("yes", "no")))
_FEW_WORDS = 3


def mark_choice(known: Compiled, answer: str, expected: Choice, shown: tuple[int, ...] | None) -> Mark:
    """Mark an answer to a choose card; naming two options is wrong."""
    right = expected.options.index(expected.answer)
    order = shown if shown is not None else tuple(range(len(expected.options)))
    picked, denied = _to_the_letter(known, answer) or _by_label(expected, answer, order), frozenset[int]()
    if not picked:
        reading = read(answer, known.lexicon)
        picked, denied = _by_name(known, reading)
        if len(picked) > 1:
            picked = _stated_first(known, reading, picked)
        if not picked and not denied:
            picked = _yes_or_no(expected, reading)
        if not picked and len(expected.options) == 2 and len(denied) == 1 and right not in denied:
            picked = frozenset((right,))
    model = model_answer(known, {right: None} if picked == {right} else {}, only=(right,))
    if picked == {right}:
        return Mark(Verdict.CORRECT, 1.0, (right,), reasons.RIGHT, model)
    return Mark(Verdict.WRONG, 0.0, (), _why(expected, picked, denied), model)


def _why(expected: Choice, picked: frozenset[int], denied: frozenset[int]) -> str:
    if len(picked) > 1:
        return "you name more than one option; which one?"
    if picked:
        return f"you chose {expected.options[min(picked)]}; it is {expected.answer}"
    if expected.options.index(expected.answer) in denied:
        return reasons.denied(expected.answer)
    return "that is none of the options"


def _to_the_letter(known: Compiled, answer: str) -> frozenset[int]:
    """Give the option of which the answer is an accepted wording of more than one letter, as it stands."""
    typed = normalise(answer).strip(" .")
    if len(typed) < 2:
        return frozenset()
    found = (
        n
        for n, phrases in enumerate(known.items)
        if any(normalise(p.text).strip(" .") == typed for p in phrases)
    )
    return frozenset(found)


def _by_label(expected: Choice, answer: str, order: tuple[int, ...]) -> frozenset[int]:
    """Read a bare number or letter as the option at that place, as the options were shown."""
    text = normalise(answer).strip(" .()[]")
    options = [normalise(option) for option in expected.options]
    if len(text) != 1 or not text.isascii() or text in options:
        return frozenset()
    if not text.isdecimal() and set(options) in _OPPOSED:
        return frozenset()
    place = int(text) - 1 if text.isdecimal() else ord(text) - ord("a")
    return frozenset((order[place],)) if 0 <= place < len(order) else frozenset()


def _by_name(known: Compiled, reading: Reading) -> tuple[frozenset[int], frozenset[int]]:
    """Give the options that are asserted and those that are only denied."""
    picked: set[int] = set()
    denied: set[int] = set()
    for number, phrases in enumerate(known.items):
        for phrase in phrases:
            short = phrase.fixed or len(phrase.slots) <= _FEW_WORDS
            found = naming.term(phrase, reading) if short else match.statement(phrase, reading, known.people)
            if found.made:
                picked.add(number)
            elif found.contrary:
                denied.add(number)
    return frozenset(picked), frozenset(denied - picked)


def _stated_first(known: Compiled, reading: Reading, picked: frozenset[int]) -> frozenset[int]:
    """Give the option that stands alone first when the others only occur in remarks after it."""

    def named_in(clause: int) -> set[int]:
        stems = {name for word in reading.words if word.clause == clause for name in word.names}
        return {n for n in picked if any(slot.accepts & stems for p in known.items[n] for slot in p.slots)}

    first = named_in(0)
    remarks = {word.clause for word in reading.words if word.names} - {0}
    only_remarks = all(
        len([w for w in reading.words if w.clause == clause and w.names]) > len(named_in(clause))
        for clause in remarks
    )
    return frozenset(first) if len(first) == 1 and only_remarks else picked


def _yes_or_no(expected: Choice, reading: Reading) -> frozenset[int]:
    """Read yes, no, T, F or a denial as True or False."""
    options = [normalise(option) for option in expected.options]
    if set(options) not in _OPPOSED or not reading.words:
        return frozenset()
    first = reading.words[0].text
    no = first in _NO or (first not in _YES and any(word.denied for word in reading.words))
    if not no and first not in _YES:
        return frozenset()
    return frozenset(number for number, option in enumerate(options) if option in (_NO if no else _YES))
