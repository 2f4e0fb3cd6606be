"""A file of YAML read as texts, lists and mappings that know their lines; nothing is guessed at.

The file is read as a whole; where YAML misreads it or stops, by halves, down to the entry in which it does.
There the place is reported, its sentence is read as if it had quotes, or its line is left out, and the entry
is read again: so all problems are found at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from studykit.decks.findings import Findings, Spot, quotable
from studykit.decks.misreads import ENTRY_LINE, Excerpt, Misread, head_of, indent_of, is_dash
from studykit.decks.nodes import Node
from studykit.decks.parsing import NOTHING, Parse

LARGEST = 10_000_000
"""Bytes of a file that are still read: forty times a deck of a thousand cards."""

MOST_READ_AGAIN = 3_000_000
"""Characters of entries that are read again: hundreds of entries, or a dozen times a whole deck."""

_TOP_KEY = re.compile(r"(?![-#\s\[\]{},])(?:[^#]*?):(?:\s|$)")
_LIST_KEY = re.compile(r"([\w-]+):\s*(?:#.*)?$")

_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ue000-\ue1ff"
    "\ufdd0-\ufdd2\ufeff\ufffe\uffff]"
)
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_NO_BREAK_SPACE = re.compile("^ *(?:- +)*\u00a0|^ *(?:- +)*[\\w-]+:\u00a0")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_source(found: Findings, data: bytes) -> Node | None:
    """Read a file's bytes and give the outermost node; every problem is collected in `found`.

    Raises:
        TooManyError: when there are more than are collected.
    """
    text = _decode(data, found)
    if text is None:
        return None
    found.lines = _lines(text)
    seen, broken = _readable(found)
    mender = _Mender(found, seen, broken)
    try:
        # what only the whole shows is mended in the whole
        parse = mender.read(list(_parts(seen)), len(seen)) or mender.read([_Part(0, "")], len(seen))
    except Misread:
        return None
    assert parse is not None  # one part is read until it can be
    found.problems[:] = parse.found.problems
    found.broken = broken
    return parse.root


def _lines(text: str) -> list[str]:
    """Cut a text into lines, however they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _decode(data: bytes, found: Findings) -> str | None:
    start = Spot(1, 1, "")
    if len(data) > LARGEST:
        size = f"the file has more than {LARGEST / 1e6:.0f} MB; of so large a file nothing is read"
        found.error(start, "too-large", size, "make several decks of it")
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > len(data[:200]) // 4:
        message = "the file is written in UTF-16, not in UTF-8"
        found.error(start, "encoding", message, "save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode("utf-8-sig", "replace"))
        shown = data[error.start : error.start + 20].decode("cp1252", "replace").split("\n")[0]
        place = Spot(len(before), len(before[-1]) + 1, shown)
        message = "the file is not written in UTF-8 but, it seems, in Latin-1 (Windows-1252); it was not read"
        mend = "save it as UTF-8 (in most editors: Save with encoding, UTF-8)"
        found.error(place, "encoding", message, mend)
        return None


def _readable(found: Findings) -> tuple[list[str], set[int]]:
    """The lines with nothing that YAML stops at, and the numbers of those left out; both are reported.

    Left out are those with tabs before them: how far they are indented cannot be told. `---`, `...` and
    `%YAML` go as well, which only begin and end whole documents.
    """
    seen, left_out, begun = [], set(), False
    for number, line in enumerate(found.lines, start=1):
        text = line.lstrip()
        marker = re.match(r"(---|\.\.\.)(\s|$)", line)
        kept = line if line.isascii() and line.isprintable() else _without_signs(found, number)
        if line.startswith("%"):
            mend = "delete the line, or put quotes round it"
            found.error(Spot(number, 1, line), "special-start", "a line cannot begin with `%`", mend)
            kept = "#"
        elif marker and (begun or line.strip() != "---"):
            mend = "delete the line, or make two files of it"
            message = "a second document begins here; a file holds one"
            found.error(Spot(number, 1, line), "second-document", message, mend)
            kept = "#"
        elif text and "\t" in line[: -len(text)]:
            left_out.add(number)
            kept = "#"
        seen.append(_PAIR.sub(_written_out, kept) if "\\u" in kept else kept)
        begun = begun or marker is not None or text[:1] not in ("", "#", "%")
    return seen, left_out


def _without_signs(found: Findings, number: int) -> str:
    """A line without tabs, control and invisible characters, each kind of which is reported once."""
    line = written = found.lines[number - 1]
    for character in dict.fromkeys(_SUSPECT.findall(written)):
        _report(found, Spot(number, written.index(character) + 1, quotable(written)), character)
        line = line if character in _INVISIBLE else line.replace(character, " ")
    if space := _NO_BREAK_SPACE.match(line):
        message = "a no-break space stands where YAML needs a plain one"
        at = Spot(number, space.end(), quotable(written))
        found.error(at, "no-break-space", message, "replace it by an ordinary space")
        line = line[: space.end() - 1] + " " + line[space.end() :]
    return line


def _written_out(pair: re.Match[str]) -> str:
    """A character beyond U+FFFF, of which only JSON writes the halves."""
    high, low = (int(half, 16) for half in pair.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)) + NOTHING * (len(pair[0]) - 1)


