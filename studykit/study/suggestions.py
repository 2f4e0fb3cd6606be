"""Answers that students called right and marking did not: what a teacher may want to accept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId, Listed, Points
from studykit.frozen import dataclass
from studykit.memory.schedule import standing, standing_reviews
from studykit.reviews import Review, Settle
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.study.collection import Collection


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer that students said was right, and how often.

    `points` are the positions of the points or items that it says, where marking left these open and a
    student said yes to them; it is empty when the whole answer was called right.
    """

    card: Card
    answer: str
    times: int
    points: tuple[int, ...] = ()


def suggestions(collection: Collection) -> list[Suggestion]:
    """Give the answers that students called right and marking still does not, the commonest first.

    These are those that were overruled as right, and those that marking left open and a student settled.
    """
    rows = list(collection.rows())
    settled = {row.review: row for row in standing(rows) if isinstance(row, Settle)}
    asked = {card.id for card in collection.library.listings}
    times: Counter[tuple[CardId, str, tuple[int, ...]]] = Counter()
    for review, amend in standing_reviews(rows):
        if review.card in asked:
            points = _points_said(collection, review, settled.get(review.id))
            if points or (amend and amend.verdict is Verdict.CORRECT):
                times[review.card, " ".join(review.answer.split()), points] += 1
    return still_refused(collection, ((*said, number) for said, number in times.items()))


def still_refused(
    collection: Collection, said: Iterable[tuple[CardId, str, tuple[int, ...], int]]
) -> list[Suggestion]:
    """Give the answers that marking does not accept by now, the commonest first.

    Args:
        said: cards with answers that students called right, the points that these say, and how often.
    """
    found = [
        Suggestion(collection.library.card(card), answer, number, points)
        for card, answer, points, number in said
    ]
    still = [each for each in found if not _is_accepted(collection, each)]
    return sorted(still, key=lambda each: (-each.times, each.card.id, each.answer, each.points))


def _points_said(collection: Collection, review: Review, settled: Settle | None) -> tuple[int, ...]:
    """Give the points or items that marking left open and a student said yes to, if the card has them.

    Where it leaves others open by now, points have other places in the deck: which she meant is not known.
    """
    card = collection.library.card(review.card)
    match card.expected:
        case Points(items=items) | Listed(items=items) if settled is not None:
            open_then = [int(at) for at in settled.open.split()]
            if {*collection.mark(card, review.answer).open} <= {*open_then}:
                said = zip(open_then, settled.said.split(), strict=False)
                return tuple(at for at, key in said if key == "y" and at < len(items))
    return ()


def _is_accepted(collection: Collection, found: Suggestion) -> bool:
    """Say whether marking gives by now what students said."""
    mark = collection.mark(found.card, found.answer)
    if found.points:
        return set(found.points) <= set(mark.points)
    return mark.verdict is Verdict.CORRECT and mark.sure
