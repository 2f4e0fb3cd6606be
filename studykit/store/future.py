"""Rows from the future: dated after now by a clock that was ahead, here or on another device."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from studykit.reviews import LATEST_MOMENT, Exercise, LogRow, Practice, Review, Shown

LATEST_TAKEN = LATEST_MOMENT - 365 * 86_400_000
"""Rows dated later are not taken in: whatever is set or changed once they are here is dated after them."""

OF_A_DAY = Review | Practice | Shown | Exercise
"""The rows that belong to a study day."""

EPOCH = date(1970, 1, 1)

SLACK = timedelta(days=1)
"""How far ahead of this clock a row may be dated: clocks differ, and time zones are set wrong."""


def dated(row: LogRow) -> int:
    """Give the moment a row is dated at, or its study day begins if that is later, in UTC milliseconds."""
    if not isinstance(row, OF_A_DAY):
        return row.at
    return max(row.at, (row.study_day - EPOCH) // timedelta(milliseconds=1))


def is_future(row: LogRow, now: int) -> bool:
    """Whether a row is dated after now (UTC milliseconds) by more than clocks differ."""
    return dated(row) - now > SLACK / timedelta(milliseconds=1)


def redated(rows: Iterable[LogRow], now: int, today: date) -> list[LogRow]:
    """The rows from the future as if the clock had been right: the last of them was written now, on `today`.

    They keep their distances, as far as none comes before a row that it came after.
    """
    ordered = sorted(rows, key=lambda row: (row.at, row.id))
    ahead = [row for row in ordered if is_future(row, now)]
    if not ahead:
        return []
    shift = ahead[-1].at - now
    days = max((row.study_day for row in ahead if isinstance(row, OF_A_DAY)), default=today) - today
    before = max((row.at for row in ordered if not is_future(row, now)), default=0)
    found: list[LogRow] = []
    was = 0
    for row in ahead:
        before = max(row.at - shift, before + (row.at > was))
        was = row.at
        at = min(before, row.at)
        if isinstance(row, OF_A_DAY):
            day = max(row.study_day - max(days, timedelta(0)), EPOCH + timedelta(milliseconds=at) - SLACK)
            found.append(replace(row, at=at, study_day=min(day, row.study_day)))
        else:
            found.append(replace(row, at=at))
    return found
