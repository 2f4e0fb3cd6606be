"""A folder for working copies, which goes when they have been used; only its owner can look into it."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studykit.errors import StoreError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make the folder for as long as it is needed.

    Raises:
        StoreError: when it cannot be made.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="studykit-", ignore_cleanup_errors=True)
    except OSError as error:
        raise no_room(error) from error
    with folder as name:
        yield Path(name)


def no_room(error: OSError) -> StoreError:
    """Say that a working copy cannot be made."""
    return StoreError(
        f"There is no place for a working copy ({error.strerror or error}), so nothing was changed. Free "
        "some space in the folder for temporary files, or set TMPDIR to another one. Your work is as it was."
    )
