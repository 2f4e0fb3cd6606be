"""Cards answered with one of the options, or its number or letter: `choose:`, and the entries of a sort."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.cards import Choice
from studykit.english.text import normalise, tokens
from studykit.english.words import NEGATORS
from studykit.marking import explain
from studykit.marking.align import Alignment, align, left_over, likeness
from studykit.marking.certain import MOSTLY, hides_denial, reordered
from studykit.marking.explain import Mark
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.wordings import SYNONYM, Wording
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
    is_label = len(label) == 1 and label not in options
    worded = key.worded(reading)
    if len(worded) == 1 and not is_label:
        return worded[0]
    found = _by_label(label, options, order) if is_label and label.isascii() else None
    found = _yes_or_no(options, reading) if found is None else found
    found = _by_words(key, reading) if found is None else found
    return _by_stretch(expected, options, reading) if found is None else found


def _by_stretch(expected: Choice, options: list[str], reading: Reading) -> int | None:
    """Finds the one option of which the answer is a stretch, small words too: "between", "three"."""
    typed = " ".join(reading.plain)
    plain = (" ".join([t.text for t in tokens(each) if t.kind != "mark"]) for each in expected.options)
    within = [number for number, option in enumerate(plain) if f" {typed} " in f" {option} "]
    long = len(typed) > 3 and {*options} not in _OPPOSED
    return within[0] if len(within) == 1 and long else None


def _by_label(label: str, options: list[str], order: tuple[int, ...]) -> int | None:
    """Reads a bare number or letter as the option at that place, as the options were shown."""
    place = int(label) - 1 if label.isdecimal() else ord(label) - ord("a")
    truth = label in "tfyn" and {*options} in _OPPOSED
    return order[place] if 0 <= place < len(order) and not truth else None


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
    if _is_turned(max(key.items[number], key=lambda wording: likeness(wording, reading)), reading):
        return 0.0, False  # "more than a year" for "less than a year"
    stems = [{unit.word.stem for wording in item for unit in wording.units} for item in key.items]
    own, others = stems[number], set[str]().union(*stems[:number], *stems[number + 1 :])
    told = (w for i, w in enumerate(reading.words) if i not in reading.repeats or w.stem in own)
    size = sum(word.value is None for word in told)
    best, negative = 0.0, False
    for found in (align(wording, reading) for wording in key.items[number]):
        weights = [0.2 if unit.word.stem in others else 1.0 for unit in found.wording.units]
        negative = negative or any(weights[at] == 1 for at in found.denied)
        if not _is_opposed(found, weights) and not (reading.echoes and len(reading.words) > len(found.words)):
            best = max(best, _chosen(key, found, weights, size))
    return best, negative and not best


def _is_turned(wording: Wording, reading: Reading) -> bool:
    """Says whether an answer turns round the wording of an option that it is most like."""
    found, option = align(wording, reading), wording.reading
    denies = not option.negated and not NEGATORS.isdisjoint(option.plain)  # "not sure who"
    hidden = denies and hides_denial(wording, reading)
    turned = found.share > 0.5 and (found.contrary or found.poles or hidden)
    return bool(turned or reordered(wording, reading) or (found.denied and found.like > MOSTLY))


def _is_opposed(found: Alignment, weights: Sequence[float]) -> bool:
    """Says whether the contrary is said of what sets an option apart; a number that is another is none."""
    units = found.wording.units
    against = (at for at in (*found.denied, *found.contrary) if units[at].word.value is None)
    return bool(found.poles or any(weights[at] == 1 for at in against))


def _chosen(key: Key, found: Alignment, weights: Sequence[float], size: int) -> float:
    """Computes how far a wording is said, 0-1; `size` is how many words of the answer tell."""
    wording, reading = found.wording, found.reading
    one = {i for i, word in enumerate(reading.words) if word.text == "one" and len(reading.plain) > 1}
    pairs = {at: how for at, (i, how) in found.pairs.items() if at not in found.denied and i not in one}
    named = wording.title or all(wording.units[at].name for at in pairs)
    whole = wording.title and found.full  # a name is chosen whatever is remarked of it
    by_synonyms, few = max(pairs.values(), default=0.0) <= SYNONYM, len(found.words) < 0.3 * size
    if by_synonyms or (few and not whole) or (named and left_over(key, found).heads):  # "Lenin's brother"
        return 0.0
    said = sum(weights[at] * how**3 for at, how in pairs.items())  # a synonym counts for half
    return 0.5 * said / sum(weights) + 0.5 * min(1.0, said)
