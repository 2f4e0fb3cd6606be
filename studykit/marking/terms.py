"""Cards answered with one name, term, phrase, year, date, range or number: `answer:`, and the gaps of a cloze."""

from __future__ import annotations

import re
from dataclasses import replace

from studykit.english.text import normalise
from studykit.english.values import Agreement, Kind, Value, agreement
from studykit.english.words import STOP
from studykit.marking import explain
from studykit.marking.key import Key, Wording
from studykit.marking.model import Mark
from studykit.marking.reading import Reading
from studykit.marking.rivals import offered
from studykit.marking.vocabulary import answer_key
from studykit.marking.weigh import Judged, State, judge_items
from studykit.verdict import Verdict

ROUGHLY = 0.05
"""How far an amount may be off, as a share of it, when the prompt asks "about how many"."""
_ASKS_ROUGHLY = frozenset(("roughly", "about", "approximately", "around"))
_MORE = (("more", "less"), ("more", "fewer"), ("before", "after"), ("over", "under"), ("early", "late"))
"""Words that make a number the other side of itself."""
_CLOSENESS = list(Agreement)


def mark_term(key: Key, reading: Reading) -> Mark:
    """Marks an answer to a term card."""
    if _as_written(key, reading):
        return _right(key, None)
    if why := _signs_differ(key, reading):
        return _wrong(key, why)
    if any(wording.written and wording.bare == reading.bare for wording in key.items[0]):
        return _right(key, None)
    if (
        reading.words
        and len(reading.repeats) == len(reading.words) > 1
        and not any(w.echo for w in key.items[0])
    ):
        return _wrong(key, explain.REPEATS)
    values = [wording for wording in key.items[0] if wording.value is not None]
    if values and reading.numbers():
        return _mark_value(key, values, reading)
    if len(values) == len(key.items[0]):
        return _wrong(
            key,
            "a number was asked for"
            if values[0].value and values[0].value.kind is Kind.AMOUNT
            else "a time was asked for",
        )
    (judged,) = judge_items(key, reading, loose=False)
    if judged.literal:
        return _right(key, judged)
    if why := objection(key, reading, judged):
        return _wrong(key, why)
    if judged.guess and (extra := _false_addition(key, reading, judged)):
        return Mark(Verdict.PARTIAL, 0.5, (), explain.added(extra), explain.model_answer(key, {}), sure=False)
    return _weighed(key, reading, judged)


def _as_written(key: Key, reading: Reading) -> bool:
    """Says whether the answer is a wording as the author has it, whatever its signs."""
    typed = normalise(reading.text).strip(" .")
    return any(wording.written and normalise(wording.text).strip(" .") == typed for wording in key.items[0])


def objection(key: Key, reading: Reading, judged: Judged) -> str | None:
    """Says what makes an answer wrong for certain, or None."""
    found = judged.found
    text = found.wording.text
    if judged.certain and (found.denied or found.contrary or found.exchanged):
        return explain.denied(text) if found.wording.title and reading.negated else explain.OPPOSITE
    if not found.full or not found.wording.written:
        other = _answer_to_another(key, reading)
        if other is not None:
            return explain.answers_another(other)
    if found.share > 0.5 and (rival := offered(key, reading, found.words, named=found.wording.title)):
        return explain.two_answers(reading.between(min(found.words), max(found.words)), rival.text)
    return None


def _false_addition(key: Key, reading: Reading, judged: Judged) -> str | None:
    """Finds a year beside a right answer that is not the year of the card."""
    if key.card.date is None or not judged.found.full:
        return None
    for value, index in reading.numbers():
        claim = reading.words[index].claim
        if (
            value.year is not None
            and value.year not in key.years
            and index not in judged.found.words
            and not claim.denied
        ):
            beside = [
                w
                for i, w in enumerate(reading.words)
                if w.claim.clause == claim.clause and i not in judged.found.words
            ]
            if len(beside) == 1:
                return reading.words[index].text
    return None


def _weighed(key: Key, reading: Reading, judged: Judged) -> Mark:
    """Gives the verdict that the likelihood of an answer leads to."""
    sure = judged.state is not State.OPEN
    if judged.guess:
        return _right(key, judged, sure=sure)
    why = ""
    words = set(range(len(reading.words)))
    if words and words <= reading.repeats:
        why = explain.REPEATS
    score = round(min(0.5, judged.likelihood), 3)
    return Mark(
        Verdict.WRONG, score, (), why, explain.model_answer(key, {}), sure=sure, open=() if sure else (0,)
    )


