"""A connection to a hub: the one place that knows the driver, and that turns its errors into sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from studykit.errors import needs_extra
from studykit.school.address import Address
from studykit.school.faults import not_connected, of_statement

if TYPE_CHECKING:
    import psycopg
    from psycopg import sql

SETTINGS: dict[str, Any] = {
    "connect_timeout": 10,
    # A network that went away is noticed within half a minute, in the middle of a statement too.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "studykit",
}
ENCRYPTING = ("require", "verify-ca", "verify-full")
LOCAL = ("", "localhost", "127.0.0.1", "::1")

Statement = tuple[str, Sequence[object]]
"""A statement and the values in the place of its `%s`."""


class Database:
    """An open connection; every statement is a transaction of its own unless inside `whole`."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]], address: Address) -> None:
        from psycopg.types.string import TextLoader

        # Left as they are written: a hub can hold days that are none, and one must not hide the others.
        connection.adapters.register_loader("date", TextLoader)
        self._connection = connection
        self.address = address

    @classmethod
    def open(cls, address: Address, password: str | None = None) -> Database:
        """Connect, with the password given or by libpq's own ways (`PGPASSFILE`, `PGPASSWORD`, a service).

        A password is never sent in the clear, only hashed or inside TLS, unless the address says so
        (`require_auth=password`).

        Raises:
            PasswordNeededError: when a password is needed, or is not right.
            UnavailableError: when the extra is missing, or the hub cannot be reached.
        """
        driver = _driver()
        settings = {**SETTINGS, "autocommit": True, "prepare_threshold": None}
        if password is not None:
            settings["password"] = password
        parameters = address.parameters
        ways: list[dict[str, Any]] = [{}]
        if "require_auth" not in parameters and parameters.get("sslmode") not in ENCRYPTING:
            # First whatever the server offers, then for one that wants the password itself TLS, or nothing.
            ways = [{"require_auth": "!password"}, {"sslmode": "require"}]
        refusal: Exception | None = None
        for way in ways:
            try:
                return cls(driver.connect(address.url, **settings, **way), address)
            except driver.Error as error:
                refusal = refusal or error
                if "authentication method requirement" not in str(error):
                    break
        assert refusal is not None
        raise not_connected(refusal, address) from refusal

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody between here and the server can read along."""
        return self.address.host in LOCAL or bool(self._connection.pgconn.ssl_in_use)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows; none when it gives none."""
        with self._explained():
            cursor = self._connection.execute(query, values or None)
            return cursor.fetchall() if cursor.description is not None else []

    def named(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Run a statement and give its rows as mappings from column names."""
        with self._explained():
            return _mappings(self._connection.execute(query, values))

    def together(self, *statements: Statement) -> list[list[dict[str, Any]]]:
        """Run statements in one round trip and one transaction, and give the rows of each as mappings.

        Each sees what others had committed when it began, not when the first did, if the server leaves its
        transactions as they are by themselves (read committed).
        """
        with self._explained():
            with self._connection.pipeline():
                cursors = [self._connection.execute(query, values) for query, values in statements]
            return [_mappings(cursor) for cursor in cursors]

    def value(self, query: str, *values: object) -> Any:  # noqa: ANN401 - whatever the statement gives
        """Run a statement and give the first value of its first row; None without a row."""
        found = self.rows(query, *values)
        return found[0][0] if found else None

    def command(self, template: str, *names: str) -> None:
        """Run a statement with identifiers, quoted, in the place of each `{}`."""
        from psycopg import sql

        with self._explained():
            statement: sql.Composed = sql.SQL(template).format(*map(sql.Identifier, names))
            self._connection.execute(statement)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Make one transaction of the statements inside: all of them or none."""
        with self._explained(), self._connection.transaction():
            yield

    def verifier(self, login: str, password: str) -> str:
        """What the server keeps of a password, hashed here: the password itself is never sent for it."""
        hashed = self._connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
        return hashed.decode()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except _driver().Error as error:
            raise of_statement(error, self.address) from error


def _mappings(cursor: psycopg.Cursor[tuple[Any, ...]]) -> list[dict[str, Any]]:
    if cursor.description is None:
        return []
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _driver() -> Any:  # noqa: ANN401 - a module that need not be there
    with needs_extra("A school's hub", "school"):
        import psycopg
    return psycopg
