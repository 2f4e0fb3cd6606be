"""Cards of a page by how it is divided: headings over text, items over deeper lines, and boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from studykit.authoring.formats.markdown_fields import fields_of
from studykit.authoring.formats.markdown_text import LETTER, NUMBER, PageLine, joined, plain
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value
from studykit.authoring.sides import chosen, take_sides

FORMS = (
    "cards in Markdown are `Q:` and `A:` lines, `C:` with [gaps], `question::answer`, a `?` line between two "
    "sides, ==marked== words or {{c1::gaps}}, tables with a column of questions, or headings with text below"
)
"""What is said where a page is read by its headings, or has no card."""

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
            texts, more = fields_of(read, first.number, [line.text.strip() for line in below])
            answer = joined(texts)
            answer = answer if "\n" in answer else re.sub(r"[-*+][ \t]+", "", answer, count=1)
            front, back = plain(read, first.number, ask), plain(read, first.number, answer)
            take_sides(read, first.number, front, back, more)
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
    ticked = [box["text"] for box in boxes if box["sign"] != " "]
    if len(boxes) < max(len(below), 2) or not ticked:
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
    options = [plain(read, number, box["text"]) for box in boxes]
    right = [plain(read, number, text) for text in ticked]
    read.entry(number, chosen(read, number, ask, options, right))
    return True


def take_headings(
    read: Read, lines: Sequence[PageLine], left: Sequence[PageLine], *, questions: bool
) -> list[PageLine]:
    """Take headings as questions and the text below as answers, where a heading has none below it.

    Where a page has other cards, `questions`, only a heading that asks is one.
    """
    used: set[int] = set()
    for number, heading, section in _sections(lines, {line.number for line in left}):
        if questions and not heading.endswith("?"):
            continue
        ask = re.sub(r"^\d{1,3}[.)] ", "", plain(read, number, heading))
        if not take_boxes(read, [PageLine(number, ask), PageLine(number, ""), *section], []):
            front, back, more = _across(read, ask, section)
            take_sides(read, number, front, back, more)
        used.update(line.number for line in section)
    if used and read.entries and not questions:
        message = "the headings are taken for questions, and what stands below each for its answer"
        read.advice(read.entries[0].line, read.entries[0].prompt, message, FORMS, "headings")
        titles = [line.heading[1] for line in lines if line.heading and line.heading[0] == 1]
        read.title = read.title or (titles[0] if len(titles) == 1 else None)
    return [line for line in left if line.number not in used]


def _sections(lines: Sequence[PageLine], free: Collection[int]) -> Iterator[tuple[int, str, list[PageLine]]]:
    """The headings without one below them, each with its line and those of the `free` lines below it."""
    places = [place for place, line in enumerate(lines) if line.heading]
    for place, end in pairwise([*places, len(lines)]):
        heading, below = lines[place].heading, lines[end].heading if end < len(lines) else None
        body = {line.number for line in lines[place + 1 : end] if line.number in free and not line.code}
        assert heading is not None
        if body and lines[place].number in free and not (below and below[0] > heading[0]):
            section = [
                each for each in lines[place + 1 : end] if each.number in body or each.blank or each.rule
            ]
            yield lines[place].number, heading[1], section


def _across(read: Read, ask: str, section: Sequence[PageLine]) -> tuple[str, str, dict[str, Value]]:
    """The two sides of a section: a line across it, or one with `%`, parts them where both have a text.

    The third are the other keys of the card.
    """
    number = section[0].number
    written = [
        place for place, line in enumerate(section) if not line.rule and any(map(str.isalnum, line.text))
    ]
    for place in range(written[0] + 1, written[-1]) if written else ():
        if section[place].rule or section[place].text.strip() == "%":
            message = "the line across is taken for what parts the question from the answer"
            read.advice(section[place].number, ask, message, "delete it if all of it is the answer", "across")
            parts = (section[:place], section[place + 1 :])
            front, back = (joined([line.text for line in part if not line.rule]) for part in parts)
            return f"{ask}\n{plain(read, number, front)}", plain(read, number, back), {}
    lines, more = fields_of(read, number, [line.text for line in section if not line.rule])
    return ask, plain(read, number, joined(lines)), more
