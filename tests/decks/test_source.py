from __future__ import annotations

import pytest
import yaml

from studykit.decks import source
from studykit.decks.reading import read_sheet

from .reading import entry, read, rules, seen
from .test_format_page import CARDS, CASE, PLAN
from .test_format_page import DECK as DECK_HEAD

DECK = entry("ask: Who was café owner?", "answer: Lenin")


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    for data in (
        b"\xef\xbb\xbf" + DECK.encode(),
        DECK.replace("\n", "\r\n").encode(),
        DECK.replace("\n", "\r").encode(),
    ):
        sheet = read_sheet("deck.yaml", data)
        assert sheet.problems == ()
        assert [card.place.line for card in sheet.cards()] == [3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_named_as_such(encoding: str) -> None:
    (problem,) = read_sheet("deck.yaml", DECK.encode(encoding)).problems
    assert (problem.rule, problem.line, problem.column) == ("encoding", 1, 1)
    assert "UTF-16" in problem.message
    assert "save it as UTF-8" in problem.mend


def test_a_file_in_latin_1_is_named_with_its_first_foreign_byte() -> None:
    (problem,) = read_sheet("deck.yaml", DECK.encode("latin-1")).problems
    assert (problem.rule, problem.line, problem.column) == ("encoding", 4, 21)
    assert problem.text.startswith("é owner?")
    assert "Latin-1" in problem.message


def test_a_file_that_is_too_large_is_refused_with_the_limit() -> None:
    (problem,) = read_sheet("deck.yaml", b"#" * (source.LARGEST + 1)).problems
    assert problem.rule == "too-large"
    assert "10 MB" in problem.message


@pytest.mark.parametrize(
    "deep",
    ["[" * 200_000, "{a: " * 50_000, "- " * 100_000, "[" * 30 + "]" * 30],
    ids=["lists", "mappings", "entries", "closed"],
)
def test_deep_nesting_is_refused(deep: str) -> None:
    assert "nesting" in rules("deck: d\ncards: " + deep if deep[0] != "-" else deep)


def test_nesting_by_indentation_is_refused() -> None:
    assert "nesting" in rules("".join(" " * at + "a:\n" for at in range(1000)))


def test_aliases_are_never_followed() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert rules("deck: d\n" + bomb).count("anchor") == 9


def test_of_two_equal_keys_the_second_is_reported_and_the_card_left_out() -> None:
    deck = entry("ask: Who?", "answer: Lenin", "answer: Stalin")
    assert seen(deck) == [("duplicate-key", 6, 5, "answer")]
    assert read(deck).left_out == ("d/a",)


def test_values_stay_what_was_typed() -> None:
    typed = ["no", "12:30", "007", "1914-07-28", "1e3", "~", "null", "0x1F", "1_000", ".inf", "=", "<<"]
    for text in typed:
        sheet = read(entry("ask: Which?", f"answer: {text}"))
        assert [card.expected.item.say for card in sheet.cards()] == [text]  # type: ignore[union-attr]


def test_where_yaml_cannot_go_on_is_said_once_with_what_was_not_checked() -> None:
    sheet = read(entry("ask: q", "answer: x") + ":  stray: y\n" + entry("ask: z"))
    (problem,) = [each for each in sheet.problems if each.rule == "yaml"]
    assert problem.line == 6
    assert "not checked below line 6" in problem.message


def test_cards_of_a_file_that_cannot_be_read_are_named_as_left_out() -> None:
    broken = entry("ask: q", "answer: x") + ":  stray: y\n" + "  - {id: b, ask: c, answer: d}\n"
    assert read(broken).left_out == ("d/a", "d/b")


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "  - id: broken\n    ask: [Who?, What? or, *x]\n    list: {a, b: c: d}\n    note: Lenin: no\n"
    json = '  - {"id": "j", "ask": "Who? \\u00e9 \\ud83c\\udf89", "list": [Who?, "a: b"]}\n'
    for text in (CASE, DECK_HEAD + CARDS + broken + json, PLAN):
        with_libyaml = read(text)
        assert with_libyaml.value is not None
        with monkeypatch.context() as without:
            without.delattr(yaml, "CSafeLoader")
            assert read(text) == with_libyaml
