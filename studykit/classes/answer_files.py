"""Sets of typed answers as a teacher has them: tables, spreadsheets and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from studykit.authoring.decoding import decoded, is_text
from studykit.authoring.import_result import Read
from studykit.classes.answer_tables import NEEDED, table_answers
from studykit.classes.card_names import CardNames
from studykit.classes.form_columns import role_of, student_of
from studykit.classes.typed_answers import TypedAnswer


def read_answers(
    read: Read, content: bytes, names: CardNames, *, encoding: str | None = None
) -> list[TypedAnswer]:
    """Read a set of answers; what cannot be read is reported with its line, and the rest is there.

    Args:
        read: what problems are collected in. content: the file's bytes. names: the cards that may be meant.
        encoding: how it is encoded, where that is said.

    Raises:
        DataError: when it is neither text nor a spreadsheet.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        text = decoded(read.file, content, encoding, lenient=True)
        read.guessed(text)
        answers = list(_json_answers(read, text.text))
    else:
        answers = table_answers(read, content, names, encoding)
    if not answers and not read.problems:
        mend = "Give it a header line and one answer a line."
        read.error(1, "", "there are no answers in this file", mend, "empty")
    return answers


def _json_answers(read: Read, text: str) -> Iterator[TypedAnswer]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        if not is_text(written):
            mend = "Save the file as UTF-8."
            read.error(line, "", "this line is not UTF-8 text", mend, "encoding")
            continue
        try:
            values = json.loads(written)
        except (ValueError, RecursionError) as error:
            read.error(line, written[:80], f"this line is not JSON: {error}", "One object a line.", "bad-row")
            continue
        if not isinstance(values, dict) or not all(isinstance(values.get(key), str) for key in NEEDED):
            message = "this line has no `card` and `answer` that are texts"
            mend = 'Write {"card": "...", "answer": "..."}.'
            read.error(line, written[:80], message, mend, "missing-column")
            continue
        said = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
        others = {key: value for key, value in said.items() if key not in NEEDED}
        student = student_of({role_of(key): value for key, value in others.items()})
        yield TypedAnswer(said["card"].strip(), said["answer"], line, others, student, read.file)
