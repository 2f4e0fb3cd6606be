"""Problems as they are shown: the line of the file quoted, with a caret under the offending text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cli.cells import cells
from studykit.cli.display import Style, count, tell
from studykit.files import read_plain, text_of
from studykit.problems import Level
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.problems import Problem

LARGEST = 10_000_000
"""Bytes of a file that is read to quote from; of a larger one nothing was checked either."""

SHOWN_AT_MOST = 1_000
"""Problems of one run that are shown; a file that is something else has hundreds of thousands."""

NEAR = 2_000
"""Characters on either side of the offending text that are looked at, more than fit on a screen."""

BEFORE = 24
"""Columns shown before the offending text when a line is too long for the screen."""

COLOURS = {Level.ERROR: "red", Level.ADVICE: "yellow"}


def tell_problems(problems: Sequence[Problem], shown: Callable[[Problem], str]) -> None:
    """Print problems to standard error, as many as somebody reads."""
    for problem in problems[:SHOWN_AT_MOST]:
        tell(shown(problem))
    if (more := len(problems) - SHOWN_AT_MOST) > 0:
        tell(f"And {count(more, 'more problem')}.")


def headline(problem: Problem, style: Style, place: str) -> str:
    """Say what is wrong and how much it matters, after the place in its file."""
    level = style.coloured(problem.level.value, COLOURS[problem.level])
    return f"{visible(problem.file)}:{place}: {level}: {visible(problem.message)} [{problem.rule}]"


class Quoting:
    """Shows problems; every file is read once."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._file: str | None = None
        self._lines: list[str] = []

    def shown(self, problem: Problem) -> str:
        """Show a problem: where, what is wrong, its line with a caret, and the mend."""
        line = self._line(problem)
        start = _start(line, problem)
        lines = [headline(problem, self.style, f"{problem.line}:{start + 1}")]
        lines += self._quoted(problem, line, start)
        if problem.mend:
            lines.append(f"    {visible(problem.mend)}")
        return "\n".join(lines)

    def _quoted(self, problem: Problem, line: str, start: int) -> list[str]:
        if not line or line.isspace():
            return [f"    {self.style.faint(visible(problem.text))}"] if problem.text else []
        start = min(start, len(line))
        end = start + _length(line[start:], problem.text)
        # Of a line of millions of letters no more is looked at than can be shown.
        before, text = visible(line[max(0, start - NEAR) : start]), visible(line[start:end][:NEAR])
        after = visible(line[end : end + NEAR])
        number = f"{problem.line:>5} | "
        room = max(40, self.style.width - len(number) - 1)
        if cells(before) + cells(text) + cells(after) > room:
            before = before if len(before) <= BEFORE else "…" + before[1 - BEFORE :]
            text = _fitting(text, room - cells(before))
            after = _fitting(after, room - cells(before) - cells(text))
        caret = self.style.coloured("^" * max(1, cells(text)), COLOURS[problem.level], bold=True)
        blank = " " * (len(number) - 2) + "| " + " " * cells(before)
        return [f"{self.style.faint(number)}{before}{text}{after}", f"{self.style.faint(blank)}{caret}"]

    def _line(self, problem: Problem) -> str:
        if problem.file != self._file:
            self._file, self._lines = problem.file, _lines_of(Path(problem.file))
        return self._lines[problem.line - 1] if problem.line <= len(self._lines) else ""


def _lines_of(path: Path) -> list[str]:
    try:
        data = read_plain(path, LARGEST + 1)
    except OSError:
        return []
    if len(data) > LARGEST or data[:2] == b"PK":  # a spreadsheet has no lines
        return []
    return text_of(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _start(line: str, problem: Problem) -> int:
    """Give where the offending text begins, from 0: a problem of a table's row says the text alone."""
    found = line.find(problem.text) if problem.column == 1 and problem.text else 0
    return found if found > 0 else problem.column - 1


def _length(rest: str, text: str) -> int:
    """Give how many characters of a line are the offending text; 1 when they cannot be told.

    A problem carries a text without its quotes, and cuts a long one.
    """
    text = text.removesuffix("…")
    if text and rest.startswith(text):
        return len(text)
    if text and rest[:1] in "\"'" and rest[1:].startswith(text):
        return min(len(text) + 2, len(rest))
    return 1


def _fitting(text: str, room: int) -> str:
    """Give as much of a text as fits in so many columns, with a mark where it was cut."""
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[: max(0, min(len(text) - 1, room - 1))]
    return text + "…" if room > 0 else ""
