"""One run of the program lives in one time, whatever the clock is set to meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from studykit.cli.clock import Clock
from tests.cli.conftest import Home
from tests.program import TellingClock

START = datetime(2027, 1, 5, 17, 0, tzinfo=UTC)
DAY = 86_400_000_000_000


class Told:
    """A clock and a count of what has run, both in nanoseconds, that stand where they are put."""

    def __init__(self) -> None:
        self.wall, self.ran = int(START.timestamp()) * 1_000_000_000, 1_000
        self.clock = Clock(lambda: self.wall, lambda: self.ran)

    def goes_on(self, wall: int, ran: int) -> datetime:
        self.wall, self.ran = self.wall + wall, self.ran + ran
        return self.clock.local_now()


@pytest.mark.parametrize("days", [200, -200, 2])
def test_a_clock_that_jumps_is_not_followed(days: int) -> None:
    told = Told()
    assert told.goes_on(days * DAY, 60_000_000_000) == START + timedelta(minutes=1)
    assert told.clock.milliseconds() == int(START.timestamp() * 1000) + 60_000
    assert told.clock.jumped() is not None
    assert told.goes_on(-days * DAY, 0).date() == START.date()
    assert told.clock.jumped() is None


@pytest.mark.parametrize(
    ("wall", "ran"), [(5 * DAY, 5 * DAY), (3600 * 10**9, 10**9)], ids=["a long sleep", "an hour put right"]
)
def test_a_clock_that_goes_on_or_is_put_right_is_followed(wall: int, ran: int) -> None:
    told = Told()
    assert told.goes_on(wall, ran) == START + timedelta(microseconds=wall // 1000)
    assert told.clock.jumped() is None


def test_answers_after_a_jump_are_dated_by_the_time_the_quiz_began_in_and_the_next_run_asks(
    home: Home,
) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

    class Jumping(Clock):
        """The system's clock, which is set a year ahead once a second answer is asked for."""

        def __init__(self) -> None:
            self.asked = 0
            super().__init__(wall=self.told)

        def told(self) -> int:
            from time import time_ns

            return time_ns() + (365 * DAY if self.asked > 1 else 0)

        def seconds(self) -> float:
            self.asked += 1
            return super().seconds()

    before = datetime.now(UTC)
    child = replace(home.surroundings, clock=Jumping()).sit("quiz", "--plain", "tiny", "--cards", "2")
    for answer in ("1922\r", "Right\r"):
        child.expect("> ")
        child.send(answer)
        child.expect("more keys")
        child.send("\r")
    child.expect("clock was set 365 days ahead\\s+while the quiz was open")
    child.expect(pexpect.EOF)
    answers = [row for row in home.log() if row["kind"] == "review"]
    assert len(answers) == 2
    assert all(abs(row["at"] / 1000 - before.timestamp()) < 600 for row in answers)
    assert "clock says" not in home.run("today").err


def test_a_quiz_left_open_overnight_dates_the_answer_on_the_new_day_and_ends(home: Home) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    evening = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)

    class Sleeping(TellingClock):
        """A clock that is three days on as soon as a first question has been shown."""

        asked = 0

        def seconds(self) -> float:
            self.asked += 1
            if self.asked == 3:  # the sitting, the question, the answer
                self.now = evening + timedelta(days=3)
                self.moments = count(int(self.now.timestamp() * 1000))
            return super().seconds()

    told = replace(home.surroundings, clock=Sleeping(evening, 1.0))
    child = told.sit("quiz", "--plain", "tiny")
    child.expect("> ")
    child.send("1922\r")
    child.expect("more keys")
    child.send("\r")
    child.expect("A new day has begun, and with it another day's plan.")
    child.expect("Still for today: ")
    child.expect(pexpect.EOF)
    (answer,) = [row for row in home.log() if row["kind"] == "review"]
    assert answer["study_day"] == "2026-11-30"
    assert answer["at"] >= (evening + timedelta(days=3)).timestamp() * 1000
