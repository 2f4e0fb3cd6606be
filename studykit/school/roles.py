"""The roles of a hub, and the logins and passwords of the people in it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from studykit.errors import UsageError

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are mistaken for one another on paper."""

GROUPS = ("student", "teacher", "admin")
"""What people of a hub can be."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles that a hub's database names after itself: roles belong to the whole server."""

    owner: str
    student: str
    teacher: str
    admin: str

    @classmethod
    def of(cls, database: str) -> Roles:
        """The roles of the hub in a database.

        Raises:
            UsageError: when the database's name cannot begin a role's.
        """
        if not NAME.fullmatch(database):
            raise UsageError(
                f"A hub's database cannot be called {database!r}; use up to 40 small letters, digits and "
                "underscores, a letter first."
            )
        return cls(*(f"{database}_{role}" for role in ("owner", *GROUPS)))

    def written_into(self, sql: str) -> str:
        """A migration with these roles in the place of `{owner}` and the others."""
        for role in ("owner", *GROUPS):
            name = getattr(self, role)
            sql = sql.replace(f"{{{role}}}", f'"{name}"').replace(f"{{{role}_name}}", name)
        return sql


@dataclass(frozen=True, slots=True)
class Credential:
    """What somebody needs to sign in; the password stands nowhere else."""

    name: str
    login: str
    password: str
    url: str


def new_login(role: str) -> str:
    """An opaque login, its first letter that of the role: `s7k2m9`. The server lets everybody read it."""
    return role[0] + "".join(secrets.choice(LETTERS) for _ in range(5))


def new_password() -> str:
    """A random password of 79 bits that can be typed from paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
