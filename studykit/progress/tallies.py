"""Tallies over a history: cards known, true recall beside what was foretold, seconds, troubles, exercises."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from studykit.cards import CardId
from studykit.frozen import dataclass
from studykit.memory.past import Step
from studykit.memory.queue import KNOWN
from studykit.memory.schedule import is_leech
from studykit.reviews import CardState, Exercise, Outcome, Rating
from studykit.study.pace import median
from studykit.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Mastery:
    """The cards of a theme or a deck: those she would know today, those met that are shaky, those never met.

    `recall` is the mean chance (0-1) over all of them, an unseen card counting as 0; `reviews` are the
    answers it rests on.
    """

    name: str
    title: str
    known: int
    shaky: int
    unseen: int
    recall: float
    reviews: int

    @property
    def cards(self) -> int:
        """All of its cards."""
        return self.known + self.shaky + self.unseen


def masteries(
    parts: Iterable[tuple[str, str, Sequence[CardId]]],
    recalls: Mapping[CardId, float],
    reviews: Mapping[CardId, int],
) -> tuple[Mastery, ...]:
    """Count the cards of parts (name, title, cards), the least known first; of two alike the larger one.

    `recalls` has the chance (0-1) of the cards met, `reviews` their answers.
    """
    found = []
    for name, title, cards in parts:
        chances = [recalls[card] for card in cards if card in recalls]
        known = sum(chance >= KNOWN for chance in chances)
        mastery = Mastery(
            *(name, title),
            known=known,
            shaky=len(chances) - known,
            unseen=len(cards) - len(chances),
            recall=sum(chances) / len(cards) if cards else 0.0,
            reviews=sum(reviews.get(card, 0) for card in cards),
        )
        found.append(mastery)
    return tuple(sorted(found, key=lambda each: (each.recall, -each.cards, each.name)))


BOUNDS = (0.0, 0.7, 0.8, 0.9, 1.0)
"""Where the groups of foretold recall begin and end."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Reviews whose recall was foretold between `low` and `high` (0-1): how many, what was foretold and came.

    `foretold` and `came` are means (0-1); both are 0 without any review.
    """

    low: float
    high: float
    reviews: int
    foretold: float
    came: float


def calibration(steps: Iterable[Step]) -> tuple[Calibration, tuple[Calibration, ...]]:
    """Give all reviews as one, and the groups that have any, the least sure first.

    Only answers on a later day than the one before count: on the same day nothing was to be forgotten.
    """
    told = [(step.recall, step.rating > Rating.AGAIN) for step in steps if step.waited and step.recall]
    parts = [
        _group(low, high, [pair for pair in told if low < pair[0] <= high]) for low, high in pairwise(BOUNDS)
    ]
    return _group(0.0, 1.0, told), tuple(part for part in parts if part.reviews)


def _group(low: float, high: float, pairs: list[tuple[float, bool]]) -> Calibration:
    number = max(1, len(pairs))
    foretold = sum([recall for recall, _ in pairs]) / number
    return Calibration(low, high, len(pairs), foretold, sum([came for _, came in pairs]) / number)


class Tempo(NamedTuple):
    """A kind of card, the median seconds from question to answer, and how many answers that rests on."""

    kind: str
    seconds: float
    answers: int


def tempos(answers: Iterable[Outcome], kinds: Mapping[CardId, str]) -> tuple[Tempo, ...]:
    """Give each kind that was answered, the quickest first."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for each in answers:
        if each.card in kinds:
            times[kinds[each.card]].append(each.seconds)
    found = [Tempo(kind, median(its), len(its)) for kind, its in times.items()]
    return tuple(sorted(found, key=lambda each: each.seconds))


SEVERAL = 2
"""Wrong answers from which a card is called a trouble: one is how everything is learnt."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A card, its answers and those of them that were wrong; `lapses` are those forgotten after the first.

    `ask` is its question, where whoever gathers the figures has put it in.
    """

    card: CardId
    answers: int
    wrong: int
    lapses: int
    is_leech: bool
    ask: str = ""


def troubles(
    answers: Sequence[Outcome], states: Mapping[CardId, CardState]
) -> tuple[tuple[Trouble, ...], tuple[Trouble, ...]]:
    """Give the cards most often wrong that are no leeches, the worst first, and then the leeches.

    Suspended cards are nobody's trouble any more.
    """
    given = Counter([each.card for each in answers])
    wrong = Counter([each.card for each in answers if each.verdict is Verdict.WRONG])
    found = [
        Trouble(card, number, wrong[card], states[card].lapses, is_leech(states[card]))
        for card, number in given.items()
        if card in states and not states[card].suspended
    ]
    found.sort(key=lambda each: (-each.wrong, -each.wrong / each.answers, each.card))
    worst = tuple(each for each in found if each.wrong >= SEVERAL and not each.is_leech)
    return worst, tuple(each for each in found if each.is_leech)


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
