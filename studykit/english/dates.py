"""Days, months, years, decades and centuries: 27/1/1924, Jan 24, the 1920s, nineteen twenty."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from studykit.english.spelling import slips
from studykit.english.stems import is_ordinary
from studykit.english.text import Token, normalise
from studykit.english.values import SCALES, TENS, UNITS, DateRules, Value, ValueKind, span

_CENTURY_WORDS = "sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS = {word: number for number, word in enumerate(_CENTURY_WORDS, 16)}
_NAMES = (*enumerate(calendar.month_name), *enumerate(calendar.month_abbr))
MONTHS = {name.lower(): number for number, name in _NAMES if name} | {"sept": 9}
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
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_LONG = 6
"""Letters from which on a month is known by its name with a slip."""
_SUFFIXES = ("st", "nd", "rd", "th")
_COUNTED = frozenset(("%", "percent", "per", "years", "months", "days", *_SUFFIXES))
_AFTER_DAYS = frozenset((*_SUFFIXES, "of", ",", "-", "er", "o", "de"))
_BETWEEN = frozenset((",", "of", "in", ".", "the", "year", "-", "de", "del"))
_LAST_DAY = 31
DECADES = {f"{word[:-1]}ies": value for word, value in TENS.items()}
_CENTURIES = ("century", "cent")


@lru_cache(maxsize=16384)
def month_of(word: str) -> int:
    """Finds the number of the month that a word names, with a slip where it is long; 0 when it names none."""
    if word in MONTHS or len(word) < _LONG or is_ordinary(word):
        return MONTHS.get(word, 0)
    meant = (month for name, month in MONTHS.items() if len(name) >= _LONG and slips(word, name) is not None)
    return next(meant, 0)


def date_at(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads a day or a month, with its year or without, in figures or with the month's name."""
    if found[at].kind == "word":
        if month_of(found[at].text):
            return _month_first(found, at, rules)
        return _day_first(found, at, rules) if found[at].text in DAYS else None
    if found[at].kind == "number":
        return _figures(found, at, rules) or _day_first(found, at, rules) or _year_first(found, at, rules)
    return None


