"""The compiled library on disk: a file that can be deleted at any time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from studykit.decks.packed import Compiled, DamagedCacheError
from studykit.files import make_private, read_plain, write_whole

Loaded = TypeVar("Loaded", bound=Compiled)


class CacheFile:
    """The cache of one set of folders; whatever goes wrong with it, studying goes on without it."""

    def __init__(self, folder: Path, folders: Sequence[Path]) -> None:
        spelled = "\0".join(f"{each}\0{each.absolute()}" for each in folders)
        # Only a file name: what the file holds is checked against the folders in it.
        name = zlib.crc32(spelled.encode("utf-8", "surrogateescape"))
        self.path = folder / f"decks-{name:08x}.cache"

    def load(self, kind: type[Loaded]) -> Loaded | None:
        """Give what the file holds; None when there is none, or not a byte of it can be trusted."""
        try:
            return kind(read_plain(self.path))
        except (OSError, DamagedCacheError):
            return None

    def moment_ns(self) -> int:
        """The time by the clock of the file system, in nanoseconds; 0 where nothing can be written."""
        import tempfile

        try:
            make_private(self.path.parent)
            with tempfile.TemporaryFile(dir=self.path.parent) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    def save(self, data: bytes) -> None:
        """Put a library in the place of the old one whole, if that can be done."""
        with suppress(OSError):
            write_whole(self.path, [data])
