"""Headings of a page as questions, and what stands below each as its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.authoring.formats.markdown_lists import take_boxes
from studykit.authoring.formats.markdown_text import PageLine, joined, plain
from studykit.authoring.import_result import Read
from studykit.authoring.sides import take_sides

FORMS = (
    "cards in Markdown are `Q:` and `A:` lines, `C:` with [gaps], `question::answer`, a `?` line between two "
    "sides, ==marked== words or {{c1::gaps}}, tables with a column of questions, or headings with text below"
)
"""What is said where a page is read by its headings, or has no card."""


def take_headings(
    read: Read, lines: Sequence[PageLine], left: Sequence[PageLine], *, questions: bool
) -> list[PageLine]:
    """Take headings as questions and the text below as answers, where a heading has none below it.

    Where a page has other cards, `questions`, only a heading that asks is one.
    """
    places = [place for place, line in enumerate(lines) if line.heading]
    free = {line.number for line in left}
    used: set[int] = set()
    for place, end in zip(places, [*places[1:], len(lines)], strict=False):
        heading, below = lines[place].heading, lines[end].heading if end < len(lines) else None
        body = [line for line in lines[place + 1 : end] if line.number in free and not line.code]
        assert heading is not None
        asks = heading[1].endswith("?") or not questions
        if not body or not asks or lines[place].number not in free or (below and below[0] > heading[0]):
            continue
        number = lines[place].number
        ask = re.sub(r"^\d{1,3}[.)] ", "", plain(read, number, heading[1]))
        kept = {line.number for line in body}
        section = [line for line in lines[place + 1 : end] if line.number in kept or line.blank or line.rule]
        if not take_boxes(read, [PageLine(number, ask), PageLine(number, ""), *section], []):
            front, back = _across(read, ask, section)
            take_sides(read, number, front, back)
        used |= kept
    if used and not questions:
        message = "the headings are taken for questions, and what stands below each for its answer"
        read.advice(read.entries[0].line, read.entries[0].prompt, message, FORMS, "headings")
        titles = [line.heading[1] for line in lines if line.heading and line.heading[0] == 1]
        read.title = read.title or (titles[0] if len(titles) == 1 else None)
    return [line for line in left if line.number not in used]


def _across(read: Read, ask: str, section: Sequence[PageLine]) -> tuple[str, str]:
    """The two sides of a section: a line across it, or one with `%`, parts them where both have a text."""
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
            return f"{ask}\n{plain(read, number, front)}", plain(read, number, back)
    return ask, plain(read, number, joined([line.text for line in section if not line.rule]))
