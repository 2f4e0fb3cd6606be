"""Files that anybody may have put there, read within bounds; and files written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain, count
from pathlib import Path

NOT_PLAIN = "it is no ordinary file"

REPLACED = ".replaced-"
"""What the name of the folder begins with in which a folder of decks lies while it is replaced."""

RESERVED = frozenset(
    {
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{kind}{n}" for kind in ("com", "lpt") for n in "0123456789\u00b9\u00b2\u00b3"),
    }
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


def unused(path: Path) -> Path:
    """Give a path that nothing has yet: this one, or one with a number behind its name."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(each for each in chain([path], numbered) if not each.exists())


def read_plain(path: Path, most: int = -1, *, follow: bool = True) -> bytes:
    """Give up to `most` bytes of a file (all without it), of which a pipe, a device or a folder is none.

    Links are followed unless `follow` is off. What the name leads to is looked at before it is opened, for
    opening alone makes some devices act, and again afterwards, for it may have been exchanged.

    Raises:
        OSError: when it cannot be read, or is no ordinary file.
    """
    if not stat.S_ISREG(path.stat(follow_symlinks=follow).st_mode):
        raise OSError(errno.EINVAL, NOT_PLAIN, str(path))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags |= 0 if follow else getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, NOT_PLAIN, str(path))
        return file.read(most)


UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""


def text_of(data: bytes) -> str:
    """Give the text of a file: UTF-16 by its mark, UTF-8, or the encoding of older Windows programs."""
    if data.startswith(UTF_16):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def left_behind(target: Path) -> list[Path]:
    """Give what a program that was killed while it wrote a file whole left beside it."""
    there = target.parent.iterdir() if target.parent.is_dir() else ()
    return [each for each in there if each.name.startswith(_before(target)) and each.suffix == ".tmp"]


def _before(target: Path) -> str:
    return f".{target.name[:80]}-"


@contextmanager
def swept(folder: Path, left: str) -> Iterator[None]:
    """Delete what killed commands left in a folder, by a pattern of names, and work in it as long as wanted.

    While another is at work in it nothing is deleted, nor where a system or a disk has no locks for folders.
    """
    if os.name != "posix":
        yield
        return
    import fcntl
    import shutil

    with ExitStack() as closing:
        with suppress(OSError):
            number = os.open(folder, os.O_RDONLY)
            closing.callback(os.close, number)
            with suppress(BlockingIOError):
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for each in folder.glob(left):
                    # the first leaves files alone, and the second folders
                    shutil.rmtree(each, ignore_errors=True)
                    with suppress(OSError):
                        each.unlink(missing_ok=True)
            fcntl.flock(number, fcntl.LOCK_SH)
        yield


def write_whole(target: Path, content: Iterable[bytes], *, mode: int = 0o600, durable: bool = False) -> None:
    """Put a file in its place whole, or leave what is there; `durable` waits until the disk has it.

    Raises:
        OSError: when it cannot be written.
    """
    import tempfile

    number, name = tempfile.mkstemp(".tmp", _before(target), target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.writelines(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        scratch.chmod(mode)
        scratch.replace(target)
        if durable:
            sync_folder(target.parent)
    finally:
        with suppress(OSError):  # a disk that went read-only
            scratch.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system has a way to."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
