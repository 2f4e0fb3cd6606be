from __future__ import annotations

import json
from dataclasses import replace

from tests.cli.conftest import Home


def test_answers_are_marked_in_order_with_their_other_columns(home: Home) -> None:
    file = home.write(
        "a.csv", "student,card,answer\nAna,year,1922\nBen,tiny/year,1924\nCem,controls,who got which job\n"
    )
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    assert (ran.code, ran.err) == (0, "")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [(line["student"], line["card"], line["verdict"]) for line in lines] == [
        ("Ana", "year", "correct"),
        ("Ben", "tiny/year", "wrong"),
        ("Cem", "controls", "partial"),
    ]
    assert "when Lenin died" in lines[1]["why"]
    assert lines[2]["points"] == [0]
    assert set(lines[0]) == {"student", "card", "answer", "verdict", "score", "points", "why", "sure", "open"}


def test_a_deck_file_and_standard_input_will_do(home: Home) -> None:
    given = replace(home.surroundings, stdin=b"card,answer\nyear,1922\n")
    ran = given.run("mark", "-", "--json", "--deck", str(home.path / "decks/tiny.yaml"))
    assert ran.code == 0, ran.err
    assert ran.text.json["verdict"] == "correct"


def test_the_report_puts_the_hardest_card_first_with_its_commonest_wrong_answers(home: Home) -> None:
    rows = ["year,1922", "year,1924", "year,1924 ", "year,1929", "defenders,Right"]
    file = home.write("a.csv", "card,answer\n" + "\n".join(rows) + "\n")
    lines = home.run("mark", str(file), "--deck", "tiny").out.splitlines()
    assert lines[1].split() == ["tiny/year", "1", "0", "3", "0", "0"]
    assert "2 × “1924”: " in lines[2]
    assert "tiny/defenders" in lines[4]
    assert lines[-1] == "5 answers to 2 cards"


def test_what_cannot_be_marked_is_told_with_its_line_and_the_rest_is_marked(home: Home) -> None:
    file = home.write("a.csv", "card,answer\nyeer,1922\nyear,1922\nyear,1922,too much\n")
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    assert f"{file}:2:1: error: the deck tiny has no card `yeer`; did you mean `year`?" in ran.err
    assert f"{file}:4:1: error:" in ran.err


def test_a_missing_file_and_an_unknown_deck_are_not_found(home: Home) -> None:
    file = home.write("a.csv", "card,answer\nyear,1922\n")
    assert home.run("mark", "nowhere.csv", "--deck", "tiny").code == 3
    assert home.run("mark", str(file), "--deck", "tiney").code == 3
    assert home.run("mark", str(file), "--deck", "nowhere.yaml").code == 3


CHANGED = """\
deck: tiny
title: A tiny deck
was: old-deck
cards:
  - id: office
    ask: In which year did Stalin become General Secretary?
    answer: 1922
    was: year
  - id: aside
    ask: In which year did Lenin die?
    answer: 1924
    suspended: true
  - id: broken
    ask: Which side defended the NEP in 1928?
    choose: [Left, Right]
    answer: Centre
"""


def test_earlier_ids_are_followed_and_suspended_cards_are_marked(home: Home) -> None:
    home.write("decks/tiny.yaml", CHANGED)
    rows = [
        "year,1922",
        "tiny/year,1922",
        "old-deck/year,1922",
        "old-deck/aside,1924",
        "aside,1924",
        "office,1922",
    ]
    file = home.write("a.csv", "card,answer\n" + "\n".join(rows) + "\n")
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(line)["verdict"] for line in ran.out.splitlines()] == ["correct"] * 6


def test_a_card_that_deck_check_refused_is_named_as_refused_with_the_reason(home: Home) -> None:
    deck = home.write("decks/tiny.yaml", CHANGED)
    file = home.write("a.csv", "card,answer\nbroken,Right\ntiny/broken,Right\noffice,1922\n")
    ran = home.run("mark", str(file), "--deck", "tiny", "--json")
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    for line, name in ((2, "broken"), (3, "tiny/broken")):
        assert f"{file}:{line}:1: error: `deck check` refused the card `{name}`: " in ran.err
    assert f"({deck}:16)" in ran.err


def test_a_reply_that_cannot_be_one_of_its_kind_is_wrong_and_not_sure(home: Home) -> None:
    file = home.write("a.csv", "card,answer\ndefenders,those people\nyear,q\n")
    lines = [
        json.loads(line) for line in home.run("mark", str(file), "--deck", "tiny", "--json").out.splitlines()
    ]
    assert [(line["verdict"], line["sure"], line["open"]) for line in lines] == [("wrong", False, [])] * 2


def test_a_folder_is_said_to_be_one(home: Home) -> None:
    (home.path / "logs").mkdir()
    ran = home.run("mark", str(home.path / "logs"), "--deck", "tiny")
    assert (ran.code, "logs is a folder; name the files in it that a class handed in." in ran.err) == (
        2,
        True,
    )
