from __future__ import annotations

# ruff: noqa: E501 - files as teachers write them
from collections.abc import Callable

import pytest

from studykit.decks.library import Library
from studykit.decks.library_checks import LIBRARY_RULES
from studykit.problems import Level

CASE = """\
case: c
period: 1922/1929
themes: {rivals: The rivals, beyond: Beyond}
any-period: [beyond]
distinct: [[Kamenev, Zinoviev]]
sources:
  notes: {title: Class notes}
  carr: {title: History, author: E. H. Carr, year: 1958}
"""
ERROR, ADVICE = Level.ERROR, Level.ADVICE
Open = Callable[..., Library]


def deck(*lines: str, head: str = "case: c") -> str:
    return f"deck: d\n{head}\ncards:\n  - id: a\n" + "".join(f"    {line}\n" for line in lines)


FACTORS = "factors: {force: {weight: 2, says: arrests finished it}}\n"
CARD = ["ask: Who?", "answer: Lenin"]
PLAN = "plan: p\ncase: c\narguments:\n  - point: x\n"
TWO = "ask: Who?\n    answer: Lenin\n  - id: b\n    "

WRONG: list[tuple[str, Level, bool, dict[str, str]]] = [
    ("unknown-case", ERROR, False, {"deck": deck(*CARD, head="case: d")}),
    ("unknown-theme", ERROR, True, {"deck": deck(*CARD, "themes: [rivas]")}),
    ("unknown-theme", ERROR, False, {"deck": deck(*CARD, head="case: c\nthemes: [rivas]")}),
    ("unknown-theme", ERROR, False, {"plan": PLAN + "    theme: rivas\n"}),
    ("unknown-source", ERROR, True, {"deck": deck(*CARD, "source: note")}),
    ("unknown-source", ERROR, False, {"plan": PLAN + "    perspective: {historian: Carr, view: x, source: cars}\n"}),
    ("unknown-factor", ERROR, False, {"plan": PLAN + "    bears-on: {forse: for}\n"}),
    ("unknown-factor", ERROR, False, {"case": CASE + "subjects: {March: {factor: forse, weight: 2, says: it decided}}\n"}),
    ("unserved-factor", ADVICE, False, {"case": CASE + FACTORS, "plan": PLAN}),
    (
        "no-fact",
        ADVICE,
        False,
        {"case": CASE + FACTORS, "deck": deck(*CARD), "plan": PLAN + "    bears-on: {force: for}\n    evidence: [d/a]\n"},
    ),
    ("quote-source", ERROR, True, {"deck": deck(*CARD, "quote: boundless power", "source: notes")}),
    ("quote-source", ERROR, True, {"deck": deck(*CARD, "quote: boundless power")}),
    ("contested", ERROR, True, {"case": CASE + "contested: [d/a]\n", "deck": deck(*CARD)}),
    ("unknown-card", ERROR, False, {"case": CASE + "contested: [d/b]\n", "deck": deck(*CARD)}),
    ("unknown-card", ERROR, False, {"plan": PLAN + "    evidence: [d/b]\n", "deck": deck(*CARD)}),
    ("outside-period", ADVICE, False, {"deck": deck(*CARD, "date: 1921/1925")}),
    ("asked-twice", ERROR, False, {"deck": deck(TWO + "ask: who\n    answer: Stalin")}),
    ("asked-twice", ADVICE, False, {"deck": deck(TWO + "ask: who\n    answer: Lenin")}),
    ("asked-twice", ADVICE, False, {"deck": deck(*CARD), "e": "deck: e\ncards:\n  - {ask: who, answer: Stalin}\n"}),
    ("alias-is-rival", ERROR, False, {"case": CASE + "aliases: {Kamenev: [zinoviev]}\n", "deck": deck(*CARD)}),
    ("alias-of-two", ERROR, False, {"case": CASE + "aliases: {A: [x], B: [X]}\n", "deck": deck(*CARD)}),
    ("rival-accepted", ADVICE, False, {"deck": deck("ask: Who?", "answer: Kamenev", "accept: Zinoviev")}),
    ("was", ERROR, False, {"deck": deck(TWO + "was: a\n    ask: why\n    answer: x")}),
    ("was", ERROR, False, {"deck": deck("was: x\n    " + TWO + "was: x\n    ask: why\n    answer: x")}),
    ("was", ADVICE, False, {"deck": deck(*CARD), "e": "deck: e\nwas: d\ncards:\n  - {id: a, ask: Why?, answer: Rome}\n"}),
    ("historian-source", ADVICE, False, {"deck": deck(*CARD, "historian: Carr", "source: notes")}),
    ("duplicate-slug", ERROR, False, {"deck": deck(*CARD), "e": deck("ask: Why?", "answer: x")}),
    ("duplicate-slug", ERROR, False, {"deck": deck(*CARD), "e": CASE + "title: another\n"}),
    ("copied-file", ADVICE, False, {"deck": deck(*CARD), "e": deck(*CARD)}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "level", "leaves_out", "files"), WRONG)
