"""A student's days as she reads them, from the first to the day after the exam."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.student import Student, mostly_right, right

pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

Golden = Callable[[str, str], None]


@pytest.fixture
def student(tmp_path: Path) -> Student:
    return Student(tmp_path / "home")


def test_the_first_run_asks_at_once_and_afterwards_for_the_exam(student: Student, golden: Golden) -> None:
    told = [student.quiz("2026-11-23T17:00+00:00", answer=mostly_right, stop_after=3, exam="14 dec")]
    told.append(student.run("2026-11-23T17:10+00:00"))
    golden("day_first_run", "\n".join(told))


def test_the_date_is_asked_for_only_once(student: Student) -> None:
    first = student.quiz("2026-11-23T17:00+00:00", answer=right, stop_after=1, exam="")
    assert "When is your exam?" in first
    assert "`studykit exam set DATE` sets it at any time." in first
    assert "When is your exam?" not in student.quiz("2026-11-23T18:00+00:00", answer=right, stop_after=1)
    assert "studykit exam set DATE" in student.run("2026-11-23T18:10+00:00")


def test_a_date_that_is_none_is_asked_for_again(student: Student) -> None:
    said = "soon\n31 feb\n14 dec"
    first = student.quiz("2026-11-23T17:00+00:00", answer=right, stop_after=1, exam=said)
    assert "'soon' is not a day" in first
    assert "is not a day that there is" in first
    assert "Set: Monday 14 December" in first


def planned(student: Student, *more: str) -> None:
    student.run("2026-11-23T16:00+00:00", "exam", "set", "14", "dec", "--minutes", "3", *more)


def test_a_day_with_an_exam_to_its_end_and_the_next_one(student: Student, golden: Golden) -> None:
    planned(student)
    told = [
        student.run("2026-11-23T17:00+00:00"),
        student.quiz("2026-11-23T17:00+00:00", answer=mostly_right, again="\r"),
        student.run("2026-11-23T17:10+00:00"),
        student.quiz("2026-11-23T17:20+00:00", answer=mostly_right),
        student.run("2026-11-24T17:00+00:00"),
        student.quiz("2026-11-24T17:00+00:00", answer=mostly_right, stop_after=6),
    ]
    golden("day_with_an_exam", "\n".join(told))


def test_a_stop_half_way_says_what_is_left(student: Student, golden: Golden) -> None:
    planned(student)
    told = [
        student.quiz("2026-11-23T17:00+00:00", answer=mostly_right, stop_after=5),
        student.run("2026-11-23T17:10+00:00"),
    ]
    golden("day_stopped_half_way", "\n".join(told))


def test_a_day_off_and_a_pause(student: Student, golden: Golden) -> None:
    planned(student, "--days-off", "tue")
    told = [
        student.run("2026-11-23T17:00+00:00", "exam", "pause", "25", "Nov", "to", "28", "Nov"),
        student.run("2026-11-23T17:00+00:00"),
        student.run("2026-11-24T17:00+00:00"),
        student.quiz("2026-11-24T17:00+00:00", answer=right),
        student.quiz("2026-11-24T17:00+00:00", "--more", answer=right, stop_after=2),
        student.run("2026-11-26T17:00+00:00"),
        student.run("2026-11-26T17:00+00:00", "exam", "pause", "--end"),
        student.run("2026-11-26T17:00+00:00"),
    ]
    golden("day_off_and_pause", "\n".join(told))


def test_the_days_around_the_exam(student: Student, golden: Golden) -> None:
    planned(student)
    student.quiz("2026-12-12T17:00+00:00", answer=mostly_right)
    told = [
        student.quiz("2026-12-13T17:00+00:00", answer=mostly_right),
        student.run("2026-12-14T07:30+00:00"),
        student.quiz("2026-12-14T07:30+00:00", answer=right, stop_after=2),
        student.run("2026-12-14T20:00+00:00", "calendar"),
        student.run("2026-12-15T17:00+00:00"),
        student.run("2026-12-15T17:00+00:00", "exam", "clear"),
        student.run("2026-12-15T17:00+00:00"),
    ]
    golden("day_of_the_exam", "\n".join(told))


def test_a_first_look_shows_each_new_card_and_asks_it_a_few_cards_later(
    student: Student, golden: Golden
) -> None:
    planned(student)
    golden("first_look", student.quiz("2026-11-23T17:00+00:00", "--learn", answer=right, stop_after=2))


def test_without_an_exam_the_due_days_speak(student: Student, golden: Golden) -> None:
    told = [
        student.quiz("2026-11-23T17:00+00:00", answer=mostly_right),
        student.run("2026-11-23T17:10+00:00"),
        student.run("2026-11-24T17:00+00:00"),
    ]
    golden("day_without_an_exam", "\n".join(told))


def test_what_was_missed_is_asked_once_more_and_moves_no_schedule_while_an_exam_is_set(
    student: Student,
) -> None:
    planned(student)
    student.quiz("2026-11-23T17:00+00:00", answer=mostly_right)
    shown = student.quiz("2026-11-23T18:00+00:00", "--missed", answer=right)
    assert "1/3, " in shown
    assert "this answer does not count" in shown
    assert "3 answers: 3 right." in shown
    after = student.quiz("2026-11-23T19:00+00:00", "--missed", answer=right)
    assert "Nothing to look at again" in after
    first = student.quiz("2026-11-24T17:00+00:00", answer=right, stop_after=1)
    assert "reign 4 begin" in first  # one of yesterday's, which yesterday's repeat has not moved


def test_a_first_look_is_a_row_that_moves_no_memory(student: Student) -> None:
    planned(student)
    student.quiz("2026-11-23T17:00+00:00", "--learn", answer=right, stop_after=1)
    kinds = [line.split('"kind": "')[1].split('"')[0] for line in student.log()]
    assert kinds.count("shown") == 3
    assert kinds.count("review") == 1
    assert '"met": 1,' in student.run("2026-11-23T17:10+00:00", "today", "--json")
