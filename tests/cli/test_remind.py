from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Home

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
