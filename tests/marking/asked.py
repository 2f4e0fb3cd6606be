"""A shipped card as the laws of marking ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from studykit.cards import Card, Choice, Listed, Ordered, Points, Term
from studykit.english.text import normalise, tokens
from studykit.marking import Mark
from tests.marking.making import library, marked


@dataclass
class Asked:
    """A card, its wordings with the number of their item or point, and its deck: cards and family names."""

    card: Card
    others: list[Card]
    people: set[str]
    wordings: list[tuple[int, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.wordings = [(number, text) for number, group in enumerate(groups(self.card)) for text in group]

    @property
    def key(self) -> str:
        return self.wordings[0][1]

    @property
    def single(self) -> bool:
        return isinstance(self.card.expected, Term | Choice)

    def mark(self, answer: str) -> Mark:
        return marked(self.card.id, answer)

    def is_right(self, answer: str) -> bool:
        found = self.mark(answer)
        return found.verdict == "correct" and found.sure

    def makes(self, answer: str, *numbers: int) -> bool:
        """Says whether an answer is right, or of several items makes those of these numbers."""
        return self.is_right(answer) if self.single else set(numbers) <= set(self.mark(answer).points)

    def accepts(self, text: str) -> bool:
        return any(normalise(text) == normalise(each) or within(text, each) for _, each in self.wordings)


def groups(card: Card) -> list[tuple[str, ...]]:
    match card.expected:
        case Term(item):
            return [item.phrasings]
        case Listed(items) | Ordered(items) | Points(items):
            return [item.phrasings for item in items]
        case Choice(_, answer, accept):
            return [(answer, *accept)]


@cache
def every_card() -> list[Asked]:
    found: list[Asked] = []
    for summary in library().decks:
        cards = list(library().deck(summary.slug).cards)
        people = {name for card in cards for name in card.people if " " not in name}
        found += [Asked(card, cards, people) for card in cards]
    return found


def within(part: str, whole: str) -> bool:
    plain = [" ".join(token.text for token in tokens(text) if token.kind != "mark") for text in (part, whole)]
    return f" {plain[0]} " in f" {plain[1]} "
