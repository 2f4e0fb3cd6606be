from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.visible import visible


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]8;;http://x\x07link", "␛]8;;http://x␇link"),
        ("over\rwrite", "over␍write"),
        ("back\b\bspace", "back␈␈space"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u202etxet", "<U+202E>txet"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("rub\x7fout", "rub␡out"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown_instead(hostile: str, shown: str) -> None:
    assert visible(hostile) == shown


@pytest.mark.parametrize("text", ["Zinov'yev", "Зиновьев", "naïve café", "1917–29", "two\nlines", "日本"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    left = {unicodedata.category(character) for character in visible(text).replace("\n", "")}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    assert visible(visible(text)) == visible(text)
