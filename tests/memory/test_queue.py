from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.memory.queue import daily, everything, weakest
from studykit.reviews import CardState, MemoryState

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Asked:
    id: CardId
    parent: CardId


def card(name: str, parent: str | None = None) -> Asked:
    return Asked(CardId(name), CardId(parent or name))


def met(
    name: str, *, due: int, last: int = -10, first: int = -20, stability: float = 5.0, **more: Any
) -> CardState:
    """A card met before; days are counted from today."""
    return CardState(
        CardId(name),
        memory=MemoryState(stability, 5.0, TODAY + timedelta(days=last)),
        first_day=TODAY + timedelta(days=first),
        due=TODAY + timedelta(days=due),
        reviews=2,
        **more,
    )


def states(*each: CardState) -> dict[CardId, CardState]:
    return {state.card: state for state in each}


def test_cards_due_today_or_before_are_asked_and_later_ones_are_not() -> None:
    cards = [card("late"), card("now"), card("soon")]
    known = states(met("late", due=-3), met("now", due=0), met("soon", due=1))
    assert daily(cards, known, TODAY, new=0) == ("late", "now")


def test_new_cards_come_in_the_teachers_order_up_to_the_days_number() -> None:
    cards = [card(name) for name in ("c", "a", "b")]
    assert daily(cards, {}, TODAY, new=2) == ("c", "a")


def test_cards_met_today_use_up_the_days_new_ones() -> None:
    cards = [card("x"), card("a"), card("b")]
    known = states(met("x", due=3, last=0, first=0))
    assert daily(cards, known, TODAY, new=2) == ("a",)
    assert daily(cards, known, TODAY, new=1) == ()


def test_only_one_of_a_family_is_asked_a_day() -> None:
    cards = [card("p#a", "p"), card("p#b", "p"), card("q")]
    assert daily(cards, {}, TODAY, new=5) == ("p#a", "q")
    assert daily(cards, states(met("p#a", due=5, last=0)), TODAY, new=5) == ("q",)


def test_suspended_cards_are_never_asked() -> None:
    cards = [card("a"), card("b")]
    known = states(met("a", due=-1, suspended=True), CardState(CardId("b"), suspended=True))
    assert daily(cards, known, TODAY, new=5) == ()
    assert everything(cards, known, TODAY) == ()
    assert weakest(cards, known, TODAY) == ()


def test_new_cards_are_spread_among_the_due_ones() -> None:
    cards = [card(f"due{number}") for number in range(4)] + [card("new0"), card("new1")]
    known = states(*(met(f"due{number}", due=0) for number in range(4)))
    queue = daily(cards, known, TODAY, new=2)
    assert [name[:3] for name in queue] == ["due", "due", "new", "due", "due", "new"]


def test_the_weakest_card_comes_first_and_unmet_ones_not_at_all() -> None:
    cards = [card("strong"), card("weak"), card("unmet")]
    known = states(met("strong", due=9, stability=100), met("weak", due=9, stability=1))
    assert weakest(cards, known, TODAY) == ("weak", "strong")


def test_cramming_asks_everything_the_weakest_first_and_unmet_ones_last() -> None:
    cards = [card("unmet"), card("strong"), card("weak")]
    known = states(met("strong", due=9, stability=100), met("weak", due=9, stability=1))
    assert everything(cards, known, TODAY) == ("weak", "strong", "unmet")


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(-5, 5), st.booleans()), max_size=30), st.integers(0, 9)
)
def test_no_card_is_asked_twice_and_no_family_twice(rows: list[Any], new: int) -> None:
    cards = [card(f"c{number}", f"p{family}") for number, (family, _, _) in enumerate(rows)]
    known = states(*(met(f"c{number}", due=due) for number, (_, due, seen) in enumerate(rows) if seen))
    queue = daily(cards, known, TODAY, new=new)
    parents = [next(card.parent for card in cards if card.id == name) for name in queue]
    assert len(set(queue)) == len(queue)
    assert len(set(parents)) == len(parents)
    assert sum(name not in known for name in queue) <= new
