"""The numbers of a text found, and joined to ranges.

`values` reads number words and amounts (340k is 340,000), `dates` years and days. 24 is 1924 where a year is
asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from studykit.english.dates import DAYS, DECADES, ORDINALS, date_at, month_of
from studykit.english.text import Token, tokens
from studykit.english.values import SCALES, TENS, UNITS, DateRules, Value, ValueKind, amount_at, share, span

_ABOUT = frozenset("about around roughly approximately circa nearly almost over approx c some ish".split())
_FILLERS = _ABOUT | frozenset(
    "the in of year ad ce a an and early late by on to from between during it was".split()
)
_JOINTS = ("-", "to", "/", "until", "till", "through")
PLAIN = DateRules()
"""How numbers are read where nothing is known of what is asked."""
_BEGINNINGS = frozenset({**UNITS, **TENS, **SCALES, **DAYS, **ORDINALS, **DECADES, "a": 1, "half": 2})


@lru_cache(maxsize=8192)
def value_of(text: str, rules: DateRules = PLAIN, language: str = "") -> Value | None:
    """Reads a text that is a number and nothing else of weight ("about 600,000", "the 1920s"), else None."""
    found = tokens(text, language)
    read = values(found, rules)
    if len(read) != 1:
        return None
    inside = set(range(read[0].start, read[0].end))
    rest = [t for i, t in enumerate(found) if i not in inside and t.kind == "word" and t.text not in _FILLERS]
    return None if rest else read[0]


def values(found: Sequence[Token], rules: DateRules = PLAIN) -> tuple[Value, ...]:
    """Finds every number in a sequence of tokens, from left to right, ranges joined."""
    single: list[Value] = []
    end = 0
    for at in [at for at, token in enumerate(found) if _may_begin(token.kind, token.text)]:
        if at >= end:
            value = date_at(found, at, rules) or share(found, at) or amount_at(found, at)
            if value is not None:
                single.append(_rough(found, _as_year(value, rules)))
                end = value.end
    return tuple(_ranges(found, single))


@lru_cache(maxsize=16384)
def _may_begin(kind: str, text: str) -> bool:
    """Says whether a token can begin a number at all: most words cannot."""
    return kind == "number" or (kind == "word" and (text in _BEGINNINGS or month_of(text) > 0))


def _as_year(value: Value, rules: DateRules) -> Value:
    """Takes "twenty-two" for a year where one is asked for."""
    plain = value.kind is ValueKind.AMOUNT and not value.unit and float(value.first).is_integer()
    if not (rules.short and plain and 13 <= value.first <= 99):
        return value
    year = rules.century * 100 + int(value.first)
    return Value(ValueKind.DATE, *span(year), value.start, value.end)


def _rough(found: Sequence[Token], value: Value) -> Value:
    before = found[max(0, value.start - 2) : value.start]
    return replace(value, about=True) if any(token.text in _ABOUT for token in before) else value


def _ranges(found: Sequence[Token], single: list[Value]) -> list[Value]:
    """Joins values with a dash or "to" between them: 1924-29, "from 1924 to 1929", "between 1 and 3"."""
    joined: list[Value] = []
    for value in single:
        last = joined[-1] if joined else value
        end = _end_of_range(found, last, value)
        if end is None:
            joined.append(value)
        else:
            kind = ValueKind.RANGE if last.kind is ValueKind.DATE else ValueKind.AMOUNT
            unit = last.unit or value.unit
            joined[-1] = Value(kind, last.first, end, last.start, value.end, last.about, unit)
    return joined


def _end_of_range(found: Sequence[Token], last: Value, value: Value) -> float | None:
    """Computes where the range of two values ends, or None when they are none; "1923-5" ends in 1925."""
    joint = found[last.end].text if last.end < len(found) else ""
    between = joint == "and" and last.start and found[last.start - 1].text in ("between", "from")
    apart = value.start != last.end + 1 or not (joint in _JOINTS or between)
    if apart or ValueKind.RANGE in (last.kind, value.kind):
        return None
    dates = last.kind is ValueKind.DATE
    if last.kind is value.kind:
        near = joint != "/" or (dates and value.first - last.first < 20001)
        return value.last if near and last.first < value.first else None
    if not dates or value.first > 99:
        return None
    year, size = int(last.first // 10000), 100 if value.first >= 10 else 10
    whole = year // size * size + int(value.first)
    return span(whole)[1] if value.first == value.last and year < whole else None
