from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import (
    Card,
    CardId,
    Choice,
    Expected,
    Item,
    Ordered,
    Period,
    Place,
    Term,
    id_from_prompt,
    shown_order,
    slug,
)


def card(expected: Expected, kind: str = "order", name: str = "d/c") -> Card:
    return Card(CardId(name), CardId(name), "d", kind, "Which?", expected, Place("d.yaml", 1))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1922", date(1922, 1, 1), date(1922, 12, 31)),
        ("1924-02", date(1924, 2, 1), date(1924, 2, 29)),
        ("1922-04-03", date(1922, 4, 3), date(1922, 4, 3)),
        ("1923/1925", date(1923, 1, 1), date(1925, 12, 31)),
        ("1922-12-23/1923-01-04", date(1922, 12, 23), date(1923, 1, 4)),
    ],
)
def test_a_period_has_both_its_ends(text: str, start: date, end: date) -> None:
    assert Period.parse(text) == Period(start, end, text)


@pytest.mark.parametrize("text", ["", "1922-13", "1922-02-30", "22", "1929/1922", "1922/", "spring 1922"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


def test_a_period_lies_within_another_only_with_both_ends() -> None:
    rise = Period.parse("1922/1929")
    assert Period.parse("1922-04-03").within(rise)
    assert not Period.parse("1929/1930").within(rise)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("General Secretary", "general-secretary"),
        ("  “Café” no. 1 ", "cafe-no-1"),
        ("Rabkrin/RKI", "rabkrin-rki"),
    ],
)
def test_a_slug_has_only_letters_digits_and_hyphens(text: str, made: str) -> None:
    assert slug(text) == made


def test_a_text_without_latin_letters_has_a_slug_of_its_own() -> None:
    assert slug("Сталин") != slug("Троцкий")
    assert slug("Сталин") == slug("Сталин")


@given(st.text())
def test_every_text_has_a_slug(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text)


def test_the_id_from_a_prompt_is_frozen() -> None:
    assert id_from_prompt("In which year did Lenin die?") == "auto-1f848ede49d9"


def test_case_spacing_and_punctuation_do_not_change_the_id_from_a_prompt() -> None:
    assert id_from_prompt("In which year did Lenin die?") == id_from_prompt("in which  year did LENIN die")
    assert id_from_prompt("In which year did Lenin die?") != id_from_prompt("In which year did Stalin die?")


def test_items_to_be_ordered_are_never_shown_solved_and_change_from_review_to_review() -> None:
    asked = card(Ordered(tuple(Item(name) for name in "abcd")))
    orders = [shown_order(asked, reviews) for reviews in range(12)]
    assert (0, 1, 2, 3) not in orders
    assert all(sorted(order or ()) == [0, 1, 2, 3] for order in orders)
    assert len(set(orders)) > 3
    assert orders[5] == shown_order(asked, 5)


def test_two_options_and_the_groups_of_a_sort_keep_the_teachers_order() -> None:
    three = Choice(("Left", "Right", "Centre"), "Left")
    assert {shown_order(card(Choice(("Left", "Right"), "Left"), "choose"), n) for n in range(9)} == {(0, 1)}
    assert {shown_order(card(three, "sort"), n) for n in range(9)} == {(0, 1, 2)}
    assert len({shown_order(card(three, "choose"), n) for n in range(9)}) > 1


def test_a_card_with_nothing_to_show_has_no_order() -> None:
    assert shown_order(card(Term(Item("1922")), "answer"), 0) is None
