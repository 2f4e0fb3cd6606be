from __future__ import annotations

from datetime import date

# ruff: noqa: E501 - tables as programs write them
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.authoring.import_result import Read
from studykit.cards import CardId
from studykit.classes.answer_files import logged_answers, read_answers
from studykit.classes.card_names import CardNames
from studykit.classes.form_columns import Students
from studykit.errors import DataError
from studykit.reviews import LogRow, Rating, Reset, Review, Undo
from studykit.verdict import Verdict
from tests.authoring.formats.test_spreadsheet import book
from tests.classes.marking import cards, names, read

NONE = CardNames({}, ())


def pairs(content: bytes | str, known: CardNames = NONE) -> list[tuple[str, str]]:
    answers, problems = read(content, known)
    assert problems == []
    return [(answer.card, answer.answer) for answer in answers]


# A row an answer


@pytest.mark.parametrize(
    "content",
    [
        b'card,answer\nyear,1922\nwho,"Stalin, then"\n',
        b'answer,student,card\r\n1922,Ana,year\r\n"Stalin, then",Ben,who\r\n',
        b"card\tanswer\nyear\t1922\nwho\tStalin, then\n",
        b"card;answer\nyear;1922\nwho;Stalin, then\n",
        b"card|answer\nyear|1922\nwho|Stalin, then\n",
        b"sep=;\ncard;answer\nyear;1922\nwho;Stalin, then\n",
        b'\xef\xbb\xbfCard, Answer\nyear,1922\nwho,"Stalin, then"\n',
        "card\tanswer\nyear\t1922\nwho\tStalin, then\n".encode("utf-16"),
        "card\tanswer\nyear\t1922\nwho\tStalin, then\n".encode("utf-16-le"),
        b'{"card": "year", "answer": "1922"}\n{"card": "who", "answer": "Stalin, then"}\n',
    ],
)
def test_every_form_gives_the_same_answers(content: bytes) -> None:
    assert pairs(content) == [("year", "1922"), ("who", "Stalin, then")]


@pytest.mark.parametrize(
    "header",
    [
        "Question,Response,Name",
        "Frage,Antwort,Schüler",
        "Karte,Antwort,Vor- und Nachname",
        "Question,Réponse,Élève",
        "Pregunta,Respuesta,Nombre completo",
        "Pergunta,Resposta,Nome completo",
        "ID,Student's answer,E-Mail-Adresse",
    ],
)
def test_columns_are_known_by_what_teachers_of_four_languages_call_them(header: str) -> None:
    answers, problems = read(f"{header}\nyear,1922,Ana Silva\n", NONE)
    assert problems == []
    assert [(each.card, each.answer, each.student) for each in answers] == [("year", "1922", "Ana Silva")]


@pytest.mark.parametrize(
    "asked",
    [
        "What is your name?",
        "Your full name:",
        "Wie heißt du?",
        "Comment t'appelles-tu ?",
        "¿Cómo te llamas?",
        "Please enter your name *",
    ],
)
def test_a_form_that_asks_for_the_name_names_its_students(tmp_path: Path, asked: str) -> None:
    answers, problems = read(f"{asked};Username;year\nAna Silva;ana@x.org;1919\n", names(tmp_path))
    assert ([each.student for each in answers], problems) == (["Ana Silva"], [])


@pytest.mark.parametrize(
    "aside",
    [
        "Last modified time",
        "Uhrzeit der letzten Änderung",
        "Zeitpunkt der letzten Änderung",
        "Heure de la dernière modification",
        "Hora de la última modificación",
    ],
)
def test_when_a_form_was_last_changed_is_no_question(tmp_path: Path, aside: str) -> None:
    _, problems = read(f"Name;{aside};year\nAna;20.11.2026;1919\n", names(tmp_path))
    assert problems == []


