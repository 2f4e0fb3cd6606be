"""Opening the student's store: backed up before it changes and once a day, and its clock looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.clock import milliseconds, utc_now
from studykit.cli.display import tell_text
from studykit.errors import StoreError
from studykit.store.backup import DAILY, Backups

if TYPE_CHECKING:
    from studykit.store.store import Store

CLOCK_SLACK = timedelta(days=1)
"""How far ahead of this clock a row may be dated before that is worth a word."""


def open_store(path: Path) -> Store:
    """Open the store at a path; a backup is made before a migration and on the first use of a day."""
    from studykit.store.store import Store

    backups = Backups(path)
    store = Store.open(path, before_migration=lambda: backups.make("migration", utc_now()))
    try:
        newest = store.newest_moment()
        if newest:
            _back_up_daily(backups)
        if warning := clock_warning(newest):
            tell_text(warning)
    except BaseException:
        store.close()
        raise
    return store


def _back_up_daily(backups: Backups) -> None:
    """Make the day's backup; a full disk must not keep anyone from studying."""
    now = utc_now()
    try:
        if not backups.of_today(now):
            backups.make(DAILY, now)
    except StoreError as error:
        tell_text(f"The backup of today was not made: {error}")


def clock_warning(newest: int) -> str | None:
    """Say when the newest row (UTC milliseconds) is dated after now: one of two clocks is wrong."""
    now = milliseconds()
    if newest - now <= CLOCK_SLACK / timedelta(milliseconds=1):
        return None
    shown = [f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%d}" for moment in (now, newest)]
    return (
        f"This computer's clock says {shown[0]}, but the newest answer is dated {shown[1]}. If the clock is "
        "wrong, set it right before you go on: cards would come back on wrong days. Nothing is lost."
    )
