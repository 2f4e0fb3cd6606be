from __future__ import annotations

import shlex
from collections.abc import Sequence

import pytest

from studykit.cli.question import quoted
from tests.cli.conftest import Home


def test_a_question_names_no_leader_and_is_followed_by_what_to_type(home: Home) -> None:
    ran = home.run("question")
    assert ran.code == 0
    assert ran.out.strip()
    assert "Stalin" not in ran.out
    assert "studykit outline --practise" in ran.err


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Evaluate one leader's rise.", '"Evaluate one leader\'s rise."'),
        ('"Everything turned on luck." Discuss.', "\"'Everything turned on luck.' Discuss.\""),
        ("Discuss `luck` for $5, 100 % of it!", '"Discuss luck for 5, 100  of it"'),
    ],
)
def test_what_to_type_can_be_pasted_into_any_shell(text: str, word: str) -> None:
    assert quoted(text) == word
    assert shlex.split(word) == [word[1:-1]]


def test_a_claim_keeps_its_marks_when_pasted(home: Home) -> None:
    claim = '"Everything turned on force." To what extent do you agree, for the rise of one leader?'
    pasted = shlex.split(quoted(claim))[0]
    assert home.run("outline", pasted, "--json").json["claims"][0]["factor"] == "force"


def test_term_and_theme_are_kept_to(home: Home) -> None:
    value = home.run("question", "--term", "To What Extent", "--theme", "rivals", "--json").json
    assert value["command_term"] == "to what extent"
    assert "rivals" in value["themes"]


def test_questions_asked_lately_do_not_come_again(home: Home) -> None:
    asked = [home.run("question", "--term", "compare", "--json").json["question"] for _ in range(8)]
    assert len(set(asked)) == 8


def test_weak_without_anything_met_says_so(home: Home) -> None:
    ran = home.run("question", "--weak")
    assert ran.code == 0
    assert "not met any cards" in ran.err
    assert "None" not in ran.err


FORCE = """\
case: isle
title: A rise on an isle
covers: [rise-of-a-leader]
themes: {war: The war, support: Support}
factors:
  force: {weight: 4, says: the war wore the army down, but: the army hardly fought}
"""
LANDING = """\
deck: isle-war
case: isle
cards:
  - {id: landing, ask: When was the landing?, answer: 1956, themes: [war], fact: In 1956 they landed.}
"""
PLAN = """\
plan: isle-force
case: isle
scope: rise-of-a-leader
thesis: Force did much.
arguments:
  - {id: war, bears-on: {force: for}, point: They won., evidence: [isle-war/landing], because: So it was.}
conclusion: Force did it.
"""


def test_a_plan_written_for_factors_alone_gives_questions_on_the_themes_of_its_evidence(home: Home) -> None:
    for name, text in (("case", FORCE), ("deck", LANDING), ("plan", PLAN)):
        home.write(f"decks/isle/{name}.yaml", text)
    asked = home.run("question", "--case", "isle", "--theme", "war", "--json")
    assert (asked.code, asked.json["themes"]) == (0, ["war"])
    assert home.run("question", "--case", "isle", "--term", "discuss").code == 0
    none = home.run("question", "--case", "isle", "--theme", "support")
    assert (none.code, "There is no question on the theme `support`. Themes here: war." in none.err) == (
        3,
        True,
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--term", "explain"), 3, "no command term `explain`"),
        (("--term", "discus"), 3, "did you mean `discuss`?"),
        (("--theme", "rival"), 3, "did you mean `rivals`?"),
        (("--theme", "rivals", "--weak"), 2, "one of them"),
    ],
)
def test_wrong_calls_are_answered_with_a_sentence(
    home: Home, arguments: Sequence[str], code: int, said: str
) -> None:
    ran = home.run("question", *arguments)
    assert ran.code == code
    assert said in ran.err


def test_without_a_plan_that_bears_on_anything_it_is_said_what_a_question_needs(home: Home) -> None:
    home = home.alone
    home.write("decks/bare.yaml", "deck: bare\ncards:\n  - {id: a, ask: Who?, answer: Facta}\n")
    ran = home.run("question")
    assert ran.code == 3
    assert "a question needs a plan whose arguments say with `bears-on:` what they speak for" in ran.err
