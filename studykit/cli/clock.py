"""The only place that reads the clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from studykit.errors import UsageError

BELIEVED = timedelta(days=1)
"""How far a clock may be set while the program runs; one that jumps farther is not followed."""

ASLEEP_TOO = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The system's count of time that goes on while the computer sleeps; Windows has it in Python's own."""


def _ran() -> int:
    """Nanoseconds since some moment, whatever the clock is set to."""
    return time.monotonic_ns() if ASLEEP_TOO is None else time.clock_gettime_ns(ASLEEP_TOO)


def as_local(moment: datetime) -> datetime:
    """Give a moment as it is on the student's own wall clock.

    Raises:
        UsageError: when the system's time zone is a day or more from UTC, as no place is.
    """
    try:
        return moment.astimezone()
    except ValueError as error:
        raise UsageError(
            "The time zone of this computer is a day or more from UTC. Set it, or the variable TZ, to "
            "that of a place, such as Europe/Berlin."
        ) from error


class Clock:
    """What tells the time: the system; a run that is told its time has another one in `current`.

    One run lives in one time: a clock that jumps far meanwhile would date what follows on another day than
    what went before. The next run sees what the clock says then, and asks where it doubts it.

    Args:
        wall: nanoseconds since 1970. ran: nanoseconds that no setting of the clock changes.
    """

    def __init__(self, wall: Callable[[], int] = time.time_ns, ran: Callable[[], int] = _ran) -> None:
        self._wall, self._ran = wall, ran
        self._ahead = wall() - ran()

    def local_now(self) -> datetime:
        """The moment on the student's own wall clock, with its offset from UTC."""
        return as_local(datetime.fromtimestamp(self.milliseconds() / 1000, UTC))

    def milliseconds(self) -> int:
        """The moment in UTC milliseconds since 1970."""
        wall = self._ran() + self._ahead if self.jumped() else self._wall()
        return wall // 1_000_000

    def jumped(self) -> timedelta | None:
        """How far the clock was set while the program ran, if that is too far to be followed."""
        by = timedelta(microseconds=(self._wall() - self._ran() - self._ahead) // 1000)
        return by if abs(by) > BELIEVED else None

    def seconds(self) -> float:
        """Seconds that only ever go forward."""
        return time.monotonic()


current = Clock()


def local_now() -> datetime:
    """The moment on the student's own wall clock, with its offset from UTC."""
    return current.local_now()


def utc_now() -> datetime:
    """The moment in UTC, for names of files."""
    return datetime.fromtimestamp(milliseconds() / 1000, UTC)


def milliseconds() -> int:
    """The moment in UTC milliseconds since 1970."""
    return current.milliseconds()


def jumped() -> timedelta | None:
    """How far the clock was set while the program ran, if that is too far to be followed."""
    return current.jumped()


def seconds() -> float:
    """Seconds that only ever go forward, for measuring how long something took."""
    return current.seconds()
