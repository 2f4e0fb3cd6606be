from __future__ import annotations

import sys

import pytest

from studykit.authoring.csv_import import read_table
from studykit.authoring.gift_import import read_gift
from studykit.authoring.html_text import text_of
from studykit.authoring.markdown_import import read_markdown
from studykit.authoring.quizlet_import import read_quizlet
from studykit.authoring.reading import decoded
from studykit.errors import DataError, UsageError
from tests.authoring.sharing_decks import imported


def fields(read) -> list[dict]:
    return [dict(entry.fields) for entry in imported(read).deck.entries]


def told(read) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in imported(read).problems]


def test_columns_are_found_by_what_teachers_call_them() -> None:
    text = "Front;Back;Tags;Extra\nWho ruled?;Facta;italy liberal;until 1922\n"
    (card,) = fields(read_table("a.csv", text))
    assert card == {
        "id": "ruled",
        "ask": "Who ruled?",
        "answer": "Facta",
        "note": "until 1922",
        "themes": ["italy", "liberal"],
    }


def test_a_table_without_a_header_has_its_columns_named() -> None:
    read = read_table("a.tsv", "x\tWho ruled?\tFacta\n", ["-", "ask", "answer"])
    assert fields(read)[0]["answer"] == "Facta"
    with pytest.raises(UsageError, match="did you mean `answer`"):
        read_table("a.tsv", "x\ty\n", ["ask", "anwser"])


def test_rows_that_cannot_be_used_are_told_with_the_line_they_begin_in() -> None:
    rows = [
        '"Who\nruled?",Facta',
        ",alone",
        "Who?,",
        "a,b,c,d",
        "Where, in Rome?,x",
        "Who ruled?,Giolitti",
        "Who ruled?,facta",
    ]
    read = read_table("a.csv", "question,answer\n" + "\n".join(rows) + "\n")
    assert told(read) == [
        (4, "no-ask"),
        (5, "no-answer"),
        (6, "ragged-row"),
        (7, "ragged-row"),
        (8, "asked-twice"),
        (9, "asked-twice"),
    ]
    assert len(imported(read).cards) == 1


def test_a_table_without_the_columns_that_are_needed_says_which() -> None:
    (problem,) = imported(read_table("a.csv", "foo,bar\n1,2\n")).problems
    assert (problem.line, problem.rule) == (1, "missing-column")
    assert "--columns" in problem.mend


def test_a_row_whose_prompt_gives_the_answer_away_is_an_error() -> None:
    assert told(read_table("a.csv", "ask,answer\nWho was Facta of Rome?,Facta\n")) == [
        (2, "answer-in-prompt")
    ]


def test_quizlet_separators_may_be_anything_and_lines_are_counted() -> None:
    read = read_quizlet(
        "q.txt", "Who? - Facta;;;\nWhat\nkind? - liberal;;;no separator;;; - x;;;", " - ", ";;;"
    )
    assert [card["ask"] for card in fields(read)] == ["Who?", "What\nkind?"]
    assert told(read) == [(3, "side"), (3, "separator")]


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


def test_gift_questions_of_all_forms_become_cards_or_are_named() -> None:
    text = r"""// a comment
$CATEGORY: $course$/top/Rise of Stalin

::q1:: Who died in 1924? {=Lenin ~Stalin#he ruled on ~%-50%Trotsky}

The Party\: which year\? {#1922}

Years {#1922..1924}

Was it so? {T#yes#no}

Match them {=Trotsky -> Left =Bukharin -> Right}

Capital is {=Moscow =Moskva} of Russia.

Pick two {~%50%a ~%50%b ~%-100%c}

Write an essay. {}

broken { =a
"""
    read = read_gift("g.gift", text)
    made = fields(read)
    assert made[0] == {
        "id": "q1",
        "ask": "Who died in 1924?",
        "choose": ["Lenin", "Stalin", "Trotsky"],
        "answer": "Lenin",
        "reject": {"Stalin": "he ruled on"},
        "themes": ["rise-of-stalin"],
    }
    assert (made[1]["ask"], made[1]["answer"]) == ("The Party: which year\\?", "1922")
    assert made[2]["answer"] == "1922-1924"
    assert (made[3]["choose"], made[3]["answer"]) == (["True", "False"], "True")
    assert made[4]["sort"] == {"Left": ["Trotsky"], "Right": ["Bukharin"]}
    assert (made[5]["ask"], made[5]["accept"]) == ("Capital is ____ of Russia.", ["Moskva"])
    assert made[6]["list"] == ["a", "b"]
    assert told(read) == [(18, "essay"), (20, "braces")]


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

    def count(frame, event, argument) -> None:
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


def test_encodings_are_told_apart_or_named_with_the_line() -> None:
    assert decoded("f", "ask\r\nä".encode("utf-8-sig"), None) == "ask\nä"
    assert decoded("f", "ask\nä".encode("utf-16"), None) == "ask\nä"
    assert decoded("f", "ä".encode("cp1252"), "cp1252") == "ä"
    with pytest.raises(DataError, match=r"f, line 2, is not UTF-8 text.*--encoding cp1252"):
        decoded("f", "ask\nä".encode("cp1252"), None)
    with pytest.raises(DataError, match="not text"):
        decoded("f", b"\x00\x01", None)
    with pytest.raises(DataError, match="no encoding `klingon`"):
        decoded("f", b"a", "klingon")
