"""What YAML misreads or stops at, told from the line where it happens: the rule, and a way past it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from studykit.decks.keys import KNOWN

_SAID = {
    "colon-in-sentence": "`: ` inside a sentence that has no quotes makes a key of what precedes it",
    "hash-in-sentence": "` #` begins a comment and cuts the sentence short",
    "special-start": "a sentence cannot begin with `{}` unless it has quotes",
    "anchor": "`&` makes an anchor, which a deck cannot have",
    "alias": "`*` refers to an anchor, which a deck cannot have",
    "tag": "`!` makes a tag, which a deck cannot have",
    "escape": "a backslash between double quotes begins an escape, and this is none",
    "open-quote": "this quote is never closed (a text goes on below only if it is indented further)",
    "text-after-quote": "the text goes on after the closing quote",
    "quote-in-sentence": "a quote stands inside a sentence that has no quotes round it",
    "bracket": "the bracket `{}` is never closed",
    "bracket-in-sentence": "`{}` inside a sentence that has no quotes begins a list or a mapping",
    "indentation": "this {0} stands in a column where no other {0} of its group does",
    "space-after-colon": "`{}` needs a space after the colon",
    "stray-text": "this line is neither a key nor the continuation of a sentence",
    "stray-dash": "a line that begins with `- ` goes on with the sentence above; it is no item of a list",
    "nesting": "lists and mappings stand too deep in one another; nothing of the file was read",
    "yaml": "the file cannot be read on from here ({}); it was not checked below line {}",
}
_QUOTE_IT = "put quotes round the whole sentence"
_MENDS = {
    "hash-in-sentence": f"{_QUOTE_IT}, or move the comment to a line of its own",
    "anchor": "write the text out, or put quotes round it",
    "alias": "write the text out, or put quotes round it",
    "escape": "write two backslashes, or put single quotes round the text",
    "open-quote": "put {} at the end of the text too",
    "text-after-quote": "put quotes of the other kind round the whole sentence",
    "bracket": f"close it, or {_QUOTE_IT}",
    "indentation": "put it in the same column as the others of its list or entry",
    "space-after-colon": "write `{} ` with a space",
    "stray-text": "indent it further than the sentence it belongs to, or put a key or `- ` in front of it",
    "stray-dash": "put the sentence above on a dash line too, or remove the dash",
    "nesting": "write it flatter",
    "yaml": "look at this line and the one above: keys of one entry stand in one column, quotes are closed",
}

_KEY = (
    r"(?:\"[^\"]*\"|'(?:[^']|'')*'|(?![&*!|>%@`\[\]{},\"'#]|[-?:](?: |$))[^#]*?(?:(?<! )#[^#]*?)*?):(?= |$)"
)
_HEAD = re.compile(rf" *(?P<dashes>(?:- +)*(?:-$)?)(?P<key>{_KEY} *)?")
_BLOCK_LINE = re.compile(r" *(?:- |-$|(?:[A-Za-z][\w-]*|\"[^\"]*\"|'[^']*'):(?: |$))")
_KNOWN_KEY = rf"(?:{'|'.join(sorted(KNOWN))}):"
ENTRY_LINE = re.compile(rf"(?:- +)?{_KNOWN_KEY}(?: |$)")
_GLUED_KEY = re.compile(rf"{_KNOWN_KEY}(?=\S)")
_COLON = re.compile(r":(?= |$)")
_NO_START = re.compile(r"[&*!|>%@`,\]}\[{]|[-?:](?: |$)")

_NO_SENTENCE = frozenset("\"'[{|>#&*!")
"""What the value of a key begins with that is no sentence without quotes."""

Place = tuple[int, int]
"""Line and column, from 0."""


class Misread(Exception):  # noqa: N818 - it says what has happened
    """A place that YAML reads otherwise than it was meant, and how to read on.

    `begins` is the line in which the sentence or the list begins, and `shown` what is quoted of the line,
    where that is not all from the column on. The `way` past it is to read the sentence as if quoted, and
    then to check its entry or not ("break"); to leave the line out; or none.
    """

    def __init__(
        self, at: Place, rule: str, *details: object, begins: int | None = None, shown: slice | None = None,
        way: Literal["quote", "break", "drop", "stop"] = "quote",
    ) -> None:  # fmt: skip
        self.at, self.rule, self.way = at, rule, way
        self.message = _SAID[rule].format(*details)
        self.mend = _MENDS.get(rule, _QUOTE_IT).format(*details)
        self.begins = at[0] if begins is None else begins
        self.shown = shown or slice(at[1], None)


class Head(NamedTuple):
    """What a line begins with: the column of its last dash or key, or -1; and where its value is."""

    owner: int
    value: int


def is_dash(text: str, column: int) -> bool:
    """Whether a dash that makes an item of a list stands in a column."""
    return text[column : column + 1] == "-" and text[column + 1 : column + 2] in ("", " ")


def indent_of(text: str) -> int:
    """The number of spaces that a line begins with."""
    return len(text) - len(text.lstrip(" "))


def head_of(text: str) -> Head:
    """Part a line at its value."""
    match = _HEAD.match(text)
    assert match is not None  # it matches nothing too
    last_dash = match.start("dashes") + match["dashes"].rfind("-") if match["dashes"] else -1
    return Head(match.start("key") if match["key"] else last_dash, match.end())


class Excerpt(NamedTuple):
    """Some lines of a file as the parser sees them: those from `first` to before `last` of `seen`."""

    seen: Sequence[str]
    first: int
    last: int

    def text(self, line: int) -> str:
        """A line; outside of the lines nothing."""
        return self.seen[line] if self.first <= line < self.last else ""

    def sign(self, at: Place) -> str:
        """The character at a place; behind the end of its line nothing."""
        return self.text(at[0])[at[1] : at[1] + 1]

    def swallowed(self, at: Place, end: int) -> bool:
        """Whether a quote or bracket begun at a place swallowed keys or dashes not indented further."""
        line, column = at
        head = head_of(self.text(line))
        owner = head.owner if column >= head.value else column - 1
        below = map(self.text, range(line + 1, min(end + 1, self.last)))
        return any(indent_of(text) <= owner and _BLOCK_LINE.match(text) for text in below)

    def special(self, at: Place) -> Misread:
        """What a sentence cannot begin with."""
        rest = self.text(at[0])[at[1] :]
        if re.fullmatch(r"&[\w-]+(?: .*)?", rest):
            return Misread(at, "anchor")
        if re.fullmatch(r"\*[\w-]+ *", rest):
            return Misread(at, "alias")
        return Misread(at, "tag") if rest[:1] == "!" else Misread(at, "special-start", rest[:1])

    def bracket(self, at: Place) -> Misread:
        """A bracket that is never closed."""
        return Misread(at, "bracket", self.sign(at), way="break")

    def misplaced(self, line: int) -> Misread:
        """A line whose dash or key stands in a wrong column."""
        column = indent_of(self.text(line))
        what = "dash" if is_dash(self.text(line), column) else "key"
        return Misread((line, column), "indentation", what, way="drop")

    def stopped(self, at: Place) -> Misread | None:
        """What is wrong where the parser stopped outside of quotes and brackets; None when it is unclear."""
        line, text = at[0], self.text(at[0])
        indent, head = indent_of(text), head_of(text)
        begins, value = self._begins(line, indent), (line, head.value)
        if begins is not None and begins < line:
            return self._continued(line, begins)
        if self.sign(value) in ("'", '"'):
            return Misread(value, "text-after-quote")
        if _NO_START.match(text, head.value) and (head.owner >= 0 or begins is not None or text[0] == ":"):
            return self.special(value) if text[0] != ":" else None
        colon = _COLON.search(text, head.value)
        if colon and colon.start() <= at[1] and head.owner >= 0:
            return Misread((line, colon.start()), "colon-in-sentence", shown=slice(head.value, None))
        if glued := _GLUED_KEY.match(text, head.value):
            return Misread(value, "space-after-colon", glued[0], way="drop")
        return self.misplaced(line) if head.owner >= 0 else Misread((line, indent), "stray-text", way="drop")

    def _continued(self, line: int, begins: int) -> Misread | None:
        text = self.text(line)
        indent = indent_of(text)
        if is_dash(text, indent) or ENTRY_LINE.match(text, indent):
            return self.dash_below(line, begins)
        colon = _COLON.search(text, indent)
        at = line, colon.start() if colon else 0
        return Misread(at, "colon-in-sentence", shown=slice(indent, None), begins=begins) if colon else None

    def dash_below(self, line: int, begins: int) -> Misread:
        """A dash, or a key of ours, that goes on with the sentence above."""
        indent = indent_of(self.text(line))
        if ENTRY_LINE.match(self.text(line), indent):
            return self.misplaced(line)
        return Misread((line, indent), "stray-dash", begins=begins)

    def _begins(self, line: int, indent: int) -> int | None:
        """Where the sentence begins that a line is part of: above it, or in it when a key waits for it."""
        for number in range(line - 1, self.first - 1, -1):
            head, text = head_of(self.text(number)), self.text(number)
            sign = text[head.value : head.value + 1]
            if text.lstrip()[:1] == "#" or (
                head.owner >= 0 and (indent <= head.owner or sign in _NO_SENTENCE)
            ):
                return None
            if head.owner >= 0:
                return number if sign else line
        return None
