"""A daily reminder as the scheduler of each system reads it: systemd, launchd, Windows' Task Scheduler."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from studykit.errors import UsageError

HOMES = ("STUDYKIT_HOME", "XDG_DATA_HOME")
"""The variables that say where somebody's work is kept."""

_HOME = re.compile(rf'({"|".join(HOMES)})(?:=|</key>\s*<string>)(.*?)(?:"|</string>)')
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be run once a day: the words of a command, its environment, and the time of day.

    `name` tells it from the jobs of others; it has letters, digits and hyphens only.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    hour: int
    minute: int

    @property
    def time(self) -> str:
        """The time of day, as `17:00`."""
        return f"{self.hour:02}:{self.minute:02}"


def read_time(text: str) -> tuple[int, int]:
    """Read a time of day as hour and minute: `17:00`, `17.30`, `5 pm`.

    Raises:
        UsageError: when it is none.
    """
    found = _TIME.fullmatch(text.strip().lower())
    if found is not None:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half is not None:
            hour = hour % 12 + 12 * (half == "pm") if 1 <= hour <= 12 else 24
        if hour < 24 and minute < 60:
            return hour, minute
    raise UsageError(f"{text!r} is not a time of day; write it as 17:00 or 5 pm.")


def check(job: Job) -> None:
    """Refuse what no scheduler can be told of: each reads a line as an entry, and text alone.

    Raises:
        UsageError: when a folder's name is none, or goes over two lines.
    """
    for word in (*job.command, *job.environment.values()):
        if _UNWRITABLE.search(word):
            raise UsageError(
                f"{word!r} cannot be told to a scheduler, for it is no text of one line; rename that folder."
            )


def homes(text: str) -> set[tuple[str, str]]:
    """Give the variables that say where work is kept, as a unit, an agent or a task writes them."""
    return {(name, value) for name, value in _HOME.findall(unescape(text))}


def service(job: Job) -> str:
    """Give the systemd unit that runs the job."""
    environment = "".join(
        f"Environment={_quoted(f'{name}={value}')}\n" for name, value in sorted(job.environment.items())
    )
    # In ExecStart a dollar would name a variable; in Environment it is an ordinary letter.
    command = " ".join(_quoted(word).replace("$", "$$") for word in job.command)
    about = "[Unit]\nDescription=A reminder of studykit\n\n"
    return f"{about}[Service]\nType=oneshot\n{environment}ExecStart={command}\n"


def timer(job: Job) -> str:
    """Give the systemd unit that starts it once a day; a time slept through is made up for."""
    return (
        "[Unit]\nDescription=Reminds of studykit once a day\n\n"
        f"[Timer]\nOnCalendar=*-*-* {job.time}:00\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def _quoted(word: str) -> str:
    """Write a word for a systemd unit: in double quotes, what it would read otherwise escaped."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'


def agent(job: Job) -> bytes:
    """Give the launchd agent, as a property list."""
    import plistlib

    return plistlib.dumps(
        {
            "Label": job.name,
            "ProgramArguments": list(job.command),
            "EnvironmentVariables": dict(job.environment),
            "StartCalendarInterval": {"Hour": job.hour, "Minute": job.minute},
        }
    )


def task(job: Job) -> str:
    """Give the task for Windows' Task Scheduler, as XML; `cmd` sets the environment before the command."""
    import subprocess

    sets = "".join(f'set "{name}={value}" && ' for name, value in sorted(job.environment.items()))
    arguments = f'/d /s /c "{sets}{subprocess.list2cmdline(job.command)}"'
    started = f"<StartBoundary>2026-01-01T{job.time}:00</StartBoundary>"
    daily = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    battery = "<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>"
    return (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"  <Triggers><CalendarTrigger>{started}{daily}</CalendarTrigger></Triggers>\n"
        f"  <Settings>{battery}<StartWhenAvailable>true</StartWhenAvailable></Settings>\n"
        f"  <Actions><Exec><Command>cmd.exe</Command><Arguments>{escape(arguments)}</Arguments></Exec>"
        "</Actions>\n</Task>\n"
    )


def cron(job: Job) -> str:
    """Give the line of a crontab that does the same, for systems without any of these."""
    import shlex

    sets = [f"{name}={shlex.quote(value)}" for name, value in sorted(job.environment.items())]
    command = " ".join([*sets, *map(shlex.quote, job.command)]).replace("%", "\\%")
    return f"{job.minute} {job.hour} * * * {command}"
