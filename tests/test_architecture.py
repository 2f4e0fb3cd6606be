"""The table of who may import what, read off the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "studykit"

VALUES = {"cards", "problems", "errors", "verdict", "reviews", "visible", "names", "plain_files"}
"""Modules of plain values and small pure helpers that every folder may import."""

MAY_IMPORT = {
    **dict.fromkeys(VALUES, VALUES),
    "hints": VALUES,
    "folders": VALUES,
    "days": VALUES | {"english"},
    "exams": VALUES | {"days"},
    "answers": VALUES,
    "settings": VALUES | {"exams"},
    "decks": VALUES | {"decks"},
    "english": VALUES | {"english"},
    "marking": VALUES | {"marking", "english"},
    "essays": VALUES | {"essays", "marking", "english"},
    "memory": VALUES | {"memory"},
    "planning": VALUES | {"planning", "memory"},
    "store": VALUES | {"store"},
    "derivation": VALUES | {"settings", "memory"},
    "collection": VALUES
    | {"derivation", "settings", "exams", "decks", "store", "memory", "marking", "folders"},
    "answering": VALUES | {"collection", "decks", "memory", "marking"},
    "upkeep": VALUES | {"collection", "derivation", "memory", "store"},
    "missed": VALUES | {"collection", "decks", "memory"},
    "overruled": VALUES | {"collection", "memory"},
    "pace": VALUES | {"collection", "decks"},
    "preparation": VALUES | {"pace", "collection", "exams", "decks", "memory", "planning"},
    "agenda": VALUES | {"preparation", "missed", "pace", "collection", "exams", "decks", "memory"},
    "classes": VALUES | {"classes", "memory"},
    "school": VALUES | {"school", "classes", "store"},
    "authoring": VALUES | {"authoring", "decks"},
    "renaming": VALUES | {"collection", "decks", "memory"},
    "examples": VALUES | {"collection", "decks", "marking", "trials"},
    "trials": VALUES | {"marking", "english"},
}
"""What a part of the package may import of the package; the command line may import everything."""

HOMES = {
    "typer": {"cli"},
    "yaml": {"decks", "essays"},
    "docx": {"essays", "authoring"},
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


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or ""
            if node.module == "studykit":
                yield from (f"studykit.{alias.name}" for alias in node.names)


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=name)
def test_imports_follow_the_table(path: Path) -> None:
    part = part_of(path)
    if part in ("cli", "__main__", "__init__"):
        return
    used = {module.split(".")[1] for module in imports(path) if module.startswith("studykit.")}
    assert used <= MAY_IMPORT[part], f"{name(path)} imports {sorted(used - MAY_IMPORT[part])}"


@pytest.mark.parametrize("path", modules(), ids=name)
def test_each_library_has_one_home(path: Path) -> None:
    used = {module.split(".")[0] for module in imports(path)} - {"studykit"}
    for library in used & HOMES.keys():
        assert part_of(path) in HOMES[library], f"{name(path)} imports {library}"
    unknown = used - HOMES.keys() - sys.stdlib_module_names
    assert not unknown, f"{name(path)} imports {sorted(unknown)}, which has no home in the table"


def test_one_module_knows_the_driver_of_postgresql() -> None:
    knowing = [name(path) for path in modules() if any(each.startswith("psycopg") for each in imports(path))]
    assert knowing == ["school/database.py"]


@pytest.mark.parametrize("path", modules(), ids=name)
def test_only_the_command_line_reads_the_clock_or_the_environment_or_prints(path: Path) -> None:
    if part_of(path) in ("cli", "__main__"):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args:
            owner = ast.unparse(node.func.value)
            read = owner in ("datetime", "date", "time") and node.func.attr in CLOCKS
            assert not read, f"{name(path)}:{node.lineno} reads the clock"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "input"), f"{name(path)}:{node.lineno} talks to the user"
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv"):
            raise AssertionError(f"{name(path)}:{node.lineno} reads the environment")
