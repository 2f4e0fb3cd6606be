"""What PostgreSQL and the way to it say, as one sentence: what happened, what is safe, what to do."""

from __future__ import annotations

from studykit.errors import DataError, NotFoundError, StudykitError, UnavailableError
from studykit.school.address import Address

SAFE = "Your own work is as it was."


class PasswordNeededError(UnavailableError):
    """The server wants a password that was not given, or another one."""


class ConnectionLostError(UnavailableError):
    """The server, or the way to it, went away: what it had confirmed is there, the rest is not known."""


class HeldError(UnavailableError):
    """Somebody else holds on to what was to be changed."""


class ForgottenMeanwhileError(UnavailableError):
    """Something was forgotten since the rows were read that are to be written."""

    def __init__(self) -> None:
        super().__init__(
            "Something was forgotten while this sync went on, and what it still had to send may hold it, so "
            "it ended here; sync again for the rest."
        )


Kind = type[StudykitError]

CONNECTING: tuple[tuple[str, Kind, str], ...] = (
    (
        "no password supplied",
        PasswordNeededError,
        "The hub asks for the password of {login}: give it when you are asked, or put it into PostgreSQL's "
        "password file (PGPASSFILE). {safe}",
    ),
    (
        "password authentication failed",
        PasswordNeededError,
        "The hub does not take this login and password ({login}); check both. {safe}",
    ),
    (
        "authentication method requirement",
        UnavailableError,
        "The server wants the password in the clear, so nothing was sent. Whoever runs it should set "
        "`scram-sha-256` in its pg_hba.conf; to send it nevertheless, add `require_auth=password` to the "
        "address. {safe}",
    ),
    (
        " does not exist",
        NotFoundError,
        "There is no such login or database on that server ({login}, {database}); check the address. {safe}",
    ),
    ("permission denied", UnavailableError, "{login} may not use {address}. {safe}"),
    ("not permitted", UnavailableError, "{login} may not use {address}. {safe}"),
    (
        "too many connections",
        UnavailableError,
        "The hub {address} has too much to do at the moment. {safe} Sync again later.",
    ),
    (
        "",
        ConnectionLostError,
        "The hub {address} cannot be reached ({reason}). {safe} Go on without it, and sync again when you "
        "are connected.",
    ),
)
"""What the driver says when it cannot connect, the first that fits."""

LOST = (
    "The connection to the hub {address} was lost ({reason}). {safe} What had arrived there stays; sync "
    "again for the rest."
)
STATEMENTS: tuple[tuple[tuple[str, ...], Kind, str], ...] = (
    (
        ("3F000", "42P01", "42883"),
        NotFoundError,
        "There is no studykit hub in {address}; whoever runs it makes one with `studykit school init`.",
    ),
    (
        ("42501",),
        UnavailableError,
        "{login} may not do that in {address}: {reason}. Nothing was changed.",
    ),
    (("P0002",), NotFoundError, "The hub says: {reason}. Nothing was changed."),
    (("23", "P0001", "22"), DataError, "The hub refuses it: {reason}. Nothing was changed."),
    (
        ("53", "58", "54000"),
        UnavailableError,
        "The server of {address} has no room or too much to do ({reason}). {safe} Tell whoever runs it, and "
        "sync again later.",
    ),
    (
        ("55P03",),
        HeldError,
        "Somebody else holds on to what this changes in {address} ({reason}). Nothing was changed; try "
        "again.",
    ),
    (("25006",), UnavailableError, "{address} can only be read at the moment. {safe} Sync again later."),
    (("08", "57"), ConnectionLostError, LOST),
    (("",), UnavailableError, "The hub {address} answers: {reason}. {safe}"),
)
"""What the beginning of PostgreSQL's own error codes means, the first that fits."""


def not_connected(error: Exception, address: Address) -> StudykitError:
    """What an error of connecting means."""
    said = str(error)
    kind, sentence = next((kind, sentence) for text, kind, sentence in CONNECTING if text in said)
    reason, *_ = said.rpartition("failed: ")[2].splitlines()  # below it stand guesses: is the server running?
    return kind(_told(sentence, reason, address))


def of_statement(error: Exception, address: Address) -> StudykitError:
    """What an error of a statement means; one without a code is the connection's."""
    code = getattr(error, "sqlstate", None)
    said = str(getattr(getattr(error, "diag", None), "message_primary", None) or error)
    if code is None:
        return ConnectionLostError(_told(LOST, said, address))
    # A file that may not grow has the code of its disk's own error, which need not be that of a full one.
    if "could not extend file" in said or "could not write" in said:
        code = "53100"
    kind, sentence = next((kind, sentence) for codes, kind, sentence in STATEMENTS if code.startswith(codes))
    return kind(_told(sentence, said, address))


def _told(sentence: str, said: str, address: Address) -> str:
    return sentence.format(
        login=address.login,
        database=address.database,
        address=address,
        safe=SAFE,
        reason=" ".join(said.split())[:200].rstrip("."),
    )
