"""The terminal is left as it was found, whatever comes between."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import Home, Quiz
from tests.cli.test_quiz import answer, finish

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
termios = pytest.importorskip("termios")
pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

QUIZ = f"{sys.executable} -m studykit --plain quiz tiny"
PROMPT = r"\n(\x1b\[\?2004h)?> "
KEYS = "more keys"


@pytest.fixture
def shell(home: Home) -> Iterator[Any]:
    """Start a shell with job control in a pseudo-terminal."""
    child = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        env={**home.environment, "PS1": "sh$ "},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=10,
    )
    child.expect(r"sh\$ ")
    yield child
    child.close(force=True)


MODES = "stty -a | tr ';' '\\n' | grep -ow -e '-\\?echo' -e '-\\?icanon' | sort | xargs echo modes"


def test_a_stop_gives_the_shell_its_terminal_and_going_on_shows_what_was_typed(shell: Any) -> None:
    shell.send(QUIZ + "\r")
    shell.expect(PROMPT)
    shell.send("19")
    shell.expect("19")
    shell.send("\x1a")
    shell.expect("Stopped")
    shell.expect(r"sh\$ ")
    shell.send("fg\r")
    shell.expect("In which year did Stalin become General Secretary")
    shell.expect("> 19")
    shell.send("22\r")
    shell.expect("Correct")
    shell.expect(KEYS)
    shell.send("\x1a")
    shell.expect("Stopped")
    shell.expect(r"sh\$ ")
    shell.send("fg\r")
    shell.expect("Enter Good")
    shell.expect(KEYS)
    shell.send("q")
    shell.expect("1 answer: 1 right")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("at_keys", [False, True], ids=["at the prompt", "at the keys"])
def test_a_signal_ends_it_with_the_terminal_in_order_and_the_answer_kept(
    shell: Any, home: Home, number: signal.Signals, at_keys: bool
) -> None:
    # The shell's own line editor would mend the modes, so they are looked at before it comes back.
    home.write("run.sh", f"echo pid $$; {QUIZ}; echo code $?; {MODES}\n")
    shell.send(f"bash {home.path}/run.sh\r")
    shell.expect(r"pid (\d+)\r\n")
    parent = int(shell.match[1])
    shell.expect(PROMPT)
    if at_keys:
        shell.send("1922\r")
        shell.expect(KEYS)
    with open(f"/proc/{parent}/task/{parent}/children", encoding="ascii") as children:  # noqa: PTH123
        os.kill(int(children.read().split()[0]), number)
    shell.expect(rf"code {128 + number}")
    shell.expect(r"modes echo icanon\r\n")
    assert len(home.log()) == int(at_keys)


def test_what_was_typed_ahead_stands_nowhere_under_an_answer(quiz: Quiz) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    child.send("1924\rjjjj")
    child.expect(KEYS)
    assert "jjjj" not in child.before
    child.send("q")
    child.expect("1 wrong")


def test_all_that_follows_a_change_of_the_window_has_its_new_size(quiz: Quiz) -> None:
    child = quiz("tiny", "--cards", "2", COLUMNS="", LINES="")

    def widest() -> int:
        return max(map(len, child.before.replace("\r", "").split("\n")))

    child.expect(PROMPT)
    child.setwinsize(24, 50)
    child.send("/help\r")
    child.expect(PROMPT)
    assert 40 < widest() <= 50
    child.send("1922\r")
    child.expect(KEYS)
    assert 40 < widest() <= 50
    child.setwinsize(24, 40)
    child.send("?")
    child.expect("q: stop here")
    assert widest() <= 40
    child.send("\r")
    child.expect(PROMPT)
    assert widest() <= 40


def test_taking_back_the_answer_to_a_suspended_card_puts_the_card_back(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny")
    child.expect(PROMPT)
    child.send("1924\r")
    child.expect(KEYS)
    child.send("s")
    child.expect("Suspended; /undo takes that back")
    child.expect(PROMPT)
    child.send("/undo\r")
    child.expect("the card is in the quiz again")
    child.expect("In which year")
    child.expect(PROMPT)
    child.send("/quit\r")
    child.expect("Nothing was answered")
    child.close()
    assert home.run("find", "--state", "suspended", "--deck", "tiny").code == 3


def test_what_there_is_to_read_is_shown_once(quiz: Quiz) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    child.send("1922\r")
    child.expect("Note: The Eleventh Congress")
    child.expect(KEYS)
    child.send("i")
    child.expect("Source: Class notes: the office\r?\n")
    assert "Note:" not in child.before
    child.send("i")
    child.expect("nothing more to read")
    assert "Source:" not in child.before


def test_the_help_names_learn_as_long_as_it_is_offered(quiz: Quiz) -> None:
    child = quiz("tiny")
    child.expect("Type /learn")
    child.expect(PROMPT)
    child.send("/help\r")
    child.expect("While answering")
    child.expect("/learn: see each new card")
    child.send("/quit\r")


def test_a_flag_with_its_remark_is_listed_for_whoever_wrote_the_card(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    child.send("1922\r")
    child.expect(KEYS)
    child.send("f")
    child.expect("Remark")
    child.send("the month is missing\r")
    child.expect("Flagged")
    child.send("\r")
    child.expect("1 right")
    child.close()
    assert "tiny.yaml:7: tiny/year, flagged: the month is missing" in home.run("deck", "flags").out
    assert "tiny/year, flagged: the month is missing" in home.run("deck", "suggest").out
    assert "tiny/year" in home.run("find", "--state", "flagged").out
    home.run("card", "tiny/year", "unflag")
    assert home.run("deck", "flags", "--json").json == []


def test_a_card_of_ones_own_is_opened_at_its_line_and_taken_in_at_once(quiz: Quiz, home: Home) -> None:
    editor = home.write("editor.sh", '#!/bin/sh\necho "$1"\nsed -i s/1922/1923/ "$2"\n')
    editor.chmod(0o755)
    child = quiz("tiny", "--cards", "1", EDITOR=str(editor), VISUAL="")
    child.expect(PROMPT)
    child.send("1922\r")
    child.expect(KEYS)
    child.send("e")
    child.expect(r"\+7")
    child.expect("Taken in")
    child.send("u")
    child.expect(PROMPT)
    child.send("1923\r")
    child.expect("Correct")
    child.expect(KEYS)
    child.send("q")


@pytest.mark.parametrize(
    "change", ["s/id: year/id: the-year/", "s/deck: tiny/deck: small/", "s/cards:/cards: [/"]
)
def test_cards_that_are_edited_away_are_not_asked_any_more(quiz: Quiz, home: Home, change: str) -> None:
    editor = home.write("editor.sh", f"#!/bin/sh\nsed -i '/id: defenders/,$d; {change}' \"$2\"\n")
    editor.chmod(0o755)
    child = quiz("tiny", EDITOR=str(editor), VISUAL="")
    child.expect(PROMPT)
    child.send("1922\r")
    child.expect(KEYS)
    child.send("e")
    child.expect("The card is no longer there, or has an error now")
    child.expect("1 answer: 1 right")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


@pytest.mark.parametrize(
    ("editor", "said"), [(" ", "Set EDITOR"), ("'x y' z", "cannot be started"), ('"x', "cannot be started")]
)
def test_an_editor_that_is_none_is_said_and_the_quiz_goes_on(quiz: Quiz, editor: str, said: str) -> None:
    child = quiz("tiny", "--cards", "1", EDITOR=editor, VISUAL="\t")
    child.expect(PROMPT)
    child.send("1922\r")
    child.expect(KEYS)
    child.send("e")
    child.expect(said)
    child.send("q")
    child.expect("1 answer")


def test_a_shipped_card_says_how_to_have_it_ones_own_way(quiz: Quiz) -> None:
    child = quiz("stalin-rivals", "--cards", "1", EDITOR="false")
    child.expect(PROMPT)
    child.send("idk\r")
    child.expect(KEYS)
    child.send("e")
    child.expect("comes with studykit")
    child.send("q")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
@pytest.mark.parametrize("at_a_key", [True, False])
def test_a_quiz_that_is_ended_leaves_the_terminal_as_it_was(
    quiz: Quiz, home: Home, number: int, at_a_key: bool
) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    if at_a_key:
        child.send("1922\r")
        child.expect(KEYS)
    child.kill(number)
    child.expect(pexpect.EOF)
    before = termios.tcgetattr(child.child_fd)[3]
    child.close()
    assert child.signalstatus == number
    assert before & termios.ECHO
    assert before & termios.ICANON
    assert [row["answer"] for row in home.log()] == (["1922"] if at_a_key else [])


def test_a_quiz_that_was_stopped_goes_on_with_its_keys_shown_and_heard(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1922")
    child.expect(KEYS)
    child.send("\x1a")
    child.expect(KEYS)  # the system does not stop the first process of a terminal, which goes on at once
    mode = termios.tcgetattr(child.child_fd)
    mode[3] |= termios.ECHO | termios.ICANON  # as a shell does
    termios.tcsetattr(child.child_fd, termios.TCSANOW, mode)
    child.kill(signal.SIGCONT)
    child.expect(KEYS)
    child.send("2")
    child.expect("Hard")
    finish(child)
    assert [row["kind"] for row in home.log()] == ["review", "amend"]
