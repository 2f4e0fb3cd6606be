"""The parser's events made into nodes, each text held against its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from studykit.decks.findings import Findings, Spot
from studykit.decks.keys import COMMENT_AFTER
from studykit.decks.misreads import Excerpt, Misread, Place, indent_of, is_dash
from studykit.decks.nodes import Fields, Items, Node, Text

if TYPE_CHECKING:
    import yaml

MOST_NODES = 300_000
"""Texts, lists and mappings of a file that are read: ten times those of all decks that are shipped."""

DEEPEST = 20
"""Lists and mappings inside one another that are still read; a deck needs six."""

NOTHING, QUESTION = "\ufdd0", "\ufdd2"
"""What the parser is given for a column that is nothing, and for a question mark that it would misread."""

RESTORED = {ord(NOTHING): "", ord(QUESTION): "?"}

_NUMBER = re.compile(r"[\d./-]+")
_CARD = re.compile(r"[a-z0-9-]+/[a-z0-9#-]+")
_LAST_DIGITS = re.compile(r"(?<!\d)\d{1,3},$")
_FIRST_DIGITS = re.compile(r"\d{3}(?!\d)")
_INITIALS = re.compile(r"[A-Z]\.(?:[ -]?[A-Z]\.)?")
"""One or two initials, as in `[Lenin, V. I.]`; three or more are an abbreviation."""
_COMMENT = re.compile(r"\s+(?=#)")
_FLOW_COLON = re.compile(r":(?=[\s,\[\]{}]|$)")


def _events(text: str) -> Iterator[Any]:
    """The events of libyaml, or of the parser in pure Python where there is no libyaml."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:  # this parser takes any `?` between brackets for a key
        loader, text = yaml.SafeLoader, re.sub(r"(?<=\S)\?", QUESTION, text)
    return yaml.parse(text, Loader=loader)


def _kind(event: Any) -> str:  # noqa: ANN401 - the C parser has no types
    return type(event).__name__.removesuffix("Event")


