"""Gaps as other programs write them, `{{c1::answer::hint}}`, made into ours; one may stand inside another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from studykit.cards import slug

_MARK = re.compile(r"(\{\{(?:c\d+(?:,\d+)*::)?|\}\})")
DEEPEST = 5
"""How deep gaps may stand in one another."""

OPEN = "…"
"""What stands for words that another gap of the same text asks for: they would give it away."""


@dataclass(slots=True)
class _Gap:
    """A gap that is open, or the whole text: its text so far, and a hint once that has begun."""

    parts: list[str] = field(default_factory=list)
    hint: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Take more text: what stands behind the first `::` is the hint."""
        answer, colons, hint = ("", "", text) if self.hint else text.partition("::")
        self.parts.append(answer)
        if colons or self.hint:
            self.hint.append(hint)


def cloze_texts(text: str) -> list[str]:
    """A text of another program as `cloze:` texts, none when it has no gap or one is not closed.

    Gaps that stand in others make a text of their own, in which those others are open.
    """
    return list(takewhile(bool, (_at_depth(text, depth) for depth in range(DEEPEST))))


def _at_depth(text: str, depth: int) -> str:
    """The text with the gaps of one depth as gaps and all others as text; empty when there are none."""
    seen: set[str] = set()
    whole = _Gap()
    gaps = [whole]
    for place, piece in enumerate(_MARK.split(text)):
        if place % 2 and piece != "}}":
            if len(gaps) > DEEPEST:
                return ""
            gaps.append(_Gap())
        elif place % 2 and len(gaps) > 1:
            gap = gaps.pop()
            _put(gap, gaps, depth, seen)
        elif len(gaps) > 1:
            gaps[-1].add(piece)
        else:
            whole.parts.append(piece)
    return "".join(whole.parts) if len(gaps) == 1 and seen else ""


def _put(gap: _Gap, around: list[_Gap], depth: int, seen: set[str]) -> None:
    """Put a gap that is closed into what it stands in, as a gap where that is asked for."""
    text = "".join(gap.parts)
    told = text.strip()
    if any(each.hint for each in around):
        around[-1].add(told)
    elif len(around) - 1 < depth:
        around[-1].parts.append(text)  # gaps within it are asked for
    elif len(around) - 1 > depth or not told:
        around[-1].parts.append(told)
    elif slug(told) in seen:
        around[-1].parts.append(OPEN)
    else:
        seen.add(slug(told))
        hint = "".join(gap.hint).strip()
        around[-1].parts.append("{{" + told.replace("|", "/") + (f"::{hint}" if hint else "") + "}}")
