"""The line scan inside `[...]` and `{...}`: commas, colons and quotes that do not mean what they seem."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studykit.decks.findings import Findings, Spot, quotable
from studykit.decks.quoted import closing_quote
from studykit.decks.stand_ins import Edits

DEEPEST = 20
"""Brackets inside one another that are still read; a deck needs four."""

LONGEST = 500
"""Characters of a sentence over several lines that are remembered."""

_PLAIN_ENDS = re.compile(r"[,\[\]{}]|:(?=[\s,\[\]{}]|$)|\s#|$")
_AFTER_QUOTE = re.compile(r"\s*")
_LAST_DIGITS = re.compile(r"(?<!\d)\d{1,3}$")
_FIRST_DIGITS = re.compile(r"\d{3}(?!\d)")
_INITIALS = re.compile(r"[A-Z]\.(?:[ -]?[A-Z]\.)?")
"""One or two initials, as in `[Lenin, V. I.]`; three or more are an abbreviation."""
_BLOCK_LINE = re.compile(r"- |-$|(?:[A-Za-z][\w-]*|\"[^\"]*\"|'[^']*'):(?: |$)")
_SPECIAL = "&*!|>%@`"


@dataclass(slots=True)
class _Bracket:
    """An open bracket and what has been read of its present entry."""

    closes: str
    line: int
    column: int
    filled: bool = False
    """Whether the entry has anything in it."""
    valued: bool = False
    """Whether the entry has had its colon."""
    quoted: bool = False
    """Whether the last thing read was quoted, or a bracket of its own."""
    start: tuple[int, int] = (0, 0)
    text: str = ""
    silenced: bool = False
    """Whether the entry has been reported, so that what follows from it is not."""
    before: tuple[int, int, str] | None = None
    """The plain entry before this one: the line and column of its end, and its text."""


class TooDeepError(Exception):
    """Brackets stand too deep in one another to be read on."""


class FlowScan:
    """Reads one `[...]` or `{...}`, over as many lines as it takes."""

    def __init__(self, found: Findings, lines: list[str], edits: Edits, owner: int) -> None:
        self.found = found
        self.lines = lines
        self.broken: set[int] = set()
        """Lines, from 1, of which YAML will see something else than the teacher meant."""
        self.edits = edits
        self.owner = owner
        self.open: list[_Bracket] = []
        self.line = self.column = 0
        self._mateless = (-1, "")
        """A line, and the brackets that are not closed in it any more."""

    def read(self, line: int, column: int) -> tuple[int, int] | None:
        """Give the place after the closing bracket, or None when it never comes; all count from 0."""
        self.line, self.column = line, column
        while True:
            text = self.lines[self.line]
            if self.column >= len(text):
                if not self._next_line():
                    return None
                continue
            if text[self.column] in " \t\u00a0":
                self.column += 1
            elif text[self.column] == "#" and text[self.column - 1] in " \t":
                self.column = len(text)
            else:
                self._token(text[self.column])
                if not self.open:
                    return self.line, self.column

    def _next_line(self) -> bool:
        self.line += 1
        self.column = 0
        if self.line >= len(self.lines):
            return False
        stripped = self.lines[self.line].lstrip()
        indent = len(self.lines[self.line]) - len(stripped)
        return not (indent <= self.owner and _BLOCK_LINE.match(stripped))

    def _token(self, character: str) -> None:
        if character in "[{":
            self._opening(character)
        elif character in "]}":
            self._closing(character)
        elif character == ",":
            self._entry_ends()
            self.column += 1
        elif character == ":" and self._is_colon():
            self._colon()
        elif character in "\"'":
            self._quotation()
        else:
            self._plain()

    def _is_colon(self) -> bool:
        following = self.lines[self.line][self.column + 1 : self.column + 2]
        return self.open[-1].quoted or following in ("", " ", ",", "[", "]", "{", "}")

    def _opening(self, character: str) -> None:
        if self.open and self.open[-1].filled and not self._after_colon():
            self._bracket_inside(character)
            return
        if len(self.open) >= DEEPEST:
            raise TooDeepError
        if self.open:
            self._fill(quoted=True)
        self.open.append(_Bracket("]" if character == "[" else "}", self.line, self.column))
        self.column += 1

    def _after_colon(self) -> bool:
        return self.open[-1].valued and not self.open[-1].text and not self.open[-1].quoted

    def _bracket_inside(self, character: str) -> None:
        self._say(
            "bracket-in-sentence",
            f"`{character}` inside a sentence that has no quotes begins a list or a mapping",
        )
        self.edits.hide(self.line, self.column)
        mate = self._mate(character)
        if mate > 0:
            self.edits.hide(self.line, *range(self.column, mate + 1))
            self.column = mate
        self.column += 1

    def _mate(self, character: str) -> int:
        """Give the column in this line where a bracket is closed; -1 when it is not."""
        line, known = self._mateless
        if line == self.line and character in known:
            return -1
        mate = self.lines[self.line].find("]" if character == "[" else "}", self.column)
        if mate < 0:
            self._mateless = (self.line, (known if line == self.line else "") + character)
        return mate

    def _closing(self, character: str) -> None:
        bracket = self.open[-1]
        if character != bracket.closes:
            self._say("bracket", f"`{character}` closes a bracket that `{bracket.closes}` should close")
            self.edits.put(self.line, self.column, bracket.closes)
        self._entry_ends()
        self.open.pop()
        self.column += 1
        if self.open:
            self.open[-1].quoted = True

    def _fill(self, *, quoted: bool) -> None:
        bracket = self.open[-1]
        if not bracket.filled:
            bracket.start = self.line, self.column
        bracket.filled, bracket.quoted = True, quoted

    def _colon(self) -> None:
        bracket = self.open[-1]
        single = bracket.closes == "}" and not bracket.valued and bracket.filled
        if single:
            bracket.valued, bracket.quoted, bracket.text = True, False, ""
        else:
            self._say(
                "colon-in-sentence",
                "`: ` inside a sentence that has no quotes makes a key of what precedes it",
            )
            self.edits.hide(self.line, self.column)
        self.column += 1

    def _quotation(self) -> None:
        start = self.line, self.column
        end = closing_quote(self.found, self.lines, self.edits, self.line, self.column, self.owner)
        bracket = self.open[-1]
        broken = bracket.filled and not self._after_colon()
        if end is not None and not broken and self._delimited(*end):
            self._fill(quoted=True)
            bracket.start = start if not bracket.valued else bracket.start
            self.line, self.column = end
        elif broken:
            self._misquoted(
                "quote-in-sentence", "a quote stands inside a sentence that has no quotes round it", end
            )
        elif end is None:
            self._misquoted("open-quote", "this quote is never closed", end)
        else:
            self._misquoted("text-after-quote", "text stands after the closing quote", end)

    def _misquoted(self, rule: str, message: str, end: tuple[int, int] | None) -> None:
        """Report a quote, and read what it holds as if it were none."""
        self._say(rule, message)
        self._fill(quoted=False)
        self.open[-1].silenced = True
        self.broken.add(self.line + 1)
        text = self.lines[self.line]
        closed = end is not None and end[0] == self.line
        stop = end[1] if end is not None and closed else len(text)
        special = ",:#?\"'[]{}" if closed else ",:#?\"'"
        self.edits.hide(self.line, *(at for at in range(self.column, stop) if text[at] in special))
        self.open[-1].text += text[self.column : stop]
        brackets = [at for at in range(self.column, stop) if text[at] in "[]{}"]
        self.column = brackets[0] if brackets and not closed else stop

    def _delimited(self, line: int, column: int) -> bool:
        text = self.lines[line]
        at = _AFTER_QUOTE.match(text, column).end()  # type: ignore[union-attr] # it matches nothing too
        return at == len(text) or text[at] in ",:]}" or (text[at] == "#" and at > column)

    def _plain(self) -> None:
        bracket, text = self.open[-1], self.lines[self.line]
        start = self.column
        if text[start] in _SPECIAL + "?:-" and self._special(text, start):
            self._say("special-start", f"a sentence cannot begin with `{text[start]}` unless it has quotes")
            self.edits.hide(self.line, start)
        self._fill(quoted=False)
        stop = self._plain_end(text, start)
        if len(bracket.text) < LONGEST:
            bracket.text = f"{bracket.text} {text[start:stop].strip()}".strip()
        if "?" in text[start:stop]:  # the parser in pure Python takes any `?` here for a key
            self.edits.hide(self.line, *(at for at in range(start, stop) if text[at] == "?"))
        self.column = stop

    def _plain_end(self, text: str, start: int) -> int:
        """Give the column where a sentence without quotes ends; ` #` in it is reported and read over."""
        at = start + 1
        while True:
            end = _PLAIN_ENDS.search(text, at)
            if end is None or end.group()[1:] != "#":
                return end.start() if end else len(text)
            message = "` #` begins a comment and cuts the sentence short"
            self._say("hash-in-sentence", message, Spot(self.line + 1, end.end(), quotable(text, start)))
            self.edits.hide(self.line, end.end() - 1)
            at = end.end()

    def _special(self, text: str, column: int) -> bool:
        if text[column] in "-?:":
            return text[column + 1 : column + 2] in ("", " ", ",", "]", "}", "[", "{") or text[column] == "?"
        return True

    def _entry_ends(self) -> None:
        bracket = self.open[-1]
        line, column = bracket.start
        if bracket.silenced:
            bracket.quoted = True
        plain = bracket.text if bracket.filled and not bracket.quoted else ""
        if bracket.closes == "}" and bracket.filled and not bracket.valued and not bracket.silenced:
            self._comma(Spot(line + 1, column + 1, bracket.text))
        elif bracket.closes == "]" and plain:
            self._split(bracket, plain)
        bracket.before = (self.line, self.column, plain) if plain else None
        bracket.filled = bracket.valued = bracket.quoted = False
        bracket.text = ""
        bracket.silenced = False

    def _split(self, bracket: _Bracket, plain: str) -> None:
        line, column = bracket.start
        if plain.count("“") > plain.count("”"):
            self._comma(Spot(line + 1, column + 1, plain))
        if bracket.before is None:
            return
        before_line, before_column, before = bracket.before
        glued = (line, column) == (before_line, before_column + 1)
        if (glued and _LAST_DIGITS.search(before) and _FIRST_DIGITS.match(plain)) or _INITIALS.fullmatch(
            plain
        ):
            start = before_column - len(before) if before_line == line else column
            self._comma(Spot(line + 1, start + 1, self.lines[line][start : column + len(plain)]))

    def _comma(self, spot: Spot) -> None:
        mend = "put quotes round the whole of it if the comma belongs to it"
        self.found.error(spot, "comma", "a comma separates here, so this is read as more than one", mend)

    def _say(self, rule: str, message: str, spot: Spot | None = None) -> None:
        if self.open and self.open[-1].silenced:
            return
        text = quotable(self.lines[self.line], self.column)
        mend = "put quotes round the whole sentence"
        self.found.error(spot or Spot(self.line + 1, self.column + 1, text), rule, message, mend)
