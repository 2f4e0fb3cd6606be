from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studykit.decks.rules import RULES
from studykit.folders import shipped_decks
from tests.cli.conftest import Home

ADVICE = "deck: plain\ncards:\n  - id: a\n    ask: Where was he born in that year?\n    answer: Gori\n"


def deck(*lines: str) -> str:
    return "deck: d\ncards:\n  - id: a\n" + "".join(f"    {line}\n" for line in lines)


def test_a_caret_stands_under_the_offending_text(home: Home) -> None:
    file = home.write("x/d.yaml", deck("ask: Who led the Left?", "anwser: Trotsky", "answer: Trotsky"))
    lines = home.run("deck", "check", str(file)).out.splitlines()
    assert lines == [
        f"{file}:5:5: error: a card has no key `anwser`; did you mean `answer`? [unknown-key]",
        "    5 |     anwser: Trotsky",
        "      |     ^^^^^^",
        "    correct the key, or begin it with `x-` if it is your own",
        "1 card in 1 deck: 1 error, 0 pieces of advice.",
    ]


def test_a_long_line_is_cut_so_that_its_offending_text_is_seen(home: Home) -> None:
    ask = "Why " + "and why " * 40 + "then?"
    file = home.write("x/d.yaml", deck(f"ask: {ask}", "answer: Trotsky", f"note: {'ü' * 100} so: it was"))
    shown = home.run("deck", "check", str(file)).out.splitlines()
    assert max(len(line) for line in shown if " | " in line) <= 80
    at = next(number for number, line in enumerate(shown) if "[colon-in-sentence]" in line)
    assert shown[at + 1][shown[at + 2].index("^")] == ":"


def test_the_caret_is_right_behind_wide_and_invisible_characters(home: Home) -> None:
    file = home.write(
        "x/d.yaml", deck('ask: "Who?"', 'x-note: "日本\u200b"', "answer: Trotsky", "date: soon")
    )
    shown = home.run("deck", "check", str(file)).out
    assert "    7 |     date: soon\n      |           ^^^^\n" in shown
    assert "\u200b" not in shown


def test_a_rule_can_be_ignored_and_advice_can_be_made_to_count(home: Home) -> None:
    file = str(home.write("x/plain.yaml", ADVICE))
    shown = home.run("deck", "check", file)
    assert shown.code == 0
    assert "[prompt-alone]" in shown.out
    assert home.run("deck", "check", "--strict", file).code == 1
    ignored = home.run("deck", "check", "--strict", "--ignore", "prompt-alone", file)
    assert ignored.code == 0
    assert ignored.out == "1 card in 1 deck: nothing to mend. 1 problem of ignored rules not shown.\n"


def test_an_unknown_rule_cannot_be_ignored(home: Home) -> None:
    ran = home.run("deck", "check", "--ignore", "promt-alone")
    assert (ran.code, ran.out) == (3, "")
    assert "did you mean `prompt-alone`?" in ran.err


def test_the_rules_are_listed_with_their_levels(home: Home) -> None:
    rows = home.run("deck", "check", "--rules", "--json").json
    assert {row["rule"] for row in rows} == set(RULES)
    shown = home.run("deck", "check", "--rules").out
    assert "long-prompt          advice          A prompt can be taken in at one" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_named_file_takes_the_place_of_one_in_the_library(home: Home, tmp_path: Path) -> None:
    copy = tmp_path / "01.yaml"
    shutil.copy(shipped_decks() / "stalin" / "01-institutions.yaml", copy)
    text = copy.read_text(encoding="utf-8").replace("    answer: 1922\n", "    anwser: 1922\n", 1)
    copy.write_text(text, encoding="utf-8")
    rules = [problem["rule"] for problem in home.run("deck", "check", str(copy), "--json").json]
    assert "unknown-key" in rules
    assert "duplicate-slug" not in rules


def test_a_folder_is_checked_with_all_that_is_in_it(home: Home) -> None:
    home.write("x/one.yaml", ADVICE)
    home.write("x/deeper/two.yaml", ADVICE.replace("plain", "other").replace("Gori", "Tiflis"))
    found = home.run("deck", "check", str(home.path / "x"), "--json").json
    assert {Path(row["file"]).name for row in found} == {"one.yaml", "two.yaml"}


