"""An outline in Markdown that reads well raw."""

from __future__ import annotations

import re

from studykit.essays.document import (
    SHORT,
    Heading,
    Layout,
    Line,
    Table,
    document,
    escape_markdown,
    escape_start,
    runs,
)
from studykit.essays.outline import Outline


def markdown(outline: Outline, layout: Layout = SHORT) -> str:
    """Give the outline in Markdown."""
    parts: list[str] = []
    for block in document(outline, layout):
        match block:
            case Heading(text, level):
                parts.append(f"\n{'#' * level} {_inline(text)}\n")
            case Table(head, rows):
                lines = [f"| {' | '.join(map(_inline, row))} |" for row in (head, *rows)]
                parts.append("\n".join([lines[0], f"|{' --- |' * len(head)}", *lines[1:], ""]))
            case Line():
                parts.append(_line(block))
    text = re.sub(r"(?<=\n)(- [^\n]*\n)\n(?=- )", r"\1", "\n".join(parts))  # no empty line within a list
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _line(line: Line) -> str:
    text = escape_start(_inline(line.text))
    match line.kind:
        case "caution":
            return f"> **{line.label}:** {text}\n"
        case "piece":
            about = (
                f" ({'; '.join(escape_start(_inline(part)) for part in line.about)})" if line.about else ""
            )
            return f"- {text}{about}\n"
        case "gap":
            return f"- **{_inline(line.label or '')}:** ________ ({text})\n"
    return f"**{line.label}:** {text}\n" if line.label else f"{text}\n"


def _inline(text: str) -> str:
    shown = ((escape_markdown(part), emphasised) for part, emphasised in runs(" ".join(text.split("\n"))))
    return "".join(f"*{part}*" if emphasised else part for part, emphasised in shown)
