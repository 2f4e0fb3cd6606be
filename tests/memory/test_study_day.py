from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from studykit.memory.study_day import study_day


def test_an_answer_after_midnight_belongs_to_the_evening_before() -> None:
    assert study_day(datetime(2026, 11, 22, 0, 30, tzinfo=UTC)) == date(2026, 11, 21)


def test_a_day_begins_at_four_in_the_morning() -> None:
    assert study_day(datetime(2026, 11, 22, 3, 59, tzinfo=UTC)) == date(2026, 11, 21)
    assert study_day(datetime(2026, 11, 22, 4, 0, tzinfo=UTC)) == date(2026, 11, 22)


def test_the_rollover_hour_can_be_midnight() -> None:
    assert study_day(datetime(2026, 11, 22, 0, 0, tzinfo=UTC), rollover_hour=0) == date(2026, 11, 22)


def test_the_wall_clock_decides_and_not_the_moment() -> None:
    moment = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    east = moment.astimezone(timezone(timedelta(hours=9)))
    assert study_day(moment) == date(2026, 11, 21)
    assert study_day(east) == date(2026, 11, 22)


def test_summer_time_makes_no_day_of_its_own() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 3, 28, 12, 0, tzinfo=berlin)
    days = [study_day(start + timedelta(hours=hours)) for hours in range(72)]
    assert sorted(set(days)) == [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 3, 31)]
    assert days == sorted(days)
