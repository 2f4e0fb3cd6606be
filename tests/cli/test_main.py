from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from studykit import __version__
from studykit.cli.main import with_globals_first
from tests.cli.conftest import Home


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["quiz", "--plain", "x"], ["--plain", "quiz", "x"]),
        (["quiz", "--decks", "my decks", "--cards", "3"], ["--decks", "my decks", "quiz", "--cards", "3"]),
        (["quiz", "--profile=ana"], ["--profile=ana", "quiz"]),
        (["quiz", "--", "--plain"], ["quiz", "--", "--plain"]),
        (["quiz", "--decks"], ["--decks", "quiz"]),
    ],
)
def test_global_options_may_stand_anywhere(typed: list[str], read: list[str]) -> None:
    assert with_globals_first(typed) == read


def test_help_and_version_are_data_and_succeed(home: Home) -> None:
    assert home.run("--version").out == f"studykit {__version__}\n"
    help_text = home.run("--help")
    assert help_text.code == 0
    for command in ("quiz", "today", "undo", "deck", "data", "config"):
        assert command in help_text.out


def test_a_quiz_without_a_terminal_says_so_and_never_waits(home: Home) -> None:
    ran = home.run("quiz")
    assert (ran.code, ran.out) == (2, "")
    assert "terminal" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["quizz"], 2, "quiz"),
        (["quiz", "--cards", "0"], 2, "--cards"),
        (["--profile", "../x"], 2, "profile"),
        (["--decks", "nowhere"], 3, "nowhere"),
        (["config", "set", "new-card", "3"], 3, "did you mean `new-cards`"),
        (["config", "set", "new-cards", "many"], 2, "0 to 999"),
        (["deck", "check", "nowhere.yaml"], 3, "nowhere.yaml"),
        (["undo"], 3, "no answer to take back"),
        (["card", "tiny/yeer", "resume"], 3, "did you mean `tiny/year`"),
    ],
)
def test_errors_are_one_sentence_on_stderr_with_their_code(
    home: Home, arguments: Sequence[str], code: int, said: str
) -> None:
    ran = home.run(*arguments)
    assert ran.code == code, ran.err
    assert said in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_a_closed_pipe_is_silent(home: Home) -> None:
    import subprocess

    shell = f"'{sys.executable}' -m studykit data export | head -c 0; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", shell], capture_output=True, encoding="utf-8", env=home.environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_store_that_cannot_be_made_is_exit_four(home: Home, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    ran = home.run("today", STUDYKIT_HOME=str(blocked))
    assert ran.code == 4
    assert str(blocked) in ran.err
