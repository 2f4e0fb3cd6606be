"""The numbers of a text found, dates among them, and joined to ranges: 27/1/1924, Jan 24, the 1920s, 600k.

`values` has number words and amounts (340k is 340,000). 24 is 1924 where a year is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from studykit.cards import Period
from studykit.english.spelling import slips
from studykit.english.stems import is_ordinary
from studykit.english.text import Token, normalise, tokens
from studykit.english.values import SCALES, TENS, UNITS, DateRules, Value, ValueKind, amount_at, share, span

_CENTURY_WORDS = "sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS = {word: number for number, word in enumerate(_CENTURY_WORDS, 16)}
MONTH_NAMES = "January February March April May June July August September October November December".split()
_NAMES = enumerate(MONTH_NAMES, 1)
MONTHS = {form: number for number, name in _NAMES for form in (name.lower(), name[:3].lower())} | {"sept": 9}
_ABROAD = (
    "enero janvier januar", "febrero février februar", "marzo mars märz", "abril avril", "mayo mai",
    "junio juin juni", "julio juillet juli", "agosto août", "septiembre septembre", "octubre octobre oktober",
    "noviembre novembre", "diciembre décembre dezember",
)  # fmt: skip
MONTHS |= {normalise(name): number for number, names in enumerate(_ABROAD, 1) for name in names.split()}
"""Names of the months and their numbers: whole, shortened, and as Spanish, French and German have them, which
students who think in these write now and then."""
_DAY_WORDS = "first second third fourth fifth sixth seventh eighth"
DAYS = {word: day for day, word in enumerate(_DAY_WORDS.split(), 1)}
DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()}
_LONG = 6
"""Letters from which on a month is known by its name with a slip."""
_LAST_DAY = 31
_REACH = 12
"""Tokens that the longest date takes up."""


@lru_cache(maxsize=16384)
def month_of(word: str) -> int:
    """Finds the number of the month that a word names, with a slip where it is long; 0 when it names none."""
    if word in MONTHS or len(word) < _LONG or is_ordinary(word):
        return MONTHS.get(word, 0)
    meant = (month for name, month in MONTHS.items() if len(name) >= _LONG and slips(word, name) is not None)
    return next(meant, 0)


@cache
def _forms(*, short: bool, months: bool, days: bool, dated: bool) -> list[list[re.Pattern[str]]]:
    """Makes the forms of a date, those in figures and those with a name: words with a blank after each, the
    month's name as @ and its number."""
    day, year, name = r"(?P<d>\d\d?)", r"(?P<y>1\d{3}|20\d\d)", r"@(?P<m>\d+)"
    suffix, dot = "(?:st|nd|rd|th) ", r"|\." if days else ""
    after = rf"(?:(?:{suffix.strip()}|of|,|-|er|o|de{dot}) )*"
    some = r"|'?\d\d" if short else ""
    tail = rf"(?:(?:(?:,|of|in|\.|the|year|-|de|del) )*(?P<y>1\d{{3}}|20\d\d{some}) )?"
    may_be_day = after if days or not short else suffix + after
    of_century = r"\d\d?" if short else r"3[2-9]|[4-9]\d"
    figures = [
        rf"{day}(?P<sep>[/.-])(?P<m>\d\d?)(?P=sep)(?P<y>\d{{4}}|\d\d) ",
        r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?) ",
        r"(?P<m>\d\d?)[/.](?P<y>\d{4}) ",
        *([rf"{day}\.(?P<m>\d\d?) "] if days and dated else ()),
        *([r"(?P<m>\d\d?) / (?P<y>\d\d) "] if months else ()),
    ]
    names = [
        rf"(?P<d>\d\d?|{'|'.join(DAYS)}) {after}{name} {tail}",
        rf"(?P<from>\d\d?) (?:-|to) {day} {name} {tail}",
        rf"{year} (?:[,-] )*{name} (?:[.,-] )*{day} (?:{suffix})?",
        *([rf"{year} (?:[,-] )*{name} (?![a-z@])"] if months else ()),  # no "1922 March on Rome"
        rf"{name} (?:(?:\.|the) )*{day} {after}{year} ",
        rf"{name} (?:(?:\.|the) )*{day} {may_be_day}{tail}",
        rf"{name} (?:(?:\.|the) )*'?(?P<y>{of_century}) ",
        rf"{name} (?:(?:\.|the) )*{tail}",
    ]
    return [[re.compile(form) for form in forms] for forms in (figures, names)]


