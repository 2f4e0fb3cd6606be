"""Answers that marking leaves to the student, and replies that cannot be read, in a real terminal."""

from __future__ import annotations

from typing import Any

import pytest

from studykit.cards import Card, CardId
from studykit.decks.library import Library
from studykit.marking import Mark, mark
from studykit.study.collection import vocabulary_of
from tests.cli.conftest import Home, Quiz

pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")

PROMPT = r"\r\n(\x1b\[\?2004h)?(?: *)> "

OPEN = """\
deck: tiny
title: Answers that stay open
cards:
  - id: why
    ask: Why did the delegates vote for him?
    answer: they owed him their posts
    themes: [why]
  - id: means
    ask: How did he win the Party?
    points:
      - say: careers depended on him
      - say: rivals underestimated him
      - say: delegates feared a split
    need: 2
    themes: [means]
  - id: side
    ask: Which side defended the NEP in 1928?
    choose: [Left, Right]
    answer: Right
    themes: [side]
themes: [why, means, side]
"""

WHY = (
    "he had given them jobs",
    "their jobs came from him",
    "he put them in office",
    "they had places from him",
)
ONE_SURE = (
    "careers depended on him; the others in the race took him for a nobody",
    "careers depended on him; those who ran against him took him for a nobody",
)
TWO_OPEN = (
    "their jobs came from him and he was seen as dull by opponents",
    "jobs came from him, and his opponents thought him dull",
)


@pytest.fixture(autouse=True)
def deck(home: Home) -> None:
    home.write("decks/tiny.yaml", OPEN)


def left_open(home: Home, card: str, typed: tuple[str, ...], open_: tuple[int, ...]) -> tuple[str, Mark]:
    """Give the first of some answers that marking leaves open just so, and its mark."""
    library = Library.open([home.path / "decks"], None)
    asked: Card = library.card(CardId(f"tiny/{card}"))
    vocabulary = vocabulary_of(library, "tiny")
    for answer in typed:
        found = mark(asked, answer, vocabulary)
        if not found.sure and found.open == open_:
            return answer, found
    raise AssertionError(f"marking leaves none of these open as {open_}: {typed}")


def started(quiz: Quiz, theme: str, text: str, **how: Any) -> Any:
    child = quiz("tiny", "--theme", theme, "--cards", "1", **how)
    child.expect(PROMPT)
    child.send(text + "\r")
    return child


def answers(home: Home) -> list[dict[str, Any]]:
    """Give the rows of the log about answers."""
    return [row for row in home.log() if row["kind"] != "setting"]


def rows_of(home: Home, kind: str) -> list[dict[str, Any]]:
    return [row for row in answers(home) if row["kind"] == kind]


def finish(child: Any) -> str:
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, child.signalstatus) == (0, None), child.before
    return str(child.before)


def test_a_sentence_pasted_where_a_key_settles_it_settles_nothing(home: Home, quiz: Quiz) -> None:
    text, _ = left_open(home, "why", WHY, (0,))
    child = started(quiz, "why", text)
    child.expect("y yes   p partly   n no")
    child.send("yes, he did\r")
    child.expect("Set aside: “yes, he did”")
    assert not rows_of(home, "settle")
    child.send("n")
    child.expect("Counted as wrong")
    child.send("/quit\r")
    finish(child)
    assert [row["said"] for row in rows_of(home, "settle")] == ["n"]


@pytest.mark.parametrize(
    ("key", "verdict", "rating", "said"),
    [
        ("y", "correct", 3, "Counted as right. Good"),
        ("p", "partial", 2, "Counted as partly right. Hard"),
        ("n", "wrong", 1, "Counted as wrong. Again"),
        ("4", "correct", 4, "Counted as right. Easy"),
    ],
)
def test_one_key_settles_an_open_answer_with_the_model_answer_in_view(
    home: Home, quiz: Quiz, key: str, verdict: str, rating: int, said: str
) -> None:
    text, thought = left_open(home, "why", WHY, (0,))
    assert home.run("config", "set", "retry", "off").code == 0
    child = started(quiz, "why", text)
    child.expect("Is that what you meant")
    assert child.before.index("Not sure") < child.before.index("they owed him their posts")
    assert not {"Correct", "Wrong", "Partial"} & set(child.before.split())
    child.expect("y yes   p partly   n no")
    child.send(key)
    child.expect(said)
    finish(child)
    review, amend, settle = (rows_of(home, kind)[-1] for kind in ("review", "amend", "settle"))
    assert (review["verdict"], review["answer"]) == (thought.verdict.value, text)
    assert (amend["kind"], amend["verdict"], amend["rating"]) == ("amend", verdict, rating)
    assert (settle["kind"], settle["review"], settle["open"], settle["said"]) == (
        "settle",
        review["id"],
        "0",
        key,
    )


