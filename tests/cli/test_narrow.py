"""A narrow terminal: what is printed is broken between words, whatever command prints it."""

from __future__ import annotations

import re

import pytest

from studykit.cli.cells import cells
from tests.budget import soon
from tests.cli.conftest import Home

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

COLUMNS = 40
COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")

SCREENS = (
    "today",
    "today --brief",
    "calendar",
    "progress",
    "find Trotsky --deck stalin-rivals",
    "card war-commissariat",
    "card war-commissariat suspend",
    "card war-commissariat resume",
    "card war-commissariat unflag",
    "deck list",
    "deck flags",
    "deck suggest",
    "exam",
    "exam show",
    "exam set 7 feb",
    "exam pause 20 jan to 3 feb",
    "exam clear",
    "config",
    "config set new-cards 5",
    "timeline --to 1917",
    "outline list",
    "profile list",
    "data backup --list",
    "remind",
    "--help",
    "quiz --help",
    "nonsense",
    "quiz --missed",
)


@pytest.mark.parametrize("screen", SCREENS)
def test_no_line_is_wider_than_the_terminal_but_a_single_word(home: Home, screen: str) -> None:
    assert home.run("exam", "set", "in", "3", "weeks").code == 0
    assert home.run("data", "backup").code == 0
    sat = home.surroundings.having(COLUMNS=str(COLUMNS)).sit(*screen.split(), columns=COLUMNS)
    sat.expect(pexpect.EOF)
    shown = COLOURS.sub("", sat.before).replace("\r", "")
    assert shown.strip()
    wide = [line for line in shown.split("\n") if cells(line) > COLUMNS and len(line.split()) > 1]
    assert not wide


@pytest.mark.parametrize("columns", ["12", "20", "30"])
def test_where_a_label_leaves_no_room_its_text_stands_below(home: Home, columns: str) -> None:
    with soon():  # a column of nothing was once filled without end
        ran = home.run("today", COLUMNS=columns)
    assert ran.code == 0
    words = " ".join(ran.out.split())
    assert "exam set DATE" in words
    assert "plan each day for your exam" in words
