"""The characters of a file before YAML sees them: those that no deck may hold, and those it stumbles over."""

from __future__ import annotations

import re
import unicodedata

from studykit.decks.findings import Findings, Spot, quotable

NOTHING, QUESTION = "\ufdd0", "\ufdd2"
"""What the parser is given for a column that is nothing, and for a question mark that it would misread."""

RESTORED = {ord(NOTHING): "", ord(QUESTION): "?"}

_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ue000-\ue1ff"
    "\ufdd0-\ufdd2\ufeff\ufffe\uffff]"
)
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_NO_BREAK_SPACE = re.compile("^ *(?:- +)*\u00a0|^ *(?:- +)*[\\w-]+:\u00a0")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def readable(found: Findings) -> list[str]:
    """The lines with no character that YAML stops at; tabs, control and invisible ones are reported.

    Each kind is reported once a line. Characters beyond U+FFFF are written out, which only JSON escapes.
    """
    lines = list(found.lines)
    for number, written in enumerate(found.lines):
        line = _PAIR.sub(_written_out, written) if "\\u" in written else written
        if not (line.isascii() and line.isprintable()):
            for character in dict.fromkeys(_SUSPECT.findall(written)):
                at = Spot(number + 1, written.index(character) + 1, quotable(written))
                _report(found, at, character)
                line = line if character in _INVISIBLE else line.replace(character, " ")
            if space := _NO_BREAK_SPACE.match(line):
                message = "a no-break space stands where YAML needs a plain one"
                at = Spot(number + 1, space.end(), quotable(written))
                found.error(at, "no-break-space", message, "replace it by an ordinary space")
                line = line[: space.end() - 1] + " " + line[space.end() :]
        lines[number] = line
    return lines


def _written_out(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) + NOTHING * (len(pair[0]) - 1)


def _report(found: Findings, at: Spot, character: str) -> None:
    name = unicodedata.name(character, "control character").lower()
    if character == "\t":
        found.error(at, "tab", "a tab; YAML cannot tell how far it reaches", "use spaces instead of the tab")
    elif character in _INVISIBLE:
        message = f"an invisible character ({name})"
        found.advice(at, "invisible-character", message, "delete it and type again")
    else:
        message = f"a character that acts instead of showing ({name})"
        mend = "delete it; it may have come along when the text was pasted"
        found.error(at, "control-character", message, mend)
