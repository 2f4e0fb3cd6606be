"""The command as it was started, its profiles, and what a shell may complete."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Home

SCRIPT = "#!{python}\nfrom studykit.__main__ import main\nmain()\n"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The program as pip installs it: a script in a folder of its own."""
    script = tmp_path / "there" / "bin" / "studykit"
    script.parent.mkdir(parents=True)
    script.write_text(SCRIPT.format(python=sys.executable))
    script.chmod(0o755)
    return script


def started(typed: str, *words: str, home: Home, folder: Path, **more: str) -> str:
    done = subprocess.run(
        [typed, *words],
        env={**home.environment, **more},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.stdout + done.stderr


def test_every_hint_names_the_command_as_it_was_started(home: Home, installed: Path, tmp_path: Path) -> None:
    by_path = started("there/bin/studykit", home=home, folder=tmp_path)
    assert "  there/bin/studykit quiz " in by_path
    assert "  there/bin/studykit exam set DATE " in by_path
    calendar = started("there/bin/studykit", "calendar", home=home, folder=tmp_path)
    assert "`there/bin/studykit exam set DATE`" in calendar
    assert "See `there/bin/studykit quizz" not in started(
        "there/bin/studykit", "quizz", home=home, folder=tmp_path
    )


def test_found_by_the_shell_it_has_its_short_name(home: Home, installed: Path, tmp_path: Path) -> None:
    path = f"{installed.parent}{os.pathsep}{os.environ['PATH']}"
    shown = started("bash", "-c", "studykit", home=home, folder=tmp_path, PATH=path)
    assert "  studykit quiz " in shown


def test_a_new_profile_says_that_it_is_new_and_profiles_are_listed(home: Home) -> None:
    assert "A new profile, `bestie`" in home.run("--profile", "bestie").err
    assert "new profile" not in home.run("--profile", "bestie").err
    home.run("today")
    (home.path / "profiles" / "default" / "studykit.db-wal").symlink_to("what SQLite has deleted since")
    listed = home.run("profile", "list").out
    assert [line.split()[0] for line in listed.splitlines()] == ["bestie", "default"]
    assert [each["profile"] for each in home.run("profile", "list", "--json").json] == ["bestie", "default"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_script_for_each_shell(home: Home, shell: str) -> None:
    ran = home.run("completion", shell)
    assert ran.code == 0
    assert "_STUDYKIT_COMPLETE" in ran.out


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("studykit ca", {"calendar", "card"}),
        ("studykit quiz tin", {"tiny"}),
        ("studykit quiz --theme sid", {"sides"}),
        ("studykit card tiny/y", {"tiny/year"}),
        ("studykit deck show tin", {"tiny"}),
        ("studykit outline show stalin-econ", {"stalin-economy"}),
        ("studykit find --state sus", {"suspended"}),
    ],
)
def test_commands_decks_themes_and_cards_are_completed(home: Home, typed: str, expected: set[str]) -> None:
    asking = {"_STUDYKIT_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    assert set(home.run(**asking).out.split()) == expected
