"""Cards from what Quizlet's "Export" gives, and to what its "Import" takes: terms and definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studykit.authoring.import_result import Read
from studykit.authoring.options import OptionsFound, options_in
from studykit.authoring.shared import Decks, answer_line, question, shown_items
from studykit.authoring.sides import chosen, explanation, take_sides, with_note
from studykit.errors import UsageError

SEPARATORS = ("\t", " --- ", "---", " – ", " — ", " - ", " : ", ": ", " = ", ";", "|", ",")
"""What may stand between a term and its definition, the surest first."""

ENOUGH = 0.8
"""Share of the lines that must hold a separator for it to be the one."""

LONG = 10
"""Words of a definition that is more than a student types."""

_RUN = re.compile(r"([^\w\s])\1+")
_BLANK = re.compile(r"_{2,}")
_ANSWER = re.compile(r"\A(?:correct )?(?:answer|ans)\s*[:.]\s*", re.IGNORECASE)
_STEP = re.compile(r"(?:\A|; )\d{1,2}\. ")
_FIRST_OPTION = re.compile(r"\s*\(?[Aa][.):]\s")
_OPTIONS = re.compile(r"(.*\S) \(([^()]+)\)", re.DOTALL)


def read_quizlet(
    file: str, text: str, between_sides: str = "", between_cards: str = "", columns: Sequence[str] = ()
) -> Read:
    """Read pairs; the term is what is asked. Separators that are not given are a tab and a new line.

    Raises:
        UsageError: when the columns are not its two sides.
    """
    if columns and sorted(columns) != ["answer", "ask"]:
        raise UsageError(
            "A text of terms and definitions has two sides: `--columns answer,ask` asks for the term. "
            "For other columns add `--format csv`."
        )
    read = Read(file)
    told = between_sides or between_cards or "\t" in text
    if not told and (_take_quiz(read, text) or _take_below(read, text)):
        return read
    pieces = _pieces(text, between_cards or "\n")
    sides = between_sides or _told_sides(read, pieces)
    if not between_cards:
        blocks = _pieces(text, "\n\n")
        if len(blocks) < len(pieces) and all(piece.count(sides) == 1 for _, piece in blocks):
            message = "a definition has several lines; the cards are told by the empty lines between them"
            read.told(1, "", message, "separator")
            pieces = blocks
    holding = sum(sides in piece for _, piece in pieces)
    if holding * 2 < len(pieces) or not pieces:
        _tell_separator(read, text, sides, len(pieces) - holding)
        return read
    three = [(line, piece) for line, piece in pieces if piece.count(sides) > 1 and not between_sides]
    if three:
        message = f"{len(three)} of {len(pieces)} lines hold more than two cells, and only two sides are read"
        mend = "name them: `--format csv --columns ask,answer,themes`, with `-` for one to leave out"
        read.error(*three[0], message, mend, "cells")
        return read
    cards = _joined(read, pieces, sides, by_lines=not between_cards)
    if not columns:
        _tell_turned(read, cards, sides)
    _take(read, cards, sides, turned=tuple(columns) == ("answer", "ask"))
    return read


def _tell_turned(read: Read, cards: list[tuple[int, str]], sides: str) -> None:
    """Say of definitions that are no answers to be typed that the term can be asked for instead."""
    pairs = [(term, said) for _, piece in cards for term, _, said in [piece.partition(sides)]]
    shorter = (_BLANK.search(said) or len(said.split()) > LONG > len(term.split()) for term, said in pairs)
    if 2 * sum(map(bool, shorter)) > len(pairs):
        message = "the definition is what is typed, and most are long or have a blank in them"
        mend = "`--columns answer,ask` shows the definition and asks for the term"
        read.advice(cards[0][0], cards[0][1], message, mend, "turned")


def _take_quiz(read: Read, text: str) -> bool:
    """Take questions with their options below, and below these the letter of the right one.

    Moodle's Aiken format is one such; nothing is taken where most of the text is no question of this kind.
    """
    found = max(
        ([*_choices(text, between)] for between in ("\n\n", "\n\n\n")),
        key=lambda each: sum(bool(choice) for _, _, choice, _ in each),
    )
    if 2 * sum(bool(choice) for _, _, choice, _ in found) <= len(found):
        return False
    for line, written, choice, told in found:
        if choice is None:
            mend = (
                "write the options below the question, each with its letter, and below them the right letter"
            )
            read.error(line, written, "this is no question with options", mend, "options")
        else:
            more = with_note({}, told)
            read.entry(line, chosen(read, line, choice.ask, choice.options, choice.right, more))
    return True


def _choices(text: str, between: str) -> Iterator[tuple[int, str, OptionsFound | None, str]]:
    """The pieces of a text with the lines they begin in, the options in each, and what stands below these."""
    for line, piece in _pieces(text, between):
        lines = [*filter(str.strip, piece.split("\n"))]
        at = next((at for at, each in enumerate(lines) if at and _ANSWER.match(each.strip())), len(lines) - 1)
        asked, (said, *told) = lines[:at], lines[at:]
        answer = _ANSWER.sub("", said.strip())
        found = options_in("\n".join(asked), answer)
        yield line, " ".join(piece.split()), found, explanation("\n".join(told))


def _take_below(read: Read, text: str) -> bool:
    """Take questions with their answers in the lines below, an empty line between two of them."""
    blocks = [(line, piece.split("\n")) for line, piece in _pieces(text, "\n\n")]
    asks = (len(lines) > 1 and lines[0].rstrip().endswith("?") for _, lines in blocks)
    if len(blocks) < 2 or not all(asks) or any(_FIRST_OPTION.match(lines[1]) for _, lines in blocks):
        return False
    first, (asked, *_) = blocks[0]
    read.told(first, asked, "what stands below each question is taken for its answer", "lines")
    for line, lines in blocks:
        take_sides(read, line, lines[0], "\n".join(lines[1:]))
    return True


def _told_sides(read: Read, pieces: list[tuple[int, str]]) -> str:
    """A tab, or another sign that stands once in every piece; a comma may belong to the text."""
    if any("\t" in piece for _, piece in pieces):
        return "\t"
    runs = [match[0] for match in _RUN.finditer(pieces[0][1])] if pieces else []
    for sign in (*SEPARATORS[1:-1], *runs):
        if len(pieces) > 1 and all(piece.count(sign) == 1 for _, piece in pieces):
            message = f"`{sign}` stands once in every line and is taken for what parts term and definition"
            mend = "say what it is, if not that: `--between-sides TEXT`"
            read.advice(1, pieces[0][1], message, mend, "separator")
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
    times = {sign: sum(sign in line.strip() for line in lines) for sign in SEPARATORS}
    found = next((sign for sign in SEPARATORS if lines and times[sign] >= ENOUGH * len(lines)), None)
    what = "tab" if sides == "\t" else f"`{sides}`"
    message = f"{lacking} of {len(lines)} lines hold no {what} between a term and its definition"
    if found:
        told = found.replace("\t", "\\t")
        mend = f"`{told}` seems to stand there: add `--between-sides '{told}'`"
        if len(found) == 1 and all(line.count(found) > 1 for line in lines):
            cells = min(line.count(found) for line in lines) + 1
            names = ",".join(["ask", "answer", "themes", *["-"] * 9][:cells])
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


def _joined(
    read: Read, pieces: list[tuple[int, str]], sides: str, *, by_lines: bool
) -> list[tuple[int, str]]:
    """Put a line without a separator to the definition above it, as Quizlet writes one with several lines."""
    found: list[tuple[int, str]] = []
    for line, piece in pieces:
        if line == 1 and piece.startswith("#") and sides not in piece:
            read.told(line, piece, "this line is a remark and is left out", "title")
            continue
        first, above = found[-1] if found else (line, "")
        if sides in piece or sides not in above or not by_lines or piece.rstrip().endswith("?"):
            found.append((line, piece))
            continue
        message = f"this line has no tab and is taken for more of the definition in line {first}"
        mend = "put a tab into it if it is a card of its own"
        read.advice(line, piece, message, mend, "separator")
        found[-1] = first, f"{above}\n{piece}"
    return found


def _take(read: Read, pieces: list[tuple[int, str]], sides: str, *, turned: bool) -> None:
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
        elif options and len(choices) > 1 and definition.strip() in choices:
            read.entry(line, {"ask": options[1], "choose": choices, "answer": definition.strip()})
        elif options and sorted(choices) == sorted(steps := _STEP.split(definition.strip())[1:]):
            read.entry(line, {"ask": options[1], "order": steps})
        else:
            take_sides(read, line, *((definition, term.strip()) if turned else (term, definition)))


def _unquoted(side: str) -> str:
    """A side without the quotation marks that Anki writes round a text that has some, which it doubles."""
    match = re.fullmatch(r'\s*"((?:[^"]|"")*+)"\s*', side)
    return match[1].replace('""', '"') if match and '""' in match[1] else side


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
