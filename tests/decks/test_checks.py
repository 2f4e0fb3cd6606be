from __future__ import annotations

import pytest

from studykit.decks.checks import ENTRY_RULES
from studykit.problems import Level

from .reading import entry, read, rules

ERROR, ADVICE = Level.ERROR, Level.ADVICE

WRONG = [
    ("long-prompt", ADVICE, ["ask: " + "Who was it " * 20, "answer: Lenin"]),
    (
        "answer-in-prompt",
        ERROR,
        ["ask: What office did the General Secretary hold?", "answer: general secretary"],
    ),
    (
        "answer-in-prompt",
        ERROR,
        ["cloze: Stalin was {{General Secretary}}; a General Secretary led the Secretariat."],
    ),
    ("answer-in-prompt", ADVICE, ["ask: Was it Left or Right?", "answer: Left"]),
    (
        "answer-in-prompt",
        ADVICE,
        ["ask: Name an ally of Zinoviev in the triumvirate.", "list: [Zinoviev, Kamenev]"],
    ),
    ("answer-in-prompt", ERROR, ["ask: Name two of Kamenev and Zinoviev.", "list: [Zinoviev, Kamenev]"]),
    (
        "answer-in-prompt",
        ERROR,
        ["ask: Who?", "answer: Lenin", "back: {ask: What was Orgburo?, answer: Orgburo}"],
    ),
    ("answer-in-hint", ADVICE, ["ask: Who?", "answer: Lenin", "hint: It was Lenin."]),
    ("reject-accepted", ERROR, ["ask: Who?", "answer: Lenin", "accept: [Ulyanov]", "reject: {ulyanov: no}"]),
    ("reject-accepted", ERROR, ["ask: Who?", "list: [Lenin, Stalin]", "reject: {Stalin: no}"]),
    ("option-accepted", ERROR, ["ask: Which?", "choose: [Left, Right]", "answer: Left", "accept: [right]"]),
    ("same-item", ERROR, ["ask: Which?", "list: [[files, records], [posts, Files]]"]),
    ("same-item", ERROR, ["ask: Which?", "order: [a, b, a]"]),
    ("repeated-wording", ADVICE, ["ask: Which?", "answer: files", "accept: [records, Records]"]),
    ("repeated-wording", ADVICE, ["ask: Which?", "answer: files", "accept: [Files]"]),
    ("year-and-date", ADVICE, ["ask: When?", "answer: 1922", "date: 1923-04"]),
    ("year-and-date", ADVICE, ["ask: When?", "answer: April 1922", "date: 1923/1925"]),
    ("years-as-text", ADVICE, ["ask: When?", "answer: 1919 or 1920"]),
    ("years-as-text", ADVICE, ["ask: When?", "answer: 1922", "accept: [1919/1920]"]),
    ("prompt-alone", ADVICE, ["ask: Which office did he hold?", "answer: General Secretary"]),
    ("prompt-alone", ADVICE, ["ask: What does this show?", "answer: weakness"]),
]

RIGHT = [
    ["ask: " + "W" * 200, "answer: Lenin"],
    ["ask: Which side was it, Left or Right?", "choose: [Left, Right]", "answer: Left"],
    ["ask: Which left the Party first?", "order: [Left, Right]"],
    ["ask: Which side is Left?", "sort: {Left: [a], Right: [b]}"],
    ["ask: Why did the Left lose?", "points: [the Left, division]"],
    ["ask: Who led the Leninist party?", "answer: Lenin"],
    ["ask: Who?", "answer: Lenin", "reject: {Stalin: no}", "hint: Leningrad"],
    ["ask: Which?", "list: [[files, records], [posts, jobs]]"],
    ["ask: Which?", "answer: Alma-Ata", "accept: [Alma Ata, Almaty]"],
    ["ask: When?", "answer: 1922", "date: 1922-04-03"],
    ["ask: When?", "answer: 1923", "date: 1922/1925"],
    ["ask: How many?", "answer: 340 000", "date: 1922"],
    ["ask: When?", "answer: 1923-25", "date: 1923/1925"],
    ["ask: Which office did Stalin hold when he rose?", "answer: General Secretary"],
]


@pytest.mark.parametrize(("rule", "level", "lines"), WRONG)
def test_each_rule_finds_what_a_teacher_gets_wrong(rule: str, level: Level, lines: list[str]) -> None:
    assert rule in rules(entry(*lines), level)
    assert bool(read(entry(*lines)).entries) == (level is ADVICE)


@pytest.mark.parametrize("lines", RIGHT)
def test_no_rule_minds_a_good_card(lines: list[str]) -> None:
    assert read(entry(*lines)).problems == ()


def test_every_rule_is_tried() -> None:
    assert len({rule for rule, _, _ in WRONG}) == len(ENTRY_RULES)


def test_the_problem_stands_at_the_prompt_of_its_own_side() -> None:
    deck = entry("ask: Who?", "answer: Lenin", "back: {ask: What was Orgburo?, answer: Orgburo}")
    assert [(each.line, each.column, each.text) for each in read(deck).problems] == [
        (6, 17, "What was Orgburo?")
    ]


def test_a_misread_card_is_not_judged_as_well() -> None:
    assert rules(entry("ask: How many?", "list: [340,000, 600,000]")) == ["comma", "comma"]
