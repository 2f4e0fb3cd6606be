"""What an import reads: the entries of a file and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studykit.authoring.new_entries import NewEntry, Value
from studykit.errors import DataError
from studykit.problems import Level, Problem

LARGEST = 20_000_000
"""Bytes of a text that are read: forty times a deck of ten thousand cards."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


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

    def _report(self, line: int, text: str, message: str, mend: str, rule: str, level: Level) -> None:
        self.problems.append(Problem(self.file, max(line, 1), 1, text[:120], message, mend, rule, level))


def decoded(file: str, data: bytes, encoding: str | None) -> str:
    """Give the text of a file: UTF-8, or UTF-16 with its mark, or the encoding that is named.

    Raises:
        DataError: when it is too long, is no text, or is in another encoding; it says in which line.
    """
    if len(data) > LARGEST:
        raise DataError(
            f"{file} has {len(data) / 1e6:.0f} MB; at most {LARGEST / 1e6:.0f} MB are read. "
            "Cut it into several files."
        )
    chosen = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if "16" not in chosen and "32" not in chosen and b"\0" in data:
        raise DataError(
            f"{file} is not text. Export it as CSV, tab-separated text, Markdown, GIFT or .apkg first."
        )
    try:
        text = data.decode(chosen)
    except LookupError:
        raise DataError(f"There is no encoding `{chosen}`; write utf-8, utf-16 or cp1252, say.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{file}, line {line}, is not {chosen.upper()} text. Save the file as UTF-8, or add "
            "`--encoding cp1252` if it comes from an older Windows program."
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
