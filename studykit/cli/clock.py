"""The only place that reads the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def local_now() -> datetime:
    """Give the moment on the student's own wall clock, with its offset from UTC."""
    return datetime.now().astimezone()


def utc_now() -> datetime:
    """Give the moment in UTC, for names of files."""
    return datetime.now(UTC)


def milliseconds() -> int:
    """Give the moment in UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def seconds() -> float:
    """Give seconds that only ever go forward, for measuring how long something took."""
    return time.monotonic()
