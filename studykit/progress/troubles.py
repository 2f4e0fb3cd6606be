"""The cards that give most trouble: often wrong, or forgotten so often that the card itself is at fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from studykit.cards import CardId
from studykit.frozen import dataclass
from studykit.memory.schedule import is_leech
from studykit.reviews import CardState, Outcome
from studykit.verdict import Verdict

SEVERAL = 2
"""Wrong answers from which a card is called a trouble: one is how everything is learnt."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A card, its answers and those of them that were wrong; `lapses` are those forgotten after the first.

    `ask` is its question, where whoever gathers the figures has put it in.
    """

    card: CardId
    answers: int
    wrong: int
    lapses: int
    is_leech: bool
    ask: str = ""


def troubles(
    answers: Sequence[Outcome], states: Mapping[CardId, CardState]
) -> tuple[tuple[Trouble, ...], tuple[Trouble, ...]]:
    """Give the cards most often wrong that are no leeches, the worst first, and then the leeches.

    Suspended cards are nobody's trouble any more.
    """
    given = Counter([each.card for each in answers])
    wrong = Counter([each.card for each in answers if each.verdict is Verdict.WRONG])
    found = [
        Trouble(card, number, wrong[card], states[card].lapses, is_leech(states[card]))
        for card, number in given.items()
        if card in states and not states[card].suspended
    ]
    found.sort(key=lambda each: (-each.wrong, -each.wrong / each.answers, each.card))
    worst = tuple(each for each in found if each.wrong >= SEVERAL and not each.is_leech)
    return worst, tuple(each for each in found if each.is_leech)