def _year_first(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads "1924 January 27", "1924, January 27th" and, where a month is asked for, "1924 January"."""
    year, name = _year_after(found, at), _past(found, at + 1, frozenset((",", "-")))
    day = _past(found, name + 1, frozenset((".", ",", "-")))
    month = month_of(_text(found, name))
    if not (year and month):
        return None
    if not re.fullmatch(r"\d{1,2}", _text(found, day)):
        alone = name + 1 == len(found) or found[name + 1].kind != "word"  # no "1922 March on Rome"
        return Value(ValueKind.DATE, *span(year, month), at, name + 1) if rules.months and alone else None
    number, end = int(_text(found, day)), day + 1 + (_text(found, day + 1) in _SUFFIXES)
    return Value(ValueKind.DATE, *span(year, month, number), at, end) if 1 <= number <= _LAST_DAY else None


def _day_first(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads "27th of January 1924", "1er janvier", "3-5 May 1921" and, for dates, "27. Januar", "the 26th".

    Where no date is asked for, "1. March" numbers a list.
    """
    day, following, after = found[at].text, _text(found, at + 1), _text(found, at + 2)
    day = str(DAYS.get(day, day))
    if not re.fullmatch(r"\d{1,2}", day) or int(day) > _LAST_DAY:
        return None
    end = _past(found, at + 1, _AFTER_DAYS | ({"."} if rules.days else frozenset()))
    if month := month_of(_text(found, end)):
        return _with_year(found, at, end + 1, (month, int(day)), rules)
    if following in ("-", "to") and after.isdigit() and (month := month_of(_text(found, at + 3))):
        last = _with_year(found, at, at + 4, (month, int(after)), rules)
        days = int(after) - int(day)
        return replace(last, first=last.first - days) if last and days > 0 else None
    suffixed = rules.short and following in _SUFFIXES and after not in _CENTURIES
    return Value(ValueKind.DAY, int(day), int(day), at, at + 2) if suffixed else None


def _figures(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads 27/1/1924, 1924-01-27, 1/1924, and "27.1" and "1/24" where the card knows the rest."""
    text, after = found[at].text, _text(found, at + 2)
    parts = [int(part) for part in re.split(r"[/.-]", text) if part.isdigit()]
    end, assumed = at + 1, False
    if len(parts) == 3:
        year, month, day = parts if parts[0] > 31 else reversed(parts)
        year += rules.century * 100 if year < 100 else 0
        month, day = (day, month) if month > 12 else (month, day)
    elif re.fullmatch(r"\d{1,2}[/.]\d{4}", text):
        year, month, day = parts[1], parts[0], 0
    elif rules.days and rules.year and re.fullmatch(r"\d{1,2}\.\d{1,2}", text):
        year, month, day, assumed = rules.year, parts[1], parts[0], True
    elif rules.months and _text(found, at + 1) == "/" and re.fullmatch(r"\d\d", after) and len(parts) == 1:
        year, month, day, end = rules.century * 100 + int(after), parts[0], 0, at + 3
    else:
        return None
    possible = 1 <= month <= 12 and day <= _LAST_DAY
    return Value(ValueKind.DATE, *span(year, month, day), at, end, assumed=assumed) if possible else None


def _text(found: Sequence[Token], at: int) -> str:
    return found[at].text if 0 <= at < len(found) else ""


def _month_first(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads "January (the) 27th, 1924", "January 1924", "Jan 24"; "may" and "march" alone are other words."""
    month, end = month_of(found[at].text), _past(found, at + 1, frozenset((".", "the")))
    written = _text(found, end).strip("'")
    if not re.fullmatch(r"\d{1,2}", written):
        value = _with_year(found, at, end, (month, 0), rules)
        other = found[at].text in ("may", "march", "mar", "dec", "sept") and len(found) > 1
        return None if other and value and value.assumed else value
    number, after = int(written), _past(found, end + 1, _AFTER_DAYS)
    if number <= _LAST_DAY and (year := _year_after(found, after)):
        return Value(ValueKind.DATE, *span(year, month, number), at, after + 1)
    if _text(found, end + 1) in _SUFFIXES or (number <= _LAST_DAY and (rules.days or not rules.short)):
        return _with_year(found, at, after, (month, number), rules)
    return Value(ValueKind.DATE, *span(rules.century * 100 + number, month), at, end + 1)


def _past(found: Sequence[Token], at: int, words: frozenset[str]) -> int:
    """Finds the first place from here on that holds none of these words."""
    while at < len(found) and found[at].text in words:
        at += 1
    return at


def _year_after(found: Sequence[Token], at: int) -> int | None:
    """Reads four digits as a year."""
    return int(found[at].text) if at < len(found) and _YEAR.fullmatch(found[at].text) else None


def _with_year(
    found: Sequence[Token], at: int, end: int, month_and_day: tuple[int, int], rules: DateRules
) -> Value | None:
    """Reads the year after a month and a day; where none is written, it is the one the card means."""
    after = _past(found, end, _BETWEEN)
    year, until = _year_after(found, after), after + 1
    if year is None and rules.short and re.fullmatch(r"'?\d\d", _text(found, after)):
        year = rules.century * 100 + int(_text(found, after).strip("'"))
    if year is None and after < len(found) and (words := _year_in_words(found, after)) and words.year:
        year, until = words.year, words.end
    if year is None and rules.year is None:
        return None
    assumed = year is None
    whole = span(year or rules.year or 0, *month_and_day)
    return Value(ValueKind.DATE, *whole, at, end if assumed else until, assumed=assumed)


def year_at(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    """Reads a year, a decade or a century."""
    text = found[at].text
    if found[at].kind == "number":
        return _year_in_figures(found, at, rules)
    if text in DECADES:
        return _years(rules.century * 100 + DECADES[text], 10, at, at + 1)
    if text in ORDINALS and _text(found, at + 1) in _CENTURIES:
        return _years((ORDINALS[text] - 1) * 100, 100, at, at + 2)
    return _year_in_words(found, at)


def _year_in_figures(found: Sequence[Token], at: int, rules: DateRules) -> Value | None:
    text, following = found[at].text, _text(found, at + 1)
    digits = text.strip("'s")
    apart = following == "s" and found[at + 1].start == found[at].start + len(text)
    plural, end = text.endswith("s") or apart, at + 1 + apart
    if rules.years and _YEAR.fullmatch(digits):
        return _years(int(digits), 10 if plural else 1, at, end)
    if plural and re.fullmatch(r"\d0", digits):
        return _years(rules.century * 100 + int(digits), 10, at, end)
    after = at + 2 if following in _SUFFIXES else at + 1
    if _text(found, after) in _CENTURIES and re.fullmatch(r"\d\d?", digits):
        return _years((int(digits) - 1) * 100, 100, at, after + 1)
    counts = following in SCALES or following in _COUNTED
    short = text.startswith("'") or (rules.short and not counts)
    if rules.years and short and re.fullmatch(r"\d\d", digits):
        return _years(rules.century * 100 + int(digits), 1, at, at + 1)
    return None


def _years(first: int, size: int, at: int, end: int) -> Value:
    """Makes a year, a decade or a century."""
    kind = ValueKind.DATE if size == 1 else ValueKind.RANGE
    return Value(kind, span(first)[0], span(first + size - 1)[1], at, end)


def _year_in_words(found: Sequence[Token], at: int) -> Value | None:
    """Reads "nineteen twenty-four", "nineteen oh five" and "nineteen hundred"."""
    if found[at].text not in ("seventeen", "eighteen", "nineteen"):
        return None
    century = UNITS[found[at].text] * 100
    end = _past(found, at + 1, frozenset(("hundred", "and", "-", "oh", "o")))
    word = _text(found, end)
    if word in DECADES:
        return _years(century + DECADES[word], 10, at, end + 1)
    after = _past(found, end + 1, frozenset("-"))
    if word in TENS and 1 <= UNITS.get(_text(found, after), 0) <= 9:
        return _years(century + TENS[word] + UNITS[found[after].text], 1, at, after + 1)
    rest = TENS.get(word, UNITS.get(word, 0))
    if rest < 10 and _text(found, at + 1) not in ("hundred", "oh", "o"):
        return None
    return _years(century + rest, 1, at, end + (rest > 0))
