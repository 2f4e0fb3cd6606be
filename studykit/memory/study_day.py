"""The one definition of "today"."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def study_day(local: datetime, rollover_hour: int = 4) -> date:
    """Give the study day that a moment on the student's own wall clock belongs to.

    A day lasts until `rollover_hour` (0-23) the next morning, so that an answer typed after midnight still
    belongs to the evening. The wall clock decides: an hour gained or lost to summer time, or a flight, never
    makes a day of its own.
    """
    return (local.replace(tzinfo=None) - timedelta(hours=rollover_hour)).date()
