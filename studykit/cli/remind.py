"""`studykit remind`: a reminder once a day, by the system's own scheduler; nothing keeps running for it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

from typer import Argument, Context, Option

from studykit.cli.commands import group
from studykit.cli.context import Invocation, invocation
from studykit.cli.display import say, say_text, tell_text
from studykit.cli.quiz import listings
from studykit.cli.today import brief_line
from studykit.errors import UnavailableError
from studykit.reminding import HOMES, Job, agent, check, cron, homes, read_time, service, task, timer
from studykit.store.open_file import refuse_lost
from studykit.study.agenda import agenda

app = group("Be reminded once a day, by the system's own scheduler.")

KEPT = (*HOMES, "STUDYKIT_DECKS")
"""Variables without which the reminder would look into other folders."""

TOAST = (
    "$kind = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, "
    "ContentType = WindowsRuntime]; $xml = $kind::GetTemplateContent(1); "
    "$texts = $xml.GetElementsByTagName('text'); $texts.Item(0).InnerText = 'studykit'; "
    "$texts.Item(1).InnerText = $env:STUDYKIT_SAID; "
    "$kind::CreateToastNotifier('studykit').Show([Windows.UI.Notifications.ToastNotification]::new($xml))"
)


@app.command()
def at(
    context: Context,
    time: Annotated[str, Argument(metavar="TIME", help="When, such as 17:00.")],
    shown: Annotated[bool, Option("--print", help="Only show what would be set up.")] = False,
) -> None:
    """Be reminded every day at a time, on days that still hold questions."""
    here = invocation(context)
    job = _job(here, *read_time(time))
    check(job)
    if shown:
        say(_described(job))
        return
    assert here.collection  # a reminder is of work that there is
    _install(job)
    say_text(
        f"You will be reminded every day at {job.time}, where questions are still waiting. "
        "`studykit remind off` ends it."
    )


@app.command()
def off(context: Context) -> None:
    """End the daily reminder."""
    _remove(_job(invocation(context), 0, 0))
    say("No reminder any more.")


@app.command()
def now(context: Context) -> None:
    """Show the reminder now, if today still holds questions; this is what the scheduler runs."""
    here = invocation(context)
    store = here.folders.store
    if not store.exists():
        refuse_lost(store)
        return  # it was forgotten: nothing is made anew, nor is there anybody to remind
    if agenda(here.collection, listings(here, (), None), here.today()).questions:
        _notify(brief_line(here).replace("`", ""))


def end(here: Invocation) -> None:
    """End the daily reminder of work that is being deleted; one of other work under the same name stays."""
    job = _job(here, 0, 0)
    try:
        given, would_be = _given(job)
        if not given:
            return
        if is_its_own := homes(given) == homes(would_be):
            _remove(job)
    except OSError as error:
        tell_text(f"The daily reminder {job.name} could not be ended ({error.strerror}); delete it by hand.")
    else:
        if not is_its_own:
            tell_text(f"The daily reminder {job.name} stays: it is of work that is kept elsewhere.")


def _files(job: Job) -> dict[Path, str]:
    """Give what this system's scheduler reads of a job; on Windows a command tells it."""
    if sys.platform == "win32":
        return {}
    if sys.platform == "darwin":
        return {Path.home() / "Library" / "LaunchAgents" / f"{job.name}.plist": agent(job).decode()}
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    folder = home / "systemd" / "user"
    return {folder / f"{job.name}.service": service(job), folder / f"{job.name}.timer": timer(job)}


def _given(job: Job) -> tuple[str, str]:
    """Give what this system's scheduler was given under a job's name, if anything, and what it would be."""
    if sys.platform == "win32":
        return _run("schtasks", "/Query", "/TN", job.name, "/XML", quiet=True), task(job)
    files = _files(job)
    there = (path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file())
    return "".join(there), "".join(files.values())


def _job(here: Invocation, hour: int, minute: int) -> Job:
    own = [] if here.profile == "default" else ["--profile", here.profile]
    decks = [word for folder in here.decks for word in ("--decks", str(folder.resolve()))]
    return Job(
        name="studykit-remind" if not own else f"studykit-remind-{here.profile}",
        command=(sys.executable, "-m", "studykit", *own, *decks, "remind", "now"),
        environment={name: _absolute(name, os.environ[name]) for name in KEPT if os.environ.get(name)},
        hour=hour,
        minute=minute,
    )


