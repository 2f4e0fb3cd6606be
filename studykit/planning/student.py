"""A simulated student who keeps to the plan from today to the exam. Seeded, so it can be told again."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence

from studykit.frozen import dataclass
from studykit.memory.formulas import (
    AGAIN,
    HARD,
    Parameters,
    clamped_difficulty,
    clamped_stability,
    initial_difficulty,
    initial_stability,
    interval,
    next_difficulty,
    next_stability,
    retrievability,
    usable_parameters,
)
from studykit.planning.gains import (
    FIRST_SECONDS,
    FIRST_SHARES,
    RECALL_RANKED_DAYS,
    RECALLED_SHARES,
    REVIEW_SECONDS,
    expected_seconds,
)
from studykit.planning.order import USUAL_TARGET, CardMemory, Preparation, is_seen, paces, seen, study_order

DRAWS_PER_CARD = 16

# Ranking every card on each of the last days was half of a forecast. Sixty students were simulated both
# ways: with turns the recall to expect was 0.03 points higher on average, and never a quarter of one away.
MOST_TURNS = 3
"""In the last days every card that is not due is thought of once in at most so many study days."""
CHOICE = 4
"""How many times a day's minutes the cards of such a turn fill at least: the best of few are not the best."""


@dataclass(frozen=True, slots=True)
class DayDone:
    """What one simulated day held; `met` are the places of the cards met for the first time."""

    day: int
    seconds: float
    answers: int
    met: tuple[int, ...]

    @property
    def new(self) -> int:
        """How many were met for the first time."""
        return len(self.met)


@dataclass(frozen=True, slots=True)
class Run:
    """One simulated way to the exam: the cards as they are then, each one's recall (0-1), and the days.

    `on_the_way` has, for each day it was asked for, each card's recall on exam day if she stopped there.
    """

    recalls: tuple[float, ...]
    met: int
    days: tuple[DayDone, ...]
    on_the_way: tuple[tuple[float, ...], ...] = ()

    @property
    def recall(self) -> float:
        """The mean recall on exam day over all cards; one never met counts as 0."""
        return sum(self.recalls) / len(self.recalls) if self.recalls else 0.0


def exam_recall(card: CardMemory, w: Parameters, exam_day: int, strength: float = 1.0) -> float:
    """The chance (0-1) that this card is recalled on exam day if it is left alone; 0 if never seen."""
    memory = seen(card)
    if memory is None:
        return 0.0
    stability, _, last_day = memory
    return retrievability(w, max(0, exam_day - last_day), strength * clamped_stability(stability))


def simulate(
    cards: Sequence[CardMemory],
    preparation: Preparation,
    *,
    day: int,
    spent: float = 0.0,
    strength: float = 1.0,
    seed: int = 0,
    marks: Collection[int] = (),
) -> Run:
    """Play the days from `day` to the exam as a student whose memories last `strength` times the model's.

    `spent` seconds of today are gone already; `marks` are days on the way that recalls are told of. The same
    seed gives a card the same luck at its n-th answer whatever else changes, so two runs that differ in one
    setting can be compared.
    """
    student = _Student(cards, preparation, strength, seed)
    days = []
    on_the_way = []
    for today in range(day, preparation.exam_day):
        if today in marks:
            on_the_way.append(student.recalls)
        if today not in preparation.days_off:
            days.append(student.study(today, preparation.seconds - (spent if today == day else 0.0)))
    return Run(student.recalls, sum(map(is_seen, student.cards)), tuple(days), tuple(on_the_way))


