"""Cards answered with one of the options, or its number or letter: `choose:`, and the entries of a sort."""

from __future__ import annotations

import re

from studykit.cards import Choice
from studykit.english.text import normalise, tokens
from studykit.marking import explain
from studykit.marking.align import Alignment
from studykit.marking.certain import MOSTLY, hides_denial, reordered
from studykit.marking.explain import Mark
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.weigh import judge_items
from studykit.marking.wordings import SYNONYM
from studykit.verdict import Verdict

_YES = frozenset(["yes", "yeah", "yep", "yup", "y", "t", "correct", "right", "true"])
_NO = frozenset(["no", "nope", "nah", "n", "f", "incorrect", "wrong", "untrue", "false"])
_TURNS = frozenset(["t", "f", "correct", "incorrect", "right", "wrong", "true", "untrue", "false"])
_LIKELY = 0.05
"""How likely an option must be that is taken, and how much likelier than the next."""
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
    typed = " ".join(reading.bare)
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
    """Finds the option that is likeliest meant, by far; denying one of two means the other."""
    judged = judge_items(key, reading, loose=False)
    likely = [each.likelihood if _may_be_meant(each.found) else 0.0 for each in judged]
    first, second = sorted(range(len(likely)), key=lambda number: -likely[number])[:2]
    if likely[first] > _LIKELY:
        apart = likely[first] - likely[second] > _LIKELY
        return first if apart and not (reading.either and likely[second] > _LIKELY) else None
    left = [number for number, each in enumerate(judged) if not each.found.denied]
    return left[0] if len(left) == 1 and len(judged) == 2 else None


def _may_be_meant(found: Alignment) -> bool:
    """Says whether an option is said in a word of its own, and nothing of it is turned round."""
    wording, reading = found.wording, found.reading
    words = [reading.words[index].text for index, how in found.pairs.values() if how > SYNONYM]
    own = len(reading.plain) == 1 or any(word != "one" for word in words)  # "the one I like"
    echo = reading.echoes and len(reading.words) > len(found.words)
    hidden = not wording.reading.negated and found.like > MOSTLY and hides_denial(wording, reading)
    return bool(words) and own and found.clean and not (echo or hidden or reordered(wording, reading))
