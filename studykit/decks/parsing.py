"""The parser's events made into nodes, each text held against its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from studykit.decks.characters import QUESTION, restored
from studykit.decks.findings import Findings, Spot
from studykit.decks.keys import COMMENT_AFTER
from studykit.decks.misreads import LONGEST, Diagnosis, Misread, head_of, indent_of, is_dash
from studykit.decks.nodes import Fields, Items, Node, Text

if TYPE_CHECKING:
    import yaml

NEAR = 20
"""Columns before a key that are looked at for a question mark."""

DEEPEST = 20
"""Lists and mappings inside one another that are still read; a deck needs six."""

_NUMBER = re.compile(r"[\d./-]+")
_CARD = re.compile(r"[a-z0-9-]+/[a-z0-9#-]+")
_LAST_DIGITS = re.compile(r"(?<!\d)\d{1,3}$")
_FIRST_DIGITS = re.compile(r"\d{3}(?!\d)")
_INITIALS = re.compile(r"[A-Z]\.(?:[ -]?[A-Z]\.)?")
"""One or two initials, as in `[Lenin, V. I.]`; three or more are an abbreviation."""
_COMMENT = re.compile(r"\s+#")
_FLOW_COLON = re.compile(r":(?=[\s,\[\]{}]|$)")
_MOVE_IT = "put quotes round the whole sentence, or move the comment to a line of its own"


def _events(text: str) -> Iterator[Any]:
    """Give libyaml's events, or those of the parser in pure Python where there is no libyaml."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:  # this parser takes any `?` between brackets for a key
        loader, text = yaml.SafeLoader, re.sub(r"(?<=\S)\?", QUESTION, text)
    return yaml.parse(text, Loader=loader)


def _too_deep(line: int, column: int) -> Misread:
    said = "lists and mappings stand too deep in one another; nothing of the file was read"
    return Misread(line, column, "nesting", said, "write it flatter", hides=0)


