from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import Period
from studykit.errors import UsageError
from studykit.exams import Exam, check_minutes, read_day, read_days_off

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-05-07", date(2027, 5, 7)),
        ("2027-5-7", date(2027, 5, 7)),
        ("7 May 2027", date(2027, 5, 7)),
        ("7th may 2027", date(2027, 5, 7)),
        ("May 7, 2027", date(2027, 5, 7)),
        ("in 8 weeks", date(2027, 1, 17)),
        ("in 1 day", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_it_is_said(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("07/05/2027", "is not a day"),
        ("soon", "is not a day"),
        ("31 February 2027", "is not a day"),
        ("7 Foo 2027", "is not a day"),
        ("", "is not a day"),
        ("today", "is today"),
        ("2026-11-21", "in the past"),
        ("in 9999 weeks", "years away"),
        ("2099-01-01", "check the year"),
    ],
)
def test_what_cannot_be_planned_for_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_day(text, TODAY)


def test_days_off_are_weekdays_days_and_stretches() -> None:
    weekdays, periods = read_days_off(["sun,Saturday", "2026-12-25", "2026-12-30/2027-01-02"])
    assert weekdays == (5, 6)
    assert [period.text for period in periods] == ["2026-12-25", "2026-12-30/2027-01-02"]


@pytest.mark.parametrize("texts", [["funday"], [""], ["mon,tue,wed,thu,fri,sat,sun"], ["2026-13-01"]])
def test_days_off_that_are_none_or_leave_none_are_refused(texts: list[str]) -> None:
    with pytest.raises(UsageError):
        read_days_off(texts)


@pytest.mark.parametrize("minutes", [0, -5, 601])
def test_minutes_nobody_studies_are_refused(minutes: int) -> None:
    with pytest.raises(UsageError, match="minutes a day"):
        check_minutes(minutes)


def test_days_off_are_counted_up_to_the_exam() -> None:
    exam = Exam(date(2026, 12, 6), 10, TODAY, weekdays_off=(6,), periods_off=(Period.parse("2026-11-25"),))
    off = {date.fromordinal(day) for day in exam.days_off(TODAY)}
    assert off == {date(2026, 11, 22), date(2026, 11, 25), date(2026, 11, 29)}


periods = st.builds(lambda day: Period.parse(day.isoformat()), st.dates(date(2026, 1, 1), date(2027, 1, 1)))


@given(
    st.builds(
        Exam,
        day=st.dates(),
        minutes=st.integers(1, 600),
        set_on=st.dates(),
        case=st.none() | st.text(),
        weekdays_off=st.lists(st.integers(0, 6), max_size=3).map(tuple),
        periods_off=st.lists(periods, max_size=3).map(tuple),
        leave=st.lists(st.text(), max_size=3).map(tuple),
    )
)
def test_an_exam_comes_back_from_its_text_as_it_was(exam: Exam) -> None:
    assert Exam.from_text(exam.to_text()) == exam


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"day": 5}', "nonsense"])
def test_what_is_no_exam_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Exam.from_text(text)
