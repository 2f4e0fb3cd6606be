"""Tables and the forms of other programs made of hostile decks: no formula, and every card once."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from studykit.authoring.formats.gift import read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.table import FORMULA
from studykit.cli.outline import Format, written
from studykit.essays.outline import Outline
from tests.hostile.conftest import Run, exported
from tests.hostile.decks import acting


def no_formula(cell: str) -> bool:
    return not cell.startswith(FORMULA) and not acting(cell)


def test_no_cell_of_a_table_begins_a_formula(run: Run, asked: list[str]) -> None:
    shown = exported(run, "csv")
    rows = list(csv.reader(io.StringIO(shown, newline="")))
    assert [row[0] for row in rows[1:]] == asked
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(no_formula(cell) for row in rows for cell in row)


def test_no_cell_of_a_class_report_begins_a_formula(run: Run, folder: Path) -> None:
    run("mark", "answers.csv", "--deck", "few.yaml", "--report", "report.csv", "--force")
    rows = list(csv.reader(io.StringIO((folder / "report.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 7
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(no_formula(cell) for row in rows for cell in row)


def test_no_cell_of_a_class_s_grid_begins_a_formula(marked_class: Path) -> None:
    rows = list(csv.reader(io.StringIO((marked_class / "grid.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(no_formula(cell) for row in rows for cell in row)


def test_moodle_reads_as_many_questions_as_there_are_cards(run: Run, asked: list[str]) -> None:
    shown = exported(run, "gift")
    assert not acting(shown.replace("\t", ""))
    read = read_gift("evil.gift", shown)
    assert len(read.entries) + len(read.problems) == len(asked)
    assert {each.rule for each in read.problems} <= {"essay"}
    assert re.findall(r"^::(.*?)::", shown.replace("\\#", "#"), re.MULTILINE) == asked


def test_markdown_cards_hold_no_html_no_picture_and_no_link(run: Run, asked: list[str]) -> None:
    shown = exported(run, "markdown")
    assert not acting(shown)
    _, body = shown.split("\n---\n", 1)
    assert not re.search(r"(?<!\\)(?:<|!\[|\]\()", body)
    assert len(read_markdown("evil.md", shown).entries) == len(asked)


def test_an_outline_in_markdown_holds_no_html_no_picture_and_no_link(outline: Outline) -> None:
    assert not re.search(r"(?<!\\)[<\[\]]", written(outline, Format.MARKDOWN).decode())


def test_quizlet_gets_a_pair_a_line(run: Run, asked: list[str]) -> None:
    lines = exported(run, "quizlet").splitlines()
    assert len(lines) == len(asked)
    assert {line.count("\t") for line in lines} == {1}
    assert not acting("".join(lines).replace("\t", ""))
