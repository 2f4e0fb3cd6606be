"""An outline as plain text of a given width; a terminal adds its own look."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Protocol

from studykit.essays.document import SHORT, Block, Heading, Layout, Line, Table, document, runs
from studykit.essays.outline import Outline

LABEL = 16
"""Columns of the labels."""


class Look(Protocol):
    """How a terminal sets things off, and the columns a line may fill; by itself nothing, and 78 columns."""

    @property
    def measure(self) -> int:
        """The columns a line may fill."""
        return 78

    def strong(self, text: str) -> str:
        """Set off a text."""
        return text

    def faint(self, text: str) -> str:
        """Set a text back."""
        return text

    def coloured(self, text: str, colour: str, bold: bool = False) -> str:  # noqa: ARG002
        """Colour a text."""
        return text


class Plain(Look):
    """Plain text."""


def text(outline: Outline, look: Look | None = None, layout: Layout = SHORT) -> str:
    """Give the outline as text."""
    look = look or Plain()
    parts: list[str] = []
    before: Block | None = None
    for block in document(outline, layout):
        kind, last = (each.kind if isinstance(each, Line) else "" for each in (block, before))
        if not isinstance(block, Line) or kind == "caution" or last == "caution":
            parts.append("")
        parts.append(_block(block, before, look))
        before = block
    return "\n".join(parts).strip("\n")


def _block(block: Block, before: Block | None, look: Look) -> str:
    match block:
        case Heading(heading):
            return "\n".join(look.strong(line) for line in _wrapped(heading, look, 2))
        case Table(head, rows):
            widths = _widths([head, *rows], look.measure)
            made = [_row(head, widths, look.strong), *(_row(row, widths, str) for row in rows)]
            return "\n".join(made) if sum(map(len, rows[0])) < look.measure else "\n\n".join(made)
        case Line():
            return _line(block, before if isinstance(before, Line) else None, look)


def _line(line: Line, before: Line | None, look: Look) -> str:
    match line.kind:
        case "caution":
            label = line.label or ""
            return field(label, line.text, look).replace(label, look.coloured(label, "yellow", bold=True), 1)
        case "piece":
            return _piece(line, before is not None and before.kind == "piece", look)
        case "gap":
            return field(line.label or "", f"________________ ({line.text})", look)
    if line.label is None:
        return "\n".join(_wrapped(line.text, look, 2))
    return field("" if before and before.label == line.label else line.label, line.text, look)


def field(label: str, body: str, look: Look) -> str:
    """Set a labelled paragraph, the label in a column of its own."""
    lines = _wrapped(body, look, LABEL + 2)
    if len(label) >= LABEL:
        return "\n".join([look.faint(f"  {label}"), *lines])
    return "\n".join([f"  {look.faint(label.ljust(LABEL))}{lines[0][LABEL + 2 :]}", *lines[1:]])


def _piece(piece: Line, follows: bool, look: Look) -> str:
    first = _wrapped(f"- {piece.text}", look, LABEL + 2, hang=2)
    if not follows:
        first[0] = f"  {look.faint('Evidence'.ljust(LABEL))}{first[0][LABEL + 2 :]}"
    about = "\n".join(_wrapped("; ".join(piece.about), look, LABEL + 4)) if piece.about else None
    shown = [look.coloured(about, "yellow") if piece.weak else look.faint(about)] if about else []
    return "\n".join([*first, *shown])


def _widths(rows: Sequence[tuple[str, ...]], measure: int) -> list[int]:
    """Give the columns of each cell of a row: as many for each, but no word of the first is broken."""
    others, free = len(rows[0]) - 1, measure - 2 * len(rows[0])
    first = max(free // (others + 1), *(len(word) for row in rows for word in row[0].split()))
    return [first, *[(free - first) // others] * others]


def _row(cells: tuple[str, ...], widths: Sequence[int], set_off: Callable[[str], str]) -> str:
    """Set cells as columns side by side."""
    columns = [
        textwrap.wrap(_plain(cell), width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    return "\n".join(
        set_off(
            "  " + "  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip()
        )
        for line in zip_longest(*columns, fillvalue="")
    )


def _wrapped(body: str, look: Look, indent: int, hang: int = 0) -> list[str]:
    lead = " " * indent
    return textwrap.wrap(
        _plain(body), look.measure, initial_indent=lead, subsequent_indent=lead + " " * hang,
        break_on_hyphens=False,
    ) or [lead]  # fmt: skip


def _plain(body: str) -> str:
    return " ".join("".join(part for part, _ in runs(body)).split())