def _report(found: Findings, at: Spot, character: str) -> None:
    name = unicodedata.name(character, "control character").lower()
    if character == "\t":
        found.error(at, "tab", "a tab; YAML cannot tell how far it reaches", "use spaces instead of the tab")
    elif character in _INVISIBLE:
        message = f"an invisible character ({name})"
        found.advice(at, "invisible-character", message, "delete it and type again")
    else:
        message = f"a character that acts instead of showing ({name})"
        mend = "delete it; it may have come along when the text was pasted"
        found.error(at, "control-character", message, mend)


class _Part(NamedTuple):
    """An item of a long list, or what stands before: its first line, and the key that it is an item of."""

    first: int
    heading: str


def _parts(lines: Sequence[str]) -> Iterator[_Part]:
    """Cut a file at the items of its long lists, and at the keys below these."""
    yield _Part(0, "")
    heading, dashes, awaiting = "", None, False
    for number, line in enumerate(lines):
        column = indent_of(line)
        if not line.strip() or line[column] == "#":
            continue
        if column == 0 and _TOP_KEY.match(line):
            if dashes is not None:
                yield _Part(number, "")
            heading, dashes, awaiting = line, None, _LIST_KEY.match(line) is not None
            continue
        if is_dash(line, column) and column == dashes:
            yield _Part(number, heading)
        elif is_dash(line, column) and awaiting:
            dashes = column
        awaiting = False


class _Mender:
    """Reads parts of a file, as often as it takes; `seen` are its lines as the parser sees them."""

    def __init__(self, found: Findings, seen: list[str], broken: set[int]) -> None:
        self.found, self.seen, self.broken = found, seen, broken
        self._reported: set[int] = set()
        self._quoted: set[int] = set()
        self._read = 0

    def read(self, parts: Sequence[_Part], last: int) -> Parse | None:
        """Read parts, to before a line; give None when something in them was misread, and is mended now.

        Raises:
            Misread: when they cannot be read; that has been reported.
        """
        first, heading = parts[0]
        while True:
            parse = Parse(Excerpt(self.seen, first, last), self.found, heading)
            misread = parse.misread()
            if misread is None:
                return parse
            if len(parts) > 1:
                break
            self._read += last - first + sum(map(len, self.seen[first:last]))
            if self._read > MOST_READ_AGAIN:
                misread = parse.unreadable(misread.at, "too much is wrong in it")
            self._mend(misread, last)
        middle = len(parts) // 2
        self.read(parts[:middle], parts[middle].first)
        self.read(parts[middle:], last)
        return None

    def _mend(self, misread: Misread, last: int) -> None:
        """Report what is misread, once a line, and let the parser read past it."""
        (at, column), line = misread.at, misread.begins
        text = self.seen[line]
        stuck = misread.way == "stop" or text == "#"
        if stuck or at not in self._reported:
            shown = quotable(self.found.lines[at][: misread.shown.stop], misread.shown.start)
            self.found.error(Spot(at + 1, column + 1, shown), misread.rule, misread.message, misread.mend)
        if stuck:
            raise misread
        self._reported.add(at)
        drops, head = misread.way == "drop" or line in self._quoted, head_of(text)
        owner = indent_of(text) if drops or head.owner < 0 else head.owner
        lines = [line, *self._below(line, owner, len(self.seen) if _LIST_KEY.match(text) else last)]
        sentence = " ".join([text[head.value :], *(self.seen[number].strip() for number in lines[1:])])
        for number in lines:
            if misread.way != "quote" or ENTRY_LINE.match(self.seen[number].lstrip()):
                self.broken.add(number + 1)
            self.seen[number] = "#"
        if not drops:
            self.seen[line] = text[: head.value] + "'" + sentence.replace("'", "''") + "'"
            self._quoted.add(line)

    def _below(self, line: int, owner: int, last: int) -> Iterator[int]:
        """The lines that belong to one: those below it that are indented further than a column."""
        for number in range(line + 1, last):
            text = self.seen[number].lstrip()
            if text and text[0] != "#":
                if indent_of(self.seen[number]) <= owner and text[0] not in "]}":
                    return
                yield number