class _Student:
    """The state of one run: her cards, on which day each has to be thought of again, and her luck."""

    def __init__(
        self, cards: Sequence[CardMemory], preparation: Preparation, strength: float, seed: int
    ) -> None:
        self.cards = list(cards)
        self.preparation = preparation
        self.w = usable_parameters(preparation.parameters)
        self.strength = strength
        self.pace = paces(preparation, len(cards))
        target = preparation.target
        self.waits = target is not None and 0.01 <= target < 1.0
        self.interval = interval(self.w, 1.0, target) if target is not None and self.waits else 0.0
        self.wakes = [self._wakes(card) for card in cards]
        latest = max([card.last_day for card in cards if card.last_day is not None], default=None)
        self.newest = [index for index, card in enumerate(cards) if card.last_day == latest]
        every = expected_seconds(USUAL_TARGET) * sum(self.pace)
        self.turns = max(1, int(min(MOST_TURNS, every / (CHOICE * max(1.0, preparation.seconds)))))
        self.turn = 0
        self.answered = [0] * len(cards)
        self._recalls: list[float | None] = [None] * len(cards)  # None since the last answer
        chance = random.Random(seed)
        self.luck = [chance.random() for _ in range(DRAWS_PER_CARD * len(cards))]

    @property
    def recalls(self) -> tuple[float, ...]:
        """Each card's recall on exam day if it is left alone from now on."""
        exam_day = self.preparation.exam_day
        known = [
            exam_recall(card, self.w, exam_day, self.strength) if recall is None else recall
            for card, recall in zip(self.cards, self._recalls, strict=True)
        ]
        self._recalls = [*known]
        return tuple(known)

    def study(self, day: int, seconds: float) -> DayDone:
        """Walk today's order until the time is spent; the card begun last is finished."""
        spent = 0.0
        asked, met = [], []
        for index in self._order(day, seconds):
            if spent >= seconds:
                break
            if not is_seen(self.cards[index]):
                met.append(index)
            spent += self._answer(index, day)
            asked.append(index)
        self.newest = asked or self.newest
        return DayDone(day, spent, len(asked), tuple(met))

    def _order(self, day: int, seconds: float) -> list[int]:
        """Today's order, asked only of cards that can be in it: most cards wait on most days."""
        plan = self.preparation
        if plan.sweeps(day):
            self.turn += 1
            turns = self.turns if plan.exam_day - day > RECALL_RANKED_DAYS else 1
            waiting: Iterable[int] = range(self.turn % turns, len(self.cards), turns)
        else:
            waiting = self.newest  # a sitting opens with cards of the last study day
        awake = {*waiting, *[index for index, wakes in enumerate(self.wakes) if wakes <= day]}
        return study_order(self.cards, plan, day=day, seconds=seconds, among=sorted(awake))

    def _answer(self, index: int, day: int) -> float:
        """Answer one card and give the seconds it took."""
        memory = seen(self.cards[index])
        # A card answered very often borrows luck from others.
        draw = self.luck[(DRAWS_PER_CARD * index + self.answered[index]) % len(self.luck)]
        self.answered[index] += 1
        if memory is None:
            rating = _picked(draw, FIRST_SHARES) + AGAIN
            stability, difficulty = initial_stability(self.w, rating), initial_difficulty(self.w, rating)
            seconds = FIRST_SECONDS[rating - 1]
        else:
            stability, difficulty, last_day = memory
            stability, difficulty = clamped_stability(stability), clamped_difficulty(difficulty)
            since = max(1, day - last_day)
            recall = retrievability(self.w, since, stability * self.strength)
            rating = AGAIN if draw >= recall else _picked(draw / recall, RECALLED_SHARES) + HARD
            stability = next_stability(self.w, stability, difficulty, since, rating)
            difficulty = next_difficulty(self.w, difficulty, rating)
            seconds = REVIEW_SECONDS[rating - 1]
        self.cards[index] = CardMemory(stability, difficulty, day)
        self._recalls[index] = None
        self.wakes[index] = self._wakes(self.cards[index])
        return seconds * self.pace[index]

    def _wakes(self, card: CardMemory) -> int:
        """The first day on which the order can hold this card: never later than it comes due."""
        memory = seen(card)
        if memory is None or not self.waits:
            return -(10**9)
        stability, _, last_day = memory
        return last_day + int(self.interval * clamped_stability(stability))


def _picked(draw: float, shares: Sequence[float]) -> int:
    """The place in `shares`, which sum to 1, that a number between 0 and 1 falls on."""
    for place, share in enumerate(shares[:-1]):
        draw -= share
        if draw < 0.0:
            return place
    return len(shares) - 1
