"""Servers of a test's own, killed, starved, asked for passwords, backed up and restored."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from studykit.errors import StudykitError, UnavailableError
from studykit.reviews import LogRow
from studykit.school import migration, people
from studykit.school.address import parsed
from studykit.school.database import Database
from studykit.school.faults import ConnectionLostError, PasswordNeededError
from studykit.school.hub import BATCH, Hub
from studykit.school.people import Credential, Person
from studykit.store.lines import from_json
from studykit.store.store import Store
from tests.cli.conftest import furnished
from tests.conftest import Some
from tests.school.servers import Own, School, own_server, school, synced
from tests.school.test_faults import fill, rows
from tests.school.test_who_may_what import review

Stores = Callable[[str], Store]


@pytest.fixture
def own(request: pytest.FixtureRequest) -> Iterator[Own]:
    """A server that writes everything down; a parameter is the size of its disk in bytes."""
    disk = getattr(request, "param", None)
    with own_server("scram-sha-256", "log_statement=all", "log_connections=on", disk=disk) as made:
        yield made


@pytest.fixture
def in_own(own: Own) -> Iterator[School]:
    """A hub on a server that asks everybody but its superuser for passwords."""
    with psycopg.connect(own.address.url, autocommit=True) as superuser:
        superuser.execute("CREATE DATABASE hub")
    made = School(own.address, own.address.of_database("hub"))
    with Database.open(made.installer) as database:
        migration.migrate(database)
        credential = Credential("Ada", "sada99", "hunter22-hunter22", made.installer.as_login("sada99").url)
        people.enrol(database, "A", "student", [], [credential])
    yield made
    made.close()


def test_a_password_comes_from_the_password_file_and_stands_in_no_log(
    own: Own, in_own: School, tmp_path: Path
) -> None:
    address = in_own.installer.as_login("sada99")
    with pytest.raises(PasswordNeededError, match="asks for the password of sada99"):
        Database.open(address)
    with pytest.raises(PasswordNeededError, match="does not take this login and password") as refused:
        Database.open(address, "wrong-wrong-wrong")
    assert "wrong-wrong" not in str(refused.value) + str(refused.value.__cause__)
    home = furnished(tmp_path / "ada", None)
    secret = home.write("pgpass", f"127.0.0.1:{own.port}:hub:sada99:hunter22-hunter22\n")
    secret.chmod(0o600)
    ran = home.run("data", "sync", address.url, PGPASSFILE=str(secret))
    assert ran.code == 0, ran.err
    with Database.open(address, "hunter22-hunter22") as database:
        people.set_password(database, "sada99", "another-password")
    Database.open(address, "another-password").close()
    log = own.log()
    assert "connection authorized: user=sada99" in log
    assert "set_password" in log
    assert "hunter22" not in log
    assert "another-password" not in log


def test_a_password_is_asked_for_without_being_shown(in_own: School, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    import sys

    home = furnished(tmp_path / "ada", None)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "studykit", "data", "sync", in_own.installer.as_login("sada99").url],
        env=home.environment,
        encoding="utf-8",
        timeout=30,
    )
    child.expect_exact("Password of sada99: ")
    child.sendline("not-this-one")
    child.expect_exact("does not take this login")
    child.expect_exact("Password of sada99: ")
    child.sendline("hunter22-hunter22")
    child.expect_exact("0 rows sent")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_password_is_not_sent_in_the_clear_unless_the_address_says_so(
    own: Own, in_own: School, tmp_path: Path
) -> None:
    own.ask_for("host", "password")
    address = in_own.installer.as_login("sada99")
    with pytest.raises(UnavailableError, match="wants the password in the clear, so nothing was sent"):
        Database.open(address, "hunter22-hunter22")
    home = furnished(tmp_path / "ada", None)
    away = address.url.replace("127.0.0.1", "127.0.0.2") + "?require_auth=password"
    ran = home.run("data", "sync", away, PGPASSWORD="hunter22-hunter22")
    assert ran.code == 0, ran.err
    assert "This connection is not encrypted" in ran.err
    assert "The password went in the clear too" in ran.err


def test_a_server_that_wants_the_password_itself_gets_it_inside_tls(own: Own, in_own: School) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = own.folder / "data" / "server.key", own.folder / "data" / "server.crt"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    for file in (key, certificate):
        shutil.chown(file, own.user or os.getuid())
        file.chmod(0o600)
    own.ask_for("host", "password")
    with psycopg.connect(own.address.url, autocommit=True) as superuser:
        superuser.execute("ALTER SYSTEM SET ssl = on")
        superuser.execute("SELECT pg_reload_conf()")
        superuser.execute("SELECT pg_sleep(0.5)")
    address = in_own.installer.as_login("sada99")
    elsewhere = parsed(address.url.replace("127.0.0.1", "127.0.0.2"))
    with Database.open(elsewhere, "hunter22-hunter22") as database:
        assert database.is_encrypted


def test_a_server_killed_in_the_middle_of_a_sync_loses_nothing(
    own: Own, in_own: School, stores: Stores
) -> None:
    address = in_own.installer.as_login("sada99")
    store = stores("laptop")
    fill(store, rows("a", 4 * BATCH))
    sent: list[int] = []
    database = Database.open(address, "hunter22-hunter22")
    add = Hub.add

    class Killing(Hub):
        def add(self, some: Iterable[LogRow]) -> Any:
            if len(sent) == 2:
                own.kill()
            sent.append(1)
            return add(self, some)

    with database, pytest.raises(ConnectionLostError, match="was lost"):
        synced(store, Killing(database))
    own.start()
    with Database.open(address, "hunter22-hunter22") as database:
        there = database.value("SELECT count(*) FROM studykit.log")
        assert 0 < there <= 2 * BATCH
        done = synced(store, Hub(database))
        assert done is not None
        assert done.sent == 4 * BATCH - there
        assert database.value("SELECT count(*), count(DISTINCT id) FROM studykit.log") == 4 * BATCH


def test_a_full_disk_on_the_server_is_said_and_the_sync_goes_on_later(
    own: Own, in_own: School, stores: Stores
) -> None:
    """No file of the server may grow beyond 2 MB, as on a disk without room."""
    address = in_own.installer.as_login("sada99")
    store = stores("laptop")
    fill(store, [from_json({**review(f"a{n}", "x" * 1500, card=f"d/{n % 7}"), "at": n}) for n in range(2000)])
    own.kill()
    own.limit = 2_000_000
    own.start()
    with Database.open(address, "hunter22-hunter22") as database, pytest.raises(StudykitError) as full:
        synced(store, Hub(database))
    assert "has no room or too much to do" in str(full.value)
    assert "Your own work is as it was" in str(full.value)
    own.kill()
    own.limit = None
    own.start()
    with Database.open(address, "hunter22-hunter22") as database:
        there = database.value("SELECT count(*) FROM studykit.log")
        assert 0 < there < 2000
        synced(store, Hub(database))
        assert database.rows("SELECT count(*), count(DISTINCT id) FROM studykit.log") == [(2000, 2000)]


@pytest.mark.parametrize("own", [128_000_000], indirect=True, ids=["a small disk"])
def test_a_disk_that_is_full_loses_and_doubles_nothing_even_if_the_server_goes_down_with_it(
    own: Own, in_own: School, stores: Stores, some: Some
) -> None:
    """Data, write-ahead log and the server's own log have so many bytes left, and then room again."""
    address = in_own.installer.as_login("sada99")
    store, ballast = stores("laptop"), own.folder / "ballast"
    number = 0
    for left in some((0, 50_000, 400_000, 1_200_000, 2_500_000), 2):
        fill(store, [
            from_json({**review(f"{left}-{n}", secrets.token_hex(700), card=f"d/{n % 7}"), "at": n})
            for n in range(4 * BATCH)
        ])  # fmt: skip
        number += 4 * BATCH
        ballast.write_bytes(bytes(shutil.disk_usage(own.folder).free - left))
        for _ in range(3):  # tried again while there is no room
            with (
                pytest.raises(UnavailableError) as full,
                Database.open(address, "hunter22-hunter22") as database,
            ):
                synced(store, Hub(database))
            assert re.search("has no room|was lost|cannot be reached", str(full.value))
            assert "Your own work is as it was" in str(full.value)
        ballast.unlink()
        own.kill()
        own.start()
        with Database.open(address, "hunter22-hunter22") as database:
            assert database.value("SELECT count(*) FROM studykit.log") < number
            synced(store, Hub(database))
            found = database.rows("SELECT count(*), count(DISTINCT id) FROM studykit.log")
            assert found == [(number, number)]
    phone = stores("phone")
    with Database.open(address, "hunter22-hunter22") as database:
        synced(phone, Hub(database))
    assert sorted(phone.ids()) == sorted(store.ids())


