"""Cards answered with one name, term, phrase, date, range or number: `answer:`, and the gaps of a cloze."""

from __future__ import annotations

import re
from dataclasses import replace

from studykit.english.stems import stem
from studykit.english.text import in_english, normalise
from studykit.english.values import Agreement, Value, ValueKind, agreement
from studykit.english.words import STOP
from studykit.marking import explain
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
_SIDES = frozenset(("more", "less", "fewer", "before", "after", "over", "under", "early", "late"))
"""Words that make a number the other side of itself."""
_CLOSENESS = list(Agreement)


def mark_term(key: Key, reading: Reading) -> Mark:
    """Marks an answer to a term card."""
    wordings = key.items[0]
    exact = normalise(reading.text).strip(" .") in key.phrasings
    signs = None if exact else _signs_differ(key, reading)
    if exact or (not signs and key.worded(reading)):
        return _right(key, None)
    echoes = reading.echoes and len(reading.words) > 1 and not any(wording.echo for wording in wordings)
    if signs or echoes:
        return _wrong(key, signs or explain.repeats(key, reading))
    values = [wording for wording in wordings if wording.value is not None]
    if values and reading.numbers:
        return _mark_value(key, values, reading)
    if len(values) == len(wordings):
        amount = values[0].value is not None and values[0].value.kind is ValueKind.AMOUNT
        return _wrong(key, f"a {'number' if amount else 'time'} was asked for")
    return _mark_wording(key, reading)


def _mark_wording(key: Key, reading: Reading) -> Mark:
    """Marks an answer in words: what stands against it, then how likely it is."""
    (judged,) = judge_items(key, reading, loose=False)
    sure = judged.state is not ItemState.OPEN
    if why := objection(key, reading, judged):
        return _wrong(key, why)
    if judged.guess:
        extra = _false_addition(key, reading, judged)
        sure = sure and next(alternatives(key, reading, judged.found.words), None) is None
        why = f'the answer is there, but "{extra}" does not belong to it'
        return _partial(key, why, sure=False) if extra else _right(key, judged, sure=sure)
    why = explain.repeats(key, reading)
    score = round(min(0.5, judged.likelihood), 3)
    open_ = () if sure else (0,)
    return Mark(Verdict.WRONG, score, (), why, explain.model_answer(key, {}), sure=sure, open=open_)


def objection(key: Key, reading: Reading, judged: Judged) -> str | None:
    """Says what makes an answer wrong for certain, or None."""
    found = judged.found
    text = found.wording.text
    if judged.certain and (found.denied or found.contrary or found.exchanged):
        numbers = all(
            found.wording.units[at].word.value is not None for at in (*found.denied, *found.contrary)
        )
        if numbers and not found.exchanged:
            return f"it is {text}"
        return explain.denied(text) if found.wording.title and reading.negated else explain.OPPOSITE
    # The family's name of one may stand in the name of another: Yao Wenyuan, Hu Yaobang.
    more = key.vocabulary.chinese and len(reading.words) > len(found.pairs)
    unlike = more or not found.full or not found.wording.written
    if unlike and (other := _answer_to_another(key, reading)) is not None:
        prompt = " ".join(other.replace("*", "").replace('"', "'").split())
        return f'that is the answer to "{prompt}"'
    if found.share > 0.5 and (rival := offered(key, reading, found.words, named=found.wording.title)):
        return explain.two_answers(reading.between(min(found.words), max(found.words)), rival.text)
    return None


def _false_addition(key: Key, reading: Reading, judged: Judged) -> str | None:
    """Finds a year that stands alone beside a right answer and is not the year of the card."""
    if key.card.date is None or not judged.found.full:
        return None
    left = [word for i, word in enumerate(reading.words) if i not in judged.found.words]
    for word in left:
        year = word.value.year if word.value is not None and not word.claim.denied else None
        alone = sum(other.claim.clause == word.claim.clause for other in left) == 1
        if year is not None and year not in key.years and alone:
            return word.text
    return None


def _right(key: Key, judged: Judged | None, *, sure: bool = True) -> Mark:
    how = judged.found if judged else None
    why = explain.right([how] if how else []) if sure else ""
    model = explain.model_answer(key, {0: how})
    return Mark(Verdict.CORRECT, 1.0, (0,) if sure else (), why, model, sure=sure, open=() if sure else (0,))


def _wrong(key: Key, why: str) -> Mark:
    return Mark(Verdict.WRONG, 0.0, (), why, explain.model_answer(key, {}))


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


def _mark_value(key: Key, right: list[Wording], reading: Reading) -> Mark:  # noqa: PLR0911 - a case a line
    """Marks an answer that names numbers to a card that holds one."""
    asserted = [each for each in reading.numbers if not reading.words[each[1]].claim.denied]
    of_prompt = reading.repeats if len(reading.words) > 1 else ()
    beside_or = {at for _, at in asserted if reading.words[at].claim.part in reading.either}
    asserted = [each for each in asserted if each[1] not in of_prompt or each[1] in beside_or]
    given = [(*_closest(key, value, right), value, at) for value, at in asserted]
    if not given:
        return _wrong(key, explain.denied(right[0].text))
    how, wording, value, at = min(given, key=lambda one: _CLOSENESS.index(one[0]))
    said = reading.words[at].text
    if how is Agreement.SAME:
        apart = [each[3] for each in given if _is_other(each[0], each[2], value)]
        others_or = [each for each in given if each[3] in beside_or and each[2].first != value.first]
        apart += [each[3] for each in others_or if each[0] is not Agreement.SAME or each[2].has_month]
        others = [place for place in apart if place != at]
        if others and not _beside_the_point(key, reading, at, others):
            return _wrong(key, explain.two_answers(said, reading.words[others[0]].text))
        if rival := offered(key, reading, frozenset((at,)), named=False):
            return _wrong(key, explain.two_answers(said, rival.text))
    if not key.contraries[0].isdisjoint(_SIDES.intersection(reading.plain)):
        return _wrong(key, explain.OPPOSITE)
    if _turned(key, wording, in_english(reading.text, key.vocabulary.language), said):
        return _partial(key, "", sure=False)
    if how is Agreement.SAME:
        month = _wrong_month(key, wording, value)
        return _partial(key, f"the year is right, but it was {month}") if month else _right(key, None)
    date = wording.value is not None and wording.value.kind is not ValueKind.RANGE
    if how is Agreement.LESS_PRECISE and len(given) == 1 and not (date and value.kind is ValueKind.RANGE):
        return _less_precise(key, reading, wording)
    return _wrong(key, explain.other_value(value, how, wording, _answer_to_another(key, reading)))


