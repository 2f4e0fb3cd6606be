"""Days as people write them: `7 feb`, `5 May`, `7/2/27`, `7.2.2027`, `next friday`, `in 5 weeks`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from studykit.cards import Period
from studykit.errors import UsageError
from studykit.names import nearest

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNITS = {"day": 1, "week": 7}
CALLED = {"today": 0, "tomorrow": 1}
EXAMPLES = "write it as 7 feb, 7 May 2027, 7/2/27, 2027-02-07, `next friday` or `in 5 weeks`"

_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?:of )?(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?: (?P<year>\d{4}|'?\d{2}))?"
NAMED = (re.compile(f"{_NTH} ?{_NAME}{_YEAR}"), re.compile(f"{_NAME} {_NTH}{_YEAR}"))
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?")
"""Two numbers and perhaps a year; which of the two is the month depends on where one lives."""


FROM_TODAY = re.compile(r"(?:on )?(?:today|tomorrow|in )", re.IGNORECASE)
"""How days begin that count from today at both ends of a stretch; others are the next after its start."""

STRETCH = re.compile(
    r"(?:from )?(.+?)(?: (?:to|until|till|through) | ?[–—] ?| - |/(?=\d{4}-))(.+)",
    re.IGNORECASE,
)


def read_day(text: str, today: date, *, month_first: bool = False) -> date:
    """Read a day; without a year the next such day after today is meant.

    Args:
        text: what was typed. today: the study day it is.
        month_first: whether the month is written first where she lives, so that 7/2 is July there.

    Raises:
        UsageError: when it is no day, or one of two days and `month_first` leaves open which.
    """
    words = " ".join(text.lower().replace(",", " ").split()).removeprefix("on ")
    day = _in_words(words, today) or _named(words, today) or _in_numbers(text, words, today, month_first)
    if day is None:
        raise UsageError(f"{text!r} is not a day; {EXAMPLES}.")
    return day


def _in_words(words: str, today: date) -> date | None:
    if words in CALLED:
        return today + timedelta(days=CALLED[words])
    if found := re.fullmatch(r"in (\d{1,4}|a|an|one) (day|week|month)s?", words):
        number = int(found[1]) if found[1].isdigit() else 1
        if found[2] == "month":
            return _months_on(today, number)
        return today + timedelta(days=number * UNITS[found[2]])
    found = re.fullmatch(r"(?:next |this |coming )?([a-z]{3,9})\.?", words)
    if found and (weekday := _weekday(found[1])) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return None


def _weekday(word: str) -> int | None:
    """Give the number of a weekday by its name or the first letters of it; None when it is none."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return next((number for number, name in enumerate(names) if name.startswith(word)), None)


