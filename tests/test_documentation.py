"""What the pages promise is what is there and what is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import typer

from studykit.authoring.formats.registry import READ, WRITTEN
from studykit.cli.commands import COMMANDS
from studykit.cli.main import app

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "COMMANDS.md"
HEAD = """\
# Every command

What `studykit COMMAND --help` says, of each in turn. This page is written by
`pytest tests/test_documentation.py --golden-update`.
"""

Command = Any
"""A command as Typer builds it; the class is none that Typer shows."""


def commands(command: Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Command]]:
    """Each command there is with what is typed for it, groups before what is in them."""
    yield " ".join(path), command
    for name in getattr(command, "commands", {}):
        yield from commands(command.get_command(None, name), (*path, name))


EVERY = dict(commands(typer.main.get_command(app)))


def help_of(typed: str, command: Command) -> str:
    context = command.make_context(
        f"studykit {typed}".strip(), [], resilient_parsing=True, terminal_width=100
    )
    shown: str = command.get_help(context)
    return "\n".join(line.rstrip() for line in shown.splitlines())


def pages() -> list[Path]:
    """The README and the pages that it links to, and that they link to in turn."""
    found, left = [], [ROOT / "README.md"]
    while left:
        page = left.pop()
        if page in found:
            continue
        found.append(page)
        links = re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        left += [(page.parent / link).resolve() for link in links]
    return found


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    wanted = [line for line in readme.splitlines() if line.endswith(".venv/bin/pytest -q")]
    assert len(wanted) == 1
    assert wanted[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("typed", EVERY)
def test_every_command_with_its_options_and_arguments_has_help(typed: str) -> None:
    command = EVERY[typed]
    assert (command.help or "").strip()
    assert [each.name for each in command.params if not getattr(each, "help", None)] == []


def test_every_command_and_option_stands_in_the_page_of_commands(request: pytest.FixtureRequest) -> None:
    parts = [
        f"## studykit {typed}\n\n```\n{help_of(typed, command)}\n```\n" if typed else
        f"```\n{help_of(typed, command)}\n```\n"
        for typed, command in EVERY.items()
    ]  # fmt: skip
    page = "\n".join((HEAD, *parts))
    if request.config.getoption("--golden-update"):
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8")
    for command in EVERY.values():
        for each in command.params:
            assert all(option in page for option in each.opts if option.startswith("-")), each.opts


def test_every_command_is_told_of_in_prose() -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in pages() if page != PAGE)
    assert PAGE in pages()
    assert [name for name in COMMANDS if f"studykit {name}" not in told] == []


def test_links_of_every_page_lead_somewhere() -> None:
    missing = [page for page in pages() if not page.is_file()]
    assert missing == []


def test_the_map_names_every_folder_and_every_module_beside_them() -> None:
    told = (
        (ROOT / "studykit" / "README.md").read_text(encoding="utf-8").partition("```")[2].partition("```")[0]
    )
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "studykit").iterdir()
        if (path.is_dir() and (path / "__init__.py").is_file())
        or (path.suffix == ".py" and not path.name.startswith("__"))
    }
    named = set(re.findall(r"[a-z_]+(?:/|\.py)", told))
    assert there - named == set()
    inside = {path.name for path in (ROOT / "studykit").rglob("*.py")}
    assert {word for word in named if word.endswith(".py")} - inside == set()


@pytest.mark.parametrize("page", ["studykit/README.md", "CONTRIBUTING.md"])
def test_every_module_that_a_page_for_developers_names_by_its_path_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", text)) - {"studykit/cli/streak.py"}
    assert named
    assert {
        path for path in named if not any((at / path).is_file() for at in (ROOT, ROOT / "studykit"))
    } == set()


@pytest.mark.parametrize(("typed", "forms"), [("deck import", READ), ("deck export", WRITTEN)])
def test_the_help_of_format_names_every_form_there_is(typed: str, forms: Mapping[str, object]) -> None:
    (option,) = (each for each in EVERY[typed].params if "--format" in each.opts)
    assert set(re.findall(r"[a-z-]+", option.help)) >= set(forms)
