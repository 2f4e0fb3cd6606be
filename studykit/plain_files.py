"""Reading files that anybody may have put there: never one that blocks, or that goes on for ever."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

NOT_PLAIN = "it is no ordinary file"


RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(10))}
)
"""What Windows keeps for devices, with any ending."""


def is_portable(name: str) -> bool:
    """Whether a file or a folder can be called so on every system."""
    return (
        name.partition(".")[0].strip().lower() not in RESERVED
        and not name.endswith((".", " "))
        and not any(letter in '<>:"|?*\\/' or not letter.isprintable() for letter in name)
    )


def make_private(folder: Path) -> None:
    """Make a folder, and those it lies in, for their owner alone, whatever the umask is.

    Those that are there stay as they are.

    Raises:
        OSError: when it cannot be made.
    """
    for each in reversed((folder, *folder.parents)):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)


def read_plain(path: Path, most: int) -> bytes:
    """Give up to `most` bytes of a file, of which a pipe, a device or a folder is none.

    Links are followed. What the name leads to is looked at before it is opened, for opening alone makes some
    devices act, and again afterwards, for it may have been exchanged.

    Raises:
        OSError: when it cannot be read, or is no ordinary file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, NOT_PLAIN, str(path))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, NOT_PLAIN, str(path))
        return file.read(most)