class Builder:
    """Makes nodes of the events of some lines, without recursion; the first stand under a `key`."""

    def __init__(self, diagnosis: Diagnosis, found: Findings, key: str) -> None:
        self.diagnosis = diagnosis
        self.found = Findings(found.file, found.lines)
        """What is wrong beside what is misread."""
        self.names = [key]
        """The keys that what is open stands under."""
        self.root: Node | None = None
        self.stack: list[Items | Fields] = []
        self.keys: list[Text | None] = []
        self.flows: list[tuple[int, int]] = []
        """Where the brackets that are open begin."""
        self.quoted: tuple[int, int] | None = None
        """Where a quoted text between brackets begins that was just read."""
        self.ends: dict[tuple[int, int], tuple[int, int]] = {}
        """Where each text ends, by where it begins."""

    def build(self, text: str) -> Misread | None:
        """Make the nodes; give the first place that was meant otherwise, or where the parser stops."""
        import yaml

        try:
            for event in _events(text):
                self._take(event)
        except Misread as misread:
            return misread
        except yaml.MarkedYAMLError as error:
            return self._stopped(error)
        except yaml.YAMLError as error:
            return self.unreadable(self.diagnosis.first, 0, str(error))
        return None

    def _stopped(self, error: yaml.MarkedYAMLError) -> Misread:
        """Tell why the parser stopped."""
        start = self._at(error.context_mark) if error.context_mark else (self.diagnosis.first, 0)
        at = self._at(error.problem_mark) if error.problem_mark else start
        context = error.context or ""
        if "simple key" in context:
            at = start
        if "flow level" in context:  # libyaml has a limit of its own
            return _too_deep(*at)
        if "quoted scalar" in context:
            return self.diagnosis.in_quotes(*at, start)
        if self.flows:
            line, column = self.flows[-1]
            closes = "]" if self.diagnosis.text(line)[column] == "[" else "}"
            return self.diagnosis.in_brackets(self.flows[0], at, closes, self.quoted)
        misread = self.diagnosis.in_block(*at) if at[0] < self.diagnosis.last else None
        return misread or self.unreadable(*at, error.problem or "")

    def unreadable(self, line: int, column: int, problem: str) -> Misread:
        """Say that nothing can be read from a place on."""
        detail = re.sub(r"\s+", " ", problem).strip()
        line = min(line, len(self.found.lines) - 1)
        said = f"the file cannot be read on from here ({detail}); it was not checked below line {line + 1}"
        mend = "look at this line and the one above: keys of one entry stand in one column, quotes are closed"
        return Misread(line, column, "yaml", said, mend, hides=0)

    def _at(self, mark: Any) -> tuple[int, int]:  # noqa: ANN401 - the C parser has no types
        return mark.line + self.diagnosis.first, mark.column

    def _take(self, event: Any) -> None:  # noqa: ANN401
        name = type(event).__name__
        if name == "ScalarEvent":
            self._scalar(event)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._start(event, name)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._end(event)
        elif name == "AliasEvent":
            self._refuse(*self._at(event.start_mark))

    # Texts

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        start, end = self._at(event.start_mark), self._at(event.end_mark)
        self._refuse_properties(event, start)
        value = restored(event.value, in_quotes=event.style == '"')
        plain = not event.style
        self.quoted = None
        if event.style in ("'", '"'):
            self._check_quoted(start, end)
            self.quoted = start if self.flows else None
        elif plain and start == end:
            self._check_empty(*start)
        elif plain:
            self._check_plain(value, start, end)
        node = Text(value.strip(), start[0] + 1, start[1] + 1, plain)
        self.ends[node.line, node.column] = end
        self._put(node)

    def _check_quoted(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        if start[0] == end[0]:
            return
        text = self.diagnosis.text
        owner = head_of(text(self.flows[0][0] if self.flows else start[0])).owner
        for number in range(start[0] + 1, end[0] + 1):
            if text(number).strip() and indent_of(text(number)) <= owner:
                raise self.diagnosis.open_quote(*start)

    def _check_empty(self, line: int, column: int) -> None:
        """Find the sentence that a comment took the place of."""
        comment = _COMMENT.match(self.diagnosis.text(line), column)
        if comment and not self.flows:
            said = "`#` begins a comment, so nothing is left"
            raise Misread(line, comment.end() - 1, "special-start", said)

    def _check_plain(self, value: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        text = self.diagnosis.text(end[0])
        if start[0] == end[0] and end[1] == len(text):
            return  # as most texts are: one line, and nothing behind it
        for number in range(start[0] + 1, end[0] + 1):
            indent = indent_of(self.diagnosis.text(number))
            if is_dash(self.diagnosis.text(number), indent) and not self.flows:
                raise self.diagnosis.stray_dash(number, indent)
        comment = _COMMENT.match(text, end[1])
        if comment and (self.flows or not self._comment_may_follow(value)):
            begins = start[1] if start[0] == end[0] else indent_of(text)
            raise self.diagnosis.hash(end[0], comment.end() - 1, begins, *(() if self.flows else (_MOVE_IT,)))

    def _comment_may_follow(self, value: str) -> bool:
        """Say whether what stands before ` #` is a slug, a date or a number, which no ` #` can belong to."""
        is_item = not self.stack or isinstance(self.stack[-1], Items)
        if _NUMBER.fullmatch(value) or (self._name() in COMMENT_AFTER and " " not in value):
            return True
        return is_item and _CARD.fullmatch(value) is not None

    def _name(self) -> str:
        """Give the key that what comes next stands under."""
        key = self.keys[-1] if self.keys else None
        return key.value if key else self.names[-1]

    def _refuse_properties(self, event: Any, at: tuple[int, int]) -> None:  # noqa: ANN401
        if event.anchor is not None or event.tag is not None:
            self._refuse(*at)

    def _refuse(self, line: int, column: int) -> NoReturn:
        raise self.diagnosis.special(line, column, 1 if self.flows else LONGEST)

    # Lists and mappings

    def _start(self, event: Any, name: str) -> None:  # noqa: ANN401
        line, column = self._at(event.start_mark)
        self._refuse_properties(event, (line, column))
        node: Items | Fields = Items([], line + 1, column + 1)
        if name == "MappingStartEvent":
            node = Fields({}, line + 1, column + 1)
            if self.flows and self.diagnosis.text(line)[column : column + 1] != "{":
                found = _FLOW_COLON.search(self.diagnosis.text(line), column)
                colon = found.start() if found else column
                raise self.diagnosis.colon(line, colon, colon, 1)
        if len(self.stack) >= DEEPEST:
            raise _too_deep(line, column)
        self.names.append(self._name())
        self._put(node)
        self.stack.append(node)
        self.keys.append(None)
        self.quoted = None
        if event.flow_style:
            self.flows.append((line, column))

    def _end(self, event: Any) -> None:  # noqa: ANN401
        node = self.stack.pop()
        self.keys.pop()
        self.names.pop()
        end = self._at(event.end_mark)
        node.end = end[0] + 1, end[1] + 1
        self.quoted = None
        start = node.line - 1, node.column - 1
        if not self.flows or self.flows[-1] != start:
            return
        self.flows.pop()
        if not self.flows and self.diagnosis.runs_over(*start, end[0]):
            raise self.diagnosis.open_bracket(*start)
        if isinstance(node, Fields):
            self._check_pairs(node)
        else:
            self._check_items(node)

    def _check_pairs(self, node: Fields) -> None:
        """Find the sentences between braces that a comma cuts in two: the second half has no colon."""
        for key, value in node.entries.values():
            line, column = self.ends.get((key.line, key.column), (0, 0))
            empty = isinstance(value, Text) and value.plain and not value.value
            between = self.diagnosis.text(line)[column : value.column - 1]
            if empty and value.line == line + 1 and ":" not in between:
                self._comma(Spot(key.line, key.column, key.value))

    def _check_items(self, node: Items) -> None:
        """Find the sentences between brackets that a comma cuts in two."""
        before: Text | None = None
        for each in node.items:
            text = each if isinstance(each, Text) and each.plain else None
            if text and text.value.count("“") > text.value.count("”"):
                self._comma(Spot(text.line, text.column, text.value))
            if text and before and self._belongs(before, text):
                line, end = self.ends[before.line, before.column]
                start = end - len(before.value) if line == text.line - 1 else text.column - 1
                written = self.found.lines[text.line - 1][start : text.column - 1 + len(text.value)]
                self._comma(Spot(text.line, start + 1, written))
            before = text

    def _belongs(self, before: Text, text: Text) -> bool:
        """Say whether a text goes on with the one before it: the rest of a number, or initials."""
        line, end = self.ends[before.line, before.column]
        glued = (text.line, text.column) == (line + 1, end + 2)
        number = glued and _LAST_DIGITS.search(before.value) and _FIRST_DIGITS.match(text.value)
        return bool(number or _INITIALS.fullmatch(text.value))

    def _comma(self, spot: Spot) -> None:
        mend = "put quotes round the whole of it if the comma belongs to it"
        self.found.error(spot, "comma", "a comma separates here, so this is read as more than one", mend)

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
            self._check_key(node)
            return
        self.keys[-1] = None
        first = parent.entries.setdefault(key.value, (key, node))
        if first[0] is not key:
            message = f"the key `{key.value}` stands here twice, first in line {first[0].line}"
            self.found.error(key, "duplicate-key", message, "keep one of the two")

    def _check_key(self, node: Node) -> None:
        line, column = node.line - 1, node.column - 1
        before = self.diagnosis.text(line)[max(0, column - NEAR) : column].rstrip()
        if not before:
            return
        if before.endswith("?") and (before[:-1].endswith((" ", "-")) or before == "?"):
            at = max(0, column - NEAR) + len(before) - 1
            raise Misread(line, at, "special-start", "a line cannot begin with `? `")

    def _bad_key(self, node: Items | Fields) -> Text:
        mend = "put quotes round the whole sentence"
        self.found.error(node, "key", "a list or a mapping cannot be a key", mend)
        return Text(f"\0{node.line}:{node.column}", node.line, node.column)
