"""A number as a value, an amount or a stretch of days, and how two compare."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ValueKind(Enum):
    """What sort of value a number is."""

    AMOUNT = "amount"
    DATE = "date"
    """A day, a month or a year; `first` and `last` are its ends as yyyymmdd."""
    RANGE = "range"
    DAY = "day"
    """A day of a month that is not named ("the 26th")."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it was meant.

    Attributes:
        first: the amount, or the first day as yyyymmdd. last: the same for the other end.
        start: the index of its first token. end: one past its last token.
        about: whether it was said to be rough. unit: "%" for shares (first and last in per cent), else "".
        assumed: whether the year was not written, so that the one the card means was taken.
    """

    kind: ValueKind
    first: float
    last: float
    start: int
    end: int
    about: bool = False
    unit: str = ""
    assumed: bool = False

    @property
    def year(self) -> int | None:
        """The one year a date lies in, or None."""
        if self.kind is ValueKind.DATE and self.first // 10000 == self.last // 10000:
            return int(self.first // 10000)
        return None

    @property
    def span(self) -> float:
        """How far it reaches from end to end."""
        return self.last - self.first

    @property
    def has_month(self) -> bool:
        """Whether it is a month or a day of a known month."""
        return self.kind is ValueKind.DATE and self.span < 100


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the numbers of a text are to be read, by what its card asks for.

    Attributes:
        years: whether 1924 is a year (where an amount is asked for it is none).
        short: whether 24 is a year too. months, days: whether "1/24" is a month, "January 24" a day.
        century: the hundreds of the year that 24 stands for. year: the year of a date that names none.
    """

    years: bool = True
    short: bool = False
    months: bool = False
    days: bool = False
    century: int = 19
    year: int | None = None


class Agreement(Enum):
    """How a value that was typed stands to the right one, the best first."""

    SAME = "same"
    LESS_PRECISE = "less precise"
    NEAR = "near"
    """A date or an amount that is close but not it, such as a year one off."""
    OFF = "off"


def span(year: int, month: int = 0, day: int = 0) -> tuple[int, int]:
    """Computes first and last day, as yyyymmdd, of a year, a month or a day."""
    first = year * 10000 + (month or 1) * 100 + (day or 1)
    return first, first if day else year * 10000 + (month or 12) * 100 + 31


def agreement(said: Value, right: Value, rough: float = 0.0) -> Agreement:
    """Compares what was typed with what is right.

    Args:
        said: the value typed. right: the value the card holds.
        rough: how far an amount may be off, as a share of the right one (0.05 is 5 %).
    """
    if said.kind is ValueKind.DAY:
        same = right.has_month and right.first == right.last and said.first == right.first % 100
        return Agreement.LESS_PRECISE if same else Agreement.OFF
    if ValueKind.AMOUNT in (right.kind, said.kind):
        return _amounts(said, right, rough)
    if right.first <= said.first and said.last <= right.last:
        whole = right.kind is not ValueKind.RANGE or (said.first, said.last) == (right.first, right.last)
        return Agreement.SAME if whole and said.assumed <= right.assumed else Agreement.LESS_PRECISE
    if said.first <= right.first and right.last <= said.last:
        return Agreement.LESS_PRECISE
    close = abs(said.first // 10000 - right.first // 10000) <= 1
    return Agreement.NEAR if close and said.kind is right.kind else Agreement.OFF


def _amounts(said: Value, right: Value, rough: float) -> Agreement:
    if said.kind is not right.kind or said.unit != right.unit:
        return Agreement.OFF
    slack = max(rough, 0.05 if right.about else 0.0, 0.02 if said.about and right.unit == "%" else 0.0)
    exact = said.first == said.last and not slack
    half = 0.5 if said.unit == "%" and exact else 0.0
    low, high = right.first - slack * abs(right.first) - half, right.last + slack * abs(right.last) + half
    if low <= said.first and said.last <= high:
        inside = right.first < right.last and (said.first, said.last) != (right.first, right.last)
        return Agreement.LESS_PRECISE if inside and not slack else Agreement.SAME
    close = abs(said.first - right.first) <= max(1.0, 0.02 * abs(right.first))
    return Agreement.NEAR if close else Agreement.OFF
