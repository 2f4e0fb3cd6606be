"""Why a card was refused: the first error inside its entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.problems import Level

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.problems import Problem


def refusal(library: Library, parent: CardId) -> Problem | None:
    """Find the first error in the entry of a card that was left out; None when the entry is not found."""
    slug, _, own = parent.partition("/")
    file = next((deck.file for deck in library.decks if deck.slug == slug), None)
    try:
        lines = Path(file or "").read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return None
    inside = _entry(lines, own)
    errors = (each for each in library.problems if each.file == file and each.level is Level.ERROR)
    return next((each for each in errors if each.line in inside), None)


def _entry(lines: Sequence[str], own: str) -> range:
    """Give the numbers of the lines of an entry, none when it is not found.

    Errors are kept by their lines only, so the entry is looked for in the text: from the dash before its id
    to the next dash in that column.
    """
    named = re.compile(rf"\bid:\s*[\"']?{re.escape(own)}[\"']?\s*(,|\}}|#|$)")
    at = next((number for number, line in enumerate(lines, 1) if named.search(line)), 0)
    dashes = [(number, line.index("-")) for number, line in enumerate(lines, 1) if line.lstrip()[:1] == "-"]
    first, column = max((dash for dash in dashes if dash[0] <= at), default=(at, 0))
    end = min((number for number, where in dashes if number > at and where <= column), default=len(lines) + 1)
    return range(first, end if at else 0)
