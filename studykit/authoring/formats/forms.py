"""Decks as a table to paste from into a form; `studykit mark` knows the questions again that come back."""

from __future__ import annotations

from collections import Counter

from studykit.authoring.formats.table import csv_of, harmless
from studykit.authoring.shared import Decks, answer_line, families, question, shown_items
from studykit.cards import Card, Choice, Ordered, Points
from studykit.decks.same import fold
from studykit.visible import EMPHASIS

FIRST = ("question", "description", "type")
LAST = ("id", "right answer")


def forms_bytes(decks: Decks) -> bytes:
    """Give a table with a row a question; two that ask the same have their ids in brackets behind them."""
    cards = asked_in_a_form(decks)
    asked = Counter(fold(card.ask) for card in cards)
    rows = [_row(card, twice=asked[fold(card.ask)] > 1) for card in cards]
    most = max((len(options) for _, options, _ in rows), default=0)
    head = [*FIRST, *(f"option {number}" for number in range(1, most + 1)), *LAST]
    filled = ([*first, *options, *[""] * (most - len(options)), *last] for first, options, last in rows)
    return csv_of([head, *(list(map(harmless, cells)) for cells in filled)])


def asked_in_a_form(decks: Decks) -> list[Card]:
    """Give the cards that a form asks: of the gaps of a text, or the sides of a card, one.

    The others would answer it. What is sorted is asked entry by entry.
    """
    asked = (family for shared in decks for family in families(shared.asked))
    return [card for family in asked for card in (family if family[0].kind == "sort" else family[:1])]


def _row(card: Card, *, twice: bool) -> tuple[list[str], list[str], list[str]]:
    """The question with its kind, its options, and what is not for students."""
    asked = " ".join(EMPHASIS.sub(r"\1", question(card)).split())
    asked += f" [{card.id}]" if twice else ""
    shown = shown_items(card, mixed=True)
    kind, described, options = "short answer", "", []
    match card.expected:
        case Choice():
            kind, options = "multiple choice", shown
        case Ordered():
            numbered = "; ".join(f"{number} {item}" for number, item in enumerate(shown, start=1))
            described = f"Put in order: {numbered}"
        case Points():
            kind = "paragraph"
    return [asked, described, kind], options, [str(card.id), answer_line(card)]
