"""The plan speaks with one voice, whatever the history."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.cards import CardId, Period, Term
from studykit.cli import day_screens, today
from studykit.cli.display import Style
from studykit.cli.quiz import SittingOptions, day_of, sitting_of
from studykit.decks.library import Library
from studykit.exams import Exam
from studykit.store.store import Store
from studykit.study import answering
from studykit.study.agenda import agenda, assignments, known_today, more, next_study_day, tomorrow
from studykit.study.collection import Collection
from tests.budget import examples

TODAY = date(2026, 11, 23)  # a Monday
DECK = "deck: facts\ncards:\n" + "".join(
    f"  - id: year-{number}\n    ask: In which year did event {number} happen?\n    answer: {1900 + number}\n"
    for number in range(40)
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("decks")
    (folder / "facts.yaml").write_text(DECK, encoding="utf-8")
    return Library.open([folder], None)


def exam(days: int, minutes: int = 3, **more: Any) -> Exam:
    return Exam(TODAY + timedelta(days=days), minutes, TODAY, **more)


def answered(
    collection: Collection, card: CardId, day: date, *, right: bool = True, seconds: float = 6.0
) -> None:
    asked = collection.library.card(card)
    assert isinstance(asked.expected, Term)
    typed = asked.expected.item.say if right else "1066"
    at = day.toordinal() * 86_400_000 + len(list(collection.store.rows()))
    answering.record(collection, asked, typed, collection.mark(asked, typed), at=at, day=day, seconds=seconds)


def studied(collection: Collection, day: date, number: int, luck: list[bool], seconds: float) -> None:
    """Answer the first questions of a day, as the quiz asks them."""
    for place, card in enumerate(agenda(collection, collection.listings(), day).questions[:number]):
        answered(collection, card, day, right=luck[place % len(luck)], seconds=seconds)


@dataclass(frozen=True)
class Step:
    """Some days without study, then so many answers of which some are right."""

    gap: int
    answers: int
    luck: list[bool]
    seconds: float


steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 3),
        st.integers(0, 40),
        st.lists(st.booleans(), min_size=1, max_size=5),
        st.floats(1.0, 40.0),
    ),
    max_size=6,
)
exams = st.none() | st.builds(
    exam,
    st.integers(1, 25),
    st.integers(1, 5),
    weekdays_off=st.sets(st.integers(0, 6), max_size=3).map(lambda days: tuple(sorted(days))),
    periods_off=st.sampled_from([(), (Period.parse("2026-11-25/2026-11-28"),)]),
)


@given(steps, exams)
@settings(max_examples=examples(40))
def test_today_the_first_header_and_what_was_promised_the_day_before_agree(
    library: Library, history: list[Step], planned: Exam | None
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Store.open(Path(folder) / "profiles" / "me" / "studykit.db")) as store,
    ):
        collection = Collection(library, store)
        if planned is not None:
            collection.set_exam(planned, at=1)
        cards, day = collection.listings(), TODAY
        agenda(collection, cards, day)  # the program was opened on the first day
        for step in history:
            day += timedelta(days=step.gap)
            studied(collection, day, step.answers, step.luck, step.seconds)
            told: dict[str, Any] = today.figures(collection, cards, day)
            _agree_with_the_header(collection, day, told)
            promised = told["tomorrow"]
            after = today.figures(collection, cards, day + timedelta(days=1))
            assert promised == {name: after[name] for name in promised}
            _never_sends_her_to_a_day_without_work(collection, day)


def _agree_with_the_header(collection: Collection, day: date, told: dict[str, Any]) -> None:
    asked = SittingOptions()
    plan = day_of(collection, collection.listings(), day, asked)
    assert len(plan.questions) == told["questions"]
    if plan.questions:
        sitting = sitting_of(collection, Style(), collection.listings(), plan, asked)
        first = sitting.question(collection.library.card(plan.questions[0]))
        assert first.total == told["questions"]
        assert round(first.seconds / 60, 1) == told["minutes"]


def _never_sends_her_to_a_day_without_work(collection: Collection, day: date) -> None:
    following = next_study_day(collection, collection.listings(), day)
    if following is not None:
        assert following.day > day
        assert not following.is_off
        assert following.questions


@pytest.fixture
def collection(library: Library, tmp_path: Path) -> Iterator[Collection]:
    with closing(Store.open(tmp_path / "profiles" / "me" / "studykit.db")) as store:
        yield Collection(library, store)


def test_who_is_quick_is_done_with_her_questions_and_who_is_slow_with_her_minutes(
    collection: Collection,
) -> None:
    collection.set_exam(exam(20), at=1)
    cards = collection.listings()
    planned = len(agenda(collection, cards, TODAY).questions)
    assert planned == 14
    studied(collection, TODAY, planned, [True], seconds=1.0)
    assert agenda(collection, cards, TODAY).questions == ()
    later = TODAY + timedelta(days=1)
    studied(collection, later, 4, [True], seconds=40.0)
    assert agenda(collection, cards, later).questions == ()


@pytest.mark.parametrize("minutes", [2, 4, 6, 8])
def test_who_has_answered_all_that_a_day_held_has_nothing_left_of_it(
    collection: Collection, minutes: int
) -> None:
    collection.set_exam(exam(20, minutes=minutes), at=1)
    cards = collection.listings()
    planned = len(agenda(collection, cards, TODAY).questions)
    studied(collection, TODAY, planned - 3, [True], seconds=1.0)
    assert agenda(collection, cards, TODAY).questions
    studied(collection, TODAY, 3, [True], seconds=1.0)
    assert agenda(collection, cards, TODAY).questions == ()


def test_a_day_off_and_a_pause_hold_nothing_and_the_next_study_day_is_named(collection: Collection) -> None:
    collection.set_exam(
        exam(20, weekdays_off=(1,), periods_off=(Period.parse("2026-11-25/2026-11-27"),)), at=1
    )
    cards = collection.listings()
    now, coming = agenda(collection, cards, TODAY), tomorrow(collection, cards, TODAY)
    following = next_study_day(collection, cards, TODAY)
    assert (coming.is_off, coming.questions) == (True, ())
    assert following is not None
    assert following.day == date(2026, 11, 28)
    said = day_screens.ahead(now, coming, following)
    assert said.startswith("Tomorrow is a day off. Next: Saturday 28 November, 14 questions, about ")


def test_the_day_of_the_exam_offers_a_last_look_at_what_is_least_sure(collection: Collection) -> None:
    collection.set_exam(exam(3), at=1)
    studied(collection, TODAY, 6, [True, False], seconds=5.0)
    last = agenda(collection, collection.listings(), TODAY + timedelta(days=3))
    assert last.is_exam_day
    assert len(last.questions) == 6
    weakest = {last.questions[place] for place in range(3)}
    for state in (collection.states[card] for card in weakest):
        assert state.lapses or (state.memory is not None and state.memory.stability < 1)
    assert agenda(collection, collection.listings(), TODAY + timedelta(days=4)).exam is None


def test_more_goes_on_beyond_the_plan_also_on_a_day_off(collection: Collection) -> None:
    collection.set_exam(exam(20, weekdays_off=(0,)), at=1)
    cards = collection.listings()
    assert agenda(collection, cards, TODAY).questions == ()
    assert len(more(collection, cards, TODAY, 60.0).questions) == 5


def test_what_was_missed_today_is_not_known_today(collection: Collection) -> None:
    studied(collection, TODAY, 10, [True], seconds=5.0)
    wrong = frozenset(list(collection.states)[:3])
    assert known_today(collection, collection.listings(), wrong, TODAY) == (7, 10)


def assigned_library(folder: Path, due: date) -> Library:
    (folder / "a.yaml").write_text(DECK, encoding="utf-8")
    later = DECK.replace("deck: facts", f"deck: later\ndue: {due}").replace("event", "battle")
    later += "  - {id: side, ask: 'Which side:', sort: {Left: [one, two, three], Right: [four, five]}}\n"
    (folder / "b.yaml").write_text(later, encoding="utf-8")
    return Library.open([folder], None)


@pytest.mark.parametrize(
    "planned",
    [None, exam(60, 10), exam(60, 10, weekdays_off=(4, 6)), exam(9, 20)],
    ids=["no exam", "an exam", "days off, the day itself among them", "an exam before it"],
)
def test_a_deck_with_a_day_is_met_by_then_with_and_without_an_exam(
    tmp_path: Path, planned: Exam | None
) -> None:
    due = TODAY + timedelta(days=11)  # a Friday
    with closing(Store.open(tmp_path / "studykit.db")) as store:
        collection = Collection(assigned_library(tmp_path, due), store)
        if planned is not None:
            collection.set_exam(planned, at=1)
        for number in range(12):
            day = TODAY + timedelta(days=number)
            questions = agenda(collection, collection.listings(), day).questions
            new = [card for card in questions if card not in collection.states]
            if number == 0:
                assert {card.partition("/")[0] for card in new} == {"facts", "later"}
                [left] = assignments(collection, collection.listings(), day)
                assert (left.deck, left.due, left.cards, left.met) == ("later", due, 45, 0)
            for card in questions:
                at = day.toordinal() * 86_400_000
                mark = collection.mark(library_card := collection.library.card(card), "1066")
                answering.record(collection, library_card, "1066", mark, at=at, day=day, seconds=6.0)
        unmet = [card.id for card in collection.listings(["later"]) if card.id not in collection.states]
        assert unmet == []
        assert assignments(collection, collection.listings(), due) == []


def test_a_chosen_number_of_new_cards_stays_as_chosen_whatever_is_due(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "studykit.db")) as store:
        collection = Collection(assigned_library(tmp_path, TODAY), store)
        assert len(agenda(collection, collection.listings(), TODAY, new=3).questions) == 3
        assert len(agenda(collection, collection.listings(), TODAY).questions) == 45


def test_what_is_overdue_is_spoken_of_for_two_months_and_caught_up_with_evenly(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "studykit.db")) as store:
        collection = Collection(assigned_library(tmp_path, TODAY - timedelta(days=3)), store)
        cards = collection.listings()
        [late] = assignments(collection, cards, TODAY)
        assert "which is over: Later, 45 of 45 cards still" in day_screens.assigned(
            late, TODAY, Style(width=200)
        )
        assert assignments(collection, cards, TODAY + timedelta(days=58)) == []
        first = [card for card in agenda(collection, cards, TODAY).questions if card.startswith("later/")]
        assert len(first) == 7  # a seventh of 45
