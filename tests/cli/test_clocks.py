"""Clocks and time zones that are wrong or change: each is said, and nothing saved is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studykit.reviews import LATEST_MOMENT, Setting
from studykit.store.future import LATEST_TAKEN
from studykit.store.lines import line_of
from tests.cli.conftest import WRITING, Home, Quiz, answer_one, calm
from tests.cli.preloaded import Preloaded
from tests.cli.test_data import REVIEW
from tests.program import Ran

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="injects faults the POSIX way"),
    pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning"),
]


@pytest.fixture
def on_a_day(home: Home, program: Preloaded) -> Callable[..., Ran]:
    """Run a command whose clock is some days ahead."""
    return lambda days, *words: program.run(*words, **home.environment, CLOCK_DAYS=str(days))


@pytest.mark.parametrize("days", [-365, -3, 3650])
def test_a_clock_that_is_wrong_is_said_and_breaks_nothing(
    home: Home, on_a_day: Callable[..., Ran], days: int
) -> None:
    home.run(*WRITING)
    ran = on_a_day(days, "config", "set", "new-cards", "6")
    calm(ran, 0, *(["clock says"] if days < 0 else []))
    if days > 0:
        calm(home.run("today"), 0, "clock says")
        calm(home.run("data", "doctor"), 4, "clock says")
    else:
        calm(on_a_day(days, "data", "doctor"), 4, "clock says")
        assert home.run("data", "doctor").code == 0
    assert len(home.log()) == 2
    backups = on_a_day(days, "data", "backup", "--json").json
    for _ in range(3):
        on_a_day(days, "today")
    assert {each["file"] for each in backups} <= {
        each["file"] for each in on_a_day(days, "data", "backup", "--json").json
    }


def test_what_is_set_now_holds_now_though_a_clock_was_ahead(
    quiz: Quiz, home: Home, shim: Path, on_a_day: Callable[..., Ran]
) -> None:
    home.run("config", "set", "new-cards", "9")
    assert "clock says" in on_a_day(365, "config", "set", "new-cards", "3").err
    on_a_day(365, "exam", "set", "in 100 weeks", "--minutes", "5")
    child = quiz("tiny", "--cards", "1", LD_PRELOAD=str(shim), CLOCK_DAYS="365")
    for expected, sent in (("> ", "1922\r"), ("more keys", "s"), ("Suspended", "")):
        child.expect(expected)
        child.send(sent)
    child.close()
    assert home.run("config", "set", "new-cards", "20").out == "new-cards is 20.\n"
    assert "in 8 weeks" not in home.run("exam", "set", "in 8 weeks").out
    assert home.run("exam", "show", "--json").json[0]["days_left"] == 56
    for card in home.run("deck", "unsuspend").out.split():
        home.run("deck", "unsuspend", card)
    assert home.run("deck", "unsuspend").out == ""
    home.run("exam", "clear")
    assert home.run("exam", "show", "--json").json == []
    assert home.run("config", "reset", "new-cards").out == "new-cards is 10.\n"
    calm(home.run("data", "doctor"), 4, "clock says", "--fix")
    calm(home.run("data", "doctor", "--fix"), 0)
    calm(home.run("data", "doctor"), 0)
    assert home.run("today").err == ""
    assert home.run("config", "--json").json["settings"]["new-cards"] == "10"
    assert {row["study_day"][:4] for row in home.log() if row["kind"] == "review"} <= {
        f"{datetime.now(UTC):%Y}"
    }


def test_rows_from_the_future_are_left_out_until_they_are_agreed_to(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    phone = folder / "studykit-phone.jsonl"
    sound = line_of(Setting(id="a", device="phone", at=1, name="new-cards", value="9"))
    ahead = line_of(Setting(id="x", device="phone", at=LATEST_TAKEN, name="new-cards", value="1"))
    phone.write_text(sound)
    assert home.run("data", "sync", str(folder), "--yes").code == 0
    phone.write_text(sound + ahead)
    for command in (("sync",), ("import", str(phone))):
        calm(home.run("data", *command), 0, "dated in the future, up to 9998-01-01", "Left out for now")
        assert home.run("config", "--json").json["settings"]["new-cards"] == "9"
    calm(home.run("data", "sync", "--yes"), 0)
    assert home.run("config", "--json").json["settings"]["new-cards"] == "1"
    assert home.run("config", "set", "new-cards", "20").out == "new-cards is 20.\n"


def test_a_row_after_which_nothing_could_be_dated_is_not_taken_in_even_when_it_is_agreed_to(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    rows = (
        Setting(id=f"x{number}", device="phone", at=at, name="new-cards", value="3")
        for number, at in enumerate((1, LATEST_TAKEN + 1, LATEST_MOMENT))
    )
    phone = folder / "studykit-phone.jsonl"
    phone.write_text("".join(map(line_of, rows)))
    for command in (("sync", str(folder)), ("import", str(phone))):
        calm(home.run("data", *command, "--yes"), 0, "2 new rows there are dated in the year 9998 or later")
    assert [row["at"] for row in home.log()] == [1]
    for number in ("21", "22", "23"):
        assert home.run("config", "set", "new-cards", number).out == f"new-cards is {number}.\n"


def test_answers_after_a_card_began_afresh_count_though_a_row_is_dated_ahead_of_this_clock(
    home: Home, quiz: Quiz
) -> None:
    soon = int(datetime.now(UTC).timestamp() + 600) * 1000
    ahead = line_of(Setting(id="a", device="phone", at=soon, name="new-cards", value="9"))
    assert home.run("data", "import", str(home.write("ahead.jsonl", ahead))).code == 0
    for _ in range(2):
        assert home.run("card", "tiny/year", "reset", "--yes").code == 0
        assert home.run("today", "--json").json["met"] == 0
        answer_one(quiz, "1922", "1 right")
        assert home.run("today", "--json").json["met"] == 1
    assert home.run("data", "doctor").code == 0


def test_an_answer_of_a_study_day_to_come_is_asked_about_and_dated_again(home: Home) -> None:
    row = {**REVIEW, "id": "r", "study_day": "2150-01-01"}
    file = home.write("given.jsonl", json.dumps(row))
    assert "up to 2150-01-01" in home.run("data", "import", str(file)).err
    assert home.log() == []
    assert home.run("data", "import", str(file), "--yes").code == 0
    calm(home.run("data", "doctor"), 4, "dated 2150-01-01")
    calm(home.run("data", "doctor", "--fix"), 0)
    assert home.log()[0]["study_day"] <= f"{datetime.now(UTC):%Y-%m-%d}"


def test_an_answer_by_a_clock_centuries_ahead_is_kept_and_dated_again(
    quiz: Quiz, home: Home, shim: Path
) -> None:
    child = quiz("tiny", "--cards", "1", LD_PRELOAD=str(shim), CLOCK_DAYS="83500")
    child.expect("> ")
    child.send("1922\r")
    child.expect("more keys")
    child.send("q")
    child.expect("1 answer")
    child.close()
    calm(home.run("data", "doctor"), 4, "the newest entry is dated 225")
    calm(home.run("data", "doctor", "--fix"), 0)
    assert [row["answer"] for row in home.log()] == ["1922"]


def test_a_clock_that_jumped_far_ahead_is_asked_about_before_anything_is_written(
    quiz: Quiz, home: Home, shim: Path
) -> None:
    pexpect = pytest.importorskip("pexpect")
    home.run(*WRITING)
    rows = home.log()
    child = quiz("tiny", LD_PRELOAD=str(shim), CLOCK_DAYS="365")
    child.expect("the last entry here is of")
    child.expect_exact("Is the clock right? [y/N]")
    child.send("n\r")
    child.expect("Set the clock right first")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 5
    assert home.log() == rows


def test_a_quiz_on_both_sides_of_the_date_line(quiz: Quiz, home: Home) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        child = quiz("tiny", "--cards", "1", "--cram", TZ=zone)
        child.expect("> ")
        child.send("1922\r")
        child.expect("more keys")
        child.send("q")
        child.expect("answer")
        child.close()
    days = [row["study_day"] for row in home.log()]
    assert days == sorted(days, reverse=True)
    assert home.run("data", "doctor").code == 0


def test_a_time_zone_that_changes_during_a_quiz_leaves_its_day_alone(
    quiz: Quiz, home: Home, tmp_path: Path
) -> None:
    zones = Path("/usr/share/zoneinfo")
    if not zones.is_dir():
        pytest.skip("needs time zones as files")
    zone = tmp_path / "zone"
    shutil.copyfile(zones / "Pacific/Kiritimati", zone)
    child = quiz("tiny", "--cards", "2", TZ=f":{zone}")
    for where in ("Pacific/Pago_Pago", "Europe/London"):
        child.expect("> ")
        child.send("idk\r")
        child.expect("more keys")
        shutil.copyfile(zones / where, zone)
        child.send("\r")
    child.expect("answers")
    child.close()
    assert len({row["study_day"] for row in home.log()}) == 1
    assert home.run("data", "doctor").code == 0


def test_a_clock_beyond_what_can_be_told_ends_in_a_sentence(home: Home) -> None:
    beyond = "import time, runpy\ndef far(): raise OverflowError\ntime.time_ns = far\n"
    run = f"{beyond}runpy.run_module('studykit', run_name='__main__')"
    ran = subprocess.run(
        [sys.executable, "-c", run], env=home.environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (5, "")
    assert ran.stderr.startswith("studykit: this computer's clock is set to a year")


@pytest.mark.parametrize(
    "command", [("today",), ("profile", "list"), ("data", "backup", "--list")], ids=" ".join
)
def test_a_time_zone_that_no_place_has_is_one_sentence(home: Home, command: tuple[str, ...]) -> None:
    assert home.run("config", "set", "new-cards", "9").code == home.run("data", "backup").code == 0
    ran = home.start(*command, TZ="UTC+99")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("studykit: The time zone of this computer is a day or more from UTC.")
