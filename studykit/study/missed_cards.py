"""What was missed: facts left out of practised outlines, and cards answered wrong on the last study day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.memory.moves import moved
from studykit.memory.queue import missed_first
from studykit.memory.schedule import standing, standing_reviews
from studykit.reviews import CardState, Practice, Review
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.decks.library import Listing
    from studykit.study.collection import Collection


def with_missed_first(
    collection: Collection, waiting: Sequence[CardId], cards: Sequence[Listing], today: date
) -> tuple[CardId, ...]:
    """Give a queue with what was missed in practised outlines first (of `cards`, one of each family)."""
    missed = missed_cards(collection, today)
    if not missed:
        return tuple(waiting)
    families: dict[CardId, Listing] = {}
    for card in sorted((card for card in cards if card.id in missed), key=lambda card: missed.index(card.id)):
        families.setdefault(card.parent, card)
    parents = {card.id: card.parent for card in cards}
    return missed_first(waiting, list(families.values()), parents)


def missed_cards(collection: Collection, today: date) -> tuple[CardId, ...]:
    """Give the cards missed in outlines practised before today and not reviewed since, latest first."""
    rows = moved(collection.store.rows_of_kind("practice"), collection.present_ids)
    practices = [row for row in rows if isinstance(row, Practice)]
    waiting = [row for row in practices if row.study_day < today and _is_unreviewed_since(collection, row)]
    return tuple(
        dict.fromkeys(row.card for row in sorted(waiting, key=lambda row: row.study_day, reverse=True))
    )


def _is_unreviewed_since(collection: Collection, practice: Practice) -> bool:
    state = collection.states.get(practice.card, CardState(practice.card))
    if state.suspended or (state.memory and state.memory.last_day > practice.study_day):
        return False
    rows = standing(collection.rows_about(practice.card))
    return not any(isinstance(row, Review) and row.counts and row.at > practice.at for row in rows)


def not_known(collection: Collection, cards: Sequence[Listing]) -> tuple[date | None, tuple[CardId, ...]]:
    """Give the last day with answers to some cards, and those whose last answer then was not right.

    What a student overruled counts as she ruled; a card got right when it was repeated is missed no more.
    """
    newest = collection.store.newest_study_day()
    if newest is None:
        return None, ()
    last = {
        review.card: (amend.verdict if amend else None) or review.verdict
        for review, amend in standing_reviews(
            moved(collection.store.rows_since(newest), collection.present_ids)
        )
        if review.study_day == newest
    }
    asked = {card.id for card in cards}
    wrong = (card for card, verdict in last.items() if verdict is not Verdict.CORRECT)
    return newest, tuple(card for card in wrong if card in asked)
