from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.english.text import normalise, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind == "word"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("STALIN", "stalin"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("Führer", "fuhrer"),
        ("“quoted” – and—dashed", '"quoted" - and-dashed'),
        ("  much   space\t here ", "much space here"),
        ("ﬁle", "file"),
        ("zero\u200bwidth", "zerowidth"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
    ],
)
def test_normal_form_keeps_what_was_meant(written: str, plain: str) -> None:
    assert normalise(written) == plain


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=100))
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    assert normalise(unicodedata.normalize("NFC", text)) == normalise(unicodedata.normalize("NFD", text))


@given(st.text(max_size=200))
def test_any_text_can_be_split(text: str) -> None:
    assert all(token.text for token in tokens(text))


@pytest.mark.parametrize(
    ("written", "spelt_out"),
    [
        ("didn't", ["did", "not"]),
        ("didnt", ["did", "not"]),
        ("can't", ["can", "not"]),
        ("won't", ["will", "not"]),
        ("he'd", ["he"]),
        ("Lenin's", ["lenin"]),
        ("Zinov'yev", ["zinovyev"]),
        ("vozhd'", ["vozhd"]),
        ("N.E.P.", ["nep"]),
        ("R. C. Tucker", ["r", "c", "tucker"]),
        ("left-wing", ["left", "wing"]),
        ("the CC", ["the", "central", "committee"]),
        ("WWI", ["first", "world", "war"]),
    ],
)
def test_contractions_and_abbreviations_are_spelt_out(written: str, spelt_out: list[str]) -> None:
    assert words(written) == spelt_out


def test_a_possessive_is_remembered() -> None:
    assert [token.possessive for token in tokens("Kamenev's power")] == [True, False]


def test_a_full_stop_after_a_word_still_ends_the_sentence() -> None:
    assert [token.text for token in tokens("He left. She stayed.")] == [
        "he",
        "left",
        ".",
        "she",
        "stayed",
        ".",
    ]


def test_us_in_capitals_is_the_state() -> None:
    assert normalise("the US and U.S. forces") == "the united states and united states forces"
    assert normalise("he told us; the USSR") == "he told us; the ussr"
