"""Reading a student's file, and writing one without ever losing what was there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from studykit.cli.display import tell_text
from studykit.errors import NotFoundError, UnavailableError, UsageError
from studykit.files import read_plain, text_of, write_whole

STANDARD = Path("-")
"""The name of standard output and input."""

LARGEST = 400_000
"""Bytes of a plan that are read; a plan has about a page."""


def write_file(target: Path, content: bytes | Iterable[bytes], *, force: bool, private: bool = False) -> None:
    """Write a file whole or not at all; one that exists is kept unless `force`, and a store always.

    A `private` one can be read by its owner only, another as the one that was there. A link stays one, and
    what it leads to is written.

    Raises:
        UnavailableError: when it exists or is a store, or its folder is missing or cannot be written to.
    """
    from studykit.store.contents import is_store

    refuse_taken(target, force=force)
    if force and is_store(target):
        raise UnavailableError(
            f"{target} is a database, as your work and its backups are, and is not written over; choose "
            "another name."
        )
    refuse_kept(target)
    try:
        real = Path(os.path.realpath(target))
        before = real.stat() if real.exists() else None
        mask = os.umask(0o022)  # it can only be read by setting it
        os.umask(mask)
        usual = before.st_mode & 0o777 if before else 0o666 & ~mask
        write_whole(real, _pieces(content), mode=0o600 if private else usual)
    except OSError as error:
        raise UnavailableError(
            f"{target} cannot be written: {error.strerror}. What was there is as it was; choose another name "
            "or place."
        ) from error
    if before and before.st_nlink > 1:
        tell_text(f"{target} had other names too (hard links); under those it is as it was.")


def hand_out(target: Path, content: bytes | Iterable[bytes], *, force: bool, private: bool = True) -> None:
    """Write to a file, if `private` for its owner alone, and say so, or to standard output, named `-`.

    Raises:
        UnavailableError: as `write_file`.
    """
    if target == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(_pieces(content))
        return
    write_file(target, content, force=force, private=private)
    tell_text(f"Written to {target}.")


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return [content] if isinstance(content, bytes) else content


def spare(targets: Iterable[Path], read: Iterable[str | Path]) -> None:
    """Refuse to write over what a command reads, whatever else was said.

    Raises:
        UsageError: when a file to be written is one of those that are read.
    """
    own = [Path(each) for each in read if Path(each).exists()]
    for target in targets:
        if target.exists() and any(target.samefile(each) for each in own):
            raise UsageError(f"{target} is what is read here and is never changed; choose another name.")


def refuse_kept(target: Path) -> None:
    """Refuse a place where studykit keeps something of its own, as beside the store of a profile.

    Raises:
        UnavailableError: then.
    """
    from studykit.store.places import is_kept

    if is_kept(target):
        raise UnavailableError(
            f"{target} is where studykit keeps work of yours, and no place for a copy or for anything else; "
            "choose another name."
        )


def refuse_taken(target: Path, *, force: bool) -> None:
    """Refuse a place where nothing can be written, or where a file is that is not to be written over.

    Raises:
        UnavailableError: then.
    """
    if os.path.lexists(target) and not target.is_file():  # a link that leads nowhere is none either
        raise UnavailableError(f"{target} is no file that can be overwritten; choose another name.")
    if target.exists() and not force:
        raise UnavailableError(
            f"{target} exists already; add --force to overwrite it, or choose another name."
        )
    if not target.parent.is_dir():
        raise UnavailableError(f"There is no folder {target.parent}; make it, or choose another place.")


def read_text(source: Path) -> str:
    """Read a text file in UTF-8, or in the encoding of older Windows programs.

    Raises:
        NotFoundError: when there is no such file.
        UnavailableError: when it cannot be read, or is no text.
    """
    too_long = f"{source} is over {LARGEST:,} bytes long; a plan has a page or two. Check the name."
    data = read_bytes(source, LARGEST, too_long)
    text = text_of(data)
    if "\0" in text[:8000] or data[:2] == b"PK":
        raise UnavailableError(
            f"{source} is not plain text: save the plan as text or Markdown (.md, .txt) first."
        )
    return text


def read_bytes(source: Path, largest: int, too_long: str) -> bytes:
    """Read a file of at most so many bytes, or standard input by `-`; `too_long` says what a longer one is.

    Raises:
        NotFoundError: when there is no such file.
        UnavailableError: when it cannot be read, or is longer.
    """
    try:
        is_piped = source == STANDARD
        data = sys.stdin.buffer.read(largest + 1) if is_piped else read_plain(source, largest + 1)
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {source}.") from None
    except OSError as error:
        raise UnavailableError(f"{source} cannot be read: {error.strerror}.") from error
    if len(data) > largest:
        raise UnavailableError(too_long)
    return data
