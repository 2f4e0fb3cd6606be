"""What the plan leads to: expected recall on exam day, the weeks until then, and what more or less would do.

Everything is simulated with the student's own cards by `simulate`; nothing is read from a curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from studykit.frozen import dataclass
from studykit.memory.formulas import (
    DEFAULT_PARAMETERS,
    clamped_stability,
    forgetting_factor,
    usable_parameters,
)
from studykit.planning.order import CardMemory, Preparation, is_seen, open_days, seen
from studykit.planning.strength import UNKNOWN_STUDENT, Strength
from studykit.planning.student import Run, simulate

STRENGTHS = (-1.2815515655446004, 0.0, 1.2815515655446004)
"""The strengths of memory that are played, in standard deviations: 10, 50 and 90 % of students lie below."""
WEIGHTS = (0.2335, 0.533, 0.2335)
"""With these the mean of the three is that of five evenly spaced ones (10, 30 ... 90 %)."""
MEDIAN = (0.0,)
WEEK = 7
STEP = 300.0
"""Seconds a day that "more" and "fewer" minutes mean."""
MOST_MINUTES = 240
"""A day's study beyond this is not proposed to anyone."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected recall (0-1), and the band it lies in for four students in five."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of the plan, the last ones perhaps fewer; minutes and cards are means of a day studied.

    `study_days` are those that are not off; `new` counts cards met for the first time in the whole week.
    """

    first_day: int
    last_day: int
    study_days: int
    minutes_a_day: float
    cards_a_day: float
    new: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the calendar shows. Days are study days, recalls 0-1; changes are differences of recall.

    `if_left` is the recall with no more study at all, `if_kept` with the plan kept. `met` counts the cards
    she will have met by the exam at her minutes; when they are not all, `minutes_for_all` is the number of
    whole minutes a day that meets all (None: not within four hours a day). `intake_done` is the day the last
    card is met, None if that does not come; from `sweep_from` on no card waits. The changes are None where
    they make no sense: no days left, or not so many minutes to give up.
    """

    days_left: int
    cards: int
    if_left: Expected
    if_kept: Expected
    met: int
    minutes_for_all: int | None
    intake_done: int | None
    sweep_from: int | None
    weeks: tuple[Week, ...]
    more_minutes: float | None
    fewer_minutes: float | None
    week_off: float | None
    met_on: tuple[tuple[int, int], ...] = ()
    """The place of each card not met yet, with the study day that meets it; without those never met."""


def expected_recall(
    cards: Sequence[CardMemory],
    *,
    exam_day: int,
    parameters: Sequence[float] = DEFAULT_PARAMETERS,
    strength: Strength = UNKNOWN_STUDENT,
) -> Expected:
    """Give the recall to expect on exam day if nothing more is studied; no cards at all give 0."""
    ages = [
        max(0, exam_day - last_day) / clamped_stability(stability)
        for stability, _, last_day in filter(None, map(seen, cards))
    ]
    return recall_at_ages(ages, len(cards), parameters=parameters, strength=strength)


def recall_at_ages(
    ages: Sequence[float], cards: int, *, parameters: Sequence[float], strength: Strength
) -> Expected:
    """The recall to expect of so many cards by the ages of those met.

    An age is the days since the last answer as a multiple of the stability.
    """
    w = usable_parameters(parameters)
    slope, decay, total = forgetting_factor(w), -w[20], max(1, cards)
    scales = [slope / strength.factor(deviations) for deviations in STRENGTHS]
    return _expected([sum([(1.0 + scale * age) ** decay for age in ages]) / total for scale in scales])


