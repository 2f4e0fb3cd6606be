"""What marking gives: a Mark, and the model answer in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studykit.verdict import Verdict

State = Literal["matched", "misspelt", "missing", "plain"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the model answer and how the typed answer stands to it; plain stretches are neither."""

    text: str
    state: State


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict on one answer, and why.

    Attributes:
        verdict: correct, partial or wrong. score: 0 to 1.
        points: positions of the items or points made, from 0, in file order.
        why: one short sentence; it never begins with the name of a verdict.
        model: the model answer; its pieces' texts joined are all of it.
        gave_up: whether nothing was tried ("idk", empty).
    """

    verdict: Verdict
    score: float
    points: tuple[int, ...]
    why: str
    model: tuple[Piece, ...]
    gave_up: bool = False
