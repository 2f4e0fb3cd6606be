"""An outline as plain text of a given width; a terminal adds its own look."""

from __future__ import annotations

import textwrap
from typing import Protocol

from studykit.essays.document import (
    SHORT,
    Blank,
    Block,
    Caution,
    EvidenceLine,
    Heading,
    Layout,
    Line,
    Table,
    document,
)
from studykit.essays.markup import runs
from studykit.essays.outline import Outline

LABEL = 16
"""Columns of the labels."""


class Look(Protocol):
    """How a terminal sets things off; plain text sets off nothing."""

    @property
    def measure(self) -> int:
        """The columns a line may fill."""
        ...

    def strong(self, text: str) -> str: ...

    def faint(self, text: str) -> str: ...

    def coloured(self, text: str, colour: str, bold: bool = False) -> str: ...


class Plain:
    """No look at all, 78 columns."""

    measure = 78

    def strong(self, text: str) -> str:
        """Leave a text as it is."""
        return text

    def faint(self, text: str) -> str:
        """Leave a text as it is."""
        return text

    def coloured(self, text: str, colour: str, bold: bool = False) -> str:  # noqa: ARG002
        """Leave a text as it is."""
        return text


def text(outline: Outline, look: Look | None = None, layout: Layout = SHORT) -> str:
    """Give the outline as text."""
    look = look or Plain()
    parts: list[str] = []
    before: Block | None = None
    for block in document(outline, layout):
        if isinstance(block, Heading | Caution | Table) or (
            isinstance(block, Line) and isinstance(before, Caution)
        ):
            parts.append("")
        parts.append(_block(block, before, look))
        before = block
    return "\n".join(parts).strip("\n")


def _block(block: Block, before: Block | None, look: Look) -> str:  # noqa: PLR0911 - one for each block
    match block:
        case Heading(heading, 1):
            return "\n".join(look.strong(line) for line in _wrapped(heading, look, 2))
        case Heading(heading, _):
            return "\n".join(look.strong(line) for line in _wrapped(heading, look, 2))
        case Line(body, None):
            return "\n".join(_wrapped(body, look, 2))
        case Line(body, label):
            repeated = isinstance(before, Line) and before.label == label
            return field("" if repeated else label or "", body, look)
        case Caution(code, body):
            shown = field("Mind", f"{body} [{code}]", look)
            return shown.replace("Mind", look.coloured("Mind", "yellow", bold=True), 1)
        case EvidenceLine():
            return _piece(block, isinstance(before, EvidenceLine), look)
        case Blank(label, prompt):
            return field(label, f"________________ ({prompt})", look)
        case Table(head, rows):
            return _grid(head, rows, look)


def field(label: str, body: str, look: Look) -> str:
    """Set a labelled paragraph, the label in a column of its own."""
    if len(label) >= LABEL:
        return "\n".join([look.faint(f"  {label}"), *_wrapped(body, look, LABEL + 2)])
    lines = _wrapped(body, look, LABEL + 2)
    return f"  {look.faint(label.ljust(LABEL))}{lines[0][LABEL + 2 :]}" + "".join(
        f"\n{line}" for line in lines[1:]
    )


def _piece(piece: EvidenceLine, follows: bool, look: Look) -> str:
    lead = " " * (LABEL + 2)
    wrapped = textwrap.wrap(
        _plain(piece.text),
        look.measure,
        initial_indent=lead + "- ",
        subsequent_indent=lead + "  ",
        break_on_hyphens=False,
    )
    shown = "\n".join(wrapped)
    if not follows:
        shown = f"  {look.faint('Evidence'.ljust(LABEL))}{shown[LABEL + 2 :]}"
    if not piece.about:
        return shown
    about = "\n".join(_wrapped("; ".join(piece.about), look, LABEL + 4))
    return shown + "\n" + (look.coloured(about, "yellow") if piece.weak else look.faint(about))


def _grid(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], look: Look) -> str:
    """Set a grid as columns side by side."""
    width = (look.measure - 2 - 2 * (len(head) - 1)) // len(head)
    made = [_row(head, width, look, strong=True), *(_row(row, width, look, strong=False) for row in rows)]
    return "\n\n".join(made)


def _row(cells: tuple[str, ...], width: int, look: Look, *, strong: bool) -> str:
    columns = [textwrap.wrap(_plain(cell), width, break_on_hyphens=False) or [""] for cell in cells]
    lines = []
    for number in range(max(map(len, columns))):
        parts = [(column[number] if number < len(column) else "").ljust(width) for column in columns]
        line = "  " + "  ".join(parts).rstrip()
        lines.append(look.strong(line) if strong else line)
    return "\n".join(lines)


def _wrapped(body: str, look: Look, indent: int) -> list[str]:
    lead = " " * indent
    return textwrap.wrap(
        _plain(body), look.measure, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False
    ) or [lead]


def _plain(body: str) -> str:
    return " ".join("".join(part for part, _ in runs(body)).split())
