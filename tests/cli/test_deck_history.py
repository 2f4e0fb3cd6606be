"""Renamed cards and their history, through the real program."""

from __future__ import annotations

from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from studykit.cli.context import Invocation
from tests.cli.conftest import Home, Quiz, furnished

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

DECK = """\
deck: tiny
cards:
  - id: year
    ask: In which year did Stalin become General Secretary?
    answer: 1922
  - id: purpose
    ask: What was the Orgburo for?
    answer: assignments
"""
YEAR = "In which year did Stalin become General Secretary?"


@pytest.fixture
def learnt(home: Home, quiz: Quiz) -> Home:
    """A student who has answered the card `tiny/year` (of a deck of two cards)."""
    home.write("decks/tiny.yaml", DECK)
    answered(quiz("tiny", "--cards", "1"), "1922")
    assert states(home) == {"tiny/year": 1}
    return home


def answered(child: Any, answer: str) -> None:
    child.expect_exact(YEAR)
    child.expect_exact("> ")
    child.send(answer + "\r")
    child.expect_exact("more keys")
    child.send("\r")
    child.expect(pexpect.EOF)
    child.close()


def states(home: Home) -> dict[str, int]:
    """The cards with a history, as `deck orphans` and the log see them."""
    with home.surroundings.installed(()), closing(Invocation()) as here:
        return {card: state.reviews for card, state in here.collection.states.items() if state.reviews}


def moves(home: Home) -> list[tuple[str, str, bool]]:
    return [(row["was"], row["card"], row["keep"]) for row in home.log() if row["kind"] == "move"]


def rename(home: Home, old: str = "id: year", new: str = "id: secretary-year") -> None:
    home.write("decks/tiny.yaml", (home.path / "decks" / "tiny.yaml").read_text().replace(old, new))


def test_changing_an_answer_a_prompt_or_a_note_keeps_the_history(learnt: Home) -> None:
    rename(learnt, "answer: 1922", "answer: April 1922\n    note: More.")
    rename(learnt, "did Stalin become", "was Stalin made")
    assert learnt.run("deck", "orphans").out == "Every card with a history is in some file.\n"
    assert states(learnt) == {"tiny/year": 1}


def test_the_quiz_asks_once_and_keeps_what_was_learnt(learnt: Home, quiz: Quiz) -> None:
    rename(learnt)
    child = quiz("tiny", "--cards", "1")
    child.expect_exact("1 card you have learnt seems to have another name now.")
    child.expect_exact("k keep what you learnt")
    child.expect_exact("> ")
    child.send("k\r")
    child.expect_exact("1 card keep what you learnt")
    child.expect_exact("Orgburo")
    child.close(force=True)
    assert moves(learnt) == [("tiny/year", "tiny/secretary-year", True)]
    assert states(learnt) == {"tiny/secretary-year": 1}
    again = quiz("tiny", "--cards", "1")
    again.expect_exact("Orgburo")
    assert "seem" not in again.before
    again.close(force=True)
    assert learnt.run("data", "doctor").code == 0


def likely(home: Home) -> list[tuple[str, str | None]]:
    return [(row["card"], row["likely"]) for row in home.run("deck", "orphans", "--json").json]


def test_a_card_is_known_again_when_it_is_renamed_before_it_was_answered_anew(learnt: Home) -> None:
    rename(learnt)
    assert learnt.run("deck", "orphans", "--give", "tiny/year", "tiny/secretary-year").code == 0
    rename(learnt, "id: secretary-year", "id: office-year")
    assert likely(learnt) == [("tiny/secretary-year", "tiny/office-year")]


def test_a_card_goes_back_and_forth_between_two_names_as_often_as_wanted(learnt: Home) -> None:
    rename(learnt)
    assert learnt.run("deck", "orphans", "--give", "tiny/year", "tiny/secretary-year").code == 0
    for old, new in pairwise(["secretary-year", "year"] * 2):
        rename(learnt, f"id: {old}", f"id: {new}")
        assert likely(learnt) == []
        assert states(learnt) == {f"tiny/{new}": 1}


