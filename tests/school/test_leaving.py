"""Forgetting and leaving: what is deleted, for whom, and what is written down of it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import psycopg
import pytest
from psycopg import errors

from studykit.classes.progress import Progress
from studykit.errors import NotFoundError, UnavailableError
from studykit.school import people
from studykit.school.database import Database
from studykit.store.lines import from_json
from tests.school.servers import School
from tests.school.test_who_may_what import review


def test_forgetting_deletes_the_callers_own_rows_and_is_written_down(hub: School) -> None:
    one, other = hub.enrol("F", "student", "One", "Other")
    student = hub.hub(one)
    hers, _ = (
        hub.hub(login).add([from_json(review("r1")), from_json(review("r2", card="tiny/controls"))])
        for login in (one, other)
    )
    assert student.exchange((), 0, hers, Progress(()), ()).is_put
    assert student.forget(["r1"], ["tiny/year"]) == 1
    assert [row.id for _, row in student.newer(0, ()).rows] == ["r2"]
    assert student.add([from_json(review("r1"))]) == []  # another device does not bring it back
    assert [row.id for _, row in student.newer(0, ()).rows] == ["r2"]
    assert student.forget_answers() == 1
    assert [getattr(row, "answer", None) for _, row in student.newer(0, ()).rows] == [""]
    assert student.forget_everything() == 1
    assert student.newer(0, ()).rows == ()
    assert len(hub.hub(other).newer(0, ()).rows) == 2
    did = hub.sql(one, "SELECT did, number FROM studykit.journal ORDER BY at")
    assert did == [
        ("enrol as student", None),
        ("forget rows", 1),
        ("forget answers", 1),
        ("forget everything", 1),
    ]


def test_a_leaver_is_deleted_by_her_teacher_with_her_role(hub: School) -> None:
    [teacher] = hub.enrol("L", "teacher", "Ms L")
    [leaver, stays] = hub.enrol("L", "student", "Leaver", "Stays")
    hub.hub(leaver).add([from_json(review("r1"))])
    hub.hub(stays).add([from_json(review("r1"))])
    with hub.as_login(teacher) as database:
        assert people.leave(database, leaver) == 1
        with pytest.raises(UnavailableError, match="only a teacher or an admin"):
            people.leave(database, teacher)
        assert [each.name for each in people.members(database, "L") if each.role == "student"] == ["Stays"]
    with hub.superuser() as superuser:
        assert superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (leaver,)).fetchall() == []
        found = superuser.execute("SELECT whose, number FROM studykit.journal WHERE did = 'leave'").fetchall()
        assert (leaver, 1) in found
    assert len(hub.hub(stays).newer(0, ()).rows) == 1


def test_nothing_that_a_leaver_holds_on_to_hinders_her_deletion(hub: School) -> None:
    [teacher] = hub.enrol("L", "teacher", "Ms L")
    [leaver] = hub.enrol("L", "student", "Eve")
    with closing(psycopg.connect(hub.installer.as_login(leaver).url, autocommit=True)) as eve:
        eve.execute("SELECT lo_from_bytea(0, 'mine')")
        eve.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC")
        eve.execute("BEGIN")
        eve.execute("INSERT INTO studykit.log (id, device, at, kind) VALUES ('a', 'd', 1, 'undo')")
        with hub.as_login(teacher) as database:
            assert people.leave(database, leaver) == 0
    with hub.superuser() as superuser:
        assert superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (leaver,)).fetchall() == []
        assert superuser.execute("SELECT 1 FROM pg_largeobject_metadata").fetchall() == []


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO studykit.log (id, device, at, kind) VALUES ('z', 'd', 1, 'undo')",
        "SELECT studykit.put_progress(1, 0.15, '[]', '{}')",
        "SELECT studykit.forget_answers()",
    ],
)
def test_what_a_leaver_writes_while_she_is_deleted_does_not_stay(hub: School, write: str) -> None:
    [leaver] = hub.enrol("L", "student", "Eve")
    student = hub.sql(leaver, "SELECT studykit.me()")
    hub.sql(leaver, "INSERT INTO studykit.log (id, device, at, kind) VALUES ('a', 'd', 1, 'undo')")
    waits = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'"
    with hub.superuser() as held, Database.open(hub.installer) as database, ThreadPoolExecutor() as running:
        with held.transaction():
            held.execute("SELECT FROM studykit.log WHERE student = %s FOR UPDATE", student[0])
            leaving = running.submit(people.leave, database, leaver)
            while held.execute(waits, (hub.installer.login,)).fetchone() != (1,):
                held.execute("SELECT pg_stat_clear_snapshot()")
            writing = running.submit(hub.sql, leaver, write)  # she is back at once
            while held.execute(waits, (leaver,)).fetchone() != (1,) and not writing.done():
                held.execute("SELECT pg_stat_clear_snapshot()")
        assert leaving.result() == 1
        with pytest.raises(errors.NoDataFound, match="nobody with this login any more"):
            writing.result()
        for table in ("log", "progress", "synced"):
            assert held.execute(f"SELECT FROM studykit.{table} WHERE student = %s", student[0]).rowcount == 0


def test_a_leaver_who_comes_back_whenever_her_connection_ends_is_deleted(hub: School) -> None:
    [leaver] = hub.enrol("L", "student", "Eve")
    is_over = threading.Event()

    def holding() -> None:
        while not is_over.is_set():
            with suppress(psycopg.Error), psycopg.connect(hub.installer.as_login(leaver).url) as eve:
                eve.execute("INSERT INTO studykit.log (id, device, at, kind) VALUES ('a', 'd', 1, 'undo')")
                eve.execute(f"ALTER ROLE {leaver} PASSWORD 'mine'")
                while not is_over.wait(0.02):
                    eve.execute("SELECT 1")

    with Database.open(hub.installer) as database, ThreadPoolExecutor() as running:
        running.submit(holding)
        try:
            with hub.superuser() as superuser:
                while superuser.execute("SELECT FROM pg_locks WHERE mode = 'RowExclusiveLock'").rowcount == 0:
                    pass
            people.leave(database, leaver)
        finally:
            is_over.set()
    with pytest.raises(NotFoundError, match="no such login"):
        hub.as_login(leaver)


def test_a_leaver_who_owns_more_than_can_be_deleted_at_once_can_no_longer_sign_in(hub: School) -> None:
    [leaver] = hub.enrol("L", "student", "Eve")
    hub.sql(leaver, "INSERT INTO studykit.log (id, device, at, kind) VALUES ('a', 'd', 1, 'undo')")
    with hub.superuser() as superuser:
        superuser.execute(f"SET ROLE {leaver}")
        for _ in range(10):
            superuser.execute("SELECT count(lo_create(0)) FROM generate_series(1, 3000)")
        superuser.execute("RESET ROLE")
        try:
            with Database.open(hub.installer) as database:
                assert people.leave(database, leaver) == 1
            with pytest.raises(UnavailableError, match="may not use"):
                hub.as_login(leaver)
        finally:
            for _ in range(10):
                superuser.execute(
                    "SELECT lo_unlink(oid) FROM (SELECT oid FROM pg_largeobject_metadata LIMIT 3000) AS few"
                )
            superuser.execute(f"DROP ROLE {leaver}")


def test_a_leaver_with_something_in_another_database_can_no_longer_sign_in(hub: School) -> None:
    [leaver] = hub.enrol("L", "student", "Eve")
    with psycopg.connect(hub.server.url, autocommit=True) as elsewhere:
        elsewhere.execute(f"SELECT lo_from_bytea({424242}, 'hers')")
        elsewhere.execute(f"ALTER LARGE OBJECT 424242 OWNER TO {leaver}")
        try:
            with Database.open(hub.installer) as database:
                people.leave(database, leaver)
            with pytest.raises(UnavailableError, match="may not use"):
                hub.as_login(leaver)
        finally:
            elsewhere.execute("SELECT lo_unlink(424242)")
            elsewhere.execute(f"DROP ROLE {leaver}")
