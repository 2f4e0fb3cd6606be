"""FSRS-6 applied to the log: the next memory state, the next due day, and replay.

Fuzz depends on the card and the number of its reviews alone: random numbers would make replay disagree with
what the student was told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from studykit.cards import CardId
from studykit.memory import formulas
from studykit.memory.formulas import DEFAULT_PARAMETERS
from studykit.reviews import Amend, CardState, LogRow, MemoryState, Rating, Reset, Review, Suspend, Undo

LEECH_LAPSES = 8
"""Anki's threshold: after so many lapses the card is at fault, not the student."""

FUZZ_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))
"""From day, to day, share of the interval: Anki's ranges, so that cards learnt together come back apart."""


@dataclass(frozen=True, slots=True)
class Scheduling:
    """The settings that states depend on.

    `desired_retention` lies in 0.70-0.97, intervals are in days, `parameters` are FSRS-6's 21 weights.
    """

    desired_retention: float = 0.90
    maximum_interval: int = 36500
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS


def next_state(
    memory: MemoryState | None, rating: Rating, day: date, scheduling: Scheduling = Scheduling()
) -> tuple[MemoryState, int]:
    """Give the memory state after a review on `day`, and the interval in whole days before fuzz (>= 1)."""
    w = scheduling.parameters
    if memory is None:
        stability, difficulty = formulas.initial_stability(w, rating), formulas.initial_difficulty(w, rating)
    else:
        days = (day - memory.last_day).days
        stability = formulas.next_stability(w, memory.stability, memory.difficulty, days, rating)
        difficulty = formulas.next_difficulty(w, memory.difficulty, rating)
    interval = round(formulas.interval(w, stability, scheduling.desired_retention))
    return MemoryState(stability, difficulty, day), min(max(interval, 1), scheduling.maximum_interval)


def fuzzed(interval: int, card: CardId, reviews: int, maximum: int = 36500) -> int:
    """Move an interval (days) a little, always the same way for the same card and number of reviews."""
    import hashlib

    if interval < FUZZ_BANDS[0][0]:
        return interval
    spread = 1.0 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in FUZZ_BANDS)
    earliest = max(2, round(interval - spread))
    latest = min(round(interval + spread), maximum)
    digest = hashlib.sha256(f"{card}\n{reviews}".encode()).digest()
    return min(earliest + int.from_bytes(digest[:8], "big") * (latest - earliest + 1) // 2**64, maximum)


def reviewed(state: CardState, rating: Rating, day: date, scheduling: Scheduling = Scheduling()) -> CardState:
    """Give the state of a card after one review that counts."""
    memory, interval = next_state(state.memory, rating, day, scheduling)
    reviews = state.reviews + 1
    days = fuzzed(interval, state.card, reviews, scheduling.maximum_interval)
    return replace(
        state,
        memory=memory,
        first_day=state.first_day or day,
        due=day + timedelta(days=days),
        reviews=reviews,
        lapses=state.lapses + (rating is Rating.AGAIN and state.memory is not None),
    )


def outcomes(state: CardState, day: date, scheduling: Scheduling = Scheduling()) -> Mapping[Rating, date]:
    """Give the due day that each rating would lead to."""
    due = {rating: reviewed(state, rating, day, scheduling).due for rating in Rating}
    return {rating: when for rating, when in due.items() if when is not None}


def is_leech(state: CardState) -> bool:
    """Say whether a card was forgotten so often that it should be rewritten."""
    return state.lapses >= LEECH_LAPSES


def derive(card: CardId, rows: Iterable[LogRow], scheduling: Scheduling = Scheduling()) -> CardState:
    """Give the state that the log rows about one card lead to, in whatever order they come.

    Rows are taken by study day, then moment, then id: an order of their own, so that a clock set back or rows
    merged from another device give the same state everywhere.
    """
    left = standing(rows)
    suspended = [row.suspended for row in left if isinstance(row, Suspend)][-1:] == [True]
    state = CardState(card=card, suspended=suspended)
    # Whatever the card was called when its rows were written, they are about it.
    for review, rating in _counted(left, now=lambda _: card):
        state = reviewed(state, rating, review.study_day, scheduling)
    return state


def standing(rows: Iterable[LogRow]) -> list[LogRow]:
    """Give the rows that were not undone, by moment and id."""
    rows = list(rows)
    void = voided(rows)
    return sorted((row for row in rows if row.id not in void), key=lambda row: (row.at, row.id))


def standing_reviews(rows: Iterable[LogRow]) -> list[tuple[Review, Amend | None]]:
    """Give the answers not taken back, by moment and id, each with what the changes to it come to."""
    left = standing(rows)
    amends = amends_of(left)
    return [(row, amends.get(row.id)) for row in left if isinstance(row, Review)]


def amends_of(left: Iterable[LogRow]) -> dict[str, Amend]:
    """Give for each review what the changes to it come to, out of standing rows by moment and id.

    The rating is that of the last; the verdict stays what she said of it last, whatever it is rated then.
    """
    found: dict[str, Amend] = {}
    for row in left:
        if isinstance(row, Amend):
            before = found.get(row.review)
            found[row.review] = row if row.verdict or not before else replace(row, verdict=before.verdict)
    return found


def _counted(
    left: Sequence[LogRow], now: Callable[[CardId], CardId] = lambda card: card
) -> list[tuple[Review, Rating]]:
    """Give the reviews that count, each with the rating it ended with, by study day, moment and id.

    `now` gives what a card is called by now: a card begun afresh does so for all of its earlier names.
    """
    amends = amends_of(left)
    afresh = {now(row.card): (row.at, row.id) for row in left if isinstance(row, Reset)}
    reviews = [
        row
        for row in left
        if isinstance(row, Review) and row.counts and (row.at, row.id) > afresh.get(now(row.card), (-1, ""))
    ]
    reviews.sort(key=lambda row: (row.study_day, row.at, row.id))
    return [(review, amends.get(review.id, review).rating) for review in reviews]


def counted(rows: Iterable[LogRow]) -> dict[CardId, list[tuple[Review, Rating]]]:
    """Give for each card its reviews that count, in order, each with the rating it ended with."""
    found: defaultdict[CardId, list[tuple[Review, Rating]]] = defaultdict(list)
    for review, rating in _counted(standing(rows)):
        found[review.card].append((review, rating))
    return dict(found)


def replay(rows: Iterable[LogRow], scheduling: Scheduling = Scheduling()) -> dict[CardId, CardState]:
    """Give the state of every card in the log, from an empty start."""
    about: dict[CardId, list[LogRow]] = defaultdict(list)
    for row in rows:
        card = getattr(row, "card", None)
        if card is not None:
            about[card].append(row)
    return {card: derive(card, its_rows, scheduling) for card, its_rows in about.items()}


def voided(rows: Iterable[LogRow]) -> frozenset[str]:
    """Give the ids of the rows that were undone: an undo that was itself undone undoes nothing."""
    undos_of: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Undo):
            undos_of[row.row].append(row.id)
    settled: dict[str, bool] = {}
    for start in undos_of:
        # Each row on the path with those of its undos that were not looked at yet.
        path = {start: iter(undos_of[start])}
        while path:
            row_id, left = next(reversed(path.items()))
            undo = next((each for each in left if each not in settled and each not in path), None)
            if undo is not None:
                path[undo] = iter(undos_of.get(undo, ()))
            else:
                del path[row_id]
                settled[row_id] = any(not settled.get(each, True) for each in undos_of.get(row_id, ()))
    return frozenset(row_id for row_id, gone in settled.items() if gone)
