from __future__ import annotations

from pathlib import Path

import pytest

from studykit.decks.library import Library
from studykit.folders import shipped_decks
from tests.essays.library import CASE, DECK, IDEAS, OFFICE, Shelf, material_of, shelf


@pytest.fixture(scope="session")
def shipped() -> Shelf:
    """The decks that come with studykit."""
    library = Library.open([shipped_decks()], None)
    return Shelf(library, material_of(library))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """One case, one deck, two plans."""
    return shelf(Path(tmp_path_factory.mktemp("small")), CASE, DECK, OFFICE, IDEAS)
