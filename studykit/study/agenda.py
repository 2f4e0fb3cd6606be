"""What a study day holds: its questions and their minutes, today and on the days to come.

Every screen that speaks of a day asks here, so that all of them say the same. With an exam set the planner
decides, without one the due days of FSRS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from studykit.cards import CardId
from studykit.exams import Exam
from studykit.frozen import dataclass
from studykit.memory.queue import daily, recall
from studykit.reviews import CardState
from studykit.study.missed_cards import with_missed_first
from studykit.study.pace import pace

if TYPE_CHECKING:
    from studykit.decks.library import Listing
    from studykit.study.collection import Collection
    from studykit.study.preparation import Prepared


LONG_PAST = 60
"""Days after its day for which a deck that is not met is still spoken of."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The questions of one study day in the order they are asked, and the seconds they take her.

    `limit` is the seconds an exam's plan gives them, None where nothing limits them. `exam` is the nearest
    one to come; `is_off` says that the day is free.
    """

    day: date
    questions: tuple[CardId, ...]
    seconds: float
    limit: float | None = None
    exam: Exam | None = None
    is_off: bool = False

    @property
    def minutes(self) -> float:
        """The minutes of the questions, to a tenth."""
        return round(self.seconds / 60, 1)

    @property
    def is_exam_day(self) -> bool:
        """Whether the exam is on this day."""
        return self.exam is not None and self.exam.day == self.day


def agenda(
    collection: Collection,
    cards: Sequence[Listing],
    day: date,
    *,
    now: date | None = None,
    seconds: float | None = None,
    new: int | None = None,
) -> Agenda:
    """Give what a study day holds of some cards; `now` is the study day it is, where `day` is one to come.

    With `seconds` she has chosen how long to study, whatever the exam's plan gives; with `new` she has chosen
    how many new cards to meet, and the due days decide the rest.
    """
    exams = collection.coming_exams(day) if new is None else ()
    usual = seconds_of(collection, cards, day)
    if not exams:
        due = with_missed_first(collection, collection.daily(cards, day, new), cards, day)
        fitting = _fitting(due, usual, seconds)
        return Agenda(day, fitting, _total(fitting, usual), seconds)
    if all(exam.is_off(day) and exam.day != day for exam in exams) and seconds is None:
        return Agenda(day, (), 0.0, 0.0, exams[0], is_off=True)
    from studykit.study.preparation import prepare  # the planner is loaded for an exam only

    prepared = [prepare(collection, exam, day, cards, now or day) for exam in exams]
    return _planned(collection, cards, usual, prepared, seconds)


def seconds_of(collection: Collection, cards: Iterable[Listing], day: date) -> Mapping[CardId, float]:
    """Give the seconds that each card takes her, as known before a day."""
    usual = pace(collection, day)
    return {card.id: usual[card.kind] for card in cards}


def _planned(
    collection: Collection,
    cards: Sequence[Listing],
    usual: Mapping[CardId, float],
    prepared: Sequence[Prepared],
    seconds: float | None,
) -> Agenda:
    """Give the day that the exams' plans make, the nearest exam's cards first.

    Cards of cases that have no exam to come follow by their plain due days; new ones only of decks with one.
    """
    from studykit.study.preparation import queue

    day = prepared[0].today
    questions: list[CardId] = []
    planned = 0.0
    for plan in prepared:
        left = plan.left if seconds is None else max(0.0, seconds - _total(questions, usual))
        asked: tuple[CardId, ...] = queue(plan, seconds=left)
        if left and not questions and not plan.is_exam_day:
            asked = with_missed_first(collection, asked, cards, day)
        questions += _fitting([card for card in asked if card not in questions], usual, left)
        planned += left
    others = _of_no_exam(collection, cards, prepared)
    due = daily(others, collection.states, day, new=0, dues=collection.dues)
    left_over = None if seconds is None else seconds - _total(questions, usual)
    asked = _fitting([card for card in due if card not in questions], usual, left_over)
    limit = planned + _total(asked, usual) if seconds is None else seconds
    questions += asked
    return Agenda(day, tuple(questions), min(limit, _total(questions, usual)), limit, prepared[0].exam)


def _of_no_exam(
    collection: Collection, cards: Sequence[Listing], prepared: Sequence[Prepared]
) -> list[Listing]:
    cases = {plan.exam.case for plan in prepared}
    covered = {deck.slug for deck in collection.library.decks if None in cases or deck.case in cases}
    return [card for card in cards if card.deck not in covered]


def _total(cards: Sequence[CardId], usual: Mapping[CardId, float]) -> float:
    return sum(usual[card] for card in cards)


def _fitting(
    cards: Sequence[CardId], usual: Mapping[CardId, float], seconds: float | None
) -> tuple[CardId, ...]:
    """Give the cards that can be begun within the seconds, in their order."""
    if seconds is None:
        return tuple(cards)
    begins = accumulate((usual[card] for card in cards), initial=0.0)
    return tuple(card for card, begin in zip(cards, begins, strict=False) if begin < seconds)


def of_cards(
    collection: Collection, cards: Sequence[Listing], today: date, asked: Sequence[CardId]
) -> Agenda:
    """Give an agenda of given questions, whatever the plan holds."""
    usual = seconds_of(collection, cards, today)
    exams = collection.coming_exams(today)
    return Agenda(today, tuple(asked), _total(asked, usual), None, exams[0] if exams else None)


def tomorrow(collection: Collection, cards: Sequence[Listing], today: date) -> Agenda:
    """Give what tomorrow holds if nothing more is done today."""
    return agenda(collection, cards, today + timedelta(days=1), now=today)


def next_study_day(collection: Collection, cards: Sequence[Listing], today: date) -> Agenda | None:
    """Give the first day after today that has questions; None when none comes by itself.

    With an exam set nothing after its day is planned.
    """
    exams = collection.coming_exams(today)
    if exams:
        ahead: Sequence[int] = range(1, (exams[-1].day - today).days + 1)
    else:
        dues = (state.due for state in collection.states.values() if state.due is not None)
        ahead = sorted({1, *(max(1, (due - today).days) for due in dues)})
    for days in ahead:
        found = agenda(collection, cards, today + timedelta(days=days), now=today)
        if found.questions:
            return found
    return None


def more(collection: Collection, cards: Sequence[Listing], today: date, seconds: float) -> Agenda:
    """Give what is best done in so many seconds beyond the day's own work.

    With an exam that is what its plan would do with every minute; without one the next due and new cards.
    """
    usual = seconds_of(collection, cards, today)
    exams = collection.coming_exams(today)
    waiting = _every_minute(collection, cards, today, seconds) if exams else []
    asked = _fitting(waiting or _soonest(collection, cards, today), usual, seconds)
    return Agenda(today, asked, _total(asked, usual), seconds, exams[0] if exams else None)


def _every_minute(
    collection: Collection, cards: Sequence[Listing], today: date, seconds: float
) -> list[CardId]:
    """Give what the exams' plans would do with so many seconds more, the nearest exam's cards first."""
    from studykit.study.preparation import prepare, queue

    plans = (prepare(collection, exam, today, cards) for exam in collection.coming_exams(today))
    return list(dict.fromkeys(card for plan in plans for card in queue(plan, seconds=seconds, every=True)))


def _soonest(collection: Collection, cards: Sequence[Listing], today: date) -> list[CardId]:
    """Give the cards not answered today by the day they are due, new ones last, suspended ones not at all."""
    states = {card.id: collection.states.get(card.id, CardState(card.id)) for card in cards}
    asked = [state for state in states.values() if not state.suspended]
    met = [state for state in asked if state.memory is not None and state.memory.last_day != today]
    met.sort(key=lambda state: state.due or date.max)
    return [state.card for state in (*met, *(state for state in asked if not state.is_met))]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A deck whose cards are to be met by a day, and how many of them are."""

    deck: str
    title: str
    due: date
    cards: int
    met: int


def assignments(collection: Collection, cards: Sequence[Listing], today: date) -> list[Assignment]:
    """Give the decks with a day by which to meet their cards that are not all met, the nearest day first.

    A day long past that nobody kept is spoken of no more.
    """
    found = []
    for deck in collection.library.decks:
        if deck.due is None or (today - deck.due).days > LONG_PAST:
            continue
        own = [card for card in cards if card.deck == deck.slug]
        met = sum(recall(collection.states.get(card.id), today) is not None for card in own)
        if met < len(own):
            found.append(Assignment(deck.slug, deck.title, deck.due, len(own), met))
    return sorted(found, key=lambda each: (each.due, each.deck))


def known_today(
    collection: Collection, cards: Sequence[Listing], wrong: frozenset[CardId], today: date
) -> tuple[int, int]:
    """Give how many of the cards met she would know today, and how many she has met.

    What was answered today is known or not as the answer was (`wrong` ones are not); the rest by its recall.
    """
    known, met = 0.0, 0
    for card in cards:
        chance = recall(collection.states.get(card.id), today, collection.scheduling.parameters)
        if chance is None:
            continue
        met += 1
        known += 0.0 if card.id in wrong else chance
    return round(known), met
