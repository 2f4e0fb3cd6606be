"""The sheet of an .xlsx file that has cards as rows, for the templates that quiz games hand out.

Source of the format: ECMA-376, part 1, SpreadsheetML. Only text is taken: values as they are kept, dates and
per cents as they are shown. The names of parts are compared as the source says: their case does not count.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import IO
from xml.etree import ElementTree

from studykit.errors import DataError
from studykit.zip_files import UNSOUND, read_zip

LARGEST_PART, LARGEST_BOOK = 30_000_000, 60_000_000
"""Bytes of a part that are read, a sheet of a hundred thousand rows, and of all sheets together."""

MOST_SHEETS, MOST_ROWS, MOST_ELEMENTS, MOST_IN_ONE = 200, 120_000, 400_000, 100_000
"""Sheets; rows that are read; elements of a book, which has 380,000 for 20,000 cards of six cells; and those
of one row or one text. A small file can hold millions, which take seconds, and 300 bytes each."""

MOST_ATTRIBUTES, MOST_NAMES = 3_000_000, 1_000
"""Attributes of a part, of which a cell has three; and names of a book: some hundred are kept."""

MOST_LETTERS, OVERHEAD = 8_000_000, 5
"""Letters of all cells, which take two seconds to mark, and those that a cell counts for beside its own:
thousands of cells can name one text, and one wide row makes all below it as wide."""

MOST_COLUMNS, LONGEST_FORMAT = 200, 255
"""Cells of a row, and letters that Excel takes for a format of numbers."""

LAST_DAY, LEAP_DAY = 2_958_465.99, 60
"""The numbers of the end of the year 9999, and of the 29 February 1900 of `_first_day`."""

NOT_COMPUTED = "#N/A"
"""What stands for a formula that a program wrote without its result, as others have it."""

_BOOK = "xl/workbook.xml"

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TOO_LONG = re.compile(rb"<[^<]{1000000}|xmlns[^\"']{100}|xmlns[^\"']*[\"'][^\"']{1000}")
"""A text or mark, or an address of names, which the parser repeats in each, that no program writes."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = f"{_MAIN}c"
_STRICT = b"http://purl.oclc.org/ooxml/"
"""How the names begin that Excel writes into a "Strict Open XML Spreadsheet", and what others have for it."""

_USUAL = ((b"spreadsheetml/main", _MAIN[1:-1].encode()), (b"officeDocument/relationships", _LINKS.encode()))
_LINK = f"{{{_LINKS}}}id"
_TIMES = frozenset({*range(18, 23), *range(45, 48)})
"""Numbers of the built-in formats that show a time."""

_DATES = frozenset({*range(14, 18), *_TIMES})
"""Those and the numbers of the formats that show a day."""

_BUILT_IN = {16: "d-mmm", 17: "mmm-yy"}
"""Those of them that show only a part of a day."""

_SHOWN = {"day": "%d %B", "month": "%B %Y", "year": "%Y", "date": "%Y-%m-%d", "time": "%Y-%m-%d"}

_LETTERS = re.compile(r"[A-Za-z]+")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?\Z")
_ESCAPED = re.compile(r"_x(005F|(?!D[89A-F])[0-9A-F]{4})_", re.IGNORECASE)
"""A sign as Excel writes it that XML cannot hold or could change: `_x000D_`."""

_QUOTED = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]|\\.', re.IGNORECASE)
"""What is no code in a format; `[h]` is one, for hours that may be more than a day has."""


def is_spreadsheet(data: bytes) -> bool:
    """Whether a zip file is an .xlsx file."""
    try:
        with read_zip(io.BytesIO(data)) as package:
            return _BOOK in map(_folded, package.namelist())
    except UNSOUND:
        return False


