"""Which files of which folders are decks, cases and plans."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from studykit.errors import NotFoundError
from studykit.files import NOT_PLAIN

SUFFIXES = (".yaml", ".yml")

DEEPEST = 40
"""Folders inside one another that are still looked into."""

UNREADABLE = -1
"""The size of a file that cannot be read; it fits no file, so that it is tried again each time."""


class Found(NamedTuple):
    """A file as it was found, with what tells that it has changed; a size of `UNREADABLE` has a reason."""

    path: str
    size: int
    mtime_ns: int
    reason: str = ""


def find_files(folders: Sequence[Path]) -> list[Found]:
    """Give the YAML files below some folders, folder by folder and sorted by path, each file once.

    Hidden folders and files are passed over, and so is all that is no ordinary file (a pipe would block) and
    every link that leads out of its folder. What cannot be read is among them, with the reason.

    Raises:
        NotFoundError: when one of the folders does not exist.
    """
    files: dict[object, Found] = {}
    for folder in folders:
        if not folder.is_dir():
            raise NotFoundError(f"There is no folder {folder} to read decks from.")
        for identity, found in _below(folder):
            files.setdefault(identity, found)
    return list(files.values())


def find_file(path: Path) -> Found:
    """Give a single file, whatever its name.

    Raises:
        NotFoundError: when there is no such file, or it is no ordinary one.
    """
    found = _look(str(path), None)
    if found is None or found[1].size == UNREADABLE:
        reason = f" ({found[1].reason if found else NOT_PLAIN})" if path.exists() else ""
        raise NotFoundError(f"There is no file {path} to read a deck from{reason}.")
    return found[1]


def neighbours(files: Sequence[Path]) -> list[Path]:
    """Give the YAML files that lie in the same folder as one of some files, those below it left out.

    Of a folder that cannot be listed there are none.
    """
    found: list[Path] = []
    for folder in dict.fromkeys(file.parent for file in files if not file.is_dir()):
        with suppress(OSError):
            found += sorted(path for path in folder.iterdir() if _is_named(path.name) and path.is_file())
    return found


def _is_named(name: str) -> bool:
    return name.endswith(SUFFIXES) and not name.startswith(".")


def _below(folder: Path) -> Iterator[tuple[object, Found]]:
    root = os.path.realpath(folder)
    refused: list[OSError] = []
    above = len(folder.parts)
    for parent, names, files in os.walk(folder, onerror=refused.append):
        if names and len(Path(parent).parts) - above >= DEEPEST:
            refused.append(OSError(0, "folders stand too deep in one another", parent))
            names.clear()
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(filter(_is_named, files)):
            if found := _look(str(Path(parent, name)), root):
                yield found
    for error in refused:
        yield error.filename, Found(str(error.filename), UNREADABLE, 0, error.strerror or "it cannot be read")


def _look(path: str, root: str | None) -> tuple[object, Found] | None:
    """Give a file and its identity; None when it is no ordinary file, or a link that leads out of `root`."""
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            if root is not None and not os.path.realpath(path).startswith(root.rstrip(os.sep) + os.sep):
                return None
            status = os.stat(path)  # noqa: PTH116 - called for every file of a library
    except OSError as error:
        return path, Found(path, UNREADABLE, 0, error.strerror or "it cannot be read")
    if not stat.S_ISREG(status.st_mode):
        return None
    identity = (status.st_dev, status.st_ino) if status.st_ino else path
    return identity, Found(path, status.st_size, status.st_mtime_ns)
