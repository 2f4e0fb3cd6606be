"""What is wrong with a user's file, as a value: problems are collected, never raised."""

from __future__ import annotations

from enum import StrEnum

from studykit.frozen import dataclass


class Level(StrEnum):
    """How much a problem matters: an `error` would mislead a student, `advice` is about style."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one file, and how to mend it.

    `line` and `column` count from 1; `text` is the offending text as it stands in the file; `rule` is the
    stable name of the rule that was broken.
    """

    file: str
    line: int
    column: int
    text: str
    message: str
    mend: str
    rule: str
    level: Level = Level.ERROR
