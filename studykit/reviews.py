"""Ratings, the rows of the review log, and the state a card is in: plain frozen values.

The log is append-only and the only original: states are derived from it and can be rebuilt at any time.
Every row has a globally unique id, the device it was written on and the moment it was written, in UTC
milliseconds.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import NamedTuple

from studykit.cards import CardId
from studykit.frozen import dataclass
from studykit.verdict import Verdict

LONGEST_ANSWER = 1_000_000
LONGEST_VALUE = 10_000
"""Letters of what is typed, and of a remark or another value; a longer one is cut before it is written."""

LATEST_MOMENT = 253_370_764_800_000
"""The year 9999, in milliseconds; no row is dated later."""


class Rating(IntEnum):
    """What the scheduler is told; the numbers are FSRS's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def label(self) -> str:
        """The word people read."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRow:
    """What every row of the log has. `at` is in UTC milliseconds since 1970."""

    id: str
    device: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(BaseRow):
    """One answer to one card.

    `rating` is the one the verdict suggests, `score` lies in 0-1, `seconds` is the time from the question to
    the end of the answer, and a review that does not count leaves the schedule alone.
    """

    card: CardId
    study_day: date
    answer: str
    verdict: Verdict
    score: float
    rating: Rating
    seconds: float
    counts: bool
    hinted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(BaseRow):
    """A change to a review: another rating, and a verdict where the student overruled the marking."""

    card: CardId
    review: str
    rating: Rating
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle(BaseRow):
    """What a student said of an answer that marking left open; an `Amend` has the rating it led to.

    What marking thought is the verdict of the review. `open` are the positions of the items or points that
    it left open, with spaces between ("0 2"), or "" when it was the whole answer; `said` are the keys she
    pressed, one for each that was asked: y (said), p (partly), n (not said), a rating 1-4 (it settles all).
    """

    card: CardId
    review: str
    open: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(BaseRow):
    """The row named here counts as never written; an undo can itself be undone."""

    row: str
    card: CardId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(BaseRow):
    """A card is taken out of the quiz, or put back into it."""

    card: CardId
    suspended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(BaseRow):
    """A setting is given a value; `None` gives it its default back."""

    name: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(BaseRow):
    """A card whose fact was left out of an outline practised on a study day: it comes first the next."""

    card: CardId
    study_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(BaseRow):
    """What a student decided of a card that was renamed: with `keep`, the history of `was` is this card's.

    Without it she began the card afresh, and is not asked again.
    """

    card: CardId
    was: CardId
    keep: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(BaseRow):
    """A new card was shown with its answer before it was asked; that moves no memory."""

    card: CardId
    study_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(BaseRow):
    """A remark on a card, perhaps empty, for whoever wrote it; `None` takes the flag away."""

    card: CardId
    remark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset(BaseRow):
    """A card begins afresh: the reviews before this row stay in the log and count no more."""

    card: CardId


TIMELINE = "timeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(BaseRow):
    """Something practised beside the cards; it moves no schedule.

    `name` says what: `TIMELINE` for facts put in order, "mock" for an essay planned against the clock.
    `value` is what it was about: the facts' ids with spaces between, or the question. `score` lies in 0-1,
    `seconds` is how long it took.
    """

    study_day: date
    name: str
    value: str
    score: float
    seconds: float


LogRow = (
    Review | Amend | Settle | Undo | Suspend | Setting | Practice | Move | Shown | Flag | Reset | Exercise
)


class Outcome(NamedTuple):
    """How an answer came out, without what was typed: all that figures over a whole history need.

    `day` is the study day as an ordinal; the other fields are those of its `Review`.
    """

    id: str
    at: int
    card: CardId
    day: int
    verdict: Verdict
    rating: Rating
    seconds: float
    counts: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a card said when it was answered last: by this it is known again under another id."""

    card: CardId
    ask: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What FSRS knows of a card: stability in days (until recall is 0.9), difficulty 1-10, last study day."""

    stability: float
    difficulty: float
    last_day: date


@dataclass(frozen=True, slots=True)
class CardState:
    """What the log says of one card. `memory` is None until a review counted.

    `reviews` and `lapses` number the counting reviews and those of them, after the first, rated Again.
    """

    card: CardId
    memory: MemoryState | None = None
    first_day: date | None = None
    due: date | None = None
    reviews: int = 0
    lapses: int = 0
    suspended: bool = False

    @property
    def is_met(self) -> bool:
        """Whether a review of it counted."""
        return self.memory is not None
