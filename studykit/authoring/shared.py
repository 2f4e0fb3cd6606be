"""A deck as it is given away: its cards, and the works they cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studykit.authoring.filled_rows import kind_of
from studykit.cards import Card, Deck, Listed, Ordered, Points, Source, shown_order

Decks = Sequence["SharedDeck"]


@dataclass(frozen=True, slots=True)
class SharedDeck:
    """A deck with the works it may cite, those of its case included."""

    deck: Deck
    sources: Mapping[str, Source]

    @property
    def asked(self) -> tuple[Card, ...]:
        """The cards that are in the quiz."""
        return tuple(card for card in self.deck.cards if not card.suspended)


def question(card: Card) -> str:
    """Give a card's prompt as it stands on paper, with what the kind of card wants said in words."""
    match card.expected:
        case Listed(items, need, ordered):
            wanted = [f"{need} of {len(items)}"] if need < len(items) else []
            wanted += ["in order"] if ordered else []
            return f"{card.ask} ({', '.join(wanted)})" if wanted else card.ask
        case Points(points, need) if need < len(points):
            return f"{card.ask} ({need} of {len(points)} points)"
    # "Persuasion or force: — castor oil"
    return card.ask.replace(": — ", " — ") if card.kind == "sort" else card.ask


def order_on_paper(card: Card) -> tuple[int, ...] | None:
    """Give the places of the items of an order as paper and forms show them, by the alphabet; else None."""
    if not isinstance(card.expected, Ordered):
        return None
    options = card.expected.options
    return tuple(sorted(range(len(options)), key=lambda place: options[place].casefold()))


def shown_items(card: Card, *, mixed: bool = False) -> list[str]:
    """Give what is chosen from or put in order, for paper: items of an order stand in alphabetical order.

    Options stand as they are written or, `mixed`, as the quiz shows them first.
    """
    options = card.expected.options
    order = order_on_paper(card)
    if order is None and mixed:
        order = shown_order(card, 0)
    return list(options) if order is None else [options[place] for place in order]


def families(cards: Iterable[Card]) -> list[list[Card]]:
    """Give the cards that were made of one entry together: the gaps of a text, the sides of a card."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        found.setdefault(card.parent, []).append(card)
    return list(found.values())


def answer_lines(card: Card, wordings: int = 3) -> list[str]:
    """Give the answer for a key, a line an item, so many other wordings in brackets."""
    others = [(item.say, "; ".join(item.accept[:wordings])) for item in card.expected.items]
    return _numbered(card, [f"{say} ({other})" if other else say for say, other in others])


def answer_line(card: Card) -> str:
    """Give the model answer on one line."""
    said = [item.say for item in card.expected.items]
    return said[0] if len(said) == 1 else "; ".join(_numbered(card, said))


def _numbered(card: Card, items: list[str]) -> list[str]:
    """Items with a number before each, where their order counts."""
    if not isinstance(card.expected, Ordered) and kind_of(card) != "ordered list":
        return items
    return [f"{number}. {item}" for number, item in enumerate(items, start=1)]
