from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

QUESTION = "Evaluate the role of patronage in one leader's rise to power."


def test_an_outline_is_built_for_a_question_nobody_thought_of(home) -> None:
    ran = home.run("outline", "To what extent did shrewd alliances help one leader to power?")
    assert ran.code == 0
    assert "Command term    to what extent" in ran.out
    assert "Thesis" in ran.out
    assert "stalin-" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ("outline", "--json", QUESTION),
        ("outline", QUESTION, "--json"),
        ("--plain", "outline", QUESTION, "--json"),
        ("outline", QUESTION, "--format", "json", "--plain"),
        ("outline", "--json", *QUESTION.split()),
        ("outline", "--json", "--", QUESTION),
        ("outline", "--json", f'"{QUESTION}"'),
        ("outline", "--json", QUESTION.replace(" in ", "\nin ")),
    ],
)
def test_options_stand_anywhere_and_quotes_or_line_ends_do_not_matter(home, arguments) -> None:
    ran = home.run(*arguments)
    assert ran.code == 0, ran.err
    assert ran.json["question"] == QUESTION
    assert ran.json["command_term"] == "evaluate"
    assert ran.json["plan"]


def test_a_question_may_begin_with_the_name_of_a_command_in_quotes(home) -> None:
    ran = home.run("outline", "List the reasons for one leader's rise to power.", "--json")
    assert ran.json["command_term"] is None
    assert [warning["code"] for warning in ran.json["warnings"]] == ["no-command-term"]


def test_plans_are_listed_and_shown(home) -> None:
    assert "stalin-party-machine" in home.run("outline", "list").out
    listed = home.run("outline", "list", "--json").json
    assert {"plan", "title", "case", "scope", "arguments"} <= set(listed[0])
    shown = home.run("outline", "show", "stalin-party-machine")
    assert "Control of the Party machine" in shown.out
    assert (
        home.run("outline", "show", "stalin-party-machine", "--json").json["slug"] == "stalin-party-machine"
    )


def test_an_unknown_plan_offers_the_nearest(home) -> None:
    ran = home.run("outline", "show", "stalin-party-machin")
    assert ran.code == 3
    assert "stalin-party-machine" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("outline",), 2, "Which question?"),
        (("outline", ""), 2, "Which question?"),
        (("outline", "?!"), 2, "empty"),
        (("outline", "Discuss luck. " * 900), 2, "at most"),
        (("outline", "¿Por qué ganó Stalin la lucha?"), 2, "English"),
        (("outline", "list", "everything"), 2, "stands alone"),
        (("outline", "show"), 2, "takes one plan"),
        (("outline", "show", "a", "b"), 2, "takes one plan"),
        (("outline", "check", "no-such.md"), 3, "no file"),
        (("outline", QUESTION, "--timed"), 2, "--practise"),
        (("outline", QUESTION, "--practise"), 2, "terminal"),
        (("outline", QUESTION, "--drill"), 2, "terminal"),
        (("outline", QUESTION, "--drill", "--json"), 2, "alone"),
        (("outline", "list", "--drill"), 2, "go with a question"),
        (("outline", QUESTION, "--format", "docx"), 2, "-o"),
        (("outline", QUESTION, "-o", "plan.xyz"), 2, "--format"),
        (("outline", QUESTION, "-o", "missing/plan.md"), 5, "no folder"),
        (("outline", QUESTION, "-o", "."), 5, "is a folder"),
    ],
)
def test_wrong_calls_are_answered_with_a_sentence(home, arguments, code: int, said: str) -> None:
    ran = home.run(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.err.startswith("studykit: ")
    assert "Traceback" not in ran.err
    assert not ran.out


@pytest.mark.parametrize("ending", ["md", "html", "txt", "json", "docx"])
def test_each_format_is_told_by_the_name_of_the_file(home, tmp_path, ending: str) -> None:
    if ending == "docx":
        pytest.importorskip("docx")
    target = tmp_path / f"plan.{ending}"
    ran = home.run("outline", QUESTION, "-o", str(target))
    assert ran.code == 0, ran.err
    assert not ran.out
    starts = {"md": b"# Eval", "html": b"<!doctype", "txt": b"  Evaluate", "json": b"{", "docx": b"PK"}
    assert target.read_bytes().startswith(starts[ending])


def test_an_existing_file_is_kept_without_force(home, tmp_path) -> None:
    target = tmp_path / "plan.md"
    target.write_text("mine", encoding="utf-8")
    ran = home.run("outline", QUESTION, "-o", str(target))
    assert ran.code == 5
    assert target.read_text(encoding="utf-8") == "mine"
    assert home.run("outline", QUESTION, "-o", str(target), "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("# Evaluate")


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_a_read_only_folder_is_answered_with_a_sentence(home, tmp_path) -> None:
    tmp_path.chmod(0o500)
    ran = home.run("outline", QUESTION, "-o", str(tmp_path / "plan.md"))
    tmp_path.chmod(0o700)
    assert ran.code == 5
    assert "cannot be written" in ran.err


OWN = f"""# {QUESTION}

Thesis: Patronage mattered most.

## Points
- Control of appointments turned his office into majorities

## Evidence
- Stalin became General Secretary in April 1922
- he controlled appointments and the agenda
"""


def test_a_plan_in_a_file_is_compared_with_the_stored_one(home, tmp_path) -> None:
    target = tmp_path / "own.md"
    target.write_text(OWN, encoding="utf-8")
    ran = home.run("outline", "check", str(target))
    assert ran.code == 0
    assert "Points: 1 of 4" in ran.out
    value = home.run("outline", "check", str(target), "--json").json
    assert {"card": "stalin-institutions/gensec-year", "made": True}.items() <= value["evidence"][0].items()
    codes = {signal["code"] for signal in value["signals"] if not signal["found"]}
    assert {"no-counter-argument", "no-historian", "no-conclusion", "undated-evidence", "few-points"} <= codes
    assert not home.log(), "checking a file writes nothing down"


def test_a_plan_without_a_question_asks_for_it(home, tmp_path) -> None:
    target = tmp_path / "own.txt"
    target.write_text("Thesis: luck.\nPoints: luck.\n", encoding="utf-8")
    ran = home.run("outline", "check", str(target))
    assert ran.code == 2
    assert "--question" in ran.err
    assert home.run("outline", "check", str(target), "--question", QUESTION).code == 0


@pytest.mark.parametrize("data", [b"PK\x03\x04word", b"", b"\xff\xfe\x00\x00"])
def test_a_file_that_holds_no_plan_is_answered_with_a_sentence(home, tmp_path, data: bytes) -> None:
    target = tmp_path / "own.docx"
    target.write_bytes(data)
    ran = home.run("outline", "check", str(target))
    assert ran.code in (2, 5)
    assert str(target) in ran.err


def test_an_outline_shows_how_well_each_fact_is_known(home, quiz) -> None:
    value = home.run("outline", QUESTION, "--json").json
    assert all(piece["recall"] is None for each in value["paragraphs"] for piece in each["evidence"])
    assert "unseen" in home.run("outline", QUESTION).out


@pytest.fixture
def outline(home) -> Callable:
    """Start the real command in a real pseudo-terminal."""
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    started = []

    def start(*arguments: str):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "studykit", "--plain", "outline", *arguments],
            env=home.environment,
            dimensions=(50, 100),
            encoding="utf-8",
            timeout=30,
        )
        child.delaybeforesend = 0.02
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def kept(home) -> str:
    (file,) = (home.path / "profiles" / "default" / "outlines").iterdir()
    return file.read_text(encoding="utf-8")


