"""Cloze texts: `{{General Secretary|Gen Sec::post}}` accepts both wordings and shows the hint "post"."""

from __future__ import annotations

import re
from itertools import chain

from studykit.cards import Item, slug
from studykit.decks.findings import Findings
from studykit.decks.nodes import Text

BLANK = "____"
"""What stands in the place of the gap that is asked."""

MOST_GAPS = 12
"""Gaps of one text: what it becomes grows with their square, and nobody can recall a text from its holes."""

_GAP = re.compile(r"\{\{((?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}")
_ANKI = re.compile(r"c\d+")


def blanked(text: str) -> str:
    """Give a text with every gap blank, which gives a cloze without `id:` its identity."""
    return _GAP.sub(BLANK, text)


def read_cloze(node: Text, found: Findings) -> list[tuple[Item, str]]:
    """Read the text of a `cloze:`: what each gap wants, and the text with it blank and the others filled in.

    There are none when it has no gaps that can be asked.
    """
    parts = _GAP.split(node.value)
    pieces, inner = parts[::2], parts[1::2]
    if any("{{" in piece or "}}" in piece for piece in pieces) or any("{{" in text for text in inner):
        found.error(node, "gap", "a gap is not closed, or opened twice", "write each gap as `{{answer}}`")
        return []
    if not inner:
        found.error(node, "gap", "the text has no gap", "put the words to be asked in `{{` and `}}`")
    elif len(inner) > MOST_GAPS:
        message = f"the text has {len(inner)} gaps, each a card with all of it; {MOST_GAPS} are the most"
        found.error(node, "gap", message, "make several cards of it, each a sentence with a few gaps")
        return []
    read = [_gap(text, node, found) for text in inner]
    gaps = [gap for gap in read if gap is not None]
    if len(gaps) < len(read):
        return []
    seen: set[str] = set()
    asked = []
    for number, (item, blank) in enumerate(gaps):
        if slug(item.say) in seen:
            message = f"two gaps have the answer `{item.say}`, so that their histories cannot be told apart"
            mend = "leave one of the two without brackets, or word them differently"
            found.error(node, "same-gap", message, mend)
        seen.add(slug(item.say))
        shown = [blank if at == number else other.say for at, (other, _) in enumerate(gaps)]
        asked.append((item, "".join(chain(*zip(pieces, [*shown, ""], strict=True)))))
    return asked


def _gap(text: str, node: Text, found: Findings) -> tuple[Item, str] | None:
    """Read what a gap wants, and what is shown in its place: with a hint where it has one."""
    answers, _, hint = (part.strip() for part in text.partition("::"))
    wordings = [wording.strip() for wording in answers.split("|")]
    if _ANKI.fullmatch(answers):
        mend = f"write `{{{{{text.partition('::')[2]}}}}}`; every gap is a card of its own"
        message = f"`{answers}::` is Anki's numbering of gaps and would be the answer"
        found.error(node, "gap", message, mend)
    elif not all(wordings):
        message = f"the gap `{{{{{text}}}}}` wants nothing"
        found.error(node, "gap", message, "write the answer between the brackets")
    else:
        return Item(wordings[0], tuple(wordings[1:])), f"{BLANK} ({hint})" if hint else BLANK
    return None
