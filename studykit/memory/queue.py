"""What to ask today, and in which order."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from studykit.assigned import Unmet, needed
from studykit.cards import CardId
from studykit.memory.formulas import DEFAULT_PARAMETERS, Parameters, retrievability
from studykit.reviews import CardState

KNOWN = 0.8
"""The chance of recall (0-1) today from which a card met counts as known; below it is shaky."""


class QueueCard(Protocol):
    """What a queue needs to know of a card."""

    @property
    def id(self) -> CardId: ...

    @property
    def parent(self) -> CardId: ...


def daily(
    cards: Sequence[QueueCard],
    states: Mapping[CardId, CardState],
    today: date,
    *,
    new: int,
    dues: Mapping[str, date] | None = None,
) -> tuple[CardId, ...]:
    """Give the cards due today and up to `new` unseen ones a day, new ones spread evenly among the due.

    Siblings are kept to different days: one of them a day, the rest wait. Due cards come by due day and,
    within a day, in an order that mixes decks but is the same whenever it is asked for; unseen ones as the
    teacher wrote them. Cards met for the first time earlier today have used up some of today's new ones.

    `dues` are the days by which the cards of some decks are to be met: those that this needs today come first
    of the new ones, also when they are more than `new`.
    """
    on = _not_suspended(cards, states)
    met = {card: state.memory for card, state in states.items() if state.memory}
    # The families of which a card was reviewed today already.
    taken = {card.parent for card in cards if card.id in met and met[card.id].last_day == today}
    due = [card for card in on if card.id in states and (states[card.id].due or date.max) <= today]
    due.sort(key=lambda card: (states[card.id].due, zlib.crc32(f"{today} {card.id}".encode())))
    due = _one_of_each(due, taken)
    met_today = sum(state.first_day == today for state in states.values())
    unseen = [card for card in on if card.id not in met]
    first = _assigned(cards, unseen, states, today, dues or {}, taken)
    chosen = {card.id for card in first}
    others = (card for card in unseen if card.id not in chosen)
    rest = _one_of_each(others, {*taken, *(card.parent for card in first)})
    unseen = [*first, *rest[: max(0, new - met_today - len(first))]]
    return tuple(card.id for card in _spread(unseen, among=due))


def _assigned(
    cards: Sequence[QueueCard],
    unseen: Sequence[QueueCard],
    states: Mapping[CardId, CardState],
    today: date,
    dues: Mapping[str, date],
    taken: set[CardId],
) -> list[QueueCard]:
    """Give the unseen cards that today has to meet for the days by which their decks are due."""
    if not dues:
        return []
    days = {card.id: dues[deck].toordinal() for card in cards if (deck := card.id.partition("/")[0]) in dues}
    met = Counter(day for id, day in days.items() if id in states and states[id].first_day == today)
    unmet = [Unmet(place, days[card.id], card.parent) for place, card in enumerate(unseen) if card.id in days]
    return [unseen[place] for place in needed(unmet, day=today.toordinal(), met=met, taken=taken)]


def missed_first(
    waiting: Sequence[CardId], missed: Sequence[QueueCard], parents: Mapping[CardId, CardId]
) -> tuple[CardId, ...]:
    """Put the cards missed in a practised outline first, due or not; their siblings wait for another day.

    Args:
        waiting: today's queue. missed: the cards missed, one of a family. parents: of each card waiting.
    """
    ids = {card.id for card in missed}
    families = {card.parent for card in missed}
    rest = (card for card in waiting if card not in ids and parents.get(card) not in families)
    return (*(card.id for card in missed), *rest)


def weakest(
    cards: Sequence[QueueCard], states: Mapping[CardId, CardState], today: date
) -> tuple[CardId, ...]:
    """Give every card met so far, the lowest recall first, one of each family of siblings."""
    seen = [card for card in cards if recall(states.get(card.id), today) is not None]
    seen.sort(key=lambda card: (recall(states[card.id], today), card.id))
    return tuple(card.id for card in _one_of_each(_not_suspended(seen, states), set()))


def everything(
    cards: Sequence[QueueCard], states: Mapping[CardId, CardState], today: date
) -> tuple[CardId, ...]:
    """Give every card for cramming: the lowest recall first, then those never met, as they were written."""
    recalls = {card.id: recall(states.get(card.id), today) for card in _not_suspended(cards, states)}
    # None is never met, and comes last.
    return tuple(sorted(recalls, key=lambda card: 2.0 if (known := recalls[card]) is None else known))


def recall(state: CardState | None, today: date, parameters: Parameters = DEFAULT_PARAMETERS) -> float | None:
    """Give the probability (0-1) that a card would be recalled today; None when it was never met."""
    if state is None or state.memory is None:
        return None
    days = max(0, (today - state.memory.last_day).days)
    return retrievability(parameters, days, state.memory.stability)


def _not_suspended(cards: Iterable[QueueCard], states: Mapping[CardId, CardState]) -> list[QueueCard]:
    return [card for card in cards if card.id not in states or not states[card.id].suspended]


def _one_of_each(cards: Iterable[QueueCard], taken: set[CardId]) -> list[QueueCard]:
    """Keep the first card of each family that is not taken, and take it."""
    kept = []
    for card in cards:
        if card.parent not in taken:
            taken.add(card.parent)
            kept.append(card)
    return kept


def _spread(unseen: Sequence[QueueCard], *, among: Sequence[QueueCard]) -> list[QueueCard]:
    """Lay the unseen cards at even distances among the others, the first card a known one where there is."""
    total = len(unseen) + len(among)
    known, fresh = iter(among), iter(unseen)
    mixed: list[QueueCard] = []
    for place in range(total):
        is_fresh = (place + 1) * len(unseen) // total > place * len(unseen) // total
        mixed.append(next(fresh) if is_fresh else next(known))
    return mixed
