"""How well each theme and each deck is known, in cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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


def masteries(
    parts: Iterable[tuple[str, str, Sequence[CardId]]],
    recalls: Mapping[CardId, float],
    reviews: Mapping[CardId, int],
) -> tuple[Mastery, ...]:
    """Count the cards of parts (name, title, cards), the least known first; of two alike the larger one.

    `recalls` has the chance (0-1) of the cards met, `reviews` their answers.
    """
    found = [_mastery(*part, recalls, reviews) for part in parts]
    return tuple(sorted(found, key=lambda each: (each.recall, -each.cards, each.name)))


def _mastery(
    name: str,
    title: str,
    cards: Sequence[CardId],
    recalls: Mapping[CardId, float],
    reviews: Mapping[CardId, int],
) -> Mastery:
    chances = [recalls[card] for card in cards if card in recalls]
    known = sum(chance >= KNOWN for chance in chances)
    return Mastery(
        name,
        title,
        known=known,
        shaky=len(chances) - known,
        unseen=len(cards) - len(chances),
        recall=sum(chances) / len(cards) if cards else 0.0,
        reviews=sum(reviews.get(card, 0) for card in cards),
    )
