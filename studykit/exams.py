"""An exam: its day, the minutes a day given to it, the days off, and how all of that is typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from studykit.cards import Period
from studykit.errors import UsageError
from studykit.names import nearest

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MOST_MINUTES = 600
FARTHEST_YEARS = 10
UNITS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Exam:
    """What a student set: `set_on` is the study day the plan began, `case` None means every card.

    `weekdays_off` counts Monday as 0; `periods_off` are stretches of days without study; cards of the themes
    in `leave` are not planned for.
    """

    day: date
    minutes: int
    set_on: date
    case: str | None = None
    weekdays_off: tuple[int, ...] = ()
    periods_off: tuple[Period, ...] = ()
    leave: tuple[str, ...] = ()

    def is_off(self, day: date) -> bool:
        """Say whether she does not study on a day."""
        return day.weekday() in self.weekdays_off or any(
            off.start <= day <= off.end for off in self.periods_off
        )

    def days_off(self, start: date) -> frozenset[int]:
        """Give the days off from a day until the exam, as ordinals."""
        days = (start + timedelta(days=number) for number in range((self.day - start).days))
        return frozenset(day.toordinal() for day in days if self.is_off(day))

    def to_text(self) -> str:
        """Give the exam as the value of a setting."""
        return json.dumps(
            {
                "day": self.day.isoformat(),
                "minutes": self.minutes,
                "set_on": self.set_on.isoformat(),
                "case": self.case,
                "weekdays_off": list(self.weekdays_off),
                "periods_off": [off.text for off in self.periods_off],
                "leave": list(self.leave),
            }
        )

    @classmethod
    def from_text(cls, text: str) -> Exam:
        """Read an exam from the value of a setting.

        Raises:
            ValueError: when it is not one.
        """
        try:
            values = json.loads(text)
            found = cls(
                day=date.fromisoformat(values["day"]),
                minutes=int(values["minutes"]),
                set_on=date.fromisoformat(values["set_on"]),
                case=values["case"],
                weekdays_off=tuple(int(number) for number in values["weekdays_off"]),
                periods_off=tuple(Period.parse(off) for off in values["periods_off"]),
                leave=tuple(str(theme) for theme in values["leave"]),
            )
            check_minutes(found.minutes)
            return found
        except (KeyError, TypeError) as error:
            raise ValueError(f"not an exam: {text[:80]}") from error


def read_day(text: str, today: date) -> date:
    """Read the day of an exam: `2027-05-07`, `7 May 2027`, `May 7, 2027`, `in 8 weeks`, `tomorrow`.

    Raises:
        UsageError: when it is no day, is not after today, or is more than ten years away.
    """
    day = _day(" ".join(text.lower().replace(",", " ").split()), today)
    if day is None:
        raise UsageError(f"{text!r} is not a day; write it as 2027-05-07, as 7 May 2027, or as `in 8 weeks`.")
    if day <= today:
        when = "today" if day == today else "in the past"
        raise UsageError(f"An exam on {day.isoformat()} is {when}; there is nothing left to plan for it.")
    if (day - today).days > FARTHEST_YEARS * 366:
        raise UsageError(f"{day.isoformat()} is more than {FARTHEST_YEARS} years away; check the year.")
    return day


DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})(st|nd|rd|th)? (?P<name>[a-z]{3,9})\.? (?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(st|nd|rd|th)? (?P<year>\d{4})"),
)
"""Ways to write a day that mean the same everywhere; 07/05/2027 does not."""


def _day(text: str, today: date) -> date | None:
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    if found := re.fullmatch(r"in (\d{1,4}) (day|week|month)s?", text):
        return today + timedelta(days=int(found[1]) * UNITS[found[2]])
    found = next(filter(None, (pattern.fullmatch(text) for pattern in DATES)), None)
    if found is None:
        return None
    parts = found.groupdict()
    try:
        month = int(parts["month"]) if "month" in parts else MONTHS.index(parts["name"][:3]) + 1
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None


def read_days_off(texts: Iterable[str]) -> tuple[tuple[int, ...], tuple[Period, ...]]:
    """Read days off: weekdays (`sun`, `sat,sun`), days (`2026-12-25`), stretches (`2026-12-24/2027-01-01`).

    Raises:
        UsageError: when one is none of these, or when no day of the week is left.
    """
    weekdays: set[int] = set()
    periods: list[Period] = []
    for text in (part.strip().lower() for whole in texts for part in whole.split(",")):
        if text[:3] in WEEKDAYS and len(text) >= 3:
            weekdays.add(WEEKDAYS.index(text[:3]))
            continue
        try:
            periods.append(Period.parse(text))
        except ValueError:
            hint = nearest(text[:3], WEEKDAYS) if text else "."
            raise UsageError(
                f"{text!r} is no day off; write `sun`, `2026-12-25` or `2026-12-24/2027-01-01`{hint}"
            ) from None
    if len(weekdays) == len(WEEKDAYS):
        raise UsageError("Every day of the week is off; leave at least one to study on.")
    return tuple(sorted(weekdays)), tuple(sorted(periods))


def check_minutes(minutes: int) -> int:
    """Give the minutes a day back.

    Raises:
        UsageError: when nobody studies so long, or not at all.
    """
    if not 1 <= minutes <= MOST_MINUTES:
        raise UsageError(f"{minutes} minutes a day cannot be planned with; give 1 to {MOST_MINUTES}.")
    return minutes
