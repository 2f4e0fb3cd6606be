from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

DECK = """\
deck: tiny
title: A tiny deck
themes: [office]
sources:
  notes: {title: "Class notes: the office"}
cards:
  - id: year
    ask: In which year did Stalin become General Secretary?
    answer: 1922
    reject: {"1924": "that is when Lenin died"}
    note: The Eleventh Congress had just ended.
    source: notes
  - id: defenders
    ask: Which side defended the NEP in 1928?
    choose: [Left, Right]
    answer: Right
    themes: [sides]
  - id: controls
    ask: What did the General Secretary control?
    points:
      - say: appointments in the Party
        accept: [who got which job, filling posts]
      - say: the personnel files
        accept: [records on members, the staff files]
    hint: Two things, both on paper.
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@dataclass(frozen=True)
class Home:
    """A student's own folder, with one tiny deck beside the shipped ones."""

    path: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYKIT")}
        return {**kept, "STUDYKIT_HOME": str(self.path), "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str, **environment: str) -> Ran:
        """Run the real program in a process of its own, without a terminal."""
        done = subprocess.run(
            [sys.executable, "-m", "studykit", *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def log(self) -> list[dict]:
        """Every row of the log, as `data export` prints it."""
        exported = self.run("data", "export", "-o", "-")
        assert exported.code == 0, exported.err
        return [json.loads(line) for line in exported.out.splitlines()]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.write("decks/tiny.yaml", DECK)
    return made


@pytest.fixture
def quiz(home: Home) -> Callable:
    """Start the real quiz in a real pseudo-terminal."""
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    started = []

    def start(*arguments: str, plain: bool = True, **environment: str):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "studykit", "quiz", *(["--plain"] if plain else []), *arguments],
            env={**home.environment, **environment},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=10,
        )
        child.delaybeforesend = 0.02
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)
