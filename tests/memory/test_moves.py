from __future__ import annotations

from datetime import date

from studykit.cards import CardId
from studykit.memory.moves import moved, present_ids
from studykit.memory.schedule import replay
from studykit.reviews import LogRow, Move, Rating, Review, Undo
from studykit.verdict import Verdict
from tests.memory.counted_names import CountedName, steps_below


def move(at: int, was: str, card: str, *, keep: bool = True) -> Move:
    return Move(id=f"m{at}", device="d", at=at, was=CardId(was), card=CardId(card), keep=keep)


def undo(at: int, row: str) -> Undo:
    return Undo(id=f"u{at}", device="d", at=at, row=row)


def heirs_of(
    *rows: LogRow, was: dict[str, str] | None = None, present: tuple[str, ...] = ()
) -> dict[CardId, CardId]:
    given = {CardId(earlier): CardId(card) for earlier, card in (was or {}).items()}
    return dict(present_ids(rows, given, tuple(map(CardId, present))))


def test_history_follows_from_name_to_name() -> None:
    assert heirs_of(move(1, "a", "b"), move(2, "b", "c")) == {"a": "c", "b": "c"}
    assert heirs_of(move(2, "b", "c"), move(1, "a", "b")) == {"a": "c", "b": "c"}


def test_a_card_that_gets_its_old_name_back_makes_no_ring() -> None:
    assert heirs_of(move(1, "a", "b"), move(2, "b", "a")) == {"b": "a"}


def test_what_was_taken_back_or_begun_afresh_does_not_count() -> None:
    assert heirs_of(move(1, "a", "b"), undo(2, "m1")) == {}
    assert heirs_of(move(1, "a", "b"), undo(2, "m1"), undo(3, "u2")) == {"a": "b"}
    assert heirs_of(move(1, "a", "b", keep=False)) == {}
    assert heirs_of(move(1, "a", "b"), move(2, "a", "b", keep=False)) == {}


def test_the_deck_settles_it_without_a_decision_but_not_against_one() -> None:
    assert heirs_of(was={"a": "b"}) == {"a": "b"}
    assert heirs_of(move(1, "a", "b", keep=False), was={"a": "b"}) == {}
    assert heirs_of(move(1, "a", "b"), was={"b": "c"}) == {"a": "c", "b": "c"}


def test_a_card_that_is_still_there_keeps_its_history() -> None:
    assert heirs_of(was={"a": "b"}, present=("a", "b")) == {}
    assert heirs_of(move(1, "a", "b"), present=("a", "b")) == {}
    assert heirs_of(move(1, "a", "b"), move(2, "b", "c"), present=("b", "c")) == {"a": "b"}


def test_the_state_of_a_renamed_card_is_that_of_all_its_reviews() -> None:
    def review(number: int, card: str) -> Review:
        return Review(
            id=f"r{number}", device="d", at=number, card=CardId(card), study_day=date(2026, 1, number),
            answer="x", verdict=Verdict.CORRECT, score=1, rating=Rating.GOOD, seconds=1, counts=True,
        )  # fmt: skip

    two_names = [review(1, "a"), review(4, "b"), move(5, "a", "b")]
    one_name = [review(1, "b"), review(4, "b")]
    states = replay(moved(two_names, heirs_of(*two_names)))  # type: ignore[arg-type]
    assert states == replay(one_name)


def test_a_chain_of_moves_takes_as_many_steps_as_it_is_long() -> None:
    chain = [move(at, CountedName(f"c{at}"), CountedName(f"c{at + 1}")) for at in range(500)]
    for moves in (chain, chain[::-1]):
        with steps_below(20 * len(chain)):
            assert set(heirs_of(*moves).values()) == {"c500"}
