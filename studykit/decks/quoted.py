"""Where a quoted text ends, and the escapes inside it."""

from __future__ import annotations

import re

from studykit.decks.findings import Findings, Spot
from studykit.decks.stand_ins import NOTHING, Edits, is_reserved

_DOUBLE = re.compile(r'\\(.?)|"')
_SINGLE = re.compile(r"(')'|'")
_ESCAPES = frozenset('0abtnvfre "/\\N_LP')
_HEX = {"x": 2, "u": 4, "U": 8}
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def closing_quote(
    found: Findings, lines: list[str], edits: Edits, line: int, column: int, owner: int
) -> tuple[int, int] | None:
    """Give the place after the closing quote, or None when it never comes; all count from 0.

    A line that is not indented further than `owner`, the column of its key or dash, does not go on with a
    quoted text: so a forgotten quote is found where it was forgotten.
    """
    pattern = _DOUBLE if lines[line][column] == '"' else _SINGLE
    here = line
    position = column + 1
    escapes: list[tuple[int, int]] = []
    while True:
        match = pattern.search(lines[here], position)
        if match is None:
            here += 1
            position = 0
            if here >= len(lines) or _outside(lines[here], owner):
                return None
        elif match.lastindex is None:
            for place in escapes:
                _check_escape(found, edits, *place)
            return here, match.end()
        else:
            position = match.end()
            if pattern is _DOUBLE:
                escapes.append((here, match.start()))


def _outside(line: str, owner: int) -> bool:
    stripped = line.lstrip()
    return bool(stripped) and len(line) - len(stripped) <= owner


def _check_escape(found: Findings, edits: Edits, line: int, column: int) -> None:
    text = found.lines[line]
    letter = text[column + 1 : column + 2]
    if letter == "" or letter in _ESCAPES:
        return
    pair = _SURROGATES.match(text, column)
    if pair:  # as JSON writes characters beyond U+FFFF, and YAML does not
        high, low = (int(half, 16) for half in pair.groups())
        character = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
        edits.put(line, column, character + NOTHING * (len(pair.group()) - 1))
        return
    if letter in _HEX and _is_character(text[column + 2 : column + 2 + _HEX[letter]], _HEX[letter]):
        return
    if _SURROGATES.match(text, column - 6):
        return
    edits.hide(line, column)
    found.error(
        Spot(line + 1, column + 1, text[column : column + 2]),
        "escape",
        "a backslash between double quotes begins an escape, and this is none",
        "write two backslashes, or put single quotes round the text",
    )


def _is_character(digits: str, length: int) -> bool:
    if len(digits) != length or not re.fullmatch("[0-9a-fA-F]+", digits):
        return False
    code = int(digits, 16)
    return code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF and not is_reserved(chr(code))