def write_plan(child) -> None:
    child.expect("Thesis")
    child.expect("> ")
    child.sendline("Patronage mattered most")
    child.expect("> ")
    child.sendline("")
    child.expect("Points")


def test_practice_compares_and_what_was_missed_comes_first_tomorrow(home, outline) -> None:
    child = outline("--practise", QUESTION)
    write_plan(child)
    child.expect("> ")
    child.sendline("Control of appointments turned his office into majorities")
    child.expect("majorities")
    child.expect("> ")
    child.sendeof()
    child.expect("Done")
    child.expect("Points: 1 of 4")
    child.expect("What markers look for")
    child.expect(r"(\d+) cards you left out will come first in tomorrow's quiz")
    told = int(child.match[1])
    child.wait()
    missed = [row["card"] for row in home.log() if row["kind"] == "practice"]
    assert len(missed) == told
    assert "## Points" in kept(home)
    today = home.run("today", "--json").json
    assert today["new"] == 10, "they are for tomorrow"


def test_breaking_off_loses_nothing_and_notes_nothing(home, outline) -> None:
    child = outline("--practise", QUESTION)
    write_plan(child)
    child.expect("> ")
    child.send("half a line")
    child.expect("half a line")
    child.sendintr()
    child.expect("Stopped")
    child.wait()
    assert child.exitstatus == 0
    assert "- Patronage mattered most" in kept(home)
    assert "- half a line" in kept(home)
    assert not home.log()


def test_when_the_time_is_over_the_unfinished_line_is_kept(home, outline) -> None:
    child = outline("--practise", "--timed", "--minutes", "0.1", QUESTION)
    child.expect(r"0:0\d > ")
    child.send("Patronage matt")
    child.expect("Time is up")
    child.wait()
    assert "- Patronage matt" in kept(home)


def test_a_drill_asks_the_evidence_and_counts_only_what_is_due_or_new(home, outline) -> None:
    for counts in (True, False):
        child = outline("--drill", QUESTION)
        child.expect("General Secretary of the Party")
        child.expect("> ")
        child.sendline("1922")
        child.expect("Correct")
        child.expect("Next" if counts else "unchanged")
        child.send("q")
        child.wait()
    reviews = [row for row in home.log() if row["kind"] == "review"]
    assert [review["counts"] for review in reviews] == [True, False]
