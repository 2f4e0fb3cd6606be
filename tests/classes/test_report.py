"""What is said of a class, from what its students handed in."""

from __future__ import annotations

from datetime import date

import pytest

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress, overruled, progress
from studykit.classes.report import HandedIn, class_report
from studykit.memory.formulas import DEFAULT_PARAMETERS
from studykit.memory.schedule import replay
from studykit.reviews import Amend, CardState, LogRow, MemoryState, Rating, Review, Undo
from studykit.verdict import Verdict

DAY = date(2026, 1, 10)
DECAY = DEFAULT_PARAMETERS[20]


def card(name: str, stability: float, *, wrong: int = 0, correct: int = 1) -> CardProgress:
    state = CardState(CardId(name), MemoryState(stability, 5.0, date(2026, 1, 1)), reviews=wrong + correct)
    return CardProgress(state, correct=correct, wrong=wrong)


def student(name: str, *cards: CardProgress, said_right: tuple[tuple[str, str], ...] = ()) -> HandedIn:
    return HandedIn(name, Progress(cards), tuple((CardId(card), answer) for card, answer in said_right))


THEMES = {CardId("d/easy"): ("office",), CardId("d/hard"): ("office", "rivals")}


def test_the_hardest_card_and_theme_come_first() -> None:
    class_of_three = [
        student(name, card("d/easy", 100), card("d/hard", 8, wrong=3)) for name in ("Ada", "Ben", "Cleo")
    ]
    report = class_report(class_of_three, THEMES, DAY)
    assert [line.name for line in report.cards] == ["d/hard", "d/easy"]
    assert [line.name for line in report.themes] == ["rivals", "office"]
    hard = report.cards[0]
    assert (hard.students, hard.answers, hard.wrong) == (3, 12, 0.75)
    assert 0.85 < hard.recall < 0.9  # nine days after a review, at a stability of eight
    assert report.known == ("d/easy",)


def test_no_figure_comes_from_fewer_than_three_students_unless_asked() -> None:
    two = [student("Ada", card("d/hard", 9)), student("Ben", card("d/hard", 9)), student("Cleo")]
    report = class_report(two, THEMES, DAY)
    assert (report.spread, report.cards, report.themes, report.known) == (None, (), (), ())
    assert report.started == 2
    figures = [(each.started, each.cards, each.answers, each.recall) for each in report.students]
    assert figures == [(True, None, None, None), (True, None, None, None), (False, None, None, None)]
    asked = class_report(two, THEMES, DAY, fewest=1)
    assert [(each.cards, each.answers) for each in asked.students] == [(1, 1), (1, 1), (0, 0)]
    assert [line.name for line in asked.cards] == ["d/hard"]
    assert asked.spread is not None


def test_what_stands_at_either_end_is_of_three_students_or_not_told_and_of_one_where_that_is_asked() -> None:
    students = [student(f"S{n}", card("d/hard", 9.0 * n)) for n in range(1, 7)]
    alone = [class_report([each], THEMES, DAY, fewest=1).spread for each in students]
    recalls = [each[1] for each in alone if each]
    assert alone[0] == (None, recalls[0], None)
    lower, middle, upper = class_report(students, THEMES, DAY).spread or (None, 0, None)
    assert [lower, upper] == pytest.approx([sum(recalls[:3]) / 3, sum(recalls[3:]) / 3])
    assert recalls[2] < middle < recalls[3]
    assert class_report(students[:5], THEMES, DAY).spread == (None, recalls[2], None)
    assert class_report(students, THEMES, DAY, fewest=1).spread == (recalls[0], middle, recalls[5])


def test_what_everybody_got_wrong_today_is_no_card_that_everybody_knows() -> None:
    wrong = CardProgress(CardState(CardId("d/hard"), MemoryState(0.2, 6.0, DAY), reviews=1), wrong=1)
    right = CardProgress(CardState(CardId("d/easy"), MemoryState(2.3, 5.0, DAY), reviews=1), correct=1)
    report = class_report([student(name, wrong, right) for name in "abc"], THEMES, DAY)
    assert report.known == ("d/easy",)
    assert [(line.name, line.recall < 0.9) for line in report.cards] == [("d/hard", True), ("d/easy", False)]


def test_cards_that_are_in_no_deck_are_left_out_of_the_figures() -> None:
    report = class_report([student(name, card("x/gone", 9)) for name in "abc"], THEMES, DAY)
    assert report.cards == ()
    assert report.started == 3


def test_an_answer_called_right_counts_once_for_each_student() -> None:
    said = (("d/hard", "the personnel files"), ("d/hard", "the personnel files"))
    report = class_report(
        [
            student("Ada", said_right=said),
            student("Ben", said_right=said[:1]),
            student("Cleo", said_right=()),
        ],
        THEMES,
        DAY,
    )
    assert report.overruled == (("d/hard", "the personnel files", 2),)


def review(row_id: str, verdict: Verdict) -> Review:
    return Review(
        id=row_id, device="desk", at=1, card=CardId("d/hard"), study_day=DAY, answer=" an  answer ",
        verdict=verdict, score=0, rating=Rating.AGAIN, seconds=1, counts=True,
    )  # fmt: skip


def test_what_was_undone_does_not_count_and_what_was_overruled_counts_as_the_student_says() -> None:
    rows: list[LogRow] = [
        review("a", Verdict.WRONG),
        review("b", Verdict.WRONG),
        review("c", Verdict.PARTIAL),
        Undo(id="u", device="desk", at=2, row="a", card=CardId("d/hard")),
        Amend(id="m", device="desk", at=2, card=CardId("d/hard"), review="b", rating=Rating.GOOD,
              verdict=Verdict.CORRECT),
    ]  # fmt: skip
    [found] = progress(rows, replay(rows), DECAY).cards
    assert (found.correct, found.partial, found.wrong, found.answers) == (1, 1, 0, 2)
    assert found.state.reviews == 2
    assert overruled(rows) == [("d/hard", "an answer")]
