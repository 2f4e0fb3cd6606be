"""A file of YAML read as texts, lists and mappings that know their lines; nothing is guessed at.

The file is read in chunks, an item of its long list each. Where YAML misreads a chunk or stops in it, the
place is reported, mended for the parser, and the chunk is read again: so all problems are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from studykit.decks.characters import check_characters
from studykit.decks.findings import Findings, Spot
from studykit.decks.misreads import Diagnosis, is_dash
from studykit.decks.nodes import Fields, Items, Node, Text
from studykit.decks.parsing import Builder
from studykit.decks.stand_ins import NOTHING, Edits
from studykit.problems import Level, Problem

LARGEST = 10_000_000
"""Bytes of a file that are still read: forty times a deck of a thousand cards."""

MOST_READ_AGAIN = 3_000_000
"""Characters of chunks that are read again: hundreds of entries, or a dozen times a whole deck."""

LINES_AT_ONCE = 200
"""Lines that are read at once, as long as nothing in them is misread."""

_TOP_KEY = re.compile(r"(?![-#\s\[\]{},])(?:[^#]*?):(?:\s|$)")
_LIST_KEY = re.compile(r"[\w-]+:\s*(?:#.*)?$")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


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
    edits = Edits(found.lines)
    check_characters(found, edits)
    _mend_escapes(found.lines, edits)
    broken = _check_lines(found, edits)
    reader = _ChunkReader(found, edits, broken)
    try:
        for chunks in _together(list(_chunks([edits.text(number) for number in range(len(found.lines))]))):
            if not reader.is_read(chunks[0].first, chunks[-1].last):
                for chunk in chunks:
                    reader.read(chunk.first, chunk.last)
    except UnreadableError:
        return ParsedFile(None, found)
    scanned = tuple(problem for problem in found.problems if problem.level is Level.ERROR)
    return ParsedFile(reader.root, found, scanned, reader.broken)


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
        found.error(
            place, "encoding", message, "save it as UTF-8 (in most editors: Save with encoding, UTF-8)"
        )
        return None


def _mend_escapes(lines: Sequence[str], edits: Edits) -> None:
    """Write out characters beyond U+FFFF as JSON escapes them, and YAML does not."""
    for number, line in enumerate(lines):
        for pair in _PAIR.finditer(line) if '"' in line and "\\u" in line else ():
            high, low = (int(half, 16) for half in pair.groups())
            character = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            edits.put(number, pair.start(), character + NOTHING * (len(pair.group()) - 1))


def _check_lines(found: Findings, edits: Edits) -> set[int]:
    """Report `---`, `...` and `%YAML`, which only begin and end whole documents; give the lines left out.

    Left out are those with tabs before them, which were reported: how far they are indented cannot be told.
    """
    begun, left_out = False, set()
    for number, line in enumerate(found.lines):
        marker = re.match(r"(---|\.\.\.)(\s|$)", line)
        if line.startswith("%"):
            mend = "delete the line, or put quotes round it"
            found.error(Spot(number + 1, 1, line), "special-start", "a line cannot begin with `%`", mend)
            edits.put(number, 0, "#")
        elif marker and (begun or line.strip() != "---"):
            message = "a second document begins here; a file holds one"
            mend = "delete the line, or make two files of it"
            found.error(Spot(number + 1, 1, line), "second-document", message, mend)
            edits.put(number, 0, "#")
        text = line.lstrip()
        if text and "\t" in line[: -len(text)]:
            edits.put(number, len(line) - len(text), "#")
            left_out.add(number + 1)
        begun = begun or marker is not None or text[:1] not in ("", "#", "%")
    return left_out


class Chunk(NamedTuple):
    """Some lines, from `first` to before `last`, counted from 0; those of an item begin with a dash."""

    first: int
    last: int
    is_item: bool


def _together(chunks: Sequence[Chunk]) -> Iterator[list[Chunk]]:
    """Put chunks together that can be read at once: an item takes as long by itself as a dozen do."""
    group: list[Chunk] = []
    for chunk in chunks:
        if group and (not chunk.is_item or chunk.last - group[0].first > LINES_AT_ONCE):
            yield group
            group = []
        group.append(chunk)
    yield group


def _chunks(lines: Sequence[str]) -> Iterator[Chunk]:
    """Cut a file at its keys and at the items of its long lists."""
    starts = [0]
    dashes: int | None = None
    awaiting = False
    for number, line in enumerate(lines):
        stripped = line.lstrip(" ")
        column = len(line) - len(stripped)
        if not stripped.strip() or stripped[0] == "#":
            continue
        if is_dash(stripped, 0) and (awaiting or column == dashes):
            dashes = column
            starts.append(number)
        elif column == 0 and _TOP_KEY.match(line):
            if dashes is not None:
                starts.append(number)
            dashes = None
            awaiting = _LIST_KEY.match(line) is not None
            continue
        awaiting = False
    for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Chunk(first, last, is_dash(lines[first].lstrip(" "), 0))


class UnreadableError(Exception):
    """Nothing of a file can be used; it has been reported."""


class _ChunkReader:
    """Reads the chunks of a file one after the other, and puts them together."""

    def __init__(self, found: Findings, edits: Edits, broken: set[int]) -> None:
        self.found, self.edits, self.broken = found, edits, broken
        self.root: Node | None = None
        self._key: Text | None = None
        """The last key at the top of the file."""
        self._read = 0
        self._last: object = None
        """Where something was misread last, and the rule."""

    def is_read(self, first: int, last: int) -> bool:
        """Read some lines, if nothing in them is misread."""
        builder = self._builder(first, last)
        if builder.build(self._text(first, last)) is not None:
            return False
        self._take(builder)
        return True

    def _text(self, first: int, last: int) -> str:
        return "\n".join(self.edits.text(number) for number in range(first, last)) + "\n"

    def _builder(self, first: int, last: int) -> Builder:
        diagnosis = Diagnosis(self.found, self.edits, first, last, self.broken)
        return Builder(diagnosis, self._key.value if self._key else "", restoring=bool(self.edits))

    def _take(self, builder: Builder) -> None:
        self.found.take(builder.found)
        self._attach(builder.root)

    def read(self, first: int, last: int) -> None:
        """Read some lines, as often as it takes.

        Raises:
            UnreadableError: when they cannot be read; that has been reported.
        """
        while True:
            text, builder = self._text(first, last), self._builder(first, last)
            misread = builder.build(text)
            if misread is None:
                self._take(builder)
                return
            self._read += len(text)
            self.found.error(misread.at, misread.rule, misread.message, misread.mend)
            same = (misread.at[:2], misread.rule)
            if misread.edit is not None and (same == self._last or self._read > MOST_READ_AGAIN):
                misread = builder.unreadable(
                    misread.at.line - 1, misread.at.column - 1, "too much is wrong in it"
                )
                self.found.error(misread.at, misread.rule, misread.message, misread.mend)
            if misread.edit is None:
                raise UnreadableError
            self._last = same
            misread.edit()

    def _attach(self, node: Node | None) -> None:
        """Put a chunk to what was read before it."""
        if isinstance(node, Fields) and node.entries:
            self._key = next(reversed(node.entries.values()))[0]
        if node is None:
            return
        if self.root is None:
            self.root = node
        elif isinstance(self.root, Fields) and isinstance(node, Fields):
            for name, (key, value) in node.entries.items():
                first, _ = self.root.entries.setdefault(name, (key, value))
                if first is not key:
                    message = f"the key `{name}` stands here twice, first in line {first.line}"
                    self.found.error(key, "duplicate-key", message, "keep one of the two")
            self.root.end = node.end
        elif isinstance(self.root, Fields) and isinstance(node, Items) and self._key is not None:
            key, before = self.root.entries[self._key.value]
            if key is self._key and isinstance(before, Items):
                before.items += node.items
                before.end = node.end
            elif key is self._key:
                self.root.entries[key.value] = key, node
