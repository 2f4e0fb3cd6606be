"""The rows of a table as a file holds it, whatever program wrote it: separated text, or a spreadsheet."""

from __future__ import annotations

import re

from studykit.authoring.decoding import decoded
from studykit.authoring.formats.separated import IsHeader, Rows, is_readable, text_rows
from studykit.authoring.formats.spreadsheet import is_spreadsheet, other_sheets, rows_of
from studykit.authoring.import_result import Read

_FRACTION = re.compile(r"-?\d+\.\d+")


def table_rows(
    read: Read, data: bytes, is_header: IsHeader, *, encoding: str | None = None, separator: str = ""
) -> Rows:
    """Give the rows of a table; what is guessed or cannot be read is reported.

    Args:
        read: what problems are collected in. data: the file's bytes.
        is_header: whether a row names the columns, by which the separator is known.
        encoding, separator: where they are said; else they are told by the file.

    Raises:
        DataError: when it is neither text nor a spreadsheet.
    """
    if data[:4] == b"PK\3\4" and is_spreadsheet(data):
        others = other_sheets(data)
        if others:
            message = f"only the first sheet that is not empty is read; left out: {', '.join(others)}"
            read.advice(1, "", message, "save each as a file of its own, or put all rows in one", "sheets")
        return _padded(read, (row for row in rows_of(read.file, data) if is_readable(read, *row)))
    text = decoded(read.file, data, encoding, lenient=True)
    read.guessed(text)
    return text_rows(read, text.text, separator, is_header)


def _padded(read: Read, rows: Rows) -> Rows:
    """A spreadsheet leaves out what is empty at the end of a row, and shows numbers as its language does."""
    width, told = 0, False
    for line, cells in rows:
        number = next((cell for cell in cells if _FRACTION.fullmatch(cell)), None)
        if number and not told:
            told = True
            message = (
                f"numbers have a point here, `{number}`; the sheet may show `{number.replace('.', ',')}`"
            )
            mend = "nothing needs to be done: both are right; format them as text to keep the comma"
            read.advice(line, number, message, mend, "number")
        width = max(width, len(cells))
        yield line, [*cells, *[""] * (width - len(cells))]
