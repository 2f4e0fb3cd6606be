"""The table of who may import what, read off the source."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer

from studykit.cli.main import app
from studykit.decks.library import Library
from tests.test_documentation import commands

PACKAGE = Path(__file__).parent.parent / "studykit"

VALUES = {
    "assigned",
    "cards",
    "cases",
    "problems",
    "errors",
    "verdict",
    "reviews",
    "visible",
    "html_page",
    "names",
    "files",
    "zip_files",
    "frozen",
}
"""Modules of plain values and small pure helpers that every folder may import."""

MAY_IMPORT = {
    **dict.fromkeys(VALUES, VALUES),
    "hints": VALUES,
    "folders": VALUES,
    "days": VALUES | {"english"},
    "exams": VALUES | {"days"},
    "reminding": VALUES,
    "settings": VALUES | {"exams"},
    "decks": VALUES | {"decks"},
    "english": VALUES | {"english"},
    "marking": VALUES | {"marking", "english"},
    "essays": VALUES | {"essays", "marking", "english"},
    "memory": VALUES | {"memory"},
    "planning": VALUES | {"planning", "memory"},
    "store": VALUES | {"store"},
    "study": VALUES
    | {"study", "settings", "exams", "folders", "decks", "store", "memory", "marking", "english", "planning"},
    "progress": VALUES | {"progress", "study", "settings", "exams", "decks", "memory", "planning", "essays"},
    "classes": VALUES | {"classes", "memory", "authoring", "decks"},
    "school": VALUES | {"school", "classes", "store"},
    "authoring": VALUES | {"authoring", "decks"},
}
"""What a part of the package may import of the package; the command line may import everything."""

HOMES = {
    "typer": {"cli"},
    "rich": {"cli"},
    "yaml": {"decks", "essays"},
    "docx": {"essays"},
    "rapidfuzz": {"english", "marking"},
    "ruamel": {"authoring"},
    "watchfiles": {"cli"},
    "genanki": {"authoring"},
    "zstandard": {"authoring"},
    "fsrs_rs_python": {"memory"},
    "sqlite3": {"store", "authoring"},
    "platformdirs": {"folders"},
    "psycopg": {"school"},
}
"""The parts of the package that may import each of these libraries, mostly one."""

CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@dataclass(frozen=True)
class Source:
    """What the tests ask of a module: parsed once, its tree forgotten."""

    imports: tuple[str, ...]
    classes: tuple[str, ...]
    strings: tuple[tuple[int, str], ...]
    """With their lines; docstrings, which stand by themselves, are none of them."""
    reads: tuple[str, ...]
    """Where it reads the clock or the environment, or talks to the user."""


@cache
def source(path: Path) -> Source:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return Source(
        tuple(each for node in nodes for each in imports(path, node)),
        tuple(node.name for node in nodes if isinstance(node, ast.ClassDef)),
        tuple(
            (node.lineno, node.value)
            for node in nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
        ),
        tuple(f"{name(path)}:{each}" for node in nodes for each in reads(node)),
    )


def imports(path: Path, node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{path} imports relatively"
        yield node.module or ""
        if node.module == "studykit":
            yield from (f"studykit.{alias.name}" for alias in node.names)


def reads(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
        if ast.unparse(node.func.value) in ("datetime", "date", "time") and node.func.attr in CLOCKS:
            yield f"{node.lineno} reads the clock"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in ("print", "input"):
            yield f"{node.lineno} talks to the user"
    elif isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv"):
        yield f"{node.lineno} reads the environment"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_follow_the_table(path: Path) -> None:
    part = part_of(path)
    if part in ("cli", "__main__", "__init__"):
        return
    used = {module.split(".")[1] for module in source(path).imports if module.startswith("studykit.")}
    assert used <= MAY_IMPORT[part], f"{name(path)} imports {sorted(used - MAY_IMPORT[part])}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_each_library_has_one_home(path: Path) -> None:
    used = {module.split(".")[0] for module in source(path).imports} - {"studykit"}
    for library in used & HOMES.keys():
        assert part_of(path) in HOMES[library], f"{name(path)} imports {library}"
    unknown = used - HOMES.keys() - sys.stdlib_module_names
    assert not unknown, f"{name(path)} imports {sorted(unknown)}, which has no home in the table"


def test_one_module_knows_the_driver_of_postgresql() -> None:
    knowing = [
        name(path) for path in modules() if any(each.startswith("psycopg") for each in source(path).imports)
    ]
    assert knowing == ["school/database.py"]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_command_line_reads_the_clock_or_the_environment_or_prints(path: Path) -> None:
    if part_of(path) in ("cli", "__main__"):
        return
    assert source(path).reads == ()


def test_no_class_has_the_name_of_another() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for each in source(path).classes:
            found[each].append(name(path))
    assert {each: where for each, where in found.items() if len(where) > 1} == {}


def test_a_module_has_the_name_of_another_only_where_it_is_the_command_of_that_name() -> None:
    typed = {each.replace(" ", "_") for each, _ in commands(typer.main.get_command(app))}
    found: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        is_command = part_of(path) == "cli" and path.stem in typed
        if not path.stem.startswith("__") and not is_command:
            found[path.stem].append(name(path))
    assert {each: where for each, where in found.items() if len(where) > 1} == {}


SYSTEMD = "Service"
"""A historian's surname, and the section of a systemd unit that says what is run."""


def names_of_cases() -> set[str]:
    """The people, bodies and events that the shipped cases name."""
    library = Library.open([PACKAGE.parent / "decks"], None)
    people = {each for listing in library.listings for each in library.card(listing.id).people}
    aliases = {each for case in library.cases() for item in case.aliases for each in item.phrasings}
    found = people | aliases | {each.split()[-1] for each in people}
    return {each for each in found - {SYSTEMD} if len(each) > 3 and each[:1].isupper()}


def test_no_string_of_the_program_names_a_person_body_or_event_of_a_case() -> None:
    named = names_of_cases()
    assert len(named) > 100
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(named)))})\b")
    told = [
        (name(path), line, found[0])
        for path in modules()
        for line, text in source(path).strings
        if (found := pattern.search(text))
    ]
    assert told == []
