"""The days studied: a map of the last weeks, and a streak that days off do not break."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from studykit.frozen import dataclass

DAYS = 7
LEVELS = 4
"""Shades of a day that has answers."""


class Day(NamedTuple):
    """A study day: how many answers it has, and whether it was a day off."""

    day: date
    answers: int
    is_off: bool

    @property
    def told(self) -> str:
        """Its answers, or `off` where it had none and was meant to be free."""
        return "off" if self.is_off and not self.answers else str(self.answers)


@dataclass(frozen=True, slots=True)
class Habit:
    """The days from a Monday to today, and the streaks in days studied, those off neither counted nor missed.

    `answers` are all since the first of `days`.
    """

    days: tuple[Day, ...]
    streak: int
    longest: int

    @property
    def answers(self) -> int:
        """All answers of the days shown."""
        return sum(day.answers for day in self.days)

    @property
    def span(self) -> int:
        """The days shown since the first that has answers; 0 without any."""
        first = next((place for place, day in enumerate(self.days) if day.answers), len(self.days))
        return len(self.days) - first

    @property
    def studied(self) -> int:
        """How many of the days shown have answers."""
        return sum(day.answers > 0 for day in self.days)

    def level(self, day: Day) -> int:
        """How much a day holds beside the fullest one shown: 0 for nothing, else 1 to `LEVELS`."""
        most = max((each.answers for each in self.days), default=0)
        return -(-day.answers * LEVELS // most) if most else 0


def habit(
    answers: Mapping[int, int],
    today: date,
    weeks: int,
    is_off: Callable[[date], bool],
    studied: Collection[int],
) -> Habit:
    """Look at the days studied.

    Args:
        answers: the number of answers to show of each study day (ordinal) that has any.
        today: the study day it is; a streak that yesterday had is not broken before it is over.
        weeks: how many to show, this one among them.
        is_off: whether a day was meant to be free.
        studied: every day with any answer; streaks are hers, whatever part of the answers is shown.
    """
    monday = today - timedelta(days=today.weekday() + DAYS * (weeks - 1))
    days = [monday + timedelta(days=number) for number in range((today - monday).days + 1)]
    shown = tuple(Day(day, answers.get(day.toordinal(), 0), is_off(day)) for day in days)
    streaks = _streaks(studied, today, is_off)
    return Habit(shown, streaks[-1], max(streaks))


def _streaks(studied: Collection[int], today: date, is_off: Callable[[date], bool]) -> list[int]:
    """Give the lengths of all streaks, the present one last: 0 when yesterday or a day before was missed."""
    lengths = [0]
    end = today.toordinal()
    for ordinal in range(min(studied, default=end), end + 1):
        if ordinal in studied:
            lengths[-1] += 1
        elif lengths[-1] and ordinal != end and not is_off(date.fromordinal(ordinal)):
            lengths.append(0)
    return lengths
