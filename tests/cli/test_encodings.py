"""Every command on consoles and pipes of few letters: shown with replacements, written in UTF-8."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.folders import shipped_decks
from studykit.reviews import Review
from studykit.store.lines import read_lines
from tests.cli.conftest import Home, Quiz
from tests.program import Environment, Output

ENCODINGS = ("cp437", "cp850", "cp932", "cp1252", "ascii")
LETTERS = "Ста́лин — “Генсек” → 書記長 🙂 naïve é"  # with an accent of its own, which NFC keeps apart

DECK = f"""\
deck: letters
title: "{LETTERS}"
sources:
  notes: {{title: "{LETTERS}"}}
cards:
  - id: who
    ask: "Who was it? {LETTERS}"
    answer: Зиновьев
    reject: {{"Троцкий": "{LETTERS}"}}
    note: "{LETTERS}"
    source: notes
  - cloze: "{LETTERS} became {{{{Нарком}}}}."
  - ask: "Which? {LETTERS}"
    choose: [Зиновьев, Троцкий]
    answer: Зиновьев
"""
FAULTY = 'deck: faulty\ncards:\n  - ask: "Сталин — 書"\n    answer: [x\n'
OWN = f"# To what extent did {LETTERS} matter?\n\nThesis: {LETTERS}\n\n## Points\n- {LETTERS}\n"

SHOWN = (
    ("today",),
    ("calendar",),
    ("deck", "list"),
    ("deck", "show", "letters"),
    ("deck", "show", "letters/who", "--try", LETTERS),
    ("deck", "show", LETTERS),
    ("deck", "check"),
    ("deck", "check", "faulty.yaml"),
    ("deck", "orphans"),
    ("deck", "suggest"),
    ("deck", "import", "import.txt", "--preview"),
    ("deck", "draft", "notes.txt", "--preview"),
    ("mark", "--deck", "letters", "answers.csv"),
    ("outline", f"To what extent did {LETTERS} matter?"),
    ("outline", "list"),
    ("outline", "check", "own.md"),
    ("question",),
    ("exam", "set", LETTERS),
    ("exam", "show"),
    ("config",),
    ("config", "set", LETTERS, "1"),
    ("data", "path"),
    ("data", "doctor"),
    ("data", "import", LETTERS),
    ("undo",),
    ("--help",),
)
JSON = (
    ("today", "--json"),
    ("deck", "list", "--json"),
    ("deck", "show", "letters", "--json"),
    ("deck", "show", "letters/who", "--try", LETTERS, "--json"),
    ("config", "--json"),
    ("outline", "--format", "json", "Evaluate the role of party institutions in one leader's rise to power."),
    ("deck", "schema"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "decks").mkdir()
    # One shipped case with its plans, and one deck of it: trying the marking of all takes half a minute.
    shutil.copytree(shipped_decks(), home / "shipped", ignore=shutil.ignore_patterns("0[2-9]*", "1*"))
    files = {
        "decks/letters.yaml": DECK,
        "faulty.yaml": FAULTY,
        "own.md": OWN,
        "import.txt": f"{LETTERS}\tСталин\nno tab {LETTERS}\n",
        "notes.txt": f"In 1922 {LETTERS} was Генсек.\nTerm: {LETTERS}\n",
        "answers.csv": f"card,answer,who\nwho,{LETTERS},Анна\nwho,Троцкий,é\n{LETTERS},x,y\n",
    }
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    return home


Run = Callable[..., Output]


@pytest.fixture
def run(folder: Path) -> Run:
    """Run a command with streams of an encoding."""

    def once(encoding: str, *arguments: str) -> Output:
        variables = {**os.environ, "STUDYKIT_HOME": str(folder), "PYTHONIOENCODING": encoding}
        return Environment(variables, folder=folder, shipped=folder / "shipped").run(*arguments)

    return once


def sampled(commands: tuple[tuple[str, ...], ...]) -> list[object]:
    """Every command under every encoding, a fifth of them by default."""
    return [
        pytest.param(
            encoding,
            command,
            id=f"{encoding}-{' '.join(command)[:24].encode('ascii', 'replace').decode()}-{at}",
            marks=() if (at + number) % len(ENCODINGS) == 0 else pytest.mark.thorough,
        )
        for at, command in enumerate(commands)
        for number, encoding in enumerate(ENCODINGS)
    ]


@pytest.mark.parametrize(("encoding", "command"), sampled(SHOWN))
def test_a_command_shows_what_the_encoding_has(run: Run, encoding: str, command: tuple[str, ...]) -> None:
    ran = run(encoding, *command)
    assert ran.code in (0, 1, 2, 3), ran.err
    assert b"Unexpected" not in ran.err
    assert ran.out.decode(encoding) + ran.err.decode(encoding)


@pytest.mark.parametrize(("encoding", "command"), sampled(JSON))
def test_json_is_utf_8_everywhere(run: Run, encoding: str, command: tuple[str, ...]) -> None:
    ran = run(encoding, *command)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out.decode("utf-8")) == json.loads(run("utf-8", *command).out)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_programs_read_is_utf_8_and_says_the_same(run: Run, encoding: str, folder: Path) -> None:
    lines = (
        run(encoding, "mark", "--deck", "letters", "answers.csv", "--json").out.decode("utf-8").splitlines()
    )
    assert [json.loads(line)["who"] for line in lines] == ["Анна", "é"]
    table = run(encoding, "deck", "export", "letters", "--format", "csv", "-o", "-").out.decode("utf-8-sig")
    assert any("Зиновьев" in row["answer"] for row in csv.DictReader(io.StringIO(table)))
    (folder / "given.jsonl").write_text(
        json.dumps(
            {
                **{"kind": "review", "id": "r1", "device": "phone", "at": 1, "card": "letters/who"},
                **{"study_day": "2026-01-01", "answer": f"{LETTERS}\x9b\u202e", "verdict": "correct"},
                **{"score": 1.0, "rating": 3, "seconds": 1.0, "counts": True},
            }
        )
        + "\n"
    )
    assert run("utf-8", "data", "import", "given.jsonl").code == 0
    exported = run(encoding, "data", "export").out
    assert [row.answer for row in read_lines(exported).rows if isinstance(row, Review)] == [
        f"{LETTERS}\x9b\u202e"
    ]
    assert b"\xc2\x9b" not in exported
    assert "\u202e".encode() not in exported


def test_signs_that_an_encoding_has_not_become_the_nearest(run: Run) -> None:
    shown = run("ascii", "deck", "show", "letters/who").out.decode()
    assert '?????? - "??????" -> ??? ? naive e' in shown


def test_a_quiz_on_a_console_of_few_letters_shows_what_it_can_and_takes_every_letter(
    quiz: Quiz, home: Home
) -> None:
    home.write("decks/tiny.yaml", DECK.replace("letters", "tiny"))
    child = quiz("tiny", "--cards", "1", PYTHONIOENCODING="ascii")
    child.expect("> ")
    child.send("Сталин é\r")
    child.expect("more keys")
    child.send("q")
    child.expect("answer")
    child.close()
    assert [row["answer"] for row in home.log()] == ["Сталин é"]
