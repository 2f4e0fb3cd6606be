from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import Period
from studykit.errors import UsageError
from studykit.exams import Exam, check_minutes, read_exam_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "is not a day"),
        ("today", "is today"),
        ("2026-11-21", "in the past"),
        ("in 9999 weeks", "years away"),
        ("2099-01-01", "check the year"),
    ],
)
def test_what_cannot_be_planned_for_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_exam_day(text, TODAY)


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


WHOLE = '{"day": "2027-02-07", "minutes": 10, "set_on": "2026-11-29", "case": null, %s, "leave": []}'


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[]", "null", '{"day": 5}', "nonsense", "[" * 100_000),
        WHOLE % '"weekdays_off": [], "periods_off": [["2027-01-01"]]',
        WHOLE % '"weekdays_off": [1e999], "periods_off": []',
    ],
)
def test_what_is_no_exam_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Exam.from_text(text)
