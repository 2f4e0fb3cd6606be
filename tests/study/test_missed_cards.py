"""What a practised outline left out comes first from the next day on, until it is reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from studykit.cards import CardId
from studykit.decks.library import Library
from studykit.reviews import Practice, Review
from studykit.store.rows import from_columns, to_columns
from studykit.store.store import Store
from studykit.study import answering, upkeep
from studykit.study.collection import Collection
from studykit.study.missed_cards import missed_cards, with_missed_first

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)
DECK = """\
deck: d
cards:
  - {id: one, ask: What comes first?, answer: alpha}
  - {id: two, ask: What comes second?, answer: beta}
  - {id: three, cloze: "The {{third}} and the {{fourth}} letter."}
"""
TWO, THIRD, FOURTH = CardId("d/two"), CardId("d/three#third"), CardId("d/three#fourth")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    (tmp_path / "d.yaml").write_text(DECK, encoding="utf-8")
    with closing(Store.open(tmp_path / "studykit.db")) as store:
        yield Collection(Library.open([tmp_path], None), store)


def answer(collection: Collection, card: CardId, day: date, at: int, *, counts: bool = True) -> Review:
    whole = collection.library.card(card)
    mark = collection.mark(whole, "beta")
    return answering.record(collection, whole, "beta", mark, at=at, day=day, seconds=2.0, counts=counts)


def first(collection: Collection, day: date) -> list[CardId]:
    cards = collection.listings()
    return list(with_missed_first(collection, collection.daily(cards, day), cards, day))


def test_a_practice_row_comes_back_from_its_columns() -> None:
    row = Practice(id="p", device="here", at=1, card=TWO, study_day=TODAY)
    assert from_columns(to_columns(row)) == row


def test_missed_cards_come_first_tomorrow_and_not_today(collection: Collection) -> None:
    answering.note_missed(collection, [TWO], at=1, day=TODAY)
    assert missed_cards(collection, TODAY) == ()
    assert first(collection, TODAY)[0] == "d/one"
    assert missed_cards(collection, TOMORROW) == (TWO,)
    assert first(collection, TOMORROW)[0] == TWO
    assert first(collection, TOMORROW).count(TWO) == 1


def test_a_missed_card_comes_first_although_it_is_not_due(collection: Collection) -> None:
    answer(collection, TWO, TODAY, 1)
    answering.note_missed(collection, [TWO], at=2, day=TODAY)
    due = collection.states[TWO].due
    assert due is not None
    assert due > TOMORROW
    assert first(collection, TOMORROW)[0] == TWO


def test_siblings_of_a_missed_card_wait_for_another_day(collection: Collection) -> None:
    answering.note_missed(collection, [FOURTH], at=1, day=TODAY)
    asked = first(collection, TOMORROW)
    assert asked[0] == FOURTH
    assert THIRD not in asked


def test_a_review_settles_it_and_an_undo_brings_it_back(collection: Collection) -> None:
    answering.note_missed(collection, [TWO], at=1, day=TODAY)
    review = answer(collection, TWO, TOMORROW, 2)
    assert missed_cards(collection, TOMORROW) == ()
    answering.undo(collection, review, at=3)
    assert missed_cards(collection, TOMORROW) == (TWO,)


def test_an_answer_that_does_not_count_settles_nothing(collection: Collection) -> None:
    answering.note_missed(collection, [TWO], at=1, day=TODAY)
    answer(collection, TWO, TOMORROW, 2, counts=False)
    assert missed_cards(collection, TOMORROW) == (TWO,)


def test_suspending_settles_it(collection: Collection) -> None:
    answering.note_missed(collection, [TWO], at=1, day=TODAY)
    answering.suspend(collection, TWO, True, at=2)
    assert missed_cards(collection, TOMORROW) == ()
    assert TWO not in first(collection, TOMORROW)


def test_a_card_that_is_gone_from_the_decks_is_not_asked(collection: Collection) -> None:
    answering.note_missed(collection, [CardId("d/gone")], at=1, day=TODAY)
    assert CardId("d/gone") not in first(collection, TOMORROW)


def test_practice_leaves_states_as_the_log_gives_them(collection: Collection) -> None:
    answer(collection, TWO, TODAY, 1)
    before = collection.states[TWO]
    answering.note_missed(collection, [TWO, FOURTH], at=2, day=TODAY)
    assert collection.states[TWO] == before
    assert upkeep.unsound(collection) == []
