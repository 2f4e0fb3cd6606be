"""Which new cards of decks with a `due:` a day has to meet, so that all of them are met by then."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import NamedTuple

CATCHING_UP = 6
"""Days after today in which what is overdue is met: it comes a seventh a day, and never as a heap."""


class Unmet(NamedTuple):
    """A card not met yet: its place in some list, the day by which it is to be met, and its siblings' name.

    Days count whole study days from any start.
    """

    place: int
    due: int
    family: Hashable


def needed(
    unmet: Sequence[Unmet],
    *,
    day: int,
    met: Mapping[int, int] | None = None,
    taken: Collection[Hashable] = (),
) -> list[int]:
    """Give the places of the cards that a day has to meet, the earliest `due` first.

    For each `due` that is an even share of what is left. Siblings come on different days where there are days
    enough, and those of a large family therefore early.

    Args:
        unmet: the cards, in the order in which they are met.
        day: the study day.
        met: for each `due`, how many of its cards were met today already.
        taken: families of which a card was answered today already.
    """
    by_day: dict[int, list[Unmet]] = defaultdict(list)
    for card in unmet:
        by_day[card.due].append(card)
    found: list[int] = []
    for due in sorted(by_day):
        days = 1 + (due - day if due >= day else CATCHING_UP)
        done = (met or {}).get(due, 0)
        share = math.ceil((len(by_day[due]) + done) / days) - done
        found += _share(by_day[due], share, days, taken)
    return found


def _share(cards: Sequence[Unmet], share: int, days: int, taken: Collection[Hashable]) -> list[int]:
    """Give so many of some cards, siblings of families that have no day to lose among them."""
    left = Counter(card.family for card in cards)
    most = {
        family: math.ceil(number / days) if number >= days else int(family not in taken)
        for family, number in left.items()
    }
    used: Counter[Hashable] = Counter()
    found: list[int] = []
    for card in sorted(cards, key=lambda card: left[card.family] < days):  # those of the large families first
        is_pressing = left[card.family] >= days
        if used[card.family] < most[card.family] and (is_pressing or len(found) < share):
            used[card.family] += 1
            found.append(card.place)
    return found
