"""One typed answer of a class, and those of a student's own log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from studykit.memory.schedule import standing
from studykit.reviews import LogRow, Reset, Review


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """One answer: the card it is for, as its file calls it, what was typed, and where.

    Attributes:
        card: the card's id or prompt. answer: what was typed. line: of the file, from 1.
        others: the other columns of its row by their names in small letters.
        student: who typed it; empty where nothing says it. file: what it stands in.
        reviews: how often the card had been asked before, where a student's own log says it: by this the
            order is known in which its options were shown.
    """

    card: str
    answer: str
    line: int
    others: Mapping[str, str] = field(default_factory=dict)
    student: str = ""
    file: str = ""
    reviews: int | None = None


def logged_answers(rows: Iterable[LogRow], student: str, file: str) -> list[TypedAnswer]:
    """Give the last answer to each card of a student's log, without those she took back."""
    alive = standing(rows)
    asked: Counter[str] = Counter()
    last: dict[str, TypedAnswer] = {}
    for line, row in enumerate(alive, start=1):
        if isinstance(row, Reset):
            asked[row.card] = 0
        elif isinstance(row, Review):
            last[row.card] = TypedAnswer(
                row.card, row.answer, line, {}, student, file, reviews=asked[row.card]
            )
            asked[row.card] += row.counts
    return list(last.values())
