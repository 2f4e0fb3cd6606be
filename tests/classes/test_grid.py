from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from studykit.classes.card_results import AnswerGroup, CardResult, CellOutcome, MarkedAnswer, class_results
from studykit.classes.grid import Grid, StudentRow, grid, points, to_see
from studykit.classes.marking_page import marking_page
from studykit.classes.marking_tables import cards_csv, grid_csv
from studykit.classes.student_sheets import file_names, sheets
from studykit.cli import mark_screen
from studykit.cli.display import Style
from studykit.verdict import Verdict
from tests.budget import soon
from tests.classes.marking import cards

RIGHT, PARTLY, WRONG = Verdict.CORRECT, Verdict.PARTIAL, Verdict.WRONG


def answers(folder: Path) -> list[MarkedAnswer]:
    known = cards(folder)
    return [
        MarkedAnswer(known["year"], "1919", RIGHT, "right", student="Ana"),
        MarkedAnswer(known["what"], "staffing", WRONG, "", sure=False, score=0.4, student="Ana"),
        MarkedAnswer(known["year"], "1920", WRONG, "you wrote 1920; it is 1919", student="=Ben|cmd"),
        MarkedAnswer(known["what"], " ", WRONG, "nothing was typed", gave_up=True, student="=Ben|cmd"),
        MarkedAnswer(known["year"], "1920", WRONG, "you wrote 1920; it is 1919", student="Cem"),
        MarkedAnswer(known["year"], "1919", RIGHT, "right", student="Cem"),
        MarkedAnswer(known["controls"], "files", PARTLY, "1 of 2 points", points=(1,), student="Cem"),
        MarkedAnswer(known["year"], "1919", RIGHT, "right"),
    ]


def made(folder: Path) -> Grid:
    return grid(answers(folder))


def test_a_row_is_a_student_with_her_last_answer_to_each_card_and_her_total(tmp_path: Path) -> None:
    found = made(tmp_path)
    assert [card.id for card in found.cards] == ["d/year", "d/what", "d/controls"]
    assert [(row.student, "".join(each[0] for each in row.outcomes), row.total) for row in found.rows] == [
        ("Ana", "rob", 1.0),
        ("=Ben|cmd", "wbb", 0.0),
        ("Cem", "rbp", 1.5),
    ]
    assert found.totals(CellOutcome.RIGHT) == (2, 0, 0)
    assert (points(1.0), points(1.5)) == ("1", "1.5")


def test_what_was_left_blank_later_takes_the_place_of_no_answer(tmp_path: Path) -> None:
    blank = MarkedAnswer(cards(tmp_path)["year"], "", WRONG, "nothing was typed", gave_up=True, student="Ana")
    ana, *_ = grid([*answers(tmp_path), blank]).rows
    assert (ana.answers[0].answer if ana.answers[0] else None) == "1919"


def test_whom_to_see_are_those_with_less_than_half_the_lowest_first_and_open_counts_half(
    tmp_path: Path,
) -> None:
    found = made(tmp_path)
    assert [row.student for row in found.to_see] == ["=Ben|cmd"]
    assert to_see(found) == "To see first: =Ben|cmd (0 of 3, 2 blank)."


def test_the_grid_is_a_table_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(grid_csv(made(tmp_path)).decode("utf-8-sig"), newline="")))
    assert rows[0] == [
        "student", "total", "right", "partly", "wrong", "open", "blank", "year", "what", "controls",
    ]  # fmt: skip
    assert rows[1] == ["Ana", "1", "1", "0", "0", "1", "1", "right", "open", "blank"]
    assert rows[2][:2] == ["'=Ben|cmd", "0"]
    assert rows[4][7:] == ["2", "0", "0"]
    assert rows[5][7] == "In which year was the Orgburo founded?"


def test_wrong_answers_are_told_with_who_gave_them_and_the_same_ones_together(tmp_path: Path) -> None:
    known = cards(tmp_path)
    typed = [("Ana", "Policy"), ("Ben", " policy "), ("Cem", "the weather")]
    (result,) = class_results(
        MarkedAnswer(known["what"], answer, WRONG, "", student=student) for student, answer in typed
    )
    assert [(told.answer, told.students) for told in result.commonest] == [
        ("Policy", ("Ana", "Ben")),
        ("the weather", ("Cem",)),
    ]
    assert "2 × Policy (Ana, Ben)" in cards_csv([result]).decode()