def test_semicolons_in_answers_do_not_cut_a_table_with_commas() -> None:
    rows = "".join(f"controls,appointments {n}; files\n" for n in range(9))
    assert pairs(f"card,answer\n{rows}")[0] == ("controls", "appointments 0; files")


def test_cells_that_begin_like_formulas_are_text() -> None:
    assert pairs("card,answer\nx,=1+1\nx,+2\nx,-3\nx,@a\n") == [
        ("x", cell) for cell in ("=1+1", "+2", "-3", "@a")
    ]


def test_a_card_that_a_student_answered_twice_is_said() -> None:
    answers, problems = read("card,answer,student\nx,1,Ana\nx,2,Ben\nx,3,Ana\n", NONE)
    assert (len(answers), problems) == (3, [(4, "answered-twice")])
    assert read("card,answer\nx,1\nx,1\n", NONE)[1] == []


def test_other_columns_pass_through_under_their_names_in_small_letters() -> None:
    (answer,), _ = read("Student,card,answer,Group\nAna,year,1922,11B\n", NONE)
    assert answer.others == {"student": "Ana", "group": "11B"}


def test_lines_are_those_of_the_file_also_after_an_answer_of_several_lines() -> None:
    answers, _ = read('card,answer\nwho,"one\ntwo"\nyear,1922\n', NONE)
    assert [answer.line for answer in answers] == [2, 4]


def test_rows_that_cannot_be_read_are_told_with_their_line_and_the_rest_is_read() -> None:
    table = 'card,answer\nyear,1922,x\nwho,Zinovi\u00e9v\nwho,"Lenin\nyear,1923\n'.encode()
    answers, problems = read(table + b"who,Zinovi\xe9v\nyear\nwho,Stalin\n", NONE)
    assert [(answer.line, answer.answer) for answer in answers] == [
        (3, "Zinoviév"),
        (5, "1923"),
        (8, "Stalin"),
    ]
    assert sorted(problems) == [(2, "ragged-row"), (4, "bad-row"), (6, "encoding"), (7, "ragged-row")]


def test_the_encoding_of_older_windows_programs_is_guessed_and_said_or_named() -> None:
    table = "Frage;Antwort\nyear;für Lénine\n".encode("cp1252")
    answers, problems = read(table, NONE)
    assert (answers[0].answer, problems) == ("für Lénine", [(1, "encoding")])
    answers, problems = read("card,answer\nyear,Žižkov\n".encode("cp1250"), NONE, "cp1250")
    assert (answers[0].answer, problems) == ("Žižkov", [])


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "missing-column"),
        (b"card,reply\nyear,1922\n", "missing-column"),
        (b"When did it happen?,Why was that so?\n1922,because\n", "missing-column"),
        (b"card,answer\n", "empty"),
        (b'{"card": "year"}\n', "missing-column"),
        (b'{"card": "year", \n', "bad-row"),
        (b'{"card": "year", "answer": "\xc3\xa9\xff"}\n', "encoding"),
    ],
)
def test_what_cannot_be_read_is_a_problem(content: bytes, rule: str) -> None:
    answers, problems = read(content, NONE)
    assert answers == []
    assert [found for _, found in problems] == [rule]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    if b"\0" in content:
        with pytest.raises(DataError, match="is not text"):
            read(b"card,answer\n" + content, NONE)
    else:
        answers, problems = read(b"card,answer\n" + content, NONE)
        assert answers or problems


# A row a student

GOOGLE = """\
"Timestamp","Email Address","Score","Your name","What was the Orgburo for?","In which year was the Orgburo founded?","In which year was the Orgburo founded? [Score]","The ____ of 1923 favoured the largest list.","Any comments?"
"2026/11/20 9:01:02 AM GMT+1","ana@s.example","4 / 5","Ana Silva","personnel","1919","1.00 / 1","Acerbo Law","no"
"2026/11/20 9:05:40 AM GMT+1","ben@s.example","1 / 5","Ben Okafor","","=1920","0.00 / 1","-","no"
"""
MICROSOFT = """\
ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Gesamtpunktzahl;Quizfeedback;1. What was the Orgburo for?;Punkte – 1. What was the Orgburo for?;Feedback – 1. What was the Orgburo for?;In which year was the Orgburo founded? (2 Punkte);The Acerbo Law of ____ favoured the largest list. *
1;20.11.26 09:01;20.11.26 09:09;anonymous;Ana Silva;;;personnel;;;1919;1923
2;20.11.26 09:02;20.11.26 09:11;anonymous;Ben Okafor;;;;;;=1920;
"""


