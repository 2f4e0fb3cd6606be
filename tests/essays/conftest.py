from __future__ import annotations

from pathlib import Path

import pytest

from studykit.cli.essay_material import material_of
from studykit.decks.library import Library
from studykit.folders import shipped_decks
from tests.essays.library import CASE, DECK, IDEAS, OFFICE, Shelf, shelf
from tests.essays.mao import FILES


@pytest.fixture(scope="session")
def shipped() -> Shelf:
    """Stalin's case as it comes with studykit, and no other."""
    library = Library.open([shipped_decks() / "stalin"], None)
    return Shelf(library, material_of(library, ["stalin"]))


@pytest.fixture(scope="session")
def two() -> Shelf:
    """The two cases that come with studykit, for a student of Stalin's."""
    library = Library.open([shipped_decks()], None)
    return Shelf(library, material_of(library, ["stalin"]))


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Stalin's case as it comes with studykit, and a teacher's own case beside it."""
    folder = Path(tmp_path_factory.mktemp("both"))
    return shelf(folder, *FILES, more=[shipped_decks() / "stalin"], studied=["stalin"])


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A teacher's own case alone."""
    return shelf(Path(tmp_path_factory.mktemp("own")), *FILES, studied=["mao"])


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """One case that says nothing of factors, one deck, two plans."""
    return shelf(Path(tmp_path_factory.mktemp("small")), CASE, DECK, OFFICE, IDEAS)
