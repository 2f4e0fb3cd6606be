"""A device with the version before open answers, beside one with this: its code, taken from the history."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studykit.cards import CardId
from studykit.decks.library import Library
from studykit.marking import Mark
from studykit.reviews import Rating
from studykit.store.store import Store
from studykit.study import answering
from studykit.study.collection import Collection
from studykit.verdict import Verdict
from tests.cli.conftest import DECK, Home

BEFORE = "bc6e5dd"
"""The last commit whose stores have no column for what was settled."""

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 3, 2)


def has_history() -> bool:
    if shutil.which("git") is None:
        return False
    asked = ["git", "-C", str(ROOT), "cat-file", "-e", f"{BEFORE}^{{commit}}"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not has_history(), reason="needs git and the history of the project")


class Device:
    """A home with one tiny deck, run by the code in a folder."""

    def __init__(self, home: Path, code: Path) -> None:
        self.home, self.code = home, code
        (home / "decks").mkdir(parents=True, exist_ok=True)
        (home / "decks" / "tiny.yaml").write_text(DECK, encoding="utf-8")

    def run(self, *arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        if self.code == ROOT:
            ran = Home(home or self.home).run(*arguments, COLUMNS="200")
            return subprocess.CompletedProcess(arguments, ran.code, ran.out, ran.err)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYKIT")}
        of_this = {"STUDYKIT_HOME": str(home or self.home), "PYTHONPATH": str(self.code), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "studykit", *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**kept, **of_this},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )

    def rows(self) -> list[dict[str, Any]]:
        ran = self.run("data", "export", "-o", "-")
        assert ran.returncode == 0, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    def states(self) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.store)) as connection:
            found = connection.execute("SELECT * FROM states ORDER BY card").fetchall()
        # The formulas were a library's then: the last of sixteen digits may be another.
        return [tuple(round(each, 12) if isinstance(each, float) else each for each in row) for row in found]

    @property
    def store(self) -> Path:
        return self.home / "profiles" / "default" / "studykit.db"


@pytest.fixture(scope="session")
def code_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    packed = subprocess.run(
        ["git", "-C", str(ROOT), "archive", BEFORE, "studykit", "decks"], capture_output=True, check=True
    )
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed.stdout, check=True)
    return folder


@pytest.fixture
def before(tmp_path: Path, code_before: Path) -> Device:
    return Device(tmp_path / "before", code_before)


@pytest.fixture
def now(tmp_path: Path) -> Device:
    return Device(tmp_path / "now", ROOT)


def settle_one(device: Device) -> None:
    """Write an answer that marking thought wrong and left open, and that its student settled as right."""
    device.run("today")
    store = Store.open(device.store)
    library = Library.open([device.home / "decks"], None)
    collection = Collection(library, store)
    card = library.card(CardId("tiny/year"))
    thought = Mark(Verdict.WRONG, 0.3, (), "", (), sure=False, open=(0,))
    review = answering.record(collection, card, "the spring of 22", thought, at=1000, day=TODAY, seconds=4)
    answering.settle(collection, review, Rating.GOOD, Verdict.CORRECT, open_=(0,), said="y", at=2000)
    assert store.state(card.id).due is not None
    store.close()


def test_it_takes_the_answer_and_its_rating_says_what_it_does_not_know_and_passes_all_on(
    now: Device, before: Device, tmp_path: Path
) -> None:
    settle_one(now)
    shared = tmp_path / "shared"
    shared.mkdir()
    assert now.run("data", "sync", str(shared)).returncode == 0
    taken = before.run("data", "sync", str(shared), "--yes")
    assert taken.returncode == 0, taken.stderr
    assert [row["kind"] for row in before.rows()] == ["review", "amend"]
    assert "of a kind this studykit does not know; a newer one may" in " ".join(
        (taken.stdout + taken.stderr).split()
    )
    assert before.states() == now.states() != []
    third = Device(tmp_path / "third", ROOT)
    assert third.run("data", "sync", str(shared), "--yes").returncode == 0
    assert sorted(row["kind"] for row in third.rows()) == ["amend", "review", "settle"]


def test_its_store_is_read_with_every_state_as_it_was_and_this_ones_is_refused_by_it_unharmed(
    now: Device, before: Device, tmp_path: Path
) -> None:
    settle_one(now)
    known = [row for row in now.rows() if row["kind"] != "settle"]
    exported = now.home / "rows.jsonl"
    exported.write_text("".join(json.dumps(row) + "\n" for row in known), encoding="utf-8")
    assert before.run("data", "import", str(exported)).returncode == 0
    rows, states = before.rows(), before.states()
    shutil.copytree(before.home / "profiles", tmp_path / "copy" / "profiles")
    updated = Device(tmp_path / "copy", ROOT)
    assert updated.rows() == rows
    assert updated.run("data", "doctor").returncode == 0, "every state is the one that a replay gives"
    assert updated.states() == states

    refused = before.run("today", home=updated.home)
    assert refused.returncode == 4
    assert "was written by a newer studykit" in refused.stderr
    assert updated.rows() == rows