def test_a_backup_with_postgresqls_own_tools_restores_whole(
    own: Own, in_own: School, stores: Stores, tmp_path: Path
) -> None:
    """As the page for whoever runs a hub says it."""
    store = stores("laptop")
    fill(store, rows("a", 50))
    with Database.open(in_own.installer.as_login("sada99"), "hunter22-hunter22") as database:
        synced(store, Hub(database))
    where = ["-h", "127.0.0.1", "-p", str(own.port), "-U", "postgres"]
    programs = own.programs
    roles = subprocess.run(
        [programs / "pg_dumpall", *where, "--roles-only"], check=True, capture_output=True
    ).stdout
    dump = subprocess.run(
        [programs / "pg_dump", *where, "-Fc", "hub"], check=True, capture_output=True
    ).stdout
    with own_server("scram-sha-256") as other:
        where[3] = str(other.port)
        subprocess.run([programs / "psql", *where, "-q"], input=roles, check=True, capture_output=True)
        subprocess.run(
            [programs / "pg_restore", *where, "-C", "-d", "postgres"],
            input=dump,
            check=True,
            capture_output=True,
        )
        again = other.address.as_login("sada99").of_database("hub")
        with Database.open(again, "hunter22-hunter22") as database:
            done = synced(store, Hub(database))
            assert done is not None
            assert (done.sent, done.received) == (0, 0)
            assert database.value("SELECT count(*) FROM studykit.log") == 50
        stranger = other.address.of_database("hub").as_login("hub_owner")
        with pytest.raises(StudykitError):
            Database.open(stranger)


