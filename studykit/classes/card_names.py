"""The cards of a deck by all that a class's file may call them: ids, earlier ids, and prompts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from studykit.cards import Card
from studykit.decks.same import fold

_NUMBER = re.compile(r"\s*(?:(?:question|frage|pregunta|q)\s*)?\d{1,3}\s*[.):\-–]\s*", re.IGNORECASE)
_REMARK = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|[*:])\s*$")
"""What stands behind a question in forms: its points, its id in brackets, a star where it is needed."""

LONGEST = 2_000
"""Characters of a name that are looked at."""


class CardNames:
    """Finds the card that a cell or the name of a column means."""

    def __init__(self, by_id: Mapping[str, Card], cards: Iterable[Card]) -> None:
        self.by_id = by_id
        self._by_prompt: dict[str, Card | None] = {}
        for card in cards:
            folded = _folded(card.ask)
            # two cards that ask the same cannot be told apart by it
            self._by_prompt[folded] = None if folded in self._by_prompt else card

    def find(self, name: str) -> Card | None:
        """Give the card of an id or of a prompt, with a number before it or a remark behind it, or None."""
        for each in _ways(name.strip()[:LONGEST]):
            card = self.by_id.get(each) or self._by_prompt.get(_folded(each))
            if card is not None:
                return card
        return None

    def asking(self, prompt: str) -> Card | None:
        """Give the card that asks this, word for word."""
        return self._by_prompt.get(_folded(prompt))

    @property
    def prompts(self) -> Mapping[str, Card]:
        """The cards by their prompts, for the nearest to one that is none."""
        return {card.ask: card for card in self._by_prompt.values() if card is not None}


def _ways(name: str) -> Iterator[str]:
    """What may be meant by a name, as it is written first."""
    yield name
    bare = name
    while remark := _REMARK.search(bare):
        bare = bare[: remark.start()]
        yield bare
        yield (remark[1] or remark[2] or "").strip()
    number = _NUMBER.match(name)
    if number:
        yield name[number.end() :]
        yield bare[number.end() :]


def _folded(prompt: str) -> str:
    return fold(prompt.replace("_", " "))
