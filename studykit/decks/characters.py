"""Characters that no deck may hold: found before anything else, for YAML stops at the first of them."""

from __future__ import annotations

import re
import unicodedata

from studykit.decks.findings import Findings, Spot, quotable
from studykit.decks.stand_ins import RESERVED, Edits

_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
    f"{RESERVED}]"
)
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_NO_BREAK_SPACE = re.compile("^ *(?:- +)*(\u00a0)|^ *(?:- +)*[\\w-]+:(\u00a0)")


def check_characters(found: Findings, edits: Edits) -> None:
    """Report tabs, control characters and invisible ones, and put stand-ins where YAML would stop.

    Each kind is reported once a line.
    """
    for number, line in enumerate(found.lines):
        if line.isascii() and line.isprintable():
            continue
        first: dict[str, int] = {}
        for match in _SUSPECT.finditer(line):
            first.setdefault(match[0], match.start())
            _mend(edits, number, match.start())
        for column in first.values():
            _report(found, number, column)
        space = _NO_BREAK_SPACE.match(line)
        if space:
            column = space.start(space.lastindex or 0)
            edits.put(number, column, " ")
            found.error(
                Spot(number + 1, column + 1, quotable(line)),
                "no-break-space",
                "a no-break space stands where YAML needs a plain one",
                "replace it by an ordinary space",
            )


def _mend(edits: Edits, number: int, column: int) -> None:
    character = edits.lines[number][column]
    if character == "\t":
        edits.put(number, column, " ")
    elif character in _INVISIBLE:
        return
    elif ord(character) < 0xD800:
        edits.hide(number, column)
    else:
        edits.put(number, column, "\ufffd")


def _report(found: Findings, number: int, column: int) -> None:
    """Report the first of a line's characters of one kind."""
    character = found.lines[number][column]
    spot = Spot(number + 1, column + 1, quotable(found.lines[number]))
    name = unicodedata.name(character, "control character").lower()
    if character == "\t":
        message = "a tab; YAML cannot tell how far it reaches"
        found.error(spot, "tab", message, "use spaces instead of the tab")
    elif character in _INVISIBLE:
        message = f"an invisible character ({name})"
        found.advice(spot, "invisible-character", message, "delete it and type again")
    else:
        message = f"a character that acts instead of showing ({name})"
        mend = "delete it; it may have come along when the text was pasted"
        found.error(spot, "control-character", message, mend)
