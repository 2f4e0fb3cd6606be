"""One sitting of the quiz at the keyboard: asks, marks, writes down, shows, and listens for a key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from studykit.cards import Card, Points
from studykit.cli import card_screen, screens, settling, terminal
from studykit.cli.asking import goes_on
from studykit.cli.clock import seconds
from studykit.cli.display import Style, resized, say
from studykit.cli.standing import LoggedAnswer, Standing
from studykit.hints import hint
from studykit.memory.schedule import is_leech
from studykit.reviews import Rating
from studykit.study import answering
from studykit.verdict import Verdict
from studykit.visible import visible

if TYPE_CHECKING:
    from studykit.marking import Mark

PROMPT = "> "
MORE = "  "
LEARN_OFFER = "Rather see each card with its answer first? Type /learn."
LOOKING = frozenset("ife?")
"""Keys after which the verdict still stands and waits for one."""

KEYS_STAND_ALONE = "Here each key stands alone: ? shows them, / begins a command."
LONGEST_SHOWN, MOST_ASIDES = 30, 2
NEW_DAY = "A new day has begun, and with it another day's plan."
NO_MORE = "There is nothing more to read on this card."
RULINGS = {"y": (Rating.GOOD, Verdict.CORRECT), "n": (Rating.AGAIN, Verdict.WRONG)}


@dataclass
class Sitting(Standing):
    """A session at the keyboard, shown in a style."""

    style: Style

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
                    if self.turn_day():
                        say()
                        self._say(NEW_DAY)
                        return
                    if self.learning:
                        self._show_ahead()
                    self._ask(self.collection.library.card(card))
            except (KeyboardInterrupt, EOFError):
                self.ended = self.broken_off = True
                say()

    def _show_ahead(self) -> None:
        for card in self.to_show():
            if not goes_on(card_screen.first_look(card, self.title(card), self.style)):
                raise EOFError

    def _say(self, text: str) -> None:
        say(self.style.line(text))

    # Asking

    def _ask(self, card: Card) -> None:
        """Ask one card until it is answered, skipped or the sitting ends."""
        asked = self.question(card)
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
            mark = self.collection.mark(card, answer, asked.shown)
            if not mark.unread or asked_again:
                mark = settling.given_up(mark) if mark.unread else mark
                self._answered(card, answer, mark, seconds() - started)
                return
            self._say(screens.sentence(mark.why))
            asked_again = True

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
                self._say("Type an answer, or `idk` to see it; /help shows the commands.")
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
                self._say(self.suspend(card))
            case "/undo" if not self.session.answered:
                self._say("Nothing to take back yet; `studykit undo` takes back earlier answers.")
                return False
            case "/undo":
                self._say(self.take_back())
            case "/learn" if self.offers_learning:
                self.learning = True
            case "/quit":
                self.ended = True
            case _:
                self._say(f"There is no command {command}; /help shows those there are.")
                return False
        return True

    # After an answer

    def _answered(self, card: Card, answer: str, mark: Mark, taken: float) -> None:
        """Write an answer down, and only then show the verdict and do what keys say."""
        self.style = resized(self.style)
        self.turn_day()  # a laptop may have slept since the question was shown
        logged = self.judge(card, answer, mark, taken, hinted=self._hinted)
        if settling.is_open(mark):
            self._settle(logged, mark)
            return
        rating = logged.review.rating
        step = screens.next_step(
            rating,
            self.back(logged, rating),
            leech=is_leech(self.collection.store.state(card.id)),
            has_more=bool(card.sources or card.note or card.quote),
            style=self.style,
        )
        with terminal.single_keys(step.strip("\n")):
            say(f"{self._verdict(card, mark, answer, step)}\n{step}")
            while not self._heed(logged, terminal.read_key(terminal.TYPED)):
                pass

    def _verdict(self, card: Card, mark: Mark, answer: str, below: str) -> str:
        """The verdict, in the lines that the question above it and what stands `below` leave it."""
        above = self._asked.count("\n") + 3 + answer.count("\n") + len(answer) // self.style.measure
        room = self.style.height - above - below.count("\n") - 1
        self._standing = screens.verdict(
            card, mark, self.collection.library.sources(card.deck), self.style, answer=answer, room=room
        )
        return self._standing

    def _settle(self, logged: LoggedAnswer, mark: Mark) -> None:
        """Show an answer that marking left open, and let the student say what it is worth."""
        card = logged.card
        asked = settling.question(settling.questions(card, mark)[0], self.style)
        say(self._verdict(card, mark, logged.review.answer, asked))
        heed = partial(self._heed, logged)
        settled = settling.settle(card, mark, self.style, hinted=self._hinted, heed=heed)
        if settled is not None:
            write = partial(answering.settle, open_=mark.open, said=settled.said)
            self._say(self.rate(logged, settled.rating, settled.verdict, write))

    def _heed(self, logged: LoggedAnswer, key: str) -> bool:
        """Do what a key after the verdict says; True when the next card may come."""
        self.style = resized(self.style)
        if len(key) > 1:
            return self._set_aside(key)
        if key in LOOKING:
            self._look(key, logged.card)
            return logged.card.id not in self.collection.library  # it may have been edited away
        match key:
            case terminal.ENTER:
                return True
            case "1" | "2" | "3" | "4":
                self._say(self.rate(logged, Rating(int(key)), None))
            case "y" | "n":
                self._say(self.rate(logged, *RULINGS[key]))
            case "u":
                self._say(self.take_back())
            case "s":
                self._say(self.suspend(logged.card, "/undo takes that back, later "))
            case "q" | terminal.END:
                self.ended = True
            case "/":
                return self._obey_after(logged.card)
            case _:
                return False
        return True

    def _set_aside(self, typed: str) -> bool:
        """Say that what was typed or pasted is no key; True at last: who types on blindly gets on."""
        self._asides += 1
        shown = visible(" ".join(typed.split()))[:LONGEST_SHOWN]
        self._say(f"Set aside: “{shown}”. {KEYS_STAND_ALONE}")
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
                with terminal.lent():
                    remark = terminal.read_answer(self.style.edge + "Remark (Enter: none): ")
                self._say(self.flag(card, remark))
            case "e":
                self._edit(card)
            case _:
                say(screens.table("Keys", screens.KEYS, self.style))

    def _edit(self, card: Card) -> None:
        """Open a card of her own decks in her editor and take in what it says then."""
        from studykit.cli.editing import edited

        with terminal.lent():
            said, changed = edited(card)
        self._say(said + (self.take_in(card) if changed else ""))
