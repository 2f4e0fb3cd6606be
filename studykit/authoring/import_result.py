"""What an import reads: the entries of a file and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studykit.authoring.new_entries import NewEntry, Value
from studykit.decks.deck_file import MOST_CARDS
from studykit.errors import DataError
from studykit.problems import Level, Problem

LARGEST = 20_000_000
"""Bytes of a text that are read: forty times a deck of ten thousand cards."""

MOST_HELD, OVERHEAD = 20_000_000, 30
"""Letters of all entries, twice those of a deck, and those that a value counts for beside its own: a small
file can say one text in thousands of them."""

MOST_PROBLEMS = 100_000
"""Problems after which a text is given up: five for each card that a deck may have."""


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
    _held: int = 0

    def entry(self, line: int, fields: Mapping[str, Value]) -> None:
        """Take an entry.

        Raises:
            DataError: when there are more than a deck may have; the rest is not worth reading.
        """
        self._held += _room(fields)
        if len(self.entries) == MOST_CARDS or self._held > MOST_HELD:
            raise DataError(
                f"{self.file} has more than {MOST_CARDS:,} cards, or longer ones than a deck can hold. "
                "Cut it into several files."
            )
        self.entries.append(NewEntry(fields, line))

    def error(self, line: int, text: str, message: str, mend: str, rule: str) -> None:
        """Report what keeps a row from becoming a card."""
        self._report(line, text, message, mend, rule, Level.ERROR)

    def advice(self, line: int, text: str, message: str, mend: str, rule: str) -> None:
        """Report what is left out or changed on purpose."""
        self._report(line, text, message, mend, rule, Level.ADVICE)

    def told(self, line: int, text: str, message: str, rule: str) -> None:
        """Report what is left out or changed, where that is surely what was meant."""
        self.advice(line, text, message, "nothing needs to be done", rule)

    def guessed(self, encoding: str) -> None:
        """Say of a text how it was taken to be encoded, where nothing told it."""
        if encoding:
            message = f"the file is not UTF-8 text; it is read as {encoding}"
            mend = "where letters are wrong, name its encoding with `--encoding`, or save it as UTF-8"
            self.advice(1, "", message, mend, "encoding")

    def _report(self, line: int, text: str, message: str, mend: str, rule: str, level: Level) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            raise DataError(
                f"{self.file} has more than {MOST_PROBLEMS:,} problems, so it seems to be no table or text "
                "of cards. Check its form, or cut it into several files."
            )
        self.problems.append(Problem(self.file, max(line, 1), 1, text[:120], message, mend, rule, level))


def _room(value: Value) -> int:
    """The letters that a value takes with all that is in it."""
    if isinstance(value, str):
        return OVERHEAD + len(value)
    return sum(map(_room, (*value.keys(), *value.values()) if isinstance(value, Mapping) else value))
