"""The hub's schema, in numbered steps: `schema/0001.sql` and so on, each one transaction with its record."""

from __future__ import annotations

from importlib.resources import files

from studykit.errors import StoreError, UnavailableError, UsageError
from studykit.school.database import Database
from studykit.school.roles import GROUPS, Roles

VERSION = 2
OLDEST_SERVER = 140_000


def create_database(server: Database, name: str) -> bool:
    """Make a database for a hub; say whether it was not there yet."""
    Roles.of(name)
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
        UnavailableError: when the server is too old, is not in UTF-8, or gives too few rights.
    """
    _check_server(database)
    roles = Roles.of(database.address.database)
    found = version_of(database)
    if found > VERSION:
        raise StoreError(
            f"The hub {database.address} was made by a newer studykit (version {found}, this one knows "
            f"{VERSION}); update studykit to use it. Nothing was changed."
        )
    for step in range(found + 1, VERSION + 1):
        with database.whole():
            database.rows("SELECT pg_advisory_xact_lock(hashtext('studykit migration'))")
            if version_of(database) >= step:  # somebody else made the step while this one waited
                continue
            if step == 1:
                _make_roles(database, roles)
            else:
                database.command("GRANT {} TO CURRENT_USER", roles.owner)
            database.command("SET LOCAL ROLE {}", roles.owner)
            database.rows(roles.written_into(_sql(step)))
            if step == 1:
                database.rows("INSERT INTO studykit.hub (version) VALUES (1)")
            database.rows("UPDATE studykit.hub SET version = %s", step)
            database.rows("RESET ROLE")
            # Who manages the hub day to day is no owner of its tables; the next step is granted it again.
            database.command("REVOKE {} FROM CURRENT_USER", roles.owner)
    return found, _advice(database)


def _sql(step: int) -> str:
    return files("studykit.school").joinpath(f"schema/{step:04}.sql").read_text(encoding="utf-8")


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


def _make_roles(database: Database, roles: Roles) -> None:
    names = [getattr(roles, group) for group in ("owner", *GROUPS)]
    taken = database.rows("SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", names)
    if taken:
        raise UsageError(
            f"There is a role {taken[0][0]} on this server already, though no hub in "
            f"{database.address.database}; give the hub's database another name."
        )
    database.command("CREATE ROLE {} NOLOGIN CREATEROLE", roles.owner)
    database.command("GRANT {} TO CURRENT_USER", roles.owner)
    database.command("SET LOCAL ROLE {}", roles.owner)
    for group in GROUPS:
        database.command("CREATE ROLE {} NOLOGIN", getattr(roles, group))
    database.command("GRANT {} TO {}", roles.admin, str(database.value("SELECT session_user::text")))
    database.rows("RESET ROLE")
    database.command("CREATE SCHEMA studykit AUTHORIZATION {}", roles.owner)
    name = database.address.database
    database.command("REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
    for group in GROUPS:
        database.command("GRANT CONNECT ON DATABASE {} TO {}", name, getattr(roles, group))
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
