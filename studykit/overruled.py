"""Answers that students called right and marking did not: what a teacher may want to accept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId
from studykit.memory.schedule import voided
from studykit.reviews import Amend, Review
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.collection import Collection


@dataclass(frozen=True, slots=True)
class Overruled:
    """An answer that was overruled as right, and how often."""

    card: Card
    answer: str
    times: int


def overruled(collection: Collection) -> list[Overruled]:
    """Give the answers that students called right and marking still does not, the commonest first."""
    rows = list(collection.rows())
    void = voided(rows)
    reviews = {row.id: row for row in rows if isinstance(row, Review) and row.id not in void}
    rulings = {row.review: row.verdict for row in rows if isinstance(row, Amend) and row.id not in void}
    times: Counter[tuple[CardId, str]] = Counter()
    for review_id, verdict in rulings.items():
        if verdict is Verdict.CORRECT and review_id in reviews:
            review = reviews[review_id]
            times[review.card, " ".join(review.answer.split())] += 1
    asked = {card.id for card in collection.library.listings}
    found = [
        Overruled(collection.library.card(card), answer, number)
        for (card, answer), number in times.items()
        if card in asked
    ]
    still = [each for each in found if collection.mark(each.card, each.answer).verdict is not Verdict.CORRECT]
    return sorted(still, key=lambda each: (-each.times, each.card.id, each.answer))
