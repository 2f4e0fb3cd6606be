"""What can stop a command: one sentence that says what, where and what to do, and an exit code."""

from __future__ import annotations


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
