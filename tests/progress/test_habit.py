from __future__ import annotations

from datetime import date, timedelta

import pytest

from studykit.exams import Exam
from studykit.progress.figures import days_off
from studykit.progress.habit import Habit, habit
from studykit.reviews import Setting

TODAY = date(2026, 11, 28)  # a Saturday


def looked_at(*before: int, off: tuple[int, ...] = ()) -> Habit:
    """The habit of one who answered ten questions so many days before today, others of them off."""
    answers = {TODAY.toordinal() - each: 10 for each in before}
    free = {TODAY - timedelta(days=each) for each in off}
    return habit(answers, TODAY, 4, free.__contains__, answers)


@pytest.mark.parametrize(
    ("before", "off", "streak", "longest"),
    [
        ((), (), 0, 0),
        ((0,), (), 1, 1),
        ((2, 1), (), 2, 2),  # today is not over yet
        ((3, 2), (), 0, 2),
        ((4, 3, 1, 0), (), 2, 2),
        ((4, 3, 1, 0), (2,), 4, 4),
        ((12, 11, 1), (2, 3, 4, 5, 6, 7, 8, 9, 10), 3, 3),  # a pause of nine days
        ((9, 8, 7, 1), (), 1, 3),
    ],
)
def test_a_streak_forgives_days_off_and_a_today_that_is_not_over(
    before: tuple[int, ...], off: tuple[int, ...], streak: int, longest: int
) -> None:
    found = looked_at(*before, off=off)
    assert (found.streak, found.longest) == (streak, longest)


def test_the_map_begins_on_a_monday_and_ends_today() -> None:
    found = looked_at(0, 30)
    assert found.days[0].day == date(2026, 11, 2)
    assert found.days[-1].day == TODAY
    assert (found.answers, found.studied) == (10, 1), "what lies before the map is not counted in it"


def test_a_streak_is_hers_whatever_part_of_her_answers_is_shown() -> None:
    today = TODAY.toordinal()
    found = habit({today: 3}, TODAY, 1, lambda _: False, {today, today - 1, today - 2})
    assert (found.answers, found.streak) == (3, 3)


def test_the_fullest_day_is_darkest_and_any_answer_is_seen() -> None:
    found = habit({TODAY.toordinal(): 40, TODAY.toordinal() - 1: 1}, TODAY, 1, lambda _: False, ())
    assert [found.level(day) for day in found.days[-3:]] == [0, 1, 4]


def set_on(day: date, exam: Exam | None) -> Setting:
    at = (day.toordinal() - 719163) * 86_400_000
    return Setting(id=str(day), device="d", at=at, name="exam", value=exam.to_text() if exam else None)


def test_a_day_was_off_by_the_exam_as_it_was_set_on_that_day() -> None:
    begun = date(2026, 11, 2)
    sundays = Exam(date(2027, 2, 7), 10, begun, weekdays_off=(6,))
    every_day = Exam(date(2027, 2, 7), 10, begun)
    is_off = days_off([set_on(begun, sundays), set_on(date(2026, 11, 20), every_day)])
    assert is_off(date(2026, 11, 8))
    assert not is_off(date(2026, 11, 9))
    assert not is_off(date(2026, 11, 22)), "by then no day was off"
    assert not is_off(date(2026, 11, 1)), "no exam was set"


def test_an_exam_that_was_cleared_forgives_the_days_before() -> None:
    begun = date(2026, 11, 2)
    sundays = Exam(date(2027, 2, 7), 10, begun, weekdays_off=(6,))
    is_off = days_off([set_on(begun, sundays), set_on(date(2026, 11, 10), None)])
    assert is_off(date(2026, 11, 8))
    assert not is_off(date(2026, 11, 15))
