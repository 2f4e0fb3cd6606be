from __future__ import annotations

from pathlib import Path

import pytest

from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.quizlet import quizlet_bytes, read_quizlet
from studykit.authoring.formats.registry import form_of
from studykit.errors import UsageError
from tests.authoring.formats.reading import errors, fields, told
from tests.authoring.sharing_decks import imported, shared


def test_separators_may_be_anything_and_lines_are_counted() -> None:
    read = read_quizlet(
        "q.txt", "Who? - Facta;;;\nWhat\nkind? - liberal;;;no separator;;; - x;;;", " - ", ";;;"
    )
    assert [card["ask"] for card in fields(read)] == ["Who?", "What\nkind?"]
    assert told(read) == [(3, "side"), (3, "separator")]


def test_another_separator_is_one_message_that_names_it() -> None:
    text = "".join(f"Question {n} - answer {n}\n" for n in range(53)) + "Question - 53 - answer\n"
    (problem,) = imported(read_quizlet("q.txt", text)).problems
    assert "54 of 54 lines hold no tab" in problem.message
    assert "--between-sides ' - '" in problem.mend


def test_a_separator_that_stands_once_in_every_line_is_taken_and_said() -> None:
    read = read_quizlet("q.txt", "Senate---a council\nFederalist No. 78---an essay - by Hamilton\n")
    assert [card["answer"] for card in fields(read)] == ["a council", "an essay - by Hamilton"]
    assert told(read) == [(1, "separator")]


def test_lines_with_more_cells_than_two_are_sent_to_the_tables() -> None:
    (problem,) = imported(read_quizlet("q.txt", "Senate; a council; rome\n\nKing; a ruler; rome\n")).problems
    assert "--format csv --columns ask,answer,themes" in problem.mend


def test_a_question_without_a_definition_is_not_put_to_the_one_above() -> None:
    read = read_quizlet(
        "q.txt", '# My questions\nWho led?\t"the ""duke"" Rossi"\nWhy?\nWhen?\t**October** 1922\n'
    )
    assert [card["answer"] for card in fields(read)] == ['the "duke" Rossi', "October 1922"]
    assert told(read) == [(1, "title"), (3, "separator")]


def test_a_file_without_any_separator_says_what_can_be_read() -> None:
    (problem,) = imported(read_quizlet("q.txt", "some prose\nand more of it\n")).problems
    assert ".apkg" in problem.mend
    assert ".gift" in problem.mend


def test_a_definition_of_several_lines_is_kept_and_said() -> None:
    read = read_quizlet("q.txt", "When?\t1922\nWho?\tLenin\nthe founder\nWhere?\tRome\n")
    made = fields(read)
    assert [card["answer"] for card in made] == ["1922", "Lenin", "Rome"]
    assert made[1]["note"] == "the founder"
    assert told(read) == [(2, "lines"), (3, "separator")]


def test_cards_with_empty_lines_between_them_are_told_by_these() -> None:
    read = read_quizlet("q.txt", "When?\t1922\n\nTwo\nlines?\tyes\nindeed\n\nWhere?\tRome\n")
    assert [card["ask"] for card in fields(read)] == ["When?", "Two\nlines?", "Where?"]


def test_three_cells_in_a_line_are_not_glued_together() -> None:
    read = read_quizlet("q.txt", "foo\tbar\tbaz,qux\nfoo2\tbar2\tbaz2\n")
    assert fields(read) == []
    assert errors(read) == [(1, "cells")]


def test_what_is_exported_comes_back_with_its_options(tmp_path: Path) -> None:
    text = "deck: d\ncards:\n  - ask: Which side?\n    choose: [Left, Right]\n    answer: Right\n"
    read = read_quizlet("q.txt", quizlet_bytes([shared(tmp_path / "d", text)]).decode())
    assert fields(read) == [{"ask": "Which side?", "choose": ["Left", "Right"], "answer": "Right"}]


def test_a_text_with_tabs_is_told_by_them_whatever_its_first_lines_are() -> None:
    assert form_of(Path("a.txt"), b"# My cards\nWho led?\tRossi\nWhen?\t1922\n") == "quizlet"
    assert form_of(Path("a.txt"), b"# My cards\nWho led?\n\n## When?\n") == "markdown"


def test_questions_with_their_options_and_a_letter_below_are_choices() -> None:
    text = (
        "Who led the march?\nA. Rossi\nB. Verdi\nANSWER: A\n\n\nWhen?\na. 1921\nb. 1922\nb\n\nSome remark.\n"
    )
    read = read_quizlet("q.txt", text)
    assert fields(read) == [
        {"ask": "Who led the march?", "choose": ["Rossi", "Verdi"], "answer": "Rossi"},
        {"ask": "When?", "choose": ["1921", "1922"], "answer": "1922"},
    ]
    assert told(read) == [(12, "options")]


def test_answers_may_stand_below_their_questions_with_empty_lines_between() -> None:
    read = read_quizlet("q.txt", "Who led?\nRossi\n\nWhen?\n1922\nin October\n")
    assert fields(read) == [
        {"ask": "Who led?", "answer": "Rossi"},
        {"ask": "When?", "answer": "1922", "note": "in October"},
    ]
    assert told(read) == [(1, "lines"), (4, "lines")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Front\tBack\nWho led?\tRossi\n", "csv"),
        ('Term,Definition\n"King, the",Victor\n', "csv"),
        ("Question;Answer\nWho led?;Rossi\n", "csv"),
        ("1. Who led?\nAnswer: Rossi\n2. When?\nAnswer: 1922\n", "markdown"),
        ("Who led?\nA. Rossi\nB. Verdi\nANSWER: A\n", "quizlet"),
    ],
)
def test_a_text_may_be_a_table_or_tagged_questions(text: str, form: str) -> None:
    assert form_of(Path("a.txt"), text.encode()) == form
    assert form_of(Path("a.txt"), text.encode("utf-16")) == form  # a spreadsheet's "Unicode text"


