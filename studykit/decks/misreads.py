"""What YAML misreads or stops at, told from the line where it happens: the rule, and a way past it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studykit.decks.characters import BACKSLASH
from studykit.decks.findings import quotable
from studykit.decks.keys import KNOWN

_KEY = (
    r"(?:\"[^\"]*\"|'(?:[^']|'')*'|(?![&*!|>%@`\[\]{},\"'#]|[-?:](?: |$))[^#]*?(?:(?<! )#[^#]*?)*?):(?= |$)"
)
_HEAD = re.compile(rf" *(?P<dashes>(?:- +)*(?:-$)?)(?P<key>{_KEY} *)?")
_BLOCK_LINE = re.compile(r"- |-$|(?:[A-Za-z][\w-]*|\"[^\"]*\"|'[^']*'):(?: |$)")
_STRAY_ENTRY = re.compile(rf"- +(?:{'|'.join(sorted(KNOWN))}): ")
_GLUED_KEY = re.compile(r"([A-Za-z][\w-]*):(?=\S)")
_COLON = re.compile(r":(?= |$)")
_SPECIAL = "&*!|>%@`,]}"
_QUOTE_IT = "put quotes round the whole sentence"

LONGEST = 10_000_000
"""More columns than a line has."""


@dataclass
class Misread(Exception):  # noqa: N818 - it says what has happened
    """A place that YAML reads otherwise than it was meant, and how to read on; both count from 0."""

    line: int
    column: int
    rule: str
    message: str
    mend: str = _QUOTE_IT
    text: str = ""
    """What is quoted, where it is not the line from the column on."""
    hides: int = LONGEST
    """Characters to be read as letters; of none, nothing can be read from here on."""
    puts: str = ""
    """What is to be read in their place instead."""
    drops: bool = False
    """Whether the line is left out instead, with all below it that is indented further."""
    breaks: bool = False
    """Whether what comes to stand in the line is not what was meant."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a line begins with: the column of its last dash or key, or -1; its key; where its value is."""

    owner: int
    key: str
    value: int


def is_dash(text: str, column: int) -> bool:
    """Say whether a dash that makes an item of a list stands in a column."""
    return text[column : column + 1] == "-" and text[column + 1 : column + 2] in ("", " ")


def indent_of(text: str) -> int:
    """Give the number of spaces that a line begins with."""
    return len(text) - len(text.lstrip(" "))


