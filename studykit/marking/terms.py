"""Cards answered with one name, term, phrase, date, range or number: `answer:`, and the gaps of a cloze."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from studykit.english.proper_names import is_syllable
from studykit.english.stems import stem
from studykit.english.text import in_english, normalise
from studykit.english.values import Agreement, Value, ValueKind, agreement
from studykit.english.words import STOP
from studykit.marking import explain
from studykit.marking.align import Alignment, align
from studykit.marking.certain import ItemState
from studykit.marking.explain import Mark
from studykit.marking.key import Key
from studykit.marking.read_text import Reading
from studykit.marking.rivals import alternatives, offered
from studykit.marking.vocabulary import answer_key
from studykit.marking.weigh import Judged, judge_items
from studykit.marking.wordings import Wording
from studykit.verdict import Verdict

ROUGHLY = 0.05
"""How far an amount may be off, as a share of it, when the prompt asks "about how many"."""
_ASKS_ROUGHLY = frozenset(("roughly", "about", "approximately", "around"))
_CLOSENESS = list(Agreement)


def mark_term(key: Key, reading: Reading) -> Mark:
    """Marks an answer to a term card."""
    if signs := _signs_differ(key, reading):
        return explain.wrong(key, signs)
    if key.worded(reading):
        return _right(key)
    wordings = key.items[0]
    right = [(wording, wording.value) for wording in wordings if wording.value is not None]
    if right and reading.numbers:
        return _mark_value(key, right, reading)
    if len(right) == len(wordings):
        amount = right[0][1].kind is ValueKind.AMOUNT
        return explain.wrong(key, f"a {'number' if amount else 'time'} was asked for")
    return _mark_wording(key, reading)


def _mark_wording(key: Key, reading: Reading) -> Mark:
    """Marks an answer in words: what stands against it, then how likely it is."""
    (judged,) = judge_items(key, reading, loose=False)
    sure = judged.state is not ItemState.OPEN
    if why := objection(key, reading, judged):
        return explain.wrong(key, why)
    if judged.guess:
        if extra := _false_addition(key, reading, judged):
            return _partial(key, f'the answer is there, but "{extra}" does not belong to it', sure=False)
        either = any(alternatives(key, reading, judged.found.words))
        return _right(key, judged.found, sure=sure and not either)
    mark = explain.wrong(key, explain.repeats(key, reading))
    score = round(min(0.5, judged.likelihood), 3)
    return replace(mark, score=score, sure=sure, open=() if sure else (0,))


def objection(key: Key, reading: Reading, judged: Judged) -> str | None:
    """Says what makes an answer wrong for certain, or None."""
    found, wording = judged.found, judged.found.wording
    against = (*found.denied, *found.contrary)
    if judged.certain and (against or found.exchanged):
        if not found.exchanged and all(wording.units[at].word.value is not None for at in against):
            return f"it is {wording.text}"
        return explain.denied(wording.text) if wording.title and reading.negated else explain.OPPOSITE
    # The family's name of one may stand in the name of another: Yao Wenyuan, Hu Yaobang.
    family = key.vocabulary.chinese and all(is_syllable(u.word.meant) for u in wording.units if u.weight)
    said = found.full or found.words >= reading.telling
    unlike = (family and len(reading.words) > len(found.pairs)) or not said or not wording.written
    if unlike and (other := _answer_to_another(key, reading)) is not None:
        prompt = " ".join(other.replace("*", "").replace('"', "'").split())
        return f'that is the answer to "{prompt}"'
    if found.share > 0.5 and (rival := offered(key, reading, found.words, named=wording.title)):
        return explain.two_answers(reading.quote(found.words), rival)
    return None


def _false_addition(key: Key, reading: Reading, judged: Judged) -> str | None:
    """Finds a year that stands alone beside a right answer and is not the year of the card."""
    if key.card.date is None or not judged.found.full:
        return None
    left = [word for i, word in enumerate(reading.words) if i not in judged.found.words]
    clauses = Counter(word.claim.clause for word in left)
    for word in left:
        year = word.value.year if word.value is not None and not word.claim.denied else None
        if year is not None and year not in key.years and clauses[word.claim.clause] == 1:
            return word.text
    return None


def _right(key: Key, how: Alignment | None = None, *, sure: bool = True) -> Mark:
    why = explain.right([how] if how else []) if sure else ""
    model = explain.model_answer(key, {0: how})
    return Mark(Verdict.CORRECT, 1.0, (0,) if sure else (), why, model, sure=sure, open=() if sure else (0,))


def _partial(key: Key, why: str, *, sure: bool = True) -> Mark:
    return Mark(Verdict.PARTIAL, 0.5, (), why, explain.model_answer(key, {}), sure=sure)


def _answer_to_another(key: Key, reading: Reading) -> str | None:
    """Finds the prompt of the one other card of the deck to which the whole answer is right, or None."""
    numbers = reading.numbers
    if reading.negated or (numbers and len(reading.words) > 1):
        return None
    said = answer_key([word.meant for word in reading.words], numbers[0][0] if numbers else None)
    prompt = key.vocabulary.prompts.get(said)
    return None if prompt == key.card.ask else prompt


# Numbers


class _Given(NamedTuple):
    """A number of an answer: how it stands to the nearest right one, that one, itself, and its word."""

    how: Agreement
    wording: Wording
    right: Value
    value: Value
    at: int


_Right = Sequence[tuple[Wording, Value]]


def _mark_value(key: Key, right: _Right, reading: Reading) -> Mark:
    """Marks an answer that names numbers to a card that holds one."""
    given = list(_given(key, right, reading))
    if not given:
        return explain.wrong(key, explain.denied(right[0][0].text))
    best = min(given, key=lambda each: _CLOSENESS.index(each.how))
    said = reading.words[best.at].text
    other = best.how is Agreement.SAME and _second_answer(key, reading, best, given)
    if other or any(align(each, reading).poles for each in key.items[0] if each.written):
        return explain.wrong(key, explain.two_answers(said, other) if other else explain.OPPOSITE)
    if _turned(key, best.wording, in_english(reading.text, key.vocabulary.language), said):
        return _partial(key, "", sure=False)
    if best.how is Agreement.SAME:
        month = _wrong_month(key, best)
        return _partial(key, f"the year is right, but it was {month}") if month else _right(key)
    whole = best.right.kind is ValueKind.RANGE or best.value.kind is not ValueKind.RANGE
    if best.how is Agreement.LESS_PRECISE and len(given) == 1 and whole:
        return _less_precise(key, reading, best.wording)
    another = _answer_to_another(key, reading)
    return explain.wrong(key, explain.other_value(best.value, best.how, best.wording, another))


def _given(key: Key, right: _Right, reading: Reading) -> Iterator[_Given]:
    """Lists the numbers that are not denied, nor of the prompt where the answer says more."""
    for value, at in reading.numbers:
        claim = reading.words[at].claim
        of_prompt = at in reading.repeats and len(reading.words) > 1 and claim.part not in reading.either
        if not (claim.denied or of_prompt):
            yield _Given(*_closest(key, value, right), value, at)


def _second_answer(key: Key, reading: Reading, best: _Given, given: Sequence[_Given]) -> str:
    """Finds what stands against a right number: another of its sort, or another thing that is offered."""
    others = [each.at for each in given if each.at != best.at and _is_other(each, best, reading)]
    if others and not _beside_the_point(key, reading, best.at, others):
        return reading.words[others[0]].text
    return offered(key, reading, frozenset((best.at,)), named=False)


def _is_other(each: _Given, best: _Given, reading: Reading) -> bool:
    """Says whether a number stands against the right one: of the same sort and no part of it, or beside an
    "or"."""
    value, same = each.value, each.how is Agreement.SAME
    if reading.words[each.at].claim.part in reading.either and (not same or value.has_month):
        return value.first != best.value.first
    part = same or (each.how is Agreement.LESS_PRECISE and value.assumed)
    return value.kind is best.value.kind and value.unit == best.value.unit and not part


def _less_precise(key: Key, reading: Reading, wording: Wording) -> Mark:
    """Marks a number that is rough; with all words of a wording that is more than one, it is right."""
    typed = set(map(stem, reading.plain))
    if any(each.value is None and typed.issuperset(map(stem, each.reading.bare)) for each in key.items[0]):
        return _right(key)  # "New Year's Eve 1958"
    return _partial(key, f"right as far as it goes; the full answer is {wording.text}")


def _turned(key: Key, wording: Wording, text: str, said: str) -> bool:
    """Says whether a word just before a number makes another of it that neither prompt nor key has."""
    before = re.search(rf"\b(before|after|under|over|than)\s+{re.escape(said)}", normalise(text))
    asked = key.prompt.union(wording.reading.plain)
    return before is not None and before[1] not in asked and key.prompt.isdisjoint(_ASKS_ROUGHLY)


def _closest(key: Key, value: Value, right: _Right) -> tuple[Agreement, Wording, Value]:
    """Finds how a value stands to the nearest right one."""
    rough = ROUGHLY if key.prompt & _ASKS_ROUGHLY else 0.0
    if value.unit == "%" and {"cent", "percent", "%", "percentage"} & key.prompt:
        value = replace(value, unit=right[0][1].unit)
    ranked = [(agreement(value, each, rough), wording, each) for wording, each in right]
    how, wording, whole = min(ranked, key=lambda one: (_CLOSENESS.index(one[0]), not one[2].has_month))
    days = {day.first for _, day in right if day.kind is ValueKind.DATE}
    if value.kind is ValueKind.RANGE and days.issuperset((value.first, value.last)):
        # both ends of "31 December 1958 / 1 January 1959" are right by themselves
        return Agreement.SAME, wording, whole
    if how is Agreement.LESS_PRECISE and str(whole.year) in key.prompt:  # the prompt gives the year
        inside = value.assumed and whole.first <= value.first and value.last <= whole.last
        how = Agreement.SAME if inside or value.kind is ValueKind.DAY else how
    return how, wording, whole


def _wrong_month(key: Key, given: _Given) -> str | None:
    """Says when it was where a right year has a month or day that the card knows to be another."""
    date, value = key.card.date, given.value
    if not value.has_month or given.right.has_month:
        return None
    if date is None or (date.end - date.start).days > 300:
        months = ((each.text, each.value) for each in key.items[0])
        return next((text for text, it in months if it and it.has_month and it.year == value.year), None)
    first, last = (day.year * 10000 + day.month * 100 + day.day for day in (date.start, date.end))
    if value.last >= first and value.first <= last:
        return None
    day = f"{date.start.day} " if date.start == date.end else ""
    return date.text if "/" in date.text else f"{day}{date.start:%B %Y}"


def _beside_the_point(key: Key, reading: Reading, at: int, others: list[int]) -> bool:
    """Says whether the other numbers stand in parts that are not about what was asked.

    "Expelled in 1927 and deported in 1929" answers "When was he expelled?"; "1927 is when he was deported, he
    was expelled in 1924" does not.
    """
    content: dict[int, set[str]] = {reading.words[index].claim.part: set() for index in (at, *others)}
    if reading.either & content.keys():
        return False
    for word in reading.words:
        if word.claim.part in content and word.value is None and word.text not in STOP:
            content[word.claim.part].add(word.stem)
    here = content.pop(reading.words[at].claim.part)
    if here and not here & key.asked:
        return False
    apart = all(reading.words[other].claim.part in content for other in others)
    return apart and all(each and not each <= key.asked for each in content.values())


# Signs

_SIGNS = re.compile(r"[≤≥≠×÷]|<=|>=|<|>|=|£|\$|€|%|:|\+\+|--|->|→|-(?=\d)|(?<=\w)[+-](?!\w)")
_SPELT = {"minus ": "-", "−": "-", "pounds": "£", "dollars": "$", "euros": "€", " to ": ":", "→": "->"}
_HAS_SIGN = re.compile(r"(?<!\w)[-−]\d|\bminus \d|[<>=£$€≤≥≠×÷]|->|→|\+\+|--|(?<=\w)[+-](?!\w)|\d ?: ?\d")

_HAS_UNIT = re.compile(r"(?<![\w.])[-−]\d|\bminus \d|[£$€]")
"""What makes another number of a number."""


def _signs_differ(key: Key, reading: Reading) -> str | None:
    """Says that a sign is another than in the answer, where it changes what is meant (-5, <, £, A -> B)."""
    first = key.items[0][0]
    share = "%" in reading.text and not any(each.value and each.value.unit for each in key.items[0])
    other_unit = first.value is not None and (_HAS_UNIT.search(reading.text) or share)
    if not (_HAS_SIGN.search(first.text) or other_unit):
        return None
    typed = _signed(reading.text)
    if any(_signed(wording.text) == typed for wording in key.items[0]):
        return None
    kind = first.value is None or first.value.kind is ValueKind.AMOUNT
    return f"you wrote {reading.text.strip()}; it is {first.text}" if kind else None


def _signed(text: str) -> tuple[str, ...]:
    """Lists the signs of a text and what they stand between, however they are written."""
    plain = normalise(text)
    for written, sign in _SPELT.items():
        plain = plain.replace(written, sign)
    plain = re.sub(r"(?<!\w)\+(?=\d)", "", plain).replace(" ", "")
    signs = _SIGNS.findall(plain)
    ends = re.findall(r"\w+", plain) if {"->", ":", "<", ">"} & set(signs) else []
    return (*sorted(signs), *ends)
