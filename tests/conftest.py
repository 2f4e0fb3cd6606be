from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from hypothesis.internal.detection import is_hypothesis_test

from tests.budget import FAST, THOROUGH

# Hundreds of tests start the program: what Python compiles of it is kept, wherever it was told not to.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A busy machine must not fail a test: how long an example takes says nothing about what is right.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples each time: a run that fails is then the fault of what was changed, not of the dice.
fixed = settings(patient, derandomize=True, database=None)
settings.register_profile("fast", fixed, max_examples=FAST)
settings.register_profile("thorough", fixed, max_examples=THOROUGH)
# Others each time, and many: this one looks for what nobody has thought of.
settings.register_profile("fresh", patient, max_examples=THOROUGH, derandomize=False)
settings.load_profile("fast")

Golden = Callable[[str, str], None]
"""Compares a text with the golden file of a name."""

Some = Callable[[Sequence[Any], int], list[Any]]
"""Takes a few of many; all of them under `-m thorough`."""

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden files anew")


def is_thorough(config: pytest.Config) -> bool:
    return bool(config.getoption("markexpr") == "thorough")


def pytest_configure(config: pytest.Config) -> None:
    if is_thorough(config):
        settings.load_profile("fresh" if os.environ.get("STUDYKIT_TEST_FRESH") else "thorough")
    if settings().derandomize:
        # Which of our modules are loaded by then, and lend their constants, depends on the tests before.
        providers._get_local_constants = Constants


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let `-m thorough` run property tests, and those that take `some` of many, with its large budget."""
    if is_thorough(config):
        for item in items:
            if is_hypothesis_test(getattr(item, "obj", None)) or "some" in getattr(item, "fixturenames", ()):
                item.add_marker("thorough")


@pytest.fixture
def some(request: pytest.FixtureRequest) -> Some:
    """A few of many, the same ones each time; all of them under `-m thorough`."""

    def pick(many: Sequence[Any], few: int) -> list[Any]:
        if is_thorough(request.config) or few >= len(many):
            return list(many)
        return [many[at] for at in sorted(random.Random(request.node.name).sample(range(len(many)), few))]

    return pick


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text that people read with the file that holds how it should look."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--golden-update"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
