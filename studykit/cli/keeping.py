"""Opening the student's store: backed up before it changes and once a day, and its clock looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from studykit.cli import terminal
from studykit.cli.asking import agreed
from studykit.cli.clock import milliseconds, utc_now
from studykit.cli.display import tell_text
from studykit.errors import StoreError, UnavailableError
from studykit.store.backup import DAILY, Backups
from studykit.store.future import SLACK
from studykit.store.scratch import sweep
from studykit.store.store import Store

LONG_AWAY = timedelta(days=90)
"""How long after the last row of this device its clock is asked about: it may be ahead, too."""

CLOCK_ASKED = "clock-asked"
"""The fact that holds the day (UTC) on which somebody said that the clock is right."""


def open_store(path: Path) -> Store:
    """Open the store at a path; a backup is made before a migration and on the first use of a day."""
    sweep(path.parent, utc_now())
    backups = Backups(path)
    store = Store.open(path, before_migration=lambda: backups.make("migration", utc_now()))
    try:
        newest = store.newest_moment()
        if newest:
            _back_up_daily(backups)
        if warning := clock_warning(newest):
            tell_text(warning)
        else:
            _doubt_clock(store)
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
    if newest - now <= SLACK / timedelta(milliseconds=1):
        return None
    shown = [_day(moment) for moment in (now, newest)]
    return (
        f"This computer's clock says {shown[0]}, but the newest entry is dated {shown[1]}. If the clock is "
        "wrong, set it right before you go on: cards would come back on wrong days. If it is right, "
        "`studykit data doctor --fix` dates again what a clock that was ahead wrote. Nothing is lost."
    )


def _doubt_clock(store: Store) -> None:
    """Ask whether the clock is right when long has passed since anything was written on this device.

    A clock that is ahead would date everything after all that follows once it is right again.

    Raises:
        UnavailableError: when she says that it is not.
    """
    last, now = store.newest_moment(own=True), milliseconds()
    if (
        not last
        or now - last <= LONG_AWAY / timedelta(milliseconds=1)
        or store.noted(CLOCK_ASKED) == _day(now)
    ):
        return
    said = f"This computer's clock says {_day(now)}; the last entry here is of {_day(last)}."
    if not terminal.is_interactive():
        tell_text(f"{said} If the clock is wrong, set it right before you go on.")
        return
    tell_text(said)
    if not agreed("Is the clock right?", yes=False):
        raise UnavailableError("Set the clock right first; what is written by a wrong one has a wrong date.")
    store.note(CLOCK_ASKED, _day(now))


def _day(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%d}"
