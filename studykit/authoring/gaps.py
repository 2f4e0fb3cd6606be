"""Gaps as other programs write them, `{{c1::answer::hint}}`, made into ours; one may stand inside another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from studykit.cards import slug

_MARK = re.compile(r"\{\{(?:c\d+(?:,\d+)*::)?|\}\}")
DEEPEST = 5
"""How deep gaps may stand in one another."""

OPEN = "…"
"""What stands for words that another gap of the same text asks for: they would give it away."""


@dataclass(slots=True)
class _Gap:
    parts: list[str | _Gap] = field(default_factory=list)
    hint: str | None = None

    @property
    def text(self) -> str:
        """What it asks for; a gap inside it counts as its text."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts).strip()

    def add(self, text: str) -> None:
        """Take more text: what stands behind the first `::` is the hint."""
        if self.hint is not None:
            self.hint += text
            return
        answer, colons, hint = text.partition("::")
        self.parts.append(answer)
        if colons:
            self.hint = hint


def cloze_texts(text: str) -> list[str]:
    """A text of another program as `cloze:` texts, none when it has no gap or one is not closed.

    Gaps that stand in others make a text of their own, in which those others are open.
    """
    root = _parsed(text)
    if root is None:
        return []
    made = (_at_depth(root, depth) for depth in range(DEEPEST))
    return [each for each in made if each is not None]


def _parsed(text: str) -> _Gap | None:
    root = _Gap()
    stack = [root]
    end = 0
    for mark in _MARK.finditer(text):
        _add(stack, text[end : mark.start()])
        end = mark.end()
        if mark[0] != "}}":
            if len(stack) > DEEPEST:
                return None
            stack.append(_Gap())
        elif len(stack) == 1:
            _add(stack, mark[0])
        else:
            gap = stack.pop()
            if stack[-1].hint is None:
                stack[-1].parts.append(gap)
            else:
                stack[-1].add(gap.text)
    _add(stack, text[end:])
    return root if len(stack) == 1 else None


def _add(stack: list[_Gap], text: str) -> None:
    if len(stack) == 1:
        stack[0].parts.append(text)
    else:
        stack[-1].add(text)


def _at_depth(root: _Gap, depth: int) -> str | None:
    """The text with the gaps of one depth as gaps and all others as text; None when there are none."""
    seen: set[str] = set()

    def told(gap: _Gap, left: int) -> str:
        return "".join(
            part if isinstance(part, str) else told(part, left - 1) if left else _written(part, seen)
            for part in gap.parts
        )

    made = told(root, depth)
    return made if seen else None


def _written(gap: _Gap, seen: set[str]) -> str:
    if not gap.text:
        return ""
    name = slug(gap.text)
    if name in seen:
        return OPEN
    seen.add(name)
    hint = (gap.hint or "").strip()
    return "{{" + gap.text.replace("|", "/") + (f"::{hint}" if hint else "") + "}}"
