from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from studykit.decks.library import CacheFile, Library
from studykit.decks.packed import Compiled
from studykit.folders import shipped_decks
from tests.cli.preloaded import Preloaded
from tests.cli.shim import compiled_shim
from tests.program import Environment, Ran

if TYPE_CHECKING:
    import pexpect

Seated = Callable[..., "pexpect.spawn"]
"""Starts a command in a pseudo-terminal."""

Quiz = Callable[..., "pexpect.spawn"]
"""Starts a quiz in a pseudo-terminal."""

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

WRITING = ("config", "set", "new-cards", "5")
"""A command that writes one row."""


@dataclass(frozen=True)
class Home:
    """A student's own folder, with one tiny deck beside the shipped ones."""

    path: Path
    shipped: Path | None = None
    """Another folder in the place of the shipped decks."""

    @property
    def alone(self) -> Home:
        """The same home without the shipped decks, whose marking takes half a minute to try."""
        nothing = self.path / "no decks"
        nothing.mkdir(parents=True, exist_ok=True)
        return replace(self, shipped=nothing)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYKIT")}
        return {**kept, "STUDYKIT_HOME": str(self.path), "TERM": "xterm", "COLUMNS": "80", "LINES": "24"}

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def surroundings(self) -> Environment:
        """What a run of the program finds around it."""
        return Environment(self.environment, shipped=self.shipped)

    def run(self, *arguments: str, **environment: str) -> Ran:
        """Run the program without a terminal, in this process."""
        return self.surroundings.having(**environment).run(*arguments).text

    def start(self, *arguments: str, **environment: str) -> Ran:
        """Run the program without a terminal, in a process of its own."""
        return self.surroundings.having(**environment).start(*arguments).text

    def log(self) -> list[dict[str, Any]]:
        """Every row of the log, as `data export` prints it."""
        exported = self.run("data", "export", "-o", "-")
        assert exported.code == 0, exported.err
        return [json.loads(line) for line in exported.out.splitlines()]


@cache
def compiled(deck: str | None) -> Compiled:
    """The shipped decks with one's own, compiled once; from home to home only its place differs."""
    with TemporaryDirectory() as folder:
        own = [] if deck is None else [Home(Path(folder)).write("decks/tiny.yaml", deck).parent]
        Library.open([shipped_decks(), *own], Path(folder, "cache"))
        found = CacheFile(Path(folder, "cache"), [shipped_decks(), *own]).load()
    assert found is not None
    return found


def furnished(path: Path, deck: str | None = DECK) -> Home:
    """A home with a deck, which has been there for a minute and is compiled as any command does it."""
    made = Home(path)
    own = [] if deck is None else [made.write("decks/tiny.yaml", deck)]
    cache = CacheFile(path / "cache", [shipped_decks(), *(file.parent for file in own)])
    a_minute_ago = cache.moment_ns() - 60_000_000_000
    assert a_minute_ago > 0
    files = [each._replace(settled=True) for each in compiled(deck).cached_files]
    for file in own:
        os.utime(file, ns=(a_minute_ago, a_minute_ago))
        files[-1] = files[-1]._replace(path=str(file), mtime_ns=file.stat().st_mtime_ns)
    cache.save(compiled(deck).repacked(files))
    return made


def calm(ran: Ran, code: int, *said: str) -> None:
    """One sentence with its exit code, and no traceback."""
    assert ran.code == code, (ran.out, ran.err)
    assert "Traceback" not in ran.err
    assert "Unexpected" not in ran.err
    for part in said:
        assert part in ran.out + ran.err, (ran.out, ran.err)


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = compiled_shim(tmp_path_factory.mktemp("shim"))
    if library is None:
        pytest.skip("needs Linux and a C compiler to stand between the program and the system")
    return library


@pytest.fixture(scope="session")
def program(shim: Path) -> Iterator[Preloaded]:
    """The program with that library, loaded once: each run is a fork of it."""
    with Preloaded(shim) as made:
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return furnished(tmp_path / "home")


@pytest.fixture
def seated() -> Iterator[Seated]:
    """Start commands in a real pseudo-terminal, as `Environment.sit` does, and end them with the test."""
    pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    started: list[pexpect.spawn] = []

    def start(surroundings: Environment, *words: str, **how: int) -> pexpect.spawn:
        started.append(surroundings.sit(*words, **how))
        return started[-1]

    yield start
    for child in started:
        child.close(force=True)


@pytest.fixture
def quiz(home: Home, seated: Seated) -> Quiz:
    """Start the real quiz in a real pseudo-terminal."""

    def start(*arguments: str, plain: bool = True, **environment: str) -> pexpect.spawn:
        words = ("quiz", *(["--plain"] if plain else []), *arguments)
        return seated(home.surroundings.having(**environment), *words)

    return start


def answer_one(quiz: Quiz, typed: str, told: str) -> None:
    """Type an answer to one card of the deck `tiny`, leave, and see what the end of the quiz tells."""
    child = quiz("tiny", "--cards", "1")
    child.expect("> ")
    child.send(f"{typed}\r")
    child.expect("more keys")
    child.send("q")
    child.expect(told)
    child.close()
