"""When a card that came is the one that went: two prompts and their answers compared, and never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from studykit.cards import Card, CardId, id_from_prompt
from studykit.decks.same import fold
from studykit.frozen import dataclass
from studykit.reviews import Asked

SILENT = frozenset(
    "a an and any are as at be by can did do does each for from had has have how in into is it its name of "
    "on one or put that the their them these they this to two three four was were what when where which "
    "who whom whose why with year you your".split()
)
"""Words that every other prompt has, and that tell no card from another."""

LIKELY = 0.55
"""How alike (0-1) two prompts with a common answer are when they are likely the same question."""

MARGIN = 0.1
"""How much more alike than any other the best pair has to be; nearer ones are doubtful."""

MOST_COMPARED = 100
"""Cards that one card is compared with; more share an answer only where the answer says little."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Cards that went with what became of them: `certain` and `likely` pair them, `doubtful` have several."""

    certain: Mapping[CardId, CardId]
    likely: Mapping[CardId, CardId]
    doubtful: Mapping[CardId, tuple[CardId, ...]]


def asked_of(card: Card) -> Asked:
    """Give what a card says, to know it again by."""
    return Asked(card.id, card.ask, tuple(item.say for item in card.expected.items))


def compare(gone: Iterable[Asked], fresh: Sequence[Asked]) -> Likeness:
    """Say which of the cards that came may be those that went.

    A card without an id of its own that has been given one, its text unchanged, is certain. Likely ones are
    each other's best match by a margin. `gone` may have an empty prompt where it is not known any more.
    """
    shelf = _Shelf(fresh)
    certain: dict[CardId, CardId] = {}
    scores: dict[CardId, dict[CardId, float]] = {}
    for each in gone:
        named = shelf.named(each)
        if named is not None and named not in certain.values():
            certain[each.card] = named
        else:
            near = ((other.card, _score(each, other)) for other in shelf.near(each))
            scores[each.card] = {card: score for card, score in near if score > 0}
    claims: dict[CardId, list[float]] = defaultdict(list)
    for found in scores.values():
        for taken in certain.values():
            found.pop(taken, None)
        for card, score in found.items():
            claims[card].append(score)
    likely: dict[CardId, CardId] = {}
    doubtful: dict[CardId, tuple[CardId, ...]] = {}
    for card, found in scores.items():
        ranked = sorted(found, key=lambda other: (-found[other], other))
        if not ranked:
            continue
        best = found[ranked[0]]
        rivals = [found[other] for other in ranked[1:]] + sorted(claims[ranked[0]], reverse=True)[1:]
        if max(claims[ranked[0]]) == best and all(best - rival >= MARGIN for rival in rivals):
            likely[card] = ranked[0]
        else:
            doubtful[card] = tuple(other for other in ranked if best - found[other] < MARGIN)
    return Likeness(certain, likely, doubtful)


class _Shelf:
    """Cards by what another may have in common with them."""

    def __init__(self, cards: Sequence[Asked]) -> None:
        self._by: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        self._unnamed: dict[tuple[str, str, str], CardId] = {}
        """By the deck, id and sibling that a card would have without an id of its own."""
        for card in cards:
            for mark in _marks(card):
                self._by[mark].append(card)
            deck, _, own = card.card.partition("/")
            self._unnamed[deck, id_from_prompt(card.ask), own.partition("#")[2]] = card.card

    def named(self, gone: Asked) -> CardId | None:
        """Give the card that a card without an id was given an id as, when it is sure to be the same."""
        deck, _, own = gone.card.partition("/")
        name, _, sibling = own.partition("#")
        if not name.startswith("auto-"):
            return None
        if not gone.ask:
            return self._unnamed.get((deck, name, sibling))
        same = [
            card.card
            for card in self._by["ask", fold(gone.ask)]
            if card.card.startswith(f"{deck}/")
            and card.card.partition("#")[2] == sibling
            and set(map(fold, card.answers)) == set(map(fold, gone.answers))
        ]
        return same[0] if len(same) == 1 else None

    def near(self, gone: Asked) -> list[Asked]:
        """Give the cards worth comparing with one, those of its own deck first."""
        found = {card.card: card for mark in _marks(gone) for card in self._by.get(mark, ())}
        deck = gone.card.partition("/")[0]
        ranked = sorted(found.values(), key=lambda card: card.card.partition("/")[0] != deck)
        return ranked[:MOST_COMPARED]


def _marks(card: Asked) -> set[tuple[str, str]]:
    own = card.card.partition("/")[2]
    marks = {("id", own), *(("answer", fold(answer)) for answer in card.answers)}
    return marks | ({("ask", fold(card.ask))} if card.ask else set())


def _score(gone: Asked, fresh: Asked) -> float:
    """Say how likely (0-1) two cards are the same question; 0 when they had better not be taken for it."""
    moved = gone.card.partition("/")[2] == fresh.card.partition("/")[2]
    if not gone.ask:
        return 0.7 if moved else 0.0
    before, now = (set(map(fold, each.answers)) for each in (gone, fresh))
    if fold(gone.ask) == fold(fresh.ask):
        return 1.0 if before == now else 0.9
    alike, shared = _alike(gone.ask, fresh.ask), not before.isdisjoint(now)
    if moved and (alike >= LIKELY or (shared and alike >= LIKELY / 2)):
        return 0.85
    return alike if shared and alike >= LIKELY else 0.0


def _alike(one: str, other: str) -> float:
    """Say how alike two prompts are, by their letters and by the words that carry them, half and half."""
    from difflib import SequenceMatcher

    letters = SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()
    words = [{word for word in fold(text).split() if word not in SILENT} for text in (one, other)]
    total = len(words[0]) + len(words[1])
    return (letters + (2 * len(words[0] & words[1]) / total if total else letters)) / 2
