"""The numbers of a text: dates, amounts and shares, in figures and words, joined to ranges.

27/1/1924, Jan 24, nineteen twenty-four, the 1920s, 600k, six hundred thousand, two-thirds. Where a year is
asked 24 is 1924. The tokens are written as one line for the patterns: a blank after each, a month as @ and
its number, a number in words as w and its figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain

from studykit.cards import Period
from studykit.english.spelling import slips
from studykit.english.stems import is_ordinary
from studykit.english.text import Token, added, tokens
from studykit.english.values import DateRules, Value, ValueKind, span

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_BELOW_HUNDRED = dict(zip((*_UNITS, *_TENS), (*range(20), *range(20, 100, 10)), strict=True)) | _ROMAN
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "k": 1_000, "m": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "bn": 1_000_000_000, "thou": 1_000,
    "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "mio": 1_000_000,
    "hundered": 100, "thousend": 1_000, "thowsand": 1_000, "tausend": 1_000,
}  # fmt: skip
_NUMBERS = _BELOW_HUNDRED | _SCALES
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PARTS |= {f"{word}s": number for word, number in _PARTS.items()}
_CENTURIES = {f"{word}th": number for word, number in _BELOW_HUNDRED.items() if 16 <= number < 20}
_CENTURIES |= {"twentieth": 20}
_DAY_WORDS = "first second third fourth fifth sixth seventh eighth".split()
_DAYS = {word: day for day, word in enumerate(_DAY_WORDS, 1)}
_DECADES = {f"{word[:-1]}ies": _BELOW_HUNDRED[word] for word in _TENS}
MONTH_NAMES = "January February March April May June July August September October November December".split()
_ABROAD = (
    "enero janvier januar", "febrero fevrier februar", "marzo mars marz", "abril avril", "mayo mai",
    "junio juin juni", "julio juillet juli", "agosto aout", "septiembre septembre", "octubre octobre oktober",
    "noviembre novembre", "diciembre decembre dezember",
)  # fmt: skip
MONTHS = {"sept": 9} | {
    form: number
    for number, (name, others) in enumerate(zip(MONTH_NAMES, _ABROAD, strict=True), 1)
    for form in (name.lower(), name[:3].lower(), *others.split())
}
"""Names of the months and their numbers: whole, shortened, and as Spanish, French and German have them, which
students who think in these write now and then."""
_DOUBTFUL = ("may", "march", "mar", "dec", "sept")
"""Words that name a month only beside a day or a year; written with a 0 before the number."""
_LONG = 6
"""Letters from which on a month is known by its name with a slip."""
_LAST_DAY = 31


@lru_cache(maxsize=16384)
def _piece(text: str) -> str:
    """Writes a token for the patterns, but no number in words; a long name of a month may have a slip."""
    meant = text
    if text not in MONTHS and len(text) >= _LONG and not is_ordinary(text):
        names = (name for name in (*MONTHS, "quarters") if len(name) >= _LONG)
        meant = next((name for name in names if slips(text, name) is not None), text)
    if month := MONTHS.get(meant):
        return f"@{'0' * (text in _DOUBTFUL)}{month} "
    return meant.replace(" ", "_") + " "


def _written(found: Sequence[Token]) -> tuple[str, dict[int, int]]:
    """Writes tokens as a line for the patterns, and says at which place of it which token begins."""
    line, at = "", 0
    places: dict[int, int] = {}
    while at < len(found):
        places[len(line)] = at
        if found[at].text in _BELOW_HUNDRED:
            number, at = _added_up(found, at)
            line += f"w{number} "
        else:
            line, at = line + _piece(found[at].text), at + 1
    return line, places | {len(line): at}


def _added_up(found: Sequence[Token], at: int) -> tuple[int, int]:
    """Adds up number words, and finds where they end: "six hundred and forty thousand"."""
    number, end = (0, 0), at
    while end < len(found):
        before, text = found[end - 1].text, found[end].text
        joined = end > at and (text == "-" or (text == "and" and before in _SCALES))
        value = _NUMBERS.get(found[end + joined].text) if end + joined < len(found) else None
        more = None if value is None else added(*number, value, linked=False)
        if more is None:
            break
        number, end = more, end + joined + 1
    return sum(number), end


# Days and months


@cache
def _forms(*, short: bool, months: bool, days: bool, dated: bool) -> list[list[re.Pattern[str]]]:
    """Makes the forms of a day or a month, those in figures and those with a name."""
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
        rf"(?P<d>\d\d?|{'|'.join(_DAYS)}) {after}{name} {tail}",
        rf"(?P<from>\d\d?) (?:-|to) {day} {name} {tail}",
        rf"{year} (?:[,-] )*{name} (?:[.,-] )*{day} (?:{suffix})?",
        *([rf"{year} (?:[,-] )*{name} (?![a-z@])"] if months else ()),  # no "1922 March on Rome"
        rf"{name} (?:(?:\.|the) )*{day} {after}{year} ",
        rf"{name} (?:(?:\.|the) )*{day} {may_be_day}{tail}",
        rf"{name} (?:(?:\.|the) )*'?(?P<y>{of_century}) ",
        rf"{name} (?:(?:\.|the) )*{tail}",
    ]
    return [[re.compile(form) for form in forms] for forms in (figures, names)]


def _day_or_month(line: str, at: int, rules: DateRules) -> Value | None:
    """Reads a day or a month, with its year or without, in figures or with the month's name.

    Where no year is written it is the one the card means; "may" and "march" alone are other words.
    Where no date is asked for, "1. March" numbers a list.
    """
    alone = not line.startswith("@0", at) or line.count(" ") == 1
    forms = _forms(short=rules.short, months=rules.months, days=rules.days, dated=rules.year is not None)
    for match in filter(None, (form.match(line, at) for form in chain(*forms[: 1 + ("@" in line)]))):
        said = match.groupdict()
        written, of_day = (said.get("y") or "").strip("'"), said.get("d") or "0"
        month, day = int(said["m"]), _DAYS.get(of_day) or int(of_day)
        month, day = (day, month) if month > 12 and said.get("sep") else (month, day)
        year = int(written) + rules.century * 100 * (len(written) < 3) if written else rules.year
        if year is not None and (written or day or alone) and 1 <= month <= 12 and day <= _LAST_DAY:
            first, last = span(year, month, day)
            first -= day - int(said.get("from") or day)
            return Value(ValueKind.DATE, first, last, *match.span(), assumed=not written)
    if rules.short and (day_alone := _DAY.match(line, at)):
        return Value(ValueKind.DAY, int(day_alone[1]), int(day_alone[1]), *day_alone.span())
    return None


_DAY = re.compile(r"([12]?\d|3[01]) (?:st|nd|rd|th) (?!cent)")


# Years, decades and centuries

_TEN = "|".join(_DECADES)
_YEARS = (
    (r"(?P<c>1\d|20)(?P<y>\d0) ?s ", 10, "years"),
    (r"(?P<c>1\d|20|w1[789])(?P<y>\d\d) ", 1, "years"),
    (r"(?P<c>w1[789]) (?:- )?w(?P<y>\d\d) ", 1, ""),
    (r"(?P<c>w1[789]) (?:- )?oh? (?:- )?w(?P<y>\d) ", 1, ""),
    (rf"(?P<c>w1[789]) (?:- )?(?P<y>{_TEN}) ", 10, ""),
    (rf"(?P<c>)'?(?P<y>\d0(?= ?s )|{_TEN})(?: ?s)? ", 10, ""),
    (rf"(?P<c>\d\d?|{'|'.join(_CENTURIES)})(?P<y>) (?:(?:st|nd|rd|th) )?cent(?:ury)? ", 100, ""),
    (r"(?P<c>)'(?P<y>\d\d)s? ", 1, "years"),
    (rf"(?P<c>)(?:w(?!1[0-2]))?(?P<y>\d\d) (?!(?:%|per|percent|{'|'.join(_SCALES)}) )", 1, "years short"),
)
"""Patterns of a year `y` in a century `c`, that of the card where there is none; how many years that is, and
by which rules. They are compiled when the first number is met: most answers have none."""


def _year(line: str, at: int, rules: DateRules) -> Value | None:
    """Reads a year, a decade or a century."""
    allowed = (each for each in _YEARS if all(getattr(rules, rule) for rule in each[2].split()))
    for pattern, size, _ in allowed:
        if match := re.compile(pattern).match(line, at):
            of_century, of_year = match["c"].strip("w"), match["y"]
            century = int(_CENTURIES.get(of_century, of_century)) if of_century else rules.century
            first = 100 * (century - (size == 100)) + int(_DECADES.get(of_year, of_year) or 0)
            kind = ValueKind.DATE if size == 1 else ValueKind.RANGE
            return Value(kind, span(first)[0], span(first + size - 1)[1], *match.span())
    return None


# Amounts and shares

_SCALE = "|".join(_SCALES)
_AMOUNT = (
    rf"(?:'?w?(?P<n>\d{{1,3}}(?:[,._]\d{{3}})+|\d+(?:[.,]\d+)?)s? |a (?=(?:{_SCALE}) )|(?=hund(?:red|ered) ))"
    rf"(?P<scales>(?:(?:{_SCALE}) )*)"
)
_PERCENT = r"(?:%|percent|pc|per cent) "
_OVER = r"/ ([2-9]|10) "
_PART = rf"(a )?(?:- )?({'|'.join(_PARTS)}) (?!century )"


def _amount(line: str, at: int) -> Value | None:
    """Reads an amount with its scale (a million, 340k), or a share, whose value is in per cent: "a third",
    "two-thirds", "1/3", "33 %"."""
    number, end, unit = 1.0, at, "%"
    if amount := re.compile(_AMOUNT).match(line, at):
        number = float(re.sub(r"[,._](?=\d{3}(?!\d))", "", amount["n"] or "1").replace(",", "."))
        number, end = number * math.prod(map(_SCALES.__getitem__, amount["scales"].split())), amount.end()
    if amount and (share := re.compile(_PERCENT).match(line, end)):
        end = share.end()
    elif amount and (share := re.compile(_OVER).match(line, end)) and number < float(share[1]):
        number, end = 100 * number / float(share[1]), share.end()
    elif (share := re.compile(_PART).match(line, end)) and (amount or share[1] or share[2] == "half"):
        number, end = 100 * number / _PARTS[share[2]], share.end()
    else:
        unit = ""
    return Value(ValueKind.AMOUNT, number, number, at, end, unit=unit) if amount or unit else None


# All numbers of a text

_ABOUT = frozenset("about around roughly approximately circa nearly almost over approx c some ish".split())
_FILLERS = _ABOUT | frozenset(
    "the in of year ad ce a an and early late by on to from between during it was".split()
)
_JOINTS = ("-", "to", "/", "until", "till", "through")
PLAIN = DateRules()
"""How numbers are read where nothing is known of what is asked."""
_BEGINNINGS = "|".join((*_DAYS, *_CENTURIES, *_DECADES, "a", "half", "hundred", "hundered"))
_BEGINS = re.compile(rf"(?<!\S)(?=['@w]?\d|(?:{_BEGINNINGS}) )")


@lru_cache(maxsize=8192)
def value_of(text: str, rules: DateRules = PLAIN, language: str = "") -> Value | None:
    """Reads a text that is a number and nothing else of weight ("about 600,000", "the 1920s"), else None."""
    found = tokens(text, language)
    read = values(found, rules)
    if len(read) != 1:
        return None
    rest = (*found[: read[0].start], *found[read[0].end :])
    return None if any(t.kind == "word" and t.text not in _FILLERS for t in rest) else read[0]


def values(found: Sequence[Token], rules: DateRules = PLAIN) -> tuple[Value, ...]:
    """Finds every number in a sequence of tokens, from left to right, ranges joined."""
    line, places = _written(found)
    single: list[Value] = []
    end = 0
    for at in [begin.start() for begin in _BEGINS.finditer(line)]:
        if at >= end and (value := _value_at(line, at, rules)):
            end, first = value.end, places[at]
            about = any(token.text in _ABOUT for token in found[max(0, first - 2) : first])
            single.append(replace(value, start=first, end=places[end], about=about))
    return tuple(_ranges(found, single))


def _value_at(line: str, at: int, rules: DateRules) -> Value | None:
    """Reads the number that begins at a place of a line."""
    day_or_month = _day_or_month(line, at, rules) if rules.years else None
    return day_or_month or _year(line, at, rules) or _amount(line, at)


def _ranges(found: Sequence[Token], single: Sequence[Value]) -> list[Value]:
    """Joins values with a dash or "to" between them: 1924-29, "from 1924 to 1929", "between 1 and 3"."""
    joined: list[Value] = []
    for value in single:
        if joined and (ends := _ends_of_range(found, joined[-1], value)):
            last = joined.pop()
            kind = ValueKind.RANGE if last.kind is ValueKind.DATE else ValueKind.AMOUNT
            value = Value(kind, *ends, last.start, value.end, last.about, last.unit or value.unit)
        joined.append(value)
    return joined


def _ends_of_range(found: Sequence[Token], last: Value, value: Value) -> tuple[float, float] | None:
    """Computes the ends of the range of two values, or None when they are none; "1923-5" ends in 1925."""
    joint = found[last.end].text if last.end < len(found) else ""
    between = joint == "and" and last.start and found[last.start - 1].text in ("between", "from")
    apart = value.start != last.end + 1 or not (joint in _JOINTS or between)
    if apart or ValueKind.RANGE in (last.kind, value.kind):
        return None
    dates = last.kind is ValueKind.DATE
    if last.kind is value.kind:
        near = joint != "/" or (dates and value.first - last.first < 20001)
        # Of "5 to 6 million" the scale is said once for both.
        said = not dates and any(token.text.isalpha() for token in found[value.start : value.end])
        scales = (
            each for each in (10**9, 10**6, 10**3) if value.last >= each and last.first * each < value.last
        )
        first = last.first * (next(scales, 1) if said else 1)
        return (first, value.last) if near and last.first < value.first else None
    if not dates or value.first > 99:
        return None
    year, size = int(last.first // 10000), 100 if value.first >= 10 else 10
    whole = year // size * size + int(value.first)
    return (last.first, span(whole)[1]) if value.first == value.last and year < whole else None


def spoken(period: Period) -> str:
    """Says a date as an essay does: `3 April 1922`, `April 1922`, `1923-25`."""
    first, _, last = period.text.partition("/")
    if len(first) == len(last) == 4:
        return f"{first}-{last[2:] if first[:2] == last[:2] else last}"
    return " to ".join(map(_day, period.text.split("/")))


def _day(text: str) -> str:
    year, *rest = text.split("-")
    named = [MONTH_NAMES[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *named, year])
