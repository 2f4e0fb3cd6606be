"""One student's exam: her cards and what she remembers of them, handed to the planner and back.

The planner knows numbers only (days, stabilities, places in a list); this is where they become cards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from studykit.assigned import Unmet, needed
from studykit.cards import CardId
from studykit.exams import Exam
from studykit.frozen import dataclass
from studykit.planning.gains import EXPECTED_FIRST_SECONDS, expected_seconds
from studykit.planning.order import USUAL_TARGET, CardMemory, Preparation, is_seen, open_days, study_order
from studykit.planning.student import exam_recall
from studykit.reviews import MemoryState
from studykit.study.pace import pace, seconds_spent

if TYPE_CHECKING:
    from studykit.decks.library import Listing
    from studykit.study.collection import Collection

TYPICAL_SECONDS = (EXPECTED_FIRST_SECONDS + expected_seconds(USUAL_TARGET)) / 2
"""What the planner reckons with for an average card; her own seconds are told to it as multiples of this."""

LAST_LOOK = 300.0
"""Seconds that are offered on the day of the exam."""

SHORTEST = 20.0
"""Seconds of a day below which it is over: no question is read and answered in less."""

REST = 0.1
"""The part of a day's time below which what is left is no work of its own: the questions were planned by what
a card takes her on the whole, and those of the day took a little less."""

UNMET = CardMemory(None, None, None)
"""What is remembered of a card never met."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An exam with its cards in planning order, what she remembers of each, and the minutes of today left."""

    exam: Exam
    cards: tuple[Listing, ...]
    memories: tuple[CardMemory, ...]
    plan: Preparation
    spent: float
    today: date
    met_today: int
    due_met: Mapping[int, int] = field(default_factory=dict)
    """For each day by which cards are due, how many of them were met today."""
    assigned: frozenset[CardId] = frozenset()
    """The cards that today has to meet for the day by which they are due, siblings among them."""

    @property
    def left(self) -> float:
        """Seconds of today's time still to be studied; none on a day off, a few on the day of the exam."""
        if self.exam.is_off(self.today) and not self.is_exam_day:
            return 0.0
        whole = min(LAST_LOOK, self.plan.seconds) if self.is_exam_day else self.plan.seconds
        left = whole - self.spent
        return left if left >= max(SHORTEST, REST * whole) else 0.0

    @property
    def met(self) -> int:
        """The number of its cards that she has met."""
        return sum(map(is_seen, self.memories))

    @property
    def is_exam_day(self) -> bool:
        """Whether today is the day of the exam."""
        return self.exam.day == self.today


def prepare(
    collection: Collection,
    exam: Exam,
    today: date,
    among: Sequence[Listing] | None = None,
    now: date | None = None,
) -> Prepared:
    """Gather what the planner needs to know for one exam, or for those of its cards that are `among` some.

    `now` is the study day it is, where `today` is one to come.
    """
    cards = _cards_of(collection, exam, among)
    states = collection.states
    dues = _dues(collection, exam, cards, today)
    met_now = [card for card in cards if card.id in states and states[card.id].first_day == today]
    due_met = Counter(dues[card.id] for card in met_now if card.id in dues)
    memories = {card.id: memory_of(states[card.id].memory if card.id in states else None) for card in cards}
    first = _assigned(cards, memories, dues, due_met, today)
    cards.sort(key=lambda card: first.index(card.id) if card.id in first else len(first))
    plan = _plan(collection, exam, cards, dues, today, now or today)
    spent = seconds_spent(collection, today, cards)
    return Prepared(
        *(exam, tuple(cards), tuple(memories[card.id] for card in cards), plan, spent, today, len(met_now)),
        due_met=due_met,
        assigned=frozenset(first),
    )


def _plan(
    collection: Collection,
    exam: Exam,
    cards: Sequence[Listing],
    dues: Mapping[CardId, int],
    today: date,
    now: date,
) -> Preparation:
    appeared = collection.store.appeared([card.id for card in cards], now)
    seconds = pace(collection, today)
    return Preparation(
        exam_day=exam.day.toordinal(),
        first_day=exam.set_on.toordinal(),
        seconds=exam.minutes * 60.0,
        days_off=exam.days_off(today),
        parameters=collection.scheduling.parameters,
        target=collection.settings.desired_retention,
        added=tuple(appeared[card.id].toordinal() for card in cards),
        pace=tuple(seconds[card.kind] / TYPICAL_SECONDS for card in cards),
        meet_by=tuple(dues.get(card.id) for card in cards) if dues else None,
    )


