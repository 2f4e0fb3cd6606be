"""What YAML misreads or stops at, told from the line where it happens: the rule, and a way past it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from studykit.decks.findings import Findings, Spot, quotable
from studykit.decks.keys import KNOWN
from studykit.decks.stand_ins import Edits

_KEY = (
    r"(?:\"[^\"]*\"|'(?:[^']|'')*'|(?![&*!|>%@`\[\]{},\"'#]|[-?:](?: |$))[^#]*?(?:(?<! )#[^#]*?)*?):(?= |$)"
)
_HEAD = re.compile(rf" *(?P<dashes>(?:- +)*(?:-$)?)(?P<key>{_KEY} *)?")
_BLOCK_LINE = re.compile(r"- |-$|(?:[A-Za-z][\w-]*|\"[^\"]*\"|'[^']*'):(?: |$)")
_STRAY_ENTRY = re.compile(rf"- +(?:{'|'.join(sorted(KNOWN))}): ")
_GLUED_KEY = re.compile(r"([A-Za-z][\w-]*):(?=\S)")
_COLON = re.compile(r":(?= |$)")
_MISLEADING = re.compile(r":(?= |$)|(?<= )#")
_ENTRY_END = re.compile(r"[,\]}]|$")
_SPECIAL = "&*!|>%@`,]}"
_QUOTE_IT = "put quotes round the whole sentence"
_COLON_SAID = "`: ` inside a sentence that has no quotes makes a key of what precedes it"


@dataclass
class Misread(Exception):  # noqa: N818 - it says what has happened
    """A place that YAML reads otherwise than it was meant; `edit` makes the parser read on past it."""

    at: Spot
    rule: str
    message: str
    mend: str
    edit: Callable[[], None] | None


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


class Diagnosis:
    """Tells what is wrong in the lines of one chunk; lines and columns count from 0."""

    def __init__(self, found: Findings, edits: Edits, first: int, last: int, broken: set[int]) -> None:
        self.found, self.edits, self.first, self.last, self.broken = found, edits, first, last, broken
        self.text = edits.text

    def _hiding(
        self, rule: str, message: str, line: int, column: int, columns: Iterable[int], mend: str = _QUOTE_IT
    ) -> Misread:
        """Report a place, and let some characters of its line be read as letters."""
        shown = quotable(self.found.lines[line], column)
        return Misread(
            Spot(line + 1, column + 1, shown), rule, message, mend, partial(self.edits.hide, line, *columns)
        )

    def _misleading(self, line: int, start: int) -> list[int]:
        """Give the columns of what makes keys and comments of a sentence."""
        return [found.start() for found in _MISLEADING.finditer(self.text(line), start)]

    def sentence(self, line: int, column: int, rule: str, message: str, mend: str = _QUOTE_IT) -> Misread:
        """Report a value that is to be read as a sentence all the same."""
        return self._hiding(rule, message, line, column, [column, *self._misleading(line, column)], mend)

    def dropped(self, line: int, column: int, rule: str, message: str, mend: str) -> Misread:
        """Report a line that is left out, with all below it that is indented further."""

        def drop() -> None:
            for number in range(line, self.last):
                text = self.text(number)
                indent = indent_of(text)
                if text.strip() and number > line and (indent <= column or text[indent] == "#"):
                    return
                if text.strip():
                    self.edits.put(number, indent, "#")
                    self.broken.add(number + 1)

        shown = quotable(self.found.lines[line], column)
        return Misread(Spot(line + 1, column + 1, shown), rule, message, mend, drop)

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
            return self.sentence(line, head.value, "text-after-quote", said, mend)
        if rest and (rest[0] in _SPECIAL + "[{" or re.match(r"[-?:](?: |$)", rest)):
            if text[0] == ":":
                return None
            if head.owner >= 0 or self._is_awaited(line, indent):
                return self.sentence(line, head.value, *special(rest))
        colon = _COLON.search(text, head.value)
        if colon and colon.start() <= column and head.owner >= 0:
            return self._colon(line, colon.start(), head.value)
        return self._no_entry(line, indent, head)

    def _no_entry(self, line: int, indent: int, head: Head) -> Misread:
        """Tell why a line is no part of its entry."""
        text = self.text(line)
        glued = _GLUED_KEY.match(text, head.value)
        if glued and glued[1] in KNOWN:
            said, mend = f"`{glued[1]}:` needs a space after the colon", f"write `{glued[1]}: ` with a space"
            return self.dropped(line, head.value, "space-after-colon", said, mend)
        if head.owner >= 0:
            return self.misplaced(line, indent)
        mend = "indent it further than the sentence it belongs to, or put a key in front of it"
        if text[indent : indent + 1] in ("–", "—", "•"):
            mend = "begin it with a hyphen and a space if it is an item of the list"
        said = "this line is neither a key nor the continuation of a sentence"
        return self.dropped(line, indent, "stray-text", said, mend)

    def _colon(self, line: int, column: int, start: int) -> Misread:
        """Report a colon in a sentence that begins at a column."""
        misread = self._hiding("colon-in-sentence", _COLON_SAID, line, column, self._misleading(line, start))
        misread.at = misread.at._replace(text=quotable(self.found.lines[line], start))
        return misread

    def misplaced(self, line: int, column: int) -> Misread:
        """Report a key or a dash in a column where none of its kind stands."""
        what = "dash" if is_dash(self.text(line), column) else "key"
        said = f"this {what} stands in a column where no other {what} of its group does"
        mend = "put it in the same column as the others of its list or entry"
        return self.dropped(line, column, "indentation", said, mend)

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
            return self.dropped(line, indent, "indentation", said, mend)
        if _STRAY_ENTRY.match(text, indent):
            return self.misplaced(line, indent)
        colon = _COLON.search(text, indent)
        return self._colon(line, colon.start(), indent) if colon else None

    def stray_dash(self, line: int, column: int) -> Misread:
        """Report a dash that goes on with the sentence above it."""
        if _STRAY_ENTRY.match(self.text(line), column):
            return self.misplaced(line, column)
        said = "a line that begins with `- ` goes on with the sentence above; it is no item of a list"
        mend = "put the sentence above on a dash line too, or remove the dash"
        return self.sentence(line, column, "stray-dash", said, mend)

    def comment(self, line: int, column: int, start: int, mend: str = _QUOTE_IT) -> Misread:
        """Report a comment that cuts a sentence short, which begins at `start`."""
        said = "` #` begins a comment and cuts the sentence short"
        misread = self._hiding("hash-in-sentence", said, line, column, [column], mend)
        misread.at = misread.at._replace(text=quotable(self.found.lines[line], start))
        return misread

    def goes_on_below(self, line: int) -> bool:
        """Say whether what stands under a key begins in the next chunk."""
        rest = (self.text(number).strip() for number in range(line + 1, self.last))
        return is_dash(self.text(self.last).lstrip(" "), 0) and all(each[:1] in ("", "#") for each in rest)

    # In quoted texts

    def in_quotes(self, line: int, column: int, start: tuple[int, int]) -> Misread:
        """Tell what is wrong in a quoted text that begins at `start`."""
        text = self.text(line) if line < self.last else ""
        escapes = [at for at in (column, column - 1) if at >= 0 and text[at : at + 1] == "\\"]
        return self.escape(line, escapes[0]) if escapes else self.open_quote(*start)

    def escape(self, line: int, column: int) -> Misread:
        """Report a backslash between double quotes that begins no escape."""
        said = "a backslash between double quotes begins an escape, and this is none"
        mend = "write two backslashes, or put single quotes round the text"
        misread = self._hiding("escape", said, line, column, [column], mend)
        misread.at = misread.at._replace(text=self.found.lines[line][column : column + 2])
        return misread

    def open_quote(self, line: int, column: int) -> Misread:
        """Report a quote that is never closed."""
        self.broken.add(line + 1)
        said = "this quote is never closed (a text goes on below only if it is indented further)"
        mend = f"put {self.text(line)[column]} at the end of the text too"
        return self.sentence(line, column, "open-quote", said, mend)

    # In brackets

    def in_brackets(
        self, start: tuple[int, int], at: tuple[int, int], closes: str, quoted: tuple[int, int] | None
    ) -> Misread:
        """Tell what is wrong at a place inside brackets, which begin at `start`.

        The innermost has `closes` for its other half; a text that was just read is `quoted` from there on.
        """
        line, column = at
        sign = self.text(line)[column : column + 1]
        if not sign or line >= self.last or self.runs_over(*start, line):
            return self.open_bracket(*start)
        if quoted is not None and sign not in ":]}":
            return self._misquoted(*quoted, "text-after-quote", "text stands after the closing quote")
        if sign in "\"'":
            said = "a quote stands inside a sentence that has no quotes round it"
            return self._misquoted(line, column, "quote-in-sentence", said)
        if sign in "]}":
            said = f"`{sign}` closes a bracket that `{closes}` should close"
            misread = self._hiding("bracket", said, line, column, [])
            misread.edit = partial(self.edits.put, line, column, closes)
            return misread
        if sign in "[{:" or sign in _SPECIAL + "?-":
            return self._in_sentence(line, column, sign)
        return self.open_bracket(*start)

    def _in_sentence(self, line: int, column: int, sign: str) -> Misread:
        if sign == ":":
            return self.colon_in_brackets(line, column)
        if sign not in "[{":
            return self.special_start(line, column)
        mate = self.text(line).find("]" if sign == "[" else "}", column)
        said = f"`{sign}` inside a sentence that has no quotes begins a list or a mapping"
        return self._hiding("bracket-in-sentence", said, line, column, range(column, max(mate, column) + 1))

    def colon_in_brackets(self, line: int, column: int) -> Misread:
        """Report a colon inside brackets that makes a key of a sentence."""
        return self._hiding("colon-in-sentence", _COLON_SAID, line, column, [column])

    def special_start(self, line: int, column: int) -> Misread:
        """Report a mark that a sentence inside brackets cannot begin with."""
        said = f"a sentence cannot begin with `{self.found.lines[line][column]}` unless it has quotes"
        return self._hiding("special-start", said, line, column, [column])

    def _misquoted(self, line: int, column: int, rule: str, message: str) -> Misread:
        """Report a quoted text inside brackets that is only a part of a sentence."""
        self.broken.add(line + 1)
        text = self.text(line)
        quote = text.find(text[column], column + 1)
        end = _ENTRY_END.search(text, max(quote, column) + 1)
        inside = [at for at in range(column, max(quote, column) + 1) if text[at] in ",:#?\"'[]{}"]
        after = [
            at for at in range(max(quote, column) + 1, end.start() if end else 0) if text[at] in ":#?\"'"
        ]
        return self._hiding(rule, message, line, column, [*inside, *after])

    def open_bracket(self, line: int, column: int) -> Misread:
        """Report a bracket that is never closed."""
        self.broken.add(line + 1)
        said = f"the bracket `{self.found.lines[line][column]}` is never closed"
        return self.sentence(line, column, "bracket", said, f"close it, or {_QUOTE_IT}")

    def runs_over(self, start: int, column: int, end: int) -> bool:
        """Say whether what was begun in a line swallowed keys or dashes that are not indented further."""
        head = head_of(self.text(start))
        owner = head.owner if column >= head.value else column - 1
        lines = (self.text(number) for number in range(start + 1, min(end + 1, self.last)))
        return any(indent_of(text) <= owner and _BLOCK_LINE.match(text.lstrip(" ")) for text in lines)


def special(rest: str) -> tuple[str, str, str]:
    """Name the rule that a value breaks by its first character, with message and mend."""
    out = "write the text out, or put quotes round it"
    if re.fullmatch(r"&[\w-]+(?: .*)?", rest):
        return "anchor", "`&` makes an anchor, which a deck cannot have", out
    if re.fullmatch(r"\*[\w-]+ *", rest):
        return "alias", "`*` refers to an anchor, which a deck cannot have", out
    if rest[0] == "!":
        return "tag", "`!` makes a tag, which a deck cannot have", _QUOTE_IT
    return "special-start", f"a sentence cannot begin with `{rest[0]}` unless it has quotes", _QUOTE_IT
