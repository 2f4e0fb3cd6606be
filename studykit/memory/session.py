"""One sitting of the quiz, as a state machine over values."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from studykit.cards import CardId
from studykit.frozen import dataclass
from studykit.verdict import Verdict


class Turn(StrEnum):
    """Why a card is asked."""

    FIRST = "first"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Answered:
    """A card that was answered in this sitting; `review` is the id of its row in the log."""

    card: CardId
    verdict: Verdict
    review: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Session:
    """What is still to ask, what was answered, and how many questions there may be in all.

    A card answered wrong comes back once, after all others, when `retry` is on.
    """

    waiting: tuple[CardId, ...]
    retry: bool = False
    limit: int | None = None
    again: tuple[CardId, ...] = ()
    answered: tuple[Answered, ...] = ()

    @property
    def left(self) -> tuple[CardId, ...]:
        """The cards still to be asked, in order."""
        cards = self.waiting + self.again
        return cards if self.limit is None else cards[: max(0, self.limit - len(self.answered))]

    @property
    def current(self) -> CardId | None:
        """The card to ask now; None when the sitting is over."""
        return self.left[0] if self.left else None

    @property
    def turn(self) -> Turn:
        """Why the current card is asked."""
        return Turn.FIRST if self.waiting else Turn.RETRY

    def to_come(self, turn: Turn) -> int:
        """Count the cards still to be asked for one reason or the other."""
        firsts = min(len(self.waiting), len(self.left))
        return firsts if turn is Turn.FIRST else len(self.left) - firsts

    def answer(self, verdict: Verdict, review: str) -> Session:
        """Note the answer to the current card and go on to the next."""
        done = Answered(self._current(), verdict, review, self.turn)
        after = replace(self.skip(), answered=(*self.answered, done))
        return after._queue_retry(done)

    def overrule(self, verdict: Verdict) -> Session:
        """Change the verdict of the last answer, and with it whether the card comes back."""
        done = replace(self.answered[-1], verdict=verdict)
        without = self.without(done.card)
        return replace(without, answered=(*self.answered[:-1], done))._queue_retry(done)

    def take_back(self) -> Session:
        """Forget the last answer and ask its card again now."""
        done = self.answered[-1]
        before = replace(self.without(done.card), answered=self.answered[:-1])
        if done.turn is Turn.RETRY and not self.waiting:
            return replace(before, again=(done.card, *before.again))
        return replace(before, waiting=(done.card, *before.waiting))

    def skip(self) -> Session:
        """Leave the current card for another day."""
        self._current()
        if self.waiting:
            return replace(self, waiting=self.waiting[1:])
        return replace(self, again=self.again[1:])

    def without(self, card: CardId) -> Session:
        """Ask a card no more in this sitting."""
        return replace(
            self,
            waiting=tuple(other for other in self.waiting if other != card),
            again=tuple(other for other in self.again if other != card),
        )

    def count(self, verdict: Verdict) -> int:
        """Count the answers of this sitting with a verdict."""
        return sum(done.verdict is verdict for done in self.answered)

    def _current(self) -> CardId:
        if self.current is None:
            raise ValueError("the sitting is over: there is no current card")
        return self.current

    def _queue_retry(self, done: Answered) -> Session:
        if self.retry and done.verdict is Verdict.WRONG and done.turn is Turn.FIRST:
            return replace(self, again=(*self.again, done.card))
        return self