def test_a_file_that_does_not_exist_is_named_with_the_nearest(home: Home) -> None:
    home.write("x/italy.yaml", ADVICE)
    ran = home.run("deck", "check", str(home.path / "x" / "itly.yaml"))
    assert ran.code == 3
    assert "did you mean `italy.yaml`?" in ran.err


def test_an_entry_with_an_error_still_takes_its_id(home: Home) -> None:
    file = home.write(
        "x/d.yaml", "deck: d\ncards:\n  - id: a\n    answer: X\n  - {id: a, ask: Who?, answer: Y}\n"
    )
    found = home.run("deck", "check", str(file), "--json").json
    assert [(row["rule"], row["line"]) for row in found] == [("no-ask", 3), ("duplicate-id", 5)]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ("deck: d\n".encode("utf-16"), "encoding"),
        ("deck: d\ntitle: König\n".encode("latin-1"), "encoding"),
        (b"deck: d\r\ncards:\r\n  - ask: Who?\r\n    anwser: X\r\n    answer: X\r\n", "unknown-key"),
        (b"\xef\xbb\xbfdeck: d\ncards:\n  - ask: Who?\n    anwser: X\n    answer: X\n", "unknown-key"),
        (b"a" * 50_000_000, "too-large"),
        (b"deck: d\nx-a: &a [x, x]\n" + b"x-b: &b [*a, *a, *a]\n" * 5000, "anchor"),
        (b"deck: d\ncards: " + b"[" * 100_000 + b"\n", "nesting"),
        (b"\x00\x01\x02", "encoding"),
        (b"", "empty-file"),
    ],
    ids=["utf-16", "latin-1", "crlf", "bom", "50 MB", "alias bomb", "deep", "binary", "empty"],
)
def test_a_file_that_is_no_good_deck_is_a_problem_with_its_mend(home: Home, data: bytes, rule: str) -> None:
    file = home.path / "x.yaml"
    file.write_bytes(data)
    ran = home.run("deck", "check", str(file), "--json")
    assert (ran.code, ran.err) == (1, "")
    assert rule in {row["rule"] for row in ran.json}
    assert all(row["mend"] for row in ran.json)
    shown = home.run("deck", "check", str(file))
    assert shown.code == 1
    assert f"[{rule}]" in shown.out


def test_what_examples_gave_is_remembered_until_the_deck_changes(home: Home) -> None:
    text = deck("ask: In which year did Lenin die?", "answer: 1924", "examples: {wrong: [in 1924]}")
    file = home.write("decks/d.yaml", text)
    alone = home.alone
    first = alone.run("deck", "check", "--json").json
    (mine,) = [row for row in first if row["file"] == str(file)]
    assert (mine["rule"], mine["line"], mine["column"]) == ("example-fails", 6, 24)
    assert alone.run("deck", "check", "--json").json == first
    file.write_text(text.replace("in 1924", "1923"), encoding="utf-8")
    assert not [row for row in alone.run("deck", "check", "--json").json if row["file"] == str(file)]


HOOK = """\
#!/bin/sh
decks="git diff --cached --name-only --diff-filter=ACM -z -- decks"
if $decks | grep -qz '\\.yaml$'; then $decks | grep -z '\\.yaml$' | xargs -0 studykit deck check --; fi
"""
"""The hook as the guide for teachers prints it."""


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_git_hook_keeps_a_deck_with_an_error_out(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**home.environment, "GIT_CONFIG_GLOBAL": os.devnull}
        who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
        return subprocess.run(
            ["git", *who, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    git("init")
    (folder / "decks").mkdir()
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.replace("studykit", f"{sys.executable} -m studykit"), encoding="utf-8")
    hook.chmod(0o755)
    (folder / "decks" / "my deck.yaml").write_text(deck("ask: Who?", "anwser: X"), encoding="utf-8")
    git("add", ".")
    refused = git("commit", "-m", "one")
    assert refused.returncode == 1
    assert "decks/my deck.yaml:5:5: error:" in refused.stdout + refused.stderr
    (folder / "decks" / "my deck.yaml").write_text(
        deck("ask: Who led the Left?", "answer: X"), encoding="utf-8"
    )
    git("add", ".")
    assert git("commit", "-m", "one").returncode == 0
