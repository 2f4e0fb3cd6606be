"""Which cards to study today, planned backwards from the exam day.

The objective is recall on one known day, not for life. Four rules, each measured by simulation with other
people's memories (tests/bench/exam_plan.py reruns the comparison):

1. New cards come first, at a pace that has met them all when three quarters of the days are gone; those with
   a day of their own at one that has met them by then.
2. A card is asked once a day, and waits while it would be recalled more surely than `target`: an early review
   buys little. What comes due is ranked by expected growth of log stability for each second it takes.
3. When that is done, spare minutes meet more new cards; early is better than idle.
4. In the last days (the square root of the whole number of days, at least three) no card waits, and in the
   last two the rank is what the exam itself will ask: expected gain in recall on exam day for each second.

A missed day or a day off needs no rule of its own: tomorrow's order is computed from what is true tomorrow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import NamedTuple

from studykit.assigned import Unmet, needed
from studykit.memory.formulas import (
    DEFAULT_PARAMETERS,
    Parameters,
    clamped_difficulty,
    clamped_stability,
    retrievability,
    usable_parameters,
)
from studykit.planning.gains import (
    EXPECTED_FIRST_SECONDS,
    exam_gain_per_second,
    expected_seconds,
    growth_per_second,
)
from studykit.planning.mixing import mixed

# The share of the days by whose end every card is to be met; 0.6 to 0.9 measured within 0.2 points.
INTAKE_SHARE = 0.75
USUAL_TARGET = 0.90
# One to three measured alike.
RECALL_RANKED_DAYS = 2
# Twenty twentieths of a card are one card, whatever binary fractions make of them.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class CardMemory:
    """What is remembered of one card: stability in days, difficulty 1-10, the study day of its last answer.

    All three are None for a card never seen; one of them missing counts as never seen.
    """

    stability: float | None
    difficulty: float | None
    last_day: int | None


@dataclass(frozen=True, slots=True)
class Today:
    """The indices to study today, best first: what the plan asks for, then what spare minutes are good for.

    `seconds` is how long the needed ones take on average.
    """

    needed: tuple[int, ...]
    spare: tuple[int, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Preparation:
    """What she has set: the exam and what she gives for it. Days count whole study days from any start.

    The plan began on `first_day`; `seconds` are studied on each day not in `days_off`. A card waits while its
    chance of recall is above `target` (0-1); with None no new card is held back, and waiting cards fill the
    spare minutes too. For each card `added` holds the day it appeared (a deck added midway has an intake of
    its own), `pace` how long it takes as a multiple of an average card, and `meet_by` the day by which it is
    to be met (None: by the exam).
    """

    exam_day: int
    first_day: int
    seconds: float
    days_off: frozenset[int] = frozenset()
    parameters: Parameters = DEFAULT_PARAMETERS
    target: float | None = USUAL_TARGET
    added: Sequence[int] | None = None
    pace: Sequence[float] | None = None
    meet_by: Sequence[int | None] | None = None

    def only(self, places: Sequence[int]) -> Preparation:
        """Give the same for some of the cards, by their places."""
        return replace(
            self,
            added=None if self.added is None else [self.added[at] for at in places],
            pace=None if self.pace is None else [self.pace[at] for at in places],
            meet_by=None if self.meet_by is None else [self.meet_by[at] for at in places],
        )

    def sweeps(self, day: int) -> bool:
        """Say whether a day is one of the last, on which no card waits."""
        return self.exam_day - day <= open_days(min(self.first_day, day), self.exam_day)


def study_order(
    cards: Sequence[CardMemory],
    plan: Preparation,
    *,
    day: int,
    seconds: float | None = None,
    met_today: int = 0,
    met_for: Mapping[int, int] | None = None,
) -> list[int]:
    """Give the indices of the cards to study today; walk it until `seconds` are spent or it ends.

    What fits into the seconds comes mixed (see `mixing`), the rest best first.

    Arguments are those of `today`. The list is empty on exam day and after it, and without any seconds.
    """
    seconds = plan.seconds if seconds is None else seconds
    if not seconds > 0:
        return []
    due = today(cards, plan, day=day, seconds=seconds, met_today=met_today, met_for=met_for)
    w = usable_parameters(plan.parameters)
    recalls = [_recall(card, w, day) for card in cards]
    return mixed(
        [*due.needed, *due.spare],
        recalls=recalls,
        last_days=[card.last_day for card in cards],
        takes=[_takes(recall, plan.pace, index) for index, recall in enumerate(recalls)],
        seconds=seconds,
        day=day,
        sweep=plan.sweeps(day),
    )


def _recall(card: CardMemory, w: Parameters, day: int) -> float | None:
    """The chance that a card is recalled on a day; None if it was never met."""
    if not is_seen(card):
        return None
    assert card.stability is not None
    assert card.last_day is not None
    return retrievability(w, max(1, day - card.last_day), clamped_stability(card.stability))


def _takes(recall: float | None, pace: Sequence[float] | None, index: int) -> float:
    """The seconds a card takes on average, by its chance of recall; None stands for a new one."""
    return (EXPECTED_FIRST_SECONDS if recall is None else expected_seconds(recall)) * pace_of(pace, index)


def today(
    cards: Sequence[CardMemory],
    plan: Preparation,
    *,
    day: int,
    seconds: float | None = None,
    met_today: int = 0,
    met_for: Mapping[int, int] | None = None,
) -> Today:
    """Give what to study today. Never raises, and plans nothing from the exam day on.

    Spare new cards are as many as fit into `seconds` (by default the plan's) on average. Of today's intake
    `met_today` new cards are behind her already; `met_for` says how many of those were to be met by each day.
    A last day in the future (the clock was set back) counts as yesterday.
    """
    if day >= plan.exam_day:
        return Today((), (), 0.0)
    new = [i for i, card in enumerate(cards) if not is_seen(card)]
    unseen, assigned = _in_turn(new, plan.meet_by, day, met_for)
    intake = max(_intake([_intake_share(plan, i, day) for i in unseen], met_today), assigned)
    due, waiting = _ranked_reviews(cards, plan, day)
    new_seconds = [EXPECTED_FIRST_SECONDS * pace_of(plan.pace, i) for i in unseen]
    needed_seconds = sum(new_seconds[:intake]) + sum(review.seconds for review in due)
    needed = (*unseen[:intake], *(review.place for review in due))
    if plan.target is None:
        return Today(needed, (*unseen[intake:], *(review.place for review in waiting)), needed_seconds)
    ends = accumulate(new_seconds[intake:], initial=needed_seconds)
    most = plan.seconds if seconds is None else seconds
    fitting = sum(1 for end in islice(ends, 1, None) if end <= most)
    return Today(needed, tuple(unseen[intake : intake + fitting]), needed_seconds)


def open_days(first_day: int, exam_day: int) -> int:
    """The number of last days before the exam on which no card waits."""
    return max(3, round(math.sqrt(max(0, exam_day - first_day))))


def is_seen(card: CardMemory) -> bool:
    """Say whether a card has a memory to plan with."""
    if card.stability is None or card.difficulty is None or card.last_day is None:
        return False
    return math.isfinite(card.stability) and math.isfinite(card.difficulty)


def _in_turn(
    unseen: Sequence[int],
    meet_by: Sequence[int | None] | None,
    day: int,
    met_for: Mapping[int, int] | None,
) -> tuple[list[int], int]:
    """The unseen cards in the order they are met, and how many of them the days set for them want."""
    if meet_by is None:
        return list(unseen), 0
    unmet = [Unmet(i, by, i) for i in unseen if i < len(meet_by) and (by := meet_by[i]) is not None]
    first = needed(unmet, day=day, met=met_for)
    chosen = set(first)
    return [*first, *(i for i in unseen if i not in chosen)], len(first)


def _intake(shares: Sequence[float], met_today: int) -> int:
    """The number of new cards still to meet today, if those met already had the same shares as the others."""
    if not shares:
        return 0
    whole = sum(shares) * (1.0 + max(0, met_today) / len(shares))
    return max(0, math.ceil(whole - ROUNDING) - max(0, met_today))


def _intake_share(plan: Preparation, index: int, day: int) -> float:
    """The share of an unseen card that today has to meet, so that it is met when its intake ends."""
    begun = min(plan.first_day, day)
    if plan.added is not None and index < len(plan.added):
        begun = min(max(plan.added[index], begun), day)
    intake_end = begun + INTAKE_SHARE * (plan.exam_day - begun)
    return 1.0 / max(1.0, intake_end - day)


class _Review(NamedTuple):
    """A review that could be done today. In order of these fields: the best gain first, then by index."""

    loss: float
    place: int
    seconds: float


def _ranked_reviews(
    cards: Sequence[CardMemory], plan: Preparation, day: int
) -> tuple[list[_Review], list[_Review]]:
    """The seen cards that are due today, and those that wait (if there is no target), best first."""
    w = usable_parameters(plan.parameters)
    until, nobody_waits = plan.exam_day - day, plan.sweeps(day)
    target = USUAL_TARGET if plan.target is None else plan.target
    due: list[_Review] = []
    waiting: list[_Review] = []
    for i, card in enumerate(cards):
        if not is_seen(card) or card.last_day == day:
            continue
        assert card.stability is not None
        assert card.difficulty is not None
        assert card.last_day is not None
        stability, difficulty = clamped_stability(card.stability), clamped_difficulty(card.difficulty)
        since = max(1, day - card.last_day)
        recall = retrievability(w, since, stability)
        is_due = nobody_waits or recall <= target
        if not is_due and plan.target is not None:
            continue
        if until <= RECALL_RANKED_DAYS:
            gain = exam_gain_per_second(w, stability, difficulty, since, until)
        else:
            gain = growth_per_second(w, stability, difficulty, recall)
        this_pace = pace_of(plan.pace, i)
        review = _Review(-gain / this_pace, i, expected_seconds(recall) * this_pace)
        (due if is_due else waiting).append(review)
    return sorted(due), sorted(waiting)


def pace_of(pace: Sequence[float] | None, index: int) -> float:
    """How long this card takes as a multiple of an average one; 1 where nothing sensible is known."""
    if pace is None or index >= len(pace) or not pace[index] > 0:
        return 1.0
    return float(pace[index])
