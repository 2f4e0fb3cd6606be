from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.answers import read_answers


def cells(content: bytes) -> list[tuple[int, str, str]]:
    answers, problems = read_answers("a.csv", content)
    assert problems == []
    return [(answer.line, answer.card, answer.answer) for answer in answers]


@pytest.mark.parametrize(
    "content",
    [
        b'card,answer\nyear,1922\nwho,"Stalin, then"\n',
        b'answer,student,card\r\n1922,Ana,year\r\n"Stalin, then",Ben,who\r\n',
        b"card\tanswer\nyear\t1922\nwho\tStalin, then\n",
        b'\xef\xbb\xbfCard, Answer\nyear,1922\nwho,"Stalin, then"\n',
        "card\tanswer\nyear\t1922\nwho\tStalin, then\n".encode("utf-16"),
        b'{"card": "year", "answer": "1922"}\n{"card": "who", "answer": "Stalin, then"}\n',
    ],
)
def test_every_form_gives_the_same_answers(content: bytes) -> None:
    assert [(card, answer) for _, card, answer in cells(content)] == [
        ("year", "1922"),
        ("who", "Stalin, then"),
    ]


def test_other_columns_pass_through() -> None:
    (answer,), _ = read_answers("a.csv", b"student,card,answer\nAna,year,1922\n")
    assert answer.others == {"student": "Ana"}


def test_lines_are_those_of_the_file_also_after_an_answer_of_several_lines() -> None:
    assert [line for line, _, _ in cells(b'card,answer\nwhy,"one\ntwo"\nyear,1922\n')] == [2, 4]


def test_a_ragged_row_and_bad_bytes_are_told_with_their_line_and_the_rest_is_read() -> None:
    answers, problems = read_answers("a.csv", b"card,answer\nyear,1922,x\nwho,Zinovi\xe9v\nwho,Lenin\n")
    assert [answer.line for answer in answers] == [4]
    assert [(problem.line, problem.rule) for problem in problems] == [(2, "ragged-row"), (3, "encoding")]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "missing-column"),
        (b"card,reply\nyear,1922\n", "missing-column"),
        (b"card,answer\n", "empty"),
        (b'{"card": "year"}\n', "missing-column"),
        (b'{"card": "year", \n', "bad-row"),
    ],
)
def test_what_cannot_be_read_is_a_problem(content: bytes, rule: str) -> None:
    answers, problems = read_answers("a.csv", content)
    assert answers == []
    assert [problem.rule for problem in problems] == [rule]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    answers, problems = read_answers("a.csv", b"card,answer\n" + content)
    assert answers or problems
