"""A mock at a real terminal: chosen, written, paused, killed, resumed, over, compared."""

from __future__ import annotations

import json
import os
import re
import signal
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import Home, Seated
from tests.progress.students import write_case

if TYPE_CHECKING:
    import pexpect

pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

PROMPT = r"\d+:\d\d > "


@pytest.fixture
def rise(home: Home) -> Home:
    """A home whose own case can answer questions."""
    (home.path / "decks" / "tiny.yaml").unlink()
    write_case(home.path / "decks" / "rise")
    return home


@pytest.fixture
def mock(rise: Home, seated: Seated) -> Seated:
    """Start the real mock in a real pseudo-terminal."""
    return lambda *words: seated(
        rise.surroundings, "--plain", "mock", *words, lines=40, columns=100, timeout=20
    )


def chosen(child: pexpect.spawn) -> str:
    """Choose the second question; give its text."""
    child.expect("q leaves > ")
    shown = child.before
    child.sendline("2")
    child.expect("Thesis: ")
    child.expect(PROMPT)
    return " ".join(shown.partition("  2  ")[2].partition("\r\n\r\n")[0].split())


def pause(rise: Home, mock: Seated, **change: object) -> Path:
    """Pause a mock with a line of the thesis written, and change how it stands; give where that is kept."""
    child = mock()
    chosen(child)
    child.sendline("A thesis of mine.")
    child.expect(PROMPT)
    child.sendintr()
    ended(child)
    state = rise.path / "profiles" / "default" / "outlines" / "paused-mock.json"
    state.write_text(json.dumps({**json.loads(state.read_text()), **change}))
    return state


def ended(child: pexpect.spawn) -> str:
    import pexpect

    child.expect(pexpect.EOF)
    return " ".join(child.before.split())


def plan(rise: Home) -> str:
    (path,) = (rise.path / "profiles" / "default" / "outlines").glob("*.md")
    return path.read_text(encoding="utf-8")


def exercises(rise: Home) -> list[dict[str, Any]]:
    return [row for row in rise.log() if row["kind"] == "exercise"]


def test_a_mock_is_written_compared_and_kept(rise: Home, mock: Seated) -> None:
    child = mock()
    child.expect("one of the topic's two questions, 45 of the 90 minutes")
    question = chosen(child)
    child.sendline("It was the machine above all, because it chose the delegates.")
    child.expect(PROMPT)
    child.sendeof()
    told = ended(child)
    assert "Points: " in told
    assert "of the outline in under a minute" in told
    assert plan(rise).startswith(f"# {question}\n")
    (row,) = exercises(rise)
    assert (row["name"], row["value"]) == ("mock", question)
    assert 0.0 < row["score"] < 1.0
    assert rise.run("progress", "--json").json["practised"][0]["times"] == 1
    assert "Practised" in rise.run("progress").out


def test_a_pause_keeps_the_time_and_the_part_and_resume_goes_on(rise: Home, mock: Seated) -> None:
    import pexpect

    child = mock("--minutes", "30")
    chosen(child)
    child.sendline("A thesis of mine.")
    child.expect(PROMPT)
    child.send("and half a li")
    child.expect("half a li")
    child.sendintr()
    assert re.search(r"Paused with (29:\d\d|30:00) left", ended(child))
    assert plan(rise).count("## Thesis") == 1
    assert "- and half a li\n" in plan(rise)
    refused = mock()
    refused.expect("A mock is paused")
    refused.expect(pexpect.EOF)
    child = mock("--resume")
    child.expect("Thesis: ")
    child.expect(r"(29:\d\d|30:00) > ")
    child.sendline("")
    child.expect("Points: ")
    child.expect(PROMPT)
    child.sendeof()
    ended(child)
    assert plan(rise).count("## Thesis") == 1
    assert mock("--resume").expect(["No mock is paused", pexpect.EOF]) == 0


def test_a_mock_is_resumed_where_all_of_it_was_moved_to(
    rise: Home, mock: Seated, tmp_path: Path, seated: Seated
) -> None:
    child = mock("--minutes", "30")
    chosen(child)
    child.sendline("A thesis of mine.")
    child.expect(PROMPT)
    child.sendintr()
    ended(child)
    moved = rise.path.rename(tmp_path / "elsewhere")
    child = seated(replace(rise, path=moved).surroundings, "mock", "--resume")
    child.expect(r"(29:\d\d|30:00) > ")
    child.sendeof()
    ended(child)


