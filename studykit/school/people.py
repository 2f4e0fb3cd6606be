"""Who is in a hub: enrolling, passwords, leaving, and the classes."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from studykit.errors import UsageError
from studykit.school.database import Database

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are mistaken for one another on paper."""

SHORTEST = 12
"""Letters of a password: whoever gets the hash can guess at one that somebody thought up."""


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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to be in a class; with a login she is in the hub already."""

    name: str
    login: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a class."""

    class_name: str
    name: str
    login: str
    role: str


@dataclass(frozen=True, slots=True)
class ClassSum:
    """Sums over a class; `recall` is the mean chance (0-1) on all cards met, None with fewer than three."""

    name: str
    shows_answers: bool
    teachers: int
    students: int
    started: int
    this_week: int
    reviews: int
    recall: float | None


def not_yet_in(database: Database, class_name: str, role: str, people: Sequence[Person]) -> list[Person]:
    """Leave out whom the class has already, by login or name; of two of one name, as many as it has."""
    there = [each for each in members(database, class_name) if each.role == role]
    logins = {each.login for each in there}
    names = Counter(each.name for each in there)
    wanted = []
    for person in people:
        if person.login is not None:
            if person.login not in logins:
                wanted.append(person)
        elif names[person.name]:
            names[person.name] -= 1
        else:
            wanted.append(person)
    return wanted


def credentials_for(database: Database, role: str, people: Iterable[Person]) -> list[Credential]:
    """Make a login and a password for each of those who have none; nothing is sent yet."""
    taken = {name for (name,) in database.rows("SELECT rolname FROM pg_roles")}
    made = []
    for person in people:
        if person.login is None:
            login = next(login for login in iter(lambda: new_login(role), None) if login not in taken)
            taken.add(login)
            url = database.address.as_login(login).url
            made.append(Credential(person.name, login, new_password(), url))
    return made


def enrol(
    database: Database,
    class_name: str | None,
    role: str,
    people: Iterable[Person],
    credentials: Iterable[Credential],
) -> None:
    """Make login roles, with passwords hashed here, and put everybody into the class: all or nobody."""
    who = [{"login": person.login, "name": person.name} for person in people if person.login is not None]
    for each in credentials:
        verifier = database.verifier(each.login, each.password)
        who.append({"login": each.login, "name": each.name, "verifier": verifier})
    database.rows("SELECT studykit.enrol(%s, %s, %s::json)", class_name, role, json.dumps(who))


def set_password(database: Database, login: str, password: str) -> None:
    """Give somebody another password; her own, her student's, or for an admin anybody's.

    Raises:
        UsageError: when it is too short.
    """
    if len(password) < SHORTEST:
        raise UsageError(f"Nothing was changed: a password has at least {SHORTEST} letters.")
    database.rows("SELECT studykit.set_password(%s, %s)", login, database.verifier(login, password))


def leave(database: Database, login: str) -> int:
    """Delete somebody with all that is kept of her; give how many rows she had."""
    return int(database.value("SELECT studykit.leave(%s)", login))


def leave_class(database: Database, login: str, class_name: str) -> None:
    """Take somebody out of one class; what is kept of her stays."""
    database.rows("SELECT studykit.leave_class(%s, %s)", login, class_name)


def show_answers(database: Database, class_name: str, shown: bool) -> None:
    """Say whether the teachers of a class may read typed answers."""
    database.rows("SELECT studykit.show_answers(%s, %s)", class_name, shown)


def members(database: Database, class_name: str | None = None) -> list[Member]:
    """Those whom the caller may see, of one class or of all, by class and name."""
    found = database.rows(
        """
        SELECT c.name, p.name, p.login, p.role
        FROM studykit.members m
        JOIN studykit.people p ON p.id = m.person JOIN studykit.classes c ON c.id = m.class
        WHERE c.name = coalesce(%s, c.name) ORDER BY c.name, p.role DESC, p.name, p.login
        """,
        class_name,
    )
    return [Member(*row) for row in found]


def name_of(database: Database, login: str) -> str | None:
    """The name of somebody the caller may see; None when there is none."""
    name = database.value("SELECT name FROM studykit.people WHERE login = %s", login)
    return None if name is None else str(name)


def overview(database: Database, today: date) -> list[ClassSum]:
    """Sums over every class the caller looks after."""
    return [ClassSum(*row) for row in database.rows("SELECT * FROM studykit.overview(%s)", today)]


def class_named(database: Database, name: str | None) -> str:
    """The class of that name among the caller's, or her only one.

    Raises:
        UsageError: when there is none, or when several need a name.
    """
    names = [each for (each,) in database.rows("SELECT name FROM studykit.classes ORDER BY name")]
    if name is None and len(names) == 1:
        return str(names[0])
    if name in names:
        return str(name)
    listed = ", ".join(names) or "none"
    asked = f"There is no class {name} among yours" if name else "Say which class, with --class"
    raise UsageError(f"{asked}; yours: {listed}.")