def _dues(collection: Collection, exam: Exam, cards: Sequence[Listing], today: date) -> dict[CardId, int]:
    """Give the last study day up to the one a card is to be met by, for cards of decks that have one."""
    days = {deck: _last_study_day(exam, due, today) for deck, due in collection.dues.items()}
    return {card.id: days[card.deck].toordinal() for card in cards if card.deck in days}


def _last_study_day(exam: Exam, due: date, today: date) -> date:
    day = due
    while day > today and exam.is_off(day):
        day -= timedelta(days=1)
    return day if not exam.is_off(day) else due


def _assigned(
    cards: Sequence[Listing],
    memories: Mapping[CardId, CardMemory],
    dues: Mapping[CardId, int],
    met: Mapping[int, int],
    today: date,
) -> list[CardId]:
    """Give the cards that today has to meet for the day by which they are due."""
    if not dues:
        return []
    taken = {card.parent for card in cards if memories[card.id].last_day == today.toordinal()}
    unmet = [
        Unmet(place, dues[card.id], card.parent)
        for place, card in enumerate(cards)
        if card.id in dues and not is_seen(memories[card.id])
    ]
    return [cards[place].id for place in needed(unmet, day=today.toordinal(), met=met, taken=taken)]


def _cards_of(collection: Collection, exam: Exam, among: Sequence[Listing] | None) -> list[Listing]:
    """Give the cards an exam is about, siblings apart: its case's, without themes left and suspended ones."""
    away = collection.put_away() if exam.case is None else frozenset()
    decks = {
        deck.slug
        for deck in collection.library.decks
        if exam.case in (None, deck.case) and deck.slug not in away
    }
    left = set(exam.leave)
    suspended = {card for card, state in collection.states.items() if state.suspended}
    every = [
        card
        for card in collection.library.listings
        if card.deck in decks and card.id not in suspended and not left.intersection(card.themes)
    ]
    wanted = {card.id for card in (every if among is None else among)}
    return [card for card in siblings_apart(every) if card.id in wanted]


def memory_of(memory: MemoryState | None) -> CardMemory:
    """Give what the planner may know of a card by what is in memory of it."""
    if memory is None:
        return UNMET
    return CardMemory(memory.stability, memory.difficulty, memory.last_day.toordinal())


def siblings_apart(cards: Sequence[Listing]) -> list[Listing]:
    """Put the first card of each family before all second ones, and so on; else the order stays.

    New cards are met in this order, so siblings are met on different days.
    """
    turns: defaultdict[CardId, count[int]] = defaultdict(count)
    return sorted(cards, key=lambda card: next(turns[card.parent]))


def queue(prepared: Prepared, *, seconds: float | None = None, every: bool = False) -> tuple[CardId, ...]:
    """Give today's cards for an exam, as they are asked; nothing on a day off or once the time is spent.

    One card of a family a day, until the last days, when everything is swept, or where its own day
    wants more. With `every` minute used no card waits. On the day of the exam the least sure of those met
    come.
    """
    if prepared.is_exam_day:
        return _last_look(prepared)
    plan = prepared.plan
    day = prepared.today.toordinal()
    order = study_order(
        prepared.memories,
        replace(plan, target=None) if every else plan,
        day=day,
        seconds=prepared.left if seconds is None else seconds,
        met_today=prepared.met_today,
        met_for=prepared.due_met,
    )
    cards = [prepared.cards[place] for place in order]
    if plan.exam_day - day <= open_days(plan.first_day, plan.exam_day):
        return tuple(card.id for card in cards)
    taken = {
        card.parent
        for card, memory in zip(prepared.cards, prepared.memories, strict=True)
        if memory.last_day == day
    }
    kept = []
    for card in cards:
        if card.parent not in taken or card.id in prepared.assigned:
            taken.add(card.parent)
            kept.append(card.id)
    return tuple(kept)


def _last_look(prepared: Prepared) -> tuple[CardId, ...]:
    """Give the cards met and not answered on the day of the exam, the least sure first."""
    today, parameters = prepared.today.toordinal(), prepared.plan.parameters
    recalls = {
        card.id: exam_recall(memory, parameters, today)
        for card, memory in zip(prepared.cards, prepared.memories, strict=True)
        if is_seen(memory) and memory.last_day != today
    }
    return tuple(sorted(recalls, key=lambda card: recalls[card])) if prepared.left else ()


def days_missed(prepared: Prepared) -> int:
    """Count the days since the last answer on which she meant to study; 0 before the first."""
    days = [memory.last_day for memory in prepared.memories if memory.last_day is not None]
    if not days:
        return 0
    between = range(max(days) + 1, prepared.today.toordinal())
    return sum(not prepared.exam.is_off(date.fromordinal(day)) for day in between)
