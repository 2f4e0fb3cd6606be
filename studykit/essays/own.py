"""A plan that a student wrote: its parts, read from Markdown or plain text, and written back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

PARTS = ("thesis", "points", "evidence", "counter", "historian", "conclusion")
"""The parts of a plan, in the order they are asked for."""

TITLES: Mapping[str, str] = {
    "thesis": "Thesis",
    "points": "Points",
    "evidence": "Evidence",
    "counter": "Counter-argument",
    "historian": "Historian",
    "conclusion": "Conclusion",
}

_LABELS: tuple[tuple[str, str], ...] = (
    ("question", r"question|title|essay question|task"),
    ("thesis", r"thesis(?: statement)?|introduction|intro|main argument|line of argument|answer"),
    ("counter", r"counter(?:[- ]?arguments?|[- ]?claims?|[- ]?points?)?|against|other side|limits?|on the other hand"),
    ("evidence", r"evidence|facts?|examples?|support|detail"),
    ("historian", r"historians?|perspectives?|historiography|views?|interpretations?"),
    ("conclusion", r"conclusions?|judge?ment|conclude"),
    ("points", r"(?:main |key )?points?(?: \d+)?|arguments?(?: \d+)?|paragraphs?(?: \d+)?|factors?(?: \d+)?|body|plan|reasons?|topic sentences?|because|why it matters|explanation|link|peel \d+"),
)  # fmt: skip

_OTHER = re.compile(
    r"^(?:the question|command term|essay|factor|claim|scope|period|people|cases|regions|define|definitions?|context|criterion|time|traps?|note|grid|related plans)$",
    re.IGNORECASE,
)
"""Labels of an exported outline that are no part of an argument."""

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.+?)\s*#*\s*$")
_UNDERLINED = re.compile(r"^\s{0,3}(?:=+|-+)\s*$")
_LABELLED = re.compile(
    r"^\s*(?:[-*+]\s+|>\s*)?(?:\*\*|__)?(?P<label>[A-Za-z][A-Za-z /-]{2,30}?(?: ?\d+)?)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*(?P<rest>.*)$"
)
_BULLET = re.compile(r"^\s*(?:[-*+•–]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_COUNTERS = re.compile(
    r"^(?:however|but|on the other hand|some (?:would|might|may)? ?argue|critics|it (?:could|can|may) be argued|against this|counter|yet|admittedly|nevertheless)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"^(?:in conclusion|to conclude|overall|therefore|in sum|to sum up|on balance|ultimately|thus)\b",
    re.IGNORECASE,
)
_VIEW = re.compile(r"\b(?:argues?|historians?|according to|sees|claims that|interpretation)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What a student planned to write, each part in lines."""

    question: str | None = None
    thesis: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    historian: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()

    def lines(self, *parts: str) -> tuple[str, ...]:
        """Give the lines of some parts, of all when none is named."""
        return tuple(line for part in parts or PARTS for line in getattr(self, part))

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.lines()


def read_own(text: str) -> OwnPlan:
    """Read a plan: by its headings or labels, or, where there are none, by what its paragraphs say."""
    reading = _Reading(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return reading.plan()


class _Reading:
    """Reads a plan line by line: which part a line belongs to is said by the heading or label before it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found: dict[str, list[str]] = {}
        self.free: list[str] = []
        self.question: str | None = None
        self.part: str | None = None
        self.labelled = False

    def plan(self) -> OwnPlan:
        for place, raw in enumerate(self.lines):
            if not _UNDERLINED.match(raw):
                self._read(raw, self._title(place))
        if not self.found and self.free:
            first, *others = self.free
            if self.question is None and others and _is_question(first):
                self.question = _bare(first)
                first, *others = others
            self.found = _by_sense([first, *others])
        return OwnPlan(self.question, **{name: tuple(self.found.get(name, ())) for name in PARTS})

    def _title(self, place: int) -> str | None:
        """Give the text of a heading, marked with # or underlined; None when the line is none."""
        raw = self.lines[place]
        if heading := _HEADING.match(raw):
            return heading["text"]
        underlined = place + 1 < len(self.lines) and _UNDERLINED.match(self.lines[place + 1])
        return raw.strip() if underlined and raw.strip() else None

    def _read(self, raw: str, title: str | None) -> None:
        if title is None:
            name, rest = _label(raw)
        else:
            name, rest = _part(title)[0], ""
        if name == "question":
            self.part = None if rest else "question"
            self.question = rest or self.question
        elif name is not None:
            self.labelled, self.part = True, None if name == "other" else name
            self._take(rest)
        elif title is not None:
            self._under_a_heading(title)
        else:
            self._take(raw)

    def _under_a_heading(self, title: str) -> None:
        """A heading that names no part is the question, or the theme of a paragraph."""
        if _is_question(title):
            self.question, self.part = self.question or title, None
            return
        self.labelled = True
        self.part = None if _OTHER.match(title) else "points"
        if self.part and re.search(r"[a-z]{3}", title):
            self.found.setdefault("points", []).append(_bare(title))

    def _take(self, raw: str) -> None:
        line = _bare(raw)
        if not line:
            return
        if self.part == "question":
            self.question, self.part = line, None
        elif self.part is not None:
            dated = self.part == "points" and _BULLET.match(raw) and _has_date(line)
            self.found.setdefault("evidence" if dated else self.part, []).append(line)
        elif not self.labelled:
            self.free.append(raw)


def _label(raw: str) -> tuple[str | None, str]:
    match = _LABELLED.match(raw)
    if match is None:
        return None, raw
    name, _ = _part(match["label"])
    if name is None and _OTHER.match(match["label"].strip()):
        return "other", ""
    return (name, match["rest"]) if name else (None, raw)


def _part(title: str | None) -> tuple[str | None, str]:
    """Give the part a heading or label names, and what of it is no name."""
    bare = _bare(title or "").rstrip(":")
    for name, pattern in _LABELS:
        if re.fullmatch(pattern, bare, re.IGNORECASE):
            return name, ""
    return None, bare


def _by_sense(lines: list[str]) -> dict[str, list[str]]:
    """Sort lines without labels: the first is the thesis; the rest by how they begin and what they hold."""
    found: dict[str, list[str]] = {"thesis": [_bare(lines[0])]} if lines else {}
    for raw in lines[1:]:
        line = _bare(raw)
        if _CONCLUDES.match(line):
            name = "conclusion"
        elif _COUNTERS.match(line):
            name = "counter"
        elif _VIEW.search(line):
            name = "historian"
        elif _BULLET.match(raw) and _has_date(line):
            name = "evidence"
        else:
            name = "points"
        found.setdefault(name, []).append(line)
    return found


def _has_date(line: str) -> bool:
    return re.search(r"\b1[89]\d\d\b", line) is not None


def _is_question(text: str) -> bool:
    from studykit.essays.terms import find_term
    from studykit.essays.words import read_words, tidy

    return text.strip().endswith("?") or find_term(read_words(tidy(text)), quoted='"' in text) is not None


def _bare(line: str) -> str:
    """Take bullets, quotes and emphasis marks off a line."""
    text = _BULLET.sub("", re.sub(r"^\s*>\s?", "", line)).strip()
    return re.sub(r"^(?:\*\*|__)(.+?)(?:\*\*|__)$", r"\1", text).strip()


def write_part(part: str) -> str:
    """Give the heading of a part as it stands in a written plan."""
    return f"\n## {TITLES[part]}\n\n"


def write_line(line: str) -> str:
    """Give a line as it stands in a written plan: one list item, whatever it holds."""
    return f"- {' '.join(line.split())}\n"
