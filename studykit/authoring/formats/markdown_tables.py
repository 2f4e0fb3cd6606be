"""Cards from a table that stands on a page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.authoring.formats.headers import is_header
from studykit.authoring.formats.markdown_text import PageLine, plain
from studykit.authoring.formats.table import take_table
from studykit.authoring.import_result import Read

_TABLE_LINE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def is_table(block: Sequence[PageLine]) -> bool:
    """Whether a paragraph is a table: bars, and a line of dashes below the first row."""
    return len(block) > 1 and "|" in block[0].text and _TABLE_LINE.fullmatch(block[1].text) is not None


def take_page_table(read: Read, block: Sequence[PageLine], *, tables: bool) -> bool:
    """Take a table whose columns have known names; with `tables` any of two, the first as questions."""
    rows = [(line.number, _cells(read, line)) for line in block if line.number != block[1].number]
    columns: list[str] = []
    if not is_header(rows[0][1]):
        if not tables:
            return False
        if len(rows[0][1]) == 3 and all(cells[0].rstrip(".").isdigit() for _, cells in rows[1:]):
            rows = [(line, cells[1:]) for line, cells in rows]  # the rows are numbered
        if len(rows[0][1]) == 2:
            message = "the first column of this table is taken for the questions, the second for the answers"
            mend = "call the columns `Question` and `Answer`"
            read.advice(rows[0][0], " | ".join(rows[0][1]), message, mend, "table")
            columns, rows = ["ask", "answer"], rows[1:]
        else:
            message = "the columns of this table do not say which is the question and which the answer"
            mend = "call two of them `Question` and `Answer`"
            read.error(rows[0][0], " | ".join(rows[0][1]), message, mend, "missing-column")
            return True
    take_table(read, iter(rows), columns)
    return True


def _cells(read: Read, line: PageLine) -> list[str]:
    text = line.text.strip().removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [plain(read, line.number, cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", text)]