def _absolute(name: str, value: str) -> str:
    """Name the folder of a variable, or each that it has, from the root on: a scheduler runs elsewhere."""
    parts = [value] if name in HOMES else value.split(os.pathsep)
    return os.pathsep.join(str(Path(part).expanduser().absolute()) for part in parts if part)


def _described(job: Job) -> str:
    """Show what would be written and run on this system."""
    if sys.platform == "win32":
        return f"schtasks /Create /TN {job.name} /XML FILE /F, with this file:\n\n{task(job)}"
    files = "\n".join(f"{path}:\n\n{text}" for path, text in _files(job).items())
    if sys.platform == "darwin":
        return files
    return f"{files}\nWithout systemd, a line for `crontab -e`:\n\n{cron(job)}"


def _install(job: Job) -> None:
    """Hand the job to this system's scheduler, in place of an earlier one.

    Raises:
        UnavailableError: when there is no scheduler that takes it.
    """
    if sys.platform == "win32":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "task.xml")
            path.write_bytes(task(job).encode("utf-16"))
            _run("schtasks", "/Create", "/TN", job.name, "/XML", str(path), "/F")
    elif sys.platform == "darwin":
        _run("launchctl", "bootout", f"gui/{os.getuid()}/{job.name}", quiet=True)
        for path in _written(job):
            _run("launchctl", "bootstrap", f"gui/{os.getuid()}", str(path))
    else:
        _run("systemctl", "--user", "show-environment")  # before anything is written
        _written(job)
        _run("systemctl", "--user", "daemon-reload")
        _run("systemctl", "--user", "enable", "--now", f"{job.name}.timer")


def _remove(job: Job) -> None:
    """Take the job away from this system's scheduler; nothing happens where there is none."""
    if sys.platform == "win32":
        _run("schtasks", "/Delete", "/TN", job.name, "/F", quiet=True)
    elif sys.platform == "darwin":
        _run("launchctl", "bootout", f"gui/{os.getuid()}/{job.name}", quiet=True)
        _delete(job)
    elif any(path.exists() for path in _files(job)):
        _run("systemctl", "--user", "disable", "--now", f"{job.name}.timer", quiet=True)
        _delete(job)
        _run("systemctl", "--user", "daemon-reload", quiet=True)


def _written(job: Job) -> list[Path]:
    files = _files(job)
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        except OSError as error:
            raise UnavailableError(
                f"{path} cannot be written: {error.strerror}, so no reminder was set up."
            ) from error
    return [*files]


def _delete(job: Job) -> None:
    for path in _files(job):
        path.unlink(missing_ok=True)


def _notify(text: str) -> None:
    """Show a notification of the desktop."""
    if sys.platform == "win32":
        _run("powershell", "-NoProfile", "-Command", TOAST, STUDYKIT_SAID=text)
    elif sys.platform == "darwin":
        said = text.replace("\\", "\\\\").replace('"', '\\"')
        _run("osascript", "-e", f'display notification "{said}" with title "studykit"')
    else:
        _run("notify-send", "--app-name=studykit", "studykit", text, how="install libnotify")


BY_HAND = "`studykit remind at TIME --print` shows what to set up by hand"


def _run(program: str, *arguments: str, quiet: bool = False, how: str = BY_HAND, **environment: str) -> str:
    """Run a program of the system's and give what it prints; `how` says what helps where it cannot be used.

    Raises:
        UnavailableError: when it is not there or fails, unless `quiet`.
    """
    try:
        done = subprocess.run(
            [program, *arguments],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode == 0 or quiet:
            return "" if done.returncode else done.stdout
        said = (done.stderr or done.stdout).strip().splitlines() or [f"it ended with {done.returncode}"]
        why = said[-1][:200]
    except OSError as error:
        if quiet:
            return ""
        why = error.strerror or str(error)
    raise UnavailableError(f"`{program}` could not be used ({why}), so there is no reminder: {how}.")
