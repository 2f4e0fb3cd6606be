"""The rows of a table as a file holds it, whatever program wrote it: a spreadsheet, or separated text.

Which sign stands between the cells of a text (CSV, TSV and their kin) is told by it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from studykit.authoring.decoding import decoded, is_text
from studykit.authoring.formats.spreadsheet import is_spreadsheet, rows_of
from studykit.authoring.import_result import Read
from studykit.errors import UsageError

SEPARATORS = "\t;|,"
"""What may stand between cells, the surest first."""

FIRST_ROWS = 15
"""Rows in which the names of the columns are looked for: templates of quiz games begin with advice."""

LOOKED_AT = 30
"""Lines that tell the separator."""

MOST_BAD_ROWS = 20
"""Rows that cannot be read after which a file is given up: each is looked for to its end."""

MOST_CELLS = 2_000
"""Cells of a row that is read: a form has one for each question."""

LONGEST_CELL = 200_000
"""Characters of a cell that is read; a pasted essay has a tenth of it."""

Rows = Iterator[tuple[int, list[str]]]
"""The cells of each row with the line it begins in, from 1."""

IsHeader = Callable[[Sequence[str]], bool]
_NAMED = re.compile(r"sep=(.)")
_FRACTION = re.compile(r"-?\d+\.\d+")
_LONGEST_FIELD = 10_000_000
"""Characters of a cell; the csv module's own limit is shorter than some pasted essays."""


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

        def tell(sheet: str, others: list[str]) -> None:
            if others:
                message = f"only the sheet {sheet} is read; left out: {', '.join(others)}"
                read.advice(
                    1, "", message, "save each as a file of its own, or put all rows in one", "sheets"
                )

        def names_columns(rows: Rows) -> bool:
            return any(is_header(cells) for _, cells in islice(rows, FIRST_ROWS))

        rows = rows_of(read.file, data, names_columns, tell)
        return _padded(read, (row for row in rows if is_readable(read, *row)))
    text, guess = decoded(read.file, data, encoding, lenient=True)
    read.guessed(guess)
    return text_rows(read, text, separator, is_header)


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


def text_rows(read: Read, text: str, separator: str, is_header: IsHeader) -> Rows:
    """Give the rows of a text, apart by `separator` or, when it is empty, by the sign that the text tells."""
    first, _, rest = text.partition("\n")
    named = _NAMED.fullmatch(first.strip().strip('"'))
    if named:
        # Excel's own way to say what separates; the line stays, so that lines are counted right
        text, separator = f"\n{rest}", separator or named[1]
    return filled_rows(text, separator or separator_of(text, is_header), read)


def filled_rows(text: str, separator: str, read: Read, above: int = 0) -> Rows:
    """Give the rows that are not empty with the lines they begin in; `above` lines stand before the text.

    A row that cannot be read is reported, and reading goes on in the line below the one it begins in.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    if len(separator) != 1:
        raise UsageError(f"One sign stands between the cells of a table, and not `{separator}`.")
    sign = re.escape(separator)
    # people put blanks before a quoted cell, which is then none for the csv module
    spaced = rf'(^|{sign}) +("(?:[^"\n]|"")*") *(?={sign}|$)'
    text = re.sub(spaced, r"\1\2", text, flags=re.MULTILINE)
    passed = 0
    for bad in range(MOST_BAD_ROWS):
        rest = "\n".join(text.split("\n", passed)[passed:])
        reader = csv.reader(io.StringIO(rest, newline=""), delimiter=separator, strict=True)
        line = passed + 1
        try:
            for row in reader:
                if any(cell.strip() for cell in row) and is_readable(read, above + line, row):
                    yield above + line, row
                line = passed + reader.line_num + 1
        except csv.Error as error:
            message = f"this row cannot be read: {error}"
            if bad == MOST_BAD_ROWS - 1:
                message = f"this row and those below it cannot be read: {error}"
            began = text.split("\n", line)[line - 1]
            read.error(above + line, began, message, "check its quotation marks", "bad-row")
            passed = line
        else:
            return


def is_readable(read: Read, line: int, row: Sequence[str]) -> bool:
    """Say whether a row is text and no longer than any row is; one that is not is reported."""
    longest = max(map(len, row), default=0)
    if len(row) > MOST_CELLS or longest > LONGEST_CELL:
        what = f"{len(row):,} cells" if len(row) > MOST_CELLS else f"a cell of {longest:,} letters"
        bound = f"a row has at most {MOST_CELLS:,} cells, and a cell {LONGEST_CELL:,} letters"
        read.error(line, row[0], f"this row has {what}", f"{bound}; check what the file is", "too-long")
        return False
    if all(map(is_text, row)):
        return True
    mend = "save the file as UTF-8 (in a spreadsheet: CSV UTF-8), or name its encoding with `--encoding`"
    read.error(line, "", "this row is not UTF-8 text", mend, "encoding")
    return False


def separator_of(text: str, is_header: IsHeader) -> str:
    """The sign by which a row names columns, or else most of the first fall into the same number of cells."""
    best, most = ",", (False, 0.0)
    sample = "\n".join(text.lstrip("\n").split("\n")[:LOOKED_AT])
    for sign in SEPARATORS:
        try:
            rows = [row for row in csv.reader(io.StringIO(sample), delimiter=sign) if any(row)]
        except csv.Error:
            continue
        width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        named = any(1 < len(row) <= MOST_CELLS and is_header(row) for row in rows[:FIRST_ROWS])
        told = (named, times / len(rows) if width > 1 else 0.0)
        if told[0] > most[0] or (told[0] == most[0] and told[1] > most[1] + 0.1):
            best, most = sign, told
    return best