def _right(key: Key, judged: Judged | None, *, sure: bool = True) -> Mark:
    how = judged.found if judged else None
    why = explain.right([how] if how else []) if sure else ""
    model = explain.model_answer(key, {0: how})
    return Mark(Verdict.CORRECT, 1.0, (0,) if sure else (), why, model, sure=sure, open=() if sure else (0,))


def _wrong(key: Key, why: str) -> Mark:
    return Mark(Verdict.WRONG, 0.0, (), why, explain.model_answer(key, {}))


def _answer_to_another(key: Key, reading: Reading) -> str | None:
    """Finds the prompt of the one other card of the deck to which the whole answer is right, or None."""
    if reading.negated:
        return None
    value = None
    if len(numbers := reading.numbers()) == 1:
        value, at = numbers[0]
        if any(index != at for index in range(len(reading.words))):
            return None
    words = [word.meant for word in reading.words]
    prompt = key.vocabulary.prompts.get(answer_key(words, value))
    return None if prompt == key.card.ask else prompt


# Numbers


def _mark_value(key: Key, right: list[Wording], reading: Reading) -> Mark:
    """Marks an answer that names numbers to a card that holds one."""
    rough = ROUGHLY if key.prompt & _ASKS_ROUGHLY else 0.0
    given = [
        (*_closest(key, value, right, rough), value, at)
        for value, at in reading.numbers()
        if not reading.words[at].claim.denied and (at not in reading.repeats or len(reading.words) == 1)
    ]
    if not given:
        return _wrong(key, explain.denied(right[0].text))
    if len(given) == 2 and (whole := _whole_range(given[0][2], given[1][2], right)):
        return (
            _right(key, None)
            if whole is Agreement.SAME
            else _wrong(key, explain.two_answers(*(reading.words[each[3]].text for each in given)))
        )
    how, wording, value, at = min(given, key=lambda one: _CLOSENESS.index(one[0]))
    others = [other for other in given if other[3] != at and _is_other(other[0], other[2], value)]
    if (
        others
        and how is Agreement.SAME
        and not _beside_the_point(key, reading, at, [other[3] for other in others])
    ):
        return _wrong(key, explain.two_answers(reading.words[at].text, reading.words[others[0][3]].text))
    if how is Agreement.SAME and (rival := offered(key, reading, frozenset((at,)), named=False)):
        return _wrong(key, explain.two_answers(reading.words[at].text, rival.text))
    if any(
        (one in wording.poles and other in reading.plain) or (other in wording.poles and one in reading.plain)
        for one, other in _MORE
    ):
        return _wrong(key, explain.OPPOSITE)
    if how is not Agreement.SAME:
        return _not_same(key, reading, (how, wording, value), alone=len(given) == 1)
    if wrong_month := _wrong_month(key, wording, value):
        why = f"the year is right, but it was {wrong_month}"
        return Mark(Verdict.PARTIAL, 0.5, (), why, explain.model_answer(key, {}))
    return _right(key, None)


def _closest(key: Key, value: Value, right: list[Wording], rough: float) -> tuple[Agreement, Wording]:
    """Finds how a value stands to the nearest right one."""
    if value.unit == "%" and {"cent", "percent", "%", "percentage"} & key.prompt:
        value = replace(value, unit=right[0].value.unit if right[0].value else "")
    ranked = [
        (agreement(value, wording.value, rough), wording) for wording in right if wording.value is not None
    ]
    how, wording = min(
        ranked, key=lambda pair: (_CLOSENESS.index(pair[0]), not (pair[1].value and pair[1].value.has_month))
    )
    if (
        how is Agreement.LESS_PRECISE
        and (value.assumed or value.kind is Kind.DAY)
        and wording.value is not None
    ):
        inside = (
            (wording.value.first <= value.first and value.last <= wording.value.last) or value.kind is Kind.DAY
        )
        given = str(wording.value.year) in key.prompt
        if inside and given:
            return Agreement.SAME, wording
    return how, wording


def _whole_range(one: Value, other: Value, right: list[Wording]) -> Agreement | None:
    """Compares "began in 1881 and ended in 1885" with a stretch of years; None when none is asked for."""
    stretch = next((each.value for each in right if each.value and each.value.kind is Kind.RANGE), None)
    if stretch is None or one.kind is not Kind.DATE or other.kind is not Kind.DATE:
        return None
    return agreement(replace(one, kind=Kind.RANGE, last=other.last), stretch)