def head_of(text: str) -> Head:
    """Part a line at its value."""
    match = _HEAD.match(text)
    assert match is not None  # it matches nothing too
    dashes, key = match["dashes"], match["key"] or ""
    last_dash = match.start("dashes") + dashes.rfind("-") if dashes else -1
    return Head(match.start("key") if key else last_dash, key.rstrip(": ").strip("\"'"), match.end())


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Tells what is wrong in some lines: those from `first` to before `last` of `seen`, what the parser sees.

    `written` are the lines as they stand in the file.
    """

    written: Sequence[str]
    seen: Sequence[str]
    first: int
    last: int

    def text(self, line: int) -> str:
        """Give a line as the parser sees it; outside of the lines nothing."""
        return self.seen[line] if self.first <= line < self.last else ""

    # In the lines of keys and dashes

    def in_block(self, line: int, column: int) -> Misread | None:
        """Tell what is wrong with a line where the parser stopped; None when it cannot be told."""
        text = self.text(line)
        indent, head = indent_of(text), head_of(text)
        if self._continues(line, indent):
            return self._in_continuation(line, indent, head)
        rest = text[head.value :]
        if rest[:1] in ("'", '"') and rest:
            mend = "put quotes of the other kind round the whole sentence"
            said = "the text goes on after the closing quote"
            return Misread(line, head.value, "text-after-quote", said, mend)
        if rest and (rest[0] in _SPECIAL + "[{" or re.match(r"[-?:](?: |$)", rest)):
            if text[0] == ":":
                return None
            if head.owner >= 0 or self._is_awaited(line, indent):
                return self.special(line, head.value)
        colon = _COLON.search(text, head.value)
        if colon and colon.start() <= column and head.owner >= 0:
            return self.colon(line, colon.start(), head.value)
        return self._no_entry(line, indent, head)

    def _no_entry(self, line: int, indent: int, head: Head) -> Misread:
        """Tell why a line is no part of its entry."""
        text = self.text(line)
        glued = _GLUED_KEY.match(text, head.value)
        if glued and glued[1] in KNOWN:
            said, mend = f"`{glued[1]}:` needs a space after the colon", f"write `{glued[1]}: ` with a space"
            return Misread(line, head.value, "space-after-colon", said, mend, drops=True)
        if head.owner >= 0:
            return self._misplaced(line, indent)
        mend = "indent it further than the sentence it belongs to, or put a key in front of it"
        if text[indent : indent + 1] in ("–", "—", "•"):
            mend = "begin it with a hyphen and a space if it is an item of the list"
        said = "this line is neither a key nor the continuation of a sentence"
        return Misread(line, indent, "stray-text", said, mend, drops=True)

    def _misplaced(self, line: int, column: int) -> Misread:
        what = "dash" if is_dash(self.text(line), column) else "key"
        said = f"this {what} stands in a column where no other {what} of its group does"
        mend = "put it in the same column as the others of its list or entry"
        return Misread(line, column, "indentation", said, mend, drops=True)

    def _is_awaited(self, line: int, indent: int) -> bool:
        """Say whether a line is what the key or dash above it waits for."""
        above = next((text for number in range(line - 1, -1, -1) if (text := self.text(number)).strip()), "")
        head = head_of(above)
        return 0 <= head.owner < indent and not above[head.value :].strip()

    def _continues(self, line: int, indent: int) -> bool:
        """Say whether a line goes on with the sentence of a line above."""
        for number in range(line - 1, self.first - 1, -1):
            text = self.text(number)
            head = head_of(text)
            if text.lstrip()[:1] == "#":
                return False
            if head.owner >= 0:
                value = text[head.value : head.value + 1]
                return bool(value) and value not in "\"'[{|>#&*!" and indent > head.owner
        return False

    def _in_continuation(self, line: int, indent: int, head: Head) -> Misread | None:
        text = self.text(line)
        if head.key in KNOWN and head.owner == indent:
            said = f"`{head.key}:` stands so far to the right that it goes on with the sentence above"
            mend = "put it in the same column as the other keys of this entry"
            return Misread(line, indent, "indentation", said, mend, drops=True)
        if _STRAY_ENTRY.match(text, indent):
            return self._misplaced(line, indent)
        colon = _COLON.search(text, indent)
        return self.colon(line, colon.start(), indent) if colon else None

    def colon(self, line: int, column: int, start: int, hides: int = LONGEST) -> Misread:
        """Report a colon that makes a key of a sentence, which is quoted from `start` on."""
        said = "`: ` inside a sentence that has no quotes makes a key of what precedes it"
        text = quotable(self.written[line], start)
        return Misread(line, column, "colon-in-sentence", said, text=text, hides=hides)

    def hash(self, line: int, column: int, start: int, mend: str = _QUOTE_IT) -> Misread:
        """Report a comment that cuts short a sentence, which is quoted from `start` on."""
        said = "` #` begins a comment and cuts the sentence short"
        text = quotable(self.written[line], start)
        return Misread(line, column, "hash-in-sentence", said, mend, text, hides=1)

    def stray_dash(self, line: int, column: int) -> Misread:
        """Report a dash that goes on with the sentence above it."""
        if _STRAY_ENTRY.match(self.text(line), column):
            return self._misplaced(line, column)
        said = "a line that begins with `- ` goes on with the sentence above; it is no item of a list"
        mend = "put the sentence above on a dash line too, or remove the dash"
        return Misread(line, column, "stray-dash", said, mend)

    def special(self, line: int, column: int, hides: int = LONGEST) -> Misread:
        """Report what a sentence cannot begin with."""
        rule, said, mend = _special(self.text(line)[column:])
        return Misread(line, column, rule, said, mend, hides=hides)

    # In quoted texts and in brackets

    def in_quotes(self, line: int, column: int, start: tuple[int, int]) -> Misread:
        """Tell what is wrong in a quoted text that begins at `start`."""
        for at in (column, column - 1):
            if at >= 0 and self.text(line)[at : at + 1] == "\\":
                said = "a backslash between double quotes begins an escape, and this is none"
                mend = "write two backslashes, or put single quotes round the text"
                text = self.written[line][at : at + 2]
                return Misread(line, at, "escape", said, mend, text, hides=1, puts=BACKSLASH)
        return self.open_quote(*start)

    def open_quote(self, line: int, column: int) -> Misread:
        """Report a quote that is never closed."""
        said = "this quote is never closed (a text goes on below only if it is indented further)"
        mend = f"put {self.text(line)[column]} at the end of the text too"
        return Misread(line, column, "open-quote", said, mend, breaks=True)

    def in_brackets(
        self, start: tuple[int, int], at: tuple[int, int], closes: str, quoted: tuple[int, int] | None
    ) -> Misread:
        """Tell what is wrong at a place inside brackets, which begin at `start`.

        The innermost has `closes` for its other half; a text that was just read is `quoted` from there on.
        """
        line, column = at
        sign = self.text(line)[column : column + 1]
        if not sign or self.runs_over(*start, line):
            return self.open_bracket(*start)
        if quoted is not None and sign not in ":]}":
            said = "text stands after the closing quote"
            return Misread(*quoted, "text-after-quote", said, hides=1, breaks=True)
        if sign in "\"'":
            said = "a quote stands inside a sentence that has no quotes round it"
            return Misread(line, column, "quote-in-sentence", said, hides=1, breaks=True)
        if sign in "]}":
            said = f"`{sign}` closes a bracket that `{closes}` should close"
            return Misread(line, column, "bracket", said, hides=1, puts=closes)
        known = sign in "[{:" or sign in _SPECIAL + "?-"
        return self._in_sentence(line, column, sign) if known else self.open_bracket(*start)

    def _in_sentence(self, line: int, column: int, sign: str) -> Misread:
        if sign == ":":
            return self.colon(line, column, column, 1)
        if sign in "[{":
            mate = self.text(line).find("]" if sign == "[" else "}", column)
            said = f"`{sign}` inside a sentence that has no quotes begins a list or a mapping"
            return Misread(line, column, "bracket-in-sentence", said, hides=max(mate - column, 0) + 1)
        return self.special(line, column, 1)

    def open_bracket(self, line: int, column: int) -> Misread:
        """Report a bracket that is never closed."""
        said = f"the bracket `{self.written[line][column]}` is never closed"
        return Misread(line, column, "bracket", said, f"close it, or {_QUOTE_IT}", breaks=True)

    def runs_over(self, start: int, column: int, end: int) -> bool:
        """Say whether what was begun in a line swallowed keys or dashes that are not indented further."""
        head = head_of(self.text(start))
        owner = head.owner if column >= head.value else column - 1
        lines = (self.text(number) for number in range(start + 1, min(end + 1, self.last)))
        return any(indent_of(text) <= owner and _BLOCK_LINE.match(text.lstrip(" ")) for text in lines)


def _special(rest: str) -> tuple[str, str, str]:
    """Give the rule that a text breaks by its first character, with message and mend."""
    out = "write the text out, or put quotes round it"
    if re.fullmatch(r"&[\w-]+(?: .*)?", rest):
        return "anchor", "`&` makes an anchor, which a deck cannot have", out
    if re.fullmatch(r"\*[\w-]+ *", rest):
        return "alias", "`*` refers to an anchor, which a deck cannot have", out
    if rest[:1] == "!":
        return "tag", "`!` makes a tag, which a deck cannot have", _QUOTE_IT
    return "special-start", f"a sentence cannot begin with `{rest[:1]}` unless it has quotes", _QUOTE_IT
