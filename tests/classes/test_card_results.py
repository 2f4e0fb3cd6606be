from __future__ import annotations

from pathlib import Path
from typing import Any

from studykit.classes.card_results import CardResult, CellOutcome, MarkedAnswer, class_results
from studykit.verdict import Verdict
from tests.classes.marking import cards as cards_of


def results(tmp_path: Path, *given: tuple[Any, ...]) -> list[CardResult]:
    cards = cards_of(tmp_path)
    return class_results(MarkedAnswer(cards[card], *rest) for card, *rest in given)


def test_the_hardest_card_stands_first_and_half_right_counts_half(tmp_path: Path) -> None:
    right, half, wrong = Verdict.CORRECT, Verdict.PARTIAL, Verdict.WRONG
    found = results(
        tmp_path,
        ("year", "1919", right, "", False),
        ("year", "1920", wrong, "", False),
        ("what", "x", half, "", False),
        ("what", "idk", wrong, "", True),
    )
    assert [(str(each.card.id), each.share_right, each.counts[CellOutcome.BLANK]) for each in found] == [
        ("d/what", 0.25, 1),
        ("d/year", 0.5, 0),
    ]


def test_worth_a_look_is_what_shares_a_word_or_is_common_but_no_number_and_nothing_rejected(
    tmp_path: Path,
) -> None:
    wrong = Verdict.WRONG
    found = results(
        tmp_path,
        ("what", "Personnel matters", wrong, "no", False),
        ("what", "staffing", wrong, "no", False),
        ("what", "STAFFING ", wrong, "no", False),
        ("what", "the weather", wrong, "no", False),
        ("what", "making policy", wrong, "that was the Politburo", False),
        ("what", "making policy", wrong, "that was the Politburo", False),
        ("year", "1920", wrong, "no", False),
        ("year", "1920", wrong, "no", False),
    )
    by_card = {str(each.card.id): each for each in found}
    assert [(told.answer, told.times) for told in by_card["d/what"].consider] == [
        ("staffing", 2),
        ("Personnel matters", 1),
    ]
    assert by_card["d/year"].consider == ()
    assert by_card["d/year"].commonest[0].times == 2


def test_what_marking_is_not_sure_of_is_counted_apart_and_looked_at_first(tmp_path: Path) -> None:
    (found,) = results(
        tmp_path,
        ("what", "staffing", Verdict.WRONG, "", False, False, 0.4),
        ("what", "Staffing", Verdict.CORRECT, "", False, False),
        ("what", "personnel files", Verdict.WRONG, "no", False, True),
        ("what", "personnel", Verdict.CORRECT, "", False, True),
    )
    assert [found.counts[kind] for kind in CellOutcome] == [1, 0, 1, 2, 0]
    assert found.answers == 4
    assert [(told.answer, told.times) for told in found.consider] == [("staffing", 2), ("personnel files", 1)]
