from __future__ import annotations

import pytest

from studykit.cases import Case, Factor, Perspective, Plan, Subject
from studykit.problems import Level

from .reading import read, rules, seen

PLAN = "plan: p\narguments:\n  - point: Appointments made majorities.\n"


def test_a_case_needs_its_slug_only() -> None:
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
        ("order: first", "number", "first"),
        ("covers: [rise]", "unknown-value", "rise"),
        ("language: it", "unknown-value", "it"),
        ("factors: [force]", "not-a-mapping", "[force]"),
        ("factors: {force: much}", "factor", "much"),
        ("factors: {force: {says: it decided}}", "factor", "force"),
        ("factors: {force: {weight: 2}}", "factor", "force"),
        ("factors: {forces: {weight: 2, says: it decided}}", "factor", "forces"),
        ("factors: {force: {weight: 6, says: it decided}}", "weight", "6"),
        ("factors: {force: {weight: 0, says: it decided}}", "number", "0"),
        ("factors: {force: {wait: 2, weight: 2, says: it decided}}", "unknown-key", "wait"),
        ("subjects: {the March: much}", "subject", "much"),
        ("subjects: {the March: {factor: force, weight: 2}}", "subject", "the March"),
        ("subjects: {the March: {weight: 2, says: it decided}}", "subject", "the March"),
        ("subjects: {the March: {factor: force, weight: 6, says: it decided}}", "weight", "6"),
        (
            "subjects: {the March: {name: x, factor: force, weight: 2, says: it decided}}",
            "unknown-key",
            "name",
        ),
    ],
)
def test_what_makes_a_case_wrong_is_an_error_at_its_place(line: str, rule: str, text: str) -> None:
    found = seen(f"case: stalin\n{line}\n")
    assert [(each[0], each[1], each[3]) for each in found] == [(rule, 2, text)]


def test_a_case_says_how_its_factors_weigh() -> None:
    sheet = read(
        "case: c\norder: 2\ncovers: [rise-of-a-leader, policies]\nlanguage: fr\nfactors:\n"
        "  force: {weight: 2, says: arrests finished it, but: votes came first, asked-as: [arrests, exile]}\n"
        "  church: {name: the Church, weight: 3, says: it blessed the rising}\n"
    )
    assert sheet.problems == ()
    assert isinstance(sheet.value, Case)
    assert (sheet.value.order, sheet.value.language) == (2, "fr")
    assert sheet.value.covers == ("rise-of-a-leader", "policies")
    assert sheet.value.factors == {
        "force": Factor("force", 2, "arrests finished it", "votes came first", asked_as=("arrests", "exile")),
        "church": Factor("church", 3, "it blessed the rising", name="the Church"),
    }


def test_a_case_says_what_the_things_did_that_questions_name() -> None:
    sheet = read(
        "case: c\nfactors: {force: {weight: 2, says: it decided}}\nsubjects:\n"
        "  March on Rome: {factor: force, weight: 3, says: it frightened the king, asked-as: [the March]}\n"
    )
    assert sheet.problems == ()
    assert isinstance(sheet.value, Case)
    assert sheet.value.subjects == {
        "March on Rome": Subject(
            "March on Rome", 3, "it frightened the king", asked_as=("the March",), factor="force"
        )
    }


def test_nothing_in_a_case_may_be_contested() -> None:
    assert read("case: stalin\ncontested: []\n").problems == ()


def test_a_plan_needs_arguments_and_an_argument_its_point() -> None:
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
        (PLAN + "    bears-on: {force: similar}\n", "unknown-value", 4, "similar"),
        (PLAN + "    bears-on: force\n", "not-a-mapping", 4, "force"),
        (PLAN + "    bears-on: {Force: for}\n", "slug", 4, "Force"),
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
def test_what_makes_a_plan_wrong_is_an_error_at_its_place(
    text: str, rule: str, line: int, offending: str
) -> None:
    assert [(each[0], each[1], each[3]) for each in seen(text)] == [(rule, line, offending)]


def test_an_argument_says_what_it_bears_on_and_a_perspective_its_work() -> None:
    sheet = read(
        PLAN + "    bears-on: {force: for, chance: against}\n    link: so votes came first\n"
        "    second-case: Who arrested whom?\n    perspective: {historian: Carr, view: x, source: carr}\n"
    )
    assert sheet.problems == ()
    assert isinstance(sheet.value, Plan)
    (argument,) = sheet.value.arguments
    assert argument.bears_on == {"force": "for", "chance": "against"}
    assert (argument.link, argument.second_case) == ("so votes came first", "Who arrested whom?")
    assert argument.perspective == Perspective("Carr", "x", None, "carr")


def test_an_argument_with_an_error_leaves_the_others() -> None:
    sheet = read(PLAN + "  - id: second\n")
    assert isinstance(sheet.value, Plan)
    assert [argument.id for argument in sheet.value.arguments] == ["appointments-made-majorities"]


def test_an_empty_key_of_a_plan_is_advice() -> None:
    assert rules(PLAN + "thesis:\n", Level.ADVICE) == ["empty-value"]
