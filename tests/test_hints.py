from __future__ import annotations

import pytest

from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Ordered, Place, Points, Term
from studykit.hints import hint

ITEMS = (Item("control of appointments"), Item("records"))


def card(expected: Expected, written: str | None = None) -> Card:
    name = CardId("d/c")
    return Card(name, name, "d", "answer", "Which?", expected, Place("d.yaml", 3), hint=written)


def test_the_teachers_own_hint_comes_first() -> None:
    assert hint(card(Term(Item("1922")), "Lenin was still alive")) == "Lenin was still alive"


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        (Term(Item("General Secretary")), "G______ S________"),
        (Term(Item("3 April 1922")), "_ A____ 19__"),
        (Listed(ITEMS, 2), "First letters: C, R"),
        (Ordered(ITEMS), "It begins with: control of appointments"),
        (Points(ITEMS, 2), "They begin: control of …; records"),
        (Choice(("Left", "Right", "Centre"), "Left"), "It is not Right."),
        (Choice(("Left", "Right"), "Left"), "There are only two: say why one of them fits."),
    ],
)
def test_a_hint_helps_without_giving_the_answer_away(expected: Expected, shown: str) -> None:
    assert hint(card(expected)) == shown
