"""One student's exam: her cards and what she remembers of them, handed to the planner and back.

The planner knows numbers only (days, stabilities, places in a list); this is where they become cards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from studykit.assigned import Unmet, needed
from studykit.cards import CardId
from studykit.exams import Exam
from studykit.frozen import dataclass
from studykit.pace import pace, seconds_spent
from studykit.planning import (
    CardMemory,
    Expected,
    Forecast,
    Preparation,
    Recall,
    Strength,
    Way,
    exam_recall,
    expected_recall,
    fitted_strength,
    forecast,
    open_days,
    study_order,
    themes_to_leave,
    way,
)
from studykit.planning.gains import EXPECTED_FIRST_SECONDS, expected_seconds
from studykit.planning.order import USUAL_TARGET, is_seen
from studykit.reviews import CardState, MemoryState, Rating

if TYPE_CHECKING:
    from studykit.collection import Collection
    from studykit.decks.library import Library, Listing
    from studykit.memory.past import Past

TYPICAL_SECONDS = (EXPECTED_FIRST_SECONDS + expected_seconds(USUAL_TARGET)) / 2
"""What the planner reckons with for an average card; her own seconds are told to it as multiples of this."""

LAST_LOOK = 300.0
"""Seconds that are offered on the day of the exam."""

SHORTEST = 20.0
"""Seconds of a day below which it is over: no question is read and answered in less."""

UNMET = CardMemory(None, None, None)
"""What is remembered of a card never met."""

MOST_RECALLS = 2000
"""Newest reviews that tell how strong her memory is; older ones add nothing but time."""


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
        return left if left >= SHORTEST else 0.0

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
    cards = siblings_apart(_cards_of(collection, exam))
    if among is not None:
        wanted = {card.id for card in among}
        cards = [card for card in cards if card.id in wanted]
    states = collection.states
    dues = _dues(collection, exam, cards, today)
    met_now = [card for card in cards if card.id in states and states[card.id].first_day == today]
    due_met = Counter(dues[card.id] for card in met_now if card.id in dues)
    first = _assigned(cards, states, dues, due_met, today)
    cards.sort(key=lambda card: first.index(card.id) if card.id in first else len(first))
    appeared = collection.store.appeared([card.id for card in cards], now or today)
    seconds = pace(collection, today)
    plan = Preparation(
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
    memories = tuple(memory_of(_remembered(states, card.id)) for card in cards)
    spent = seconds_spent(collection, today, cards)
    return Prepared(
        *(exam, tuple(cards), memories, plan, spent, today, len(met_now)),
        due_met=due_met,
        assigned=frozenset(first),
    )


def _remembered(states: Mapping[CardId, CardState], card: CardId) -> MemoryState | None:
    state = states.get(card)
    return state.memory if state else None


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
    states: Mapping[CardId, CardState],
    dues: Mapping[CardId, int],
    met: Mapping[int, int],
    today: date,
) -> list[CardId]:
    """Give the cards that today has to meet for the day by which they are due."""
    if not dues:
        return []
    memories = {card.id: memory_of(_remembered(states, card.id)) for card in cards}
    taken = {card.parent for card in cards if memories[card.id].last_day == today.toordinal()}
    unmet = [
        Unmet(place, dues[card.id], card.parent)
        for place, card in enumerate(cards)
        if card.id in dues and not is_seen(memories[card.id])
    ]
    return [cards[place].id for place in needed(unmet, day=today.toordinal(), met=met, taken=taken)]


def _cards_of(collection: Collection, exam: Exam) -> list[Listing]:
    """Give the cards an exam is about: its case's, without the themes left and what is suspended."""
    away = collection.put_away() if exam.case is None else frozenset()
    decks = {
        deck.slug
        for deck in collection.library.decks
        if exam.case in (None, deck.case) and deck.slug not in away
    }
    left = set(exam.leave)
    states = collection.states
    return [
        card
        for card in collection.library.listings
        if card.deck in decks
        and not left.intersection(card.themes)
        and not (card.id in states and states[card.id].suspended)
    ]


def memory_of(memory: MemoryState | None) -> CardMemory:
    """Give what the planner may know of a card by what is in memory of it."""
    if memory is None:
        return UNMET
    return CardMemory(memory.stability, memory.difficulty, memory.last_day.toordinal())


