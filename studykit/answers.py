"""Sets of typed answers as a teacher exports them: CSV, TSV or JSON lines in; rows and problems out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studykit.problems import Problem

NEEDED = ("card", "answer")
LONGEST_FIELD = 10_000_000
"""Characters one field may have; the csv module's own limit is shorter than some pasted essays."""

ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
"""Byte order marks that spreadsheets write, and what they mean."""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """One answer: the card it is for, what was typed, the line it stands on, and its other columns."""

    card: str
    answer: str
    line: int
    others: Mapping[str, str]


def read_answers(name: str, content: bytes) -> tuple[list[TypedAnswer], list[Problem]]:
    """Read a set of answers; what cannot be read is a problem with its line, and the rest is there.

    The form is told from the text: JSON lines begin with a brace, a header with a tab in it is TSV, all else
    is CSV. Columns `card` and `answer` are needed, in any order; others pass through.
    """
    text = _decode(content)
    rows = _json_rows if text.lstrip().startswith("{") else _table_rows
    answers: list[TypedAnswer] = []
    problems: list[Problem] = []
    for line, values, wrong in rows(text):
        if wrong is not None:
            problems.append(_problem(name, line, *wrong))
        elif any(_undecoded(value) for value in values.values()):
            problems.append(_problem(name, line, *_BAD_BYTES))
        else:
            others = {key: value for key, value in values.items() if key not in NEEDED}
            answers.append(TypedAnswer(values["card"].strip(), values["answer"], line, others))
    if not answers and not problems:
        problems.append(_problem(name, 1, *_EMPTY))
    return answers, problems


Wrong = tuple[str, str, str, str]
"""The offending text, what is wrong, the mend, and the rule."""

_BAD_BYTES: Wrong = (
    "",
    "this line is not UTF-8 text",
    "Save the file as UTF-8 (in a spreadsheet: CSV UTF-8).",
    "encoding",
)
_EMPTY: Wrong = (
    "",
    "there are no answers in this file",
    "Give it a header line and one answer a line.",
    "empty",
)


def _decode(content: bytes) -> str:
    for mark, encoding in ENCODINGS:
        if content.startswith(mark):
            return content.decode(encoding, "replace" if encoding == "utf-16" else "surrogateescape")
    return content.decode("utf-8", "surrogateescape")


def _undecoded(value: str) -> bool:
    """Say whether a value holds bytes that were no text: they were read as lone surrogates."""
    return any("\udc80" <= character <= "\udcff" for character in value)


def _problem(name: str, line: int, text: str, message: str, mend: str, rule: str) -> Problem:
    return Problem(name, line, 1, text, message, mend, rule)


Row = tuple[int, dict[str, str], Wrong | None]


def _table_rows(text: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_FIELD)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    header = [column.strip().lower() for column in next(reader, [])]
    missing = [column for column in NEEDED if column not in header]
    if missing:
        names = " and ".join(f"`{column}`" for column in missing)
        mend = "The first line names the columns: `card,answer`, and any others, in any order."
        yield 1, {}, (first.strip()[:80], f"there is no column {names}", mend, "missing-column")
        return
    line = reader.line_num + 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield line, {}, ("", f"this row cannot be read: {error}", "Check its quotation marks.", "bad-row")
            row = []
        if row is None:
            return
        if row and len(row) != len(header):
            message = f"this row has {len(row)} columns where the header has {len(header)}"
            mend = "Put quotation marks round an answer that holds a comma."
            yield line, {}, (",".join(row)[:80], message, mend, "ragged-row")
        elif row:
            yield line, dict(zip(header, row, strict=True)), None
        line = reader.line_num + 1


def _json_rows(text: str) -> Iterator[Row]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            values = json.loads(written)
        except (ValueError, RecursionError) as error:
            yield line, {}, (written[:80], f"this line is not JSON: {error}", "One object a line.", "bad-row")
            continue
        if not isinstance(values, dict) or not all(isinstance(values.get(key), str) for key in NEEDED):
            message = "this line has no `card` and `answer` that are texts"
            mend = 'Write {"card": "...", "answer": "..."}.'
            yield line, {}, (written[:80], message, mend, "missing-column")
            continue
        yield (
            line,
            {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()},
            None,
        )
