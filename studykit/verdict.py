"""What marking an answer gives. The scheduler gets a rating, which is something else."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """Whether an answer is right, as a teacher would say it."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
