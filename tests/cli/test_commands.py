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


@pytest.mark.parametrize(
    "words",
    [
        *("data backup @", "data restore @", "data import @", "data export -o @", "data sync @"),
        *("deck add @", "deck pack @", "deck pack decks -o @", "deck fmt @", "deck fmt decks --since @"),
        *("deck check @", "deck watch @", "deck import @", "deck draft @", "deck schema -o @"),
        *("deck new x -o @", "deck export tiny --format csv -o @", "progress --html @", "class report @"),
        *("class report --csv @", "mark @ --deck tiny", "mark a.csv --deck tiny --sheets @"),
        *("class decks push @", "school init postgresql://x/y --credentials @", "--decks @ today"),
        *("outline -o @", "mark a.csv --deck tiny --csv @", "progress --share @ --nickname x"),
    ],
)
def test_no_path_can_have_an_empty_name(home: Home, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.chdir(home.path)
    before = sorted(home.path.rglob("*"))
    ran = home.run(*(word.replace("@", "") for word in words.split()))
    assert ran.code == 2, (ran.out, ran.err)
    assert "An empty name is no folder and no file" in ran.err
    assert sorted(home.path.rglob("*")) == before
