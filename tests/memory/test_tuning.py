from __future__ import annotations

import random
import sys
from datetime import date, timedelta

import pytest

from studykit.cards import CardId
from studykit.errors import UnavailableError
from studykit.memory.formulas import DEFAULT_PARAMETERS, retrievability
from studykit.memory.schedule import Scheduling, next_state
from studykit.memory.tuning import enough, fit, log_loss
from studykit.reviews import MemoryState, Rating, Review
from studykit.verdict import Verdict

START = date(2026, 1, 1)

History = list[tuple[Review, Rating]]


def histories(parameters: tuple[float, ...], cards: int = 300, days: int = 60) -> dict[CardId, History]:
    """A student whose memory follows these parameters, asked at intervals that the usual ones would give."""
    chance = random.Random(7)
    found = {}
    for number in range(cards):
        card = CardId(f"d/{number}")
        day = START + timedelta(days=number % 20)
        truth: MemoryState | None = None
        model: MemoryState | None = None
        history: History = []
        while (day - START).days < days:
            recall = (
                0.6
                if truth is None
                else retrievability(parameters, (day - truth.last_day).days, truth.stability)
            )
            rating = Rating.GOOD if chance.random() < recall else Rating.AGAIN
            history.append((_review(card, rating, day, len(history)), rating))
            truth, _ = next_state(truth, rating, day, Scheduling(parameters=parameters))
            model, interval = next_state(model, rating, day)
            day += timedelta(days=interval)
        found[card] = history
    return found


def _review(card: CardId, rating: Rating, day: date, number: int) -> Review:
    return Review(
        id=f"{card}-{number}",
        device="here",
        at=0,
        card=card,
        study_day=day,
        answer="",
        verdict=Verdict.CORRECT,
        score=1.0,
        rating=rating,
        seconds=1.0,
        counts=True,
    )


FORGETFUL = (
    *(number / 8 for number in DEFAULT_PARAMETERS[:4]),
    *DEFAULT_PARAMETERS[4:8],
    0.6,
    *DEFAULT_PARAMETERS[9:],
)
"""First memories an eighth as long as usual, and each recall adds little."""


def test_a_fit_to_an_unusual_memory_foretells_unseen_reviews_better() -> None:
    found = fit(histories(FORGETFUL), DEFAULT_PARAMETERS)
    assert found.is_better
    assert found.after < found.before
    assert found.measured_on > 50


def test_the_truth_has_a_lower_loss_than_another_memory() -> None:
    known = histories(FORGETFUL)
    assert log_loss(known, FORGETFUL, START)[0] < log_loss(known, DEFAULT_PARAMETERS, START)[0]


def test_the_reviews_and_days_there_are_are_counted() -> None:
    known = {CardId("d/a"): histories(FORGETFUL, cards=1)[CardId("d/0")][:3]}
    assert enough(known) == (3, 3)


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    with pytest.raises(UnavailableError, match=r"studykit\[tune\]"):
        fit(histories(FORGETFUL, cards=3), DEFAULT_PARAMETERS)
