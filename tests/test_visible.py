from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.visible import safe_json, tamed, visible


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
        ("no\ufffecharacter", "no<U+FFFE>character"),
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


@given(st.text())
def test_a_tamed_text_is_the_same_without_what_acts(text: str) -> None:
    assert tamed(text) == "".join(each for each in text.replace("\t", " ") if visible(each) == each)
    assert visible(tamed(text)) == tamed(text)


@given(st.lists(st.text(st.characters(exclude_categories=[]))))
def test_safe_json_says_the_same_and_nothing_in_it_acts(value: object) -> None:
    text = safe_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(text) == value
    assert visible(text) == text
    text.encode()
