"""The problems of one file, collected while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from studykit.decks.nodes import Fields, Items, Node, Text
from studykit.decks.rules import RULES
from studykit.problems import Level, Problem

LONGEST_TEXT = 120
"""Characters of offending text that a problem quotes."""

MOST = 2_000
"""Problems of one file that are collected: a file with more was made to have them, or is no deck."""


class Spot(NamedTuple):
    """Where in a file something stands (line and column from 1), and what stands there."""

    line: int
    column: int
    text: str


class TooManyError(Exception):
    """The file has more of something than anybody reads; with the problem that says so."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.message)
        self.problem = found


def spot(node: Node) -> Spot:
    """Give the place of a node and the text that stands there."""
    return Spot(node.line, node.column, node.value if isinstance(node, Text) else "")


@dataclass(slots=True)
class Findings:
    """A file's problems; `lines` are its lines as they stand, to quote from."""

    file: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    """Lines of which something else was read than stands there; no more is reported of them."""

    def error(self, at: Node | Spot, rule: str, message: str, mend: str) -> None:
        """Report what would mislead a student."""
        self._add(at, rule, message, mend, Level.ERROR)

    def advice(self, at: Node | Spot, rule: str, message: str, mend: str) -> None:
        """Report what is a matter of style, or may be meant."""
        self._add(at, rule, message, mend, Level.ADVICE)

    def _add(self, at: Node | Spot, rule: str, message: str, mend: str, level: Level) -> None:
        place = at if isinstance(at, Spot) else spot(at)
        if place.line in self.broken:
            return
        if len(self.problems) >= MOST:
            message = f"the file has more than {MOST:,} problems; nothing of it was read"
            mend = "mend the first of them and check again"
            raise TooManyError(problem(self.file, Spot(1, 1, ""), "too-many", message, mend))
        quoted = place if place.text else place._replace(text=self._as_written(at))
        self.problems.append(problem(self.file, quoted, rule, message, mend, level))

    def too_large(self, at: Node, what: str) -> TooManyError:
        """Give what is raised at the place from which a file has more than is read of it."""
        message = f"the file has more than {what}; nothing of it was read"
        return TooManyError(problem(self.file, spot(at), "too-large", message, "make several decks of it"))

    def _as_written(self, at: Node | Spot) -> str:
        """Give what stands at a place: a list or a mapping in brackets, or what is in the line."""
        line, column = at.line, at.column
        if line > len(self.lines):
            return ""
        end = at.end if isinstance(at, Items | Fields) else (0, 0)
        furthest = column + LONGEST_TEXT
        stop = min(end[1] - 1, furthest) if end[0] == line else furthest
        return self.lines[line - 1][column - 1 : stop].rstrip()


def quotable(line: str, column: int = 0) -> str:
    """Give as much of a line, from a column that counts from 0, as a problem can quote.

    The whole rest of a line that is ten million letters long would be copied for each of its problems.
    """
    while column < len(line) and line[column].isspace():
        column += 1
    return line[column : column + LONGEST_TEXT + 1].rstrip()


def shorten(text: str) -> str:
    """Give the first line of a text, cut to what fits a report."""
    first = text.lstrip()[: LONGEST_TEXT + 1].split("\n", 1)[0].rstrip()
    return first if len(first) <= LONGEST_TEXT else first[: LONGEST_TEXT - 1] + "…"


def problem(file: str, at: Spot, rule: str, message: str, mend: str, level: Level | None = None) -> Problem:
    """Make a problem of a place whose text is known; the level of a rule that has but one is its own."""
    text = shorten(at.text)
    return Problem(file, at.line, at.column, text, message, mend, rule, level or RULES[rule].levels[0])
