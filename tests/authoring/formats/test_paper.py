from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.authoring.formats.paper import Paper, asked_in, hand_out
from tests.authoring.sharing_decks import EVERY_KIND, shared

TWENTY = "deck: d\ncards:\n" + "".join(
    f"  - ask: Which is number {n}?\n    answer: a{n}\n" for n in range(20)
)


def sheets(page: bytes) -> tuple[list[str], list[str]]:
    text = page.decode()
    return re.findall(r'<section class="sheet">.*?</section>', text, re.S), re.findall(
        r'<section class="key">.*?</section>', text, re.S
    )


def numbers(sheet: str) -> list[int]:
    return [int(each) for each in re.findall(r"number (\d+)\?", sheet)]


def test_one_gap_of_a_text_one_entry_of_a_sort_and_one_side_are_asked(tmp_path: Path) -> None:
    deck = shared(tmp_path / "d", EVERY_KIND)
    (first, second), keys = sheets(hand_out([deck], Paper(versions=("A", "B"))))
    assert first.count("favoured") == second.count("favoured") == 1
    assert "The ____ of 1923 favoured the largest list." in first
    assert "The Acerbo Law of ____ favoured the largest list." in second
    assert ("newspaper articles" in first, "promises of order" in second) == (True, True)
    assert "Who was Victor Emmanuel III?" not in first
    assert "Who was Victor Emmanuel III?" in second
    assert [key.count("<li>") for key in keys] == [asked_in([deck])] * 2 == [9, 9]
    assert "Acerbo Law (law of Acerbo)" in keys[0]


def test_versions_ask_the_same_questions_in_another_order(tmp_path: Path) -> None:
    deck = shared(tmp_path / "d", TWENTY)
    paper = Paper(cards=8, seed=3, versions=("A", "B"))
    (first, second), keys = sheets(hand_out([deck], paper))
    assert len(numbers(first)) == 8
    assert sorted(numbers(first)) == sorted(numbers(second))
    assert numbers(first) != numbers(second)
    assert [int(each) for each in re.findall(r"a(\d+)", keys[1])] == numbers(second)
    assert hand_out([deck], paper) == hand_out([deck], paper)
    assert asked_in([deck], paper) == 8


def test_the_order_of_the_deck_stays_where_nothing_is_mixed(tmp_path: Path) -> None:
    ((sheet,), _) = sheets(hand_out([shared(tmp_path / "d", TWENTY)]))
    assert numbers(sheet) == list(range(20))


def test_marks_are_one_for_each_thing_asked_for_and_add_up(tmp_path: Path) -> None:
    ((sheet,), _) = sheets(hand_out([shared(tmp_path / "d", EVERY_KIND)]))
    marks = [int(each) for each in re.findall(r'class="marks">/ (\d+)', sheet)]
    assert f"</span> / {sum(marks)}</p>" in sheet
    asked = dict(zip(re.findall(r'class="marks">/ \d+</span>(.{12})', sheet), marks, strict=True))
    assert (asked["Name two gro"], asked["Put these ev"], asked["Which electi"]) == (2, 3, 1)


def test_options_have_boxes_and_no_line_to_write_on(tmp_path: Path) -> None:
    text = "deck: d\ncards:\n  - ask: Which?\n    choose: [one, two, three]\n    answer: one\n"
    deck = shared(tmp_path / "d", text)
    ((sheet,), _) = sheets(hand_out([deck]))
    assert 'class="options short"' in sheet
    assert 'class="line"' not in sheet
    orders = {
        tuple(re.findall(r"<li>(\w+)</li>", hand_out([deck], Paper(seed=seed)).decode())) for seed in range(9)
    }
    assert len(orders) > 2
    assert {tuple(sorted(each[:3])) for each in orders} == {("one", "three", "two")}


@pytest.mark.parametrize("seed", [None, 3])
def test_no_option_stands_in_the_same_place_in_two_versions(tmp_path: Path, seed: int | None) -> None:
    text = "deck: d\ncards:\n  - ask: Which?\n    choose: [one, two, three]\n    answer: one\n"
    pages, _ = sheets(hand_out([shared(tmp_path / "d", text)], Paper(seed=seed, versions=("A", "B", "C"))))
    orders = [re.findall(r"<li>(\w+)</li>", page) for page in pages]
    assert all(len(set(column)) == 3 for column in zip(*orders, strict=True))
