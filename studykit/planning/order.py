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
from functools import lru_cache
from itertools import accumulate, islice
from math import isfinite
from typing import NamedTuple

from studykit.assigned import Unmet, needed
from studykit.frozen import dataclass
from studykit.memory.formulas import DEFAULT_PARAMETERS, Parameters
from studykit.planning.gains import EXPECTED_FIRST_SECONDS, expected_seconds, gains
from studykit.planning.mixing import mixed

# The share of the days by whose end every card is to be met; 0.6 to 0.9 measured within 0.2 points.
INTAKE_SHARE = 0.75
USUAL_TARGET = 0.90
# Twenty twentieths of a card are one card, whatever binary fractions make of them.
ROUNDING = 1e-9


class CardMemory(NamedTuple):
    """What is remembered of one card: stability in days, difficulty 1-10, the study day of its last answer.

    All three are None for a card never seen; one of them missing counts as never seen.
    """

    stability: float | None
    difficulty: float | None
    last_day: int | None


@dataclass(frozen=True, slots=True)
class Today:
    """The indices to study today, best first: what the plan asks for, then what spare minutes do."""

    needed: tuple[int, ...]
    spare: tuple[int, ...]


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
    among: Sequence[int] | None = None,
) -> list[int]:
    """Give the indices of the cards to study today; walk it until `seconds` are spent or it ends.

    What fits into the seconds comes mixed (see `mixing`), the rest best first.

    `among` are the indices of the cards that can be in it, where that is known; the other arguments are those
    of `today`. The list is empty on exam day and after it, and without any seconds.
    """
    seconds = plan.seconds if seconds is None else seconds
    if not seconds > 0:
        return []
    reviews = _reviews(cards, plan, day, among)
    due = today(cards, plan, day=day, seconds=seconds, met_today=met_today, met_for=met_for, reviews=reviews)
    return mixed(
        [*due.needed, *due.spare],
        recalls=reviews.recalls,
        takes=reviews.takes,
        last_days={index: cards[index].last_day for index in reviews.recalls},
        seconds=seconds,
        day=day,
        sweep=plan.sweeps(day),
    )


@dataclass(frozen=True, slots=True)
class Reviews:
    """What a day may ask, by the indices of cards: the chance (0-1) that each is recalled, None if never met.

    `losses` are those of the cards met and not answered today, the least is the best to ask; `pace` is how
    long each takes as a multiple of an average card.
    """

    recalls: Mapping[int, float | None]
    losses: Mapping[int, float]
    pace: Sequence[float]

    def takes(self, index: int) -> float:
        """Give the seconds that a card is expected to take."""
        recall = self.recalls[index]
        return self.pace[index] * (EXPECTED_FIRST_SECONDS if recall is None else expected_seconds(recall))


def _reviews(
    cards: Sequence[CardMemory], plan: Preparation, day: int, among: Sequence[int] | None = None
) -> Reviews:
    gain, until, pace = gains(plan.parameters), plan.exam_day - day, paces(plan, len(cards))
    recalls: dict[int, float | None] = {}
    losses: dict[int, float] = {}
    for index in range(len(cards)) if among is None else among:
        memory = seen(cards[index])
        if memory is None:
            recalls[index] = None
            continue
        stability, difficulty, last_day = memory
        since = day - last_day if last_day < day else 1
        recalls[index], gained = gain(stability, difficulty, since, until)
        if last_day != day:
            losses[index] = -gained / pace[index]
    return Reviews(recalls, losses, pace)


def today(
    cards: Sequence[CardMemory],
    plan: Preparation,
    *,
    day: int,
    seconds: float | None = None,
    met_today: int = 0,
    met_for: Mapping[int, int] | None = None,
    reviews: Reviews | None = None,
) -> Today:
    """Give what to study today. Never raises, and plans nothing from the exam day on.

    Spare new cards are as many as fit into `seconds` (by default the plan's) on average. Of today's intake
    `met_today` new cards are behind her already; `met_for` says how many of those were to be met by each day.
    A last day in the future (the clock was set back) counts as yesterday. `reviews` are those of today, where
    they are known already.
    """
    if day >= plan.exam_day:
        return Today((), ())
    known = _reviews(cards, plan, day) if reviews is None else reviews
    recalls, losses = known.recalls, known.losses
    new = [index for index, recall in recalls.items() if recall is None]
    unseen, assigned = _in_turn(new, plan.meet_by, day, met_for)
    intake = max(_intake(plan, unseen, day, met_today), assigned)
    ranked = sorted(losses, key=losses.__getitem__)
    waiting: list[int] = []
    if not plan.sweeps(day):
        target = USUAL_TARGET if plan.target is None else plan.target
        waiting = [index for index in ranked if (recalls[index] or 0.0) > target]
        ranked = [index for index in ranked if (recalls[index] or 0.0) <= target]
    needed = (*unseen[:intake], *ranked)
    if plan.target is None:
        return Today(needed, (*unseen[intake:], *waiting))
    most = plan.seconds if seconds is None else seconds
    spare = unseen[intake:]
    ends = accumulate(map(known.takes, spare), initial=sum(map(known.takes, needed)) if spare else 0.0)
    fitting = sum(1 for end in islice(ends, 1, None) if end <= most)
    return Today(needed, tuple(spare[:fitting]))


def open_days(first_day: int, exam_day: int) -> int:
    """The number of last days before the exam on which no card waits."""
    return max(3, round(math.sqrt(max(0, exam_day - first_day))))


def seen(card: CardMemory) -> tuple[float, float, int] | None:
    """Give stability, difficulty and last day of a card that has a memory to plan with, else None."""
    stability, difficulty, last_day = card
    if stability is None or difficulty is None or last_day is None or not isfinite(stability + difficulty):
        return None
    return stability, difficulty, last_day


def is_seen(card: CardMemory) -> bool:
    """Say whether a card has a memory to plan with."""
    return seen(card) is not None


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


def _intake(plan: Preparation, unseen: Sequence[int], day: int, met_today: int) -> int:
    """The number of new cards that today still has to meet, so that each is met when its intake ends.

    That is the sum of their shares; those met today already are taken to have had the same.
    """
    if not unseen:
        return 0
    first, added, met = min(plan.first_day, day), plan.added or (), max(0, met_today)
    begun = [min(max(added[index], first), day) if index < len(added) else first for index in unseen]
    ends = (begin + INTAKE_SHARE * (plan.exam_day - begin) for begin in begun)
    whole = sum([1.0 / max(1.0, end - day) for end in ends]) * (1.0 + met / len(unseen))
    return max(0, math.ceil(whole - ROUNDING) - met)


def paces(plan: Preparation, cards: int) -> Sequence[float]:
    """Give how long each card takes as a multiple of an average one; 1 where nothing sensible is known."""
    return _paces(tuple(plan.pace or ()), cards)


@lru_cache(maxsize=2)
def _paces(pace: tuple[float, ...], cards: int) -> Sequence[float]:
    return [*(each if each > 0 else 1.0 for each in pace[:cards]), *[1.0] * (cards - len(pace))]
