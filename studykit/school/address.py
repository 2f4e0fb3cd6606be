"""The address of a hub as PostgreSQL writes it, `postgresql://LOGIN@HOST/DATABASE`, without a password."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from studykit.errors import UsageError

SCHEMES = ("postgresql://", "postgres://")

SECRET = ("password", "sslpassword", "passfile")
"""Parameters that are, or lead to, a password: on a command line everybody on the computer can read them."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a hub is and who asks; `url` is all that PostgreSQL's own library needs but the password."""

    url: str
    login: str
    host: str
    database: str

    def __str__(self) -> str:
        port = urlsplit(self.url).port
        return f"{self.database} at {self.host or 'this computer'}{f':{port}' if port else ''}"

    @property
    def parameters(self) -> dict[str, str]:
        """What the address says beyond where and who: `sslmode` and the like."""
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    def as_login(self, login: str) -> Address:
        """The same hub asked by somebody else."""
        parts = urlsplit(self.url)
        where = parts.netloc.rpartition("@")[2]
        url = urlunsplit(parts._replace(netloc=f"{quote(login, safe='')}@{where}"))
        return Address(url, login, self.host, self.database)

    def of_database(self, database: str) -> Address:
        """Another database of the same server."""
        url = urlunsplit(urlsplit(self.url)._replace(path=f"/{quote(database, safe='')}"))
        return Address(url, self.login, self.host, database)


def is_address(text: str) -> bool:
    """Whether a text is meant for the address of a hub, right or wrong."""
    return text.startswith(SCHEMES)


def parsed(text: str) -> Address:
    """Read an address.

    Raises:
        UsageError: when it is none, names no login or no database, or holds a password.
    """
    try:
        parts = urlsplit(text.strip())
        parameters = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        secret = parts.password is not None or not parameters.isdisjoint(SECRET)
        login, host = unquote(parts.username or ""), parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise UsageError("That is no address; a hub's looks like postgresql://LOGIN@HOST/DATABASE.") from None
    if secret:
        raise UsageError(
            "Leave the password out of the address: everybody on this computer could read it there. "
            "studykit asks for it, or takes it from PostgreSQL's password file (PGPASSFILE)."
        )
    if not is_address(text.strip()) or not login or not parts.path.strip("/"):
        raise UsageError(
            f"{text} names no login and database; a hub's address looks like postgresql://LOGIN@HOST/DATABASE."
        )
    return Address(text.strip(), login, host, unquote(parts.path.strip("/")))
