"""A file of YAML read as texts, lists and mappings that know their lines; nothing is guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from studykit.decks.characters import check_characters
from studykit.decks.findings import Findings, Spot
from studykit.decks.nodes import Fields, Items, Node, Text
from studykit.decks.scan import LineScan
from studykit.decks.stand_ins import Edits, restore
from studykit.problems import Level, Problem

LARGEST = 10_000_000
"""Bytes of a file that are still read: forty times a deck of a thousand cards."""

DEEPEST = 20
"""Lists and mappings inside one another that are still read; a deck needs six."""


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
    scan = LineScan(found, edits)
    scan.run()
    if scan.fatal:
        return ParsedFile(None, found)
    root = _Builder(found, restoring=bool(edits)).build(edits.made())
    scanned = tuple(problem for problem in found.problems if problem.level is Level.ERROR)
    return ParsedFile(root, found, scanned, scan.broken)


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


def _events(text: str) -> Iterator[Any]:
    """Give libyaml's events, or those of the parser in pure Python where there is no libyaml."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.parse(text, Loader=loader)


class _Builder:
    """Makes nodes of events, without recursion."""

    def __init__(self, found: Findings, *, restoring: bool) -> None:
        self.found = found
        self.restoring = restoring
        self.root: Node | None = None
        self.stack: list[Items | Fields] = []
        self.keys: list[Text | None] = []

    def build(self, text: str) -> Node | None:
        """Give the one node of a file; None when it is empty or cannot be read."""
        import yaml

        try:
            for event in _events(text):
                self._take(event)
        except _TooDeepError:
            return None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            self._unreadable(min(line, len(self.found.lines) - 1) + 1, column + 1, error.problem or "")
            return None
        except yaml.YAMLError as error:
            self._unreadable(1, 1, str(error))
            return None
        return self.root

    def _take(self, event: Any) -> None:  # noqa: ANN401 - events of the C parser have no types
        name = type(event).__name__
        if name == "ScalarEvent":
            mark = event.start_mark
            value = restore(event.value) if self.restoring else event.value
            plain = event.style is None or event.style == ""
            self._put(Text(value.strip(), mark.line + 1, mark.column + 1, plain))
            self._check_properties(event)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._start(event, name)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            node = self.stack.pop()
            self.keys.pop()
            node.end = event.end_mark.line + 1, event.end_mark.column + 1
        elif name == "AliasEvent":
            mark = event.start_mark
            self._put(Text("", mark.line + 1, mark.column + 1))
            self._refuse_property(event)

    def _start(self, event: Any, name: str) -> None:  # noqa: ANN401
        mark = event.start_mark
        node: Items | Fields
        if name == "SequenceStartEvent":
            node = Items([], mark.line + 1, mark.column + 1)
        else:
            node = Fields({}, mark.line + 1, mark.column + 1)
        if len(self.stack) >= DEEPEST:
            message = "lists and mappings stand too deep in one another; nothing of the file was read"
            self.found.error(node, "nesting", message, "write it flatter")
            raise _TooDeepError
        self._put(node)
        self._check_properties(event)
        self.stack.append(node)
        self.keys.append(None)

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = self.root or node
            return
        parent = self.stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = node if isinstance(node, Text) else self._bad_key(node)
            return
        self.keys[-1] = None
        first = parent.entries.setdefault(key.value, (key, node))
        if first[0] is not key:
            message = f"the key `{key.value}` stands here twice, first in line {first[0].line}"
            self.found.error(key, "duplicate-key", message, "keep one of the two")

    def _bad_key(self, node: Items | Fields) -> Text:
        self.found.error(
            node, "key", "a list or a mapping cannot be a key", "put quotes round the whole sentence"
        )
        return Text(f"\0{node.line}:{node.column}", node.line, node.column)

    def _check_properties(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None or event.tag is not None:
            self._refuse_property(event)

    def _refuse_property(self, event: Any) -> None:  # noqa: ANN401
        mark = event.start_mark
        here = Spot(mark.line + 1, mark.column + 1, "")
        if not any((each.line, each.column) == here[:2] for each in self.found.problems):
            message = "anchors, aliases and tags are not part of a deck"
            self.found.error(here, "anchor", message, "write the text out, or put quotes round it")

    def _unreadable(self, line: int, column: int, problem: str) -> None:
        detail = re.sub(r"\s+", " ", problem).strip()
        self.found.error(
            Spot(line, column, ""),
            "yaml",
            f"the file cannot be read on from here ({detail}); it was not checked below line {line}",
            "look at this line and the one above: keys of one entry stand in one column, quotes are closed",
        )


class _TooDeepError(Exception):
    """The file nests too deep to be read on."""
