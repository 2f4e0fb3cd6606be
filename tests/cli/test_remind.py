from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Home
from tests.cli.test_data import answered

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="looks at systemd")


@pytest.fixture
def desk(home: Home, tmp_path: Path) -> dict[str, str]:
    """Programs of a desktop that note how they were called, and a folder for what is set up there."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("systemctl", "notify-send"):
        script = programs / name
        script.write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/called\n')
        script.chmod(0o755)
    return {"PATH": f"{programs}:{home.environment['PATH']}", "XDG_CONFIG_HOME": str(tmp_path / "config")}


def called(tmp_path: Path) -> list[str]:
    noted = tmp_path / "called"
    return noted.read_text().splitlines() if noted.exists() else []


def units(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "config").rglob("*.*"))


def test_a_reminder_is_set_up_changed_and_ended(home: Home, desk: dict[str, str], tmp_path: Path) -> None:
    assert home.run("remind", "at", "17:00", **desk).code == 0
    assert units(tmp_path) == ["studykit-remind.service", "studykit-remind.timer"]
    assert "systemctl --user enable --now studykit-remind.timer" in called(tmp_path)
    timer = tmp_path / "config" / "systemd" / "user" / "studykit-remind.timer"
    assert "17:00:00" in timer.read_text()
    assert home.run("remind", "at", "6 pm", **desk).code == 0
    assert "18:00:00" in timer.read_text()
    service = timer.with_suffix(".service").read_text()
    assert f'"STUDYKIT_HOME={home.path}"' in service
    assert home.run("remind", "off", **desk).code == 0
    assert units(tmp_path) == []
    assert "systemctl --user disable --now studykit-remind.timer" in called(tmp_path)


def test_each_profile_has_a_reminder_of_its_own(home: Home, desk: dict[str, str], tmp_path: Path) -> None:
    home.run("remind", "at", "17:00", **desk)
    assert home.run("remind", "at", "18:00", "--profile", "ana", **desk).code == 0
    assert "studykit-remind-ana.timer" in units(tmp_path)
    home.run("remind", "off", **desk)
    assert units(tmp_path) == ["studykit-remind-ana.service", "studykit-remind-ana.timer"]


def test_print_sets_nothing_up(home: Home, desk: dict[str, str], tmp_path: Path) -> None:
    ran = home.run("remind", "at", "17:00", "--print", **desk)
    assert ran.code == 0
    assert "OnCalendar=*-*-* 17:00:00" in ran.out
    assert "0 17 * * * " in ran.out
    assert (units(tmp_path), called(tmp_path)) == ([], [])


def test_the_reminder_says_what_today_holds(home: Home, desk: dict[str, str], tmp_path: Path) -> None:
    home.run("remind", "at", "17:00", **desk)
    (tmp_path / "called").unlink()
    assert home.run("remind", "now", **desk).code == 0
    (said,) = called(tmp_path)
    assert said.startswith("notify-send --app-name=studykit studykit 10 questions, about ")
    assert "studykit quiz" in said


def test_a_day_that_is_done_is_not_reminded_of(home: Home, desk: dict[str, str], tmp_path: Path) -> None:
    home.run("config", "set", "new-cards", "0")
    assert home.run("remind", "now", **desk).code == 0
    assert called(tmp_path) == []


def test_without_a_scheduler_it_says_so_and_leaves_nothing_behind(
    home: Home, desk: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "programs" / "systemctl").write_text("#!/bin/sh\necho 'no bus' >&2\nexit 1\n")
    ran = home.run("remind", "at", "17:00", **desk)
    assert ran.code == 5
    assert "`systemctl` could not be used (no bus)" in ran.err
    assert "--print" in ran.err
    assert units(tmp_path) == []


def test_forgetting_all_ends_the_reminder_of_that_profile(
    home: Home, desk: dict[str, str], tmp_path: Path
) -> None:
    home.run("remind", "at", "17:00", **desk)
    home.run("--profile", "AdaLovelace", "remind", "at", "17:00", **desk)
    ran = home.run("--profile", "AdaLovelace", "data", "forget", "--all", "--yes", **desk)
    assert ran.code == 0
    assert "A daily reminder ends" in ran.out
    assert units(tmp_path) == ["studykit-remind.service", "studykit-remind.timer"]
    assert "systemctl --user disable --now studykit-remind-AdaLovelace.timer" in called(tmp_path)


def test_forgetting_all_names_the_reminder_of_work_that_is_kept_elsewhere(
    home: Home, desk: dict[str, str], tmp_path: Path
) -> None:
    other = Home(tmp_path / "other")
    other.run("remind", "at", "17:00", **desk)
    answered(home, {})
    ran = home.run("data", "forget", "--all", "--yes", **desk)
    assert "The daily reminder studykit-remind stays: it is of work that is kept elsewhere" in ran.err
    assert units(tmp_path) == ["studykit-remind.service", "studykit-remind.timer"]


def test_a_reminder_that_is_left_makes_nothing_anew_of_a_profile_that_was_forgotten(
    home: Home, desk: dict[str, str], tmp_path: Path
) -> None:
    ran = home.run("--profile", "AdaLovelace", "remind", "now", **desk)
    assert (ran.code, ran.out + ran.err) == (0, "")
    assert called(tmp_path) == []
    assert not list(home.path.glob("profiles/*"))


def test_the_reminder_says_when_the_work_was_lost(home: Home, desk: dict[str, str]) -> None:
    answered(home, {})
    home.run("data", "backup")
    (home.path / "profiles" / "default" / "studykit.db").unlink()
    ran = home.run("remind", "now", **desk)
    assert ran.code == 4
    assert "is gone" in ran.err


def test_the_reminder_looks_into_the_folders_that_were_meant_wherever_it_is_run(
    home: Home, desk: dict[str, str], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    given = {
        **desk,
        "STUDYKIT_HOME": home.path.name,
        "STUDYKIT_DECKS": os.pathsep.join(["one", "two"]),
        "XDG_DATA_HOME": "one",
    }
    there = replace(home.surroundings.having(**given), folder=home.path.parent)
    assert there.run("remind", "at", "17:00").code == 0
    service = (tmp_path / "config" / "systemd" / "user" / "studykit-remind.service").read_text()
    beside = home.path.parent
    assert [line for line in service.splitlines() if line.startswith("Environment")] == [
        f'Environment="STUDYKIT_DECKS={beside / "one"}{os.pathsep}{beside / "two"}"',
        f'Environment="STUDYKIT_HOME={home.path}"',
        f'Environment="XDG_DATA_HOME={beside / "one"}"',
    ]


@pytest.mark.parametrize("name", ["two\nlines", "no text \udc80"])
def test_a_folder_that_no_scheduler_can_be_told_of_is_refused(
    home: Home, desk: dict[str, str], tmp_path: Path, name: str
) -> None:
    ran = home.run("remind", "at", "17:00", STUDYKIT_HOME=str(tmp_path / name), **desk)
    assert ran.code == 2
    assert "rename that folder" in ran.err
    assert (units(tmp_path), called(tmp_path)) == ([], [])
