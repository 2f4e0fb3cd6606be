"""Text of a deck or of a paste as it may be shown: nothing in it can move the cursor or colour the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that act instead of showing: controls, formats (bidirectional overrides, zero widths),
surrogates, private use, line and paragraph separators."""

KEPT = frozenset("\n\u200c\u200d\u00ad")
"""Line ends, and the joiners and soft hyphens that ordinary words of some languages are written with."""

EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
"""`*emphasis*`, the only markup of a deck; it may run over the end of a line that was wrapped."""


_BLANKS = re.compile(r"[^\S\n]{300,}")


def few_blanks(text: str) -> str:
    """Shorten a run of blanks that nobody meant, so that no pattern begins anew at each of thousands."""
    return _BLANKS.sub(lambda run: run[0][:300], text)


def visible(text: str) -> str:
    """Show every character that would act: controls as their pictures, the rest by number."""
    return _without_acting(text, _shown)


def tamed(text: str) -> str:
    """Drop every character that would act, for a text that goes into a file for another program."""
    return _without_acting(text.replace("\t", " "), lambda _: "")


def safe_json(text: str) -> str:
    """Write what would act in a text of JSON as escapes, which say the same.

    Python leaves C1 controls and bidirectional overrides as they are, and lone surrogates, which no file or
    terminal takes.
    """
    import json

    return _without_acting(text, lambda character: json.dumps(character)[1:-1])


def _without_acting(text: str, shown: Callable[[str], str]) -> str:
    """Put something else in the place of each character that would act."""
    if text.isprintable():  # Unicode counts none of them among those
        return text
    acting = {ord(each): shown(each) for each in set(text) if _acts(each)}
    return text.translate(acting) if acting else text


def _acts(character: str) -> bool:
    code = ord(character)
    # What Unicode promises to be no character; XML cannot hold all of them.
    is_none = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return character not in KEPT and (is_none or unicodedata.category(character) in HIDDEN)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
