"""An outline in Markdown that reads well raw."""

from __future__ import annotations

import re

from studykit.essays.document import (
    SHORT,
    Blank,
    Caution,
    EvidenceLine,
    Heading,
    Layout,
    Line,
    Table,
    document,
)
from studykit.essays.markup import escape_markdown, escape_start, runs
from studykit.essays.outline import Outline


def markdown(outline: Outline, layout: Layout = SHORT) -> str:
    """Give the outline in Markdown."""
    parts: list[str] = []
    for block in document(outline, layout):
        match block:
            case Heading(text, level):
                parts.append(f"\n{'#' * level} {_inline(text)}\n")
            case Line(text, None):
                parts.append(f"{_text(text)}\n")
            case Line(text, label):
                parts.append(f"**{label}:** {_text(text)}\n")
            case Caution(code, text):
                parts.append(f"> **{code}:** {_text(text)}\n")
            case EvidenceLine():
                parts.append(_piece(block))
            case Blank(label, prompt):
                parts.append(f"- **{_text(label)}:** ________ ({_text(prompt)})\n")
            case Table(head, rows):
                parts.append(_table(head, rows))
    return _spaced("\n".join(parts))


def _piece(piece: EvidenceLine) -> str:
    about = f" ({'; '.join(map(_text, piece.about))})" if piece.about else ""
    return f"- {_text(piece.text)}{about}\n"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return (
        "\n".join(
            "| " + " | ".join(cell if cell == "---" else _inline(cell) for cell in row) + " |"
            for row in lines
        )
        + "\n"
    )


def _text(text: str) -> str:
    return escape_start(_inline(text))


def _inline(text: str) -> str:
    shown = " ".join(text.split("\n"))
    return "".join(
        f"*{escape_markdown(part)}*" if emphasised else escape_markdown(part)
        for part, emphasised in runs(shown)
    )


def _spaced(text: str) -> str:
    """Leave one empty line between parts, none between the items of a list."""
    text = re.sub(r"(\n- [^\n]*\n)\n(?=- )", r"\1", re.sub(r"(\n- [^\n]*\n)\n(?=- )", r"\1", text))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip() + "\n"