def _is_other(how: Agreement, other: Value, value: Value) -> bool:
    """Says whether another number stands against the right one: of the same sort, and not a part of it."""
    same_sort = other.kind is value.kind and other.unit == value.unit
    return how is not Agreement.SAME and same_sort and not other.assumed


def _wrong_month(key: Key, wording: Wording, value: Value) -> str | None:
    """Says when it was where a right year has a month or day that the card knows to be another."""
    date = key.card.date
    if not value.has_month or wording.value is None or wording.value.has_month:
        return None
    if date is None or date.end.year - date.start.year or (date.end - date.start).days > 300:
        known = [
            each
            for each in key.items[0]
            if each.value and each.value.has_month and each.value.year == value.year
        ]
        return known[0].text if known else None
    first, last = (day.year * 10000 + day.month * 100 + day.day for day in (date.start, date.end))
    if value.last < first or value.first > last:
        return (
            date.text
            if "/" in date.text
            else f"{date.start:%B %Y}"
            if date.start != date.end
            else f"{date.start.day} {date.start:%B %Y}"
        )
    return None


def _not_same(key: Key, reading: Reading, best: tuple[Agreement, Wording, Value], *, alone: bool) -> Mark:
    """Marks a number that is not the right one: a part of it, close to it, or another."""
    how, wording, value = best
    stretch = value.kind is Kind.RANGE and wording.value is not None and wording.value.kind is not Kind.RANGE
    if how is Agreement.LESS_PRECISE and alone and not stretch:
        return Mark(
            Verdict.PARTIAL, 0.5, (), explain.less_precise(wording.text), explain.model_answer(key, {})
        )
    return _wrong(key, explain.other_value(value, how, wording.text, _answer_to_another(key, reading)))


def _beside_the_point(key: Key, reading: Reading, at: int, others: list[int]) -> bool:
    """Says whether the other numbers stand in parts that are not about what was asked.

    "Expelled in 1927 and deported in 1929" answers "When was he expelled?"; "1927 is when he was deported, he
    was expelled in 1924" does not.
    """

    def content(index: int) -> set[str]:
        part = reading.words[index].claim.part
        return {
            word.stem
            for word in reading.words
            if word.claim.part == part and word.value is None and word.text not in STOP
        }

    part = reading.words[at].claim.part
    if reading.either & {part, *(reading.words[other].claim.part for other in others)}:
        return False
    here = content(at)
    if {"total", "altogeth", "overal"} & here:
        return True
    if here and not here & key.asked:
        return False
    return all(
        reading.words[other].claim.part != part and content(other) and not content(other) <= key.asked
        for other in others
    )


# Signs

_SIGNS = re.compile(r"[≤≥≠×÷]|<=|>=|<|>|=|£|\$|€|%|:|\+\+|--|->|→|-(?=\d)|(?<=\w)[+-](?!\w)")
_SPELT = (
    ("minus ", "-"),
    ("−", "-"),
    ("pounds", "£"),
    ("dollars", "$"),
    ("euros", "€"),
    (" to ", ":"),
    ("→", "->"),
)
_HAS_SIGN = re.compile(r"(?<!\w)[-−]\d|\bminus \d|[<>=£$€≤≥≠×÷]|->|→|\+\+|--|(?<=\w)[+-](?!\w)|\d ?: ?\d")

_HAS_UNIT = re.compile(r"(?<![\w.])[-−]\d|\bminus \d|[£$€]")
"""What makes another number of a number."""


def _signs_differ(key: Key, reading: Reading) -> str | None:
    """Says that a sign is another than in the answer, where a sign changes what is meant (-5, <, £, A -> B)."""
    first = key.items[0][0]
    if not (_HAS_SIGN.search(first.text) or (first.value is not None and _HAS_UNIT.search(reading.text))):
        return None
    typed = _signed(reading.text)
    if any(_signed(wording.text) == typed for wording in key.items[0]):
        return None
    kind = first.value is None or first.value.kind is Kind.AMOUNT
    return f"you wrote {reading.text.strip()}; it is {first.text}" if kind else None


def _signed(text: str) -> tuple[str, ...]:
    """Lists the signs of a text and what they stand between, however they are written."""
    plain = normalise(text)
    for written, sign in _SPELT:
        plain = plain.replace(written, sign)
    plain = re.sub(r"(?<!\w)\+(?=\d)", "", plain).replace(" ", "")
    signs = _SIGNS.findall(plain)
    ends = re.findall(r"\w+", plain) if {"->", ":", "<", ">"} & set(signs) else []
    return (*sorted(signs), *ends)
