"""One sitting of the quiz at the keyboard: asks, marks, writes down, shows, and listens for a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId, Points, shown_order
from studykit.cli import card_screen, day_screens, screens, settling, terminal
from studykit.cli.clock import milliseconds, seconds
from studykit.cli.display import Style, resized, say
from studykit.errors import NotFoundError
from studykit.memory.session import Session, Turn
from studykit.reviews import Rating, Review
from studykit.study import answering
from studykit.study.agenda import next_study_day, seconds_of
from studykit.study.pace import READING_SECONDS
from studykit.verdict import Verdict
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.decks.library import Library, Listing
    from studykit.marking import Mark
    from studykit.study.collection import Collection

PROMPT = "> "
MORE = "  "
SHOWN_AHEAD = 3
"""How many new cards are shown before the first of them is asked."""

LEARN_OFFER = "Rather see each card with its answer first? Type /learn."
LOOKING = frozenset("ife?")
"""Keys after which the verdict still stands and waits for one."""

KEYS_STAND_ALONE = "Here each key stands alone: ? shows them, / begins a command."
LONGEST_SHOWN, MOST_ASIDES = 30, 2
NO_MORE = "There is nothing more to read on this card."
GONE = "That answer is not in your work any more: it was forgotten or restored away while this quiz was open."
RULINGS = {"y": (Rating.GOOD, Verdict.CORRECT), "n": (Rating.AGAIN, Verdict.WRONG)}
RULED = {Verdict.CORRECT: "right", Verdict.PARTIAL: "partly right", Verdict.WRONG: "wrong"}


@dataclass
class Sitting:
    """A session in the hands of a student; `ended` when she stopped it.

    `limit` is the seconds of the day's plan, counted as the plan counts them: an answer and the reading of
    its verdict, whatever else she did meanwhile. `learning` shows each new card before it is asked.
    """

    collection: Collection
    session: Session
    today: date
    style: Style
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
    broken_off: bool = field(default=False, init=False)
    spent: float = field(default=0.0, init=False)
    _hinted: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._seconds = seconds_of(self.collection, self.kinds, self.today)
        self._shown: set[CardId] = set()
        self._met = set(self.collection.met)
        self._titles = {deck.slug: deck.title for deck in self.collection.library.decks}

    def run(self, time_limit: float | None = None) -> None:
        """Ask until nothing is left, the time (seconds) is over, or the student ends it."""
        started = seconds()
        with terminal.orderly():
            try:
                while (card := self.session.current) is not None and not self.ended:
                    if time_limit is not None and seconds() - started >= time_limit:
                        return
                    if self.limit is not None and self.spent >= self.limit:
                        return
                    self.style = resized(self.style)
                    if self.learning:
                        self._show_ahead()
                    self._ask(self.collection.library.card(card))
            except (KeyboardInterrupt, EOFError):
                self.ended = self.broken_off = True
                say()

    def _counts(self, card: CardId) -> bool:
        return self.counts and card not in self.uncounted

    # Asking

    def _ask(self, card: Card) -> None:
        """Ask one card until it is answered, skipped or the sitting ends."""
        asked = self.question(card)
        shown = asked.shown
        self._asked = screens.question(asked, self.style)
        say("\n" + self._asked)
        if self.offers_learning and not self.session.answered:
            say(self.style.faint(self.style.line(LEARN_OFFER)) + "\n")
        self._hinted = False
        self._asides = 0
        self._standing = ""
        started = seconds()
        asked_again = False
        while (answer := self._answer(card)) is not None:
            mark = self.collection.mark(card, answer, shown)
            if not mark.unread or asked_again:
                mark = settling.given_up(mark) if mark.unread else mark
                self._judge(card, answer, mark, seconds() - started)
                return
            say(self.style.line(screens.sentence(mark.why)))
            asked_again = True

    def question(self, card: Card) -> screens.QuestionScreen:
        """Give the question that a card makes now, with how the sitting stands."""
        left, turn = self.session.left, self.session.turn
        number = sum(done.turn is turn for done in self.session.answered)
        waiting = sum(self._seconds[other] for other in left)
        return screens.QuestionScreen(
            card,
            deck_title=self._titles.get(card.deck, card.deck),
            number=number + 1,
            total=number + self.session.to_come(turn),
            seconds=waiting if self.limit is None else max(0.0, min(waiting, self.limit - self.spent)),
            shown=shown_order(card, self.collection.store.state(card.id).reviews),
            is_new=card.id not in self._met,
            is_retry=turn is Turn.RETRY,
        )

    def _answer(self, card: Card) -> str | None:
        """Read an answer; None when a command was given that leaves the card."""
        lines: list[str] = []
        several = isinstance(card.expected, Points)
        while True:
            line = terminal.read_answer(self.style.edge + (MORE if lines else PROMPT), self._asked)
            word = line.strip()
            if word == "?" or word.startswith("/"):
                if self._obey("/hint" if word == "?" else word.lower(), card):
                    return None
            elif not word and not lines:
                say(self.style.line("Type an answer, or `idk` to see it; /help shows the commands."))
            elif not word:
                return "\n".join(lines)
            else:
                lines.append(line)
                if not several or (len(lines) == 1 and self._is_no_point(card, line)):
                    return "\n".join(lines)

    def _is_no_point(self, card: Card, line: str) -> bool:
        """Say whether a first line is no beginning of an answer, so that no more lines are waited for."""
        made = self.collection.mark(card, line)
        return made.gave_up or made.unread

    def _obey(self, command: str, card: Card) -> bool:
        """Do what a command at the prompt says; True when the card is left with it."""
        from studykit.hints import hint

        self.style = resized(self.style)
        match command:
            case "/hint":
                self._hinted = True
                say(self.style.line(f"Hint: {hint(card)}", rest=""))
                return False
            case "/help":
                offered = (screens.LEARN,) if self.offers_learning else ()
                say(screens.table("While answering", (*screens.COMMANDS, *offered), self.style))
                return False
            case "/skip":
                self.session = self.session.skip()
            case "/suspend":
                self._suspend(card)
            case "/undo":
                return self._take_back()
            case "/learn" if self.offers_learning:
                self.learning = True
            case "/quit":
                self.ended = True
            case _:
                say(self.style.line(f"There is no command {command}; /help shows those there are."))
                return False
        return True

    # Judging

    def _judge(self, card: Card, answer: str, mark: Mark, taken: float) -> None:
        """Write an answer down with what marking made of it, and only then show the verdict."""
        from studykit.memory.schedule import is_leech

        self.style = resized(self.style)
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
            hinted=self._hinted,
        )
        self._met.add(card.id)
        self.session = self.session.answer(mark.verdict, review.id)
        self.spent += taken + READING_SECONDS
        if settling.is_open(mark):
            self._settle(card, mark, review, outcomes)
            return
        step = screens.next_step(
            review.rating,
            self._back(card.id, outcomes[review.rating]),
            leech=is_leech(self.collection.store.state(card.id)),
            has_more=bool(card.sources or card.note or card.quote),
            style=self.style,
        )
        with terminal.single_keys(step.strip("\n")):
            say(f"{self._verdict(card, mark, answer, step)}\n{step}")
            while not self._heed(terminal.read_key(terminal.TYPED), card, review, outcomes):
                pass

    def _verdict(self, card: Card, mark: Mark, answer: str, below: str) -> str:
        """The verdict, in the lines that the question above it and what stands `below` leave it."""
        above = self._asked.count("\n") + 3 + answer.count("\n") + len(answer) // self.style.measure
        room = self.style.height - above - below.count("\n") - 1
        self._standing = screens.verdict(
            card, mark, self.collection.library.sources(card.deck), self.style, answer=answer, room=room
        )
        return self._standing

    def _settle(self, card: Card, mark: Mark, review: Review, outcomes: Mapping[Rating, date]) -> None:
        """Show an answer that marking left open, and let the student say what it is worth."""
        asked = settling.question(settling.questions(card, mark)[0], self.style)
        say(self._verdict(card, mark, review.answer, asked))

        def heed(key: str) -> bool:
            return self._heed(key, card, review, outcomes)

        settled = settling.settle(card, mark, self.style, hinted=self._hinted, heed=heed)
        if settled is not None:
            write = partial(answering.settle, open_=mark.open, said=settled.said)
            self._rate(review, settled.rating, settled.verdict, outcomes, write)

    def _heed(self, key: str, card: Card, review: Review, outcomes: Mapping[Rating, date]) -> bool:
        """Do what a key after the verdict says; True when the next card may come."""
        self.style = resized(self.style)
        if len(key) > 1:
            return self._set_aside(key)
        if key in LOOKING:
            self._look(key, card)
            return False
        match key:
            case terminal.ENTER:
                return True
            case "1" | "2" | "3" | "4":
                self._rate(review, Rating(int(key)), None, outcomes)
            case "y" | "n":
                self._rate(review, *RULINGS[key], outcomes)
            case "u":
                self._take_back()
            case "s":
                self._suspend(card, "/undo takes that back, later ")
            case "q" | terminal.END:
                self.ended = True
            case "/":
                return self._obey_after(card)
            case _:
                return False
        return True

    def _set_aside(self, typed: str) -> bool:
        """Say that what was typed or pasted is no key; True at last: who types on blindly gets on."""
        self._asides += 1
        shown = visible(" ".join(typed.split()))[:LONGEST_SHOWN]
        say(self.style.line(f"Set aside: “{shown}”. {KEYS_STAND_ALONE}"))
        return self._asides > MOST_ASIDES

    def _obey_after(self, card: Card) -> bool:
        """Read the rest of a command that a slash began after the verdict, and obey; True to go on."""
        with terminal.lent():
            line = terminal.read_answer(self.style.edge + PROMPT + "/")
        command = "/" + line.strip().lower()
        return command == "/skip" or (command != "/" and self._obey(command, card))

    def _look(self, key: str, card: Card) -> None:
        """Do what a key says that leaves the answer as it is."""
        match key:
            case "i":
                told = screens.extras(card, self.collection.library.sources(card.deck), self.style)[1:]
                left = [each for each in told if each not in self._standing]
                self._standing += "\n".join(left)
                say("\n".join(left) or self.style.line(NO_MORE))
            case "f":
                self._flag(card)
            case "e":
                self._edit(card)
            case _:
                say(screens.table("Keys", screens.KEYS, self.style))

    def _rate(
        self,
        review: Review,
        rating: Rating,
        verdict: Verdict | None,
        outcomes: Mapping[Rating, date],
        write: Callable[..., None] = answering.amend,
    ) -> None:
        """Give an answer another rating and, unless it is None, another verdict, and say so."""
        if verdict is not None:
            self.session = self.session.overrule(verdict)
        try:
            write(self.collection, review, rating, verdict, at=milliseconds())
        except NotFoundError:
            say(self.style.line(GONE))
            return
        said = "" if verdict is None else f"Counted as {RULED[verdict]}. "
        back = self._back(review.card, outcomes[rating]) if self._counts(review.card) else None
        say(self.style.line(f"{said}{rating.label}{f', {back}' if back else ''}."))

    def _back(self, card: CardId, due: date) -> str | None:
        """Say when a card comes back if that is known: with an exam, if the next study day holds it."""
        if not self._counts(card):
            return "The schedule stays as it is: this answer does not count for it."
        if not self.collection.coming_exams(self.today):
            return day_screens.back(due, self.today)
        following = next_study_day(self.collection, self.collection.listings(), self.today)
        if following is None or card not in following.questions or due > following.day:
            return None  # a day may open with a card that can wait, which another may take the place of
        return day_screens.back(following.day, self.today)

    def _take_back(self) -> bool:
        """Take back the last answer of this sitting; True when there was one, and its card is asked again."""
        if not self.session.answered:
            say(self.style.line("Nothing to take back yet; `studykit undo` takes back earlier answers."))
            return False
        try:
            taken = self.session.answered[-1]
            review = answering.review_of(self.collection, taken.review)
            answering.undo(self.collection, review, at=milliseconds())
            said = "Taken back."
            if self.collection.store.state(taken.card).suspended:
                answering.suspend(self.collection, taken.card, False, at=milliseconds())
                said = "Taken back; the card is in the quiz again."
        except NotFoundError:
            said = GONE
        self.session = self.session.take_back()
        say(self.style.line(said))
        return True

    def _suspend(self, card: Card, now: str = "") -> None:
        answering.suspend(self.collection, card.id, True, at=milliseconds())
        self.session = self.session.without(card.id)
        say(self.style.line(f"Suspended; {now}`studykit card {card.id} resume` puts it back."))

    def _show_ahead(self) -> None:
        """Show the next new cards with their answers: each is asked a few cards after it was shown."""
        for card_id in self.session.left[:SHOWN_AHEAD]:
            if card_id in self._met or card_id in self._shown:
                continue
            card = self.collection.library.card(card_id)
            self._shown.add(card_id)
            answering.note_shown(self.collection, card_id, at=milliseconds(), day=self.today)
            title = self._titles.get(card.deck, card.deck)
            shown = card_screen.first_look(card, title, self.style)
            with terminal.single_keys(shown):
                say("\n" + shown)
                while (key := terminal.read_key()) != terminal.ENTER:
                    if key in ("q", terminal.END):
                        raise EOFError

    def _flag(self, card: Card) -> None:
        """Flag a card with a remark for whoever wrote it."""
        with terminal.lent():
            remark = terminal.read_answer(self.style.edge + "Remark (Enter: none): ")
        answering.flag(self.collection, card.id, " ".join(remark.split()), at=milliseconds())
        say(self.style.line("Flagged; `studykit deck flags` lists what is flagged."))

    def _edit(self, card: Card) -> None:
        """Open a card of her own decks in her editor and take in what it says then."""
        from studykit.cli.editing import edited

        with terminal.lent():
            said, changed = edited(card)
        if changed and self.reopen is not None:
            self.collection.take_in(self.reopen())
            if card.id not in self.collection.library:
                self.session = self.session.without(card.id)
                said += " The card is no longer there, or has an error now: `studykit deck check` says which."
        say(self.style.line(said))
