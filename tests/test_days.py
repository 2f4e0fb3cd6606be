from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.days import read_day, read_days_off, read_period
from studykit.errors import UsageError

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-05-07", date(2027, 5, 7)),
        ("7 May 2027", date(2027, 5, 7)),
        ("7th may 2027", date(2027, 5, 7)),
        ("May 7, 2027", date(2027, 5, 7)),
        ("7 feb", date(2027, 2, 7)),
        ("5 May", date(2027, 5, 5)),
        ("1 dec", date(2026, 12, 1)),
        ("7 febuary", date(2027, 2, 7)),
        ("22 nov", date(2027, 11, 22)),
        ("29 feb", date(2028, 2, 29)),
        ("7/2/27", date(2027, 2, 7)),
        ("7.2.2027", date(2027, 2, 7)),
        ("7.2.", date(2027, 2, 7)),
        ("07/05/2027", date(2027, 5, 7)),
        ("friday", date(2026, 11, 27)),
        ("next friday", date(2026, 11, 27)),
        ("next sun", date(2026, 11, 29)),
        ("in 5 weeks", date(2026, 12, 27)),
        ("in a week", date(2026, 11, 29)),
        ("in 3 months", date(2027, 2, 22)),
        ("in 1 day", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_it_is_said(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["soon", "31 February 2027", "2027-02-30", "7 Foo 2027", "", "30/2", "may", "13/13/27"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        read_day(text, TODAY)


def test_where_the_month_comes_first_both_readings_are_said_and_none_is_taken() -> None:
    with pytest.raises(UsageError, match="7 February 2027 or 2 July 2027"):
        read_day("7/2/27", TODAY, month_first=True)
    assert read_day("2/17/27", TODAY, month_first=True) == date(2027, 2, 17)
    assert read_day("5/5/27", TODAY, month_first=True) == date(2027, 5, 5)
    assert read_day("7.2.2027", TODAY, month_first=True) == date(2027, 2, 7)


@given(
    st.integers(1, 366),
    st.sampled_from(["{0.day} {0:%b}", "{0:%B} {0.day}", "{0.day}/{0.month}", "{0.day}.{0.month}."]),
)
def test_a_day_without_a_year_is_the_next_one(ahead: int, written: str) -> None:
    day = TODAY + timedelta(days=ahead)
    read = read_day(written.format(day), TODAY)
    assert (read.day, read.month) == (day.day, day.month)
    assert TODAY < read <= day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("20 Dec to 2 Jan", date(2026, 12, 20), date(2027, 1, 2)),
        ("from 20 dec until 2 jan", date(2026, 12, 20), date(2027, 1, 2)),
        ("20-27 Dec", date(2026, 12, 20), date(2026, 12, 27)),
        ("20 to 27 december", date(2026, 12, 20), date(2026, 12, 27)),
        ("2026-12-24/2027-01-01", date(2026, 12, 24), date(2027, 1, 1)),
        ("2026-12-24 to 2027-01-01", date(2026, 12, 24), date(2027, 1, 1)),
        ("25 dec", date(2026, 12, 25), date(2026, 12, 25)),
        ("tomorrow to friday", date(2026, 11, 23), date(2026, 11, 27)),
        ("22 nov to 27 nov", date(2026, 11, 22), date(2026, 11, 27)),
        ("nov 22", date(2026, 11, 22), date(2026, 11, 22)),
        ("22 nov 2027", date(2027, 11, 22), date(2027, 11, 22)),
        ("21 nov", date(2027, 11, 21), date(2027, 11, 21)),
        ("20 nov to 24 nov", date(2026, 11, 20), date(2026, 11, 24)),
        ("1 nov to 10 jan", date(2026, 11, 1), date(2027, 1, 10)),
        ("20 nov to tomorrow", date(2026, 11, 20), date(2026, 11, 23)),
        ("18 nov to 20 nov", date(2027, 11, 18), date(2027, 11, 20)),
        ("20 nov to 24 nov 2027", date(2027, 11, 20), date(2027, 11, 24)),
        ("in 20 weeks to in 22 weeks", date(2027, 4, 11), date(2027, 4, 25)),
    ],
)
def test_a_stretch_of_days_has_both_its_ends(text: str, start: date, end: date) -> None:
    period = read_period(text, TODAY)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["tomorrow to today", "1 dec to Tomorrow", "friday to today", "in 5 weeks to in 3 weeks"]
)
def test_a_stretch_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=f"{text}.* ends before it begins; write the first day first"):
        read_period(text, TODAY)
    backwards = " to ".join(reversed(text.split(" to ")))
    assert read_period(backwards, TODAY).start < read_period(backwards, TODAY).end


@pytest.mark.parametrize("text", ["", "20 dec to", "20 dec to soon", "2027-01-05/2027-01-01"])
def test_what_is_no_stretch_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_period(text, TODAY)


def test_days_off_are_weekdays_days_and_stretches() -> None:
    weekdays, periods = read_days_off(["sun,Saturday", "2026-12-25", "30 dec to 2 jan"], TODAY)
    assert weekdays == (5, 6)
    assert [period.text for period in periods] == ["2026-12-25", "2026-12-30/2027-01-02"]


@pytest.mark.parametrize("texts", [["funday"], [""], ["mon,tue,wed,thu,fri,sat,sun"], ["2026-13-01"]])
def test_days_off_that_are_none_or_leave_none_are_refused(texts: list[str]) -> None:
    with pytest.raises(UsageError):
        read_days_off(texts, TODAY)


def test_a_stretch_that_is_typed_the_wrong_way_round_is_no_year_off() -> None:
    with pytest.raises(UsageError, match="would last 363 days, until 2028-01-03; write the first day first"):
        read_period("5 jan to 3 jan", TODAY)
    assert read_period("20 dec to 2 jan", TODAY).end == date(2027, 1, 2)
