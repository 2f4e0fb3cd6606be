from __future__ import annotations

import sys
from typing import Any

import pytest

from studykit.authoring.decoding import decoded
from studykit.authoring.formats.html_text import text_of
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.import_result import Read
from studykit.errors import DataError
from tests.authoring.sharing_decks import imported


def fields(read: Read) -> list[dict[str, Any]]:
    return [dict(entry.fields) for entry in imported(read).deck.entries]


def told(read: Read) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in imported(read).problems]


def test_markdown_cards_know_lists_orders_points_gaps_and_images() -> None:
    text = """---
name = "Rome"
---
Q: Name them.
A:
- one
- two

Q: Which order?
A: 1. first
2. second

Q: Why so?
A:
- because the king was afraid of a war in the streets
- he doubted the army

C: The [Acerbo Law] of [1923].

Q: A \\*star\\* and **bold**?![x](map.png)
A: yes

A: alone
Q: open
"""
    read = read_markdown("m.md", text)
    made = fields(read)
    kinds = ("list", "order", "points", "cloze", "answer")
    assert [key for card in made for key in card if key in kinds] == [
        "list", "order", "points", "cloze", "answer",
    ]  # fmt: skip
    assert made[3]["cloze"] == "The {{Acerbo Law}} of {{1923}}."
    assert made[4]["ask"] == "A *star* and bold?"
    assert read.title == "Rome"
    assert told(read) == [(20, "media"), (23, "no-ask"), (24, "no-answer")]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a&nbsp;b<br>c", "a b\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<script>evil()</script>x<style>p{}</style>", "x"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("plain\u200b\x07", "plain"),
        ("<b>un<i>closed", "unclosed"),
        ("a < b and <!-- hidden > --> c", "a < b and c"),
        ("1 <2 but<BR/>x <a title='y", "1 <2 but\nx <a title='y"),
    ],
)
def test_html_becomes_the_text_it_shows(html: str, text: str) -> None:
    assert text_of(html).text == text


@pytest.mark.parametrize("sign", ["<!--", "<a ", "<a b='", "[sound:", "<script>", "</", "&", "<", "{{c1::"])
def test_a_field_made_to_be_slow_is_read_in_one_pass(sign: str) -> None:
    short, long = sign * 1000, sign * (100_000 // len(sign))
    counts = [_calls(text) for text in (short, long)]
    assert counts[1] <= counts[0] * (len(long) / len(short)) * 2


def _calls(text: str) -> int:
    """Count the calls that reading a text takes: the clock would measure the machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        text_of(text)
    finally:
        sys.setprofile(None)
    return calls


def test_media_are_named() -> None:
    assert text_of('<img src="a.png">x[sound:b.mp3]').media == ("a.png", "b.mp3")
    embedded = f'a<svg><image href="data:image/jpeg;base64,{"/9j+" * 50_000}=="/></svg> b'
    assert text_of(embedded).text == "a b"
    assert text_of(embedded).media == ("a picture in the text",)


def test_encodings_are_told_apart_and_a_guess_is_said() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert decoded("f", "ask,answer\r\nä".encode(encoding), None) == ("ask,answer\nä", "")
    assert decoded("f", "ä".encode("cp1252"), "cp1252") == ("ä", "")
    assert decoded("f", "ask\nä".encode("cp1252"), None) == ("ask\nä", "cp1252")
    read = Read("f")
    read.guessed("cp1252")
    assert "read as cp1252" in read.problems[0].message


def test_a_damaged_file_of_utf_8_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(DataError, match=r"f, line 2, is not UTF-8 text.*--encoding cp1252"):
        decoded("f", "ä\n".encode() + b"\xe4\n", None)
    with pytest.raises(DataError, match=r"line 1, is not UTF-8"):
        decoded("f", "ä".encode("cp1252"), "utf-8")
    with pytest.raises(DataError, match="not text"):
        decoded("f", b"\x00\x01", None)
    for none in ("klingon", "undefined", "punycode", "hex"):  # the last three are what Python calls codecs
        with pytest.raises(DataError, match=f"no encoding `{none}`"):
            decoded("f", b"Who?,x", none)


def test_a_card_is_kept_whose_twin_above_it_cannot_be_used() -> None:
    read = read_markdown("m.md", "Q: Was it Rossi?\nA: Rossi\n\nQ: Was it Rossi?\nA: no\n")
    assert [card["answer"] for card in fields(read)] == ["no"]
    assert told(read) == [(1, "answer-in-prompt")]


def test_of_two_cards_that_ask_the_same_the_first_is_written_and_both_lines_are_told() -> None:
    read = read_markdown("m.md", "Q: Who led?\nA: Rossi\n\nQ: who led?\nA: rossi\n\nQ: When?\nA: 1922\n")
    made = imported(read)
    assert [card.ask for card in made.cards] == ["Who led?", "When?"]
    assert made.text.count("- id:") == len(made.cards)
    assert [(each.line, each.rule) for each in made.problems] == [(4, "asked-twice")]
