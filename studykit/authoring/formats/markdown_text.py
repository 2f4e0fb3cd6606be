"""The text of Markdown: lines told apart from blocks, and a piece of it as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from studykit.authoring.formats.html_text import looks_like_html
from studykit.authoring.import_result import Read
from studykit.authoring.sides import shown, tell_media
from studykit.errors import DataError

MOST_LINES = 200_000
"""Ten for each card that a deck may have."""

BULLET = re.compile(r"[ \t]*[-*+•][ \t]+(\S.*)")
NUMBER = re.compile(r"[ \t]*\d{1,3}[.)][ \t]+(\S.*)")
LETTER = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*)?\(?([A-Ha-h])[.)](?:\*\*)?[ \t]+(\S.*)")
HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+(.*)")
RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}|[ \t]*(?:\*[ \t]*){3,}|[ \t]*(?:_[ \t]*){3,}|:::.*")
"""A line across the page; `:::card` and `:::` are the first and the last line of a block."""

FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")

_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()]{0,1000})\)|!\[\[([^\[\]]{1,300})\]\]")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,500})\]\([^()\s]{0,1000}(?: \"[^\"]{0,200}\")?\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_ESCAPE = re.compile(r"\\([\\`_<>~$|\[\]*!#.:()+{}=-])")
LONGEST_COMMENT = 5_000
"""Letters of a comment that is left out; a mark that is never closed begins none."""

_NOTE = re.compile(r"^START[ \t]*\n.*$|^END[ \t]*$", re.MULTILINE)
_NOTE_LINE = re.compile(r"^STARTI \[[^\[\]\n]*\] (.*?) Back: (.*) ENDI[ \t]*$", re.MULTILINE)
"""Notes as a plugin of Obsidian has them: their type stands below START, or in brackets."""

_QUOTE = re.compile(r"\A[ \t]*>+[ \t]+(?=[\"'“‘*_]*[^\W\d_])")
_SPLIT = re.compile(r"<!--\s*(?:\w+ )?(?:split|back|answer)\s*-->", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_SOFT = re.compile(r"(?<![\w\\])_(?=\S)([^_\n]{1,300}?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"`([^`\n]+)`")
_DETAILS = re.compile(r"(?P<open><details\b[^<>]*>)|</details>|<summary\b")
_SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>(.{0,500}?)</summary>")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?: [^<>]*)?/?>")
_ANSWER_LABEL = re.compile(
    r"\b(?:answers?|solution|reveal|show|click|respuesta|solución|réponse|antwort|lösung|resposta|risposta)\b",
    re.IGNORECASE,
)
_ROW = re.compile(r"[ \t]*\|(.*)\|[ \t]*")
_MARKED = re.compile(r"==(?=\S)([^=\n]+?)(?<=\S)==")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the file with its number from 1; what stands in a fence of code is text and nothing else."""

    number: int
    text: str
    code: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def heading(self) -> tuple[int, str] | None:
        """The level and the text of a heading."""
        match = None if self.code else HEADING.fullmatch(self.text)
        text = match[2].strip().rstrip("# \t") if match else ""
        return (len(match[1]), text) if match and text else None

    @property
    def rule(self) -> bool:
        """Whether it is a line across the page."""
        return not self.code and RULE.fullmatch(self.text) is not None


def _without_comments(text: str) -> str:
    """Leave comments out of a text, the ends of their lines not."""
    kept, done = [], 0
    while (start := text.find("<!--", done)) >= 0:
        end = text.find("-->", start + 4, start + LONGEST_COMMENT)
        after = start + 4 if end < 0 else end + 3
        kept += [text[done:start], "\n" * text.count("\n", start, after) if end >= 0 else "<!--"]
        done = after
    return "".join([*kept, text[done:]])


def lines_of(file: str, text: str) -> list[PageLine]:
    """The lines of a text, comments blanked out, numbered as they stand in the file.

    Raises:
        DataError: when it has more than any deck has.
    """
    if text.count("\n") > MOST_LINES:
        raise DataError(f"{file} has more than {MOST_LINES:,} lines. Cut it into several files.")
    noted = _NOTE.sub(lambda note: "***" + "\n" * note[0].count("\n"), text)
    kept = _without_comments(_SPLIT.sub("%", _NOTE_LINE.sub(r"Q: \1 A: \2", noted)))
    found = []
    code = False
    for number, line in enumerate(kept.split("\n"), start=1):
        fence = FENCE.match(line) is not None
        found.append(PageLine(number, line, code or fence))
        code = code != fence
    return found


