"""What a student does with cards, written into her log: answers, what she says of them, and of the cards.

Moments (`at`) are UTC milliseconds. Each row is on the disk before its function returns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId
from studykit.decks.likeness import asked_of
from studykit.errors import NotFoundError
from studykit.memory.moves import moved
from studykit.memory.rating import suggest
from studykit.memory.schedule import voided
from studykit.reviews import (
    LONGEST_ANSWER,
    LONGEST_VALUE,
    Amend,
    Exercise,
    Flag,
    Practice,
    Rating,
    Reset,
    Review,
    Settle,
    Shown,
    Suspend,
    Undo,
)
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.marking import Mark
    from studykit.study.collection import Collection


def record(
    collection: Collection,
    card: Card,
    answer: str,
    mark: Mark,
    *,
    at: int,
    day: date,
    seconds: float,
    counts: bool = True,
    hinted: bool = False,
) -> Review:
    """Write an answer into the log, durably, with the rating its verdict suggests."""
    rating = suggest(mark.verdict, kind=card.kind, score=mark.score, hinted=hinted)
    # A reset is dated after all that was known, and so perhaps ahead of this clock.
    afresh = [row.at for row in collection.rows_about(card.id) if isinstance(row, Reset)]
    review = Review(
        **(collection.stamp_last(at) if at <= max(afresh, default=0) else collection.stamp(at)),
        card=card.id,
        study_day=day,
        answer=answer[:LONGEST_ANSWER],
        verdict=mark.verdict,
        score=round(mark.score, 4),
        rating=rating,
        seconds=round(seconds, 1),
        counts=counts,
        hinted=hinted,
    )
    collection.append(review, asked_of(card))
    return review


def amend(
    collection: Collection, review: Review, rating: Rating, verdict: Verdict | None, *, at: int
) -> None:
    """Give a review another rating and, where the student overruled the marking, another verdict.

    Raises:
        NotFoundError: when the log has it no more.
    """
    review_of(collection, review.id)
    stamp = collection.stamp_last(at)
    collection.append(Amend(**stamp, card=review.card, review=review.id, rating=rating, verdict=verdict))


def settle(
    collection: Collection,
    review: Review,
    rating: Rating,
    verdict: Verdict,
    *,
    open_: Sequence[int],
    said: str,
    at: int,
) -> None:
    """Give a review that marking left open the verdict its student settled it with; keep what she said.

    The rating and verdict are an `Amend`, which every version of studykit understands.
    """
    amend(collection, review, rating, verdict, at=at)
    places = " ".join(map(str, open_))
    collection.append(
        Settle(**collection.stamp(at), card=review.card, review=review.id, open=places, said=" ".join(said))
    )


def undo(collection: Collection, row: Review | Reset, *, at: int) -> None:
    """Take an answer or a fresh beginning back, as if it had never been."""
    collection.append(Undo(**collection.stamp_last(at), card=row.card, row=row.id))


def review_of(collection: Collection, row_id: str) -> Review:
    """Give a review by its row id.

    Raises:
        NotFoundError: when the log has none of that id, or it was taken back.
    """
    row = collection.store.row(row_id)
    if not isinstance(row, Review) or row.id in voided(collection.store.rows_about(row.card)):
        raise NotFoundError(f"The log has no review {row_id}.")
    return row


def note_missed(collection: Collection, cards: Iterable[CardId], *, at: int, day: date) -> None:
    """Write down the cards whose facts a practised outline left out."""
    for card in cards:
        collection.append(Practice(**collection.stamp(at), card=card, study_day=day))


def note_exercise(
    collection: Collection, name: str, value: str, *, score: float, seconds: float, at: int, day: date
) -> None:
    """Write down what was practised beside the cards, which moves no schedule."""
    row = Exercise(
        **collection.stamp(at),
        study_day=day,
        name=name,
        value=value,
        score=round(score, 4),
        seconds=round(seconds, 1),
    )
    collection.append(row)


def exercises(collection: Collection) -> list[Exercise]:
    """Give what was practised beside the cards, oldest first."""
    return [row for row in collection.store.rows_of_kind("exercise") if isinstance(row, Exercise)]


def note_shown(collection: Collection, card: CardId, *, at: int, day: date) -> None:
    """Write down that a card was shown with its answer."""
    collection.append(Shown(**collection.stamp(at), card=card, study_day=day))


def suspend(collection: Collection, card: CardId, suspended: bool, *, at: int) -> None:
    """Take a card out of the quiz, or put it back."""
    collection.append(Suspend(**collection.stamp_last(at), card=card, suspended=suspended))


def flag(collection: Collection, card: CardId, remark: str | None, *, at: int) -> None:
    """Flag a card with a remark, or take its flag away with None."""
    kept = remark and remark[:LONGEST_VALUE]  # a longer one could not be read again, from a backup or so
    collection.append(Flag(**collection.stamp_last(at), card=card, remark=kept))


def flags(collection: Collection) -> dict[CardId, str]:
    """Give the remark on every flagged card, by the card it is now about."""
    rows = moved(collection.store.rows_of_kind("flag"), collection.present_ids)
    remarks = {row.card: row.remark for row in rows if isinstance(row, Flag)}
    return {card: remark for card, remark in remarks.items() if remark is not None}


def begin_afresh(collection: Collection, card: CardId, *, at: int) -> None:
    """Let a card's memory begin afresh; its reviews stay in the log."""
    collection.append(Reset(**collection.stamp_last(at), card=card))
