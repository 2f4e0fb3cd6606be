"""What is due by a day is met by then, whatever families its cards are in."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from studykit.assigned import CATCHING_UP, Unmet, needed

families = st.lists(st.integers(1, 6), min_size=1, max_size=20)


def cards(sizes: list[int], due: int) -> list[Unmet]:
    siblings = [family for family, size in enumerate(sizes) for _ in range(size)]
    return [Unmet(place, due, family) for place, family in enumerate(siblings)]


@given(sizes=families, days=st.integers(0, 30))
def test_every_card_is_met_by_its_day_when_each_day_is_kept(sizes: list[int], days: int) -> None:
    left = cards(sizes, due=days)
    for day in range(days + 1):
        today = needed(left, day=day)
        families = Counter(card.family for card in left if card.place in today)
        if max(sizes) <= days + 1:
            assert max(families.values(), default=0) <= 1, "siblings come on different days"
        left = [card for card in left if card.place not in today]
    assert left == []


@given(sizes=families, days=st.integers(0, 30), share=st.floats(0, 1))
def test_a_day_done_in_two_sittings_asks_for_no_more_than_in_one(
    sizes: list[int], days: int, share: float
) -> None:
    whole = cards(sizes, due=days)
    first = needed(whole, day=0)
    done = set(first[: int(share * len(first))])
    rest = [card for card in whole if card.place not in done]
    taken = {card.family for card in whole if card.place in done}
    if max(sizes) <= days:  # no family has to come twice a day
        again = needed(rest, day=0, met={days: len(done)}, taken=taken)
        assert len(done) + len(again) <= len(first)


def test_what_is_due_first_comes_first_and_evenly() -> None:
    later, sooner = (
        cards([1] * 30, due=9),
        [card._replace(place=card.place + 30, due=4) for card in cards([1] * 10, 4)],
    )
    assert needed([*later, *sooner], day=0) == [30, 31, 0, 1, 2]


def test_what_is_overdue_is_caught_up_with_and_never_comes_as_a_heap() -> None:
    left, met = cards([1] * 33, due=10), []
    for day in range(20, 60):
        today = needed(left, day=day)
        met.append(len(today))
        left = [card for card in left if card.place not in today]
    assert (met[0], left) == (33 // (CATCHING_UP + 1) + 1, [])
    assert met == sorted(met, reverse=True)
