from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.decks.library import Library

Write = Callable[..., Path]


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    folder = tmp_path / "decks"
    folder.mkdir()
    return folder


@pytest.fixture
def write(decks: Path) -> Write:
    """Write a file into the decks folder."""

    def write(name: str, text: str) -> Path:
        path = decks / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def library(decks: Path, write: Write) -> Callable[..., Library]:
    """Open a library of some files, given by their names and texts."""

    def library(**files: str) -> Library:
        for name, text in files.items():
            write(f"{name}.yaml", text)
        return Library.open([decks], None)

    return library
