"""What a student hands in: for each card the state it is in and how its answers were marked, no answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from studykit.cards import CardId
from studykit.memory.formulas import DEFAULT_PARAMETERS, retrievability
from studykit.memory.schedule import standing_reviews
from studykit.reviews import CardState, LogRow
from studykit.verdict import Verdict


@dataclass(frozen=True, slots=True)
class CardProgress:
    """One card: its state, and how many answers ended with each verdict, those taken back left out."""

    state: CardState
    correct: int = 0
    partial: int = 0
    wrong: int = 0

    @property
    def answers(self) -> int:
        """All answers."""
        return self.correct + self.partial + self.wrong


@dataclass(frozen=True, slots=True)
class Progress:
    """All cards of a student; `decay` is the last of her FSRS-6 parameters, how steeply memories fade."""

    cards: tuple[CardProgress, ...]
    decay: float = DEFAULT_PARAMETERS[20]

    def recalls(self, today: date) -> list[float | None]:
        """The chance (0-1) that each card is recalled today; None where no answer counted.

        On the day of an answer it is that of the next day: what was just read is not known.
        """
        parameters = (*DEFAULT_PARAMETERS[:20], self.decay)
        return [
            None
            if (memory := card.state.memory) is None
            else retrievability(parameters, max(1, (today - memory.last_day).days), memory.stability)
            for card in self.cards
        ]


def progress(rows: Iterable[LogRow], states: Mapping[CardId, CardState], decay: float) -> Progress:
    """Sum up a log.

    Args:
        rows: all of it, each row about the card whose history it is now.
        states: the state of every card, as the log gives it.
        decay: the last of the FSRS parameters that the states rest on.
    """
    counts = verdicts(rows)
    cards = [
        CardProgress(state, *(counts[card, verdict] for verdict in Verdict))
        for card, state in sorted(states.items())
    ]
    return Progress(tuple(cards), decay)


def verdicts(rows: Iterable[LogRow]) -> Counter[tuple[CardId, Verdict]]:
    """How many answers to each card ended with each verdict; where she overruled one, hers counts."""
    return Counter(
        (review.card, (amend and amend.verdict) or review.verdict) for review, amend in standing_reviews(rows)
    )


def overruled(rows: Iterable[LogRow]) -> list[tuple[CardId, str]]:
    """The answers that a student called right, each with its card; rulings with their reviews will do."""
    return [
        (review.card, " ".join(review.answer.split()))
        for review, amend in standing_reviews(rows)
        if amend
        and amend.verdict is Verdict.CORRECT
        and review.verdict is not Verdict.CORRECT
        and review.answer.strip()
    ]
