"""What an exam's plan leads to: the forecast, the recall to expect on its day, and the themes to leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from studykit.cards import CardId
from studykit.planning.forecast import (
    WEEK,
    Expected,
    Forecast,
    Way,
    forecast,
    recall_at_ages,
    themes_to_leave,
    way,
)
from studykit.planning.order import is_seen
from studykit.planning.strength import Recall, Strength, fitted_strength
from studykit.reviews import Rating
from studykit.study.preparation import Prepared

if TYPE_CHECKING:
    from studykit.memory.past import Past
    from studykit.study.collection import Collection

MOST_RECALLS = 2000
"""Newest reviews that tell how strong her memory is; older ones add nothing but time."""


def outlook(collection: Collection, prepared: Prepared) -> Forecast:
    """Give what keeping the plan leads to, seeded by the day, so that the same day gives the same figures."""
    return forecast(prepared.memories, prepared.plan, **_start(collection, prepared))


def way_ahead(collection: Collection, prepared: Prepared, marks: Iterable[int]) -> Way:
    """Give what keeping the plan makes of each card, as `outlook` plays it; `marks` are days on the way."""
    return way(prepared.memories, prepared.plan, marks=marks, **_start(collection, prepared))


def _start(collection: Collection, prepared: Prepared) -> dict[str, Any]:
    day, strength = prepared.today.toordinal(), strength_of(collection.past())
    return {"day": day, "spent": prepared.spent, "strength": strength, "seed": day}


@lru_cache(maxsize=2)
def strength_of(past: Past) -> Strength:
    """Give the belief about how long her memories last, from her own newest reviews."""
    newest = islice((step for step in reversed(past.in_turn) if step.waited is not None), MOST_RECALLS)
    recalls = [
        Recall(step.waited, step.held, step.rating is not Rating.AGAIN)
        for step in newest
        if step.waited is not None and step.held is not None
    ]
    return fitted_strength(recalls, parameters=past.parameters)


def recall_and_change(collection: Collection, prepared: Prepared) -> tuple[Expected, float]:
    """The recall to expect on exam day were there no more study, and what it has gained in a week (0-1)."""
    cards = [card.id for card in prepared.cards]
    today, exam_day = prepared.today.toordinal(), prepared.plan.exam_day
    now, before = (
        recall_if_stopped(collection.past(), cards, day, exam_day) for day in (today, today - WEEK)
    )
    return now, now.mean - before.mean


def recall_if_stopped(past: Past, cards: Iterable[CardId], day: int, exam_day: int) -> Expected:
    """The recall to expect of some cards on exam day had she stopped at the end of a day (both ordinals)."""
    steps = [past.last_step(card, day) for card in cards]
    ages = [(exam_day - step.day) / step.stability for step in steps if step]
    return recall_at_ages(ages, len(steps), parameters=past.parameters, strength=strength_of(past))


def proposed_to_leave(collection: Collection, prepared: Prepared, outlook: Forecast) -> list[str]:
    """Give the themes to leave when the minutes cannot meet every card: what is optional before all else."""
    themes = [card.themes[0] if card.themes else "" for card in prepared.cards]
    # Those whose cards lie beyond the period of their case, and so beyond what is examined.
    beyond = {theme for case in collection.library.cases() for theme in case.any_period}
    optional = beyond & set(themes)
    unseen = [theme for theme, memory in zip(themes, prepared.memories, strict=True) if not is_seen(memory)]
    leaving = sorted(optional & set(unseen)) if outlook.met < outlook.cards else []
    spared = replace(outlook, met=outlook.met + sum(theme in leaving for theme in unseen))
    others = themes_to_leave(prepared.memories, themes, outlook=spared)
    return [*leaving, *(theme for theme in others if theme and theme not in leaving)]
