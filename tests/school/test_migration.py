"""A hub that an earlier studykit made, brought up to date."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from studykit.errors import UnavailableError
from studykit.school import migration
from studykit.school.database import Database
from tests.school.people import person
from tests.school.servers import School, school, server

SHAPE = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attstattarget
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'studykit'::regnamespace AND c.relkind = 'r' AND a.attnum > 0""",
    "constraints": """
        SELECT conrelid::regclass::text, contypid::regtype::text, conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'studykit'::regnamespace""",
    "functions": """
        SELECT oid::regprocedure::text, prosrc, prosecdef, proconfig::text, proacl::text
        FROM pg_proc WHERE pronamespace = 'studykit'::regnamespace""",
    "policies": "SELECT * FROM pg_policies WHERE schemaname = 'studykit'",
    "triggers": """
        SELECT pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal AND tgrelid = 'studykit.log'::regclass""",
}


def shape(made: School) -> dict[str, list[str]]:
    """What a hub is made of, whatever its database is called."""
    with made.superuser() as superuser:
        return {
            name: sorted(str(row).replace(made.name, "school") for row in superuser.execute(query).fetchall())
            for name, query in SHAPE.items()
        }


@pytest.fixture(scope="module")
def first() -> Iterator[School]:
    """A hub of the first version, that took any day and number."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as earlier:
            earlier.setattr(migration, "VERSION", 1)
            made = stack.enter_context(school(server(), f"old_{os.getpid()}_{os.urandom(2).hex()}"))
        yield made


def test_an_update_does_not_wait_for_a_transaction_without_end_and_names_whose_it_is(
    first: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migration, "PATIENCE", "100ms")
    [eve] = first.enrol("A", "student", "Eve")
    with Database.open(first.installer) as database:
        for held in (
            "INSERT INTO studykit.log (id, device, at, kind) VALUES ('a', 'd', 1, 'undo')",
            "SELECT pg_advisory_lock(hashtext('studykit migration'))",
        ):
            with psycopg.connect(first.installer.as_login(eve).url) as connection:
                connection.execute(held)
                with pytest.raises(UnavailableError, match=rf"does not end holds on to it \({eve}\)"):
                    migration.migrate(database)
                connection.rollback()
        assert migration.version_of(database) == 1


def test_a_hub_of_the_first_version_becomes_what_a_new_one_is_and_keeps_its_rows(
    hub: School, first: School, tmp_path: Path
) -> None:
    """A day and a number that are none stand there beside what was studied."""
    [ada] = first.enrol("A", "student", "Ada")
    add = (
        "INSERT INTO studykit.log (id, device, at, kind, card, study_day, answer) "
        "VALUES (%s, 'd', 1, 'review', 'a/b', %s, 'typed')"
    )
    for row in (("good", "2026-01-02"), ("endless", "infinity")):
        first.sql(ada, add, *row)
    card = {"card": "a/b", "stability": "NaN", "due": "infinity", "suspended": False}
    numbers = dict.fromkeys(("reviews", "lapses", "correct", "partial", "wrong"), -1)
    first.sql(ada, "SELECT studykit.put_progress(1, 0.15, %s::json, '{}')", json.dumps([{**card, **numbers}]))
    student = person(tmp_path, "student")
    before = student.run("data", "sync", first.installer.as_login(ada).url)
    assert before.code == 4
    assert f"is of an older studykit (version 1, not {migration.VERSION})" in before.err
    with first.superuser() as superuser:
        superuser.execute("ANALYZE")
    updated = person(tmp_path, "admin").ok("school", "init", first.installer.url)
    assert f"(version {migration.VERSION})" in updated.out
    assert shape(first) == shape(hub)
    with first.superuser() as superuser:
        superuser.execute("ANALYZE")
        sampled = "SELECT attname FROM pg_stats WHERE schemaname = 'studykit' ORDER BY 1"
        assert superuser.execute(sampled).fetchall() == [("kind",), ("seq",)]
    assert first.sql(ada, "SELECT id FROM studykit.log ORDER BY seq") == [("good",), ("endless",)]
    with pytest.raises(errors.CheckViolation):
        first.sql(ada, add, "more", "infinity")
    assert first.sql(ada, "SELECT studykit.forget_answers()") == [(2,)]
    after = student.run("data", "sync", first.installer.as_login(ada).url)
    assert after.code == 0, after.err


def test_the_first_step_is_what_it_was() -> None:
    """Hubs were made by it: what it lacks is brought by a step of its own."""
    text = files("studykit.school").joinpath("schema/0001.sql").read_text(encoding="utf-8")
    digest = "909c0c844672d5b72447c9807b400ca30baeb3e19af17c5c1eea2ab4e1766f2c"
    assert hashlib.sha256(text.encode()).hexdigest() == digest