def unfolded(lines: Sequence[PageLine]) -> list[PageLine]:
    """Lines with what stands behind `<summary>` as an answer: of what it says, or of the lines above it.

    Inside, a heading is text; the end of the details ends the answer.
    """
    found: list[PageLine] = []
    began = 0
    for line in lines:
        tag = None if line.code else _DETAILS.search(line.text)
        if tag is None:
            if began and not line.blank and not line.code:
                # what is indented belongs to the answer above it
                line = PageLine(line.number, f"  {line.heading[1] if line.heading else line.text}")
            found.append(line)
            continue
        if tag["open"]:
            began = line.number
        found += _of_details(line, began or line.number)
        if "</details>" in line.text:
            began = 0
    return found


def _of_details(line: PageLine, began: int) -> Iterator[PageLine]:
    """A line with a tag of details, which began in a line, as question and answer, and as their end."""
    summary = _SUMMARY.search(line.text)
    before = "" if summary else _TAG.sub("", line.text)
    if summary:
        said = _TAG.sub("", summary[1]).strip()
        if "?" in said or not _ANSWER_LABEL.search(said):
            yield PageLine(line.number, f"Q: {said}")
        yield PageLine(began, f"A: {_TAG.sub('', line.text[summary.end() :]).strip()}")
    if "</details>" in line.text:
        if before.strip():
            yield PageLine(line.number, before)
        yield PageLine(line.number, "---")


def plain(read: Read, line: int, text: str) -> str:
    """A piece of Markdown as text: `*emphasis*` is the deck's own and stays; pictures are named."""
    images = [match[2] or match[3] for match in _IMAGE.finditer(text)]
    tell_media(read, line, text, [f"the image {name}" for name in images])
    text = _IMAGE.sub("", text) if images else text
    if looks_like_html(_CODE.sub("", text)):
        text = shown(read, line, _CODE.sub(lambda code: escape(code[0], quote=False), text))
    text = _WIKI.sub(r"\1", _LINK.sub(r"\1", text)) if "[" in text else text
    text = _STRONG.sub(r"\2", text) if "**" in text or "__" in text else text
    text = _SOFT.sub(r"*\1*", text) if "_" in text else text
    text = _CODE.sub(r"\1", _MARKED.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", text).strip()


def is_item(line: str) -> bool:
    """Whether a line is an item of a list: a bullet or a number stands before it."""
    return BULLET.match(line) is not None or NUMBER.match(line) is not None


def joined(lines: Sequence[str]) -> str:
    """Lines as they are read: those of a paragraph are one; items, rows, code and paragraphs stand alone."""
    made: list[list[str]] = []
    fresh, code = True, False
    for line in lines:
        if FENCE.match(line):
            fresh, code = True, not code
            continue
        if code:
            made.append([line.rstrip()])
            continue
        line = _QUOTE.sub("", line, count=1)
        row = _ROW.fullmatch(line)
        if row:
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row[1])]
            made += [[" — ".join(cells)]] if any(cell.strip("-: ") for cell in cells) else []
            fresh = True
            continue
        if not line.strip():
            fresh = True
        elif fresh or is_item(line) or LETTER.match(line) or made[-1][-1].endswith("<br>"):
            made.append([line.strip()])
            fresh = line.endswith("  ")
        else:
            made[-1].append(line.strip())
            fresh = line.endswith("  ")
    return "\n".join(map(" ".join, made))


def bracketed(text: str) -> str:
    """Gaps in square brackets, as hashcards has them, as `{{...}}`; they may stand in one another."""
    depth: list[bool] = []

    def gap(sign: re.Match[str]) -> str:
        if sign[0] == "[":
            depth.append(text[sign.start() - 1 : sign.start()] != "!")
            return "{{" if depth[-1] else "["
        return "}}" if sign[0] == "]" and depth and depth.pop() else sign[0]

    return re.sub(r"\\.|[\[\]]", gap, text, flags=re.DOTALL)


def marked(text: str) -> str:
    """Marked words, as Obsidian has them, in the form `{{...}}`."""
    return _MARKED.sub(r"{{\1}}", text)


def has_marks(text: str) -> bool:
    """Whether words are marked as a gap, by `==` or by `{{` and `}}`."""
    return _MARKED.search(text) is not None or ("{{" in text and "}}" in text)
