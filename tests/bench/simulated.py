"""A student whose memory follows FSRS-6 with parameters of her own, for whom plans are compared."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from studykit.memory import formulas
from studykit.memory.formulas import DEFAULT_PARAMETERS, Parameters
from studykit.planning.gains import FIRST_SECONDS, FIRST_SHARES, RECALLED_SHARES, REVIEW_SECONDS
from studykit.planning.strength import Recall

# fsrs-rs, src/simulation.rs, SimulatorConfig::default(): what follows Again, Hard and Good on the same day.
LEARNING_SHARES = (
    (0.3686, 0.0628, 0.5108, 0.0577),
    (0.0442, 0.4553, 0.4457, 0.0549),
    (0.0519, 0.047, 0.8462, 0.055),
)
RELEARNING_SHARES = (
    (0.2157, 0.0643, 0.6595, 0.0604),
    (0.05, 0.4638, 0.4475, 0.0387),
    (0.1057, 0.1434, 0.7266, 0.0244),
)
RELEARNING_SECONDS = (16.44, 15.25, 12.32, 8.03)


@dataclass
class World:
    """How the simulated truth departs from the model."""

    exponential: bool = False
    skip: float = 0.0
    early: float = 0.0
    extra_seconds: float = 0.0


@dataclass
class Card:
    """One card: what is true, what the scheduler believes, and what it remembers of today."""

    true_stability: float = 0.0
    true_difficulty: float = 0.0
    stability: float | None = None
    difficulty: float | None = None
    last_day: int = -1
    first_day: int = -1
    last_rating: int = 0
    answers: int = 0
    answers_today: int = 0
    due: int = -1
    learning: bool = False
    step: int = 0
    luck: random.Random = field(default_factory=random.Random)


@dataclass
class Student:
    """A simulated student: her cards, each with its own luck, and the log of her reviews."""

    w: Parameters
    cards: list[Card]
    world: World
    share: float = 1.0
    """How much of today's sitting she stays for; the plan does not know it."""
    log: list[Recall] = field(default_factory=list)

    def true_recall(self, card: Card, day: int) -> float:
        """The chance that she recalls this card on this day."""
        if card.last_day < 0:
            return 0.0
        days = day - card.last_day
        if self.world.exponential:
            return float(0.9 ** (days / card.true_stability))
        return formulas.retrievability(self.w, days, card.true_stability)

    def answer(self, card: Card, day: int) -> tuple[int, float]:
        """Ask her one card: the truth and the belief move on. Gives her rating and the seconds it took."""
        since = day - card.last_day
        card.answers_today = 1 if since or card.last_day < 0 else card.answers_today + 1
        rating, seconds = self._rating(card, day)
        if card.last_day < 0:
            card.first_day = day
            card.true_stability = formulas.initial_stability(self.w, rating)
            card.true_difficulty = formulas.initial_difficulty(self.w, rating)
            card.stability = formulas.initial_stability(DEFAULT_PARAMETERS, rating)
            card.difficulty = formulas.initial_difficulty(DEFAULT_PARAMETERS, rating)
        else:
            assert card.stability is not None
            assert card.difficulty is not None
            self.log.append(Recall(since, card.stability, rating > formulas.AGAIN))
            card.true_stability = self._true_next(card, day, rating)
            card.true_difficulty = formulas.next_difficulty(self.w, card.true_difficulty, rating)
            card.stability = formulas.next_stability(
                DEFAULT_PARAMETERS, card.stability, card.difficulty, since, rating
            )
            card.difficulty = formulas.next_difficulty(DEFAULT_PARAMETERS, card.difficulty, rating)
        card.last_day, card.last_rating = day, rating
        card.answers += 1
        return rating, seconds + self.world.extra_seconds

    def _rating(self, card: Card, day: int) -> tuple[int, float]:
        if card.last_day < 0:
            rating = picked(card.luck, FIRST_SHARES)
            return rating, FIRST_SECONDS[rating - 1]
        if card.last_day == day:
            first_time = card.first_day == day
            shares = LEARNING_SHARES if first_time else RELEARNING_SHARES
            rating = picked(card.luck, shares[min(card.last_rating, 3) - 1])
            return rating, (FIRST_SECONDS if first_time else RELEARNING_SECONDS)[rating - 1]
        recalled = card.luck.random() < self.true_recall(card, day)
        rating = picked(card.luck, RECALLED_SHARES) + 1 if recalled else formulas.AGAIN
        return rating, REVIEW_SECONDS[rating - 1]

    def _true_next(self, card: Card, day: int, rating: int) -> float:
        stability, difficulty = card.true_stability, card.true_difficulty
        recall = self.true_recall(card, day)
        return formulas.next_stability(self.w, stability, difficulty, day - card.last_day, rating, recall)


def picked(luck: random.Random, shares: tuple[float, ...]) -> int:
    """A place in `shares`, counted from 1, drawn with those chances."""
    return luck.choices(range(1, len(shares) + 1), weights=shares)[0]
