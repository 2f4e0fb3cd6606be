"""What an import reads: the entries of a file and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studykit.authoring.decoding import Decoded
from studykit.authoring.new_entries import NewEntry, Value
from studykit.problems import Level, Problem

LARGEST = 20_000_000
"""Bytes of a text that are read: forty times a deck of ten thousand cards."""


@dataclass(slots=True)
class Read:
    """What was found in a file; `title` and `sources` are what it says of the whole deck."""

    file: str
    entries: list[NewEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    title: str | None = None
    slug: str | None = None
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unused: list[tuple[int, str]] = field(default_factory=list)
    """Lines of notes that no card was made of."""
    unit: str = "line"
    """What the numbers of its entries count: lines of a file, or notes of a package."""

    def entry(self, line: int, fields: Mapping[str, Value]) -> None:
        """Take an entry."""
        self.entries.append(NewEntry(fields, line))

    def error(self, line: int, text: str, message: str, mend: str, rule: str) -> None:
        """Report what keeps a row from becoming a card."""
        self._report(line, text, message, mend, rule, Level.ERROR)

    def advice(self, line: int, text: str, message: str, mend: str, rule: str) -> None:
        """Report what is left out or changed on purpose."""
        self._report(line, text, message, mend, rule, Level.ADVICE)

    def guessed(self, text: Decoded) -> None:
        """Say of a text how it was taken to be encoded, where nothing told it."""
        if text.guess:
            self.advice(1, "", *text.said, "encoding")

    def _report(self, line: int, text: str, message: str, mend: str, rule: str, level: Level) -> None:
        self.problems.append(Problem(self.file, max(line, 1), 1, text[:120], message, mend, rule, level))
