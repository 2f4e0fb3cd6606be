from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from typing import Any, cast

import pytest

from studykit.cards import Item, Period
from studykit.frozen import dataclass
from studykit.reviews import Flag, Undo


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: tuple[int, ...] = field(default_factory=tuple)


def test_a_value_is_made_compared_hashed_and_shown_as_any_dataclass_is() -> None:
    pair = Pair(1, right=(2,))
    assert pair == Pair(1, (2,)) != Pair(1)
    assert {pair: "kept"}[Pair(1, (2,))] == "kept"
    assert repr(pair) == "Pair(left=1, right=(2,))"
    assert replace(pair, left=3) == Pair(3, (2,))
    assert asdict(pair) == {"left": 1, "right": (2,)}
    assert [each.name for each in fields(Pair)] == ["left", "right"]
    assert copy.copy(pair) == pickle.loads(pickle.dumps(pair)) == pair


def test_a_value_cannot_be_changed() -> None:
    @dataclass(frozen=True, slots=True)
    class Single:
        only: int

    single = Single(1)
    with pytest.raises(FrozenInstanceError):
        cast(Any, single).only = 2
    with pytest.raises(FrozenInstanceError):
        del cast(Any, single).only
    assert single.only == 1


def test_what_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="left"):
        cast(Any, Pair)()
    with pytest.raises(TypeError, match="middle"):
        cast(Any, Pair)(1, middle=2)


def test_values_of_two_classes_with_the_same_fields_differ() -> None:
    flag = Flag(id="1", device="d", at=1, card=cast(Any, "deck/a"), remark=None)
    undo = Undo(id="1", device="d", at=1, card=cast(Any, "deck/a"), row="x")
    assert cast(Any, flag) != undo


def test_periods_are_in_order_of_their_days_whatever_their_text() -> None:
    early, late = Period.parse("1922"), Period.parse("1923")
    assert sorted([late, early]) == [early, late]
    assert Period.parse("1922-01-01/1922-12-31") == early


def test_a_default_that_is_another_value_is_that_value() -> None:
    assert Item("Lenin").accept == ()


def test_what_cannot_be_made_so_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="frozen"):
        cast(Any, dataclass)(frozen=False, slots=True)
    with pytest.raises(TypeError, match="__eq__"):

        @dataclass(frozen=True, slots=True)
        class Own:
            only: int

            def __eq__(self, other: object) -> bool:
                return True
