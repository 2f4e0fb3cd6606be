"""Every exit code and every kind of error, raised by the real program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from studykit import errors
from tests.cli.conftest import Home, Ran
from tests.cli.test_data import REVIEW, answered, store_of

BROKEN = "deck: broken\ncards:\n  - ask: What?\n"

WHEN_IT_BREAKS = """
import sys
from studykit.cli import today
from studykit.cli.main import main

def show(*values, **options):
    try:
        int("a secret answer")
    except ValueError as error:
        raise RuntimeError("it was 'a secret answer'") from error

today.show = show
sys.exit(main(sys.argv[1:]))
"""


def run_python(home: Home, code: str, *arguments: str) -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=home.environment,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_every_exit_code_of_the_table_is_reached(home, tmp_path) -> None:
    home.write("broken.yaml", BROKEN)
    answered(home, {})
    there = tmp_path / "there"
    there.write_text("kept")
    cases = {
        0: ("data", "path"),
        1: ("deck", "check", str(home.path / "broken.yaml")),
        2: ("config", "set", "new-cards", "many"),
        3: ("data", "import", "nowhere"),
        5: ("data", "export", "-o", str(there)),
    }
    for code, command in cases.items():
        ran = home.run(*command)
        assert ran.code == code, ran.err
        assert "Traceback" not in ran.err
    store_of(home).write_bytes(b"no store " * 1000)
    assert home.run("today").code == 4
    assert there.read_text() == "kept"
    kinds = {kind.exit_code for kind in errors.StudykitError.__subclasses__()}
    assert kinds | {0} == {*cases, 4}
    assert errors.StudykitError.exit_code == 70


def test_an_unexpected_error_says_where_its_report_is_and_that_the_work_is_safe(home) -> None:
    ran = run_python(home, WHEN_IT_BREAKS)
    assert (ran.code, ran.out) == (70, "")
    assert "Every answer whose verdict was shown is saved" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" not in ran.err
    (report,) = (home.path / "reports").iterdir()
    assert str(report) in ran.err
    assert os.name != "posix" or report.stat().st_mode & 0o077 == 0


def test_the_report_has_the_places_and_nothing_that_was_typed(home) -> None:
    run_python(home, WHEN_IT_BREAKS, "--profile", "anastasia")
    (report,) = (home.path / "reports").iterdir()
    text = report.read_text()
    assert "secret" not in text
    assert "anastasia" not in text
    for part in ("RuntimeError", "ValueError", "cli/main.py", "--profile", "Python 3"):
        assert part in text


def test_a_report_that_cannot_be_written_hides_nothing(home) -> None:
    (home.path / "reports").write_text("in the way")
    ran = run_python(home, WHEN_IT_BREAKS)
    assert ran.code == 70
    assert "Unexpected error" in ran.err
    assert "report" not in ran.err


def test_debug_shows_the_traceback(home) -> None:
    ran = run_python(home, WHEN_IT_BREAKS, "--debug")
    assert ran.code != 0
    assert "Traceback" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="interrupts the POSIX way")
def test_an_interrupt_is_130_and_loses_nothing(home) -> None:
    answered(home, {})
    with subprocess.Popen(
        [sys.executable, "-m", "studykit", "data", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=home.environment,
        encoding="utf-8",
    ) as waiting:
        time.sleep(1.5)
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=30)
    assert (waiting.returncode, out) == (130, "")
    assert "Interrupted" in err
    assert len(home.log()) == 1


OFFLINE = """
import sys

def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__" or event == "urllib.Request":
        raise AssertionError(f"the network was used: {event} {arguments}")
    if event == "socket.__new__":
        raise AssertionError("a socket was made")

sys.addaudithook(forbid)
from studykit.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "command",
    [
        ("today",),
        ("undo",),
        ("calendar",),
        ("config",),
        ("exam", "show"),
        ("deck", "list"),
        ("deck", "check"),
        ("outline", "To what extent did control of the Party explain Stalin's rise?"),
        ("question",),
        ("mark", "{home}/answers.csv", "--deck", "tiny"),
        ("data", "export"),
        ("data", "import", "{home}/given.jsonl"),
        ("data", "backup"),
        ("data", "sync", "{home}"),
        ("data", "doctor"),
        ("data", "forget", "--all", "--yes"),
    ],
    ids=" ".join,
)
def test_no_command_touches_the_network(home, command: tuple[str, ...]) -> None:
    answered(home, {})
    home.write("answers.csv", "card,answer\nyear,1922\n")
    ran = run_python(home, OFFLINE, *(word.format(home=home.path) for word in command))
    assert ran.code in (0, 1, 3), ran.err
    assert "AssertionError" not in ran.err
    assert "Unexpected" not in ran.err


def test_the_network_would_be_noticed(home) -> None:
    ran = run_python(home, OFFLINE.replace("sys.exit(", "import socket; socket.socket(); sys.exit("))
    assert "a socket was made" in ran.err


def test_reviews_of_the_tests_are_rows() -> None:
    from studykit.store.lines import from_json

    assert from_json({**REVIEW, "id": "r"}).id == "r"