def test_a_mock_that_is_killed_can_be_resumed(rise: Home, mock: Seated) -> None:
    child = mock()
    chosen(child)
    child.sendline("A thesis of mine.")
    child.expect(PROMPT)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    again = mock("--resume")
    again.expect("Thesis: ")
    again.expect(PROMPT)
    again.sendeof()
    ended(again)
    assert "- A thesis of mine.\n" in plan(rise)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_mock_whose_window_is_closed_keeps_the_unfinished_line(
    rise: Home, mock: Seated, number: int
) -> None:
    child = mock()
    chosen(child)
    child.send("half a thes")
    child.expect("half a thes")
    os.kill(child.pid, number)
    child.wait()
    assert plan(rise).endswith("- half a thes\n")


def test_a_mock_on_one_case_is_resumed_on_that_case(rise: Home, mock: Seated) -> None:
    child = mock("--case", "mao-zedong")
    chosen(child)
    child.sendline("A thesis of mine.")
    child.expect(PROMPT)
    child.sendintr()
    ended(child)
    again = mock("--resume")
    again.expect(PROMPT)
    again.sendeof()
    ended(again)
    noted = [row["card"] for row in rise.log() if row["kind"] == "practice"]
    assert noted
    assert all(card.startswith("mao-zedong-") for card in noted)


def test_when_the_time_is_up_the_unfinished_line_is_kept(rise: Home, mock: Seated) -> None:
    pause(rise, mock, left=2.0)
    child = mock("--resume")
    child.expect("0:0[12] > ")
    child.send("Unfinished but ke")
    child.expect("but ke")
    child.expect("Time is up")
    assert "of the outline in about 45 min" in ended(child)
    assert "- Unfinished but ke\n" in plan(rise)


def test_a_mock_whose_time_ran_out_as_it_was_broken_off_is_compared_when_resumed(
    rise: Home, mock: Seated
) -> None:
    state = pause(rise, mock, left=0.0)
    child = mock("--resume")
    child.expect("Time is up")
    assert "of the outline in about 45 min" in ended(child)
    assert not state.exists()


def test_notes_follow_the_plan_and_count_as_its_paragraphs(rise: Home, mock: Seated) -> None:
    child = mock("--notes")
    chosen(child)
    for part in ("Points", "Evidence", "Counter-argument", "Historian", "Conclusion", "Notes"):
        child.sendline("")
        child.expect(f"{part}: ")
        child.expect(PROMPT)
    child.sendline("Event 3 of force happened in 1923.")
    child.expect(PROMPT)
    child.sendeof()
    ended(child)
    assert "## Paragraphs\n\n- Event 3 of force happened in 1923.\n" in plan(rise)


@pytest.mark.parametrize(
    ("section", "said"), [("a", "one of two questions"), ("b", "examples from at least two")]
)
def test_the_guide_of_2028_is_labelled_unverified(rise: Home, mock: Seated, section: str, said: str) -> None:
    rise.run("config", "set", "guide", "2028")
    child = mock("--section", section)
    child.expect(said)
    child.expect("unverified")
    child.expect("q leaves > ")
    child.sendline("q")
    assert "Nothing was begun." in ended(child)
    assert exercises(rise) == []


def test_without_a_terminal_it_says_so(rise: Home) -> None:
    ran = rise.run("mock")
    assert ran.code == 2
    assert "needs a person at a terminal" in ran.err


@pytest.mark.parametrize("minutes", ["nan", "0.000001", "1e300"])
def test_minutes_that_are_no_time_are_refused_before_anything_is_asked(mock: Seated, minutes: str) -> None:
    said = ended(mock("--minutes", minutes))
    assert "minutes are no time" in said or "not in the range" in said


@pytest.mark.parametrize(
    "change", [{"left": 1e300}, {"whole": "long"}, {"question": 5}, {"draft": "/etc/hostname"}]
)
def test_a_pause_that_is_not_as_it_was_written_is_none(
    rise: Home, mock: Seated, change: dict[str, Any]
) -> None:
    pause(rise, mock, **change)
    assert "No mock is paused" in ended(mock("--resume"))