def _months_on(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    if not 1 <= year <= date.max.year:
        raise UsageError(f"In {months} months no exam is held; check the number.")
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _named(words: str, today: date) -> date | None:
    from studykit.english.dates import MONTHS  # what reads words is needed for the name of a month only

    found = next(filter(None, (pattern.fullmatch(words) for pattern in NAMED)), None)
    month = MONTHS.get(found["name"][:3]) if found else None
    if not (found and month):
        return None
    return _day_or_none(found["year"], month, int(found["day"]), today) or _no_such_day(words)


def _in_numbers(text: str, words: str, today: date, month_first: bool) -> date | None:
    if found := ISO.fullmatch(words):
        readings = {(found[1], int(found[2]), int(found[3]))}
    elif found := NUMBERS.fullmatch(words):
        first, second, year = int(found[1]), int(found[3]), found[4]
        readings = {(year, second, first)}
        # Points between the numbers are written only where the day comes first.
        if month_first and found[2] != ".":
            readings.add((year, first, second))
    else:
        return None
    days = sorted({day for each in readings if (day := _day_or_none(*each, today))})
    if len(days) > 1:
        one, two = (f"{day.day} {day:%B %Y}" for day in days)
        raise UsageError(f"{text!r} can be {one} or {two}; write the month as a word.")
    return days[0] if days else _no_such_day(text)


def _day_or_none(year: str | None, month: int, day: int, today: date) -> date | None:
    """Give a day; without a year the next one after today that there is."""
    digits = (year or "").strip("'")
    years = [int(digits) + (2000 if len(digits) == 2 else 0)] if year else range(today.year, today.year + 9)
    for number in years:
        try:
            found = date(number, month, day)
        except ValueError:
            continue
        if year or found > today:
            return found
    return None


def _no_such_day(text: str) -> date:
    raise UsageError(f"{text!r} is not a day that there is; {EXAMPLES}.")


LONGEST_PERIOD = 240
"""Days that a stretch of days may last; a longer one was typed the wrong way round."""


def read_period(text: str, today: date, *, month_first: bool = False) -> Period:
    """Read a stretch of days, both ends in: `20 Dec to 2 Jan`, `2026-12-24/2027-01-01`, or one day.

    Without a year the next one is meant that is not over: it may run already.

    Raises:
        UsageError: when it is none, ends before it begins, or is too long to be meant.
    """
    first, between, last = _ends(" ".join(text.split()))
    several = between and last.lower() != first.lower()

    def read(after: date) -> tuple[date, date]:
        start = read_day(first, after, month_first=month_first)
        base = today if FROM_TODAY.match(last) else start
        return start, read_day(last, base, month_first=month_first) if several else start

    start, end = read(today)
    longest = timedelta(days=LONGEST_PERIOD)
    if not FROM_TODAY.match(first) and (start - today).days > 365 - LONGEST_PERIOD:
        began, ends = read(today - longest)
        start, end = (began, ends) if began <= today <= ends <= began + longest else (start, end)
    if end < start:
        raise UsageError(f"{text!r} ends before it begins; write the first day first.")
    if end - start > longest:  # "5 jan to 3 jan" is one until January of the year after
        raise UsageError(
            f"{text!r} would last {(end - start).days} days, until {end.isoformat()}; "
            "write the first day first."
        )
    return Period(start, end, start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}")


def _ends(text: str) -> tuple[str, str, str]:
    """Part a stretch into its two ends; `20-27 Dec` names the month once."""
    if found := STRETCH.fullmatch(text):
        first, last = found[1], found[2]
        if first.isdigit() and (month := re.search(r"[A-Za-z].*", last)):
            first += f" {month[0]}"
        return first, "to", last
    if found := re.fullmatch(r"(\d{1,2})-(\d{1,2} [A-Za-z].*)", text):
        return _ends(f"{found[1]} to {found[2]}")
    return text, "", ""


def read_days_off(
    texts: Iterable[str], today: date, *, month_first: bool = False
) -> tuple[tuple[int, ...], tuple[Period, ...]]:
    """Read days off: weekdays (`sun`, `sat,sun`), days (`25 dec`), stretches (`24 dec to 1 jan`).

    Raises:
        UsageError: when one is none of these, or when no day of the week is left.
    """
    weekdays: set[int] = set()
    periods: list[Period] = []
    for text in (part.strip() for whole in texts for part in whole.split(",")):
        word = text.lower().removesuffix("s") if len(text) > 4 else text.lower()
        weekday = _weekday(word) if len(word) >= 3 else None
        if weekday is not None:
            weekdays.add(weekday)
            continue
        try:
            periods.append(read_period(text, today, month_first=month_first))
        except UsageError as error:
            hint = nearest(text[:3].lower(), WEEKDAYS) if text else "."
            if not text or text[0].isalpha():
                raise UsageError(
                    f"{text!r} is no day off; write `sun`, `25 dec` or `24 dec to 1 jan`{hint}"
                ) from error
            raise
    if len(weekdays) == len(WEEKDAYS):
        raise UsageError("Every day of the week is off; leave at least one to study on.")
    return tuple(sorted(weekdays)), united(periods)


def united(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Give stretches of days in order, those that overlap as one."""
    found: list[Period] = []
    for period in sorted(periods):
        if not found or period.start > found[-1].end:
            found.append(period)
        elif period.end > found[-1].end:
            found[-1] = Period.parse(f"{found[-1].start.isoformat()}/{period.end.isoformat()}")
    return tuple(found)
