"""Cards from a table: a spreadsheet saved as CSV or TSV, or one that studykit wrote."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from studykit.authoring.csv_export import unharmed
from studykit.authoring.entries import NewEntry, Value
from studykit.authoring.reading import Read
from studykit.authoring.rows import COLUMNS, Row, entries_of, sources_in
from studykit.errors import UsageError
from studykit.names import nearest

OTHER_NAMES = {
    **dict.fromkeys(("id", "card id"), "card"),
    **dict.fromkeys(("question", "front", "prompt", "term", "q", "word"), "ask"),
    **dict.fromkeys(("back", "definition", "a", "answers", "response"), "answer"),
    **dict.fromkeys(("accepted", "also", "alternatives", "also accept"), "accept"),
    **dict.fromkeys(("tags", "tag", "theme", "topic", "topics"), "themes"),
    **dict.fromkeys(("notes", "explanation", "comment", "extra"), "note"),
    **dict.fromkeys(("year", "dates"), "date"),
    **dict.fromkeys(("sources", "reference"), "source"),
    **dict.fromkeys(("choices", "choose"), "options"),
}
"""What teachers call the columns, and what they are here."""

KNOWN = frozenset({*COLUMNS, "accept"})
_BARS = re.compile(r"[|;\n]")
_LONGEST_FIELD = 1_000_000


def read_table(file: str, text: str, columns: Sequence[str] = (), separator: str | None = None) -> Read:
    """Read a table; its columns are told by its header, or by `columns` when it has none.

    Raises:
        UsageError: when `columns` names one that there is not.
    """
    read = Read(file)
    rows = _rows(text, separator, read)
    if columns:
        header = [_named(name) for name in columns]
        for name, given in zip(header, columns, strict=True):
            if name not in KNOWN and name != "-":
                raise UsageError(
                    f"There is no column `{given}`{nearest(given, KNOWN)} Use `-` for one to leave out."
                )
    else:
        first, cells = next(rows, (1, []))
        header = [_named(name) for name in cells]
        if not {"ask", "answer"} <= set(header) and not {"ask", "kind"} <= set(header):
            shown = ", ".join(cells)
            message = (
                "the first line does not name a column `ask` (or question, front, term) and one `answer`"
            )
            mend = "add a line of column names, or say what the columns are: `--columns ask,answer,-,themes`"
            read.error(first, shown, message, mend, "missing-column")
            return read
    for name in header:
        if name and name not in KNOWN and name != "-":
            read.advice(
                1, name, f"the column `{name}` is left out", f"columns are {', '.join(COLUMNS)}", "column"
            )
    _take(read, header, rows)
    return read


def _named(column: str) -> str:
    name = column.strip().lower()
    return OTHER_NAMES.get(name, name)


def _rows(text: str, separator: str | None, read: Read) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty with the lines they begin in."""
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            read.error(line, "", f"this row cannot be read: {error}", "check its quotation marks", "bad-row")
            return
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row


def _separator(text: str) -> str:
    """Tell what separates the cells by the first line: tabs, semicolons or commas."""
    first = text.lstrip("\n").split("\n", 1)[0]
    return max("\t;,", key=lambda sign: (first.count(sign) > 0, sign == "\t", first.count(sign)))


def _take(read: Read, header: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> None:
    ours: list[Row] = []
    for line, cells in rows:
        if len(cells) != len(header) and any(cell.strip() for cell in cells[len(header) :]):
            message = f"this row has {len(cells)} cells, and there are {len(header)} columns"
            mend = "put quotation marks round a cell that holds the separator"
            read.error(line, " · ".join(cells), message, mend, "ragged-row")
            continue
        row = Row({name: unharmed(cell.strip()) for name, cell in zip(header, cells, strict=False)}, line)
        if not row["ask"]:
            read.error(
                line,
                row["answer"],
                "there is no question in this row",
                "write one, or delete the row",
                "no-ask",
            )
        elif "kind" in header:
            ours.append(row)
        else:
            _take_plain(read, row)
    take_rows(read, ours)


def take_rows(read: Read, rows: Sequence[Row]) -> None:
    """Take rows of our own form, those of siblings together."""
    families: dict[str, list[Row]] = {}
    for row in rows:
        families.setdefault(row["card"].partition("#")[0] or f"line {row.line}", []).append(row)
    for family in families.values():
        try:
            read.entries += entries_of(family)
        except ValueError as error:
            mend = "compare it with a table that `studykit deck export --format csv` makes"
            read.error(family[0].line, family[0]["ask"], str(error), mend, "row")
    read.sources = {**read.sources, **sources_in(rows)}
    decks = {row["card"].partition("/")[0] for row in rows if "/" in row["card"]}
    if len(decks) == 1:
        read.slug = decks.pop()


def _take_plain(read: Read, row: Row) -> None:
    """Take a row of a table that says nothing of kinds: a question and its answer."""
    if not row["answer"]:
        read.error(
            row.line,
            row["ask"],
            "there is no answer in this row",
            "write one, or delete the row",
            "no-answer",
        )
        return
    fields: dict[str, Value] = {"id": row["card"].rpartition("/")[2], "ask": row["ask"]}
    if row["options"]:
        fields["choose"] = _cut(row["options"])
    fields["answer"] = row["answer"]
    if row["accept"]:
        fields["accept"] = _cut(row["accept"])
    fields |= {name: row[name] for name in ("hint", "note", "date", "historian", "contested") if row[name]}
    if row["themes"]:
        fields["themes"] = [each for each in re.split(r"[,;|\n ]+", row["themes"]) if each]
    if row["source"]:
        fields["source"] = row["source"]
        read.sources = {**read.sources, row["source"]: {"title": row["source"]}}
    read.entries.append(NewEntry(fields, row.line))


def _cut(cell: str) -> list[str]:
    return [part.strip(" ") for part in _BARS.split(cell)]
