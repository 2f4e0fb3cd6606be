"""Text of a deck or of a paste as it may be shown: nothing in it can move the cursor or colour the screen."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories that act instead of showing: controls, formats (bidirectional overrides, zero widths),
surrogates, private use, line and paragraph separators."""

KEPT = frozenset("\n\u200c\u200d\u00ad")
"""Line ends, and the joiners and soft hyphens that ordinary words of some languages are written with."""

EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
"""`*emphasis*`, the only markup of a deck; it may run over the end of a line that was wrapped."""


def visible(text: str) -> str:
    """Show every character that would act: controls as their pictures, the rest by number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in KEPT or unicodedata.category(character) not in HIDDEN:
        return character
    if character == "\t":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
