"""Everything that is shown of hostile decks: nothing in them is obeyed by a terminal."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from studykit.cli.display import Style
from studykit.cli.outline import Format, written
from studykit.decks.library import Library
from studykit.essays.export_text import text as as_text
from studykit.essays.outline import Outline
from tests.hostile.conftest import ALL, QUESTION, Run
from tests.hostile.decks import STARTS, TERMINAL, acting
from tests.program import Environment

OWN_STYLE = re.compile(r"\x1b\[(?:0|1|2|3|22|3[1-6])m|\rMarked \d+ of \d+")
"""The colours and weights that studykit uses itself, which the hostile texts do not, and its progress."""


SHOWN = (
    ("today",),
    ("deck", "list"),
    ("deck", "show", "evil"),
    ("deck", "show", "evil/list-0", "--try", ALL),
    ("deck", "show", "evil", ALL),
    ("deck", "show", ALL),
    ("deck", "check", "few.yaml"),
    ("deck", "check", "raw.yaml"),
    ("deck", "check", "escaped.yaml"),
    ("deck", "check", "--ignore", ALL),
    ("deck", "check", ALL),
    ("deck", "fmt", "--check", "raw.yaml", "few.yaml"),
    ("deck", "add", "--preview", "decks"),
    ("deck", "add", "--preview", "escaped.yaml"),
    ("deck", "remove", ALL),
    ("deck", "new", ALL),
    ("deck", "suggest"),
    ("deck", "orphans"),
    ("deck", "flags"),
    ("find", ALL),
    ("card", ALL),
    ("deck", "import", "import.csv", "--preview"),
    ("deck", "import", "import.txt", "--preview"),
    ("deck", "import", "import.md", "--preview"),
    ("deck", "import", "import.gift", "--preview"),
    ("deck", "import", "import.csv", "--skip", "-o", "-"),
    ("deck", "import", "import.txt", "--skip", "-o", "-"),
    ("deck", "draft", "notes.txt", "--preview"),
    ("deck", "export", ALL, "-o", "-", "--format", "csv"),
    ("deck", "export", "evil", "-o", "-", "--format", "markdown"),
    ("deck", "export", "evil", "-o", "-", "--format", "html"),
    ("outline", "list"),
    ("outline", "show", "evil-plan"),
    ("outline", "show", ALL),
    ("outline", QUESTION),
    ("outline", QUESTION, "--format", "text", "-o", "-"),
    ("outline", QUESTION, "--format", "md", "-o", "-"),
    ("outline", QUESTION, "--format", "html", "-o", "-"),
    ("outline", f"Evaluate the role of {ALL[:200]} party institutions in one leader's rise to power."),
    ("outline", ALL),
    ("outline", "check", "own.md"),
    ("outline", "check", "own.md", "--question", ALL),
    ("question",),
    ("question", "--theme", ALL),
    ("question", "--term", ALL),
    ("mark", "answers.csv", "--deck", "few.yaml"),
    ("mark", "answers.csv", "--deck", "few.yaml", "--report", "-"),
    ("mark", "answers.csv", "--deck", ALL),
    ("mark", "class.csv", "--deck", "evil"),
    ("exam", "set", "2099-05-07", "--case", ALL),
    ("config", "get", ALL),
    ("quiz", ALL),
    ("--profile", ALL, "today"),
    ("--decks", ALL, "today"),
    (ALL,),
)


def named(arguments: Sequence[str]) -> str:
    return " ".join(arguments)[:40].encode("unicode_escape").decode()


def shown() -> list[ParameterSet]:
    """Every command into a pipe and onto a terminal; each in one of the two by default."""
    return [
        pytest.param(
            arguments,
            terminal,
            id=f"{named(arguments)}-{'terminal' if terminal else 'piped'}",
            marks=() if at % 2 == terminal else pytest.mark.thorough,
        )
        for at, arguments in enumerate(SHOWN)
        for terminal in (False, True)
    ]


@pytest.mark.thorough
def test_trying_the_marking_of_hostile_cards_shows_nothing_that_acts(run: Run) -> None:
    for arguments in (
        ("deck", "check"),
        ("deck", "check", "--json"),
        ("deck", "fmt", "--check", "decks"),
        ("mark", "all.csv", "--deck", "evil"),
        ("mark", "all.csv", "--deck", "evil", "--report", "-"),
    ):
        ran = run(*arguments)
        assert ran.code in (0, 1), ran.err.decode()
        assert not acting(ran.out.decode() + ran.err.decode())


@pytest.mark.parametrize(("arguments", "terminal"), shown())
def test_nothing_that_is_shown_acts(run: Run, arguments: tuple[str, ...], terminal: bool) -> None:
    ran = run(*arguments, terminal=terminal)
    assert ran.code in (0, 1, 2, 3, 5), ran.err.decode()
    assert ran.out or ran.err
    for shown in (ran.out.decode(), ran.err.decode()):
        assert not acting(OWN_STYLE.sub("", shown) if terminal else shown)


@pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")
def test_a_quiz_in_a_terminal_shows_hostile_cards_and_obeys_none(folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    variables = {**os.environ, "STUDYKIT_HOME": str(folder), "TERM": "xterm"}
    child = Environment(variables).sit("quiz", "evil", "--cards", "5", "--new", "5", timeout=20)
    child.logfile_read = io.StringIO()
    try:
        for _ in range(5):
            child.expect("\r\n(\x1b\\[\\?2004h)? *> ")
            child.send("/hint\r")
            child.expect("\r\n(\x1b\\[\\?2004h)? *> ")
            child.send("idk\r")
            child.expect("more keys")
            child.send("\r")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    seen = re.sub(r"\x1b\[\?2004[hl]|\r", "", child.logfile_read.getvalue())
    assert seen.count("Wrong") == 5
    assert "alert(1)" in seen
    assert not acting(OWN_STYLE.sub("", seen))


VALUES = (
    ("today", "--json"),
    ("deck", "list", "--json"),
    ("deck", "show", "evil", "--json"),
    ("deck", "show", "evil/list-0", "--try", ALL, "--json"),
    ("deck", "check", "few.yaml", "--json"),
    ("deck", "check", "escaped.yaml", "--json"),
    ("deck", "suggest", "--json"),
    ("outline", "list", "--json"),
    ("outline", "show", "evil-plan", "--json"),
    ("outline", QUESTION, "--json"),
    ("outline", "check", "own.md", "--json"),
    ("question", "--json"),
)


@pytest.mark.parametrize("arguments", VALUES, ids=named)
def test_json_can_be_shown_and_says_what_the_deck_says(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code in (0, 1), ran.err.decode()
    json.loads(ran.out)
    assert not acting(ran.out.decode())
    if arguments == VALUES[2]:
        assert json.loads(ran.out)[0]["ask"].startswith("=")
        assert TERMINAL[0] in json.loads(ran.out)[0]["ask"]


def test_the_lines_of_marking_are_json_that_can_be_shown(run: Run) -> None:
    ran = run("mark", "answers.csv", "--deck", "few.yaml", "--json")
    lines = ran.out.decode().splitlines()
    assert len(lines) == 6
    typed = ALL.replace("\r\n", "\n").replace("\r", "\n")
    assert all(json.loads(line)["who"] == typed for line in lines)
    assert not acting("".join(lines))


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.WORD])
def test_an_outline_of_hostile_cards_shows_them_and_obeys_nothing(outline: Outline, form: Format) -> None:
    shown = written(outline, form).decode()
    assert "alert(1)" in shown
    assert not acting(shown)


def test_an_outline_on_a_terminal_has_no_style_but_ours(outline: Outline) -> None:
    shown = as_text(outline, Style(plain=False))
    assert OWN_STYLE.search(shown)
    assert not acting(OWN_STYLE.sub("", shown))


def test_names_of_files_are_shown_and_not_obeyed(run: Run, tmp_path: Path) -> None:
    try:
        for name in (b"\x1b[2J\xe2\x80\xaeevil.yaml", b"\xff\xfe.yaml", b"new\nline.yaml"):
            Path(tmp_path, name.decode("utf-8", "surrogateescape")).write_text(
                f"deck: {len(name)}\ncards: x\n"
            )
            Path(tmp_path, "plan" + name.decode("utf-8", "surrogateescape")).write_text("plan: p\n")
    except OSError:
        pytest.skip("this file system takes no such names")
    for arguments in (
        *(
            ("deck", "check"),
            ("deck", "check", "--json"),
            ("deck", "list", "--json"),
            ("outline", "show", "p"),
        ),
        *(("deck", "fmt", str(tmp_path)), ("deck", "add", str(tmp_path)), ("deck", "check", str(tmp_path))),
    ):
        ran = run("--decks", str(tmp_path), *arguments, shipped=tmp_path / "none")
        assert ran.code in (0, 1, 3, 5), ran.err.decode()
        assert not acting(ran.out.decode() + ran.err.decode())


def test_every_way_to_begin_a_text_is_tried(folder: Path) -> None:
    library = Library.open([folder / "decks"], None)
    begun = {start for start in STARTS for card in library.deck("evil").cards if card.ask.startswith(start)}
    assert begun == set(STARTS)
