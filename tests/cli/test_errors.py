"""Every exit code and every kind of error, raised by the real program."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import studykit
from studykit import errors
from studykit.cli import today
from studykit.cli.main import INTERRUPTED
from tests.cli.conftest import Home
from tests.cli.test_data import REVIEW, answered
from tests.program import Ran

BROKEN = "deck: broken\ncards:\n  - ask: What?\n"


@pytest.fixture
def broken(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home in which `today` raises what nobody reckoned with."""

    def show(*_values: object, **_options: object) -> None:
        try:
            int("a secret answer")
        except ValueError as error:
            raise RuntimeError("it was 'a secret answer'") from error

    monkeypatch.setattr(today, "show", show)
    return home


def run_python(home: Home, code: str, typed: str = "") -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        env=home.environment,
        input=typed,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


RAISED = {
    "DataError": (1, ("deck", "add", "{home}/empty")),
    "UsageError": (2, ("config", "set", "new-cards", "many")),
    "NotFoundError": (3, ("data", "import", "{home}/nowhere")),
    "StoreError": (4, ("--profile", "damaged", "today")),
    "NewerStoreError": (4, ("data", "restore", "{home}/newer.db")),
    "StrangeSchemaError": (4, ("data", "restore", "{home}/strange.db")),
    "UnavailableError": (5, ("data", "export", "-o", "{home}/given.jsonl")),
}
"""A command for each kind of error there is; the kinds that have no sentence of their own are below."""

NEED_A_SERVER = {"PasswordNeededError", "ConnectionLostError", "ForgottenMeanwhileError", "HeldError"}
"""What only a school's hub can raise; `tests/school/test_own_servers.py` does it with a real one."""


def kinds_of(kind: type[errors.StudykitError]) -> set[str]:
    return {name for each in kind.__subclasses__() for name in (each.__name__, *kinds_of(each))}


def codes_in_readme() -> set[int]:
    reference = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split("## Reference")[1]
    rows = [line.split("|") for line in reference.split("## For developers")[0].splitlines() if "|" in line]
    return {int(row[1]) for row in rows if row[1].strip().isdigit()}


