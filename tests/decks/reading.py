"""Short ways for tests to read a deck."""

from __future__ import annotations

from studykit.cards import Card
from studykit.decks.reading import read_sheet
from studykit.decks.sheet import Sheet
from studykit.problems import Level, Problem

Seen = tuple[str, int, int, str]


def read(text: str) -> Sheet:
    return read_sheet("deck.yaml", text.encode())


def entry(*lines: str) -> str:
    """Give a deck of one card whose id is `a` and whose other keys stand on some lines, from line 4."""
    return "deck: d\ncards:\n  - id: a\n" + "".join(f"    {line}\n" for line in lines)


def cards(text: str) -> list[Card]:
    """Read a deck that must be without a problem."""
    sheet = read(text)
    assert sheet.problems == ()
    return list(sheet.cards())


def card(*lines: str) -> Card:
    """Read the one card of a deck that must be without a problem."""
    (only,) = cards(entry(*lines))
    return only


def seen(text: str, level: Level = Level.ERROR) -> list[Seen]:
    """Give rule, line, column and text of every problem of a level."""
    return [place(each) for each in read(text).problems if each.level is level]


def place(problem: Problem) -> Seen:
    return problem.rule, problem.line, problem.column, problem.text


def rules(text: str, level: Level = Level.ERROR) -> list[str]:
    return [rule for rule, *_ in seen(text, level)]
