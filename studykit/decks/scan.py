"""The line scan: what YAML would misread in silence or stop at, found before YAML reads anything."""

from __future__ import annotations

import re

from studykit.decks.columns import Columns
from studykit.decks.findings import Findings, Spot
from studykit.decks.flow import FlowScan, TooDeepError
from studykit.decks.keys import COMMENT_AFTER, KNOWN
from studykit.decks.quoted import closing_quote
from studykit.decks.stand_ins import Edits

DEEPEST = 20
"""Dashes one after the other on a line that are still read."""

COMMENTS = 100
"""Lines of comments between a key and its value that are looked through."""

FURTHEST = 1_000_000
"""Characters of a file that are looked through for closing brackets that are not there."""

_STRAY_ENTRY = re.compile(rf"- +(?:{'|'.join(sorted(KNOWN))}): ")
_GLUED_KEY = re.compile(r"([A-Za-z][\w-]*):(?=\S)")
_BLOCK_SCALAR = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?: +#.*| *)$")
_COLON = re.compile(r":(?= |$)")
_HASH = re.compile(r" #")
_NUMBER = re.compile(r"[\d./-]+")
_CARD = re.compile(r"[a-z0-9-]+/[a-z0-9#-]+")
_SPECIAL = "&*!|>%@`,]}"
_QUOTE_IT = "put quotes round the whole sentence"


