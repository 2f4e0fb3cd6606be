"""What SQLite and the file system say, as one sentence: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from studykit.errors import StoreError
from studykit.files import NOT_PLAIN
from studykit.store.connecting import LOCK_SECONDS, NAMES_ANOTHER

SAFE = "Every answer whose verdict was shown is safe."

NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP)
FULL = 200_000
"""Bytes free below which a disk that refuses to write is taken to be full."""

DAMAGED = ("SQLITE_IOERR_SHORT_READ", "SQLITE_CORRUPT", "SQLITE_NOTADB")
SAID_OF_DAMAGE = ("malformed", "no such table", "Could not decode to UTF-8")
NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a store inside into a StoreError that says it in one sentence."""
    try:
        yield
    except StoreError:
        raise
    except (sqlite3.Error, OSError, ValueError) as error:
        raise StoreError(sentence(path, error)) from error


@contextmanager
def on_a_full_disk(path: Path) -> Iterator[None]:
    """Say of a disk that gets full inside that it is the one a file is written to, and not the one read."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        said = sentence(path, error)
        if said == sentence(path, OSError(errno.ENOSPC, "")):
            raise StoreError(said) from error
        raise


def sentence(path: Path, error: Exception) -> str:
    """Say what an error means for the work in a store."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _is_full(path):
        error = OSError(errno.ENOSPC, "no space left")
    for is_meant, said in SENTENCES:
        if is_meant(str(error), getattr(error, "sqlite_errorname", ""), getattr(error, "errno", None), error):
            file, why = (getattr(error, name, None) for name in ("filename", "strerror"))
            return said.format(path=path, text=error, file=file, why=why, seconds=LOCK_SECONDS, safe=SAFE)
    return f"{path} cannot be used: {error}. Check that the disk is there and the file is yours. {SAFE}"


def is_damage(error: BaseException | None) -> bool:
    """Say whether an error comes of what stands in the file, and not of where the file is."""
    text, name = str(error), getattr(error, "sqlite_errorname", "")
    if isinstance(error, UnicodeEncodeError):  # what was to be written is at fault
        return False
    return isinstance(error, ValueError) or name in DAMAGED or any(each in text for each in SAID_OF_DAMAGE)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < FULL
    except OSError:
        return False


SENTENCES: tuple[tuple[Callable[[str, str, int | None, Exception], bool], str], ...] = (
    (
        lambda text, *_: NOT_PLAIN in text or NAMES_ANOTHER in text,
        "{file} is nothing that belongs to a store ({why}), so nothing was changed; look what it is, and "
        "move it away. {safe}",
    ),
    (
        lambda _, name, number, __: (
            name in ("SQLITE_PROTOCOL", "SQLITE_NOLFS") or name.endswith("LOCK") or number in NO_LOCKS
        ),
        "The disk that holds {path} cannot lock files, as some network drives cannot, so nothing was "
        "written; set STUDYKIT_HOME to a folder on this computer and carry the work with `studykit "
        "data sync`. {safe}",
    ),
    (
        lambda text, *_: "locked" in text or "busy" in text,
        "{path} is in use by another studykit that has been writing for {seconds:.0f} seconds; let it "
        "finish or close it, then try again. If none is running, its disk may be one that cannot lock files, "
        "as some network drives: set STUDYKIT_HOME to a folder on this computer. {safe}",
    ),
    (
        lambda text, _, number, __: "disk is full" in text or number in (errno.ENOSPC, errno.EDQUOT),
        "The disk that holds {path} is full; free some space and try again. {safe}",
    ),
    (
        lambda text, name, number, _: "readonly" in text or name == "SQLITE_PERM" or number in NOT_ALLOWED,
        "{path} cannot be written, so nothing can be saved; make the file and its folder writable, or set "
        "STUDYKIT_HOME to a folder that is. {safe}",
    ),
    (
        lambda _, name, *__: name == "SQLITE_CANTOPEN",
        "{path} cannot be opened; make the file and its folder readable and writable for you, or set "
        "STUDYKIT_HOME to a folder that is. {safe}",
    ),
    (
        lambda _, __, ___, error: is_damage(error),
        "{path} is damaged ({text}); nothing was changed. `studykit data doctor` says what can be saved, and "
        "`studykit data doctor --fix` saves it.",
    ),
    (
        lambda _, name, *__: name.startswith("SQLITE_IOERR"),
        "The disk that holds {path} refused to write or read ({text}): it may be full, failing or taken "
        "away; check it and try again. {safe}",
    ),
)
"""What is told by an error's text, SQLite's name for it and the system's number, the first that fits."""