def test_enter_alone_and_keys_typed_ahead_settle_nothing(home: Home, quiz: Quiz) -> None:
    text, _ = left_open(home, "why", WHY, (0,))
    child = quiz("tiny", "--theme", "why", "--cards", "1")
    child.expect(PROMPT)
    child.send(text + "\ryyy\r\r")
    child.expect("n no")
    for _ in range(2):
        child.send("\r")
        child.expect("Enter settles nothing here: press y for yes, p for partly or n for no")
    child.send("q")
    finish(child)
    assert [row["kind"] for row in answers(home)] == ["review"]


def test_of_several_points_only_the_open_one_is_asked_in_the_words_of_the_card(
    home: Home, quiz: Quiz
) -> None:
    text, _ = left_open(home, "means", ONE_SURE, (1,))
    child = started(quiz, "means", text + "\r")
    child.expect("Did you say: rivals underestimated him")
    assert "Made: careers depended on him" in child.before
    assert "Open: rivals underestimated him" in child.before
    assert "also: delegates feared a split" in child.before
    child.send("y")
    child.expect("Counted as right. Good")
    assert "Did you say" not in child.before
    finish(child)
    assert rows_of(home, "settle")[-1]["open"] == "1"


def test_open_points_are_asked_one_by_one_until_all_are_settled(home: Home, quiz: Quiz) -> None:
    text, _ = left_open(home, "means", TWO_OPEN, (0, 1))
    child = started(quiz, "means", text + "\r", plain=False)
    child.expect("Did you say: careers depended on him")
    child.send("n")
    child.expect("Did you say: rivals underestimated him")
    child.send("y")
    child.expect("Counted as partly right. Hard")
    finish(child)
    settle = rows_of(home, "settle")[-1]
    assert (settle["open"], settle["said"]) == ("0 1", "n y")


def test_an_open_answer_that_is_taken_back_is_asked_again(home: Home, quiz: Quiz) -> None:
    text, _ = left_open(home, "why", WHY, (0,))
    child = started(quiz, "why", text)
    child.expect("n no")
    child.send("u")
    child.expect(PROMPT)
    child.send("they owed him their posts\r")
    child.expect("Correct")
    child.expect("more keys")
    child.send("\r")
    finish(child)
    assert [row["kind"] for row in answers(home)] == ["review", "undo", "review"]


def test_what_she_settled_as_right_is_suggested_and_what_not_is_not(home: Home, quiz: Quiz) -> None:
    for card, typed, open_, key in (("why", WHY, (0,), "y"), ("means", TWO_OPEN, (0, 1), "yn")):
        text, _ = left_open(home, card, typed, open_)
        child = started(quiz, card, text + ("\r" if card == "means" else ""))
        for each in key:
            child.expect("n no")
            child.send(each)
        child.expect("Counted as")
        child.close(force=True)
    suggested = {row["card"]: row for row in home.run("deck", "suggest", "--json").json}
    assert suggested["tiny/why"]["answer"] == left_open(home, "why", WHY, (0,))[0]
    assert suggested["tiny/why"]["points"] == []
    assert suggested["tiny/means"]["points"] == ["careers depended on him"]
    shown = home.run("deck", "suggest").out
    assert "tiny/means, for “careers depended on him”, said 1 time" in shown
    home.write(
        "decks/tiny.yaml", OPEN.replace("    points:\n", "    points:\n      - say: the war was over\n")
    )
    assert {row["card"] for row in home.run("deck", "suggest", "--json").json} == {"tiny/why"}


@pytest.mark.parametrize(
    ("theme", "reply", "how"),
    [
        ("side", "those people", "Type the number or the words of one option."),
        ("side", "left or right", "Type the number or the words of one option."),
        ("why", "q", "That is no answer; type one, or idk to see it."),
        ("why", "tiny/why", "That is no answer; type one, or idk to see it."),
        ("means", "exit", "That is no answer; type one, or idk to see it."),
    ],
)
def test_what_cannot_be_read_is_asked_again_unscored_and_the_second_time_given_up(
    home: Home, quiz: Quiz, theme: str, reply: str, how: str
) -> None:
    assert home.run("config", "set", "retry", "off").code == 0
    child = started(quiz, theme, reply)
    child.expect_exact(how)
    child.expect(PROMPT)
    assert answers(home) == []
    child.send(reply + "\r")
    child.expect("Wrong")
    child.expect("That could not be read either, so it counts as no answer")
    child.expect("more keys")
    child.send("\r")
    finish(child)
    assert [(row["kind"], row["verdict"], row["rating"]) for row in answers(home)] == [("review", "wrong", 1)]


def test_after_a_reply_that_could_not_be_read_an_answer_is_marked_as_ever(home: Home, quiz: Quiz) -> None:
    child = started(quiz, "side", "dunno which one of them")
    child.expect("one option")
    child.expect(PROMPT)
    child.send("right\r")
    child.expect("Correct")
    child.send("q")
    finish(child)
    assert [row["verdict"] for row in answers(home)] == ["correct"]
