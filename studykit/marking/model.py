"""What marking gives: a Mark, and the model answer in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studykit.verdict import Verdict

PieceState = Literal["matched", "misspelt", "missing", "plain"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the model answer and how the typed answer stands to it; plain stretches are neither."""

    text: str
    state: PieceState


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict on one answer, and why.

    Attributes:
        verdict: correct, partial or wrong; the best guess where it is not sure. score: 0 to 1.
        points: positions of the items or points made for certain, from 0, in file order.
        why: one short sentence, certainly true of what was typed, or "" when there is nothing certain to say;
            it never begins with the name of a verdict.
        model: the model answer; its pieces' texts joined are all of it.
        gave_up: whether nothing was tried ("idk", empty).
        sure: whether the verdict is certain enough to stand without asking.
        open: positions of the items or points that are neither made nor not.
        unread: whether the answer cannot be one of its kind (an option that is none), so that it is asked again.
    """

    verdict: Verdict
    score: float
    points: tuple[int, ...]
    why: str
    model: tuple[Piece, ...]
    gave_up: bool = False
    sure: bool = True
    open: tuple[int, ...] = ()
    unread: bool = False
