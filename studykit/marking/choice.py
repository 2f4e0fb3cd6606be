"""Cards answered with one of the options, or its number or letter: `choose:`, and the entries of a sort."""

from __future__ import annotations

from studykit.cards import Choice
from studykit.english.text import normalise
from studykit.marking import explain
from studykit.marking.align import align, left_over
from studykit.marking.key import SYNONYM, Key
from studykit.marking.model import Mark
from studykit.marking.reading import Reading
from studykit.verdict import Verdict

_YES = frozenset(["yes", "yeah", "yep", "yup", "y", "t", "correct", "right", "true"])
_NO = frozenset(["no", "nope", "nah", "n", "f", "incorrect", "wrong", "untrue", "false"])
_OPPOSED = (frozenset(("true", "false")), frozenset(("yes", "no")))
_CLEARLY = 0.25
"""How much more of an option must be said than of the next."""
_SHARED = 0.2
"""What a word weighs that other options have as well."""
_TOLD = 0.3
"""The share of what an answer tells that must go to the option it chooses."""


def mark_choice(key: Key, reading: Reading, expected: Choice, shown: tuple[int, ...] | None) -> Mark:
    """Marks an answer to a choose card; one that names no option, or several, cannot be read."""
    right = expected.options.index(expected.answer)
    picked = picked_of(key, reading, expected, shown)
    model = explain.model_answer(key, {right: None} if picked == right else {}, only=(right,))
    if picked == right:
        return Mark(Verdict.CORRECT, 1.0, (right,), "right", model)
    if picked is not None:
        why = f"you chose {expected.options[picked]}; it is {expected.answer}"
        return Mark(Verdict.WRONG, 0.0, (), why, model)
    why = "type the number or the words of one option"
    return Mark(Verdict.WRONG, 0.0, (), why, model, sure=False, unread=True)


def picked_of(key: Key, reading: Reading, expected: Choice, shown: tuple[int, ...] | None) -> int | None:
    """Finds the option that is meant, or None when it is none of them or several."""
    order = shown if shown is not None else tuple(range(len(expected.options)))
    for find in (
        _to_the_letter(key, reading),
        _by_label(expected, reading.text, order),
        _yes_or_no(expected, reading),
    ):
        if find is not None:
            return find
    return _by_words(key, reading)


def _to_the_letter(key: Key, reading: Reading) -> int | None:
    """Finds the option of which the answer is a wording of more than one letter, as it stands."""
    typed = normalise(reading.text).strip(" .")
    found = [
        number
        for number, item in enumerate(key.items)
        if any(normalise(w.text).strip(" .") == typed or w.bare == reading.bare for w in item)
    ]
    return (
        found[0]
        if len(found) == 1 and (len(typed) > 1 or typed in map(normalise, key.card.expected.options))
        else None
    )


def _by_label(expected: Choice, answer: str, order: tuple[int, ...]) -> int | None:
    """Reads a bare number or letter as the option at that place, as the options were shown."""
    text = normalise(answer).strip(" .()[]")
    options = [normalise(option) for option in expected.options]
    if len(text) != 1 or not text.isascii() or text in options:
        return None
    if text in "tfyn" and set(options) in _OPPOSED:
        return None
    place = int(text) - 1 if text.isdecimal() else ord(text) - ord("a")
    return order[place] if 0 <= place < len(order) else None


def _yes_or_no(expected: Choice, reading: Reading) -> int | None:
    """Reads yes, no, T, F or a denial as True or False."""
    options = [normalise(option) for option in expected.options]
    if set(options) not in _OPPOSED or not reading.plain:
        return None
    first, said = reading.plain[0], set(reading.plain)
    if said & _YES and said & _NO:
        return None
    no = bool(said & _NO) != reading.negated if said & (_NO | _YES) else reading.negated
    first = "no" if no else "yes" if said & (_NO | _YES) else first
    if not no and first not in _YES:
        return None
    return next(n for n, option in enumerate(options) if option in (_NO if no else _YES))


def _by_words(key: Key, reading: Reading) -> int | None:
    """Finds the option that is said most, by the words that only it has; one that is only denied is not meant."""
    scores, denied = zip(*(_said(key, reading, number) for number in range(len(key.items))), strict=True)
    ranked = sorted(range(len(scores)), key=lambda number: -scores[number])
    best = ranked[0]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    if reading.either and second > 0:
        return None
    if scores[best] > 0 and (scores[best] - second >= _CLEARLY or second == 0):
        return best
    if scores[best] > 0:
        return None
    only = [number for number in range(len(scores)) if not denied[number]]
    return only[0] if len(only) == 1 and len(scores) == 2 else None


def _said(key: Key, reading: Reading, number: int) -> tuple[float, bool]:
    """Computes how far an answer says an option, by what sets it apart from the others, and whether it denies it."""
    own, others = _stems(key, number), _stems_of_others(key, number)
    best, negative = 0.0, False
    told = [
        index
        for index, word in enumerate(reading.words)
        if (index not in reading.repeats or word.stem in own) and word.value is None
    ]
    for wording in key.items[number]:
        found = align(wording, reading)
        weights = [_SHARED if unit.word.stem in others else 1.0 for unit in wording.units]
        pairs = {at: likeness for at, (_, likeness) in found.pairs.items() if at not in found.denied}
        said = sum(weights[at] * likeness**3 for at, likeness in pairs.items())  # a synonym counts for half
        against = [at for at in (*found.denied, *found.contrary) if wording.units[at].word.value is None]
        negative = negative or any(weights[at] == 1 for at in found.denied)
        turned = (
            found.poles > 0 or any(weights[at] == 1 for at in against) or bool(left_over(key, found).heads)
        )
        echoes = len(reading.repeats) == len(reading.words) and len(found.words) < len(reading.words)
        surest = max(pairs.values(), default=0.0)  # a synonym alone is no choice
        if (
            said
            and surest > SYNONYM
            and not turned
            and not echoes
            and len(found.words) / max(1, len(told)) >= _TOLD
        ):
            best = max(best, 0.5 * said / sum(weights) + 0.5 * min(1.0, said))
    return best, negative and not best


def _stems(key: Key, number: int) -> frozenset[str]:
    return frozenset(unit.word.stem for wording in key.items[number] for unit in wording.units)


def _stems_of_others(key: Key, number: int) -> frozenset[str]:
    return frozenset().union(*(_stems(key, other) for other in range(len(key.items)) if other != number))
