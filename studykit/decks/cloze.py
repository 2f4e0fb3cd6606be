"""Cloze texts: `{{General Secretary|Gen Sec::post}}` accepts both wordings and shows the hint "post"."""

from __future__ import annotations

import re

from studykit.cards import Item, slug
from studykit.decks.findings import Findings
from studykit.decks.nodes import Text
from studykit.frozen import dataclass

BLANK = "____"
"""What stands in the place of the gap that is asked."""

MOST_GAPS = 12
"""Gaps of one text: what it becomes grows with their square, and nobody can recall a text from its holes."""

_GAP = re.compile(r"\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}")
_ANKI = re.compile(r"c\d+")


@dataclass(frozen=True, slots=True)
class ClozeGap:
    """One gap: what it wants, and the hint it shows."""

    item: Item
    hint: str | None

    @property
    def blank(self) -> str:
        """What is shown in its place."""
        return f"{BLANK} ({self.hint})" if self.hint else BLANK


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text cut at its gaps: `pieces` is one longer than `gaps`."""

    pieces: tuple[str, ...]
    gaps: tuple[ClozeGap, ...]

    def asked(self, number: int) -> str:
        """Give the text with one gap blank and the others filled in."""
        shown = [gap.blank if at == number else gap.item.say for at, gap in enumerate(self.gaps)]
        return "".join(piece + filled for piece, filled in zip(self.pieces, [*shown, ""], strict=True))


def blanked(text: str) -> str:
    """Give a text with every gap blank, which gives a cloze without `id:` its identity."""
    return _GAP.sub(BLANK, text)


def read_cloze(node: Text, found: Findings) -> Cloze | None:
    """Read the text of a `cloze:`; None when it has no gaps that can be asked."""
    parts = _GAP.split(node.value)
    pieces, inner = parts[::2], parts[1::2]
    if any("{{" in piece or "}}" in piece for piece in pieces) or any("{{" in text for text in inner):
        found.error(node, "gap", "a gap is not closed, or opened twice", "write each gap as `{{answer}}`")
        return None
    if not inner:
        found.error(node, "gap", "the text has no gap", "put the words to be asked in `{{` and `}}`")
        return None
    if len(inner) > MOST_GAPS:
        message = f"the text has {len(inner)} gaps, each a card with all of it; {MOST_GAPS} are the most"
        found.error(node, "gap", message, "make several cards of it, each a sentence with a few gaps")
        return None
    gaps = [_gap(text, node, found) for text in inner]
    whole = [gap for gap in gaps if gap is not None]
    if len(whole) < len(gaps):
        return None
    _check_slugs(whole, node, found)
    return Cloze(tuple(pieces), tuple(whole))


def _gap(text: str, node: Text, found: Findings) -> ClozeGap | None:
    answers, _, hint = text.partition("::")
    if _ANKI.fullmatch(answers.strip()):
        mend = f"write `{{{{{hint}}}}}`; every gap is a card of its own"
        message = f"`{answers.strip()}::` is Anki's numbering of gaps and would be the answer"
        found.error(node, "gap", message, mend)
        return None
    wordings = [wording.strip() for wording in answers.split("|")]
    if not all(wordings):
        message = f"the gap `{{{{{text}}}}}` wants nothing"
        found.error(node, "gap", message, "write the answer between the brackets")
        return None
    return ClozeGap(Item(wordings[0], tuple(wordings[1:])), hint.strip() or None)


def _check_slugs(gaps: list[ClozeGap], node: Text, found: Findings) -> None:
    seen: set[str] = set()
    for gap in gaps:
        name = slug(gap.item.say)
        if name in seen:
            message = (
                f"two gaps have the answer `{gap.item.say}`, so that their histories cannot be told apart"
            )
            mend = "leave one of the two without brackets, or word them differently"
            found.error(node, "same-gap", message, mend)
        seen.add(name)