def rows_of(
    file: str,
    data: bytes,
    is_wanted: Callable[[Iterator[tuple[int, list[str]]]], bool] = any,
    tell: Callable[[str, list[str]], None] = lambda *_: None,
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that are not empty, with their numbers.

    It is the first that is wanted by its rows, for templates begin with a sheet of advice; else the first
    that has any. `tell` is told its name and those of the others that have.

    Raises:
        DataError: when the file is damaged, is too large, or holds what no spreadsheet program writes.
    """
    try:
        with read_zip(io.BytesIO(data)) as package:
            parts = _Parts(package)
            texts = [_text(each) for each in parts.each("xl/sharedStrings.xml", "si")]
            formats = _formats(parts)
            book, names = _sheets(parts)
            since = _first_day(book)

            def read(part: str) -> Iterator[tuple[int, list[str]]]:
                return _rows(parts.each(part, "row"), texts, formats, since)

            sheets = dict(_filled(parts, names))
            if not sheets:
                raise DataError(f"{file} has no sheet with anything in it.")
            wanted = (name for name, part in sheets.items() if len(sheets) > 1 and is_wanted(read(part)))
            chosen = next(wanted, next(iter(sheets)))
            tell(chosen, [name for name in sheets if name != chosen])
            yield from read(sheets[chosen])
    except (*UNSOUND, ElementTree.ParseError, KeyError, IndexError, OverflowError) as error:
        raise DataError(
            f"{file} is no .xlsx file that can be read ({error}). Save it as CSV and import that."
        ) from error


def _filled(package: _Parts, names: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names and parts of the sheets that are not empty; a part that several are made of stands once.

    Raises:
        ValueError: when they are too large together.
    """
    parts: dict[str, str] = {}
    for name, part in names:
        parts.setdefault(part, name)
    if len(parts) > MOST_SHEETS or sum(map(package.size, parts)) > LARGEST_BOOK:
        raise ValueError("its sheets are too many or too large")
    for part, name in parts.items():
        rows = package.each(part, "row")
        if any(_text(row) or row.find(f".//{_MAIN}v") is not None for row in rows):
            yield name, part


def _folded(name: str) -> str:
    """The name of a part as names are compared; some programs have their system's sign between its steps."""
    return name.replace("\\", "/").lower()


class _Parts:
    """The parts of a book, of which no more is read than a book of some size has.

    Raises:
        ValueError: when there is more, or what no spreadsheet program writes.
    """

    def __init__(self, package: zipfile.ZipFile, most: int = MOST_ELEMENTS) -> None:
        self._package = package
        self._written = {_folded(each.filename): each for each in reversed(package.infolist())}
        self._left = most
        self._names: set[str] = set()

    def size(self, name: str) -> int:
        """The bytes of a part, as the book says."""
        written = self._written.get(_folded(name))
        return written.file_size if written else 0

    def whole(self, name: str) -> ElementTree.Element | None:
        """A part that is not long; None where there is none."""
        return next(self.each(name), None)

    def each(self, name: str, tag: str = "") -> Iterator[ElementTree.Element]:
        """The elements of a name in a part, one at a time, or its root; none of those within another."""
        content = self._content(name)
        wanted, held, depth = f"{_MAIN}{tag}", 0, 0
        path: list[ElementTree.Element] = []
        for event, node in ElementTree.iterparse(content, ("start", "end")) if content else ():
            here = not tag or node.tag == wanted
            if event == "start":
                path.append(node)
                depth += here
                held += depth > 0
                self._left -= 1
                self._names.update((node.tag, *node.keys()))
                if self._left < 0 or held > MOST_IN_ONE or len(self._names) > MOST_NAMES:
                    raise ValueError("a sheet is too large")
                continue
            path.pop()
            depth -= here
            if here and not depth:
                yield node
                held = 0
            if path and not depth:
                path[-1].clear()

    def _content(self, name: str) -> IO[bytes] | None:
        written = self._written.get(_folded(name))
        if written is None:
            return None
        with self._package.open(written) as part:
            data = part.read(LARGEST_PART + 1)
        # a sign that is written `_x000D_` takes as long as an element
        elements = data.count(b"<") - data.count(b"</")
        too_many = max(elements, data.count(b"_x")) > MOST_ELEMENTS or data.count(b"=") > MOST_ATTRIBUTES
        if len(data) > LARGEST_PART or too_many or _TOO_LONG.search(data):
            raise ValueError("a sheet is too large")
        # entities could grow without end; no spreadsheet program writes them
        # nor UTF-16, with a mark before it or without one, in which they would not be seen
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
            raise ValueError("it declares entities")
        for end, usual in _USUAL if _STRICT in data else ():
            data = data.replace(_STRICT + end, usual)
        return io.BytesIO(data)


def _sheets(package: _Parts) -> tuple[ElementTree.Element, list[tuple[str, str]]]:
    """The book and its sheets, each with its name and that of its part; those that are hidden come last."""
    book, links = package.whole(_BOOK), package.whole("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        raise ValueError("it names no sheet")
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = sorted(
        book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet"),
        key=lambda sheet: sheet.get("state", "visible") != "visible",
    )
    found = [(sheet.get("name", ""), targets[sheet.get(_LINK)]) for sheet in sheets]
    if not found:
        raise ValueError("it names no sheet")
    return book, [(name, part[1:] if part.startswith("/") else f"xl/{part}") for name, part in found]


def _first_day(book: ElementTree.Element) -> datetime:
    """The day from which the book counts days."""
    about = book.find(f"{_MAIN}workbookPr")
    # Excel takes 1900 for a leap year: its days are counted from 30 December 1899; an old Mac's from 1904
    old_mac = about is not None and about.get("date1904") in ("1", "true")
    return datetime(1904, 1, 1) if old_mac else datetime(1899, 12, 30)  # noqa: DTZ001 - a day without a zone


def _text(node: ElementTree.Element) -> str:
    """The text of a cell; how it is pronounced, which some programs add, is left out."""
    for spoken in node.iter(f"{_MAIN}rPh"):
        spoken.clear()
    return _unescaped("".join(text.text or "" for text in node.iter(f"{_MAIN}t")))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text)


def _formats(package: _Parts) -> list[str]:
    """For each style what its numbers are: see `_kind`."""
    part = package.whole("xl/styles.xml")
    if part is None:
        return []
    own = {
        int(each.get("numFmtId", "0")): _QUOTED.sub("", each.get("formatCode", "")[:LONGEST_FORMAT])
        for each in part.iter(f"{_MAIN}numFmt")
    }
    styles = part.find(f"{_MAIN}cellXfs")
    numbers = [int(style.get("numFmtId", "0")) for style in (styles if styles is not None else ())]
    return [_kind(number, own.get(number, _BUILT_IN.get(number, "")).lower()) for number in numbers]


def _kind(number: int, code: str) -> str:
    """Say what a format shows: `date`, its `day`, `month` or `year`, `time`, a `span`, `percent`, or nothing.

    A program that opens a table makes days of "26 July" and "July 1953", and shows what was typed.
    """
    if number not in _DATES and not re.search(r"[dmyhs]", code):
        return "percent" if number in (9, 10) or "%" in code else ""
    if number in _TIMES or re.search(r"[hs]", code):
        return "span" if number == 46 or "[" in code else "time"
    if not code:
        return "date"
    if "y" not in code:
        return "day"
    return "date" if "d" in code else "month" if "m" in code else "year"


def _rows(
    rows: Iterator[ElementTree.Element], texts: list[str], formats: list[str], since: datetime
) -> Iterator[tuple[int, list[str]]]:
    width = read = 0
    for place, row in enumerate(rows, start=1):
        cells: list[str] = []
        for cell in row:
            if cell.tag != _CELL:
                continue
            named = _LETTERS.match(cell.get("r", ""))
            column = _column(named[0]) if named else len(cells)
            if column >= MOST_COLUMNS:
                break
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _value(cell, texts, formats, since).strip()
        width = max(width, len(cells))
        read += width * OVERHEAD + sum(map(len, cells))
        if read > MOST_LETTERS or place > MOST_ROWS:
            raise ValueError(f"it has more than {MOST_ROWS:,} rows or {MOST_LETTERS:,} letters")
        if any(cells):
            yield int(row.get("r", place)), cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:3]:
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1


