"""Whose history is whose: a card that was renamed keeps what was answered under its earlier ids.

The log is never rewritten. What students decided stands in it as rows of their own, what a teacher wrote
under `was:` stands in the decks, and from both follows a map from earlier ids to the present ones.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from studykit.cards import CardId
from studykit.memory.schedule import standing
from studykit.reviews import LogRow, Move


def present_ids(
    rows: Iterable[LogRow], was: Mapping[CardId, CardId], present: Container[object]
) -> dict[CardId, CardId]:
    """Give for each earlier id the id its history belongs to now.

    Args:
        rows: the moves of the log, and what undid them.
        was: what the decks say: earlier ids with the cards they are now.
        present: the cards there are. From one of them no history moves: its answers would never be its own.

    Of several decisions about a card the last one counts; a student's `keep=False` about a pair stands
    against the deck's `was:`. A card that history moved to moves on with its own next move.
    """
    moves = [row for row in standing(rows) if isinstance(row, Move)]
    last = {(row.was, row.card): row.keep for row in moves}
    pairs = [(row.was, row.card) for row in moves if last[row.was, row.card] and row.keep]
    pairs += [pair for pair in was.items() if last.get(pair, True)]
    steps: dict[CardId, CardId] = {}
    for earlier, card in pairs:
        if earlier not in present:
            _step(steps, earlier, card)
    return {earlier: _end(steps, earlier) for earlier in steps}


def _step(steps: dict[CardId, CardId], earlier: CardId, card: CardId) -> None:
    """Let history move; a card that it moves to is where it stays, so that no moves go round in a ring."""
    if earlier != card:
        steps[earlier] = card
        steps.pop(card, None)


def _end(steps: dict[CardId, CardId], card: CardId) -> CardId:
    """Give the last of a chain of moves; each on the way then leads there in one step."""
    way = []
    while card in steps:
        way.append(card)
        card = steps[card]
    steps.update(dict.fromkeys(way, card))
    return card


def moved(rows: Iterable[LogRow], to: Mapping[CardId, CardId]) -> Iterator[LogRow]:
    """Give rows as if they had been written about the cards that their history belongs to now."""
    for row in rows:
        card: CardId | None = getattr(row, "card", None)
        # Every row that has a card can be given another; the type checker cannot tell which have.
        yield row if card is None or card not in to else replace(row, card=to[card])  # type: ignore[arg-type]
