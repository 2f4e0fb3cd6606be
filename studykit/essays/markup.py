"""Text of decks and of students, made safe for the formats it goes into; `*emphasis*` is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studykit.visible import EMPHASIS, visible


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text, made visible, into runs and say of each whether it is emphasised."""
    at = 0
    shown = visible(text)
    for found in EMPHASIS.finditer(shown):
        if found.start() > at:
            yield shown[at : found.start()], False
        yield found[1], True
        at = found.end()
    if at < len(shown):
        yield shown[at:], False


def escape_markdown(text: str) -> str:
    """Escape what Markdown would act on, and nothing else, so that the file reads well raw."""
    text = re.sub(r"([\\`*\[\]<>|])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def escape_start(text: str) -> str:
    """Escape what makes a heading, a list or a rule of a line that begins with it."""
    return re.sub(r"^([^\S\n]*)(#{1,6}\s|[-+]\s|\d+[.)]\s|=+\s*$|~~~)", r"\1\\\2", text, flags=re.MULTILINE)
