"""A hint for a card: the teacher's own, or as much of the answer as helps without giving it away."""

from __future__ import annotations

import re

from studykit.cards import Card, Choice, Listed, Ordered, Points, Term


def hint(card: Card) -> str:
    """Give the card's hint; without one, first letters, or the first two digits of a year or number."""
    if card.hint:
        return card.hint
    match card.expected:
        case Term(item=item):
            # the first letter of each word and the first half of each number
            return re.sub(r"\d+|[^\W\d_]+", _dotted, item.say)
        case Listed(items=items):
            return "First letters: " + ", ".join(item.say[:1].upper() for item in items)
        case Ordered(items=items):
            return f"It begins with: {items[0].say}"
        case Points(items=items):
            return "They begin: " + "; ".join(_opening(item.say) for item in items)
        case Choice(options=options, answer=answer):
            others = [option for option in options if option != answer]
            only_two = "There are only two: say why one of them fits."
            return f"It is not {others[0]}." if len(others) > 1 else only_two


def _opening(text: str) -> str:
    """Give the first two words of a point."""
    words = text.split()
    return " ".join(words[:2]) + (" …" if len(words) > 2 else "")


def _dotted(found: re.Match[str]) -> str:
    word = found[0]
    keep = len(word) // 2 if word.isdigit() else 1
    return word[:keep] + "_" * (len(word) - keep)
