"""A file of YAML read as texts, lists and mappings that know their lines; nothing is guessed at.

The file is read as a whole; where YAML misreads it or stops, by halves, down to the entry in which it does.
There the place is reported and taken for letters, or its line is left out, and the entry is read again: so
all problems are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from studykit.decks.characters import hidden, readable
from studykit.decks.findings import Findings, Spot, quotable
from studykit.decks.misreads import Diagnosis, Misread, indent_of, is_dash
from studykit.decks.nodes import Node
from studykit.decks.parsing import Builder
from studykit.problems import Level, Problem

LARGEST = 10_000_000
"""Bytes of a file that are still read: forty times a deck of a thousand cards."""

MOST_READ_AGAIN = 3_000_000
"""Characters of entries that are read again: hundreds of entries, or a dozen times a whole deck."""

_TOP_KEY = re.compile(r"(?![-#\s\[\]{},])(?:[^#]*?):(?:\s|$)")
_LIST_KEY = re.compile(r"([\w-]+):\s*(?:#.*)?$")


@dataclass(slots=True)
class ParsedFile:
    """What a file holds (`root` is None when it cannot be read) and the problems met in reading it."""

    root: Node | None
    found: Findings
    scanned: tuple[Problem, ...] = ()
    """The errors found before any value was looked at."""
    broken: set[int] = field(default_factory=set)
    """Lines of which `root` shows something else than the teacher meant; they have been reported."""


def read_source(found: Findings, data: bytes) -> ParsedFile:
    """Read a file's bytes; every problem is collected in `found`.

    Raises:
        TooManyError: when there are more than are collected.
    """
    text = _decode(data, found)
    if text is None:
        return ParsedFile(None, found)
    found.lines = _lines(text)
    seen = readable(found)
    broken = _check_lines(found, seen)
    reader = _ChunkReader(found, seen, broken)
    try:
        builder = reader.read(list(_chunks(seen))) or reader.read([Chunk(0, len(seen), "")])
    except UnreadableError:
        builder = None
    if builder is None:
        return ParsedFile(None, found)
    found.take(builder.found)
    scanned = tuple(problem for problem in found.problems if problem.level is Level.ERROR)
    return ParsedFile(builder.root, found, scanned, broken)


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


def _check_lines(found: Findings, seen: list[str]) -> set[int]:
    """Report `---`, `...` and `%YAML`, which only begin and end whole documents; give the lines left out.

    Left out are those with tabs before them, which were reported: how far they are indented cannot be told.
    """
    begun, left_out = False, set()
    for number, line in enumerate(found.lines):
        marker = re.match(r"(---|\.\.\.)(\s|$)", line)
        spot = Spot(number + 1, 1, line)
        if line.startswith("%"):
            mend = "delete the line, or put quotes round it"
            found.error(spot, "special-start", "a line cannot begin with `%`", mend)
            seen[number] = "#"
        elif marker and (begun or line.strip() != "---"):
            mend = "delete the line, or make two files of it"
            found.error(spot, "second-document", "a second document begins here; a file holds one", mend)
            seen[number] = "#"
        text = line.lstrip()
        if text and "\t" in line[: -len(text)]:
            seen[number] = "#"
            left_out.add(number + 1)
        begun = begun or marker is not None or text[:1] not in ("", "#", "%")
    return left_out


class Chunk(NamedTuple):
    """Some lines, from `first` to before `last`, counted from 0; `key` is what they stand under, or empty."""

    first: int
    last: int
    key: str


def _chunks(lines: Sequence[str]) -> Iterator[Chunk]:
    """Cut a file at the items of its long lists, and at the keys below these."""
    starts = [(0, "")]
    key, dashes = "", None
    awaiting = False
    for number, line in enumerate(lines):
        stripped = line.lstrip(" ")
        column = len(line) - len(stripped)
        if not stripped.strip() or stripped[0] == "#":
            continue
        if awaiting and is_dash(stripped, 0):
            dashes = column
        elif column == dashes and is_dash(stripped, 0):
            starts.append((number, key))
        elif column == 0 and _TOP_KEY.match(line):
            if dashes is not None:
                starts.append((number, ""))
            opens = _LIST_KEY.match(line)
            key, dashes, awaiting = opens[1] if opens else "", None, opens is not None
            continue
        awaiting = False
    for (first, key), (last, _) in zip(starts, [*starts[1:], (len(lines), "")], strict=True):
        yield Chunk(first, last, key)


class UnreadableError(Exception):
    """Nothing of a file can be used; it has been reported."""


class _ChunkReader:
    """Reads parts of a file, as often as it takes; `seen` are its lines as the parser sees them."""

    def __init__(self, found: Findings, seen: list[str], broken: set[int]) -> None:
        self.found, self.seen, self.broken = found, seen, broken
        self._reported: set[int] = set()
        self._read = 0

    def read(self, parts: Sequence[Chunk]) -> Builder | None:
        """Read some parts at once; where something in them is misread by halves, and mend it, and give None.

        Raises:
            UnreadableError: when they cannot be read; that has been reported.
        """
        first, last = parts[0].first, parts[-1].last
        while True:
            text = "\n".join(self.seen[first:last]) + "\n"
            builder = Builder(Diagnosis(self.found.lines, self.seen, first, last), self.found, parts[0].key)
            misread = builder.build(text)
            if misread is None:
                return builder
            if len(parts) > 1:
                break
            self._read += len(text)
            if self._read > MOST_READ_AGAIN:
                misread = builder.unreadable(misread.line, misread.column, "too much is wrong in it")
            self._read_past(misread, last)
        # what stands under a key is not to be read together with the next key alone
        keys = [at for at, part in enumerate(parts) if at and not part.key]
        middle = min(keys, key=lambda at: abs(2 * at - len(parts)), default=len(parts) // 2)
        self.read(parts[:middle])
        self.read(parts[middle:])
        return None

    def _read_past(self, misread: Misread, last: int) -> None:
        """Report what is misread, once a line, and let the parser read on."""
        line, column = misread.line, misread.column
        before = self.seen[line]
        if misread.drops:
            self._drop(line, column, len(self.seen) if _LIST_KEY.match(before) else last)
        else:
            end = column + misread.hides
            self.seen[line] = before[:column] + (misread.puts or hidden(before[column:end])) + before[end:]
        if misread.breaks:
            self.broken.add(line + 1)
        stuck = self.seen[line] == before
        if line not in self._reported or stuck:
            text = misread.text or quotable(self.found.lines[line], column)
            self.found.error(Spot(line + 1, column + 1, text), misread.rule, misread.message, misread.mend)
        self._reported.add(line)
        if stuck:
            raise UnreadableError

    def _drop(self, line: int, column: int, last: int) -> None:
        """Leave out a line, and all below it that is indented further, to before `last`."""
        for number in range(line, last):
            text = self.seen[number]
            indent = indent_of(text)
            if text.strip() and number > line and (indent <= column or text[indent] == "#"):
                return
            if text.strip():
                self.seen[number] = "#"
                self.broken.add(number + 1)
