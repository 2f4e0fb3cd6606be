"""The keys after a verdict, at a real pseudo-terminal."""

from __future__ import annotations

import time

import pytest

from tests.cli.conftest import Home, Quiz
from tests.cli.test_quiz import KEYS, PROMPT, VERDICT, answer, finish

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")


def test_i_was_right_is_logged_with_what_was_typed(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "the spring of the Eleventh Congress")
    child.expect(KEYS)
    child.send("y")
    child.expect("Counted as right")
    finish(child)
    review, amend = home.log()
    assert review["answer"] == "the spring of the Eleventh Congress"
    assert (amend["kind"], amend["review"], amend["verdict"], amend["rating"]) == (
        "amend",
        review["id"],
        "correct",
        3,
    )


def test_another_rating_by_key_and_unknown_keys_and_arrow_keys_are_ignored(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1922")
    child.expect(KEYS)
    for key in ("x", "w", "\x1b[A\x1b[1;5C\x1b[3~4"):
        child.send(key)
        time.sleep(0.4)  # one after another, not as a word
    child.expect("Easy, back in")
    finish(child)
    amends = [row for row in home.log() if row["kind"] == "amend"]
    assert [row["rating"] for row in amends] == [4]


def test_an_answer_taken_back_is_asked_again_and_did_not_happen(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1924")
    child.expect(KEYS)
    child.send("u")
    answer(child, "1922")
    child.expect(VERDICT)
    assert child.match[1] == "Correct"
    child.expect(KEYS)
    child.send("\r")
    assert "1 answer: 1 right" in finish(child)
    assert [row["kind"] for row in home.log()] == ["review", "undo", "review"]


def test_what_was_typed_ahead_rates_nothing(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "2")
    child.expect(PROMPT)
    child.send("1924\r4444\r\r")
    child.expect(KEYS)
    with pytest.raises(pexpect.TIMEOUT):
        child.expect("2/2", timeout=1)
    child.send("q")
    finish(child)
    assert [row["kind"] for row in home.log()] == ["review"]


@pytest.mark.parametrize(
    "typed",
    ["yes I was right", "why", "undo\r", "1997\r", "first line\r4\rn\r"],
    ids=lambda typed: typed.strip(),
)
def test_words_pasted_at_a_verdict_rate_nothing_and_leave_nothing(quiz: Quiz, home: Home, typed: str) -> None:
    child = quiz("tiny", "--cards", "2")
    answer(child, "1924")
    child.expect(KEYS)
    child.send(typed)
    child.expect(f"Set aside: “{typed.split()[0]}")
    child.send("q")
    finish(child)
    assert [row["kind"] for row in home.log()] == ["review"]


def test_a_word_typed_at_a_verdict_rates_nothing_and_a_letter_with_enter_is_its_key(
    quiz: Quiz, home: Home
) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1924")
    child.expect(KEYS)
    for letter in "yes":
        time.sleep(0.1)
        child.send(letter)
    child.send("\r")
    child.expect("Set aside: “yes”")
    child.send("y")
    time.sleep(0.1)
    child.send("\r")
    child.expect("Counted as right")
    finish(child)
    assert [row["kind"] for row in home.log()] == ["review", "amend"]


def test_a_slash_after_a_verdict_begins_the_commands_of_the_prompt(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1924")
    child.expect(KEYS)
    child.send("/help\r")
    child.expect("/undo")
    child.send("/nonsense\r")
    child.expect("There is no command /nonsense")
    child.send("/undo\r")
    child.expect("Taken back")
    answer(child, "1922")
    child.expect(KEYS)
    child.send("/skip\r")
    assert "1 answer: 1 right" in finish(child)
    assert [row["kind"] for row in home.log()] == ["review", "undo", "review"]
