from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from studykit.store.store import Store
from tests.school.servers import School, school, server


@pytest.fixture(scope="session")
def hub() -> Iterator[School]:
    """One hub for all tests, who make students and classes of their own in it."""
    with school(server(), f"test_{os.getpid()}_{os.urandom(2).hex()}") as made:
        yield made


@pytest.fixture
def stores() -> Iterator[Callable[[str], Store]]:
    """Make stores in memory, one for each device."""
    with ExitStack() as stack:

        def make(device: str) -> Store:
            store = Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))
            stack.enter_context(closing(store))
            store._prepare()
            store.device = device
            return store

        yield make
