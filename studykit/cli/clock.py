"""The only place that reads the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """What tells the time: the system; a run that is told its time has another one in `current`."""

    def local_now(self) -> datetime:
        """The moment on the student's own wall clock, with its offset from UTC."""
        return datetime.now().astimezone()

    def milliseconds(self) -> int:
        """The moment in UTC milliseconds since 1970."""
        return time.time_ns() // 1_000_000

    def seconds(self) -> float:
        """Seconds that only ever go forward."""
        return time.monotonic()


current = Clock()


def local_now() -> datetime:
    """The moment on the student's own wall clock, with its offset from UTC."""
    return current.local_now()


def utc_now() -> datetime:
    """The moment in UTC, for names of files."""
    return current.local_now().astimezone(UTC)


def milliseconds() -> int:
    """The moment in UTC milliseconds since 1970."""
    return current.milliseconds()


def seconds() -> float:
    """Seconds that only ever go forward, for measuring how long something took."""
    return current.seconds()