def test_the_page_has_what_is_open_then_the_students_then_the_cards_and_nothing_of_it_acts(
    tmp_path: Path,
) -> None:
    marked = [
        *answers(tmp_path),
        MarkedAnswer(cards(tmp_path)["what"], "<script>x</script>", WRONG, "", student="<b>\u202eEva"),
    ]
    page = marking_page(class_results(marked), grid(marked), "A <deck>").decode()
    assert page.index("Open answers") < page.index("<h2>Students") < page.index("<h2>Cards")
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page
    assert "src=" not in page
    assert "href=" not in page


def test_without_students_a_page_has_no_grid(tmp_path: Path) -> None:
    marked = answers(tmp_path)[-1:]
    assert "<h2>Students" not in marking_page(class_results(marked), grid(marked), "t").decode()


def test_the_name_of_a_student_is_never_a_path_and_doubles_get_a_number() -> None:
    students = [
        "../../etc/passwd",
        "Ana Silva",
        "ana silva",
        "Ana-Silva",
        "con",
        "",
        "...",
        "李雷",
        "a/b\\c:d",
        "x" * 99,
    ]
    assert list(file_names(students, ".html").values()) == [
        "etc-passwd.html", "Ana-Silva.html", "ana-silva-2.html", "Ana-Silva-3.html", "student-con.html",
        "student.html", "student-2.html", "李雷.html", "a-b-c-d.html", f"{'x' * 40}.html",
    ]  # fmt: skip


def test_a_sheet_says_once_what_an_answer_is_worth(tmp_path: Path) -> None:
    known = cards(tmp_path)
    rough = "right as far as it goes; the full answer is 1919"
    given = [
        MarkedAnswer(known["year"], "around 1919", PARTLY, rough, student="Ana"),
        MarkedAnswer(known["what"], "personel", RIGHT, "right (spelling: personnel)", student="Ana"),
        MarkedAnswer(known["controls"], "idk", WRONG, "nothing was typed", gave_up=True, student="Ana"),
    ]
    sheet = sheets(grid(given), "Offices", markdown=True)["Ana.md"].decode()
    assert "\nRight as far as it goes; the full answer is 1919.\n" in sheet
    assert "\nRight (spelling: personnel).\n" in sheet.replace("\\", "")
    assert "\nNo answer.\n" in sheet


@pytest.mark.parametrize("markdown", [False, True])
def test_a_sheet_says_of_each_question_what_was_typed_what_it_is_worth_and_what_is_right(
    tmp_path: Path, markdown: bool
) -> None:
    found = sheets(made(tmp_path), "Offices", markdown=markdown)
    end = "md" if markdown else "html"
    assert sorted(found) == [f"Ana.{end}", f"Ben-cmd.{end}", f"Cem.{end}"]
    ben = found[f"Ben-cmd.{end}"].decode()
    assert "Offices: 0 of 3" in ben
    assert "Wrong. You wrote 1920; it is 1919." in ben
    assert "Answer: 1919" in ben
    assert ben.count("No answer.") == 2
    assert "1 of 3, 1 not decided yet" in found[f"Ana.{end}"].decode()
    assert "Ana" not in ben


def test_nothing_a_student_typed_acts_in_her_sheet(tmp_path: Path) -> None:
    typed = "<img src=x onerror=alert(1)> [a](http://b) `c` | \u202e\n# d"
    marked = [MarkedAnswer(cards(tmp_path)["what"], typed, WRONG, "", student="Ana")]
    page = sheets(grid(marked), "t", markdown=False)["Ana.html"].decode()
    assert "<img" not in page
    text = sheets(grid(marked), "t", markdown=True)["Ana.md"].decode()
    assert (
        "You wrote: “\\<img src=x onerror=alert(1)\\> \\[a\\](http://b) \\`c\\` \\| \\<U+202E\\> # d”" in text
    )


def test_a_year_of_answers_is_shown_and_its_sheets_are_named_soon(tmp_path: Path) -> None:
    told = tuple(AnswerGroup(f"staffing {number}", 1, "") for number in range(20_000))
    what = cards(tmp_path)["what"]
    result = CardResult(what, Counter({CellOutcome.OPEN: len(told)}), (), told, told)
    row = StudentRow("Ana", (MarkedAnswer(what, "staff", RIGHT, "right"),) * 8_000)
    with soon():
        assert "worth a look" not in mark_screen.cards([result], Style(), open_too=False)
        assert "  8000  " in mark_screen.students(Grid((what,) * 8_000, (row,)), Style())
        assert (
            len(set(file_names((f"{'n' * 40}{number}" for number in range(20_000)), ".md").values()))
            == 20_000
        )