def forecast(
    cards: Sequence[CardMemory],
    preparation: Preparation,
    *,
    day: int,
    spent: float = 0.0,
    strength: Strength = UNKNOWN_STUDENT,
    seed: int = 0,
) -> Forecast:
    """Simulate the way from `day` to the exam and give what the calendar shows. Never raises.

    `spent` seconds of today are gone already.
    """
    plan = preparation
    days_left = max(0, plan.exam_day - day)
    if_left = expected_recall(cards, exam_day=plan.exam_day, parameters=plan.parameters, strength=strength)
    if not cards or days_left == 0:
        met = sum(map(is_seen, cards))
        return Forecast(days_left, len(cards), if_left, if_left, met, None, None, None, (), None, None, None)
    play = partial(_played, cards, day=day, spent=spent, strength=strength, seed=seed)
    runs = play(plan, STRENGTHS)
    met = _met(runs)
    usual = runs[len(runs) // 2]

    def change(other: Preparation) -> float:
        return play(other, MEDIAN)[0].recall - usual.recall

    begun = min(plan.first_day, day)
    week_off = plan.days_off | set(range(day + 1, day + 1 + WEEK))
    return Forecast(
        days_left=days_left,
        cards=len(cards),
        if_left=if_left,
        if_kept=_expected([run.recall for run in runs]),
        met=met,
        minutes_for_all=None if met == len(cards) else _minutes_for_all(play, plan, len(cards)),
        intake_done=max((done.day for done in usual.days if done.new), default=day)
        if usual.met == len(cards)
        else None,
        sweep_from=max(begun, plan.exam_day - open_days(begun, plan.exam_day)),
        weeks=tuple(_weeks(runs, day, plan.exam_day)),
        more_minutes=change(replace(plan, seconds=plan.seconds + STEP)),
        fewer_minutes=change(replace(plan, seconds=plan.seconds - STEP)) if plan.seconds > STEP else None,
        week_off=change(replace(plan, days_off=week_off)) if days_left > WEEK + 1 else None,
        met_on=tuple((card, done.day) for done in usual.days for card in done.met),
    )


@dataclass(frozen=True, slots=True)
class Way:
    """The way to the exam if the plan is kept: what every card would be worth there, by when she stopped.

    `days` are those asked for, the last the exam itself; `played` holds for each strength of memory and each
    of these days the recall (0-1) of every card on exam day.
    """

    days: tuple[int, ...]
    played: tuple[tuple[tuple[float, ...], ...], ...]

    def expected(self, places: Sequence[int]) -> list[Expected]:
        """Give for each day the recall to expect of the cards at some places; 0 without any."""
        number = max(1, len(places))
        means = [[sum(map(of_day.__getitem__, places)) / number for of_day in run] for run in self.played]
        return [_expected(each) for each in zip(*means, strict=True)]

    @property
    def recalls(self) -> tuple[float, ...]:
        """Each card's recall (0-1) on exam day if the plan is kept to its end."""
        return tuple(map(_weighted, zip(*(run[-1] for run in self.played), strict=True)))


def way(
    cards: Sequence[CardMemory],
    preparation: Preparation,
    *,
    day: int,
    marks: Iterable[int] = (),
    spent: float = 0.0,
    strength: Strength = UNKNOWN_STUDENT,
    seed: int = 0,
) -> Way:
    """Simulate the way that `forecast` does, with the same luck, and give what its days are worth."""
    told = tuple(sorted(set(marks)))
    runs = _played(
        cards, preparation, STRENGTHS, day=day, spent=spent, strength=strength, seed=seed, marks=told
    )
    return Way((*told, preparation.exam_day), tuple((*run.on_the_way, run.recalls) for run in runs))


def themes_to_leave(cards: Sequence[CardMemory], themes: Sequence[str], *, outlook: Forecast) -> list[str]:
    """Propose the themes to leave when the minutes cannot meet every card, least begun first; else none.

    `themes` holds one theme for each card. Whole themes go, until those that stay can all be met; what she
    has begun is kept before what she has not, and one theme always stays.
    """
    unmet = len(cards) - outlook.met
    unseen: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for card, theme in zip(cards, themes, strict=False):
        sizes[theme] += 1
        unseen[theme] += not is_seen(card)
    leaving: list[str] = []
    for theme in sorted(sizes, key=lambda theme: (-unseen[theme] / sizes[theme], -unseen[theme], theme)):
        if unmet <= 0 or len(leaving) == len(sizes) - 1:
            break
        leaving.append(theme)
        unmet -= unseen[theme]
    return leaving


def _met(runs: Sequence[Run]) -> int:
    """The number of cards met by the exam on average."""
    return round(sum(run.met for run in runs) / len(runs))


def _expected(recalls: Sequence[float]) -> Expected:
    return Expected(_weighted(recalls), min(recalls), max(recalls))


def _weighted(recalls: Sequence[float]) -> float:
    return sum([weight * recall for weight, recall in zip(WEIGHTS, recalls, strict=True)])


def _played(
    cards: Sequence[CardMemory],
    plan: Preparation,
    strengths: Sequence[float],
    *,
    day: int,
    spent: float,
    strength: Strength,
    seed: int,
    marks: Collection[int] = (),
) -> list[Run]:
    return [
        simulate(
            cards,
            plan,
            day=day,
            spent=spent,
            strength=strength.factor(deviations),
            seed=seed + 2 * number,
            marks=marks,
        )
        for number, deviations in enumerate(STRENGTHS)
        if deviations in strengths
    ]


def _minutes_for_all(
    play: Callable[[Preparation, Sequence[float]], list[Run]], plan: Preparation, cards: int
) -> int | None:
    """The fewest whole minutes a day that meet every card, by halving; None if a long day does not either."""

    def meets_all(minutes: int, strengths: Sequence[float] = MEDIAN) -> bool:
        return _met(play(replace(plan, seconds=60.0 * minutes), strengths)) == cards

    too_few, enough = int(plan.seconds / 60.0), MOST_MINUTES
    if too_few >= enough or not meets_all(enough):
        return None
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        if meets_all(middle):
            enough = middle
        else:
            too_few = middle
    # One memory finds the neighbourhood; what is promised must hold for all that are played.
    while enough < MOST_MINUTES and not meets_all(enough, STRENGTHS):
        enough += 1
    return enough


def _weeks(runs: Sequence[Run], day: int, exam_day: int) -> Iterator[Week]:
    """The mean of the runs over each seven days."""
    for first in range(day, exam_day, WEEK):
        last = min(first + WEEK, exam_day) - 1
        days = [done for run in runs for done in run.days if first <= done.day <= last]
        count = max(1, len(days))
        yield Week(
            first_day=first,
            last_day=last,
            study_days=len(days) // len(runs),
            minutes_a_day=sum(done.seconds for done in days) / 60.0 / count,
            cards_a_day=sum(done.answers for done in days) / count,
            new=sum(done.new for done in days) / len(runs),
        )
