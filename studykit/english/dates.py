"""Days, months, years, decades and centuries in figures and words: 27/1/1924, Jan 24, the 1920s, nineteen twenty."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace

from studykit.english.amounts import SCALES, TENS, UNITS
from studykit.english.text import Token
from studykit.english.values import DateRules, Kind, Value, span

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"twenty-first": 21}
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
"""Names of the months, whole and shortened, and their numbers."""
_SUFFIXES = ("st", "nd", "rd", "th")
_AFTER_DAYS = frozenset((*_SUFFIXES, "of", ","))
_BETWEEN = frozenset((",", "of", "in", ".", "the", "year"))
_LAST_DAY = 31
_DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()}
_CENTURIES = ("century", "cent")


def date_at(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads a day or a month, with its year or without, in figures or with the month's name."""
    token = found[at]
    if token.text in MONTHS and token.kind == "word":
        return _month_first(found, at, rules)
    if token.kind != "number":
        return None
    parts = re.split(r"[/.-]", token.text.strip("'s"))
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return _figures([int(part) for part in parts], at, rules)
    if len(parts) == 2 and re.fullmatch(r"\d{1,2}/\d{4}", token.text) and 1 <= int(parts[0]) <= 12:
        return Value(Kind.DATE, *span(int(parts[1]), int(parts[0])), at, at + 1)
    if (
        len(parts) == 2
        and rules.days
        and rules.year
        and re.fullmatch(r"\d{1,2}\.\d{1,2}", token.text)
        and 1 <= int(parts[1]) <= 12
    ):
        return Value(Kind.DATE, *span(rules.year, int(parts[1]), int(parts[0])), at, at + 1, assumed=True)
    if not re.fullmatch(r"\d{1,2}", token.text) or int(token.text) > _LAST_DAY:
        return None
    end = _past(found, at + 1, _AFTER_DAYS)
    month = MONTHS.get(_text(found, end), 0)
    if month:
        return _with_year(found, at, end + 1, (month, int(token.text)), rules)
    if (
        _text(found, at + 1) in ("-", "to")
        and _text(found, at + 2).isdigit()
        and _text(found, at + 3) in MONTHS
    ):
        last = _with_year(found, at, at + 4, (MONTHS[found[at + 3].text], int(found[at + 2].text)), rules)
        first = last and last.first - int(found[at + 2].text) + int(token.text)
        return replace(last, first=first) if last and first < last.last else None
    if rules.months and _text(found, at + 1) == "/" and re.fullmatch(r"\d\d", _text(found, at + 2)):
        year = rules.century * 100 + int(_text(found, at + 2))
        if 1 <= int(token.text) <= 12:
            return Value(Kind.DATE, *span(year, int(token.text)), at, at + 3)
    if rules.short and _text(found, at + 1) in _SUFFIXES and _text(found, at + 2) not in _CENTURIES:
        return Value(Kind.DAY, int(token.text), int(token.text), at, at + 2)
    return None


