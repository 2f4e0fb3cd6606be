"""A number as a value: an amount, or a stretch of days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What sort of value a number is."""

    AMOUNT = "amount"
    DATE = "date"
    """A day, a month or a year; `first` and `last` are its ends as yyyymmdd."""
    RANGE = "range"
    SHORT_YEAR = "short year"
    """Two digits that may be a year of any century, as in '24."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it was meant: an amount, or a stretch of days.

    Attributes:
        first: the amount, or the first day as yyyymmdd; for a short year the two digits.
        last: the same for the other end (equal to `first` for an exact amount).
        start: the index of its first token. end: one past its last token.
        about: whether it was said to be rough.
        unit: "%" for shares (first and last in per cent), else "".
    """

    kind: Kind
    first: float
    last: float
    start: int
    end: int
    about: bool = False
    unit: str = ""

    @property
    def year(self) -> int | None:
        """The one year a date lies in, or None."""
        if self.kind is Kind.DATE and self.first // 10000 == self.last // 10000:
            return int(self.first // 10000)
        return None


def span(year: int, month: int = 0, day: int = 0) -> tuple[int, int]:
    """Give first and last day, as yyyymmdd, of a year, a month or a day."""
    if day:
        return (year * 10000 + month * 100 + day,) * 2
    if month:
        return year * 10000 + month * 100 + 1, year * 10000 + month * 100 + 31
    return year * 10000 + 101, year * 10000 + 1231
