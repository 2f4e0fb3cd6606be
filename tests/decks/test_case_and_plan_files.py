from __future__ import annotations

import pytest

from studykit.cards import Case, Plan
from studykit.problems import Level

from .reading import read, rules, seen

PLAN = "plan: p\narguments:\n  - point: Appointments made majorities.\n"


def test_a_case_needs_its_slug_only():
    sheet = read("case: stalin\n")
    assert sheet.problems == ()
    assert isinstance(sheet.value, Case)
    assert (sheet.value.slug, sheet.value.title) == ("stalin", "Stalin")


@pytest.mark.parametrize(
    ("line", "rule", "text"),
    [
        ("region: asia", "unknown-value", "asia"),
        ("period: 1929/1922", "date", "1929/1922"),
        ("themes: [rivals]", "not-a-mapping", "[rivals]"),
        ("themes: {The Rivals: rivals}", "slug", "The Rivals"),
        ("any-period: [beyond]", "unknown-theme", "beyond"),
        ("aliases: [Gensek]", "not-a-mapping", "[Gensek]"),
        ("distinct: [[Left]]", "distinct", "[Left]"),
        ("sources: {carr: E. H. Carr}", "source", "E. H. Carr"),
        ("sources: {carr: {title: History, auther: Carr}}", "unknown-key", "auther"),
        ("contested: [funeral]", "card-id", "funeral"),
        ("cards: []", "unknown-key", "cards"),
    ],
)
def test_what_makes_a_case_wrong_is_an_error_at_its_place(line: str, rule: str, text: str):
    found = seen(f"case: stalin\n{line}\n")
    assert [(each[0], each[1], each[3]) for each in found] == [(rule, 2, text)]


def test_nothing_in_a_case_may_be_contested():
    assert read("case: stalin\ncontested: []\n").problems == ()


def test_a_plan_needs_arguments_and_an_argument_its_point():
    sheet = read(PLAN)
    assert sheet.problems == ()
    assert isinstance(sheet.value, Plan)
    (argument,) = sheet.value.arguments
    assert (argument.id, argument.side, argument.evidence) == ("appointments-made-majorities", "for", ())


@pytest.mark.parametrize(
    ("text", "rule", "line", "offending"),
    [
        ("plan: p\n", "no-arguments", 1, "plan"),
        ("plan: p\narguments: []\n", "empty-list", 2, "[]"),
        ("plan: p\narguments: [because]\n", "argument", 2, "because"),
        ("plan: p\narguments:\n  - id: a\n    side: for\n", "no-point", 3, "id: a"),
        (PLAN + "    side: pro\n", "unknown-value", 4, "pro"),
        (PLAN + "    evidence: [gensec-year]\n", "card-id", 4, "gensec-year"),
        (PLAN + "    evidence: [d/a#gap]\n", "card-id", 4, "d/a#gap"),
        (PLAN + "    perspective: Deutscher\n", "perspective", 4, "Deutscher"),
        (PLAN + "    perspective: {historian: Carr}\n", "perspective", 4, "perspective"),
        (
            PLAN + "    because: Votes: they followed posts.\n",
            "colon-in-sentence",
            4,
            "Votes: they followed posts.",
        ),
        (
            PLAN + "  - point: Appointments made majorities.\n",
            "duplicate-id",
            4,
            "point: Appointments made majorities.",
        ),
        (PLAN + "scope: rise\n", "unknown-value", 4, "rise"),
        (PLAN + "define: [General Secretary]\n", "not-a-mapping", 4, "[General Secretary]"),
        (PLAN + "conclusions: x\n", "unknown-key", 4, "conclusions"),
        (PLAN + "format: 7\n", "format", 4, "7"),
    ],
)
def test_what_makes_a_plan_wrong_is_an_error_at_its_place(text: str, rule: str, line: int, offending: str):
    assert [(each[0], each[1], each[3]) for each in seen(text)] == [(rule, line, offending)]


def test_an_argument_with_an_error_leaves_the_others():
    sheet = read(PLAN + "  - id: second\n")
    assert isinstance(sheet.value, Plan)
    assert [argument.id for argument in sheet.value.arguments] == ["appointments-made-majorities"]


def test_an_empty_key_of_a_plan_is_advice():
    assert rules(PLAN + "thesis:\n", Level.ADVICE) == ["empty-value"]
