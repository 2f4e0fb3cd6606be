"""Cards from what Quizlet's "Export" gives, and to what its "Import" takes: terms and definitions."""

from __future__ import annotations

import re
from collections import Counter

from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value
from studykit.authoring.options import options_in
from studykit.authoring.shared import Decks, answer_line, question, shown_items
from studykit.authoring.sides import take_sides

SEPARATORS = ("\t", " --- ", "---", " – ", " — ", " - ", " : ", ": ", " = ", ";", "|", ",")
"""What may stand between a term and its definition, the surest first."""

ENOUGH = 0.8
"""Share of the lines that must hold a separator for it to be the one."""

_ANSWER = re.compile(r"\A(?:correct )?(?:answer|ans)\s*[:.]\s*", re.IGNORECASE)
_OPTIONS = re.compile(r"(.*\S) \(([^()]+(?: / [^()]+)+)\)", re.DOTALL)


def read_quizlet(file: str, text: str, between_sides: str = "", between_cards: str = "") -> Read:
    """Read pairs; the term is what is asked. Separators that are not given are a tab and a new line."""
    read = Read(file)
    told = between_sides or between_cards or "\t" in text
    if not told and (_take_quiz(read, text) or _take_below(read, text)):
        return read
    pieces = _pieces(text, between_cards or "\n")
    sides = between_sides or _told_sides(read, pieces)
    if not between_cards:
        pieces = _in_blocks(read, text, sides) or pieces
    lacking = sum(sides not in piece for _, piece in pieces)
    if not pieces or lacking * 2 > len(pieces):
        _tell_separator(read, text, sides, lacking)
    elif between_sides or not _tell_more(read, pieces, sides):
        _take(read, _joined(read, pieces, sides, by_lines=not between_cards), sides)
    return read


def _tell_more(read: Read, pieces: list[tuple[int, str]], sides: str) -> bool:
    """Say which line is the first of those with more than two sides, if there are any."""
    more = [(line, piece) for line, piece in pieces if piece.count(sides) > 1]
    if more:
        message = f"{len(more)} of {len(pieces)} lines hold more than two cells, and only two sides are read"
        mend = "name them: `--format csv --columns ask,answer,themes`, with `-` for one to leave out"
        read.error(*more[0], message, mend, "cells")
    return bool(more)


def _in_blocks(read: Read, text: str, sides: str) -> list[tuple[int, str]]:
    """Cards of several lines with empty lines between them; none where that is not how they are told."""
    blocks = _pieces(text, "\n\n")
    if not all(piece.count(sides) == 1 for _, piece in blocks):
        return []
    if any("\n" in piece for _, piece in blocks):
        message = "a definition has several lines; the cards are told by the empty lines between them"
        read.advice(1, "", message, "nothing needs to be done", "separator")
    return blocks


def _take_quiz(read: Read, text: str) -> bool:
    """Take questions with their options below, and below these the letter of the right one.

    Moodle's Aiken format is one such; nothing is taken where most of the text is no question of this kind.
    """
    blocks = [(line, piece.split("\n")) for line, piece in _pieces(text, "\n\n")]
    found = [
        (line, lines, options_in("\n".join(lines[:-1]), _ANSWER.sub("", lines[-1].strip())))
        for line, lines in blocks
    ]
    if 2 * sum(each is not None for _, _, each in found) <= len(found):
        return False
    for line, lines, options in found:
        if options is None:
            mend = (
                "write the options below the question, each with its letter, and below them the right letter"
            )
            read.error(line, " ".join(lines), "this is no question with options", mend, "options")
        else:
            choice: dict[str, Value] = {"choose": list(options.options), "answer": options.right}
            read.entry(line, {"ask": options.ask, **choice})
    return True


def _take_below(read: Read, text: str) -> bool:
    """Take questions with their answers in the lines below, an empty line between two of them."""
    blocks = [(line, piece.split("\n")) for line, piece in _pieces(text, "\n\n")]
    if len(blocks) < 2 or not all(len(lines) > 1 and lines[0].rstrip().endswith("?") for _, lines in blocks):
        return False
    message = "what stands below each question is taken for its answer"
    read.advice(blocks[0][0], blocks[0][1][0], message, "nothing needs to be done", "lines")
    for line, lines in blocks:
        take_sides(read, line, lines[0], "\n".join(lines[1:]))
    return True


def _told_sides(read: Read, pieces: list[tuple[int, str]]) -> str:
    """A tab, or another sign that stands once in every piece; a comma may belong to the text."""
    if any("\t" in piece for _, piece in pieces):
        return "\t"
    for sign in SEPARATORS[1:-1]:
        if len(pieces) > 1 and all(piece.count(sign) == 1 for _, piece in pieces):
            message = f"`{sign}` stands once in every line and is taken for what parts term and definition"
            read.advice(
                1, pieces[0][1], message, "say what it is, if not that: `--between-sides TEXT`", "separator"
            )
            return sign
    return "\t"