def test_the_table_of_google_forms_is_a_row_a_student(tmp_path: Path) -> None:
    answers, problems = read(GOOGLE, names(tmp_path))
    assert [(each.student, each.card, each.answer, each.line) for each in answers] == [
        ("Ana Silva", "d/what", "personnel", 2),
        ("Ana Silva", "d/year", "1919", 2),
        ("Ana Silva", "d/law#acerbo-law", "Acerbo Law", 2),
        ("Ben Okafor", "d/what", "", 3),
        ("Ben Okafor", "d/year", "=1920", 3),
        ("Ben Okafor", "d/law#acerbo-law", "-", 3),
    ]
    assert problems == [(1, "column")]
    assert answers[0].others["email address"] == "ana@s.example"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_table_of_microsoft_forms_is_read_as_a_german_excel_saves_it(
    tmp_path: Path, encoding: str
) -> None:
    answers, problems = read(MICROSOFT.encode(encoding), names(tmp_path))
    assert [(each.student, each.card, each.answer) for each in answers][:4] == [
        ("Ana Silva", "d/what", "personnel"),
        ("Ana Silva", "d/year", "1919"),
        ("Ana Silva", "d/law#1923", "1923"),
        ("Ben Okafor", "d/what", ""),
    ]
    assert problems == ([(1, "encoding")] if encoding == "cp1252" else [])


@pytest.mark.parametrize(
    ("head", "cells", "student"),
    [
        ("Vorname,Nachname", "Ana,Silva", "Ana Silva"),
        ("Nom,Prénom", "Silva,Ana", "Ana Silva"),
        ("Nombre,Apellidos", "Ana,Silva Ruiz", "Ana Silva Ruiz"),
        ("Horodateur,Nom d’utilisateur", "20/11/2026 09:01:02,ana@s.example", "ana@s.example"),
        ("Marca temporal,Nombre de usuario,Nombre", "x,ana@s.example,Ana", "Ana"),
        ("Zeitstempel,Klasse", "x,11B", "line 2"),
        ("E-Mail,Name", "anonymous,", "line 2"),
        ("Heure\u00a0de début,Adresse de\nmessagerie", "x,ana@s.example", "ana@s.example"),
    ],
)
def test_who_answered_is_a_name_or_its_halves_or_an_address(
    tmp_path: Path, head: str, cells: str, student: str
) -> None:
    head = ",".join(f'"{name}"' for name in head.split(","))
    (answer,), problems = read(f"{head},year\n{cells},1919\n", names(tmp_path))
    assert (answer.student, answer.card, problems) == (student, "d/year", [])


def test_questions_are_known_by_id_and_by_an_id_in_brackets(tmp_path: Path) -> None:
    head = "Name,d/year,Which purpose had it? [what],Persuasion or force: [newspaper articles]"
    answers, problems = read(f"{head}\nAna,1919,staff,Persuasion\n", names(tmp_path))
    assert [each.card for each in answers] == ["d/year", "d/what", "d/method#newspaper-articles"]
    assert problems == []


def test_a_remark_behind_a_prompt_is_no_id_where_the_prompt_is_known(tmp_path: Path) -> None:
    answers, _ = read("Name,What was the Orgburo for? (year)\nAna,staff\n", names(tmp_path))
    assert [each.card for each in answers] == ["d/what"]


