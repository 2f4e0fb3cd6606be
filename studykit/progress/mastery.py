"""How well each theme and each deck is known, in cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studykit.cards import CardId
from studykit.frozen import dataclass
from studykit.memory.queue import KNOWN


@dataclass(frozen=True, slots=True)
class Mastery:
    """The cards of a theme or a deck: those she would know today, those met that are shaky, those never met.

    `recall` is the mean chance (0-1) over all of them, an unseen card counting as 0; `reviews` are the
    answers it rests on.
    """

    name: str
    title: str
    known: int
    shaky: int
    unseen: int
    recall: float
    reviews: int

    @property
    def cards(self) -> int:
        """All of its cards."""
        return self.known + self.shaky + self.unseen


def mastery(
    name: str,
    title: str,
    cards: Iterable[CardId],
    recalls: Mapping[CardId, float],
    reviews: Mapping[CardId, int],
) -> Mastery:
    """Count some cards; `recalls` has the chance of those met, `reviews` their answers."""
    its = list(cards)
    chances = [recalls[card] for card in its if card in recalls]
    known = sum(chance >= KNOWN for chance in chances)
    return Mastery(
        name,
        title,
        known=known,
        shaky=len(chances) - known,
        unseen=len(its) - len(chances),
        recall=sum(chances) / len(its) if its else 0.0,
        reviews=sum(reviews.get(card, 0) for card in its),
    )


def weakest_first(found: Iterable[Mastery]) -> tuple[Mastery, ...]:
    """Put what is least known first; of two alike the larger one, for it is worth more."""
    return tuple(sorted(found, key=lambda each: (each.recall, -each.cards, each.name)))
