"""Opening a hub: which one is meant, the password asked for when there is somebody to ask, and warnings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from typing import TYPE_CHECKING, Annotated

from typer import Option

from studykit.cli import terminal
from studykit.cli.display import tell_text
from studykit.errors import UsageError
from studykit.school.address import is_address, parsed
from studykit.school.database import Database
from studykit.school.faults import PasswordNeededError

if TYPE_CHECKING:
    from studykit.cli.context import Invocation
    from studykit.school.address import Address

SCHOOL = "school-hub"
"""The fact that names the hub which was managed, or reported from, last."""

SYNC_HUB = "sync-hub"
"""The fact that names the hub which this device synced with last; empty when a folder came since."""

TRIES = 3

ClassOption = Annotated[
    str | None, Option("--class", metavar="CLASS", help="Which class, if you have several.")
]
HubOption = Annotated[
    str | None,
    Option(
        "--hub", metavar="ADDRESS", help="postgresql://LOGIN@HOST/DATABASE; the last one if none is named."
    ),
]


@contextmanager
def opened(address: Address) -> Iterator[Database]:
    """Connect to a hub for a while; asks for a password when it wants one and somebody can be asked."""
    database = connected(address)
    with database:
        if not database.is_encrypted:
            tell_text(
                "This connection is not encrypted: whoever is on the network between here and the server can "
                "read what travels. Add ?sslmode=require to the address."
            )
        if address.parameters.get("require_auth") == "password" and not database.is_encrypted:
            tell_text("The password went in the clear too; change it (`studykit school password`).")
        yield database


def connected(address: Address) -> Database:
    """Connect to a hub; a password that was typed once is not asked for again."""
    whose = (address.login, address.host)
    typed = _typed.get(whose)
    tried = 0
    while True:
        try:
            database = Database.open(address, typed)
        except PasswordNeededError as error:
            if tried == TRIES or not terminal.is_interactive():
                raise
            if tried:
                tell_text(str(error))
            typed = getpass(f"Password of {address.login}: ")
            tried += 1
        else:
            _typed[whose] = typed
            return database


_typed: dict[tuple[str, str], str | None] = {}
"""Passwords typed in this run, by login and host."""


def address_of(here: Invocation, named: str | None) -> Address:
    """The address that is named, or that of the hub used last; it is kept for the next time.

    Raises:
        UsageError: when none is named and none was used before.
    """
    store = here.collection.store
    text = named or store.noted(SCHOOL) or store.noted(SYNC_HUB) or ""
    if not is_address(text) and not named:
        raise UsageError("Name the hub: --hub postgresql://LOGIN@HOST/DATABASE.")
    address = parsed(text)
    if named:
        store.note(SCHOOL, address.url)
    return address
