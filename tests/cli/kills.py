"""Killing the real quiz at random moments, and looking at what is left."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pexpect

from studykit.reviews import Review
from studykit.store.store import Store
from studykit.study.states import derived

PROMPT = r"\r\n(\x1b\[\?2004h)?> "
KEYS = "more keys"
VERDICT = r"(?m)^(Correct|Partial|Wrong)\r?$"
CARDS = 400

DECK = "deck: killing\ncards:\n" + "".join(
    f"  - id: c{number}\n    ask: In which year did number {number} happen?\n    answer: {1500 + number}\n"
    for number in range(CARDS)
)


@dataclass
class Figures:
    """What came of some kills."""

    kills: int = 0
    shown: int = 0
    kept: int = 0
    lost: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills: {self.shown} answers had their verdict shown, {len(self.lost)} of them "
            f"lost; {self.kept} answers in the logs; {len(self.unsound)} stores unsound"
        )


class Victim(threading.Thread):
    """A student at one quiz, answering as fast as it asks, until the quiz is killed."""

    def __init__(self, home: Path, name: str, seconds: float) -> None:
        super().__init__()
        self.label = name
        self.shown: list[str] = []
        kept = {key: value for key, value in os.environ.items() if not key.startswith("STUDYKIT")}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "studykit", "quiz", "killing", "--plain", "--new", "999"],
            env={**kept, "STUDYKIT_HOME": str(home), "TERM": "xterm"},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=30,
        )
        self.child.delaybeforesend = None
        self.timer = threading.Timer(seconds, self.kill)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.child.pid, signal.SIGKILL)

    def run(self) -> None:
        self.timer.start()
        answer = ""
        try:
            while True:
                self.child.expect(PROMPT)
                answer = f"{self.label}-{len(self.shown)}"
                self.child.send(answer + "\r")
                self.child.expect(VERDICT)
                self.shown.append(answer)
                answer = ""
                self.child.expect(KEYS)
                self.child.send("\r")
        except (pexpect.EOF, OSError):
            # What the terminal still held when the quiz died was shown too.
            if answer and re.search(VERDICT, self.child.before or ""):
                self.shown.append(answer)
        finally:
            self.timer.join()
            self.child.close(force=True)


def kill_quizzes(folder: Path, kills: int, at_once: int, seed: int) -> Figures:
    """Kill quizzes, `at_once` on one store each time, and check the store after every kill."""
    dice = random.Random(seed)
    figures = Figures()
    home, before = folder, 0
    for number in range(kills):
        if number == 0 or before > CARDS * 0.7:
            home, before = folder / f"home{number}", 0
            (home / "decks").mkdir(parents=True)
            (home / "decks" / "killing.yaml").write_text(DECK)
        victims = [Victim(home, f"k{number}v{place}", 0.2 + dice.random() * 1.4) for place in range(at_once)]
        for victim in victims:
            victim.start()
        for victim in victims:
            victim.join()
        shown = [answer for victim in victims for answer in victim.shown]
        kept = check(home, figures)
        figures.lost += [answer for answer in shown if answer not in kept]
        figures.kills += at_once
        figures.shown += len(shown)
        figures.kept += len(kept) - before
        before = len(kept)
    return figures


def check(home: Path, figures: Figures) -> set[str]:
    """Open the store, compare its states with a replay, run the doctor; give the answers in the log."""
    path = home / "profiles" / "default" / "studykit.db"
    if not path.exists():  # killed before anything was written
        return set()
    with closing(Store.open(path)) as store:
        rows = list(store.rows())
        if rows and store.states() != derived(rows)[0]:
            figures.unsound.append(f"{path}: states are not those of a replay")
    doctor = subprocess.run(
        [sys.executable, "-m", "studykit", "data", "doctor"],
        env={**os.environ, "STUDYKIT_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if doctor.returncode != 0:
        figures.unsound.append(f"{path}: {doctor.stdout}{doctor.stderr}")
    return {row.answer for row in rows if isinstance(row, Review)}