def test_two_rows_of_one_name_are_two_students_and_that_is_said(tmp_path: Path) -> None:
    answers, problems = read("Name,year\nAna,1919\nBen,1920\nAna,\n", names(tmp_path))
    assert [each.student for each in answers] == ["Ana", "Ben", "Ana (2)"]
    assert problems == [(4, "student-twice")]


def test_two_students_of_one_name_are_told_apart_by_their_addresses(tmp_path: Path) -> None:
    rows = ["Name;Email;year", "Sam Lee;sam@x.org;1919", "Sam Lee;lee@x.org;1920", "Sam Lee;lee@x.org;1921"]
    answers, problems = read("\n".join(rows), names(tmp_path))
    assert [each.student for each in answers] == ["Sam Lee", "Sam Lee (lee)", "Sam Lee (lee) (2)"]
    assert problems == [(4, "student-twice")]
    _, problems = read("\n".join(rows[:3]), names(tmp_path))
    assert problems == []


def test_a_spreadsheet_is_a_table_whose_last_cells_may_be_missing(tmp_path: Path) -> None:
    rows = [["Name", "year", "what"], ["Ana", "1919", "personnel"], ["Ben"]]
    sheet = "".join(
        f'<row r="{line}">'
        + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
        + "</row>"
        for line, cells in enumerate(rows, start=1)
    )
    answers, problems = read(book(sheet), names(tmp_path))
    assert [(each.student, each.answer) for each in answers] == [
        ("Ana", "1919"), ("Ana", "personnel"), ("Ben", ""), ("Ben", ""),
    ]  # fmt: skip
    assert problems == []


MOODLE = """\
Surname,First name,Email address,State,"Grade/2.00","Question 1","Response 1","Right answer 1","Question 2","Response 2"
Silva,Ana,ana@s.example,Finished,1.00,"What was the Orgburo for?",personnel,x,"In which year was the Orgburo founded?",1919
Okafor,Ben,ben@s.example,Finished,0.00,"In which year was the Orgburo founded?",-,x,"Something else?",idk
Overall average,,,,0.50,,,,,
"""


def test_the_responses_of_moodle_hold_their_questions_in_the_rows(tmp_path: Path) -> None:
    answers, problems = read(MOODLE, names(tmp_path))
    assert [(each.student, each.card, each.answer, each.line) for each in answers] == [
        ("Ana Silva", "What was the Orgburo for?", "personnel", 2),
        ("Ana Silva", "In which year was the Orgburo founded?", "1919", 2),
        ("Ben Okafor", "In which year was the Orgburo founded?", "", 3),
        ("Ben Okafor", "Something else?", "idk", 3),
    ]
    assert problems == []


def test_a_row_in_which_a_student_typed_the_question_names_no_columns(tmp_path: Path) -> None:
    answers, problems = read(
        "Name,First task,Second task\nAna,What was the Orgburo for?,1919\n", names(tmp_path)
    )
    assert (answers, problems) == ([], [(1, "missing-column")])


def test_a_column_that_is_a_word_of_forms_and_the_id_of_a_card_is_named_as_left_out(tmp_path: Path) -> None:
    known = cards(tmp_path)
    named = CardNames({"score": known["year"], "d/score": known["year"]}, known.values())
    asked = "What was the Orgburo for?"
    answers, problems = read(f"Name,{asked},time,score\nAna,staff,9:01,1919\n", named)
    assert ([each.answer for each in answers], problems) == (["staff"], [(1, "column")])
    answers, problems = read(f"Name,{asked},time,d/score\nAna,staff,9:01,1919\n", named)
    assert ([each.answer for each in answers], problems) == (["staff", "1919"], [])


def test_a_title_above_the_names_of_the_columns_is_passed_over(tmp_path: Path) -> None:
    answers, _ = read("Form 11B,,\n\nName,year,what\nAna,1919,staff\n", names(tmp_path))
    assert [(each.card, each.line) for each in answers] == [("d/year", 4), ("d/what", 4)]


