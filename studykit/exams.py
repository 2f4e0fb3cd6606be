"""An exam: its day, the minutes a day given to it, and the days off."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, timedelta

from studykit.cards import Period
from studykit.errors import UsageError
from studykit.frozen import dataclass

DEFAULT_MINUTES = 10
"""Minutes a day that an exam is planned with when nobody says how many."""

MOST_MINUTES = 600
FARTHEST_YEARS = 4


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
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return json.dumps(values, default=lambda each: each.text if isinstance(each, Period) else str(each))

    @classmethod
    def from_text(cls, text: str) -> Exam:
        """Read an exam from the value of a setting.

        Raises:
            ValueError: when it is not one, whatever else it is.
            UsageError: when nobody studies so long.
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
            if not isinstance(found.case, str | None):
                raise TypeError("a case is a text")
            check_minutes(found.minutes)
            return found
        except (LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
            raise ValueError(f"not an exam: {text[:80]}") from error


def read_exam_day(text: str, today: date, *, month_first: bool = False) -> date:
    """Read the day of an exam, as `read_day` does.

    Raises:
        UsageError: when it is no day, is not after today, or is more than `FARTHEST_YEARS` away.
    """
    from studykit.days import read_day  # an exam that is set already is read without it

    day = read_day(text, today, month_first=month_first)
    if day <= today:
        when = "today" if day == today else "in the past"
        raise UsageError(f"An exam on {day.isoformat()} is {when}; there is nothing left to plan for it.")
    if (day - today).days > FARTHEST_YEARS * 366:
        raise UsageError(f"{day.isoformat()} is more than {FARTHEST_YEARS} years away; check the year.")
    return day


def check_minutes(minutes: int) -> int:
    """Give the minutes a day back.

    Raises:
        UsageError: when nobody studies so long, or not at all.
    """
    if not 1 <= minutes <= MOST_MINUTES:
        raise UsageError(f"{minutes} minutes a day cannot be planned with; give 1 to {MOST_MINUTES}.")
    return minutes
