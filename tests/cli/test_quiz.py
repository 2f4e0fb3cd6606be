"""The real program in a real pseudo-terminal."""

from __future__ import annotations

import json
import re
import signal
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cli.conftest import Home, Quiz

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

PROMPT = r"\r\n(\x1b\[\?2004h)?> "
KEYS = "more keys"
VERDICT = r"(?m)^(Correct|Partial|Wrong)\r?$"


def finish(child: Any) -> str:
    """Read on until the program ends by itself with exit 0, setting no exam; give what it printed."""
    seen = ""
    if child.expect(["When is your exam", pexpect.EOF]) == 0:
        seen = child.before
        child.expect(PROMPT)
        child.send("\r")
        child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, child.signalstatus) == (0, None), child.before
    return f"{seen}{child.before}"


def answer(child: Any, text: str) -> None:
    child.expect(PROMPT)
    child.send(text + "\r")


def test_three_cards_fed_idk_and_enter_end_by_themselves_after_three_verdicts(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "3")
    for _ in range(3):
        answer(child, "idk")
        child.expect(KEYS)
        child.send("\r")
    finish(child)
    reviews = [row for row in home.log() if row["kind"] == "review"]
    assert [row["answer"] for row in reviews] == ["idk"] * 3
    assert {row["verdict"] for row in reviews} == {"wrong"}
    assert {row["rating"] for row in reviews} == {1}


def test_idk_and_enter_sent_blindly_again_and_again_end_it_too(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "3")
    deadline = time.monotonic() + 60
    seen = ""
    while child.isalive() and time.monotonic() < deadline:
        try:
            child.send("idk\r")
            seen += child.read_nonblocking(65536, timeout=0.2)
        except (pexpect.TIMEOUT, pexpect.EOF, OSError):
            pass
    child.close()
    assert child.exitstatus == 0
    assert len(re.findall(VERDICT, seen)) == 3
    assert sum(row["kind"] == "review" for row in home.log()) == 3


def test_a_right_answer_is_correct_with_its_answer_note_and_next_day_and_its_source_behind_a_key(
    quiz: Quiz,
) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "in 1922")
    child.expect(VERDICT)
    assert child.match[1] == "Correct"
    child.expect(KEYS)
    shown = child.before
    for part in ("Answer: 1922", "Note: The Eleventh Congress", "back in ", "Enter Good", "i source"):
        assert part in shown, shown
    assert "Class notes" not in shown
    child.send("i")
    child.expect("Source: Class notes: the office")
    child.send("\r")
    assert "1 right" in finish(child)


def test_a_near_miss_is_told_what_it_is(quiz: Quiz) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1924")
    child.expect(VERDICT)
    assert child.match[1] == "Wrong"
    child.expect("when Lenin died")
    child.send("q")
    finish(child)


