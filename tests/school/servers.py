"""Real servers for the tests: the one that is named or runs here, and ones of a test's own to break."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from studykit.classes.progress import Progress
from studykit.reviews import LogRow
from studykit.school import migration, people
from studykit.school.address import Address, parsed
from studykit.school.database import Database
from studykit.school.hub import Hub
from studykit.school.migration import GROUPS
from studykit.school.people import Person
from studykit.school.sync import Synced, sync
from studykit.store.store import Store
from studykit.study.states import derived, without

NAMED = "STUDYKIT_TEST_POSTGRES"
LOCAL = "postgresql://postgres@127.0.0.1:5432/postgres"


def server() -> Address:
    """The server that tests may use: a superuser's address, for making and dropping what they need."""
    named = os.environ.get(NAMED)
    address = parsed(named or LOCAL)
    try:
        psycopg.connect(address.url, connect_timeout=5).close()
    except psycopg.Error as error:
        if named:
            pytest.fail(f"{NAMED} promises a server that cannot be used: {error}")
        pytest.skip(f"no PostgreSQL server: {error}; {NAMED} can name one")
    return address


@dataclass
class School:
    """A hub in a database of its own, made by a role that is no superuser."""

    server: Address
    installer: Address
    hubs: dict[str, Hub] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.installer.database

    @contextmanager
    def superuser(self) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        address = self.server.of_database(self.name)
        with psycopg.connect(address.url, autocommit=True) as connection:
            yield connection

    def as_login(self, login: str) -> Database:
        return Database.open(self.installer.as_login(login))

    def sql(self, login: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a role gets that types SQL of its own."""
        with psycopg.connect(self.installer.as_login(login).url, autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def enrol(self, class_name: str | None, role: str, *names: str) -> list[str]:
        """Enrol people, and give their logins."""
        with Database.open(self.installer) as database:
            persons = [Person(name) for name in names]
            credentials = people.credentials_for(database, role, persons)
            people.enrol(database, class_name, role, persons, credentials)
        return [each.login for each in credentials]

    def hub(self, login: str) -> Hub:
        """A student's hub, over a connection that is open until the end."""
        if login not in self.hubs:
            self.hubs[login] = Hub(self.as_login(login))
        return self.hubs[login]

    def close(self) -> None:
        for each in self.hubs.values():
            each.database.close()


@contextmanager
def school(address: Address, run: str) -> Iterator[School]:
    """A hub on a server, with roles that have the run's id; all of it is dropped at the end."""
    name, installer = f"studykit_{run}", f"installer_{run}"
    with psycopg.connect(address.url, autocommit=True) as superuser:
        superuser.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB").format(sql.Identifier(installer))
        )
        made = School(address, address.as_login(installer).of_database(name))
        try:
            with Database.open(made.installer.of_database("postgres")) as database:
                migration.create_database(database, name)
            with Database.open(made.installer) as database:
                _, advice = migration.migrate(database)
            if any("REVOKE CREATE ON SCHEMA public FROM PUBLIC" in each for each in advice):
                with made.superuser() as connection:  # a server before 15, whose superuser does as he is told
                    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            yield made
        finally:
            made.close()
            drop(superuser, name, installer)


def drop(superuser: psycopg.Connection[Any], name: str, installer: str, *, stays: bool = False) -> None:
    """Drop a hub with every role of it, but not who made it if he `stays`."""
    superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    members = superuser.execute(
        "SELECT m.rolname FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid "
        "JOIN pg_roles m ON m.oid = a.member WHERE g.rolname = ANY (%s)",
        ([f"{name}_{group}" for group in GROUPS],),
    ).fetchall()
    groups = [f"{name}_{role}" for role in GROUPS]
    for role in {login for (login,) in members} - {installer, f"{name}_owner"} | {*groups}:
        superuser.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
    for role in (f"{name}_owner", *([] if stays else [installer])):
        superuser.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def synced(store: Store, hub: Hub) -> Synced | None:
    """What `data sync` does with a store and a hub, when everything is agreed to."""

    def take(rows: Sequence[LogRow]) -> bool:
        store.merge(rows, derived)
        return True

    return sync(store, hub, take, lambda gone: handed_in(store, gone))


