from __future__ import annotations

import plistlib
import shlex
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from studykit.errors import UsageError
from studykit.reminding import Job, agent, cron, homes, read_time, service, task, timer

JOB = Job(
    name="studykit-remind",
    command=('/home/ana\'s/100% "new" $x/python', "-m", "studykit", "remind", "now"),
    environment={"STUDYKIT_HOME": "/home/ana $x\\y"},
    hour=17,
    minute=5,
)


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("17:00", (17, 0)),
        ("17.30", (17, 30)),
        ("5 pm", (17, 0)),
        ("12am", (0, 0)),
        ("7", (7, 0)),
        ("5:15pm", (17, 15)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, time: tuple[int, int]) -> None:
    assert read_time(typed) == time


@pytest.mark.parametrize("typed", ["25:00", "17:60", "noon", "", "13 pm", "0 pm"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="17:00"):
        read_time(typed)


def test_systemd_reads_each_word_as_it_is() -> None:
    unit = service(JOB)
    assert 'ExecStart="/home/ana\'s/100%% \\"new\\" $$x/python" "-m" "studykit" "remind" "now"\n' in unit
    assert 'Environment="STUDYKIT_HOME=/home/ana $x\\\\y"\n' in unit
    assert "OnCalendar=*-*-* 17:05:00\n" in timer(JOB)


def test_launchd_reads_each_word_as_it_is() -> None:
    read = plistlib.loads(agent(JOB))
    assert read["ProgramArguments"] == list(JOB.command)
    assert read["EnvironmentVariables"] == JOB.environment
    assert read["StartCalendarInterval"] == {"Hour": 17, "Minute": 5}


def test_a_task_of_windows_is_sound_xml() -> None:
    root = ElementTree.fromstring(task(JOB).partition("\n")[2])
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    arguments = root.findtext(f".//{space}Arguments")
    assert arguments is not None
    assert 'set "STUDYKIT_HOME=/home/ana $x\\y" && ' in arguments
    assert arguments.endswith('-m studykit remind now"')
    assert root.findtext(f".//{space}StartBoundary") == "2026-01-01T17:05:00"


def test_a_crontab_gets_a_line_that_the_shell_reads_as_it_is() -> None:
    words = shlex.split(cron(JOB).replace("\\%", "%"))
    assert words[:5] == ["5", "17", "*", "*", "*"]
    assert words[5:] == ["STUDYKIT_HOME=/home/ana $x\\y", *JOB.command]


@pytest.mark.parametrize(
    "written", [service, lambda job: agent(job).decode(), task], ids=["unit", "agent", "task"]
)
def test_a_reminder_is_told_from_one_of_work_that_is_kept_elsewhere(written: Callable[[Job], str]) -> None:
    elsewhere = replace(JOB, environment={"STUDYKIT_HOME": "/home/ben & <co>"})
    without = replace(JOB, environment={})
    assert homes(written(JOB)) == homes(written(replace(JOB, hour=3, command=("other",))))
    assert len({frozenset(homes(written(job))) for job in (JOB, elsewhere, without)}) == 3
    assert homes(written(without)) == set()
