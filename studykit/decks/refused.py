"""Why a card was refused: the first error inside its entry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.problems import Level

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.problems import Problem


def refusal(library: Library, parent: CardId) -> Problem | None:
    """Find the first error in the entry of a card that was left out; None when its entry cannot be made out.

    Errors are kept by their lines only, so the entry is looked for in the text: from the dash before its id
    to the next dash in that column.
    """
    slug, _, own = parent.partition("/")
    file = next((deck.file for deck in library.decks if deck.slug == slug), None)
    try:
        lines = Path(file or "").read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return None
    named = re.compile(rf"\bid:\s*[\"']?{re.escape(own)}[\"']?\s*(,|\}}|#|$)")
    at = next((number for number, line in enumerate(lines) if named.search(line)), None)
    if at is None:
        return None
    dashes = [(number, line.index("-")) for number, line in enumerate(lines) if line.lstrip().startswith("-")]
    first, column = max(((number, where) for number, where in dashes if number <= at), default=(at, 0))
    last = min((number for number, where in dashes if number > at and where <= column), default=len(lines))
    inside = range(first + 1, last + 1)
    errors = (each for each in library.problems if each.file == file and each.level is Level.ERROR)
    return next((each for each in errors if each.line in inside), None)
