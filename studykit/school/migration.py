"""The hub's schema, in numbered steps: `schema/0001.sql` and so on, each one transaction with its record.

The roles in it are named after the hub's database: roles belong to the whole server.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

from studykit.errors import StoreError, UnavailableError, UsageError
from studykit.school.database import Database
from studykit.school.faults import HeldError

VERSION = 3
OLDEST_SERVER = 140_000
PATIENCE = "5s"
"""How long a step waits for somebody's open transaction: all who come later wait behind it."""

GROUPS = ("student", "teacher", "admin")
"""What people of a hub can be."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def roles_of(database: str) -> dict[str, str]:
    """Give the roles of the hub in a database by what they are: its owner, and the groups of its people.

    Raises:
        UsageError: when the database's name cannot begin a role's.
    """
    if not NAME.fullmatch(database):
        raise UsageError(
            f"A hub's database cannot be called {database!r}; use up to 40 small letters, digits and "
            "underscores, a letter first."
        )
    return {role: f"{database}_{role}" for role in ("owner", *GROUPS)}


def create_database(server: Database, name: str) -> bool:
    """Make a database for a hub; say whether it was not there yet."""
    roles_of(name)
    if server.value("SELECT 1 FROM pg_database WHERE datname = %s", name):
        return False
    server.command("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", name)
    return True


def version_of(database: Database) -> int:
    """The version of a hub; 0 where there is none."""
    if database.value("SELECT to_regclass('studykit.hub')") is None:
        return 0
    return int(database.value("SELECT version FROM studykit.hub"))


def migrate(database: Database) -> tuple[int, list[str]]:
    """Bring a hub up to this version; give the one it had, and what whoever runs the server should know.

    Raises:
        StoreError: when the hub is newer.
        UnavailableError: when the server is too old, is not in UTF-8, or gives too few rights, or somebody is
            in the way.
    """
    _check_server(database)
    roles = roles_of(database.address.database)
    found = version_of(database)
    refuse_newer(found, database)
    try:
        _make_steps(database, roles, found)
    except HeldError as error:
        raise UnavailableError(
            f"The hub {database.address} was not brought up to date: a transaction that does not end holds "
            f"on to it ({_others(database)}). Try again, or end that connection first "
            "(pg_terminate_backend)."
        ) from error
    return found, _advice(database)


def _make_steps(database: Database, roles: Mapping[str, str], found: int) -> None:
    for step in range(found + 1, VERSION + 1):
        with database.whole():
            database.rows(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            database.rows("SELECT pg_advisory_xact_lock(hashtext('studykit migration'))")
            if version_of(database) >= step:  # somebody else made the step while this one waited
                continue
            if step == 1:
                _make_roles(database, roles)
            else:
                database.command("GRANT {} TO CURRENT_USER", roles["owner"])
            database.command("SET LOCAL ROLE {}", roles["owner"])
            database.rows(_sql(step, roles))
            if step == 1:
                database.rows("INSERT INTO studykit.hub (version) VALUES (1)")
            database.rows("UPDATE studykit.hub SET version = %s", step)
            database.rows("RESET ROLE")
            # Who manages the hub day to day is no owner of its tables; the next step is granted it again.
            database.command("REVOKE {} FROM CURRENT_USER", roles["owner"])


def _others(database: Database) -> str:
    """Name who holds locks in this database."""
    return str(
        database.value(
            "SELECT string_agg(DISTINCT usename, ', ') FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND locktype IN ('relation', 'advisory')"
        )
        or "gone by now"
    )


def refuse_newer(version: int, database: Database) -> None:
    """Refuse a hub of a newer version.

    Raises:
        StoreError: when it is.
    """
    if version > VERSION:
        raise StoreError(
            f"The hub {database.address} was made by a newer studykit (version {version}, this one knows "
            f"{VERSION}); update studykit to use it. Nothing was changed."
        )


def _sql(step: int, roles: Mapping[str, str]) -> str:
    """A step with these roles in the place of `{owner}` and the others."""
    sql = files("studykit.school").joinpath(f"schema/{step:04}.sql").read_text(encoding="utf-8")
    for role, name in roles.items():
        sql = sql.replace(f"{{{role}}}", f'"{name}"').replace(f"{{{role}_name}}", name)
    return sql


def _check_server(database: Database) -> None:
    number = int(database.value("SHOW server_version_num"))
    if number < OLDEST_SERVER:
        raise UnavailableError(
            f"A hub needs PostgreSQL {OLDEST_SERVER // 10_000} or newer; this server is {number // 10_000}."
        )
    if database.value("SHOW server_encoding") != "UTF8":
        raise UnavailableError(
            f"The database {database.address.database} is not in UTF-8; make one with ENCODING 'UTF8'."
        )


def _make_roles(database: Database, roles: Mapping[str, str]) -> None:
    taken = database.rows("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [*roles.values()])
    if taken:
        raise UsageError(
            f"There is a role {taken[0][0]} on this server already, though no hub in "
            f"{database.address.database}; give the hub's database another name."
        )
    database.command("CREATE ROLE {} NOLOGIN CREATEROLE", roles["owner"])
    database.command("GRANT {} TO CURRENT_USER", roles["owner"])
    database.command("SET LOCAL ROLE {}", roles["owner"])
    for group in GROUPS:
        database.command("CREATE ROLE {} NOLOGIN", roles[group])
    database.command("GRANT {} TO {}", roles["admin"], str(database.value("SELECT session_user::text")))
    database.rows("RESET ROLE")
    database.command("CREATE SCHEMA studykit AUTHORIZATION {}", roles["owner"])
    name = database.address.database
    database.command("REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
    for group in GROUPS:
        database.command("GRANT CONNECT ON DATABASE {} TO {}", name, roles[group])
    if database.value("SELECT pg_has_role(nspowner, 'MEMBER') FROM pg_namespace WHERE nspname = 'public'"):
        database.rows("REVOKE ALL ON SCHEMA public FROM PUBLIC")


def _advice(database: Database) -> list[str]:
    advice = []
    name = database.address.database
    if database.value("SELECT has_database_privilege('public', %s, 'CONNECT')", name):
        advice.append(
            f"Every role of this server may connect to {name}, because you do not own it: have its owner run "
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC."
        )
    if database.value(
        "SELECT has_schema_privilege('public', oid, 'CREATE') FROM pg_namespace WHERE nspname = 'public'"
    ):
        advice.append(
            f"Everybody may make tables in the schema `public` of {name}: have a superuser run "
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC there."
        )
    return advice
