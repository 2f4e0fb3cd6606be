"""Zip files that anybody may have made: opened without reading a table of contents that has no bound."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

UNSOUND = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What zipfile raises for a file that is no zip file, is damaged, or packed in a way Python cannot read:
unknown compressions and passwords come as RuntimeError."""


class TooLongDirectoryError(Exception):
    """The table of contents of a zip file is longer than was allowed."""


class _Bounded(io.BufferedReader):
    """A file of which no more than `most` bytes are read at once; None is as many as are wanted.

    What zipfile reads, and not what the file says of itself, is what counts: it can say it in several places.
    """

    most: int | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        if self.most is None:
            return super().read(size)
        more = self.most + 1
        found = super().read(more if size is None or size < 0 else min(size, more))
        if len(found) > self.most:
            raise TooLongDirectoryError
        return found


def read_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Read the table of contents of a zip file whose parts can be unpacked bit by bit.

    Python unpacks what is packed otherwise as a whole, however much it becomes.

    Raises:
        UNSOUND: when it is no sound zip file, or has another part.
    """
    package = zipfile.ZipFile(file)
    bit_by_bit = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if not bit_by_bit.issuperset(each.compress_type for each in package.infolist()):
        raise zipfile.BadZipFile("it is packed in a way that is not taken")
    return package


_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff")
"""How a part begins that is XML, whatever it is called."""


def unpackable(data: bytes, most: int, most_xml: int) -> IO[bytes]:
    """Give a zip file to be unpacked whole by somebody else: all its parts have at most so many bytes.

    Those that are XML have at most `most_xml` together, for what is made of it takes many times the room.

    Raises:
        UNSOUND: when they have more, or it is no sound zip file.
    """
    file = io.BytesIO(data)
    with read_zip(file) as package:
        for each in package.infolist():
            with package.open(each) as part:
                held = part.read(most + 1)
            most -= len(held)
            most_xml -= len(held) if _XML.match(held) else 0
            if most < 0 or most_xml < 0:
                raise ValueError("there is too much in it")
    return file


@contextmanager
def open_zip(path: Path, most: int) -> Iterator[zipfile.ZipFile]:
    """Open a zip file whose table of contents has at most so many bytes.

    Raises:
        TooLongDirectoryError: when it has more.
        OSError: when the file cannot be read.
        UNSOUND: when it is no sound zip file.
    """
    with _Bounded(io.FileIO(path)) as file:
        file.most = max(most, 66_000)  # the search for its end reads as much
        with read_zip(file) as package:
            file.most = None
            yield package
