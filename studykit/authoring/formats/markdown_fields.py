"""What lines below an answer in Markdown say of its card: `Explanation: ...`, `Tags: ...`, `Hint: ...`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.authoring.filled_rows import FilledRow
from studykit.authoring.formats.headers import column_of
from studykit.authoring.formats.markdown_text import joined, plain
from studykit.authoring.formats.table import about
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value

_LABELLED = re.compile(
    r"[ \t>]*(?P<open>[*_]{0,3})(?P<name>[^\W\d_][\w ]{0,24})(?P<shut>[*_]{0,3}):(?P<text>.*)"
)
_KEYS = frozenset({"note", "hint", "themes", "topic", "source"})


def fields_of(read: Read, line: int, lines: Sequence[str]) -> tuple[list[str], dict[str, Value]]:
    """The lines of an answer up to the first that is labelled as another key of a card, and these keys."""
    kept: list[str] = []
    told: dict[str, list[str]] = {}
    last, begun = kept, False
    for each in lines:
        match = _LABELLED.fullmatch(each) if begun else None
        begun = begun or bool(each.strip())
        key = column_of(match["name"]) if match else ""
        if match and key in _KEYS:
            text = match["text"].strip()
            last = told.setdefault(key, [])
            last.append(text.strip("*_ ") if match["open"] and not match["shut"] else text)
        else:
            last.append(each)
    if "source" in told:
        message = "the line that begins with `Source:` is taken for where the card is from"
        read.advice(line, " ".join(told["source"]), message, "word it otherwise if it is asked for", "source")
    cells = {key: plain(read, line, joined(texts)) for key, texts in told.items()}
    return kept, about(read, FilledRow(cells, line))
