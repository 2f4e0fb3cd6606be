"""How a sitting of the quiz stands, and what answers and keys change in it: nothing is read or shown here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId, shown_order
from studykit.cli import day_screens
from studykit.cli.clock import local_now, milliseconds
from studykit.cli.screens import QuestionScreen
from studykit.errors import NotFoundError
from studykit.memory.session import Session, Turn
from studykit.memory.study_day import study_day
from studykit.reviews import Rating, Review
from studykit.study import answering
from studykit.study.agenda import next_study_day, seconds_of
from studykit.study.pace import READING_SECONDS
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.decks.library import Library, Listing
    from studykit.marking import Mark
    from studykit.study.collection import Collection

SHOWN_AHEAD = 3
"""How many new cards are shown before the first of them is asked."""

GONE = "That answer does not count any more: it was taken back, forgotten or restored away meanwhile."


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """An answer that is in the log, its card, and when that comes back by each rating."""

    card: Card
    review: Review
    outcomes: Mapping[Rating, date]


@dataclass
class Standing:
    """A session in the hands of a student; `ended` when she stopped it.

    `limit` is the seconds of the day's plan, counted as the plan counts them: an answer and the reading of
    its verdict, whatever else she did meanwhile. `learning` shows each new card before it is asked.
    """

    collection: Collection
    session: Session
    today: date
    _: KW_ONLY
    counts: bool = True
    kinds: Sequence[Listing] = ()
    uncounted: frozenset[CardId] = frozenset()
    """Cards that leave the schedule alone although the sitting counts: those drilled before they are due."""
    limit: float | None = None
    learning: bool = False
    offers_learning: bool = False
    reopen: Callable[[], Library] | None = None
    """Reads the decks again after a card was changed."""
    ended: bool = False
    day_over: bool = field(default=False, init=False)
    """Whether another study day has begun since the sitting was opened."""
    broken_off: bool = field(default=False, init=False)
    spent: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._seconds = seconds_of(self.collection, self.kinds, self.today)
        self._shown: set[CardId] = set()
        self._met = set(self.collection.met)
        self._titles = {deck.slug: deck.title for deck in self.collection.library.decks}

    def turn_day(self) -> bool:
        """Say whether another study day has begun since it was opened; what follows belongs to that."""
        now = study_day(local_now(), self.collection.settings.rollover_hour)
        if now > self.today:
            self.today, self.day_over = now, True
        return self.day_over

    def title(self, card: Card) -> str:
        """The title of a card's deck."""
        return self._titles.get(card.deck, card.deck)

    def question(self, card: Card) -> QuestionScreen:
        """Give the question that a card makes now, with how the sitting stands."""
        turn = self.session.turn
        number = sum(done.turn is turn for done in self.session.answered)
        waiting = sum(self._seconds[other] for other in self.session.left)
        return QuestionScreen(
            card,
            deck_title=self.title(card),
            number=number + 1,
            total=number + self.session.to_come(turn),
            seconds=waiting if self.limit is None else max(0.0, min(waiting, self.limit - self.spent)),
            shown=shown_order(card, self.collection.store.state(card.id).reviews),
            is_new=card.id not in self._met,
            is_retry=turn is Turn.RETRY,
        )

    def to_show(self) -> Iterator[Card]:
        """Give the next new cards, to be shown with their answers: each is asked a few cards later."""
        for card in self.session.left[:SHOWN_AHEAD]:
            if card not in self._met and card not in self._shown:
                self._shown.add(card)
                answering.note_shown(self.collection, card, at=milliseconds(), day=self.today)
                yield self.collection.library.card(card)

    def judge(self, card: Card, answer: str, mark: Mark, taken: float, *, hinted: bool) -> LoggedAnswer:
        """Write an answer down with what marking made of it; `taken` is the seconds that she typed."""
        outcomes = self.collection.outcomes(card.id, self.today)
        review = answering.record(
            self.collection,
            card,
            answer,
            mark,
            at=milliseconds(),
            day=self.today,
            seconds=taken,
            counts=self._counts(card.id),
            hinted=hinted,
        )
        self._met.add(card.id)
        self.session = self.session.answer(mark.verdict, review.id)
        self.spent += taken + READING_SECONDS
        return LoggedAnswer(card, review, outcomes)

    def _counts(self, card: CardId) -> bool:
        return self.counts and card not in self.uncounted

    def rate(
        self,
        logged: LoggedAnswer,
        rating: Rating,
        verdict: Verdict | None,
        write: Callable[..., None] = answering.amend,
    ) -> str:
        """Give an answer another rating and, unless it is None, another verdict; say so."""
        if verdict is not None:
            self.session = self.session.overrule(verdict)
        try:
            write(self.collection, logged.review, rating, verdict, at=milliseconds())
        except NotFoundError:
            return GONE
        said = "" if verdict is None else f"Counted as {day_screens.RESULT_WORDS[verdict]}. "
        back = self.back(logged, rating) if self._counts(logged.card.id) else None
        return f"{said}{rating.label}{f', {back}' if back else ''}."

    def back(self, logged: LoggedAnswer, rating: Rating) -> str | None:
        """Say when a card comes back if that is known: with an exam, if the next study day holds it."""
        card, due = logged.card.id, logged.outcomes[rating]
        if not self._counts(card):
            return "The schedule stays as it is: this answer does not count for it."
        if not self.collection.coming_exams(self.today):
            return day_screens.back(due, self.today)
        following = next_study_day(self.collection, self.collection.listings(), self.today)
        if following is None or card not in following.questions or due > following.day:
            return None  # a day may open with a card that can wait, which another may take the place of
        return day_screens.back(following.day, self.today)

    def take_back(self) -> str:
        """Take back the last answer of this sitting, so that its card is asked again; say so."""
        taken = self.session.answered[-1]
        said = "Taken back."
        try:
            review = answering.review_of(self.collection, taken.review)
            answering.undo(self.collection, review, at=milliseconds())
            if self.collection.store.state(taken.card).suspended:
                answering.suspend(self.collection, taken.card, False, at=milliseconds())
                said = "Taken back; the card is in the quiz again."
        except NotFoundError:
            said = GONE
        self.session = self.session.take_back()
        self._drop_gone()
        return said

    def suspend(self, card: Card, now: str = "") -> str:
        """Take a card out of the quiz; say so, and `now` what else puts it back."""
        answering.suspend(self.collection, card.id, True, at=milliseconds())
        self.session = self.session.without(card.id)
        return f"Suspended; {now}`studykit card {card.id} resume` puts it back."

    def flag(self, card: Card, remark: str) -> str:
        """Flag a card with a remark for whoever wrote it; say so."""
        answering.flag(self.collection, card.id, " ".join(remark.split()), at=milliseconds())
        return "Flagged; `studykit deck flags` lists what is flagged."

    def take_in(self, card: Card) -> str:
        """Read the decks again after a card was changed; say what has become of it if it is gone."""
        if self.reopen is None:
            return ""
        self.collection.take_in(self.reopen())
        self._drop_gone()
        if card.id in self.collection.library:
            return ""
        return " The card is no longer there, or has an error now: `studykit deck check` says which."

    def _drop_gone(self) -> None:
        """Ask no card that the decks do not have any more."""
        for card in (*self.session.waiting, *self.session.again):
            if card not in self.collection.library:
                self.session = self.session.without(card)
