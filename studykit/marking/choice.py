"""Cards answered with one of the options, or its number or letter: `choose:`, and the entries of a sort."""

from __future__ import annotations

import re

from studykit.cards import Choice
from studykit.english.text import normalise, tokens
from studykit.english.words import NEGATORS
from studykit.marking import explain
from studykit.marking.align import Alignment, align, left_over
from studykit.marking.certain import MOSTLY, hides_denial, reordered
from studykit.marking.explain import Mark
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.wordings import SYNONYM
from studykit.verdict import Verdict

_YES = frozenset(["yes", "yeah", "yep", "yup", "y", "t", "correct", "right", "true"])
_NO = frozenset(["no", "nope", "nah", "n", "f", "incorrect", "wrong", "untrue", "false"])
_TURNS = frozenset(["t", "f", "correct", "incorrect", "right", "wrong", "true", "untrue", "false"])
_OPPOSED = (frozenset(("true", "false")), frozenset(("yes", "no")))


def mark_choice(key: Key, reading: Reading, expected: Choice, order: tuple[int, ...]) -> Mark:
    """Marks an answer to a choose card; one that names no option, or several, cannot be read."""
    right = expected.options.index(expected.answer)
    picked = picked_of(key, reading, expected, order)
    if picked is None:
        return explain.wrong(key, "type the number or the words of one option", unread=True)
    if picked != right:
        return explain.wrong(key, f"you chose {expected.options[picked]}; it is {expected.answer}")
    return Mark(Verdict.CORRECT, 1.0, (right,), "right", explain.model_answer(key, {right: None}))


def picked_of(key: Key, reading: Reading, expected: Choice, order: tuple[int, ...]) -> int | None:
    """Finds the option that is meant, or None when it is none of them or several."""
    options = [normalise(option) for option in expected.options]
    label = normalise(reading.text).strip(" .()[]")
    truth = label in "tfyn" and {*options} in _OPPOSED
    labelled = by_label(label, order) if len(label) == 1 and label not in options and not truth else None
    if labelled:
        return labelled[0]
    worded = key.worded(reading)
    if len(worded) == 1 and len(label) > 1:
        return worded[0]
    found = _yes_or_no(options, reading)
    found = _by_words(key, reading) if found is None else found
    return _by_stretch(expected, options, reading) if found is None else found


def by_label(text: str, order: tuple[int, ...]) -> list[int] | None:
    """Reads numbers or letters ("2 1 3", "b, a, c", "213") as what was shown there; None for words."""
    labels = re.findall(r"\d+|[a-z]+", text)
    if len(labels) == 1 and len(labels[0]) == len(order) <= 9:
        labels = list(labels[0])
    if not labels or not all(label.isdecimal() or len(label) == 1 for label in labels):
        return None
    places = [int(label) - 1 if label.isdecimal() else ord(label) - ord("a") for label in labels]
    return [order[place] for place in places] if all(0 <= place < len(order) for place in places) else None


def _by_stretch(expected: Choice, options: list[str], reading: Reading) -> int | None:
    """Finds the one option of which the answer is a stretch, small words too: "between", "three"."""
    typed = " ".join(reading.plain)
    plain = (" ".join([t.text for t in tokens(each) if t.kind != "mark"]) for each in expected.options)
    within = [number for number, option in enumerate(plain) if f" {typed} " in f" {option} "]
    long = len(typed) > 3 and {*options} not in _OPPOSED
    return within[0] if len(within) == 1 and long else None


def _yes_or_no(options: list[str], reading: Reading) -> int | None:
    """Reads yes, no, T, F or a denial as True or False."""
    if "doubt" in reading.plain:  # "no doubt" is no no
        return None
    yes, no = (not words.isdisjoint(reading.plain) for words in (_YES, _NO))
    if {*options} not in _OPPOSED or (yes and no) or not (yes or no or reading.negated):
        return None
    # "not false" turns; a plain "no" denies nothing: "no, he was not there".
    turned = "not" in reading.plain and not _TURNS.isdisjoint(reading.plain)
    says_no = no != turned if yes or no else reading.negated
    return next(n for n, option in enumerate(options) if option in (_NO if says_no else _YES))


def _by_words(key: Key, reading: Reading) -> int | None:
    """Finds the option said most, by the words that only it has; denying one of two means the other."""
    said = [_said(key, reading, number) for number in range(len(key.items))]
    ranked = sorted(range(len(said)), key=lambda number: -said[number][0])
    first, second = (said[number][0] for number in ranked[:2])
    if first > 0:
        clear = second == 0 or (first - second >= 0.25 and not reading.either)
        return ranked[0] if clear else None
    only = [number for number, (_, denied) in enumerate(said) if not denied]
    return only[0] if len(only) == 1 and len(said) == 2 else None


def _said(key: Key, reading: Reading, number: int) -> tuple[float, bool]:
    """Computes how far an answer says an option by what sets it apart, and whether it only denies it."""
    found = [align(wording, reading) for wording in key.items[number]]
    if _is_turned(max(found, key=lambda each: each.like)):
        return 0.0, False  # "more than a year" for "less than a year"
    best = max(_chosen(key, each) for each in found)
    return best, not best and any(each.wording.units[at].weight == 1 for each in found for at in each.denied)


def _is_turned(found: Alignment) -> bool:
    """Says whether an answer turns round the wording of an option that it is most like."""
    wording, reading = found.wording, found.reading
    denies = not wording.reading.negated and not NEGATORS.isdisjoint(wording.reading.plain)  # "not sure who"
    turned = found.contrary or found.poles or (denies and hides_denial(wording, reading))
    said_turned = (found.share > 0.5 and turned) or (found.denied and found.like > MOSTLY)
    return bool(said_turned or reordered(wording, reading))


def _chosen(key: Key, found: Alignment) -> float:
    """Computes how far a wording is said, 0-1."""
    wording, reading, units = found.wording, found.reading, found.wording.units
    against = (units[at] for at in (*found.denied, *found.contrary))  # a number that is another is none
    echo = reading.echoes and len(reading.words) > len(found.words)
    if found.poles or echo or any(unit.weight == 1 and unit.word.value is None for unit in against):
        return 0.0
    one = {i for i, word in enumerate(reading.words) if word.text == "one" and len(reading.plain) > 1}
    pairs = {at: how for at, (i, how) in found.pairs.items() if at not in found.denied and i not in one}
    named = wording.title or all(units[at].name for at in pairs)
    by_synonyms = max(pairs.values(), default=0.0) <= SYNONYM
    if by_synonyms or (named and left_over(key, found).heads):  # "Lenin's brother"
        return 0.0
    said = sum(units[at].weight * how**3 for at, how in pairs.items())  # a synonym counts for half
    return 0.5 * said / (wording.weight or 1.0) + 0.5 * min(1.0, said)
