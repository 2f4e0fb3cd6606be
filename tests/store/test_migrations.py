from __future__ import annotations

import sqlite3

import pytest

from studykit.store import migrations


def connect() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def test_an_empty_file_is_brought_up_to_the_present_version() -> None:
    connection = connect()
    migrations.migrate(connection)
    assert migrations.version_of(connection) == migrations.VERSION
    migrations.migrate(connection)
    assert migrations.version_of(connection) == migrations.VERSION


def test_a_step_that_fails_leaves_the_store_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connect()
    migrations.migrate(connection)
    before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    broken = (*migrations.MIGRATIONS, ("CREATE TABLE half (x TEXT)", "CREATE TABLE half (x TEXT)"))
    monkeypatch.setattr(migrations, "MIGRATIONS", broken)
    monkeypatch.setattr(migrations, "VERSION", len(broken))
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrations.migrate(connection)
    assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before
    assert migrations.version_of(connection) == len(broken) - 1
