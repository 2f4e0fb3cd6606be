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
from dataclasses import replace
from itertools import accumulate, islice
from typing import NamedTuple, TypeAlias

from studykit.assigned import Unmet, needed
from studykit.frozen import dataclass
from studykit.memory.formulas import (
    DEFAULT_PARAMETERS,
    Parameters,
    clamped_difficulty,
    clamped_stability,
    forgetting_factor,
    usable_parameters,
)
from studykit.planning.gains import (
    EXPECTED_FIRST_SECONDS,
    exam_gain_per_second,
    expected_seconds,
    growths,
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
    chances = _chances(cards, usable_parameters(plan.parameters), day, plan.pace)
    due = today(cards, plan, day=day, seconds=seconds, met_today=met_today, met_for=met_for, chances=chances)
    return mixed(
        [*due.needed, *due.spare],
        recalls=chances.recalls,
        last_days=[card.last_day for card in cards],
        takes=chances.takes,
        seconds=seconds,
        day=day,
        sweep=plan.sweeps(day),
    )


class Chances(NamedTuple):
    """The chances (0-1) that cards are recalled on a day (None for one never met), and what they take.

    `takes` are seconds, `paces` multiples of an average card.
    """

    recalls: Sequence[float | None]
    paces: Sequence[float]
    takes: Sequence[float]


def _chances(cards: Sequence[CardMemory], w: Parameters, day: int, pace: Sequence[float] | None) -> Chances:
    slope, decay = forgetting_factor(w), -w[20]
    recalls = [
        (1.0 + slope * max(1, day - card.last_day) / clamped_stability(card.stability)) ** decay
        if is_seen(card) and card.last_day is not None and card.stability is not None
        else None
        for card in cards
    ]
    paces = [pace_of(pace, index) for index in range(len(cards))]
    takes = [
        (EXPECTED_FIRST_SECONDS if recall is None else expected_seconds(recall)) * this_pace
        for recall, this_pace in zip(recalls, paces, strict=True)
    ]
    return Chances(recalls, paces, takes)


def today(
    cards: Sequence[CardMemory],
    plan: Preparation,
    *,
    day: int,
    seconds: float | None = None,
    met_today: int = 0,
    met_for: Mapping[int, int] | None = None,
    chances: Chances | None = None,
) -> Today:
    """Give what to study today. Never raises, and plans nothing from the exam day on.

    Spare new cards are as many as fit into `seconds` (by default the plan's) on average. Of today's intake
    `met_today` new cards are behind her already; `met_for` says how many of those were to be met by each day.
    A last day in the future (the clock was set back) counts as yesterday. `chances` are those of today, where
    they are known already.
    """
    if day >= plan.exam_day:
        return Today((), (), 0.0)
    if chances is None:
        chances = _chances(cards, usable_parameters(plan.parameters), day, plan.pace)
    new = [i for i, recall in enumerate(chances.recalls) if recall is None]
    unseen, assigned = _in_turn(new, plan.meet_by, day, met_for)
    intake = max(_intake([_intake_share(plan, i, day) for i in unseen], met_today), assigned)
    due, waiting = _ranked_reviews(cards, plan, day, chances)
    new_seconds = [chances.takes[i] for i in unseen]
    needed_seconds = sum(new_seconds[:intake]) + sum([seconds for _, _, seconds in due])
    needed = (*unseen[:intake], *(place for _, place, _ in due))
    if plan.target is None:
        return Today(needed, (*unseen[intake:], *(place for _, place, _ in waiting)), needed_seconds)
    ends = accumulate(new_seconds[intake:], initial=needed_seconds)
    most = plan.seconds if seconds is None else seconds
    fitting = sum(1 for end in islice(ends, 1, None) if end <= most)
    return Today(needed, tuple(unseen[intake : intake + fitting]), needed_seconds)


def open_days(first_day: int, exam_day: int) -> int:
    """The number of last days before the exam on which no card waits."""
    return max(3, round(math.sqrt(max(0, exam_day - first_day))))


def is_seen(card: CardMemory) -> bool:
    """Say whether a card has a memory to plan with."""
    stability, difficulty = card.stability, card.difficulty
    if stability is None or difficulty is None or card.last_day is None:
        return False
    return -math.inf < stability < math.inf and -math.inf < difficulty < math.inf


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


_Review: TypeAlias = tuple[float, int, float]
"""A review that could be done today: its loss (the best gain comes first), its card's index, its seconds."""


def _ranked_reviews(
    cards: Sequence[CardMemory], plan: Preparation, day: int, chances: Chances
) -> tuple[list[_Review], list[_Review]]:
    """The seen cards that are due today, and those that wait (if there is no target), best first."""
    w = usable_parameters(plan.parameters)
    until = plan.exam_day - day
    target = USUAL_TARGET if plan.target is None else plan.target
    surest = math.inf if plan.sweeps(day) else target
    due: list[_Review] = []
    waiting: list[_Review] = []
    growth_per_second = growths(w)
    for i, (card, recall, pace, takes) in enumerate(zip(cards, *chances, strict=True)):
        if recall is None or card.last_day == day:
            continue
        is_due = recall <= surest
        if not is_due and plan.target is not None:
            continue
        assert card.stability is not None
        assert card.difficulty is not None
        assert card.last_day is not None
        if until <= RECALL_RANKED_DAYS:
            stability, difficulty = clamped_stability(card.stability), clamped_difficulty(card.difficulty)
            gain = exam_gain_per_second(w, stability, difficulty, max(1, day - card.last_day), until)
        else:
            gain = growth_per_second(card.stability, card.difficulty, recall)
        (due if is_due else waiting).append((-gain / pace, i, takes))
    return sorted(due), sorted(waiting)


def pace_of(pace: Sequence[float] | None, index: int) -> float:
    """How long this card takes as a multiple of an average one; 1 where nothing sensible is known."""
    if pace is None or index >= len(pace) or not pace[index] > 0:
        return 1.0
    return float(pace[index])
