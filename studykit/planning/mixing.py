"""In which order a sitting asks what the plan of its day holds.

The plan ranks: new cards first, then what gains most. A student who stops half-way would meet nothing but new
cards, and never what she learnt yesterday. So what fits into her time is mixed: a few cards of the last study
day and the least sure ones open it, then met and new ones come in the plan's own proportions. What does not
fit stays behind, in the plan's order, so that a whole sitting asks what the plan wants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, islice, takewhile

OPENING_SHARE = 8
"""One question in so many opens it; tests/bench/exam_plan.py --order measures what that costs."""

OPENING = range(2, 5)
"""How many questions an opening may have: half of them from the last study day, the others the least sure."""


def mixed(
    order: Sequence[int],
    *,
    recalls: Mapping[int, float | None],
    takes: Callable[[int], float],
    last_days: Mapping[int, int | None],
    seconds: float,
    day: int,
    sweep: bool,
) -> list[int]:
    """The cards of a plan's order as a sitting asks them; `order` and `recalls` name them by their indices.

    `recalls` are the chances of recall today (0-1, None for a card never met), `last_days` the study days of
    the last answers; `takes` gives the expected seconds. A `sweep` opens with the least sure of any day.
    """

    def fitting(cards: Sequence[int], seconds: float) -> int:
        """The number of cards that can be begun in the seconds, in this order."""
        begins = accumulate(map(takes, cards), initial=0.0)
        return sum(1 for _ in takewhile(lambda begin: begin < seconds, islice(begins, len(cards))))

    size = min(max(fitting(order, seconds) // OPENING_SHARE, OPENING[0]), OPENING[-1])
    opening = _opening(order, recalls, last_days, day, size, sweep=sweep) if order else []
    rest = [index for index in order if index not in opening]
    left = fitting(rest, seconds - sum(map(takes, opening)))
    met = [index for index in rest[:left] if recalls[index] is not None]
    new = [index for index in rest[:left] if recalls[index] is None]
    return [*opening, *_spread(met, new), *rest[left:]]


def _opening(
    order: Sequence[int],
    recalls: Mapping[int, float | None],
    last_days: Mapping[int, int | None],
    day: int,
    size: int,
    *,
    sweep: bool,
) -> list[int]:
    """The cards a sitting opens with, least sure first; those of the last study day even if they wait."""

    def least_sure(cards: Iterable[int]) -> list[int]:
        return sorted(cards, key=lambda index: recalls[index] or 0.0)

    planned = [index for index in order if recalls[index] is not None]
    if sweep:
        return least_sure(planned)[:size]
    waiting = [index for index, recall in recalls.items() if recall is not None and last_days[index] != day]
    known = list(dict.fromkeys([*planned, *waiting]))
    latest = max((last_days[index] or 0 for index in known), default=0)
    newest = least_sure(index for index in known if last_days[index] == latest)[: size // 2]
    others = least_sure(index for index in planned if index not in newest)
    return least_sure([*newest, *others[: size - len(newest)]])


def _spread(met: Sequence[int], new: Sequence[int]) -> list[int]:
    """Lay new cards at even distances among those met, both in their own order."""
    places = [
        ((number + 0.5) / len(cards), index) for cards in (new, met) for number, index in enumerate(cards)
    ]
    return [index for _, index in sorted(places, key=lambda place: place[0])]
