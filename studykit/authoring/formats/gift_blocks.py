"""A file in GIFT cut into its questions and categories, as people write them: close together or far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ANSWERS = re.compile(r"[=~#%{}]|(?:T|F|TRUE|FALSE)\s*\}?$", re.IGNORECASE)
"""How only answers begin, and what stands before and behind them."""
_BRACE = re.compile(r"(?<!\\)[{}]")
_OPENED = re.compile(r"(?<!\\)\{\s*(?:[=~#}]|T|F)", re.IGNORECASE)
"""A brace with answers behind it; others are of a text, such as a program's."""
_TAG = re.compile(r"\[tag:([^\]]+)\]")


def gift_blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each question with its first line and the tags in the comments above it.

    An empty line ends one unless what follows can only be answers, and a title begins the next.
    """
    first = 0
    lines: list[str] = []
    tags: list[str] = []
    above: list[str] = []
    ended = False
    for number, line in enumerate([*text.split("\n"), "::"], start=1):
        written = line.strip()
        if written.startswith("//"):
            above += _TAG.findall(line)
        elif not written:
            ended = True
            lines += [""] if lines else []
        else:
            if written.startswith(("::", "$CATEGORY:")) or (ended and not _ANSWERS.match(written)):
                yield from ((at, piece, tags) for at, piece in _apart(first, lines))
                lines = []
            if written.startswith("$CATEGORY:"):
                yield number, written, []
                continue
            if not lines:
                first, tags, above = number, above, []
            lines.append(line)
            ended = False


def _apart(first: int, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Questions that stand together, each shut by a brace at the end of a line; else all lines as one."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        pieces[-1].append(line)
        if line.rstrip().endswith("}"):
            pieces.append([])
    pieces = [piece for piece in pieces if any(map(str.strip, piece))]
    if not all(len(_BRACE.findall(each)) == 2 and _OPENED.search(each) for each in map("\n".join, pieces)):
        pieces = [list(lines)]
    for piece in pieces:
        block = "\n".join(piece).strip("\n")
        if block:
            yield first + next(at for at, line in enumerate(piece) if line.strip()), block
        first += len(piece)