def test_a_wrong_card_comes_back_once_at_the_end(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--theme", "sides")
    for _ in range(2):
        answer(child, "Left")
        child.expect(KEYS)
        child.send("\r")
    finish(child)
    reviews = home.log()
    assert [row["card"] for row in reviews] == ["tiny/defenders"] * 2
    assert all(row["counts"] for row in reviews)


def test_without_retry_a_wrong_card_does_not_come_back(quiz: Quiz, home: Home) -> None:
    assert home.run("config", "set", "retry", "off").code == 0
    child = quiz("tiny", "--theme", "sides")
    answer(child, "Left")
    child.expect(KEYS)
    child.send("\r")
    finish(child)


def test_several_lines_end_with_an_empty_one(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--new", "3", "--cards", "3")
    for text in ("1922", "2"):
        answer(child, text)
        child.expect(KEYS)
        child.send("\r")
    answer(child, "he chose who got which job")
    child.send("and he kept the records on members\r\r")
    child.expect(VERDICT)
    assert child.match[1] == "Correct"
    child.expect(KEYS)
    child.send("\r")
    finish(child)
    assert home.log()[-1]["answer"] == "he chose who got which job\nand he kept the records on members"


def test_a_paste_of_several_lines_is_one_answer(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    child.send("\x1b[200~1922\nor so\x1b[201~\r")
    child.expect(KEYS)
    child.send("q")
    finish(child)
    assert [row["answer"] for row in home.log()] == ["1922\nor so"]


def test_an_empty_line_asks_again_and_marks_nothing(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    for _ in range(3):
        answer(child, "")
        child.expect("Type an answer")
    child.sendeof()
    finish(child)
    assert home.log() == []


def test_commands_are_not_answers(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "2")
    answer(child, "/help")
    child.expect("/suspend")
    answer(child, "?")
    child.expect("Hint: ")
    answer(child, "/nonsense")
    child.expect("no command /nonsense")
    answer(child, "1922")
    child.expect("Enter Hard")
    child.send("\r")
    answer(child, "/skip")
    child.expect("control")
    answer(child, "/undo")
    child.expect("Taken back")
    answer(child, "/suspend")
    child.expect("Suspended")
    answer(child, "/quit")
    finish(child)
    assert [row["kind"] for row in home.log()] == ["review", "undo", "suspend"]
    assert "tiny/year" in home.run("find", "--state", "suspended").out
    assert home.run("card", "tiny/year", "resume").code == 0
    assert home.run("find", "--state", "suspended").code == 3


@pytest.mark.parametrize("ending", ["/quit\r", "\x03", "\x04"])
def test_every_way_to_stop_at_the_prompt_is_clean(quiz: Quiz, ending: str) -> None:
    child = quiz("tiny")
    child.expect(PROMPT)
    child.send(ending)
    assert "Nothing was answered" in finish(child)


@pytest.mark.parametrize("ending", ["q", "\x03", "\x04"])
def test_every_way_to_stop_after_a_verdict_is_clean_and_keeps_the_answer(
    quiz: Quiz, home: Home, ending: str
) -> None:
    child = quiz("tiny")
    answer(child, "1922")
    child.expect(KEYS)
    child.send(ending)
    assert "1 right" in finish(child)
    assert len(home.log()) == 1


def test_killing_it_loses_no_answer_whose_verdict_was_shown(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny")
    answer(child, "1922")
    child.expect(VERDICT)
    child.kill(signal.SIGKILL)
    child.expect(pexpect.EOF)
    assert [row["answer"] for row in home.log()] == ["1922"]
    assert home.run("data", "doctor").code == 0


def test_escapes_pasted_or_in_a_deck_are_shown_and_not_obeyed(quiz: Quiz, home: Home) -> None:
    home.write("decks/hostile.yaml", 'deck: hostile\ncards:\n  - ask: "Clear \\e[2J it?"\n    answer: "no"\n')
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    child.send("\x1b[200~\x1b[31m1924\x1b]0;owned\x07\x1b[201~\r")
    child.expect(KEYS)
    after_the_verdict = child.before.partition("\n")[2]
    assert "\x1b]0;" not in after_the_verdict
    child.send("q")
    finish(child)


def test_a_very_long_paste_is_marked_and_kept(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect(PROMPT)
    child.delaybeforesend = None
    child.send("\x1b[200~" + "x" * 100_000 + "\x1b[201~\r")
    child.expect(KEYS, timeout=60)
    child.send("q")
    finish(child)
    assert len(home.log()[0]["answer"]) == 100_000


def test_cramming_does_not_count(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cram", "--cards", "1")
    answer(child, "1922")
    child.expect("does not count")
    child.expect(KEYS)
    child.send("\r")
    finish(child)
    assert [row["counts"] for row in home.log()] == [False]
    assert home.run("today", "--json").json["met"] == 0


def test_two_quizzes_at_once_both_keep_their_answers(quiz: Quiz, home: Home) -> None:
    first, second = quiz("tiny"), quiz("tiny")
    for child in (first, second):  # both have asked before either is answered
        child.expect(PROMPT)
    for child in (first, second):
        child.send("1922\r")
        child.expect(KEYS)
    for child in (first, second):
        child.send("q")
        finish(child)
    assert len(home.log()) == 2
    assert home.run("data", "doctor").code == 0


@pytest.mark.parametrize(
    "beside",
    [
        ("config", "set", "desired-retention", "0.7"),
        ("deck", "orphans", "--give", "tiny/gone", "tiny/year"),
    ],
)
def test_what_is_decided_beside_an_open_quiz_holds_for_its_next_answer(
    quiz: Quiz, home: Home, beside: tuple[str, ...]
) -> None:
    for day, card in ((1, "gone"), (10, "gone"), (2, "year"), (12, "year")):
        earlier = datetime(2026, 10, day, 12, tzinfo=UTC)
        row = {
            "kind": "review",
            "id": f"r{day}",
            "device": "d",
            "at": int(earlier.timestamp() * 1000),
            "card": f"tiny/{card}",
            "study_day": str(earlier.date()),
            "answer": "x",
            "verdict": "correct",
            "score": 1.0,
            "rating": 3,
            "seconds": 6.0,
            "counts": True,
            "hinted": False,
        }
        taken = home.run("data", "import", str(home.write("rows.jsonl", json.dumps(row))))
        assert taken.code == 0, taken.err
    child = quiz("tiny", "--theme", "office")
    child.expect("In which year")
    child.expect(PROMPT)
    changed = home.run(*beside)
    assert changed.code == 0, changed.err
    child.send("1922\r")
    child.expect(KEYS)
    child.send("q")
    finish(child)
    assert home.run("data", "doctor").code == 0
    before = home.run("card", "tiny/year", "--json").json
    assert home.run("data", "doctor", "--fix").code == 0
    assert home.run("card", "tiny/year", "--json").json == before


def test_a_finished_day_says_so_and_when_to_come_back(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--theme", "sides")
    answer(child, "right")
    child.expect(KEYS)
    child.send("\r")
    assert "Tomorrow: " in finish(child)
    assert "Done for today" in finish(quiz("tiny", "--theme", "sides"))


def test_undo_after_the_session_takes_back_answer_after_answer(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "2")
    for text in ("1922", "Right"):
        answer(child, text)
        child.expect(KEYS)
        child.send("\r")
    finish(child)
    assert "Right" in home.run("undo").out
    assert "1922" in home.run("undo").out
    nothing = home.run("undo")
    assert (nothing.code, nothing.out) == (3, "")
    assert home.run("today", "--json").json["met"] == 0
    assert home.run("data", "doctor").code == 0


def test_what_was_overruled_is_suggested_to_the_teacher_as_an_accept_line(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "the year of the Eleventh Congress")
    child.expect(KEYS)
    child.send("y")
    finish(child)
    suggested = home.run("deck", "suggest")
    assert "tiny.yaml:7: tiny/year, said 1 time\n" in suggested.out
    assert '    accept: ["the year of the Eleventh Congress"]\n' in suggested.out
    assert home.run("deck", "suggest", "--json").json[0]["times"] == 1
    home.run("undo")
    assert home.run("deck", "suggest", "--json").json == []


@pytest.mark.parametrize("key", ["u", "2", "n"])
def test_an_answer_that_was_forgotten_meanwhile_is_said_to_be_gone(quiz: Quiz, home: Home, key: str) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1922")
    child.expect(KEYS)
    assert home.run("data", "forget", "--deck", "tiny", "--yes").code == 0
    child.send(key)
    child.expect("That answer does not count any more")
    if key == "u":
        answer(child, "/quit")
    finish(child)
    assert home.log() == []


@pytest.mark.parametrize("key", ["u", "2", "n"])
def test_an_answer_that_was_taken_back_meanwhile_is_said_not_to_count(
    quiz: Quiz, home: Home, key: str
) -> None:
    child = quiz("tiny", "--cards", "1")
    answer(child, "1922")
    child.expect(KEYS)
    assert "Taken back" in home.run("undo").out
    child.send(key)
    child.expect("That answer does not count any more")
    if key == "u":
        answer(child, "/quit")
    finish(child)
    assert [row["kind"] for row in home.log()] == ["review", "undo"]
