"""Cards from what Quizlet's "Export" gives: terms and definitions with separators of one's choice."""

from __future__ import annotations

from studykit.authoring.entries import NewEntry
from studykit.authoring.reading import Read


def read_quizlet(file: str, text: str, between_sides: str = "\t", between_cards: str = "\n") -> Read:
    """Read pairs; the definition is what is typed, the term is what is asked."""
    read = Read(file)
    line = 1
    for piece in text.split(between_cards):
        here = line + len(piece) - len(piece.lstrip("\n"))
        line += (piece + between_cards).count("\n")
        if not piece.strip():
            continue
        term, found, definition = piece.partition(between_sides)
        if not found:
            shown = {"\t": "a tab"}.get(between_sides, f"`{between_sides}`")
            message = f"there is no {shown.removeprefix('a ')} between a term and its definition"
            mend = "say what stands between them in your export: `--between-sides ' - '`"
            read.error(here, piece.strip(), message, mend, "separator")
        elif not term.strip() or not definition.strip():
            what = "definition" if term.strip() else "term"
            read.error(here, piece.strip(), f"the {what} is missing", "write it, or delete the line", "side")
        else:
            read.entries.append(NewEntry({"ask": term, "answer": definition}, here))
    return read