def siblings_apart(cards: Sequence[Listing]) -> list[Listing]:
    """Put the first card of each family before all second ones, and so on; else the order stays.

    New cards are met in this order, so siblings are met on different days.
    """
    seen: defaultdict[CardId, int] = defaultdict(int)
    turns: list[tuple[int, int]] = []
    for card in cards:
        turns.append((seen[card.parent], len(turns)))
        seen[card.parent] += 1
    return [cards[place] for _, place in sorted(turns)]


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
        day=day,
        exam_day=plan.exam_day,
        first_day=plan.first_day,
        seconds=prepared.left if seconds is None else seconds,
        parameters=plan.parameters,
        target=None if every else plan.target,
        added=plan.added,
        pace=plan.pace,
        met_today=prepared.met_today,
        meet_by=plan.meet_by,
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


def outlook(collection: Collection, prepared: Prepared) -> Forecast:
    """Give what keeping the plan leads to, seeded by the day, so that the same day gives the same figures."""
    day = prepared.today.toordinal()
    strength = strength_of(collection.past())
    return forecast(
        prepared.memories, prepared.plan, day=day, spent=prepared.spent, strength=strength, seed=day
    )


def way_ahead(collection: Collection, prepared: Prepared, marks: Iterable[int]) -> Way:
    """Give what keeping the plan makes of each card, as `outlook` plays it; `marks` are days on the way."""
    day = prepared.today.toordinal()
    return way(
        prepared.memories,
        prepared.plan,
        day=day,
        marks=marks,
        spent=prepared.spent,
        strength=strength_of(collection.past()),
        seed=day,
    )


@lru_cache(maxsize=2)
def strength_of(past: Past) -> Strength:
    """Give the belief about how long her memories last, from her own newest reviews."""
    found = sorted(
        (step.at, Recall(step.waited, step.held, step.rating is not Rating.AGAIN))
        for steps in past.steps.values()
        for step in steps
        if step.waited is not None and step.held is not None
    )
    return fitted_strength([recall for _, recall in found[-MOST_RECALLS:]], parameters=past.parameters)


def recall_a_week_ago(collection: Collection, prepared: Prepared) -> Expected:
    """Give the recall that was to be expected on exam day a week ago, without any study after that."""
    return recall_if_stopped(collection.past(), prepared, prepared.today - timedelta(days=7))


def recall_if_stopped(past: Past, prepared: Prepared, day: date) -> Expected:
    """Give the recall to expect on exam day had she stopped at the end of a day gone by."""
    return expected_recall(
        memories_then(past, (card.id for card in prepared.cards), day.toordinal()),
        exam_day=prepared.plan.exam_day,
        parameters=prepared.plan.parameters,
        strength=strength_of(past),
    )


def memories_then(past: Past, cards: Iterable[CardId], day: int) -> list[CardMemory]:
    """Give what the planner would have known of some cards at the end of a day (ordinal) gone by."""
    steps = (past.last_step(card, day) for card in cards)
    return [UNMET if not step else CardMemory(step.stability, step.difficulty, step.day) for step in steps]


def recall_now(collection: Collection, prepared: Prepared) -> Expected:
    """Give the recall to be expected on exam day were there no more study."""
    return expected_recall(
        prepared.memories,
        exam_day=prepared.plan.exam_day,
        parameters=prepared.plan.parameters,
        strength=strength_of(collection.past()),
    )


def days_missed(prepared: Prepared) -> int:
    """Count the days since the last answer on which she meant to study; 0 before the first."""
    days = [memory.last_day for memory in prepared.memories if memory.last_day is not None]
    if not days:
        return 0
    between = range(max(days) + 1, prepared.today.toordinal())
    return sum(not prepared.exam.is_off(date.fromordinal(day)) for day in between)


def proposed_to_leave(collection: Collection, prepared: Prepared, outlook: Forecast) -> list[str]:
    """Give the themes to leave when the minutes cannot meet every card: what is optional before all else."""
    themes = [card.themes[0] if card.themes else "" for card in prepared.cards]
    optional = _optional_themes(collection.library) & set(themes)
    unseen = [theme for theme, memory in zip(themes, prepared.memories, strict=True) if not is_seen(memory)]
    leaving = sorted(optional & set(unseen)) if outlook.met < outlook.cards else []
    spared = replace(outlook, met=outlook.met + sum(theme in leaving for theme in unseen))
    others = themes_to_leave(prepared.memories, themes, outlook=spared)
    return [*leaving, *(theme for theme in others if theme and theme not in leaving)]


def _optional_themes(library: Library) -> set[str]:
    """Give the themes whose cards lie beyond the period of their case, and so beyond what is examined."""
    return {theme for case in library.cases() for theme in case.any_period}
