"""What can stop a command: one sentence that says what, where and what to do, and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class StudykitError(Exception):
    """The root of every error that is told to the user in one sentence, without a traceback."""

    exit_code = 70


class DataError(StudykitError):
    """The user's own files have errors."""

    exit_code = 1


class UsageError(StudykitError):
    """The command was called in a way it does not work."""

    exit_code = 2


class NotFoundError(StudykitError):
    """Something asked for by name does not exist."""

    exit_code = 3


class StoreError(StudykitError):
    """The data store cannot be used."""

    exit_code = 4


class UnavailableError(StudykitError):
    """It cannot be done here: an extra is missing, a file exists already or cannot be written."""

    exit_code = 5


@contextmanager
def needs_extra(what: str, extra: str, otherwise: str = "") -> Iterator[None]:
    """Say of a library that is imported inside and is not there which extra has it, and what needs it.

    Raises:
        UnavailableError: then; `otherwise` is what else will do, as the end of the sentence.
    """
    try:
        yield
    except ImportError:
        raise UnavailableError(
            f"{what} needs the extra `{extra}`: install it with `pip install 'studykit[{extra}]'`{otherwise}."
        ) from None
