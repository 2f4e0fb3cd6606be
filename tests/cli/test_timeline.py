from __future__ import annotations

import re
import sys

import pytest

from tests.cli.conftest import Home
from tests.progress.students import write_case


@pytest.fixture
def rise(home: Home) -> Home:
    """A home whose own case has six causes with six facts each, from 1920 to 1925."""
    (home.path / "decks" / "tiny.yaml").unlink()
    write_case(home.path / "decks" / "rise")
    return home


def test_the_line_of_time_says_what_she_knows_of_each_fact(rise: Home) -> None:
    ran = rise.run("timeline", "--theme", "force", "--from", "1921", "--to", "1922")
    assert ran.code == 0
    assert ran.out.splitlines()[0].strip() == "2 dated facts: 0 known, 0 shaky, 2 unseen"
    assert "  1921\n  unseen: 1921: Event 1 of force happened in 1921.\n" in ran.out


def test_the_line_of_time_as_json(rise: Home) -> None:
    told = rise.run("timeline", "--json").json
    assert len(told) == 36
    assert [each["date"] for each in told] == sorted(each["date"] for each in told)
    assert told[0].keys() == {"card", "date", "fact", "recall", "known"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--from", "1950"), 3, "None of these cards has a date"),
        (("--theme", "forse"), 3, "did you mean `force`?"),
        (("--quiz",), 2, "needs a person at a terminal"),
    ],
)
def test_wrong_calls_are_answered_with_a_sentence(
    rise: Home, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = rise.run("timeline", *arguments)
    assert ran.code == code
    assert said in ran.err


def test_a_round_is_marked_and_logged_and_moves_no_schedule(rise: Home) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    child = pexpect.spawn(
        sys.executable, ["-m", "studykit", "--plain", "timeline", "--quiz"], env=rise.environment,
        dimensions=(40, 100), encoding="utf-8", timeout=20,
    )  # fmt: skip
    child.delaybeforesend = 0.02
    child.expect("> $")
    shown = dict(re.findall(r"(\d)  (Event \d of [\w-]+ happened)", child.before))
    assert len(shown) == 4
    assert not re.search(r"19\d\d", child.before)
    order = sorted(shown, key=lambda number: int(shown[number].split()[1]))
    child.sendline(" ".join(order[:2]))
    child.expect("Type the numbers in the order of time, such as 2 4 1 3")
    child.sendline(" ".join(order))
    child.expect("Correct")
    child.expect("> $")
    child.sendline("q")
    child.expect("1 of 1 round wholly in order")
    child.expect(pexpect.EOF)
    (row,) = [row for row in rise.log() if row["kind"] == "exercise"]
    assert (row["name"], row["score"]) == ("timeline", 1.0)
    assert len(row["value"].split()) == 4
    assert rise.run("today", "--json").json["met"] == 0
