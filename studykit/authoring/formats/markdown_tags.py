"""Questions and answers told by what stands before them: `Q:`, `**Answer:**`, `A1.`, `- Q:` ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studykit.authoring.formats.markdown_fields import fields_of
from studykit.authoring.formats.markdown_text import BULLET, NUMBER, PageLine, joined, plain
from studykit.authoring.import_result import Read
from studykit.authoring.sides import two_sides

_ASKS = "q|question|front|t|term|frage|pregunta|p"
_ANSWERS = "a|ans|answer|correct answer|back|d|definition|antwort|respuesta|réponse|r"
_TAG = re.compile(
    r"(?:[ \t]*>)*[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+)?(?P<open>[*_]{0,3})"
    rf"(?P<word>{_ASKS}|{_ANSWERS}|c|cloze)[ \t]?#?(?P<number>\d{{0,4}})(?P<shut>[*_]{{0,3}})"
    r"(?P<sign>[:.)])(?P<shut2>[*_]{0,3})(?:[ \t]+|$|(?<=[QA]:)(?=\w))(?P<text>.*)",
    re.IGNORECASE,
)
_INLINE_ANSWER = re.compile(
    r"[ \t]+(?P<tag>(?:\*\*|__)(?:a|ans|answer)\d{0,4}(?::(?:\*\*|__)|(?:\*\*|__):)|A\d{0,4}:)[ \t]+",
    re.IGNORECASE,
)
_INLINE_QUESTION = re.compile(
    r"[ \t]+(?=(?:(?:\*\*|__)(?:q|question)\d{0,4}(?::(?:\*\*|__)|(?:\*\*|__):)|Q\d{0,4}:)[ \t])",
    re.IGNORECASE,
)
_INLINE_SIDES = re.compile(r"((?:[^`]|`[^`]*`)+?)(?:(?<=[?!.)\s])(?:::|;;)\s*|(?:::|;;)\s+)(\S.*)")
_ORDERED = re.compile(r"\b(?:order|chronolog\w*|sequence|arrange)\b", re.IGNORECASE)
_POINTS_UP = re.compile(r"\b(?:this|these|it|he|she|they)\b", re.IGNORECASE)
"""A question about what its heading names."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What begins a question, an answer or a text with gaps; `text` is what stands behind it on its line."""

    word: str
    sign: str
    text: str

    @property
    def is_answer(self) -> bool:
        return re.fullmatch(_ANSWERS, self.word) is not None

    @property
    def is_cloze(self) -> bool:
        return self.word in ("c", "cloze")


def tag_of(line: PageLine, above: Tag | None = None) -> Tag | None:
    """The tag at the beginning of a line, which stands in what `above` began.

    A letter with a full stop or a bracket is one only where the question has the same: it may be an initial
    or an option. Of the single letters only capitals count, and `D:` and `R:` only below `T:` and `P:`, as
    other words stand before colons, too.
    """
    match = None if line.code else _TAG.fullmatch(line.text)
    if match is None or (len(match["word"]) == 1 and not match["word"].isupper()):
        return None
    text = match["text"].strip()
    if not match["shut"] + match["shut2"]:
        text = text.removesuffix(match["open"]).strip()  # "**Answer: a**" is bold as a whole
    tag = Tag(match["word"].lower(), match["sign"], text)
    counts = True
    if tag.sign != ":" and not match["number"] + match["open"]:
        same = above is not None and above.sign == tag.sign and not above.is_answer
        counts = tag.word == "q" or (tag.word == "a" and same)
    elif tag.word in ("d", "r"):
        counts = above is not None and above.word in ("t", "p")
    return tag if counts else None


def with_answers(lines: Sequence[PageLine]) -> list[PageLine]:
    """Give the lines, each cut where its answer stands behind its question, and before further cards."""
    cut: list[PageLine] = []
    answered = False  # by a line of its own, below
    for line in reversed([card for each in lines for card in _cards(each)]):
        tag = tag_of(line)
        cut += reversed(_apart(line, tag, answered=answered))
        answered = answered if tag is None else tag.is_answer
    return cut[::-1]