def test_every_kind_of_error_there_is_has_its_exit_code(home: Home) -> None:
    for module in pkgutil.walk_packages(studykit.__path__, "studykit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert kinds_of(errors.StudykitError) == RAISED.keys() | NEED_A_SERVER
    codes = {code for code, _ in RAISED.values()}
    assert codes_in_readme() == codes | {0, errors.StudykitError.exit_code, INTERRUPTED}


LONG = "The grain crisis of 1928 and what it meant for the Right, pasted where a file is named. " * 5


@pytest.mark.parametrize(
    "command",
    [
        ("data", "restore", LONG),
        ("data", "sync", LONG),
        ("data", "export", "-o", LONG),
        ("data", "backup", LONG),
        ("deck", "check", LONG),
        ("deck", "import", LONG, "--preview"),
        ("deck", "add", LONG),
        ("deck", "show", LONG, "year"),
        ("mark", LONG, "--deck", "tiny"),
        ("class", "report", LONG),
        ("progress", "--html", LONG),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_text_that_no_file_can_be_called_is_said_to_be_none(home: Home, command: tuple[str, ...]) -> None:
    ran = home.run(*command)
    assert ran.code in (3, 5), ran.err
    assert "Unexpected" not in ran.err
    assert len(ran.err) > 40


@pytest.mark.parametrize("kind", RAISED)
def test_every_kind_of_error_is_one_sentence_with_its_code(
    home: Home, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    before = errors.StudykitError.__init__

    def noted(self: errors.StudykitError, *values: object) -> None:
        made.append(type(self).__name__)
        before(self, *values)

    answered(home, {})
    (home.path / "empty").mkdir()
    home.run("data", "backup", str(home.path / "newer.db"))
    with closing(sqlite3.connect(home.path / "newer.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
    home.run("data", "backup", str(home.path / "strange.db"))
    with closing(sqlite3.connect(home.path / "strange.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE more (x)")
    home.write("profiles/damaged/studykit.db", "no store " * 1000)
    code, command = RAISED[kind]
    monkeypatch.setattr(errors.StudykitError, "__init__", noted)
    ran = home.run(*(word.format(home=home.path) for word in command))
    assert ran.code == code, ran.err
    assert made[-1] == kind
    assert "studykit: " in ran.err
    assert "Traceback" not in ran.err
    assert len(home.log()) == 1


def test_files_with_errors_and_nothing_at_all_have_their_codes_too(home: Home) -> None:
    home.write("broken.yaml", BROKEN)
    assert home.run("deck", "check", str(home.path / "broken.yaml")).code == 1
    assert home.run("data", "path").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_said(home: Home, unbuffered: str) -> None:
    answered(home, {})
    with Path("/dev/full").open("w") as full:
        for command in (("today",), ("data", "export"), ("data", "path")):
            ran = subprocess.run(
                [sys.executable, "-m", "studykit", *command],
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                env={**home.environment, "PYTHONUNBUFFERED": unbuffered},
                check=False,
            )
            assert ran.returncode == 5, ran.stderr
            assert "could not be written: No space left" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="closes the streams the POSIX way")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(home: Home, closed: str) -> None:
    answered(home, {})
    for command, code in (("today", 0), ("data path", 0), ("data export", 0), ("data forget --all", 2)):
        line = f"exec '{sys.executable}' -m studykit {command} {closed}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, env=home.environment, check=False)
        assert done.returncode == code, done.stderr
    assert len(home.log()) == 1


def test_an_unexpected_error_says_where_its_report_is_and_that_the_work_is_safe(broken: Home) -> None:
    ran = broken.run()
    assert (ran.code, ran.out) == (70, "")
    assert "Every answer whose verdict was shown is saved" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" not in ran.err
    (report,) = (broken.path / "reports").iterdir()
    assert str(report) in ran.err
    assert os.name != "posix" or report.stat().st_mode & 0o077 == 0


def test_the_report_has_the_places_and_nothing_that_was_typed(broken: Home) -> None:
    broken.run("--profile", "anastasia")
    (report,) = (broken.path / "reports").iterdir()
    text = report.read_text()
    assert "secret" not in text
    assert "anastasia" not in text
    for part in ("RuntimeError", "ValueError", "cli/main.py", "--profile", "Python 3"):
        assert part in text


def test_a_report_that_cannot_be_written_hides_nothing(broken: Home) -> None:
    broken.write("reports", "in the way")
    ran = broken.run()
    assert ran.code == 70
    assert "Unexpected error" in ran.err
    assert "report" not in ran.err


def test_debug_shows_the_traceback(broken: Home) -> None:
    ran = broken.run("--debug")
    assert ran.code == 70
    assert "Traceback" in ran.err
    assert "Every answer whose verdict was shown is saved" in ran.err


def test_an_interrupt_while_the_program_is_still_loading_is_130_without_a_traceback(home: Home) -> None:
    code = """
import builtins, sys
real = builtins.__import__
def interrupted(name, *rest):
    if name == "typer":
        raise KeyboardInterrupt
    return real(name, *rest)
builtins.__import__ = interrupted
from studykit.__main__ import main
main()
"""
    ran = run_python(home, code)
    assert (ran.code, ran.out, ran.err) == (130, "", "")


@pytest.mark.skipif(os.name != "posix", reason="interrupts the POSIX way")
def test_an_interrupt_is_130_and_loses_nothing(home: Home) -> None:
    answered(home, {})
    with subprocess.Popen(
        [sys.executable, "-m", "studykit", "data", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home.environment,
        encoding="utf-8",
    ) as waiting:
        assert waiting.stdin is not None
        waiting.stdin.write("x" * 1_000_000)  # more than a pipe holds: it is written once somebody reads
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out) == (130, "")
    assert "Interrupted" in err
    assert len(home.log()) == 1


OFFLINE = """
import json, sys

def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__" or event == "urllib.Request":
        raise AssertionError(f"the network was used: {event} {arguments}")
    if event == "socket.__new__":
        raise AssertionError("a socket was made")

sys.addaudithook(forbid)
from studykit.cli.main import main

for line in open(0, closefd=False):
    print(f"{main(json.loads(line))} of {line.strip()}", file=sys.stderr)
"""
"""The program, which takes any use of the network for an error, for a command in each line."""

COMMANDS = [
    ("today",),
    ("undo",),
    ("calendar",),
    ("config",),
    ("exam", "show"),
    ("deck", "list"),
    ("deck", "check", "{home}/decks/tiny.yaml"),
    ("outline", "To what extent did control of the Party explain Stalin's rise?"),
    ("question",),
    ("mark", "{home}/answers.csv", "--deck", "tiny"),
    ("data", "export"),
    ("data", "import", "{home}/given.jsonl"),
    ("data", "backup"),
    ("data", "sync", "{home}"),
    ("data", "doctor"),
    ("data", "forget", "--all", "--yes"),
]


def test_no_command_touches_the_network(home: Home) -> None:
    answered(home, {})
    home.write("answers.csv", "card,answer\nyear,1922\n")
    lines = [json.dumps([word.format(home=home.path) for word in command]) for command in COMMANDS]
    ran = run_python(home, OFFLINE, typed="\n".join(lines))
    ended = [line.split(" of ", 1) for line in ran.err.splitlines() if " of [" in line]
    assert [command for _, command in ended] == lines, ran.err
    assert {code for code, _ in ended} <= {"0", "1", "3"}, ran.err
    assert "AssertionError" not in ran.err
    assert "Unexpected" not in ran.err


def test_the_network_would_be_noticed(home: Home) -> None:
    ran = run_python(home, OFFLINE.replace("for line in", "import socket; socket.socket()\nfor line in"))
    assert "a socket was made" in ran.err


def test_reviews_of_the_tests_are_rows() -> None:
    from studykit.store.lines import from_json

    assert from_json({**REVIEW, "id": "r"}).id == "r"
