from __future__ import annotations

from pathlib import Path

import pytest

from studykit.cli.commands import COMMANDS, load
from tests.cli.conftest import Home

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_of_a_command_what_it_says_of_itself(name: str) -> None:
    own = " ".join((load(name).help or "").split())
    assert own.startswith(COMMANDS[name].removesuffix(".")), own


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"studykit {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_mistyped_command_offers_the_nearest(home: Home) -> None:
    ran = home.run("quizz")
    assert ran.code == 2
    assert "quiz" in ran.err


@pytest.mark.parametrize("name", ["class", "class decks", "data", "deck", "profile", "remind", "school"])
def test_a_group_alone_shows_what_it_has_in_whole_sentences(home: Home, name: str) -> None:
    ran = home.run(*name.split())
    assert (ran.code, ran.err) == (0, "")
    commands = ran.out.partition("Commands:")[2]
    assert commands.strip()
    assert "..." not in commands


def test_running_one_command_imports_no_other(home: Home) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from studykit.cli.main import main; main(['data', 'path']);"
        "print([name for name in sys.modules if name in ('studykit.cli.outline', 'rich', 'yaml', 'fsrs', "
        "'rapidfuzz', 'pydantic', 'studykit.essays')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=home.environment, check=True
    )
    assert done.stderr.strip() == "[]"
