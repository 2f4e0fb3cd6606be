"""What was practised beside the cards: facts put in order, essays planned against the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from studykit.reviews import Exercise


class Practised(NamedTuple):
    """A kind of exercise by its name: how often, the mean score (0-1), and the last day with its score."""

    name: str
    times: int
    score: float
    last_day: date
    last_score: float


def practised(rows: Iterable[Exercise], since: date | None = None) -> tuple[Practised, ...]:
    """Sum up the exercises of each kind from a day on; those done most often come first."""
    kinds: dict[str, list[Exercise]] = {}
    for row in sorted(rows, key=lambda row: (row.study_day, row.at, row.id)):
        if since is None or row.study_day >= since:
            kinds.setdefault(row.name, []).append(row)
    found = [
        Practised(name, len(its), sum(row.score for row in its) / len(its), its[-1].study_day, its[-1].score)
        for name, its in kinds.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.times, each.name)))
