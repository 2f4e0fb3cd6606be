"""The characters of a file before YAML sees them: those that no deck may hold, and those taken for letters.

YAML stops at the first that it cannot read, so each is reported and replaced by a space. What would mislead
it in a sentence is hidden, one for one, and comes back in the text that is read.
"""

from __future__ import annotations

import re
import unicodedata

from studykit.decks.findings import Findings, Spot, quotable

_LETTERS = 0xE000
"""What a hidden ASCII character is moved by, to where characters mean nothing to YAML."""

NOTHING, BACKSLASH, QUESTION = "\ufdd0", "\ufdd1", "\ufdd2"
"""Hidden between double quotes, where escapes make characters: a column that is nothing, and two signs."""

_IN_QUOTES = {ord(NOTHING): "", ord(BACKSLASH): "\\", ord(QUESTION): "?"}
_HIDDEN = {_LETTERS + code: chr(code) for code in range(0x80)} | _IN_QUOTES

_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ue000-\ue1ff"
    "\ufdd0-\ufdd2\ufeff\ufffe\uffff]"
)
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_NO_BREAK_SPACE = re.compile("^ *(?:- +)*\u00a0|^ *(?:- +)*[\\w-]+:\u00a0")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def hidden(text: str) -> str:
    """Give letters for the ASCII characters of a text."""
    return "".join(chr(_LETTERS + ord(each)) if each < "\x80" else each for each in text)


def restored(text: str, *, in_quotes: bool) -> str:
    """Put back what was hidden; between double quotes an escape may have made any other character."""
    return text if text.isascii() else text.translate(_IN_QUOTES if in_quotes else _HIDDEN)


def readable(found: Findings) -> list[str]:
    """Give the lines with no character that YAML stops at; tabs, control and invisible ones are reported.

    Each kind is reported once a line. Characters beyond U+FFFF are written out, which only JSON escapes.
    """
    lines = list(found.lines)
    for number, line in enumerate(lines):
        if "\\u" in line and '"' in line:
            lines[number] = line = _PAIR.sub(_written_out, line)
        if line.isascii() and line.isprintable():
            continue
        kinds: dict[str, int] = {}
        for match in _SUSPECT.finditer(found.lines[number]):
            kinds.setdefault(match[0], match.start())
        for character, column in kinds.items():
            _report(found, Spot(number + 1, column + 1, quotable(found.lines[number])), character)
            if character not in _INVISIBLE:
                line = line.replace(character, " ")
        space = _NO_BREAK_SPACE.match(line)
        if space:
            at = Spot(number + 1, space.end(), quotable(found.lines[number]))
            message = "a no-break space stands where YAML needs a plain one"
            found.error(at, "no-break-space", message, "replace it by an ordinary space")
            line = line[: space.end() - 1] + " " + line[space.end() :]
        lines[number] = line
    return lines


def _written_out(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) + NOTHING * (len(pair[0]) - 1)


def _report(found: Findings, spot: Spot, character: str) -> None:
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
