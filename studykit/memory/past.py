"""A whole history in one pass: what each answer found in memory and left there, by the formulas of FSRS-6.

The states that the quiz schedules by come from `schedule`, one review at a time. Here the same is worked out
on plain floats for thousands of reviews at once, for figures over weeks and months.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from studykit.cards import CardId
from studykit.memory.formulas import (
    DEFAULT_PARAMETERS,
    Parameters,
    forgetting_factor,
    initial_difficulty,
    initial_stability,
    next_difficulty,
    next_stability,
    retrievability,
    usable_parameters,
)
from studykit.memory.schedule import amends_of, voided
from studykit.reviews import LogRow, Outcome, Rating, Reset


class Step(NamedTuple):
    """An answer that counted: on which study day (ordinal), how it was rated, and what it did.

    `waited` are the days since the answer before, `recall` is the chance (0-1) that was foretold then and
    `held` the stability; all three are None at the first answer. `stability` (days) and `difficulty` (1-10)
    are those after it.
    """

    day: int
    at: int
    rating: Rating
    waited: int | None
    held: float | None
    recall: float | None
    stability: float
    difficulty: float


@dataclass(frozen=True, eq=False)
class Past:
    """All answers that were not taken back, by day, moment and id, as they ended; and the way of each card.

    `in_turn` are the steps of all cards in the order of their answers; `parameters` are those of FSRS-6 that
    the ways were worked out with.
    """

    answers: tuple[Outcome, ...]
    steps: Mapping[CardId, tuple[Step, ...]]
    in_turn: tuple[Step, ...]
    parameters: Parameters = DEFAULT_PARAMETERS

    @cached_property
    def _days(self) -> dict[CardId, list[int]]:
        return {card: [step.day for step in steps] for card, steps in self.steps.items()}

    def last_step(self, card: CardId, day: int) -> Step | None:
        """Give the last answer to a card by the end of a day (ordinal); None when it was not met by then."""
        place = bisect_right(self._days.get(card, ()), day)
        return self.steps[card][place - 1] if place else None

    def recall(self, card: CardId, day: int) -> float | None:
        """Give the chance (0-1) that a card would be recalled on a day (ordinal); None if not met by then.

        On the day of an answer that did not come, the chance of the next day stands: just read is not known.
        """
        step = self.last_step(card, day)
        if step is None:
            return None
        days = day - step.day or int(step.rating is Rating.AGAIN)
        return retrievability(self.parameters, days, step.stability)

    @property
    def first_day(self) -> int | None:
        """The study day (ordinal) of the first answer."""
        return self.answers[0].day if self.answers else None


def past(
    outcomes: Iterable[Outcome],
    corrections: Iterable[LogRow],
    present_ids: Mapping[CardId, CardId],
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Past:
    """Work out a history.

    Args:
        outcomes: how every answer came out, in any order.
        corrections: the rows that amend, undo or reset.
        present_ids: for each earlier id of a card the one its history belongs to now.
        parameters: those of FSRS-6 that the memories are worked out with.
    """
    rows = sorted(corrections, key=lambda row: (row.at, row.id))
    void = voided(rows)
    amends = amends_of(row for row in rows if row.id not in void)
    answers = [
        each._replace(
            card=present_ids.get(each.card, each.card),
            rating=amends.get(each.id, each).rating,
            verdict=amends.get(each.id, each).verdict or each.verdict,
        )
        if each.id in amends or each.card in present_ids
        else each
        for each in outcomes
        if each.id not in void
    ]
    answers.sort(key=attrgetter("day", "at", "id"))
    afresh = {
        present_ids.get(row.card, row.card): (row.at, row.id)
        for row in rows
        if isinstance(row, Reset) and row.id not in void
    }
    w = usable_parameters(parameters)
    return Past(tuple(answers), *_steps(answers, afresh, w), w)


def _steps(
    answers: Iterable[Outcome], afresh: Mapping[CardId, tuple[int, str]], w: Parameters
) -> tuple[dict[CardId, tuple[Step, ...]], tuple[Step, ...]]:
    """Follow each card from its first answer that counts, or the first since it began afresh."""
    found: defaultdict[CardId, list[Step]] = defaultdict(list)
    in_turn: list[Step] = []
    slope = forgetting_factor(w)
    for each in answers:
        if each.counts and (each.card not in afresh or (each.at, each.id) > afresh[each.card]):
            steps = found[each.card]
            in_turn.append(_next(steps[-1] if steps else None, each, w, slope))
            steps.append(in_turn[-1])
    return {card: tuple(steps) for card, steps in found.items()}, tuple(in_turn)


def _next(before: Step | None, answer: Outcome, w: Parameters, slope: float) -> Step:
    rating = answer.rating
    if before is None:
        stability, difficulty = initial_stability(w, rating), initial_difficulty(w, rating)
        return Step(answer.day, answer.at, rating, None, None, None, stability, difficulty)
    waited, held = answer.day - before.day, before.stability
    recall = float((1.0 + slope * waited / held) ** -w[20])
    return Step(
        answer.day,
        answer.at,
        rating,
        waited,
        held,
        recall,
        next_stability(w, held, before.difficulty, waited, rating, recall),
        next_difficulty(w, before.difficulty, rating),
    )