def test_responses_of_moodle_without_their_questions_say_what_to_export(tmp_path: Path) -> None:
    collected = Read("a.csv")
    read_answers(collected, b"Surname,First name,Response 1\nSilva,Ana,1919\n", names(tmp_path), Students())
    (problem,) = collected.problems
    assert "with the text of the questions" in problem.mend


# The students of several files


def whose(folder: Path, *files: str) -> list[list[tuple[str, str]]]:
    """Who typed what in each of a class's files."""
    students, known = Students(), names(folder)
    found = [
        read_answers(Read(f"w{week}.csv"), file.encode(), known, students)
        for week, file in enumerate(files, start=1)
    ]
    return [[(each.student, each.answer) for each in answers] for answers in found]


def test_namesakes_with_an_address_are_the_same_in_every_file_whatever_the_order_of_its_rows(
    tmp_path: Path,
) -> None:
    first, second, third = whose(
        tmp_path,
        "Email,Name,year\nana.s@x,Ana,1919\nana.b@x,Ana,1920\n",
        "Email,Name,year\nANA.B@x,Ana,1921\nana.s@x,Ana,1922\n",
        "student,email,card,answer\nAna,ana.b@x,year,1923\nAna,ana.b@y,year,1924\nAna,,year,1925\n",
    )
    assert first == [("Ana", "1919"), ("Ana (ana.b)", "1920")]
    assert second == [("Ana (ana.b)", "1921"), ("Ana", "1922")]
    assert third == [("Ana (ana.b)", "1923"), ("Ana (ana.b@y)", "1924"), ("Ana (2)", "1925")]


def test_who_is_the_only_one_of_her_name_is_the_same_where_her_address_is_missing(tmp_path: Path) -> None:
    rows = ("Name,year\nJosé,1919\n", "Email,Name,year\nj@x,Jose\u0301,1920\n", "Name,year\nJosé,1921\n")
    assert {student for answers in whose(tmp_path, *rows) for student, _ in answers} == {"José"}


def test_two_forms_without_names_are_of_different_students(tmp_path: Path) -> None:
    first, second = whose(tmp_path, "year\n1919\n", "year\n1920\n")
    assert (first, second) == ([("line 2", "1919")], [("line 2 (w2.csv)", "1920")])


def test_a_number_behind_a_name_is_none_that_another_student_has(tmp_path: Path) -> None:
    (answers,) = whose(tmp_path, "Name,year\nAna (2),1919\nAna,1920\nAna,1921\n")
    assert answers == [("Ana (2)", "1919"), ("Ana", "1920"), ("Ana (3)", "1921")]


# A student's own log


def review(number: int, card: str, answer: str, *, counts: bool = True) -> Review:
    return Review(
        id=f"r{number}", device="x", at=number, card=CardId(card), study_day=date(2026, 1, 2), answer=answer,
        verdict=Verdict.WRONG, score=0, rating=Rating.AGAIN, seconds=1, counts=counts,
    )  # fmt: skip


def test_of_a_log_the_last_answer_counts_that_was_not_taken_back() -> None:
    rows: list[LogRow] = [
        review(1, "d/year", "1920"),
        review(2, "d/what", "policy"),
        review(3, "d/year", "1919", counts=False),
        review(4, "d/year", "1918"),
        Undo(id="u", device="x", at=5, row="r4"),
    ]
    answers = logged_answers(rows, "ana", "ana.jsonl")
    assert [(each.card, each.answer, each.student, each.reviews) for each in answers] == [
        ("d/year", "1919", "ana", 1),
        ("d/what", "policy", "ana", 0),
    ]
    again = logged_answers(
        [*rows, Reset(id="x", device="x", at=6, card=CardId("d/year")), review(7, "d/year", "1917")], "a", "a"
    )
    assert [(each.answer, each.reviews) for each in again] == [("1917", 0), ("policy", 0)]