def test_answers_to_a_card_are_its_own_though_one_of_its_name_was_renamed(learnt: Home, quiz: Quiz) -> None:
    rename(learnt)
    assert learnt.run("deck", "orphans", "--give", "tiny/year", "tiny/secretary-year").code == 0
    rename(learnt, "id: purpose", "id: year")
    answered(quiz("tiny", "--cards", "1"), "1922")
    assert states(learnt) == {"tiny/secretary-year": 1, "tiny/year": 1}
    assert learnt.run("data", "doctor").code == 0


def test_a_renamed_card_is_known_again_where_its_history_came_from_elsewhere(
    learnt: Home, tmp_path: Path
) -> None:
    other = furnished(tmp_path / "other", DECK)
    assert learnt.run("data", "export", "-o", str(tmp_path / "log.jsonl")).code == 0
    assert other.run("data", "import", str(tmp_path / "log.jsonl")).code == 0
    rename(other)
    assert likely(other) == [("tiny/year", "tiny/secretary-year")]


def test_beginning_afresh_is_remembered_too(learnt: Home, quiz: Quiz) -> None:
    rename(learnt)
    child = quiz("tiny", "--cards", "1")
    child.expect_exact("k keep what you learnt")
    child.send("a\r")
    child.expect_exact("1 card begin afresh")
    child.close(force=True)
    assert moves(learnt) == [("tiny/year", "tiny/secretary-year", False)]
    assert states(learnt) == {"tiny/year": 1}
    again = quiz("tiny", "--cards", "1")
    again.expect_exact(YEAR)
    assert "keep what you learnt" not in again.before
    again.close(force=True)


def test_a_renamed_card_that_begins_afresh_does_so_for_all_of_its_names(learnt: Home) -> None:
    rename(learnt, "id: year", "id: secretary-year\n    was: year")
    assert learnt.run("card", "tiny/secretary-year", "reset", "--yes").code == 0
    assert states(learnt) == {}
    assert learnt.run("data", "doctor").code == 0
    assert learnt.run("config", "set", "desired-retention", "0.8").code == 0
    assert states(learnt) == {}


def test_deciding_later_leaves_all_as_it_is_and_asks_again(learnt: Home, quiz: Quiz) -> None:
    rename(learnt)
    for _ in range(2):
        child = quiz("tiny", "--cards", "1")
        child.expect_exact("k keep what you learnt")
        child.send("\r")
        child.expect_exact("General Secretary")
        child.close(force=True)
    assert moves(learnt) == []


def test_a_new_answer_counts_with_the_old_ones_and_undo_takes_it_back(learnt: Home, quiz: Quiz) -> None:
    rename(learnt)
    learnt.run("deck", "orphans", "--give", "tiny/year", "tiny/secretary-year")
    answered(quiz("tiny", "--cram", "--cards", "1"), "1922")
    answered_before = states(learnt)
    assert answered_before.keys() == {"tiny/secretary-year"}
    assert learnt.run("undo").code == 0
    assert learnt.run("undo", "--yes").code == 0
    assert states(learnt) == {}
    assert learnt.run("data", "doctor").code == 0


def test_the_deck_settles_it_for_a_whole_class_without_a_question(learnt: Home, quiz: Quiz) -> None:
    rename(learnt, "id: year", "id: secretary-year\n    was: year")
    assert states(learnt) == {"tiny/secretary-year": 1}
    child = quiz("tiny", "--cards", "1")
    child.expect_exact("Orgburo")
    assert "keep what you learnt" not in child.before
    child.close(force=True)
    assert moves(learnt) == []
    rename(learnt, "\n    was: year", "")
    assert states(learnt) == {"tiny/year": 1}


def test_an_earlier_id_counts_too_where_a_file_takes_the_place_of_the_same_deck(learnt: Home) -> None:
    rename(learnt, "  - id: year\n", "  - id: secretary-year\n    was: year\n")
    rename(learnt, "did Stalin become", "was Stalin made")
    copy = learnt.write("mine/tiny.yaml", (learnt.path / "decks" / "tiny.yaml").read_text(encoding="utf-8"))
    ran = learnt.run("deck", "check", str(copy))
    assert (ran.code, ran.err) == (0, "")
    assert moves(learnt) == []