class LineScan:
    """One pass over the lines of a file; it reports to `found` and mends for YAML in `edits`."""

    def __init__(self, found: Findings, edits: Edits) -> None:
        self.found = found
        self.lines = edits.made().split("\n")[:-1] if edits else found.lines
        self.edits = edits
        self.broken: set[int] = set()
        """Lines, from 1, of which YAML will see something else than the teacher meant."""
        self.fatal = False
        self._line = 0
        self._begun = False
        """Whether anything but comments has been met."""
        self._columns = Columns()
        self._dropped: int | None = None
        """The column of a line that was dropped, and with it all that is indented further."""
        self._searched = 0
        """Characters that were looked through for a closing bracket in vain."""
        self._sentence: int | None = None
        """The column that a line must pass to continue the sentence before it; None when there is none."""

    def run(self) -> None:
        """Scan the whole file; afterwards `fatal` says that YAML must not even try."""
        try:
            while self._line < len(self.lines) and not self.fatal:
                self._one_line()
        except TooDeepError:
            self._say(0, "nesting", "lists and mappings stand too deep in one another", "write it flatter")
            self.fatal = True

    def _one_line(self) -> None:
        text = self.lines[self._line]
        stripped = text.lstrip(" ")
        column = len(text) - len(stripped)
        if not stripped.strip():
            self._line += 1
        elif stripped[0] == "#":
            self._sentence = None
            self._line += 1
        elif "\t" in self.found.lines[self._line][:column]:
            self._drop_line(column)  # reported with the tabs; how far it is indented cannot be told
        elif self._dropped is not None and column > self._dropped and not self._fits(text, column):
            self._drop_line(column, self._dropped)
        elif column == 0 and self._marker(text):
            self._line += 1
        elif self._sentence is not None and column > self._sentence:
            self._continued(text, column)
        else:
            self._sentence = self._dropped = None
            self._entry(text, column)

    def _marker(self, text: str) -> bool:
        """Deal with `---`, `...` and `%YAML`, which only begin and end whole documents."""
        if text.startswith("%"):
            mend = "delete the line, or put quotes round it"
            self._say(0, "special-start", "a line cannot begin with `%`", mend)
            self.edits.put(self._line, 0, "#")
            return True
        if not re.match(r"(---|\.\.\.)(\s|$)", text):
            return False
        if text.strip() != "---" or self._begun:
            message = "a second document begins here; a file holds one"
            self._say(0, "second-document", message, "delete the line, or make two files of it")
            self.edits.put(self._line, 0, "#")
        return True

    # A line of its own

    def _entry(self, text: str, column: int) -> None:
        self._begun = True
        owner = column - 1
        dash = _is_dash(text, column)
        if (dash or self._key(text, column)) and not self._fits(text, column):
            self._misplaced(text, column)
            return
        while _is_dash(text, column):
            self._columns.dash(column)
            owner = column
            column += 1 + len(text[column + 1 :]) - len(text[column + 1 :].lstrip(" "))
            if text[:column].count("-") > DEEPEST:
                raise TooDeepError
        if not text[column:].strip():
            self._columns.awaiting = True
            self._line += 1
            return
        if text[column] == "?" and text[column + 1 : column + 2] in ("", " "):
            self._misread(text, column, owner, "special-start", "a line cannot begin with `? `", _QUOTE_IT)
            return
        key = self._key(text, column)
        if key is None:
            self._keyless(text, column, owner, dash)
            return
        name, after = key
        self._columns.key(column, name)
        value = after + len(text[after:]) - len(text[after:].lstrip(" "))
        self._value(text, value, column, name, is_item=False)

    def _key(self, text: str, column: int) -> tuple[str, int] | None:
        """Give the key a line has at a column, and the column after its colon."""
        if text[column] in "\"'":
            end = closing_quote(
                Findings("", self.lines), self.lines, Edits(self.lines), self._line, column, column - 1
            )
            if end is None or end[0] != self._line:
                return None
            colon = re.match(r" *:(?= |$)", text[end[1] :])
            return (text[column + 1 : end[1] - 1], end[1] + colon.end()) if colon else None
        if text[column] in "[{&*!|>%@`":
            return None
        colon = _COLON.search(text, column + 1)
        name = text[column : colon.start()].rstrip() if colon else ""
        return (name, colon.end()) if colon and name and " #" not in name else None

    def _keyless(self, text: str, column: int, owner: int, dash: bool) -> None:
        glued = _GLUED_KEY.match(text, column)
        if glued and glued[1] in KNOWN and (dash or not self._columns.awaiting):
            message = f"`{glued[1]}:` needs a space after the colon"
            self._say(column, "space-after-colon", message, f"write `{glued[1]}: ` with a space")
            self._drop_line(column, column)
        elif dash or self._columns.awaiting:
            self._value(text, column, owner, self._columns.parent, is_item=True)
        else:
            mend = "indent it further than the sentence it belongs to, or put a key in front of it"
            if text[column] in "–—•":
                mend = "begin it with a hyphen and a space if it is an item of the list"
            message = "this line is neither a key nor the continuation of a sentence"
            self._say(column, "stray-text", message, mend)
            self._drop_line(column, column)

    def _fits(self, text: str, column: int) -> bool:
        dash = _is_dash(text, column)
        return (dash or self._key(text, column) is not None) and self._columns.fit(column, dash=dash)

    def _misplaced(self, text: str, column: int) -> None:
        """Report a key or a dash in a column where none of its kind stands."""
        what = "dash" if _is_dash(text, column) else "key"
        message = f"this {what} stands in a column where no other {what} of its group does"
        mend = "put it in the same column as the others of its list or entry"
        self._say(column, "indentation", message, mend)
        self._drop_line(column, column)

    def _drop_line(self, column: int, further: int | None = None) -> None:
        """Make YAML see a comment instead of this line and, with `further`, of all that is indented more."""
        self.edits.put(self._line, column, "#")
        self.broken.add(self._line + 1)
        self._dropped = further
        self._line += 1

    def _continued(self, text: str, column: int) -> None:
        """Check a line that goes on with the sentence of the line before."""
        key = self._key(text, column)
        if key and key[0] in KNOWN:
            message = f"`{key[0]}:` stands so far to the right that it goes on with the sentence above"
            mend = "put it in the same column as the other keys of this entry"
            self._say(column, "indentation", message, mend)
            self._drop_line(column)
        elif _STRAY_ENTRY.match(text, column):
            self._sentence = None
            self._misplaced(text, column)
        elif _is_dash(text, column):
            message = "a line that begins with `- ` goes on with the sentence above; it is no item of a list"
            mend = "put the sentence above on a dash line too, or remove the dash"
            self._say(column, "stray-dash", message, mend)
            self._hide_specials(text, column)
            self._line += 1
        else:
            self._plain(text, column, "", is_item=False)
            self._line += 1

    # What stands after a key or a dash

    def _value(self, text: str, column: int, owner: int, key: str, *, is_item: bool) -> None:
        rest = text[column:]
        self._columns.awaiting = not rest.strip()
        if self._columns.awaiting:
            self._line += 1
        elif rest[0] == "#":
            self._hash_first(text, column, owner)
        elif rest[0] in "\"'":
            self._quoted(text, column, owner)
        elif rest[0] in "[{":
            self._brackets(text, column, owner)
        elif _BLOCK_SCALAR.match(rest):
            self._skip_block(owner)
        elif rest[0] in _SPECIAL or re.match(r"[-?:](?: |$)", rest):
            self._misread(text, column, owner, *_special(rest))
        else:
            self._sentence = owner
            self._plain(text, column, key, is_item=is_item)
            self._line += 1

    def _hash_first(self, text: str, column: int, owner: int) -> None:
        """Tell a comment after a key that has its value below from a sentence that begins with `#`."""
        below = self.lines[self._line + 1 : self._line + 1 + COMMENTS]
        following = next((line for line in below if _has_text(line)), "")
        stripped = following.lstrip(" ")
        indent = len(following) - len(stripped)
        if stripped and (indent > owner or (indent == owner and stripped.startswith("-"))):
            self._columns.awaiting = True
            self._line += 1
        else:
            self._misread(
                text, column, owner, "special-start", "`#` begins a comment, so nothing is left", _QUOTE_IT
            )

    def _quoted(self, text: str, column: int, owner: int) -> None:
        end = closing_quote(self.found, self.lines, self.edits, self._line, column, owner)
        if end is None:
            quote = text[column]
            message = "this quote is never closed (a text goes on below only if it is indented further)"
            self._misread(
                text, column, owner, "open-quote", message, f"put {quote} at the end of the text too"
            )
            self.broken.add(self._line)
            return
        rest = self.lines[end[0]][end[1] :]
        if rest.strip() and not re.match(r"\s+#", rest):
            message = "the text goes on after the closing quote"
            mend = "put quotes of the other kind round the whole sentence"
            self._misread(text, column, owner, "text-after-quote", message, mend)
            return
        self._line = end[0] + 1

    def _brackets(self, text: str, column: int, owner: int) -> None:
        known = len(self.found.problems)
        flow = FlowScan(self.found, self.lines, self.edits, owner)
        end = flow.read(self._line, column) if self._searched < FURTHEST else None
        if end is not None:
            rest = self.lines[end[0]][end[1] :]
            if not rest.strip() or re.match(r"\s+#", rest):
                self.broken |= flow.broken
                self._line = end[0] + 1
                return
        del self.found.problems[known:]
        if end is None:
            self._searched += sum(len(line) + 1 for line in self.lines[self._line : flow.line + 1])
            message = f"the bracket `{text[column]}` is never closed"
            mend = "close it, or put quotes round the whole sentence"
            self._misread(text, column, owner, "bracket", message, mend)
            self.broken.add(self._line)
        else:
            message = f"a sentence cannot begin with `{text[column]}` unless it has quotes"
            self._misread(text, column, owner, "special-start", message, _QUOTE_IT)

    def _skip_block(self, owner: int) -> None:
        """Pass over the text under `|` or `>`, in which everything means itself."""
        self._line += 1
        while self._line < len(self.lines):
            line = self.lines[self._line]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= owner:
                return
            self._line += 1

    def _plain(self, text: str, column: int, key: str, *, is_item: bool) -> None:
        """Check a sentence without quotes for ` #` and `: `."""
        hash_ = _HASH.search(text, column)
        sentence = text[column : hash_.start()] if hash_ else text[column:]
        if hash_ and not _comment_may_follow(sentence.strip(), key, is_item=is_item):
            message = "` #` begins a comment and cuts the sentence short"
            mend = f"{_QUOTE_IT}, or move the comment to a line of its own"
            self._say(hash_.start() + 1, "hash-in-sentence", message, mend, text[column:])
            self.edits.hide(self._line, hash_.start() + 1)
            sentence = text[column:]
        colon = _COLON.search(sentence)
        if colon:
            message = "`: ` inside a sentence that has no quotes makes a key of what precedes it"
            self._say(column + colon.start(), "colon-in-sentence", message, _QUOTE_IT, text[column:])
            self._hide_specials(text, column)

    def _misread(self, text: str, column: int, owner: int, rule: str, message: str, mend: str) -> None:
        """Report a value that YAML would not read as the sentence it is, and let it be read as one."""
        self._say(column, rule, message, mend)
        self.edits.hide(self._line, column)
        self._hide_specials(text, column)
        self._columns.awaiting = False
        self._sentence = owner
        self._line += 1

    def _hide_specials(self, text: str, column: int) -> None:
        for match in _COLON.finditer(text, column):
            self.edits.hide(self._line, match.start())
        for match in _HASH.finditer(text, column):
            self.edits.hide(self._line, match.start() + 1)

    def _say(self, column: int, rule: str, message: str, mend: str, text: str | None = None) -> None:
        line = min(self._line, len(self.lines) - 1)
        shown = (text if text is not None else self.found.lines[line][column:]).strip()
        self.found.error(Spot(line + 1, column + 1, shown), rule, message, mend)


def _is_dash(text: str, column: int) -> bool:
    return text[column : column + 1] == "-" and text[column + 1 : column + 2] in ("", " ")


def _special(rest: str) -> tuple[str, str, str]:
    """Name the rule that a value breaks by its first character, with message and mend."""
    if re.fullmatch(r"&[\w-]+(?: .*)?", rest):
        return (
            "anchor",
            "`&` makes an anchor, which a deck cannot have",
            "write the text out, or put quotes round it",
        )
    if re.fullmatch(r"\*[\w-]+ *", rest):
        return (
            "alias",
            "`*` refers to an anchor, which a deck cannot have",
            "write the text out, or put quotes round it",
        )
    if rest[0] == "!":
        return "tag", "`!` makes a tag, which a deck cannot have", _QUOTE_IT
    return "special-start", f"a sentence cannot begin with `{rest[0]}` unless it has quotes", _QUOTE_IT


def _comment_may_follow(value: str, key: str, *, is_item: bool) -> bool:
    """Say whether what stands before ` #` is a slug, a date or a number, which no ` #` can belong to."""
    if _NUMBER.fullmatch(value) or (key in COMMENT_AFTER and " " not in value):
        return True
    return is_item and _CARD.fullmatch(value) is not None


def _has_text(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#")
