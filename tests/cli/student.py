"""A student whose days are told: the real program in a real pseudo-terminal, with only its clock replaced."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.program import Environment, TellingClock

DECK = "deck: kings\\ntitle: Kings and queens\\ncards:\\n".replace("\\n", "\n") + "".join(
    f"  - id: year-{number}\n    ask: In which year did reign {number} begin?\n    answer: {1500 + number}\n"
    for number in range(1, 61)
)
PROMPT, KEYS, AGAIN = (
    r"\n(?:\x1b\[\?2004h)?(?: *)> (?!\S)",
    "more keys(?:\x1b\\[0m)?\r?\n",
    r"Enter; q ends\.\r?\n",
)
EXAM, GO_ON = r"not now\)", "in a\\s+moment\r?\n"


@dataclass
class Student:
    """Her home, the deck she learns, and the terminal she sits at."""

    home: Path
    columns: int = 80
    lines: int = 24
    plain: bool = True
    seconds: float = 7.0

    def __post_init__(self) -> None:
        decks = self.home / "shipped"
        decks.mkdir(parents=True)
        (decks / "kings.yaml").write_text(DECK, encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("STUDYKIT", "LC_"))}
        size = {"COLUMNS": str(self.columns), "LINES": str(self.lines)}
        return {
            **kept,
            "STUDYKIT_HOME": str(self.home),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            **size,
        }

    def at(self, when: str) -> Environment:
        """What she finds around the program at a moment, at which her clock stands still."""
        told = TellingClock(datetime.fromisoformat(when), self.seconds)
        return Environment(self.environment, clock=told, shipped=self.home / "shipped")

    def run(self, when: str, *words: str) -> str:
        """Run a command without a terminal; give what it printed."""
        done = self.at(when).run(*words).text
        return done.out + done.err

    def log(self) -> list[str]:
        """Every row of the log, as `data export` prints it."""
        return self.run("2027-01-01T12:00+00:00", "data", "export").splitlines()

    def quiz(
        self,
        when: str,
        *words: str,
        answer: Callable[[str], str],
        stop_after: int = 1000,
        again: str = "q",
        exam: str = "",
    ) -> str:
        """Sit a quiz: `answer` gives what she types to a screen; give the whole of what stood on it."""
        import pexpect

        plain = ["--plain"] if self.plain else []
        child = self.at(when).sit(*plain, "quiz", *words, columns=self.columns, lines=self.lines)
        seen, answered, asked_for_exam = "", 0, False
        days = iter(exam.split("\n"))
        while (found := child.expect([PROMPT, KEYS, AGAIN, EXAM, GO_ON, pexpect.EOF])) != 5:
            screen = child.before
            seen += screen + child.after
            if found == 0:
                child.send((next(days) if asked_for_exam else answer(screen)) + "\r")
            elif found == 3:
                asked_for_exam = True
            else:
                answered += found == 1
                child.send(again if found == 2 else "q" if answered >= stop_after else "\r")
        seen += child.before
        child.close()
        assert child.exitstatus == 0, seen
        return tidy(seen)


def tidy(text: str) -> str:
    """What stood on the screen, without what only moves the cursor."""
    return re.sub(r"\x1b\[\?2004[hl]\r?", "", text.replace("\r\n", "\n")).replace("\r", "")


def right(screen: str) -> str:
    """The right answer to the question on the screen."""
    return str(1500 + int(re.findall(r"reign (\d+)", screen)[-1]))


def mostly_right(screen: str) -> str:
    """The right answer, but to one question in four."""
    number = int(re.findall(r"reign (\d+)", screen)[-1])
    return "1066" if number % 4 == 0 else str(1500 + number)