def _cards(line: PageLine) -> list[PageLine]:
    """A line with several questions and their answers as a line for each."""
    tag = tag_of(line)
    first, *others = _INLINE_QUESTION.split(line.text) if tag else [line.text]
    begun = others and tag is not None and (tag.is_answer or _INLINE_ANSWER.search(first))
    if not begun or not all(map(_INLINE_ANSWER.search, others)):
        return [line]
    return [PageLine(line.number, text) for text in (first, *others)]


def _apart(line: PageLine, tag: Tag | None, *, answered: bool) -> list[PageLine]:
    """A line as its question and the answer behind it; as it is where it has no two such sides."""
    if tag is None or tag.is_answer:
        return [line]
    match = _INLINE_ANSWER.search(line.text)
    sides = None if match or tag.is_cloze or answered else _INLINE_SIDES.fullmatch(line.text)
    if match:
        question, answer = line.text[: match.start()], line.text[match.start() :].strip()
    elif sides:
        question, answer = sides[1], f"A: {sides[2]}"
    else:
        return [line]
    return [PageLine(line.number, question), PageLine(line.number, answer)]


def take_answer(read: Read, line: int, question: Sequence[str], answer: Sequence[str]) -> None:
    """Take a question and its answer; options stand below the question, each with a bullet or a letter."""
    answer, more = fields_of(read, line, answer)
    asked, body = plain(read, line, joined(question)), plain(read, line, joined(answer))
    if not asked or not body:
        what = "question" if not asked else "answer"
        mend = "write it, or delete the card"
        read.error(line, " ".join(question), f"the {what} is empty", mend, f"no-{what}")
        return
    ask, *below = asked.split("\n")
    lines = body.split("\n")
    numbers = _all(NUMBER, lines)
    bullets = _all(BULLET, below)
    if len(numbers) > 1 and (sorted(bullets) == sorted(numbers) or _ORDERED.search(ask)):
        shown = sorted(bullets) == sorted(numbers)  # they stand shuffled below the question
        read.entry(line, {"ask": ask if shown else asked, "order": numbers, **more})
    else:
        read.entry(line, two_sides(read, line, asked, body, more))


def take_question(read: Read, above: list[PageLine], answer: Sequence[PageLine]) -> bool:
    """Take an answer whose question has no tag: the lines just above it, which are taken off `above`."""
    tag = tag_of(answer[0])
    near = _question_above(above, answer[0].number) if tag else []
    if tag is None or not near:
        return False
    written = near[0].heading[1] if near[0].heading else near[0].text
    first = NUMBER.fullmatch(written) or BULLET.fullmatch(written)
    question = [first[1] if first else written, *(line.text for line in near[1:])]
    heading = above[-1].heading if above and not near[0].heading else None
    if heading and _POINTS_UP.search(question[0]):
        question[0] = f"{heading[1]}: {question[0]}"
    take_answer(read, near[0].number, question, [tag.text, *(line.text for line in answer[1:])])
    return True


def _question_above(above: list[PageLine], at: int) -> list[PageLine]:
    """Take off the lines just above a place, up to one that begins a question."""
    near: list[PageLine] = []
    while above and not above[-1].code and at - above[-1].number <= 2 and len(near) < 12:
        near.insert(0, above.pop())
        at = near[0].number
        if near[0].heading or near[0].text.rstrip("* _").endswith("?") or NUMBER.match(near[0].text):
            break
    return near


def _all(pattern: re.Pattern[str], lines: Sequence[str]) -> list[str]:
    """What stands behind each bullet when all lines have one; none otherwise."""
    found = [pattern.fullmatch(line) for line in lines]
    return [match[1].strip() for match in found if match] if lines and all(found) else []
