"""A table as text, read as `deck import` reads one."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.authoring.formats.headers import is_header
from studykit.authoring.formats.table import take_table
from studykit.authoring.formats.table_file import text_rows
from studykit.authoring.import_result import Read


def read_table(file: str, text: str, columns: Sequence[str] = (), separator: str = "") -> Read:
    read = Read(file)
    take_table(read, text_rows(read, text, separator, is_header), columns)
    return read
