"""Years, dates, ranges, centuries and quantities as values: 340k is 340,000 and '24 is 1924."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from studykit.marking.amounts import amount_at, share
from studykit.marking.dates import date_at, year_at
from studykit.marking.text import Token, tokens
from studykit.marking.values import Kind, Value, span

_ABOUT = frozenset("about around roughly approximately circa nearly almost over approx c some ish".split())
_FILLERS = _ABOUT | frozenset(
    "the in of year ad ce a an and early late by on to from between during it was".split()
)
_JOINTS = ("-", "to", "/", "until", "till", "through")


class Agreement(Enum):
    """How a value that was typed stands to the right one."""

    SAME = "same"
    LESS_PRECISE = "less precise"
    NEAR = "near"
    """A date or an amount that is close but not it, such as a year one off."""
    OFF = "off"


@lru_cache(maxsize=8192)
def value_of(text: str) -> Value | None:
    """Read a text that is a number and nothing else of weight ("about 600,000", "the 1920s"), else None."""
    found = tokens(text)
    read = values(found)
    if len(read) != 1:
        return None
    inside = set(range(read[0].start, read[0].end))
    rest = [t for i, t in enumerate(found) if i not in inside and t.kind == "word" and t.text not in _FILLERS]
    return None if rest else read[0]


def values(found: Sequence[Token]) -> tuple[Value, ...]:
    """Find every number in a sequence of tokens, from left to right, ranges joined."""
    single: list[Value] = []
    at = 0
    while at < len(found):
        value = date_at(found, at) or year_at(found, at) or share(found, at) or amount_at(found, at)
        if value is None:
            at += 1
            continue
        single.append(_rough(found, value))
        at = value.end
    return tuple(_ranges(found, single))


def _rough(found: Sequence[Token], value: Value) -> Value:
    before = found[max(0, value.start - 2) : value.start]
    if any(token.text in _ABOUT for token in before):
        return Value(value.kind, value.first, value.last, value.start, value.end, True, value.unit)
    return value


def _ranges(found: Sequence[Token], single: list[Value]) -> list[Value]:
    """Join values with a dash or "to" between them: 1924-29, "from 1924 to 1929", "between 1 and 3"."""
    joined: list[Value] = []
    for value in single:
        last = joined[-1] if joined else None
        if last is not None and _makes_range(found, last, value):
            first, second = last.first, value.last
            if last.kind is Kind.DATE and value.kind is not Kind.DATE:
                year = int(last.first // 10000) // 100 * 100 + int(value.first)
                second = span(year)[1]
            kind = Kind.RANGE if last.kind is Kind.DATE else Kind.AMOUNT
            joined[-1] = Value(
                kind, first, second, last.start, value.end, last.about, last.unit or value.unit
            )
        else:
            joined.append(value)
    return joined


def _makes_range(found: Sequence[Token], last: Value, value: Value) -> bool:
    if value.start != last.end + 1 or last.kind is Kind.RANGE or value.kind is Kind.RANGE:
        return False
    joint = found[last.end].text
    before = found[last.start - 1].text if last.start else ""
    if joint not in _JOINTS and not (joint == "and" and before == "between"):
        return False
    if last.kind is Kind.DATE:
        if value.kind is Kind.DATE:
            return last.first < value.first and (joint != "/" or value.first - last.first < 20001)
        return value.first == value.last and int(last.first // 10000) % 100 < value.first <= 99
    return last.kind is value.kind is Kind.AMOUNT and last.first < value.first and joint != "/"


def agreement(said: Value, right: Value, rough: float = 0.0) -> Agreement:
    """Compare what was typed with what is right.

    Args:
        said: the value typed.
        right: the value the card holds.
        rough: how far an amount may be off, as a share of the right one (0.05 is 5 %).
    """
    if Kind.SHORT_YEAR in (said.kind, right.kind):
        return _short_year(said, right)
    if right.kind is Kind.AMOUNT or said.kind is Kind.AMOUNT:
        return _amounts(said, right, rough)
    if right.first <= said.first and said.last <= right.last:
        if right.kind is Kind.RANGE and (said.first, said.last) != (right.first, right.last):
            return Agreement.LESS_PRECISE
        return Agreement.SAME
    if said.first <= right.first and right.last <= said.last:
        return Agreement.LESS_PRECISE
    close = abs(said.first // 10000 - right.first // 10000) <= 1
    return Agreement.NEAR if close and said.kind is right.kind else Agreement.OFF


def _short_year(said: Value, right: Value) -> Agreement:
    """Two digits agree with any year that ends in them; beside an amount they are a plain number."""
    numbers = []
    for value in (said, right):
        if value.kind is Kind.DATE:
            numbers.append(int(value.first // 10000) % 100)
        elif value.kind is Kind.RANGE:
            return Agreement.OFF
        else:
            numbers.append(int(value.first))
    if numbers[0] == numbers[1]:
        whole = right.kind is not Kind.DATE or right.last - right.first >= 1130
        return Agreement.SAME if whole else Agreement.LESS_PRECISE
    return Agreement.NEAR if abs(numbers[0] - numbers[1]) == 1 else Agreement.OFF


def _amounts(said: Value, right: Value, rough: float) -> Agreement:
    if said.kind is not Kind.AMOUNT or right.kind is not Kind.AMOUNT:
        whole = said if said.kind is Kind.AMOUNT else right
        other = right if whole is said else said
        same = other.year is not None and whole.first == other.year
        return Agreement.SAME if same else Agreement.OFF
    if said.unit != right.unit:
        return Agreement.OFF
    slack = max(rough, 0.05 if right.about else 0.0, 0.02 if said.about and right.unit == "%" else 0.0)
    low, high = right.first - slack * abs(right.first), right.last + slack * abs(right.last)
    if said.unit == "%" and slack == 0 and said.first == said.last:
        low, high = low - 0.5, high + 0.5
    if low <= said.first and said.last <= high:
        inside = right.first < right.last and (said.first, said.last) != (right.first, right.last)
        return Agreement.LESS_PRECISE if inside and not slack else Agreement.SAME
    close = abs(said.first - right.first) <= max(1.0, 0.02 * abs(right.first))
    return Agreement.NEAR if close else Agreement.OFF
