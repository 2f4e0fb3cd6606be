"""Cards that are lists: questions with the answer in deeper lines, and options with boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.authoring.formats.markdown_text import LETTER, NUMBER, PageLine, joined, plain
from studykit.authoring.import_result import Read
from studykit.authoring.sides import take_several, take_sides

_ITEM = re.compile(
    r"(?:\d{1,3}[.)][ \t]+(?P<sign>\*\*|__)(?P<term>.+?)(?P=sign):?"
    r"|(?:\d{1,3}[.)]|[-*+•])[ \t]+(?P<asks>\S.*\?))[ \t]*"
)
_BOX = re.compile(r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+\[(?P<sign>[ xX])\][ \t]+(?P<text>\S.*)")


def is_question_item(line: PageLine) -> bool:
    """Whether a line is an item that asks: words in bold behind a number, or a question."""
    return _ITEM.fullmatch(line.text) is not None


def take_items(read: Read, block: Sequence[PageLine]) -> list[PageLine] | None:
    """Take a list whose items ask, each with its answer in deeper lines below it.

    Gives the lines of the few that do not; None when the block is no such list.
    """
    items: list[list[PageLine]] = []
    for line in block:
        begins = is_question_item(line) or NUMBER.match(line.text) is not None
        if begins and not line.text[0].isspace():
            items.append([])
        if not items:
            return None
        items[-1].append(line)
    asked = [(_asked(item), item) for item in items]
    if 2 * sum(bool(ask) for ask, _ in asked) <= len(asked):
        return None
    for ask, (first, *below) in asked:
        if ask:
            answer = joined([line.text.strip() for line in below])
            answer = answer if "\n" in answer else re.sub(r"[-*+][ \t]+", "", answer, count=1)
            take_sides(read, first.number, plain(read, first.number, ask), plain(read, first.number, answer))
    return [line for ask, item in asked if not ask for line in item]


def _asked(item: Sequence[PageLine]) -> str:
    """What an item asks; empty when it asks nothing, or what stands below it are options or a question."""
    match, below = _ITEM.fullmatch(item[0].text), item[1:]
    if match is None or not below:
        return ""
    deeper = all(line.blank or line.text[0].isspace() for line in below)
    no_answer = below[0].text.rstrip().endswith("?") or LETTER.match(below[0].text)
    return (match["term"] or match["asks"].strip("*_ ")) if deeper and not no_answer else ""


def take_boxes(read: Read, lines: Sequence[PageLine], above: list[PageLine]) -> bool:
    """Take a question with boxes below it, `- [x] right` and `- [ ] wrong`; False when it is none.

    Where it begins with the boxes, the question is the last of the lines `above`, unless a heading has both.
    """
    written = [line for line in lines if not line.rule]
    first = next((at for at, line in enumerate(written) if _BOX.fullmatch(line.text)), len(written))
    below = [line for line in written[first:] if not line.blank]
    boxes = [box for box in (_BOX.fullmatch(line.text) for line in below) if box]
    right = [box["text"] for box in boxes if box["sign"] != " "]
    if len(boxes) < max(len(below), 2) or not right:
        return False
    asked = written[:first]
    if not asked:
        in_section = len(above) < 2 or above[-2].heading is not None
        if not above or above[-1].heading or (in_section and not NUMBER.match(above[-1].text)):
            return False
        asked = [above.pop()]
    number = asked[0].number
    item = NUMBER.fullmatch(asked[0].text)
    texts = [item[1] if item else asked[0].text, *(line.text for line in asked[1:])]
    ask = plain(read, number, joined(texts))
    if len(right) > 1:
        take_several(read, number, ask, [plain(read, number, text) for text in right])
    else:
        options = [plain(read, number, box["text"]) for box in boxes]
        read.entry(number, {"ask": ask, "choose": options, "answer": plain(read, number, right[0])})
    return True
