"""Marking against people's labels; the floors lie a little below what was reached when they were set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.labelled import LABELLED
from tests.bench.marking_accuracy import Figures, figures_of

FLOORS = {
    "new_deck_castro.jsonl": (0.85, 0.40, 0.94),
    "new_deck_coldwar.jsonl": (0.70, 0.44, 0.94),
    "new_deck_mao.jsonl": (0.71, 0.36, 0.935),
    "new_deck_nasser.jsonl": (0.73, 0.40, 0.94),
    "new_deck_spain.jsonl": (0.70, 0.35, 0.95),
    "new_deck_ww1.jsonl": (0.79, 0.48, 0.94),
    "paper_two.jsonl": (0.88, 0.365, 0.96),
    "paper_two_held_out.jsonl": (0.87, 0.33, 0.96),
    "stalin_decks.jsonl": (0.89, 0.73, 0.96),
    "stalin_decks_two.jsonl": (0.90, 0.755, 0.965),
    "stalins_rise.jsonl": (0.925, 0.49, 0.985),
}
"""For each file how often the best guess is right or not, what share is decided, how often that is right."""


@pytest.mark.parametrize("name", FLOORS)
def test_marking_agrees_with_people_as_often_as_it_did(name: str) -> None:
    found: Figures = figures_of(LABELLED / name)["all"]
    guess, decided, right = FLOORS[name]
    assert found.guess >= guess
    assert found.decided >= decided
    assert found.decided_right >= right


def test_every_labelled_file_has_its_floors() -> None:
    assert {path.name for path in LABELLED.glob("*.jsonl")} == FLOORS.keys()


def test_an_answer_is_marked_alike_whatever_order_sets_have() -> None:
    command = [
        sys.executable,
        "-m",
        "tests.bench.marking_accuracy",
        "--errors",
        str(LABELLED / "stalins_rise.jsonl"),
    ]
    root = Path(__file__).parents[2]
    one, other = (
        subprocess.run(
            command,
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert one
    assert one == other


@pytest.mark.thorough
def test_the_weights_are_as_their_command_writes_them() -> None:
    command = [sys.executable, "-m", "tests.bench.fit_marking", "--check"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
