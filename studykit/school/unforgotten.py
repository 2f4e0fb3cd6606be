"""What a hub has still to forget, kept in the store from before the hub is told until it has done it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studykit.school.hub import Hub

UNFORGOTTEN = "unforgotten:"
"""Before a hub's address, in the store's facts: what was forgotten here and that hub may have still."""


@dataclass(frozen=True, slots=True)
class Unforgotten:
    """Rows by their ids, the progress of cards, and what was typed in every answer.

    Ids, also where everything is meant: whenever it is done, and however often, rows that came later stay.
    What was typed goes out of those, too.
    """

    rows: frozenset[str] = frozenset()
    cards: frozenset[str] = frozenset()
    answers: bool = False

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Unforgotten:
        """Read it; nothing where nothing was kept."""
        rows, cards = (frozenset(values.get(name, ())) for name in ("rows", "cards"))
        return cls(rows, cards, values.get("answers", False))

    @classmethod
    def everything(cls, hub: Hub) -> Unforgotten:
        """All that a hub has of hers."""
        return cls(frozenset(hub.ids()), frozenset(card for _, card in hub.cards()))

    def to_text(self) -> str:
        """As it is kept in the store."""
        return json.dumps({"rows": sorted(self.rows), "cards": sorted(self.cards), "answers": self.answers})

    def __or__(self, other: Unforgotten) -> Unforgotten:
        return Unforgotten(self.rows | other.rows, self.cards | other.cards, self.answers or other.answers)

    def delete_in(self, hub: Hub) -> int:
        """Delete it in a hub, and where no row is left all that was derived; give how many rows changed."""
        number = 0
        if self.rows or self.cards:
            number += hub.forget(self.rows, self.cards)
        if self.answers:
            number += hub.forget_answers()
        if not hub.ids():
            hub.forget_everything()
        return number
