"""Days, years, decades and centuries in figures and words: 27/1/1924, '24, the 1920s, nineteen twenty."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from studykit.marking.amounts import SCALES, TENS, UNITS
from studykit.marking.text import Token
from studykit.marking.values import Kind, Value, span

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"twenty-first": 21}
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_BEFORE_YEARS = frozenset("in by since until year early late mid".split())
_AFTER_DAYS = frozenset(("st", "nd", "rd", "th", "of", ","))
_BETWEEN = frozenset((",", "of", "in"))
_LAST_DAY = 31
_DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()}


def date_at(found: Sequence[Token], at: int) -> Value | None:
    """Read a day or a month with its year, in figures or with the month's name."""
    token = found[at]
    if token.kind == "number" and re.fullmatch(r"(0?[1-9]|1[0-2])/\d{4}", token.text):
        month, year = (int(part) for part in token.text.split("/"))
        return Value(Kind.DATE, *span(year, month), at, at + 1)
    if token.kind == "number" and re.fullmatch(r"\d{1,4}([/.-]\d{1,4}){2}", token.text):
        return _figures(token.text, at)
    if token.kind == "number" and re.fullmatch(r"\d{1,2}", token.text):
        end = _past(found, at + 1, _AFTER_DAYS)
        month = _MONTHS.get(found[end].text, 0) if end < len(found) else 0
        return _with_year(found, at, end + 1, month, int(token.text)) if month else None
    if token.text in _MONTHS:
        return _month_first(found, at)
    return None


def _month_first(found: Sequence[Token], at: int) -> Value | None:
    """Read "January 27th, 1924", "January 1924" and "Jan 53"."""
    month, end = _MONTHS[found[at].text], at + 1
    if end == len(found) or not re.fullmatch(r"\d{1,2}", found[end].text):
        return _with_year(found, at, end, month, 0)
    number = int(found[end].text)
    if number > _LAST_DAY:
        return Value(Kind.DATE, *span(1900 + number, month), at, end + 1)
    return _with_year(found, at, _past(found, end + 1, _AFTER_DAYS), month, number)


def _past(found: Sequence[Token], at: int, words: frozenset[str]) -> int:
    """Give the first place from here on that holds none of these words."""
    while at < len(found) and found[at].text in words:
        at += 1
    return at


def _with_year(found: Sequence[Token], at: int, end: int, month: int, day: int) -> Value | None:
    """Read the year after a day and a month."""
    end = _past(found, end, _BETWEEN)
    year = year_at(found, end) if end < len(found) else None
    if day > _LAST_DAY or year is None or year.kind is Kind.RANGE:
        return None
    number = int(year.first) + 1900 if year.kind is Kind.SHORT_YEAR else int(year.first // 10000)
    return Value(Kind.DATE, *span(number, month, day), at, year.end)


def _figures(text: str, at: int) -> Value | None:
    one, two, three = (int(part) for part in re.split(r"[/.-]", text))
    year, month, day = (one, two, three) if one > 31 else (three, two, one)
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Value(Kind.DATE, *span(year, month, day), at, at + 1)


def year_at(found: Sequence[Token], at: int) -> Value | None:
    """Read a year, a decade or a century."""
    token = found[at]
    following = found[at + 1].text if at + 1 < len(found) else ""
    if token.kind == "number":
        return _year_in_figures(found, token.text, following, at)
    if token.text in _DECADES:
        return _decade(1900 + _DECADES[token.text], at, at + 1)
    if token.text in _ORDINALS and following in ("century", "cent"):
        return _century(_ORDINALS[token.text], at, at + 2)
    if token.text in ("eighteen", "nineteen", "seventeen", "sixteen") and following:
        return _year_in_words(found, at)
    if (
        token.text == "twenty"
        and following == "first"
        and at + 2 < len(found)
        and found[at + 2].text == "century"
    ):
        return _century(21, at, at + 3)
    return None


def _year_in_figures(found: Sequence[Token], text: str, following: str, at: int) -> Value | None:
    digits = text.strip("'s")
    plural = text.endswith("s") or (following == "s" and found[at + 1].start == found[at].start + len(text))
    end = at + 2 if plural and not text.endswith("s") else at + 1
    if re.fullmatch(r"1\d{3}|20\d{2}", text):
        return _decade(int(text), at, end) if plural else Value(Kind.DATE, *span(int(text)), at, at + 1)
    if re.fullmatch(r"\d0s?", text.strip("'")) and plural:
        return _decade(1900 + int(digits), at, end)
    if text.startswith("'") and digits.isdigit():
        return Value(Kind.SHORT_YEAR, int(digits), int(digits), at, at + 1)
    century = next(
        (i for i in (at + 1, at + 2) if i < len(found) and found[i].text in ("century", "cent")), None
    )
    if digits.isdigit() and len(digits) <= 2 and century and following in ("st", "nd", "rd", "th", "century"):
        return _century(int(digits), at, century + 1)
    before = found[at - 1].text if at else ""
    alone = before in _BEFORE_YEARS or len(found) == 1
    if alone and re.fullmatch(r"\d\d", text) and following not in SCALES and following != "%":
        return Value(Kind.SHORT_YEAR, int(text), int(text), at, at + 1)
    return None


def _decade(year: int, at: int, end: int) -> Value:
    return Value(Kind.RANGE, year * 10000 + 101, (year + 9) * 10000 + 1231, at, end)


def _century(number: int, at: int, end: int) -> Value:
    return Value(Kind.RANGE, (number - 1) * 1_000_000 + 101, (number - 1) * 1_000_000 + 991231, at, end)


def _year_in_words(found: Sequence[Token], at: int) -> Value | None:
    """Read "nineteen twenty-four", "nineteen oh five" and "nineteen hundred"."""
    century = UNITS[found[at].text] * 100
    end = at + 1
    while end < len(found) and found[end].text in ("hundred", "and", "-"):
        end += 1
    word = found[end].text if end < len(found) else ""
    if word in TENS:
        rest, end = TENS[word], end + 1
        if end < len(found) and found[end].text == "-":
            end += 1
        if end < len(found) and 1 <= UNITS.get(found[end].text, 0) <= 9:
            rest, end = rest + UNITS[found[end].text], end + 1
    elif word in _DECADES:
        return _decade(century + _DECADES[word], at, end + 1)
    elif word in ("oh", "o") and end + 1 < len(found) and found[end + 1].text in UNITS:
        rest, end = UNITS[found[end + 1].text], end + 2
    elif UNITS.get(word, 0) >= 10:
        rest, end = UNITS[word], end + 1
    elif found[at + 1].text == "hundred":
        rest = UNITS.get(word, 0)
        end += word in UNITS
    else:
        return None
    return Value(Kind.DATE, *span(century + rest), at, end)