def _less_precise(key: Key, reading: Reading, wording: Wording) -> Mark:
    """Marks a number that is rough; with all words of a wording that is more than one, it is right."""
    typed = set(map(stem, reading.plain))
    if any(each.value is None and typed.issuperset(map(stem, each.reading.bare)) for each in key.items[0]):
        return _right(key, None)  # "New Year's Eve 1958"
    return _partial(key, f"right as far as it goes; the full answer is {wording.text}")


def _turned(key: Key, wording: Wording, text: str, said: str) -> bool:
    """Says whether a word just before a number makes another of it that neither prompt nor key has."""
    before = re.search(rf"\b(before|after|under|over|than)\s+{re.escape(said)}", normalise(text))
    asked = key.prompt.union(wording.reading.plain)
    return before is not None and before[1] not in asked and key.prompt.isdisjoint(_ASKS_ROUGHLY)


def _closest(key: Key, value: Value, right: list[Wording]) -> tuple[Agreement, Wording]:
    """Finds how a value stands to the nearest right one."""
    rough = ROUGHLY if key.prompt & _ASKS_ROUGHLY else 0.0
    if value.unit == "%" and {"cent", "percent", "%", "percentage"} & key.prompt:
        value = replace(value, unit=right[0].value.unit if right[0].value else "")
    ranked = [(agreement(value, each.value, rough), each) for each in right if each.value is not None]
    exact = [each for each in ranked if each[1].value and each[1].value.has_month]
    how, wording = min((*exact, *ranked), key=lambda pair: _CLOSENESS.index(pair[0]))
    if value.kind is ValueKind.RANGE and _ends_are_right(value, right):
        return Agreement.SAME, wording
    whole = wording.value
    if how is Agreement.LESS_PRECISE and whole is not None and str(whole.year) in key.prompt:
        inside = value.assumed and whole.first <= value.first and value.last <= whole.last
        if inside or value.kind is ValueKind.DAY:
            return Agreement.SAME, wording  # the prompt gives the year
    return how, wording


def _ends_are_right(value: Value, right: list[Wording]) -> bool:
    """Says whether both ends of "31 December 1958 / 1 January 1959" are right by themselves."""
    days = [each.value for each in right if each.value and each.value.kind is ValueKind.DATE]
    return value.first in {day.first for day in days} and value.last in {day.last for day in days}


def _is_other(how: Agreement, other: Value, value: Value) -> bool:
    """Says whether another number stands against the right one: of the same sort, and not a part of it."""
    part = how is Agreement.SAME or (how is Agreement.LESS_PRECISE and other.assumed)
    return other.kind is value.kind and other.unit == value.unit and not part


def _wrong_month(key: Key, wording: Wording, value: Value) -> str | None:
    """Says when it was where a right year has a month or day that the card knows to be another."""
    date = key.card.date
    if not value.has_month or wording.value is None or wording.value.has_month:
        return None
    if date is None or (date.end - date.start).days > 300:
        months = (each for each in key.items[0] if each.value and each.value.has_month)
        return next((each.text for each in months if each.value and each.value.year == value.year), None)
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

_SHARES = frozenset(("cent", "percent", "%", "percentage", "share", "proportion", "fraction", "part"))
_HAS_UNIT = re.compile(r"(?<![\w.])[-−]\d|\bminus \d|[£$€]")
"""What makes another number of a number."""


def _signs_differ(key: Key, reading: Reading) -> str | None:
    """Says that a sign is another than in the answer, where it changes what is meant (-5, <, £, A -> B)."""
    first = key.items[0][0]
    other_unit = first.value is not None and (_HAS_UNIT.search(reading.text) or _is_share(key, reading))
    if not (_HAS_SIGN.search(first.text) or other_unit):
        return None
    typed = _signed(reading.text)
    if any(_signed(wording.text) == typed for wording in key.items[0]):
        return None
    kind = first.value is None or first.value.kind is ValueKind.AMOUNT
    return f"you wrote {reading.text.strip()}; it is {first.text}" if kind else None


def _is_share(key: Key, reading: Reading) -> bool:
    """Says whether a percentage is typed where a plain amount was asked for."""
    values = [wording.value for wording in key.items[0]]
    amounts = all(value and value.kind is ValueKind.AMOUNT and not value.unit for value in values)
    return amounts and "%" in reading.text and _SHARES.isdisjoint(key.prompt)


def _signed(text: str) -> tuple[str, ...]:
    """Lists the signs of a text and what they stand between, however they are written."""
    plain = normalise(text)
    for written, sign in _SPELT.items():
        plain = plain.replace(written, sign)
    plain = re.sub(r"(?<!\w)\+(?=\d)", "", plain).replace(" ", "")
    signs = _SIGNS.findall(plain)
    ends = re.findall(r"\w+", plain) if {"->", ":", "<", ">"} & set(signs) else []
    return (*sorted(signs), *ends)