def test_a_school_without_a_superuser_backs_up_as_the_owner(hub: School, tmp_path: Path) -> None:
    from tests.school.servers import binaries

    url = urlsplit(hub.installer.url)
    hub.sql(hub.installer.login, f'GRANT "{hub.name}_owner" TO CURRENT_USER')
    try:
        dump = subprocess.run(
            [binaries() / "pg_dump", "-h", "127.0.0.1", "-p", str(url.port or 5432),
             "-U", hub.installer.login, f"--role={hub.name}_owner", "--enable-row-security",
             "--schema=studykit", hub.name],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
    finally:
        hub.sql(hub.installer.login, f'REVOKE "{hub.name}_owner" FROM CURRENT_USER')
    assert "COPY studykit.log " in dump
    with hub.superuser() as superuser:
        [(number,)] = superuser.execute("SELECT count(*) FROM studykit.people").fetchall()
    assert dump.partition("COPY studykit.people ")[2].partition("\\.")[0].count("\n") == number + 1


def test_a_hub_is_made_by_a_role_that_is_no_superuser_on_each_server_there_is(tmp_path: Path) -> None:
    """What such a role may do changed with PostgreSQL 16."""
    with own_server() as made, school(made.address, f"own_{os.getpid()}") as hub:
        [login] = hub.enrol("A", "student", "Ada")
        assert len(hub.hub(login).add(rows("a", 2))) == 2
        with Database.open(hub.installer) as database:
            people.set_password(database, login, "a-long-password")
            assert people.leave(database, login) == 2
            assert people.not_yet_in(database, "A", "student", [Person("Ada")]) == [Person("Ada")]
