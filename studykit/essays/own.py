"""A plan that a student wrote: its parts, read from Markdown, plain text or Word, and written back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from studykit.errors import needs_extra
from studykit.essays.command_terms import find_term
from studykit.essays.paper_two import wording, words_of
from studykit.essays.question_words import read_words, tidy
from studykit.essays.years import years_in
from studykit.visible import few_blanks
from studykit.zip_files import unpackable

if TYPE_CHECKING:
    from docx.document import Document

PARTS = ("thesis", "points", "evidence", "counter", "historian", "conclusion")
"""The parts of a plan, in the order they are asked for."""

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>\S.*)$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_BULLET = re.compile(r"^\s*(?:[-*+•–—o]|[a-z][.)]|[ivx]{1,4}[.)])\s+")
_NUMBER = re.compile(
    r"^\s*(?:\(?\d{1,2}[.):]|\d{1,2}\s+-|[A-Z][.)]|(?:First|Second|Third|Fourth)(?:ly)?,)\s*"
)
_LABEL = re.compile(
    r"^(?P<label>[A-Za-z][A-Za-z.' /-]{0,30}?(?: ?\d{1,2})?)(?:\s*[:：]|\s[-–—]\s|\s{3,})\s*(?P<rest>.*)$"
)

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
    lines = _unwrapped(few_blanks(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"))
    for raw, below in zip_longest(lines, lines[1:], fillvalue=""):
        heading = _HEADING.match(raw)
        if _UNDERLINE.match(raw) or not raw.strip():
            continue
        if heading or _UNDERLINE.match(below):
            reading.heading(_bare(heading["text"].rstrip("# \t") if heading else raw))
        elif text := _bare(raw):
            reading.line(text, raw)
    return reading.plan()


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines that go on with the one above: far indented, and no item of a list."""
    joined: list[str] = []
    for line in lines:
        goes_on = line.startswith(" " * CONTINUED) and not (_BULLET.match(line) or _NUMBER.match(line))
        if goes_on and line.strip() and joined and joined[-1].strip():
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

    def heading(self, text: str) -> None:
        name = _part(text)
        if name is None and self.question is None and _is_question(text):
            self.question = text
        elif name is None:
            self._add("points", re.sub(r"\s*\((?:for the claim|against it|similar|different)\)$", "", text))
        self.section = name or (None if self.question == text else "block")
        self.free = self.free and (name == "question" or self.question == text)

    def line(self, text: str, raw: str) -> None:
        label = _LABEL.match(text)
        named = _part(label["label"]) if label else None
        alone = _part(text) if len(text) < 30 else None
        if label and named:
            self._labelled(named, label["rest"])
        elif alone:
            self.section, self.free = alone, False
        elif self.section == "question" or (
            self.question is None and self.free and not self.found and _is_question(text)
        ):
            self.question, self.section = text, None
        elif self.section == "points" and self.blocks and _BULLET.match(raw) and raw[:1].isspace():
            self._add("evidence" if years_in(text) else "explanation", text)
        elif self.section not in (None, "block"):
            self._add(self.section or "", text)
        else:
            self._add(self._sense(text, raw), text)

    def _labelled(self, name: str, rest: str) -> None:
        """Take what stands beside a label; one alone on its line opens a part."""
        if name == "question":
            self.question = rest or self.question
            self.section = None if rest else name
            return
        self.free = False
        self.section = name if not rest else "block" if self.blocks or name == "points" else None
        if rest:
            self._add(name, rest)

    def _sense(self, text: str, raw: str) -> str:
        """Tell the part of a line without a label by how it begins and what it holds."""
        numbered, below = _NUMBER.match(raw) is not None, raw[:1].isspace()
        if not self.found and not self.blocks and not numbered:
            return "thesis"
        tests = (
            ("conclusion", words_of("concludes").match(text)),
            ("counter", words_of("counters").match(text)),
            ("points", numbered or not (self.blocks or below)),
            ("historian", words_of("views").search(text)),
            ("evidence", years_in(text)),
            ("explanation", below or (_BULLET.match(raw) and self.section == "block")),
        )
        return next((part for part, found in tests if found), "points")

    def _add(self, name: str, text: str) -> None:
        """Take a line into a part; what belongs to a paragraph stands below its point as well."""
        if name == "other":
            return
        self.found.setdefault(name, []).append(text)
        if name == "points":
            self.blocks.append((text, []))
        elif name in ("evidence", "explanation", "historian") and self.blocks:
            self.blocks[-1][1].append(text)

    def plan(self) -> OwnPlan:
        blocks = tuple(OwnParagraph(point, tuple(lines)) for point, lines in self.blocks)
        parts = {name: tuple(self.found.get(name, ())) for name in (*PARTS, "explanation")}
        return OwnPlan(self.question, **parts, blocks=blocks)


def _part(title: str) -> str | None:
    """Give the part that a heading or label names."""
    bare = re.sub(r"^\d{1,2}[.)]?\s*", "", title).strip().rstrip(":").strip()
    labels = wording()["labels"].items()
    return next((name for name, known in labels if re.fullmatch(known, bare, re.IGNORECASE)), None)


def _is_question(text: str) -> bool:
    asks = (
        text.endswith((".", '"')) and find_term(read_words(tidy(text)).plain, quoted='"' in text) is not None
    )
    return text.endswith("?") or asks


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
    with needs_extra("A Word file", "docx"):
        import docx
    try:
        document = docx.Document(unpackable(data, LARGEST_WORD, LARGEST_TEXT))
        is_long = len(document.element.body.findall(".//{*}p")) > MOST_LINES
        lines = [] if is_long else list(_word_lines(document))
    except Exception as error:  # the library has a dozen of its own for what is no such document
        raise ValueError("this is no Word document, or one of many pages") from error
    if is_long:
        raise ValueError(f"it has more than {MOST_LINES:,} lines; a plan has a page or two")
    return "\n".join(lines)


def _word_lines(document: Document) -> Iterator[str]:
    for paragraph in document.paragraphs:
        style = (paragraph.style.name if paragraph.style is not None else None) or ""
        properties = paragraph._p.pPr
        in_list = style.startswith("List") or (properties is not None and properties.numPr is not None)
        mark = "## " if style.startswith(("Heading", "Title")) else "- " if in_list else ""
        yield from (f"{mark}{line}" for line in paragraph.text.split("\n"))
    for cell in document.element.body.iter("{*}tc"):  # merged ones stand once
        said = "\n".join(
            "".join(text.text or "" for text in each.iter("{*}t")) for each in cell.findall("{*}p")
        )
        if said.strip():
            yield f"- {said}"


MOST_LINES = 1_000
"""Lines of a plan that are held beside every point and fact of an outline."""

MOST_LETTERS = 40_000
"""Letters of a plan, which is six times the essay itself; every line of it is held beside every fact."""

LARGEST_TEXT = 4_000_000
"""Bytes of all that is text in a Word document, with what marks it up."""

LARGEST_WORD = 100_000_000
"""Bytes that a Word document may unpack to, its pictures among them."""

_HEADINGS = {"counter": "Counter-argument", "notes": "Paragraphs"}
"""What stands above a part that is not its name; notes of an essay are read as its paragraphs."""


def write_part(part: str) -> str:
    """Give the heading of a part as it stands in a written plan."""
    return f"\n## {_HEADINGS.get(part, part.capitalize())}\n\n"


def write_line(line: str) -> str:
    """Give a line as it stands in a written plan: one list item, whatever it holds."""
    return f"- {' '.join(line.split())}\n"
