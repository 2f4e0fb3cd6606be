"""What a student gets back: each question with her answer, what it is worth and why, and the right answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from pathlib import Path

from studykit.authoring.formats.markdown_write import escaped
from studykit.authoring.shared import answer_line, question
from studykit.cards import Card
from studykit.classes.card_results import CellOutcome, MarkedAnswer, outcome
from studykit.classes.grid import Grid, StudentRow, points
from studykit.files import is_portable
from studykit.html_page import html_page, html_text
from studykit.visible import visible

LONGEST_NAME = 40
"""Characters of a student's name that go into the name of a file: some have four bytes."""

WORDS = {
    CellOutcome.RIGHT: "Right",
    CellOutcome.PARTLY: "Partly right",
    CellOutcome.WRONG: "Wrong",
    CellOutcome.OPEN: "Not decided yet",
    CellOutcome.BLANK: "No answer",
}


def sheets(grid: Grid, title: str, *, markdown: bool) -> dict[str, bytes]:
    """A sheet for each student by the name of its file, which no name of hers can lead elsewhere."""
    write = _markdown if markdown else _html
    names = file_names((row.student for row in grid.rows), ".md" if markdown else ".html")
    return {names[row.student]: write(row, grid, title) for row in grid.rows}


def file_names(students: Iterable[str], suffix: str) -> Mapping[str, str]:
    """Name a file for each student; two names that would make one file get a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    for student in students:
        bare = _bare(student)
        numbered = (f"{bare}-{number}" for number in numbers.setdefault(bare.casefold(), count(2)))
        name = next(each for each in chain([bare], numbered) if each.casefold() not in taken)
        taken.add(name.casefold())
        found[student] = name + suffix
    return found


def _bare(student: str) -> str:
    """The letters and digits of a name, with hyphens between: no dots, no slashes, no devices of Windows."""
    letters = unicodedata.normalize("NFC", student)
    name = "".join(letter if letter.isalnum() else " " for letter in letters)
    name = "-".join(name.split())[:LONGEST_NAME].strip("-")
    return name if name and is_portable(name) else f"student-{name}".rstrip("-")


def _score(row: StudentRow, grid: Grid) -> str:
    still = row.counts[CellOutcome.OPEN]
    more = f", {still} not decided yet" if still else ""
    return f"{points(row.total)} of {len(grid.cards)}{more}"


def _said(card: Card, answer: MarkedAnswer | None) -> tuple[str, str, str]:
    """What was typed, what it is worth with the reason, and the note of the card."""
    what = outcome(answer)
    typed = answer.answer.strip() if answer is not None else ""
    # a blank says by itself what it is
    why = answer.why if answer is not None and typed and what is not CellOutcome.BLANK else ""
    # "right (spelling: ...)" and "right as far as it goes; ..." say by themselves what it is worth
    says_it = why.startswith("right") and what in (CellOutcome.RIGHT, CellOutcome.PARTLY)
    said = [why] if says_it else [WORDS[what], why]
    worth = " ".join(f"{each[0].upper()}{each[1:].rstrip('.')}." for each in said if each)
    return typed, worth, card.note or ""


def _html(row: StudentRow, grid: Grid, title: str) -> bytes:
    items = []
    for card, answer in zip(grid.cards, row.answers, strict=True):
        typed, worth, note = _said(card, answer)
        lines = [f"<p><b>{html_text(question(card))}</b></p>"]
        lines += [f'<p>You wrote: <span class="said">{html_text(typed)}</span></p>'] if typed else []
        lines += [f"<p>{html_text(worth)}</p>", f"<p>Answer: {html_text(answer_line(card))}</p>"]
        lines += [f'<p class="note">{html_text(note)}</p>'] if note else []
        items.append(f"<li>{''.join(lines)}</li>")
    head = [f"<h1>{html_text(row.student)}</h1>", f"<p>{html_text(title)}: {_score(row, grid)}</p>"]
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    return html_page(row.student, style, [*head, "<ol>", *items, "</ol>"])


def _markdown(row: StudentRow, grid: Grid, title: str) -> bytes:
    lines = [f"# {_line(row.student)}", "", f"{_line(title)}: {_score(row, grid)}", ""]
    for number, (card, answer) in enumerate(zip(grid.cards, row.answers, strict=True), start=1):
        typed, worth, note = _said(card, answer)
        lines += [f"## {number}. {_line(question(card))}", ""]
        lines += [f"You wrote: “{_line(typed)}”", ""] if typed else []
        lines += [_line(worth), "", f"Answer: {_line(answer_line(card))}", ""]
        lines += [f"Note: {_line(note)}", ""] if note else []
    return "\n".join(lines).encode()


def _line(written: str) -> str:
    """A text as one line of Markdown in which nothing of it is markup."""
    return escaped(visible(" ".join(written.split())))
