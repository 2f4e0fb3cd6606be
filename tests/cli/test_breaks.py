"""Commands broken at some of the calls by which they change files; at each of them by `-m thorough`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

import pexpect

from tests.cli.breaking import HOWS, SCENARIOS, Prepared
from tests.cli.conftest import Home, furnished
from tests.cli.kills import DECK, KEYS, PROMPT, VERDICT
from tests.cli.preloaded import Preloaded
from tests.conftest import Some


@pytest.mark.parametrize("number", range(len(SCENARIOS)), ids=[scenario.name for scenario in SCENARIOS])
def test_a_command_broken_anywhere_loses_nothing_and_says_what_is_safe(
    program: Preloaded, tmp_path: Path, number: int, some: Some
) -> None:
    prepared = Prepared.of(SCENARIOS[number], program, tmp_path)
    places = some(range(1, prepared.calls + 1), 2)
    broken = prepared.break_at({place: HOWS[(number + at) % 4] for at, place in enumerate(places)})
    assert broken.breaks == len(places)
    assert broken.wrong == []


def test_a_break_is_really_one(shim: Path, tmp_path: Path) -> None:
    home = furnished(tmp_path / "home", None)
    killed = home.run("data", "doctor", LD_PRELOAD=str(shim), BREAK_AT="1", BREAK_HOW="killed")
    assert killed.code in (0, -9)
    setting = ("config", "set", "new-cards", "5")
    assert home.run(*setting, LD_PRELOAD=str(shim), BREAK_AT="1", BREAK_HOW="killed").code == -9
    assert "is full" in home.run(*setting, LD_PRELOAD=str(shim), BREAK_AT="3", BREAK_HOW="full").err
    assert home.run(*setting, LD_PRELOAD=str(shim), BREAK_AT="5000", BREAK_HOW="full").code == 0


def sit(home: Home, **environment: str) -> tuple[list[str], str]:
    """Answer three cards as far as it goes; give the answers whose verdict was shown, and the output."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "studykit", "quiz", "killing", "--plain", "--cards", "3"],
        env={**home.environment, **environment},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
    )
    child.delaybeforesend = None
    shown, said = [], ""
    try:
        for number in range(3):
            child.expect(PROMPT)
            said += child.before
            child.send(f"answer {number}\r")
            child.expect(VERDICT)
            shown.append(f"answer {number}")
            said += child.before
            child.expect(KEYS)
            child.send("\r")
        child.expect(pexpect.EOF)
    except pexpect.EOF:
        pass
    said += child.before or ""
    child.close(force=True)
    return shown, " ".join(said.split())


@pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")
@pytest.mark.parametrize("how", HOWS)
def test_a_quiz_broken_anywhere_shows_no_verdict_it_did_not_keep(
    shim: Path, tmp_path: Path, how: str, some: Some
) -> None:
    counted = tmp_path / "calls"
    preload = {"LD_PRELOAD": str(shim), "PYTHONDONTWRITEBYTECODE": "1"}
    for number in (0, *some(range(1, 12), 1)):
        home = furnished(tmp_path / str(number), DECK)
        home.run("config", "set", "new-cards", "9")
        if number == 0:
            whole, said = sit(home, **preload, COUNT_CALLS=str(counted))
            assert len(whole) == 3, said
            continue
        place = random.Random(f"{how} {number}").randint(1, int(counted.read_text()))
        shown, said = sit(home, **preload, BREAK_AT=str(place), BREAK_HOW=how)
        kept = [row["answer"] for row in home.log() if row["kind"] == "review"]
        assert kept[: len(shown)] == shown, (place, said)
        assert "Traceback" not in said
        assert "Unexpected" not in said
        assert how == "killed" or len(shown) == 3 or "is safe" in said, (place, said)