def test_a_run_of_one_sign_that_stands_once_in_every_line_parts_the_sides() -> None:
    read = read_quizlet("q.txt", "an egghead/////a scholar\nhit the hay/sack/////sleep/rest\n")
    assert [card["answer"] for card in fields(read)] == ["a scholar", "sleep/rest"]
    assert told(read) == [(1, "separator")]


def test_the_term_can_be_asked_for_and_that_is_said_where_definitions_are_no_answers() -> None:
    text = "proposal\tHis ____ was rejected\nNEP\t" + "a policy of Lenin's " * 3 + "\nKPD\tthe party\n"
    assert told(read_quizlet("q.txt", text)) == [(1, "turned")]
    turned = read_quizlet("q.txt", text, columns=("answer", "ask"))
    assert [card["answer"] for card in fields(turned)] == ["proposal", "NEP", "KPD"]
    assert told(turned) == []
    with pytest.raises(UsageError, match="--format csv"):
        read_quizlet("q.txt", text, columns=("ask", "note"))


def test_options_may_have_empty_lines_between_them_and_several_of_them_be_right() -> None:
    text = "Who?\n\na. Rossi\n\nb.Verdi\n\na\n\n\nWhich two?\n\nA. one\nB. two\nC. three\nAC\n"
    read = read_quizlet("q.txt", text)
    assert fields(read) == [
        {"ask": "Who?", "choose": ["Rossi", "Verdi"], "answer": "Rossi"},
        {"ask": "Which two?", "list": ["one", "three"]},
    ]
    assert told(read) == [(10, "several")]


@pytest.mark.parametrize(
    ("asked", "answer", "right", "note"),
    [
        ("Lenin died in 1924. (T/F)", "T", "True", None),
        ("True or false: he was ill.", "False. He was well.", "False", "He was well."),
        ("He was ill.", "true", "True", None),
        ("Il était malade.", "Faux", "Faux", None),
    ],
)
def test_what_is_true_or_false_is_a_choice_of_these(
    asked: str, answer: str, right: str, note: str | None
) -> None:
    (card,) = fields(read_quizlet("q.txt", f"{asked}\t{answer}\n"))
    assert (card["answer"], card.get("note"), len(card["choose"])) == (right, note, 2)


@pytest.mark.parametrize("answer", ["True, at first", "T", "true communism", "a false peace"])
def test_words_that_begin_as_true_and_false_do_are_typed(answer: str) -> None:
    (card,) = fields(read_quizlet("q.txt", f"What was promised?\t{answer}\n"))
    assert card == {"ask": "What was promised?", "answer": answer}


def test_one_name_in_brackets_behind_a_term_makes_no_options() -> None:
    read = read_quizlet("a.txt", "Who led (Lenin)\tLenin\nWho fled (Lenin / Batista)\tBatista\n")
    assert [entry.fields for entry in read.entries] == [
        {"ask": "Who led (Lenin)", "answer": "Lenin"},
        {"ask": "Who fled", "choose": ["Lenin", "Batista"], "answer": "Batista"},
    ]


def test_an_order_that_is_exported_comes_back_as_an_order() -> None:
    (card,) = fields(read_quizlet("q.txt", "Put them in order. (Facta / Bonomi)\t1. Bonomi; 2. Facta\n"))
    assert card == {"ask": "Put them in order.", "order": ["Bonomi", "Facta"]}


def test_numbered_questions_with_letters_below_are_choices_and_lose_their_numbers() -> None:
    text = (
        "1. Who led?\nA) Rossi\nB) Verdi\nCorrect Answer: B\nExplanation: by car\n\n"
        "2. When?\nA) 1921\nB) 1922\nCorrect Answer: B) 1922\n\n3. Which two?\nA) Rome\nB) Paris\nC) Milan\nAnswer: A and C\n"
    )
    for read in (read_quizlet("q.txt", text), read_markdown("q.md", text)):
        assert fields(read) == [
            {"ask": "Who led?", "choose": ["Rossi", "Verdi"], "answer": "Verdi", "note": "by car"},
            {"ask": "When?", "choose": ["1921", "1922"], "answer": "1922"},
            {"ask": "Which two?", "list": ["Rome", "Milan"]},
        ]
        assert {rule for _, rule in told(read)} <= {"numbers", "several"}


def test_options_without_a_letter_below_them_are_no_answers() -> None:
    read = read_quizlet("q.txt", "Who led?\nA) Rossi\nB) Verdi\n\nWhen?\nA) 1921\nB) 1922\n")
    assert fields(read) == []
    assert errors(read) != []


def test_only_numbers_that_count_on_over_all_questions_are_left_out() -> None:
    for last in ("4. Tsar\temperor\n", "Duma\tparliament\n"):
        read = read_quizlet("q.txt", f"1. Weltkrieg\twar\n2. Weltkrieg\tanother\n{last}")
        assert [card["ask"] for card in fields(read)][:2] == ["1. Weltkrieg", "2. Weltkrieg"]
