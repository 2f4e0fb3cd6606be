"""The progress files that a class handed in: which are meant, read, and what is left out of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from studykit.errors import NotFoundError, UnavailableError

if TYPE_CHECKING:
    from studykit.classes.progress_file import Collected

MOST_FILES = 5_000
FEW = 20
"""So many files are read before anybody would look for a progress bar."""


def collect(sources: Sequence[str]) -> Collected:
    """Read progress files and all files of folders, with a progress bar where somebody waits.

    Raises:
        NotFoundError: when one that is named does not exist.
        UnavailableError: when there are too many.
    """
    from studykit.classes.progress_file import collected

    files = _files(sources)
    if len(files) <= FEW or not sys.stderr.isatty():
        return collected(map(_content, files))
    with typer.progressbar(files, label="Reading", file=sys.stderr) as bar:
        return collected(map(_content, bar))


def _files(sources: Sequence[str]) -> list[Path]:
    files: dict[Path, None] = {}
    for path in map(Path, sources):
        if not path.exists():
            raise NotFoundError(f"There is no file or folder {path}.")
        files |= dict.fromkeys(_below(path) if path.is_dir() else [path])
        if len(files) > MOST_FILES:
            raise UnavailableError(
                f"{path} holds more than {MOST_FILES:,} files; name a folder of one class."
            )
    # of two copies "ada (1).json" is the second
    return sorted(files, key=lambda path: (path.parent, path.stem, path.suffix))


def _below(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and its folders, as a learning platform unpacks what was handed in."""
    for path in islice(folder.rglob("*"), MOST_FILES + 1):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _content(path: Path) -> tuple[str, bytes | None]:
    from studykit.classes.progress_file import LARGEST
    from studykit.files import read_plain

    try:
        return str(path), read_plain(path, LARGEST + 1)
    except OSError:
        return str(path), None
