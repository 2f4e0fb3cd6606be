from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from studykit.store import migrations


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def test_an_empty_file_is_brought_up_to_the_present_version(connection: sqlite3.Connection) -> None:
    migrations.migrate(connection)
    assert migrations.version_of(connection) == migrations.VERSION
    migrations.migrate(connection)
    assert migrations.version_of(connection) == migrations.VERSION


def test_a_step_that_fails_leaves_the_store_as_it_was(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrations.migrate(connection)
    before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    broken = (*migrations.MIGRATIONS, ("CREATE TABLE half (x TEXT)", "CREATE TABLE half (x TEXT)"))
    monkeypatch.setattr(migrations, "MIGRATIONS", broken)
    monkeypatch.setattr(migrations, "VERSION", len(broken))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrations.migrate(connection)
    assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
    assert migrations.version_of(connection) == len(broken) - 1
