from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from studykit.cards import CardId
from studykit.decks.library import Library
from studykit.exams import Exam
from studykit.store.store import Store
from studykit.study import answering
from studykit.study.agenda import agenda
from studykit.study.collection import Collection
from studykit.study.preparation import days_missed, memory_of, prepare, queue, siblings_apart
from studykit.study.prospect import outlook, proposed_to_leave, recall_and_change

TODAY = date(2026, 11, 22)
DECKS = {
    "case.yaml": "case: rise\ntitle: A rise\nthemes: {office: Office, later: Later}\nany-period: [later]\n",
    "office.yaml": (
        "deck: office\ncase: rise\nthemes: [office]\ncards:\n"
        "  - id: sides\n    ask: 'Which side:'\n    sort: {Left: [Trotsky, Kamenev], Right: [Rykov]}\n"
        "  - id: year\n    ask: In which year did it begin?\n    answer: 1922\n"
    ),
    "later.yaml": (
        "deck: later\ncase: rise\nthemes: [later]\n"
        "cards:\n  - id: end\n    ask: When did he die?\n    answer: 1953\n"
    ),
    "other.yaml": "deck: other\ncards:\n  - id: else\n    ask: What else is there?\n    answer: geography\n",
}


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    for name, text in DECKS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with closing(Store.open(tmp_path / "studykit.db")) as store:
        yield Collection(Library.open([tmp_path], None), store)


def exam(collection: Collection, days: int = 28, **more: Any) -> Exam:
    """Set an exam so many days from today."""
    made = Exam(**{"day": TODAY + timedelta(days=days), "minutes": 10, "set_on": TODAY, **more})
    collection.set_exam(made, at=1)
    return made


def answer(collection: Collection, card: str, typed: str, day: date, at: int = 10) -> None:
    asked = collection.library.card(CardId(card))
    answering.record(collection, asked, typed, collection.mark(asked, typed), at=at, day=day, seconds=10.0)


def test_second_siblings_come_after_all_first_ones(collection: Collection) -> None:
    cards = [card.id for card in siblings_apart(collection.library.listings)]
    assert cards.index(CardId("office/year")) < cards.index(CardId("office/sides#kamenev"))


def test_an_exam_of_a_case_is_about_its_decks_and_without_the_themes_left(collection: Collection) -> None:
    prepared = prepare(collection, exam(collection, case="rise", leave=("later",)), TODAY)
    assert {card.deck for card in prepared.cards} == {"office"}


def test_todays_queue_asks_one_of_a_family(collection: Collection) -> None:
    asked = queue(prepare(collection, exam(collection), TODAY))
    assert "office/year" in asked
    assert sum(card.startswith("office/sides#") for card in asked) == 1


def test_in_the_last_days_every_card_may_come(collection: Collection) -> None:
    asked = queue(prepare(collection, exam(collection, days=2), TODAY))
    assert sum(card.startswith("office/sides#") for card in asked) == 3


def test_nothing_is_asked_on_a_day_off_or_when_the_days_time_is_spent(collection: Collection) -> None:
    assert queue(prepare(collection, exam(collection, weekdays_off=(TODAY.weekday(),)), TODAY)) == ()
    brief = exam(collection, minutes=1)
    for number in range(4):
        answer(collection, "office/year", "1922", TODAY, at=10 + number)
    prepared = prepare(collection, brief, TODAY)
    assert prepared.spent == 60.0
    assert queue(prepared) == ()


def test_suspended_cards_are_not_planned_for(collection: Collection) -> None:
    answering.suspend(collection, CardId("office/year"), True, at=5)
    prepared = prepare(collection, exam(collection), TODAY)
    assert "office/year" not in {card.id for card in prepared.cards}


def test_the_nearer_exam_comes_first_and_cards_without_an_exam_follow_their_due_days(
    collection: Collection,
) -> None:
    answer(collection, "other/else", "geography", TODAY - timedelta(days=9))
    exam(collection, case="rise")
    day = agenda(collection, collection.listings(), TODAY)
    assert day.questions[-1] == "other/else"
    assert day.limit == 600.0 + 12.0


def test_a_chosen_deck_is_planned_by_itself(collection: Collection) -> None:
    exam(collection)
    assert agenda(collection, collection.listings(["later"]), TODAY).questions == ("later/end",)


def test_missed_days_are_those_meant_for_study(collection: Collection) -> None:
    set_on = exam(collection, weekdays_off=((TODAY - timedelta(days=1)).weekday(),))
    assert days_missed(prepare(collection, set_on, TODAY)) == 0
    answer(collection, "office/year", "1922", TODAY - timedelta(days=4))
    assert days_missed(prepare(collection, set_on, TODAY)) == 2


def test_recall_rises_with_what_was_learnt_this_week(collection: Collection) -> None:
    set_on = exam(collection)
    answer(collection, "office/year", "1922", TODAY - timedelta(days=2))
    prepared = prepare(collection, set_on, TODAY)
    now, change = recall_and_change(collection, prepared)
    assert now.mean == change > 0.0


def test_the_outlook_is_the_same_all_day_and_what_is_optional_is_left_first(collection: Collection) -> None:
    prepared = prepare(collection, exam(collection), TODAY)
    forecast = outlook(collection, prepared)
    assert forecast == outlook(collection, prepare(collection, exam(collection), TODAY))
    assert forecast.met == forecast.cards == 6
    assert proposed_to_leave(collection, prepared, forecast) == []
    short = replace(forecast, met=forecast.cards - 1)
    assert proposed_to_leave(collection, prepared, short)[0] == "later"


def test_a_card_never_met_has_no_memory_to_plan_with() -> None:
    assert memory_of(None).stability is None
