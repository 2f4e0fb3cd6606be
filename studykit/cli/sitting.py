"""One sitting of the quiz at the keyboard: asks, marks, writes down, shows, and listens for a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId, Points, Source, shown_order
from studykit.cli import screens, settling, terminal
from studykit.cli.clock import milliseconds, seconds
from studykit.cli.display import Style, count, day_name, say
from studykit.errors import NotFoundError
from studykit.memory.session import Session, Turn
from studykit.pace import pace
from studykit.reviews import Rating, Review
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.collection import Collection
    from studykit.decks.library import Listing
    from studykit.marking import Mark

PROMPT = "> "
MORE = "  "
GONE = "That answer is not in your work any more: it was forgotten or restored away while this quiz was open."
RULED = {Verdict.CORRECT: "right", Verdict.PARTIAL: "partly right", Verdict.WRONG: "wrong"}


@dataclass
class Sitting:
    """A session in the hands of a student; `ended` when she stopped it."""

    collection: Collection
    session: Session
    today: date
    style: Style
    counts: bool = True
    kinds: Sequence[Listing] = ()
    uncounted: frozenset[CardId] = frozenset()
    """Cards that leave the schedule alone although the sitting counts: those drilled before they are due."""
    ended: bool = False
    _hinted: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._pace = pace(self.collection)
        self._kind = {card.id: card.kind for card in self.kinds}
        self._met = {card for card, state in self.collection.states.items() if state.memory is not None}
        self._titles = {deck.slug: deck.title for deck in self.collection.library.decks}

    def run(self, time_limit: float | None = None) -> None:
        """Ask until nothing is left, the time (seconds) is over, or the student ends it."""
        started = seconds()
        try:
            while (card := self.session.current) is not None and not self.ended:
                if time_limit is not None and seconds() - started >= time_limit:
                    say(self.style.text(f"Time is up. {count(len(self.session.left), 'card')} can wait."))
                    return
                self._ask(self.collection.library.card(card))
        except (KeyboardInterrupt, EOFError):
            self.ended = True
            say()

    def _counts(self, card: CardId) -> bool:
        return self.counts and card not in self.uncounted

    # Asking

    def _ask(self, card: Card) -> None:
        """Ask one card until it is answered, skipped or the sitting ends."""
        shown = shown_order(card, self.collection.store.state(card.id).reviews)
        left = self.session.left
        question = screens.Question(
            card,
            deck_title=self._titles.get(card.deck, card.deck),
            left=len(left),
            seconds=sum(self._pace[self._kind[other]] for other in left),
            shown=shown,
            is_new=card.id not in self._met,
            is_retry=self.session.turn is Turn.RETRY,
        )
        say("\n" + screens.question(question, self.style))
        self._hinted = False
        started = seconds()
        asked_again = False
        while (answer := self._answer(card)) is not None:
            mark = self.collection.mark(card, answer, shown)
            if not mark.unread or asked_again:
                mark = settling.given_up(mark) if mark.unread else mark
                self._judge(card, answer, mark, seconds() - started)
                return
            say(self.style.text(screens.sentence(mark.why)))
            asked_again = True

    def _answer(self, card: Card) -> str | None:
        """Read an answer; None when a command was given that leaves the card."""
        lines: list[str] = []
        several = isinstance(card.expected, Points)
        while True:
            line = terminal.read_line(MORE if lines else PROMPT)
            word = line.strip()
            if word == "?" or word.startswith("/"):
                if self._obey("/hint" if word == "?" else word.lower(), card):
                    return None
            elif not word and not lines:
                say(self.style.text("Type an answer, or `idk` to see it; /help shows the commands."))
            elif not word:
                return "\n".join(lines)
            else:
                lines.append(line)
                if not several or (len(lines) == 1 and self._is_no_point(card, line)):
                    return "\n".join(lines)

    def _is_no_point(self, card: Card, line: str) -> bool:
        """Say whether a first line is no beginning of an answer, so that no more lines are waited for."""
        return _gives_up(line) or self.collection.mark(card, line).unread

    def _obey(self, command: str, card: Card) -> bool:
        """Do what a command at the prompt says; True when the card is left with it."""
        from studykit.hints import hint

        match command:
            case "/hint":
                self._hinted = True
                say(self.style.field("Hint", hint(card)))
                return False
            case "/help":
                say(screens.table("While answering", screens.COMMANDS, self.style))
                return False
            case "/skip":
                self.session = self.session.skip()
            case "/suspend":
                self._suspend(card)
            case "/undo":
                return self._take_back()
            case "/quit":
                self.ended = True
            case _:
                say(self.style.text(f"There is no command {command}; /help shows those there are."))
                return False
        return True

    # Judging

    def _judge(self, card: Card, answer: str, mark: Mark, taken: float) -> None:
        """Write an answer down with what marking made of it, and only then show the verdict."""
        from studykit.memory.schedule import is_leech

        outcomes = self.collection.outcomes(card.id, self.today)
        review = self.collection.record(
            card,
            answer,
            mark,
            at=milliseconds(),
            day=self.today,
            seconds=taken,
            counts=self._counts(card.id),
            hinted=self._hinted,
        )
        self._met.add(card.id)
        self.session = self.session.answer(mark.verdict, review.id)
        leech = is_leech(self.collection.store.state(card.id))
        step = screens.next_step(
            mark.verdict, review.rating, outcomes, self.today, self._counts(card.id), leech, self.style
        )
        with terminal.single_keys(lambda: say("\n" + step)):
            if settling.is_open(mark):
                self._settle(card, mark, review, outcomes)
                return
            say(screens.verdict(card, mark, self._sources(card), self.style) + "\n" + step)
            while not self._heed(terminal.read_key(), card, review, outcomes):
                pass

    def _settle(self, card: Card, mark: Mark, review: Review, outcomes: Mapping[Rating, date]) -> None:
        """Show an answer that marking left open, and let the student say what it is worth."""
        say(screens.verdict(card, mark, self._sources(card), self.style))

        def heed(key: str) -> bool:
            return self._heed(key, card, review, outcomes)

        settled = settling.settle(card, mark, self.style, hinted=self._hinted, heed=heed)
        if settled is not None:
            self.session = self.session.overrule(settled.verdict)
            self.collection.settle(
                review, settled.rating, settled.verdict, open_=mark.open, said=settled.said, at=milliseconds()
            )
            self._say_rated(review, settled.rating, settled.verdict, outcomes)

    def _heed(self, key: str, card: Card, review: Review, outcomes: Mapping[Rating, date]) -> bool:
        """Do what a key after the verdict says; True when the next card may come."""
        match key:
            case terminal.ENTER:
                return True
            case "1" | "2" | "3" | "4":
                self._rate(review, Rating(int(key)), None, outcomes)
            case "y":
                self._overrule(review, Verdict.CORRECT, Rating.GOOD, outcomes)
            case "n":
                self._overrule(review, Verdict.WRONG, Rating.AGAIN, outcomes)
            case "u":
                self._take_back()
            case "s":
                self._suspend(card)
            case "e":
                say(f"  {card.id} is written in {card.place.file}, line {card.place.line}.")
                return False
            case "?":
                say(screens.table("Keys", screens.KEYS, self.style))
                return False
            case "q" | terminal.END:
                self.ended = True
            case _:
                return False
        return True

    def _overrule(
        self, review: Review, verdict: Verdict, rating: Rating, outcomes: Mapping[Rating, date]
    ) -> None:
        self.session = self.session.overrule(verdict)
        self._rate(review, rating, verdict, outcomes)

    def _rate(
        self, review: Review, rating: Rating, verdict: Verdict | None, outcomes: Mapping[Rating, date]
    ) -> None:
        try:
            self.collection.amend(review, rating, verdict, at=milliseconds())
        except NotFoundError:
            say(self.style.text(GONE))
            return
        self._say_rated(review, rating, verdict, outcomes)

    def _say_rated(
        self, review: Review, rating: Rating, verdict: Verdict | None, outcomes: Mapping[Rating, date]
    ) -> None:
        said = "" if verdict is None else f"Counted as {RULED[verdict]}. "
        when = f", next {day_name(outcomes[rating], self.today)}" if self._counts(review.card) else ""
        say(self.style.text(f"{said}{rating.label}{when}."))

    def _take_back(self) -> bool:
        """Take back the last answer of this sitting; True when there was one, and its card is asked again."""
        if not self.session.answered:
            say(self.style.text("Nothing to take back yet; `studykit undo` takes back earlier answers."))
            return False
        taken = self.session.answered[-1]
        try:
            self.collection.undo(self.collection.review(taken.review), at=milliseconds())
            said = "Taken back."
        except NotFoundError:
            said = GONE
        self.session = self.session.take_back()
        say(self.style.text(said))
        return True

    def _suspend(self, card: Card) -> None:
        self.collection.suspend(card.id, True, at=milliseconds())
        self.session = self.session.without(card.id)
        say(self.style.text(f"Suspended; `studykit deck unsuspend {card.id}` puts it back."))

    def _sources(self, card: Card) -> Mapping[str, Source]:
        return self.collection.sources(card.deck)

    def summary(self, chosen: Sequence[Listing]) -> str:
        """Say how the sitting went and when to come back."""
        library = self.collection.library
        missed = {done.card: done for done in self.session.answered if done.verdict is not Verdict.CORRECT}
        asks = [library.card(card).ask for card in missed]
        coming = self.collection.next_due(chosen, self.today)
        return screens.summary(self.session, asks, coming, self.today, self.style)


def _gives_up(line: str) -> bool:
    from studykit.marking import gives_up

    return gives_up(line)