def _value(cell: ElementTree.Element, texts: list[str], formats: list[str], since: datetime) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.find(f"{_MAIN}v")
    if value is None or value.text is None:
        return "" if kind == "str" or cell.find(f"{_MAIN}f") is None else NOT_COMPUTED
    if kind == "s":
        return texts[int(value.text)]
    if kind == "b":
        return "True" if value.text == "1" else "False"
    if kind != "n":
        return _MIDNIGHT.sub("", value.text) if kind == "d" else _unescaped(value.text)
    style = int(cell.get("s", "0"))
    return _number(value.text, formats[style] if style < len(formats) else "", since)


def _number(text: str, kind: str, since: datetime) -> str:
    """A number as it is shown: 1922.0 is 1922, day 8129 is 1922-04-03 or April 1922, 0.5 may be 50%."""
    number = float(text)
    if kind in _SHOWN and (0 < number < LAST_DAY or (number == 0 and kind == "time")):
        early = number < LEAP_DAY and since.year < 1900
        day = since + timedelta(days=number + early, microseconds=500_000)
        hour = f"{day:%H:%M:%S}".removesuffix(":00")
        if number < 1:
            return hour
        return day.strftime(_SHOWN[kind]) + (f" {hour}" if kind == "time" and hour != "00:00" else "")
    if kind == "span":
        minutes, seconds = divmod(round(number * 86_400), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}".removesuffix(":00")
    if kind == "percent":
        return f"{number * 100:.10g}%"
    return f"{number:.15g}" if "e" not in f"{number:.15g}" else f"{number:.0f}"
