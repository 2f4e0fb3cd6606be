"""The compiled library on disk: a file that can be deleted at any time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from studykit.decks.packed import Compiled, DamagedCache
from studykit.plain_files import make_private


class CacheFile:
    """The cache of one set of folders; whatever goes wrong with it, studying goes on without it."""

    def __init__(self, folder: Path, folders: Sequence[Path]) -> None:
        spelled = "\0".join(f"{each}\0{each.absolute()}" for each in folders)
        # Only a file name: what the file holds is checked against the folders in it.
        name = zlib.crc32(spelled.encode("utf-8", "surrogateescape"))
        self.path = folder / f"decks-{name:08x}.cache"

    def load(self) -> Compiled | None:
        """Give what the file holds; None when there is none, or not a byte of it can be trusted."""
        try:
            return Compiled(self.path.read_bytes())
        except (OSError, DamagedCache):
            return None

    def begin(self) -> CacheDraft | None:
        """Begin to write the file anew; None when it cannot be written."""
        import tempfile

        try:
            make_private(self.path.parent)
            descriptor, name = tempfile.mkstemp(".tmp", f".{self.path.name}-", self.path.parent)
        except OSError:
            return None
        return CacheDraft(descriptor, name, self.path)


class CacheDraft:
    """A cache being written: it takes the place of the old one whole, or not at all."""

    def __init__(self, descriptor: int, name: str, path: Path) -> None:
        self.moment_ns = os.fstat(descriptor).st_mtime_ns
        """When it was begun, by the clock of the file system; what changed after that is not in it."""
        self._descriptor = descriptor
        self._name = Path(name)
        self._path = path

    def save(self, data: bytes) -> None:
        """Write the bytes and put the file into its place, if that can be done."""
        try:
            with os.fdopen(self._descriptor, "wb") as file:
                file.write(data)
            self._name.replace(self._path)
        except OSError:
            self._throw_away()

    def abandon(self) -> None:
        """Throw the draft away."""
        os.close(self._descriptor)
        self._throw_away()

    def _throw_away(self) -> None:
        with suppress(OSError):  # a disk that went read-only; the cache may lie there
            self._name.unlink(missing_ok=True)
