"""How long cards of each kind take her to answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from studykit.cards import CardId
from studykit.reviews import Outcome
from studykit.study.pace import median


class Tempo(NamedTuple):
    """A kind of card, the median seconds from question to answer, and how many answers that rests on."""

    kind: str
    seconds: float
    answers: int


def tempos(answers: Iterable[Outcome], kinds: Mapping[CardId, str]) -> tuple[Tempo, ...]:
    """Give each kind that was answered, the quickest first."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for each in answers:
        if each.card in kinds:
            times[kinds[each.card]].append(each.seconds)
    found = [Tempo(kind, median(its), len(its)) for kind, its in times.items()]
    return tuple(sorted(found, key=lambda each: each.seconds))
