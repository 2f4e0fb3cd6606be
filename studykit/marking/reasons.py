"""Why: one short sentence for a sixteen-year-old. It never begins with the name of a verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence

from studykit.marking.compiled import Compiled
from studykit.marking.match import Match
from studykit.marking.numbers import Agreement
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading
from studykit.marking.text import normalise
from studykit.marking.values import Kind, Value

RIGHT = "right"
GAVE_UP = "no answer this time; read the right one and it will come back"
EMPTY = "nothing was typed"
WRONG_WAY_ROUND = "right people, wrong way round, or the wrong person; who did what?"
SAYS_THE_OPPOSITE = "you say the opposite of what is meant"
REPEATS_QUESTION = "that only repeats the question"
NO_POINT = "none of the key points is there"
NOT_IT = "that is not what was asked for"

_SHOWN = 2
"""How many missing items or points are named."""


def near_miss(wrong: str, why: str) -> str:
    """Give what the card says to a tempting wrong answer."""
    return f"{wrong} is one of the near misses: {why}"


def right(phrase: Phrase, said: Match, reading: Reading) -> str:
    """Say that it is right, and name what was misspelt."""
    words = _misspelt(phrase, said, reading)
    return f"right (spelling: {' '.join(words)})" if words else RIGHT


def _misspelt(phrase: Phrase, said: Match, reading: Reading) -> list[str]:
    """Give the words of the phrase that were misspelt, as the card has them."""
    slips = {
        phrase.slots[number].word
        for number, index in said.slots.items()
        if reading.words[index].slips and reading.words[index].meant == phrase.slots[number].word
    }
    parts = (part.strip('.,;:!?()"“”') for part in phrase.text.replace("-", " ").split())
    return [part for part in parts if normalise(part).replace("'", "") in slips]


def right_items(said: Sequence[tuple[Match, Phrase, Reading]]) -> str:
    """Say that all items are right, and name what was misspelt."""
    words = [word for found, phrase, reading in said for word in _misspelt(phrase, found, reading)]
    return f"right (spelling: {', '.join(words)})" if words else RIGHT


def some_items(made: int, need: int, missing: Sequence[str], others: Sequence[str]) -> str:
    """Say how many items are right, and what is missing or does not belong."""
    if made >= need:
        return f"{', '.join(others[:_SHOWN])} {'does' if len(others) == 1 else 'do'} not belong there"
    text = count(made, need, missing, "item")
    return f"{text} ({', '.join(others[:_SHOWN])} is not one)" if len(others) == 1 else text


def no_items(others: Sequence[str], *, made: int) -> str:
    """Say that nothing asked for is named, or too much besides it."""
    if made:
        return "you name too many others as well; name only the right ones"
    if others:
        return f"{others[0]} is not one of them" if len(others) == 1 else "none of these is one of them"
    return "none of the items is there"


def right_points(made: int, missing: Sequence[str]) -> str:
    """Say that enough points are made, and which could be added."""
    if not missing:
        return "all the key points are there"
    return f"{made} good point{'s' if made > 1 else ''}; you could add: {missing[0]}"


def count(made: int, need: int, missing: Sequence[str], noun: str) -> str:
    """Say how many of the needed points or items are there, and name some that are missing."""
    text = f"{made} of {need} {noun}{'s' if need > 1 else ''}"
    return f"{text}: missing {'; '.join(missing[:_SHOWN])}" if missing else text


def answers_another(prompt: str) -> str:
    """Say that the answer belongs to another card."""
    return f"that {_answers(prompt)}"


def _answers(prompt: str) -> str:
    plain = " ".join(prompt.replace("*", "").replace('"', "'").split())
    return f'is the answer to "{plain}"'


def denied(text: str) -> str:
    """Say that the answer denies the right thing."""
    return f"you say that it is not {text}, but it is"


def two_answers(text: str, rival: str) -> str:
    """Say that two answers were offered."""
    return f"you offer two answers, {text} and {rival}; which one?"


def two_values(one: Value, other: Value) -> str:
    """Say that two numbers were offered."""
    return f"you give both {show(one)} and {show(other)}; which one?"


def show(value: Value) -> str:
    """Write a value as a person would."""
    if value.year is not None:
        return str(value.year)
    if value.kind is Kind.RANGE:
        return f"{value.first // 10000:.0f}-{value.last // 10000:.0f}"
    if value.kind is Kind.SHORT_YEAR:
        return f"'{value.first:02.0f}"
    if math.isinf(value.first):  # hundreds of digits
        return "a number without an end"
    amount = f"{value.first:,.0f}" if value.first == int(value.first) else f"{value.first:,.1f}"
    return f"{amount} %" if value.unit else amount


def less_precise(text: str) -> str:
    """Say that it is right but rough."""
    return f"right as far as it goes; the full answer is {text}"


def other_value(value: Value, how: Agreement, phrase: Phrase, prompt: str | None) -> str:
    """Say that it is another number, how far off, and to which other card it would be right."""
    if prompt is not None:
        return f"{show(value)} {_answers(prompt)}; here it is {phrase.text}"
    if value.kind is Kind.AMOUNT and phrase.value is not None and phrase.value.kind is not Kind.AMOUNT:
        return f"{NOT_IT}: {_sort(phrase.value)} is"
    right_year = phrase.value.year if phrase.value is not None else None
    if value.year is not None and right_year is not None and abs(value.year - right_year) == 1:
        return f"one year off: it was {phrase.text}"
    if how is Agreement.LESS_PRECISE:
        return f"not exact enough: it is {phrase.text}"
    return f"you give {show(value)}; it is {phrase.text}"


def not_it(known: Compiled, reading: Reading, said: Match, phrase: Phrase) -> str:
    """Say why an answer is none: the question repeated, something else, or only a part of it."""
    content = {word.stem for word in reading.words if word.names}
    if content and content <= known.asked:
        return REPEATS_QUESTION
    missing = [
        slot.word for number, slot in enumerate(phrase.slots) if number not in said.slots and slot.weight
    ]
    if said.slots and missing and len(phrase.slots) > 1:
        shown = [part for part in phrase.text.split() if normalise(part).strip(".,;:") in missing] or missing
        return f"only a part of it; {' and '.join(shown[:_SHOWN])} is missing"
    if phrase.value is not None and not reading.numbers:
        return f"{NOT_IT}: {_sort(phrase.value)} is"
    return NOT_IT


def _sort(value: Value) -> str:
    """Name what sort of number a value is."""
    if value.kind is Kind.AMOUNT:
        return "a number"
    if value.kind is Kind.RANGE:
        return "a stretch of years"
    days = value.last - value.first
    return "a year" if days > 100 else "a month and its year" if days else "a date"