def test_a_renamed_deck_keeps_its_history_by_was(learnt: Home) -> None:
    rename(learnt, "deck: tiny\n", "deck: office\nwas: tiny\n")
    assert states(learnt) == {"office/year": 1}


def test_a_card_with_an_error_never_counts_as_vanished(learnt: Home) -> None:
    rename(learnt, "    answer: 1922\n", "    anwser: 1922\n")
    assert learnt.run("deck", "orphans", "--json").json == []
    learnt.write("decks/tiny.yaml", "deck: tiny\ncards: [\n  - {id: year\n")
    assert learnt.run("deck", "orphans", "--json").json == []
    (learnt.path / "decks" / "tiny.yaml").write_bytes(b"\xff\xfe" + DECK.encode("utf-16-le"))
    assert learnt.run("deck", "orphans", "--json").json == []


def test_a_card_that_is_given_an_id_by_fmt_keeps_its_history_silently(home: Home, quiz: Quiz) -> None:
    file = home.write("decks/tiny.yaml", DECK.replace("  - id: year\n    ask", "  - ask"))
    answered(quiz("tiny", "--cards", "1"), "1922")
    (before,) = states(home)
    assert before.startswith("tiny/auto-")
    home.run("deck", "fmt", str(file))
    assert home.alone.run("deck", "check").err == ""
    assert states(home) == {"tiny/stalin-become-general-secretary": 1}
    assert moves(home) == [(before, "tiny/stalin-become-general-secretary", True)]


def test_without_a_terminal_nothing_is_asked_but_said(learnt: Home) -> None:
    rename(learnt)
    ran = learnt.run("deck", "check", str(learnt.path / "decks" / "tiny.yaml"))
    assert (
        ran.err == "1 card with a history has another name now; `studykit deck orphans` shows what to do.\n"
    )
    assert moves(learnt) == []


def test_orphans_are_listed_with_how_to_bring_them_back(learnt: Home) -> None:
    rename(learnt)
    shown = learnt.run("deck", "orphans")
    assert "tiny/year  1 answer" in shown.out
    assert "studykit deck orphans --give tiny/year tiny/secretary-year" in shown.out
    (row,) = learnt.run("deck", "orphans", "--json").json
    expected = {
        "card": "tiny/year",
        "ask": YEAR,
        "reviews": 1,
        "likely": "tiny/secretary-year",
        "doubtful": [],
    }
    assert row == expected
    assert max(map(len, shown.out.splitlines())) <= 120


def test_what_was_decided_can_be_taken_back(learnt: Home) -> None:
    rename(learnt)
    assert learnt.run("deck", "orphans", "--give", "tiny/year", "tiny/secretary-year").code == 0
    assert states(learnt) == {"tiny/secretary-year": 1}
    assert learnt.run("deck", "orphans", "--take-back", "tiny/secretary-year").code == 0
    assert states(learnt) == {"tiny/year": 1}


def test_of_two_cards_that_may_be_it_neither_is_offered(learnt: Home) -> None:
    rename(learnt)
    twin = "  - {id: again, ask: In what year did Stalin become General Secretary?, answer: 1922}\n"
    file = learnt.path / "decks" / "tiny.yaml"
    file.write_text(file.read_text().replace("cards:\n", "cards:\n" + twin))
    file.write_text(file.read_text().replace("In which year did Stalin", "In what year then did Stalin"))
    (row,) = learnt.run("deck", "orphans", "--json").json
    assert row["likely"] is None
    assert set(row["doubtful"]) >= {"tiny/again", "tiny/secretary-year"}
    assert learnt.run("deck", "check", str(file)).err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--give", "tiny/yera", "tiny/secretary-year"], 3, "did you mean `tiny/year`?"),
        (["--give", "tiny/purpose", "tiny/secretary-year"], 3, "It is still there."),
        (["--give", "tiny/year", "tiny/secretary"], 3, "did you mean"),
        (["--take-back", "tiny/year"], 3, "Nothing was decided"),
        (["--take-back", "x", "--give", "a", "b"], 2, "choose one"),
    ],
)
def test_what_cannot_be_done_is_said(learnt: Home, arguments: list[str], code: int, said: str) -> None:
    rename(learnt)
    ran = learnt.run("deck", "orphans", *arguments)
    assert ran.code == code
    assert said in ran.err
