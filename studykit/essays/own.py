"""A plan that a student wrote: its parts, read from Markdown, plain text or Word, and written back."""

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

_LABELS: Mapping[str, str] = {
    "question": r"(?:essay )?question|title|task",
    "thesis": r"thesis(?: statement)?|introduction|intro|(?:main|line of) argument|my answer|answer to the question",
    "counter": r"counter(?:[- ]?(?:arguments?|claims?|points?))?|against|(?:the )?other side|on the other hand|rebuttal|answer",
    "evidence": r"evidence|facts?|examples?|ev|e\.g|proof|support|details?",
    "historian": r"historians?|perspectives?|historiography|views?|interpretations?|historian's view",
    "conclusion": r"conclusions?|judge?ment|conclude|concl",
    "points": r"(?:main |key )?(?:points?|arguments?|paragraphs?|para|factors?|body(?: paragraphs?)?|plan|reasons?|topic sentences?|peel|themes?|p)(?: ?\d+)?",
    "explanation": r"because|why it matters|explanation|explain|link|limits?|analysis|so what",
    "other": r"the question|command term|claim|set against|scope|period|people|cases|regions|answer claimed|define|definitions?|context|criterion|time|traps?|note|grid|mind|revise|doubt left|word count|name|class|date",
}  # fmt: skip
"""What each part may be called; `explanation` belongs to the paragraph it stands in, `other` to none."""

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•–—o]|[a-z][.)]|[ivx]{1,4}[.)])\s+")
_NUMBER = re.compile(
    r"^\s*(?:\(?\d{1,2}[.):]|\d{1,2}\s+-|[A-Z][.)]|(?:First|Second|Third|Fourth)(?:ly)?,)\s*"
)
_LABEL = re.compile(
    r"^(?P<label>[A-Za-z][A-Za-z.' /-]{0,30}?(?: ?\d{1,2})?)(?:\s*[:：]|\s[-–—]\s|\s{3,})\s*(?P<rest>.*)$"
)
_COUNTERS = re.compile(
    r"^(?:however|but|on the other hand|some (?:would|might|may|could|historians)? ?(?:argue|say|claim)|critics|"
    r"(?:it|one) (?:could|can|may|might) be (?:argued|said)|against this|counter|yet|admittedly|nevertheless|opponents of this)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"^(?:in conclusion|to conclude|overall|therefore|in sum|to sum up|on balance|ultimately|thus|all in all)\b",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"\b(?:argue[sd]?|historians?|according to|claims that|writes? that|interpretation|thinks that|sees)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b1[89]\d\d\b|\b20\d\d\b")


CONTINUED = 12
"""Columns from which an indented line goes on with the one above, as in an outline written as text."""


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """A paragraph of a plan: its point and what stands below it."""

    point: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What a student planned to write, each part in lines; `blocks` are its points with what belongs to each."""

    question: str | None = None
    thesis: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()
    historian: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    blocks: tuple[OwnParagraph, ...] = ()

    def lines(self, *parts: str) -> tuple[str, ...]:
        """Give the lines of some parts, of all when none is named."""
        return tuple(line for part in parts or (*PARTS, "explanation") for line in getattr(self, part))

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.lines()


def read_own(text: str) -> OwnPlan:
    """Read a plan: by its headings, labels and numbers, and where there are none by what its lines say."""
    reading = _Reading()
    lines = _unwrapped(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for place, raw in enumerate(lines):
        if _UNDERLINE.match(raw):
            continue
        below = lines[place + 1] if place + 1 < len(lines) else ""
        heading = _HEADING.match(raw)
        if heading or (raw.strip() and _UNDERLINE.match(below)):
            reading.heading(heading["text"] if heading else raw.strip())
        elif raw.strip():
            reading.line(raw)
    return reading.plan()


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that go on with the one above: far indented, and no item of a list."""
    joined: list[str] = []
    for line in lines:
        goes_on = (
            line.startswith(" " * CONTINUED)
            and line.strip()
            and not _BULLET.match(line)
            and not _NUMBER.match(line)
        )
        if goes_on and joined and joined[-1].strip():
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
    return joined


class _Reading:
    """Reads a plan line by line; a heading says what follows, a label what stands beside it."""

    def __init__(self) -> None:
        self.question: str | None = None
        self.found: dict[str, list[str]] = {}
        self.blocks: list[tuple[str, list[str]]] = []
        self.section: str | None = None
        """The part that a heading, or a label alone on its line, has opened."""
        self.free = True
        """Whether no thesis, label or heading was seen yet."""

    def heading(self, raw: str) -> None:
        text = _bare(raw)
        name = _part(text.rstrip(":"))
        if name is None and self.question is None and _is_question(text):
            self.question, self.section = text, None
        elif name is None:
            self.section = "block"
            self.free = False
            self._point(re.sub(r"\s*\((?:for the claim|against it|similar|different)\)$", "", text))
        else:
            self.section = name
            self.free = self.free and name == "question"

    def line(self, raw: str) -> None:
        text = _bare(raw)
        if not text:
            return
        label = _LABEL.match(text)
        name = _part(label["label"]) if label else None
        if label and name:
            self._labelled(name, label["rest"])
        elif name := _part(text.rstrip(":")) if len(text) < 30 else None:
            self.section, self.free = name, False
        elif self.question is None and self.free and not self.found and _is_question(text):
            self.question = text
        elif self.section == "question":
            self.question, self.section = text, None
        elif self.section not in (None, "block"):
            self._add(self.section or "points", text, raw)
        else:
            self._by_sense(text, raw)

    def _labelled(self, name: str, rest: str) -> None:
        if name == "question":
            self.question = rest or self.question
            self.section = None if rest else "question"
            return
        self.free = False
        self.section = None if rest else name
        if self.section is None and name == "points" and not rest:
            return
        if rest and name != "other":
            self._add(name, rest, rest)
        if rest:
            self.section = "block" if self.blocks else None

    def _add(self, name: str, text: str, raw: str) -> None:
        if name == "other":
            return
        if name == "points":
            below = bool(self.blocks) and bool(_BULLET.match(raw)) and raw[:1].isspace()
            if below:
                self._below("evidence" if _YEAR.search(text) else "explanation", text)
            elif (
                _BULLET.match(raw)
                and _YEAR.search(text)
                and self.blocks
                and self.found.get("points")
                and _NUMBER.match(text) is None
                and len(text) < 90
                and self.section == "block"
            ):
                self._below("evidence", text)
            else:
                self._point(text)
        elif name in ("evidence", "explanation", "historian"):
            self._below(name, text)
        else:
            self.found.setdefault(name, []).append(text)

    def _by_sense(self, text: str, raw: str) -> None:
        """Sort a line without a label by how it begins and what it holds."""
        numbered = _NUMBER.match(raw) is not None
        if not self.found and not self.blocks and not numbered:
            self.found["thesis"] = [text]
        elif _CONCLUDES.match(text):
            self.found.setdefault("conclusion", []).append(text)
        elif _COUNTERS.match(text):
            self.found.setdefault("counter", []).append(text)
        elif numbered or (not self.blocks and not raw[:1].isspace()):
            self._point(text)
        elif _VIEW.search(text):
            self._below("historian", text)
        elif _YEAR.search(text):
            self._below("evidence", text)
        elif raw[:1].isspace() or (_BULLET.match(raw) and self.section == "block"):
            self._below("explanation", text)
        else:
            self._point(text)

    def _point(self, text: str) -> None:
        self.found.setdefault("points", []).append(text)
        self.blocks.append((text, []))

    def _below(self, name: str, text: str) -> None:
        self.found.setdefault(name, []).append(text)
        if self.blocks:
            self.blocks[-1][1].append(text)

    def plan(self) -> OwnPlan:
        blocks = tuple(OwnParagraph(point, tuple(lines)) for point, lines in self.blocks)
        parts = {name: tuple(self.found.get(name, ())) for name in (*PARTS, "explanation")}
        return OwnPlan(self.question, **parts, blocks=blocks)


def _part(title: str) -> str | None:
    """Give the part that a heading or label names."""
    bare = re.sub(r"^\d{1,2}[.)]?\s*", "", title).strip().rstrip(":").strip()
    return next(
        (name for name, pattern in _LABELS.items() if re.fullmatch(pattern, bare, re.IGNORECASE)), None
    )


def _is_question(text: str) -> bool:
    from studykit.essays.command_terms import find_term
    from studykit.essays.question_words import read_words, tidy

    asks = text.rstrip().endswith(("?", ".", '"'))
    return text.endswith("?") or (asks and find_term(read_words(tidy(text)), quoted='"' in text) is not None)


def _bare(line: str) -> str:
    """Take bullets, numbers, quotes and emphasis marks off a line."""
    text = re.sub(r"^\s*>\s?", "", line)
    text = _NUMBER.sub("", _BULLET.sub("", text)) if not re.match(r"\s*\d{4}", text) else text
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", text).strip()


def word_text(data: bytes) -> str:
    """Read the text of a Word document as plain text with Markdown headings and bullets.

    Raises:
        UnavailableError: when python-docx is not installed.
        ValueError: when it is no Word document.
    """
    from io import BytesIO

    from studykit.errors import UnavailableError

    try:
        import docx
    except ImportError:
        raise UnavailableError(
            "Word files need the extra `docx`: install it with `pip install 'studykit[docx]'`."
        ) from None
    try:
        document = docx.Document(BytesIO(data))
    except Exception as error:
        raise ValueError("this is no Word document") from error
    lines = []
    for paragraph in document.paragraphs:
        style = (paragraph.style.name if paragraph.style is not None else None) or ""
        properties = paragraph._p.pPr
        in_list = properties is not None and properties.numPr is not None
        mark = (
            "## "
            if style.startswith(("Heading", "Title"))
            else "- "
            if in_list or style.startswith("List")
            else ""
        )
        lines += [f"{mark}{line}" for line in paragraph.text.split("\n")]
    for table in document.tables:
        lines += [f"- {cell.text}" for row in table.rows for cell in row.cells if cell.text.strip()]
    return "\n".join(lines)


def write_part(part: str) -> str:
    """Give the heading of a part as it stands in a written plan."""
    return f"\n## {TITLES[part]}\n\n"


def write_line(line: str) -> str:
    """Give a line as it stands in a written plan: one list item, whatever it holds."""
    return f"- {' '.join(line.split())}\n"
