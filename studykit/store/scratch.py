"""A folder for working copies inside the folder of the work they are copies of, gone when they were used.

What a program that was killed leaves there is found again: the next start sweeps it, and forgetting does.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from studykit.errors import StoreError
from studykit.files import make_private

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NAME = "scratch"
COPY = "studykit-"
"""What the name of a working copy begins with: in its folder, if it is a link, others may have theirs."""

LEFT_BEHIND = timedelta(hours=1)
"""The age from which a working copy is taken to be nobody's any more; none is used for so long."""


@contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """Make a folder for as long as it is needed, in the folder `beside`.

    Raises:
        StoreError: when it cannot be made.
    """
    import tempfile

    whole = beside / NAME
    try:
        make_private(whole)
        folder = tempfile.TemporaryDirectory(dir=whole, prefix=COPY, ignore_cleanup_errors=True)
    except OSError as error:
        raise no_room(whole, error) from error
    try:
        with folder as name:
            yield Path(name)
    finally:
        with suppress(OSError):
            whole.rmdir()  # another may be at work there


def sweep(beside: Path, now: datetime) -> None:
    """Delete the working copies that a program left behind when it was killed."""
    import shutil

    with suppress(OSError):
        for left in (beside / NAME).glob(f"{COPY}*"):
            if now.timestamp() - left.stat().st_mtime > LEFT_BEHIND.total_seconds():
                shutil.rmtree(left, ignore_errors=True)
        (beside / NAME).rmdir()


def no_room(folder: Path, error: OSError) -> StoreError:
    """Say that a working copy cannot be made."""
    return StoreError(
        f"There is no place for a working copy in {folder} ({error.strerror or error}), so nothing was "
        "changed. Free some space there, or make it writable. Your work is as it was."
    )