def _pieces(text: str, between: str) -> list[tuple[int, str]]:
    """The cards with the lines they begin in."""
    found = []
    line = 1
    for piece in text.split(between):
        here = line + len(piece) - len(piece.lstrip("\n"))
        line += (piece + between).count("\n")
        if piece.strip():
            found.append((here, piece.strip("\n")))
    return found


def _tell_separator(read: Read, text: str, sides: str, lacking: int) -> None:
    """Say once for the whole file that its separator is another, and which it seems to be."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = _separator(lines)
    what = "tab" if sides == "\t" else f"`{sides}`"
    message = f"{lacking} of {len(lines)} lines hold no {what} between a term and its definition"
    if found:
        told = found.replace("\t", "\\t")
        mend = f"`{told}` seems to stand there: add `--between-sides '{told}'`"
        if len(found) == 1 and all(line.count(found) > 1 for line in lines):
            names = ",".join(
                ["ask", "answer", "themes", *["-"] * 9][: min(line.count(found) for line in lines) + 1]
            )
            mend += f", and `--format csv --columns {names}` for more than two cells"
    else:
        mend = "say what stands there: `--between-sides ' = '`; " + FORMS + DRAFT
    read.error(1, lines[0] if lines else "", message, mend, "separator")


FORMS = (
    "read are tables (.csv, .tsv, .xlsx), Quizlet's and Anki's text (.txt), Markdown (.md), Moodle's GIFT "
    "(.gift) and Anki packages (.apkg)"
)
"""What can be read, for a file of which nothing can."""

DRAFT = "; of a page of notes `studykit deck draft` makes a first deck"


def _separator(lines: list[str]) -> str | None:
    """What stands once or more in nearly every line, the surest first."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(sign for sign in SEPARATORS if sign in line.strip())
    return next((sign for sign in SEPARATORS if lines and counts[sign] >= ENOUGH * len(lines)), None)


def _joined(
    read: Read, pieces: list[tuple[int, str]], sides: str, *, by_lines: bool
) -> list[tuple[int, str]]:
    """Put a line without a separator to the definition above it, as Quizlet writes one with several lines."""
    found: list[tuple[int, str]] = []
    for line, piece in pieces:
        if line == 1 and piece.startswith("#") and sides not in piece:
            read.advice(
                line, piece, "this line is a remark and is left out", "nothing needs to be done", "title"
            )
            continue
        if sides in piece or not found or not by_lines or piece.rstrip().endswith("?"):
            found.append((line, piece))
            continue
        first, above = found[-1]
        if sides not in above:
            found.append((line, piece))
            continue
        message = f"this line has no tab and is taken for more of the definition in line {first}"
        mend = "put a tab into it if it is a card of its own"
        read.advice(line, piece, message, mend, "separator")
        found[-1] = first, f"{above}\n{piece}"
    return found


def _take(read: Read, pieces: list[tuple[int, str]], sides: str) -> None:
    for line, piece in pieces:
        term, found, definition = map(_unquoted, piece.partition(sides))
        options = _OPTIONS.fullmatch(term.strip())
        choices = [each.strip() for each in options[2].split(" / ")] if options else []
        if not found:
            what = "tab" if sides == "\t" else f"`{sides}`"
            message = f"there is no {what} between a term and its definition"
            read.error(line, piece.strip(), message, "write it, or delete the line", "separator")
        elif not term.strip() or not definition.strip():
            what = "definition" if term.strip() else "term"
            read.error(line, piece.strip(), f"the {what} is missing", "write it, or delete the line", "side")
        elif options and definition.strip() in choices:
            read.entry(line, {"ask": options[1], "choose": choices, "answer": definition.strip()})
        else:
            take_sides(read, line, term, definition)


def _unquoted(side: str) -> str:
    """A side without the quotation marks that Anki writes round a text that has some, which it doubles."""
    match = re.fullmatch(r'\s*"((?:[^"]|"")*"")((?:[^"]|"")*)"\s*', side)
    return (match[1] + match[2]).replace('""', '"') if match else side


def quizlet_bytes(decks: Decks) -> bytes:
    """Prompts and model answers; Quizlet marks by likeness and has no place for more."""
    lines = []
    for shared in decks:
        for card in shared.asked:
            shown = shown_items(card)
            asked = f"{question(card)} ({' / '.join(shown)})" if shown else question(card)
            lines.append(f"{_flat(asked)}\t{_flat(answer_line(card))}")
    return ("\n".join(lines) + "\n").encode()


def _flat(text: str) -> str:
    return " ".join(text.split())