class Parse:
    """Makes nodes of some lines; `heading` is the key above them, where they are but a part of its list."""

    def __init__(self, lines: Excerpt, found: Findings, heading: str) -> None:
        self.lines = lines
        self.found = Findings(found.file, found.lines, [*found.problems])
        """What is wrong beside what is misread."""
        self._first = lines.first - bool(heading)
        above = [heading] if heading else []
        self._events = _events("\n".join([*above, *lines.seen[lines.first : lines.last], ""]))
        self._flows: list[Place] = []
        """Where the brackets that are open begin."""
        self.root: Node | None = None
        self._before: Any = None
        """The event before the one that is looked at."""
        self._made = 0
        """Nodes so far."""

    def misread(self) -> Misread | None:
        """Make the nodes; give the first place that was meant otherwise, or where the parser stops."""
        import yaml

        try:
            for event in self._events:
                if hasattr(event, "anchor"):
                    self.root = self._node(event, "", 0)
        except Misread as found:
            misread = found
        except yaml.MarkedYAMLError as error:
            misread = self._stopped(error)
        except yaml.YAMLError as error:
            misread = self.unreadable((self.lines.first, 0), str(error))
        else:
            return None
        if self._flows and misread.way != "stop":
            misread.begins, misread.way = self._flows[0][0], "break"
        return misread

    def _stopped(self, error: yaml.MarkedYAMLError) -> Misread:
        """Tell why the parser stopped."""
        start = self._at(error.context_mark) if error.context_mark else (self.lines.first, 0)
        at = self._at(error.problem_mark) if error.problem_mark else start
        context = error.context or ""
        if "simple key" in context:
            at = start
        if "flow level" in context:  # libyaml has a limit of its own
            return Misread(at, "nesting", way="stop")
        if "quoted scalar" in context:
            for escape in (at, (at[0], max(at[1] - 1, 0))):
                if self.lines.sign(escape) == "\\":
                    shown = slice(escape[1], escape[1] + 2)
                    return Misread(escape, "escape", shown=shown, begins=start[0], way="break")
            return Misread(start, "open-quote", self.lines.sign(start), way="break")
        if self._flows:
            return self._in_brackets(at)
        misread = self.lines.stopped(at) if at[0] < self.lines.last else None
        return misread or self.unreadable(at, error.problem or "")

    def _in_brackets(self, at: Place) -> Misread:
        sign = self.lines.sign(at)
        if not sign or self.lines.swallowed(self._flows[0], at[0]):
            return self.lines.bracket(self._flows[0])
        if sign not in ":]}" and getattr(self._before, "style", None) in ("'", '"'):
            return Misread(self._at(self._before.start_mark), "text-after-quote")
        if sign == ":":
            return Misread(at, "colon-in-sentence")
        if sign in "[{":
            return Misread(at, "bracket-in-sentence", sign)
        if sign in "\"'":
            return Misread(at, "quote-in-sentence")
        return self.lines.special(at) if sign in "&*!|>%@`,?-" else self.lines.bracket(self._flows[-1])

    def unreadable(self, at: Place, problem: str) -> Misread:
        """Say that nothing can be read from a place on."""
        line = min(at[0], len(self.found.lines) - 1)
        return Misread((line, at[1]), "yaml", " ".join(problem.split()), line + 1, way="stop")

    def _at(self, mark: Any) -> Place:  # noqa: ANN401
        return mark.line + self._first, mark.column

    def _node(self, event: Any, name: str, depth: int, *, item: bool = True) -> Node:  # noqa: ANN401
        """Make the node that begins with an event, below the key `name`; `item` unless it is key or value."""
        at = self._at(event.start_mark)
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise self.lines.special(at)
        self._made += 1
        if self._made > MOST_NODES:
            raise self.found.too_large(Text("", at[0] + 1, at[1] + 1), f"{MOST_NODES:,} words and lists")
        self._before = event
        if _kind(event) == "Scalar":
            return self._text(event, at, name, item=item)
        if depth >= DEEPEST:
            raise Misread(at, "nesting", way="stop")
        node: Items | Fields = Items([], at[0] + 1, at[1] + 1)
        if _kind(event) == "MappingStart":
            node = Fields({}, at[0] + 1, at[1] + 1)
            if self._flows and self.lines.sign(at) != "{":
                colon = _FLOW_COLON.search(self.lines.text(at[0]), at[1])
                raise Misread((at[0], colon.start() if colon else at[1]), "colon-in-sentence")
        if event.flow_style:
            self._flows.append(at)
        end = self._at(self._fill(node, name, depth + 1).end_mark)
        node.end = end[0] + 1, end[1] + 1
        if event.flow_style:
            self._flows.pop()
            if not self._flows and self.lines.swallowed(at, end[0]):
                raise self.lines.bracket(at)
        return node

    def _fill(self, node: Items | Fields, name: str, depth: int) -> Any:  # noqa: ANN401
        """Put into a list or mapping what follows up to its end, and give the event that ends it."""
        while _kind(event := next(self._events)) not in ("SequenceEnd", "MappingEnd"):
            if isinstance(node, Fields):
                self._pair(node, event, name, depth)
                continue
            item = self._node(event, name, depth)
            if self._flows:
                self._check_commas(node.items[-1] if node.items else None, item)
            node.items.append(item)
        self._before = event
        return event

    def _pair(self, node: Fields, event: Any, name: str, depth: int) -> None:  # noqa: ANN401
        key = self._node(event, name, depth, item=False)
        if not isinstance(key, Text):
            self.found.error(key, "key", "a list or a mapping cannot be a key", "put quotes round the whole")
            key = Text(f"\0{key.line}:{key.column}", key.line, key.column)
        following = next(self._events)
        value = self._node(following, key.value, depth, item=False)
        first = node.entries.setdefault(key.value, (key, value))[0]
        if first is not key:
            message = f"the key `{key.value}` stands here twice, first in line {first.line}"
            self.found.error(key, "duplicate-key", message, "keep one of the two")
        if self._flows and isinstance(value, Text) and value.plain and not value.value:
            start, end = event.end_mark, following.start_mark
            if start.line == end.line and ":" not in self.lines.text(key.line - 1)[start.column : end.column]:
                self._comma(key, key.value)

    # Texts

    def _text(self, event: Any, start: Place, name: str, *, item: bool) -> Text:  # noqa: ANN401
        value = event.value if event.value.isascii() else event.value.translate(RESTORED)
        end = self._at(event.end_mark)
        if not event.style:
            self._check_plain(value, start, end, name, item=item)
        elif event.style in "'\"" and self.lines.swallowed((self._flows or [start])[0], end[0]):
            raise Misread(start, "open-quote", event.style, way="break")
        return Text(value.strip(), start[0] + 1, start[1] + 1, not event.style)

    def _check_plain(self, value: str, start: Place, end: Place, name: str, *, item: bool) -> None:
        """Find the comment that cuts a sentence short, and the dash that goes on with it."""
        text = self.lines.text(end[0])
        if start[0] == end[0] and end[1] == len(text):
            return  # as most texts are: one line, and nothing behind it
        for line in range(start[0] + 1, end[0] + 1) if not self._flows else ():
            if is_dash(self.lines.text(line), indent_of(self.lines.text(line))):
                raise self.lines.dash_below(line, start[0])
        comment = _COMMENT.match(text, end[1])
        may_follow = start == end if self._flows else _takes_comment(value, name, item=item)
        if comment and not may_follow:
            at = end[0], comment.end()
            if start == end:
                raise Misread(at, "special-start", "#")
            shown = slice(start[1] if start[0] == end[0] else indent_of(text), None)
            raise Misread(at, "hash-in-sentence", shown=shown, begins=start[0])

    def _check_commas(self, before: Node | None, text: Node) -> None:
        """Find the sentence between brackets that a comma cuts in two: a number, initials, curly quotes."""
        if not (isinstance(text, Text) and text.plain):
            return
        written, column = self.found.lines[text.line - 1], text.column - 1
        if text.value.count("“") > text.value.count("”"):
            self._comma(text, text.value)
        if not (isinstance(before, Text) and before.plain):
            return
        number = _LAST_DIGITS.search(written, max(0, column - 4), column) and _FIRST_DIGITS.match(text.value)
        if number or _INITIALS.fullmatch(text.value):
            start = before.column - 1 if before.line == text.line else column
            self._comma(Spot(text.line, start + 1, ""), written[start : column + len(text.value)])

    def _comma(self, at: Text | Spot, written: str) -> None:
        mend = "put quotes round the whole of it if the comma belongs to it"
        message = "a comma separates here, so this is read as more than one"
        self.found.error(Spot(at.line, at.column, written), "comma", message, mend)


def _takes_comment(value: str, name: str, *, item: bool) -> bool:
    """Whether a text below a key is a slug, a date or a number, which no ` #` can belong to."""
    is_slug = (name in COMMENT_AFTER and " " not in value) or (item and _CARD.fullmatch(value))
    return bool(value and (is_slug or _NUMBER.fullmatch(value)))