def date_at(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads a date: a day, a month, a year, a decade or a century."""
    words = ((month_of(each.text), each.text.replace(" ", "_")) for each in found[at : at + _REACH])
    text = "".join(f"@{month} " if month else f"{word} " for month, word in words)
    return (_day_or_month(found, at, rules, text) if rules.years else None) or _year(found, at, rules, text)


def _day_or_month(found: Sequence[Token], at: int, rules: DateRules, text: str) -> Value | None:
    """Reads a day or a month, with its year or without, in figures or with the month's name.

    Where no year is written it is the one the card means; "may" and "march" alone are other words. Where no
    date is asked for, "1. March" numbers a list.
    """
    alone = len(found) == 1 or found[at].text not in ("may", "march", "mar", "dec", "sept")
    forms = _forms(short=rules.short, months=rules.months, days=rules.days, dated=rules.year is not None)
    for match in filter(None, (form.match(text) for form in chain(*forms[: 1 + ("@" in text)]))):
        said = match.groupdict()
        written, of_day = (said.get("y") or "").strip("'"), said.get("d") or "0"
        month, day = int(said["m"]), DAYS.get(of_day) or int(of_day)
        month, day = (day, month) if month > 12 and said.get("sep") else (month, day)
        year = int(written) + rules.century * 100 * (len(written) < 3) if written else rules.year
        if year is not None and (written or day or alone) and 1 <= month <= 12 and day <= _LAST_DAY:
            first, last = span(year, month, day)
            first -= day - int(said.get("from") or day)
            return Value(ValueKind.DATE, first, last, at, at + match[0].count(" "), assumed=not written)
    if rules.short and (day_alone := re.match(r"([12]?\d|3[01]) (?:st|nd|rd|th) (?!cent)", text)):
        return Value(ValueKind.DAY, int(day_alone[1]), int(day_alone[1]), at, at + 2)
    return None


_COUNTED = "|".join(("%", "percent", "per", "years", "months", "days", "st", "nd", "rd", "th", *SCALES))
_YEAR = re.compile(r"(1\d{3}|20\d\d)( ?s)? ")
_DECADE = re.compile(rf"'?(\d0) ?s |({'|'.join(DECADES)}) ")
_CENTURY = re.compile(rf"(\d\d?|{'|'.join(ORDINALS)}) (?:(?:st|nd|rd|th) )?cent(?:ury)? ")
_SHORT = re.compile(rf"'(\d\d)s? |(\d\d) (?!(?:{_COUNTED}) )")


def _year(found: Sequence[Token], at: int, rules: DateRules, text: str) -> Value | None:
    """Reads a year, a decade or a century."""
    century, size = rules.century * 100, 1
    if rules.years and (match := _YEAR.match(text)):
        first, size = int(match[1]), 10 if match[2] else 1
    elif match := _DECADE.match(text):
        first, size = century + (int(match[1] or 0) or DECADES[match[2]]), 10
    elif match := _CENTURY.match(text):
        first, size = 100 * (ORDINALS.get(match[1]) or int(match[1])) - 100, 100
    elif rules.years and (match := _SHORT.match(text)) and (match[1] or rules.short):
        first = century + int(match[1] or match[2])
    else:
        return _year_in_words(found, at, text)
    return _years(first, size, at, at + match[0].count(" "))


def _years(first: int, size: int, at: int, end: int) -> Value:
    """Makes a year, a decade or a century."""
    kind = ValueKind.DATE if size == 1 else ValueKind.RANGE
    return Value(kind, span(first)[0], span(first + size - 1)[1], at, end)


def _year_in_words(found: Sequence[Token], at: int, text: str) -> Value | None:
    """Reads "nineteen twenty-four", "nineteen oh five", "nineteen hundred" and "nineteen twenties"."""
    begins = r"(seventeen|eighteen|nineteen) ((?:(?:hundred|and|-|oh|o) )*)"
    match = re.match(rf"{begins}(?:({'|'.join(DECADES)}) )?", text)
    if match is None:
        return None
    century, end = UNITS[match[1]] * 100, at + match[0].count(" ")
    if match[3]:
        return _years(century + DECADES[match[3]], 10, at, end)
    rest = amount_at(found, end) if end < len(found) else None
    more, until = (int(rest.first), rest.end) if rest and rest.first < 100 else (0, end)
    return _years(century + more, 1, at, until) if more >= 10 or match[2] else None


# All numbers of a text

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
                about = any(token.text in _ABOUT for token in found[max(0, at - 2) : at])
                value = _as_year(value, rules)
                single.append(replace(value, about=True) if about else value)
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
            first = last.first * _scale(found, last, value) if kind is ValueKind.AMOUNT else last.first
            joined[-1] = Value(kind, first, end, last.start, value.end, last.about, unit)
    return joined


def _scale(found: Sequence[Token], last: Value, value: Value) -> int:
    """Give the scale that is said once for both ends of a range: "5 to 6 million"."""
    said = any(token.text.isalpha() for token in found[value.start : value.end])
    scales = (10**9, 10**6, 10**3) if said else ()
    return next((each for each in scales if value.last >= each and last.first * each < value.last), 1)


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


def spoken(period: Period) -> str:
    """Says a date as an essay does: `3 April 1922`, `April 1922`, `1923-25`."""
    first, slash, last = period.text.partition("/")
    if not slash:
        return _day(first)
    if len(first) == len(last) == 4:
        return f"{first}-{last[2:]}" if first[:2] == last[:2] else f"{first}-{last}"
    return f"{_day(first)} to {_day(last)}"


def _day(text: str) -> str:
    year, *rest = text.split("-")
    named = [MONTH_NAMES[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *named, year])