def test_each_rule_finds_what_does_not_fit(
    library: Open, rule: str, level: Level, leaves_out: bool, files: dict[str, str]
) -> None:
    opened = library(**{"case": CASE, **files})
    assert {(each.rule, each.level) for each in opened.problems} == {(rule, level)}
    assert ("d/a" in opened.left_out) is leaves_out


def test_every_rule_is_tried() -> None:
    assert len(WRONG) > len(LIBRARY_RULES)


@pytest.mark.parametrize(
    "lines",
    [
        ["themes: [rivals]", "source: [notes, own]", "date: 1922-04/1929"],
        ["quote: power", "source: carr", "historian: E. H. Carr"],
        ["themes: beyond", "date: 1953"],
        ["contested: both views"],
    ],
)
def test_no_rule_minds_what_fits(library: Open, lines: list[str]) -> None:
    head = "case: c\nsources: {own: {title: Own notes}}"
    case = CASE + ("contested: [d/a]\n" if lines[0].startswith("contested") else "")
    assert library(case=case, deck=deck(*CARD, *lines, head=head)).problems == ()


def test_the_nearest_name_is_offered_and_the_place_is_exact(library: Open) -> None:
    (problem,) = library(case=CASE, deck=deck(*CARD, "source: [notes, crar]")).problems
    assert (problem.line, problem.column, problem.text) == (7, 21, "crar")
    assert "did you mean `carr`?" in problem.message
    (problem,) = library(case=CASE, deck=deck(*CARD), plan=PLAN + "    evidence:\n      - d/aa\n").problems
    assert (problem.line, problem.column, problem.text) == (6, 9, "d/aa")
    assert "did you mean `d/a`?" in problem.message


def test_without_factors_a_case_is_asked_for_no_facts(library: Open) -> None:
    plan = PLAN + "    evidence: [d/a]\n    perspective: {historian: Carr, view: x, source: carr}\n"
    assert library(case=CASE, deck=deck(*CARD), plan=plan).problems == ()


def test_a_cited_card_with_a_fact_and_a_factor_that_is_served_are_well(library: Open) -> None:
    plan = PLAN + "    evidence: [d/a]\n    bears-on: {force: against}\n"
    opened = library(case=CASE + FACTORS, deck=deck(*CARD, "fact: Lenin did it in 1922."), plan=plan)
    assert opened.problems == ()


def test_without_its_case_a_deck_keeps_its_cards(library: Open) -> None:
    opened = library(deck=deck(*CARD, "themes: rivals", "source: carr", "quote: power"))
    assert [problem.rule for problem in opened.problems] == ["unknown-case"]
    assert len(opened.listings) == 1


def test_evidence_may_name_a_card_that_is_left_out(library: Open) -> None:
    opened = library(case=CASE, deck=deck("ask: Who?", "answer: [a, b]"), plan=PLAN + "    evidence: [d/a]\n")
    assert [problem.rule for problem in opened.problems] == ["not-a-text"]


def test_gaps_of_one_text_do_not_ask_the_same(library: Open) -> None:
    assert library(case=CASE, deck=deck("cloze: '{{Lenin}} led, {{Stalin}} followed'")).problems == ()


def test_mending_the_case_brings_a_card_back(library: Open) -> None:
    assert library(case=CASE, deck=deck(*CARD, "themes: ideas")).listings == ()
    mended = library(case=CASE.replace("beyond: Beyond}", "beyond: Beyond, ideas: Ideas}"))
    assert [listing.id for listing in mended.listings] == ["d/a"]


def test_what_decides_one_case_is_asked_of_the_other(library: Open) -> None:
    war = "case: e\nperiod: 1921/1949\nthemes: {war: War}\nfactors: {war: {weight: 5, says: it decided}}\n"
    found = [
        each for each in library(case=CASE + FACTORS, other=war).problems if each.rule == "unweighed-factor"
    ]
    assert [(each.level, each.line, each.message) for each in found] == [
        (
            ADVICE,
            9,
            "the case `e` holds `war` to be decisive and this one says nothing on it, so that no comparison can weigh it",
        )
    ]