def _text(found: Sequence[Token], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""


def _month_first(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads "January 27th, 1924", "January 1924" and "Jan 24"; "may" and "march" alone are other words."""
    month, end = MONTHS[found[at].text], at + 1
    end = end + 1 if _text(found, end) == "." else end
    written = _text(found, end).strip("'")
    if not re.fullmatch(r"\d{1,2}", written):
        alone = found[at].text not in ("may", "march", "mar", "dec", "sept") or len(found) == 1
        return _with_year(found, at, end, (month, 0), rules, alone=alone)
    number, after = int(written), _past(found, end + 1, _AFTER_DAYS)
    if number <= _LAST_DAY and (year := _year_after(found, after)):
        return Value(Kind.DATE, *span(year, month, number), at, after + 1)
    if _text(found, end + 1) in _SUFFIXES or (number <= _LAST_DAY and (rules.days or not rules.short)):
        return _with_year(found, at, after, (month, number), rules)
    return Value(Kind.DATE, *span(rules.century * 100 + number, month), at, end + 1)


def _past(found: Sequence[Token], at: int, words: frozenset[str]) -> int:
    """Finds the first place from here on that holds none of these words."""
    while at < len(found) and found[at].text in words:
        at += 1
    return at


def _year_after(found: Sequence[Token], at: int) -> int | None:
    """Reads four digits as a year."""
    text = _text(found, at)
    return int(text) if re.fullmatch(r"1\d{3}|20\d{2}", text) else None


def _with_year(
    found: Sequence[Token],
    at: int,
    end: int,
    month_and_day: tuple[int, int],
    rules: DateRules,
    *,
    alone: bool = True,
) -> Value | None:
    """Reads the year after a month and a day; where none is written, it is the one the card means."""
    after = _past(found, end, _BETWEEN)
    year, until = _year_after(found, after), after + 1
    if year is None and rules.short and re.fullmatch(r"'?\d\d", _text(found, after)):
        year = rules.century * 100 + int(_text(found, after).strip("'"))
    if year is None and after < len(found) and (words := _year_in_words(found, after)) and words.year:
        year, until = words.year, words.end
    if year is not None:
        return Value(Kind.DATE, *span(year, *month_and_day), at, until)
    if rules.year is None or not alone:
        return None
    return Value(Kind.DATE, *span(rules.year, *month_and_day), at, end, assumed=True)


def _figures(parts: list[int], at: int, rules: DateRules) -> Value | None:
    one, two, three = parts
    year, month, day = (one, two, three) if one > 31 else (three, two, one)
    year = year if year > 99 else rules.century * 100 + year
    if month > 12:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Value(Kind.DATE, *span(year, month, day), at, at + 1)


def year_at(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads a year, a decade or a century."""
    token, following = found[at], _text(found, at + 1)
    if token.kind == "number":
        return _year_in_figures(found, at, rules)
    if token.text in _DECADES:
        return _decade(rules.century * 100 + _DECADES[token.text], at, at + 1)
    if token.text in _ORDINALS and following in _CENTURIES:
        return _century(_ORDINALS[token.text], at, at + 2)
    if token.text == "twenty" and following == "first" and _text(found, at + 2) == "century":
        return _century(21, at, at + 3)
    return _year_in_words(found, at)


def _year_in_figures(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    text, following = found[at].text, _text(found, at + 1)
    digits = text.strip("'s")
    plural = text.endswith("s") or (following == "s" and found[at + 1].start == found[at].start + len(text))
    end = at + 2 if plural and not text.endswith("s") else at + 1
    if rules.years and re.fullmatch(r"1\d{3}|20\d{2}", digits):
        return _decade(int(digits), at, end) if plural else Value(Kind.DATE, *span(int(digits)), at, at + 1)
    if plural and re.fullmatch(r"\d0", digits):
        return _decade(rules.century * 100 + int(digits), at, end)
    century = next((i for i in (at + 1, at + 2) if _text(found, i) in _CENTURIES), None)
    if digits.isdigit() and len(digits) <= 2 and century and following in (*_SUFFIXES, "century"):
        return _century(int(digits), at, century + 1)
    two = re.fullmatch(r"\d\d", digits)
    if rules.years and two and (text.startswith("'") or (rules.short and not _counts(following))):
        return Value(Kind.DATE, *span(rules.century * 100 + int(digits)), at, at + 1)
    return None


def _counts(following: str) -> bool:
    return following in SCALES or following in ("%", "percent", "per", "years", "months", "days", *_SUFFIXES)


def _decade(year: int, at: int, end: int) -> Value:
    return Value(Kind.RANGE, year * 10000 + 101, (year + 9) * 10000 + 1231, at, end)


def _century(number: int, at: int, end: int) -> Value:
    return Value(Kind.RANGE, (number - 1) * 1_000_000 + 101, (number - 1) * 1_000_000 + 991231, at, end)


def _year_in_words(found: Sequence[Token], at: int) -> Value | None:
    """Reads "nineteen twenty-four", "nineteen oh five" and "nineteen hundred"."""
    if found[at].text not in ("sixteen", "seventeen", "eighteen", "nineteen") or at + 1 >= len(found):
        return None
    century = UNITS[found[at].text] * 100
    end = at + 1
    while _text(found, end) in ("hundred", "and", "-"):
        end += 1
    word = _text(found, end)
    if word in TENS:
        rest, end = TENS[word], end + 1
        if _text(found, end) == "-":
            end += 1
        if 1 <= UNITS.get(_text(found, end), 0) <= 9:
            rest, end = rest + UNITS[found[end].text], end + 1
    elif word in _DECADES:
        return _decade(century + _DECADES[word], at, end + 1)
    elif word in ("oh", "o") and _text(found, end + 1) in UNITS:
        rest, end = UNITS[found[end + 1].text], end + 2
    elif UNITS.get(word, 0) >= 10:
        rest, end = UNITS[word], end + 1
    elif found[at + 1].text == "hundred":
        rest = UNITS.get(word, 0)
        end += word in UNITS
    else:
        return None
    return Value(Kind.DATE, *span(century + rest), at, end)
