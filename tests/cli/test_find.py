from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Home, Quiz, answer_one


def test_cards_are_found_by_all_their_words_whatever_field_they_stand_in(home: Home) -> None:
    assert "tiny/year" in home.run("find", "General Secretary", "--deck", "tiny").out
    assert [
        card["card"] for card in home.run("find", "eleventh", "congress", "--deck", "tiny", "--json").json
    ] == ["tiny/year"]
    assert [card["card"] for card in home.run("find", "--theme", "sides", "--json").json] == [
        "tiny/defenders"
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zzzz"], "No card has all of these words: zzzz.\n"),
        (["zzzz", "yyyy"], "No card has all of these words: zzzz, yyyy. Try fewer words.\n"),
        (["--deck", "tinny"], "did you mean `tiny`"),
        (["--state", "flagged"], "No card has the state `flagged`.\n"),
        (
            ["--deck", "tiny", "--state", "known"],
            "No card has the deck `tiny` and the state `known`. Leave one of these out.\n",
        ),
    ],
)
def test_nothing_found_is_said_of_what_was_asked_for(home: Home, arguments: list[str], said: str) -> None:
    ran = home.run("find", *arguments)
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err


def test_a_card_just_answered_wrong_is_known_to_no_screen(quiz: Quiz, home: Home) -> None:
    question = "Evaluate the role of propaganda in one leader's rise to power."
    outline = home.run("outline", question, "--json").json
    evidence = outline["paragraphs"][0]["evidence"][0]["card"]
    answer_one(quiz, "1924", "1 wrong")
    (row,) = [row for row in home.log() if row.get("card") == "tiny/year"]
    other = home.write(
        "other.jsonl", json.dumps({**row, "id": f"{row['id'][:-2]}zz", "card": evidence}) + "\n"
    )
    assert home.run("data", "import", str(other)).code == 0
    for card in ("tiny/year", evidence):
        (found,) = [each for each in home.run("find", "--json").json if each["card"] == card]
        assert found["states"] == ["missed", "shaky"]
    assert home.run("progress", "--json").json["known"] == 0
    again = home.run("outline", question, "--json").json
    assert again["paragraphs"][0]["evidence"][0]["recall"] < 0.8


def test_a_card_is_shown_with_what_was_typed_and_when_it_comes_back(quiz: Quiz, home: Home) -> None:
    child = quiz("tiny", "--cards", "1")
    child.expect("> ")
    child.send("1924\r")
    child.expect("more keys")
    child.send("y")
    child.expect("Counted as right")
    child.close()
    shown = " ".join(home.run("card", "tiny/year").out.split())
    assert "correct (you said so), Good: 1924" in shown
    assert "1 answer; in about 2 days you would recall it with 90%" in shown
    assert "it is due" in shown
    told = home.run("card", "tiny/year", "--json").json
    assert [each["answer"] for each in told["history"]] == ["1924"]
    assert told["history"][0]["overruled"] is True
    assert told["due"]


def test_a_card_is_suspended_resumed_and_begins_afresh(quiz: Quiz, home: Home) -> None:
    assert home.run("card", "year", "suspend").code == 0
    assert "tiny/year" in home.run("find", "--state", "suspended").out
    assert home.run("card", "tiny/year", "resume").code == 0
    assert home.run("find", "--state", "suspended").code == 3
    answer_one(quiz, "1922", "1 right")
    assert home.run("today", "--json").json["met"] == 1
    asked = home.run("card", "tiny/year", "reset")
    assert asked.code == 2
    assert "--yes" in asked.err
    assert home.run("card", "tiny/year", "reset", "--yes").code == 0
    assert home.run("today", "--json").json["met"] == 0
    assert len(home.run("card", "tiny/year", "--json").json["history"]) == 1
    assert home.run("data", "doctor").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["tiny/yeer"], 3, "did you mean `tiny/year`"),
        (["yeeer"], 3, "studykit find yeeer"),
        (["tiny/year", "eat"], 2, "suspend, resume, reset, unflag"),
    ],
)
def test_what_cannot_be_done_with_a_card_is_one_sentence(
    home: Home, arguments: list[str], code: int, said: str
) -> None:
    ran = home.run("card", *arguments)
    assert ran.code == code
    assert said in ran.err
