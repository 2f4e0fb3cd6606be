"""What decks/README.md shows of making, packing and updating a deck is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.folders import shipped_decks
from tests.cli.conftest import Home
from tests.program import Ran

PAGE = (shipped_decks() / "README.md").read_text(encoding="utf-8")

CASE = """\
case: cuba
title: Castro's rise to power
region: americas
period: 1953/1959
themes: {force: Armed struggle, support: Who supported him}
"""
DECK = """\
deck: castro-rise
title: Castro's rise to power
case: cuba
themes: [force]
version: 1.0
cards:
  - id: moncada
    ask: On which date did Castro attack the Moncada barracks?
    answer: 26 July 1953
    date: 1953-07-26
  - id: boat
    ask: On which boat did Castro return to Cuba in 1956?
    answer: Granma
    date: 1956-12-02
  - id: sierra
    ask: In which mountains did the guerrillas hold out?
    answer: Sierra Maestra
    back: {ask: "What was the Sierra Maestra in 1957-58?", answer: the guerrillas' stronghold}
"""
FLIGHT = """\
  - id: flight
    ask: On which date did Batista flee from Cuba?
    answer: 1 January 1959
    date: 1959-01-01
"""
PLAN = """\
plan: cuba-force
case: cuba
scope: rise-of-a-leader
thesis: Force mattered to a large extent.
arguments:
  - {id: guerrilla, point: They could not be driven out., evidence: [castro-rise/boat, castro-rise/moncada]}
"""


@pytest.fixture
def work(home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder as the page does, with the case, the deck and the plan in `cuba`."""
    folder = home.write("work/cuba/case.yaml", CASE).parent
    home.write("work/cuba/castro-rise.yaml", DECK)
    home.write("work/cuba/force.yaml", PLAN)
    monkeypatch.chdir(folder.parent)
    return folder


def shown(command: str, ran: Ran, *, without: str = "") -> None:
    """Compare what a command said with what the page shows below it, but for what hangs on the day."""
    assert ran.code == 0, ran.err
    found = re.search(rf"^\$ {re.escape(command)}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the page does not show {command}"
    assert re.sub(without, "", found[1]) == re.sub(without, "", ran.out)


def test_a_deck_with_a_new_case(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shown("studykit deck new cuba-rise --case cuba", home.run("deck", "new", "cuba-rise", "--case", "cuba"))


def test_a_pack_and_its_update_under_another_name(home: Home, work: Path) -> None:
    made = home.run(
        "deck", "pack", "cuba", "-o", "cuba.zip", "--version", "1.0", "--note", "for 11B, until Christmas"
    )
    shown('studykit deck pack cuba -o cuba.zip --version 1.0 --note "for 11B, until Christmas"', made)
    assert home.run("deck", "add", "cuba.zip").code == 0
    later = DECK.replace("id: moncada", "id: barracks\n    was: moncada").replace("return to", "sail back to")
    later = later.replace("version: 1.0", "version: 1.1\ndue: 2026-12-18") + FLIGHT
    (work / "castro-rise.yaml").write_text(later, encoding="utf-8")
    (work / "force.yaml").write_text(PLAN.replace("/moncada", "/barracks"), encoding="utf-8")
    note = "the end of the war added"
    assert (
        home.run("deck", "pack", "cuba", "-o", "cuba (1).zip", "--version", "1.1", "--note", note).code == 0
    )
    shown(
        'studykit deck add "cuba (1).zip"',
        home.run("deck", "add", "cuba (1).zip"),
        without=", to be met by .*",
    )