def handed_in(store: Store, gone: frozenset[str]) -> Progress:
    from studykit.classes.progress import progress

    return progress(*without(store.rows(), store.states(), gone), 0.1542)


def binaries() -> Path:
    """Where a server's programs are; skips where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = os.environ.get("STUDYKIT_TEST_POSTGRES_BIN")
    initdb = Path(named, "initdb") if named else found[-1] if found else Path(shutil.which("initdb") or "")
    if not initdb.is_file():
        pytest.skip(
            "no programs of a PostgreSQL server (initdb) here; STUDYKIT_TEST_POSTGRES_BIN can name them"
        )
    return initdb.parent


class Own:
    """A server of a test's own, that may be killed, starved and asked for passwords."""

    def __init__(self, folder: Path, authentication: str = "trust", *settings: str) -> None:
        self.programs, self.folder = binaries(), folder
        self.limit: int | None = None
        self.settings = settings
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # A server refuses to run as root.
        self.user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)
        self._run(
            "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--no-sync",
            "--wal-segsize=1", "--locale=C",
        )  # fmt: skip
        hba = folder / "data" / "pg_hba.conf"
        hba.write_text(f"host all postgres 127.0.0.0/8 trust\nhost all all 127.0.0.0/8 {authentication}\n")

    def _run(self, program: str, *arguments: object, check: bool = True) -> None:
        demote: Mapping[str, Any] = {"user": self.user, "group": self.user} if self.user else {}
        subprocess.run(
            [str(self.programs / program), *map(str, arguments)],
            check=check,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            preexec_fn=self._starving(self.limit) if self.limit else None,
            **demote,
        )

    def _starving(self, limit: int) -> Callable[[], None]:
        import resource  # before the user changes: the other one may not be able to read it

        return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1,127.0.0.2 -c unix_socket_directories= -c fsync=off"
        )
        extra = "".join(f" -c {setting}" for setting in self.settings)
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", log, "-w", "-o", options + extra, "start")

    def kill(self) -> None:
        """Take the server away at once, as when the power fails."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop", check=False)

    def ask_for(self, connection: str, authentication: str) -> None:
        """Ask for passwords in another way from now on."""
        hba = self.folder / "data" / "pg_hba.conf"
        first = hba.read_text().splitlines()[0]
        hba.write_text(f"{first}\n{connection} all all 127.0.0.0/8 {authentication}\n")
        with psycopg.connect(self.address.url, autocommit=True) as superuser:
            superuser.execute("SELECT pg_reload_conf()")
            superuser.execute("SELECT pg_sleep(0.5)")

    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def address(self) -> Address:
        return parsed(f"postgresql://postgres@127.0.0.1:{self.port}/postgres")


@contextmanager
def own_server(authentication: str = "trust", *settings: str, disk: int | None = None) -> Iterator[Own]:
    """A server in a folder that the user it runs as can reach, which a test's own folder may not be.

    Its `disk` has so many bytes, where whoever runs the tests may mount one; it has the machine's otherwise.
    """
    if sys.platform == "win32":
        pytest.skip("starts a server the POSIX way")
    with tempfile.TemporaryDirectory(prefix="studykit-server-") as folder, ExitStack() as stack:
        if disk is not None:
            stack.enter_context(mounted(Path(folder), disk))
        made = Own(Path(folder), authentication, *settings)
        made.start()
        try:
            yield made
        finally:
            made.kill()


@contextmanager
def mounted(folder: Path, size: int) -> Iterator[None]:
    """A disk in memory of so many bytes in the place of a folder."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip(f"no disk may be mounted here: {made.stderr.strip()}")
    try:
        yield
    finally:
        # Processes of a server that went down with its disk may still be ending.
        subprocess.run([unmount, "--lazy", folder], check=True)
