"""A folder with a deck made to do harm through every way out, and files of every other kind beside it."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.cli.essay_material import material_of
from studykit.decks.library import Library
from studykit.essays.outline import Outline
from tests.essays.library import Shelf
from tests.hostile.decks import MARKUP, TERMINAL, few, hostile, write
from tests.program import Environment, Output

QUESTION = "Evaluate the role of party institutions in one leader's rise to power."
ALL = hostile("", 1).replace("\0", "")

Run = Callable[..., Output]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's folder with the hostile decks, and hostile files of every other kind beside them."""
    home = tmp_path_factory.mktemp("home")
    write(home / "decks")
    written = {
        "own.md": f"# {QUESTION}\n\nThesis: {ALL}\n\n## Points\n- {ALL}\n\n## Evidence\n- 1922 {ALL}\n",
        "import.txt": f"{ALL}\t{ALL}\nno tab {ALL}\n",
        "import.md": f"Q: {ALL}\nA: {ALL}\n\nC: {ALL}\n\nA: {ALL}\n",
        "import.gift": f"::{ALL}::{ALL}{{={ALL}}}\n\n{ALL}\n",
        "notes.txt": f"{ALL}\nIn 1922 he won. {ALL}\nTerm: {ALL}\n",
        "raw.yaml": f"deck: {ALL}\ncards:\n  - id: {ALL}\n    ask: {ALL}\n    {ALL}: x\n",
    }
    for name, text in written.items():
        (home / name).write_text(text, encoding="utf-8")
    (home / "escaped.yaml").write_text(json.dumps(_faulty()), encoding="ascii")
    (home / "few.yaml").write_text(json.dumps(few()), encoding="ascii")
    _table(home / "import.csv", [["ask", "answer", ALL], [ALL, ALL, ALL], ["", ALL, ""], [ALL, "", ""]])
    for name, cards in (
        ("answers.csv", "answer-20 answer-20#back list-20 order-20 choose-20 points-20"),
        ("all.csv", "answer-0 answer-1 answer-2 choose-0 choose-1 choose-2"),
    ):
        rows = [[card, ALL, ALL] for card in cards.split()]
        _table(home / name, [["card", "answer", "who"], *rows, [ALL, ALL, ALL]])
        _table(home / "class.csv", [["card", "answer", "student"], *rows, [rows[0][0], "x", f"={ALL}"]])
    return home


def _table(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _faulty() -> dict[str, object]:
    """Give a deck with something hostile in the wrong place wherever there is one."""
    keys = ("id", "ask", "answer", "date", "need", "suspended", "exact", "date", "historian", "back")
    return {
        "deck": "faulty",
        "case": ALL,
        "format": ALL,
        TERMINAL[0] + MARKUP[0]: ALL,
        "themes": [ALL],
        "cards": [
            dict.fromkeys(keys, ALL) | {"source": [ALL], "was": [ALL], "themes": [ALL]},
            {"ask": "q?", "list": [ALL], "need": ALL},
            {"cloze": "{{" + ALL},
            {"ask": "r?", "choose": [ALL], "answer": "b"},
            {"ask": "s?", "answer": "x", TERMINAL[1]: 1},
            [ALL],
            ALL,
        ],
    }


@pytest.fixture(scope="session")
def run(folder: Path) -> Run:
    """Run a command in the folder, its output kept byte for byte."""
    variables = {**os.environ, "STUDYKIT_HOME": str(folder), "TERM": "xterm", "COLUMNS": "80"}

    def once(*arguments: str, terminal: bool = False, shipped: Path | None = None) -> Output:
        return Environment(variables, terminal=terminal, folder=folder, shipped=shipped).run(*arguments)

    return once


@pytest.fixture(scope="session")
def marked_class(run: Run, folder: Path) -> Path:
    """The folder when the class is marked: as a page, a grid and a sheet for each student."""
    written = ("--html", "class.html", "--csv", "grid.csv", "--sheets", "sheets")
    assert run("mark", "class.csv", "--deck", "evil", *written).code == 0
    return folder


@pytest.fixture(scope="module")
def outline(folder: Path) -> Outline:
    """The outline that is made of the hostile plan, its case and its cards, no others being there."""
    library = Library.open([folder / "decks"], None)
    made = Shelf(library, material_of(library)).outline(QUESTION)
    assert made.plans == ("evil-plan",)
    assert made.thesis is not None
    assert TERMINAL[0] in made.thesis
    return made


def exported(run: Run, form: str) -> str:
    ran = run("deck", "export", "evil", "--format", form, "-o", "-")
    assert ran.code == 0
    return ran.out.decode("utf-8-sig")


@pytest.fixture(scope="module")
def asked(folder: Path) -> list[str]:
    library = Library.open([folder / "decks"], None)
    assert library.left_out == frozenset()
    return [str(card.id) for card in library.deck("evil").cards]
