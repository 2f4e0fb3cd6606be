"""Every example of the format's description loads, as a teacher would write it into files of one folder."""

from __future__ import annotations

# ruff: noqa: E501 - files as teachers write them
from collections.abc import Callable
from datetime import date

import pytest

from studykit.cards import CardId, Choice, Item, Listed, Points, Source, Term
from studykit.cases import Perspective
from studykit.decks.library import Library

CASE = """\
case: stalin
title: Stalin's rise to power
region: europe                       # IB region: africa-middle-east | americas | asia-oceania | europe
period: 1922/1929                    # dated evidence outside it is advice, unless the card's theme says otherwise
themes: {institutions: Offices and institutions, rivals: The rivals, beyond: Beyond the period}
any-period: [beyond]                 # themes whose cards may lie outside the period
aliases:                             # other ways to write the same thing, valid in every answer of the case
  General Secretary: [Gen Sec, Gensek, Secretary General]
  Zinoviev: [Zinov'yev, Zinovyev, Grigory Zinoviev]
distinct:                            # never each other, however close they look
  - [Left, Right]
  - [Kamenev, Zinoviev]
sources:                             # works any deck of the case may cite
  deutscher: {title: "Stalin: A Political Biography", author: Isaac Deutscher, year: 1949}
contested: [stalin-legacy/funeral-absence]    # cards that must carry `contested:`
"""

CARDS = """\
  - id: gensec-year
    ask: In which year did Stalin become General Secretary?
    answer: 1922
    date: 1922-04-03                 # dated evidence for outlines and timelines; 1922, 1922-04 and 1923/1925 are fine too
    source: notes

  - id: gensec-controls
    ask: Name two things the General Secretary controlled.
    list:
      - [appointments, Party appointments, who got which job]   # alternatives of one item
      - [personnel files, records]
      - the agenda
    need: 2

  - id: nep-defenders
    ask: Which opposition defended the NEP?
    choose: [Left, Right]
    answer: Right

  - id: deutscher-thesis
    ask: How does Deutscher explain Stalin's rise?
    points:
      - say: control of the Party bureaucracy
        accept: [ran the Party machine, controlled the apparatus]
      - say: appointed loyal people
        accept: [patronage, put his own men in key posts]
    historian: Deutscher
    source: [notes, deutscher]

  - id: orgburo
    ask: What was the Orgburo for?
    answer: organisation and personnel assignments
    back: {ask: "Which Party body handled organisation and personnel assignments?", answer: Orgburo}   # the same fact the other way round; siblings

  - id: funeral-absence
    ask: Did Stalin mislead Trotsky about the date of the funeral?
    points:
      - say: Trotsky claimed he was given the wrong date
      - say: many historians doubt it
    contested: Trotsky said so; many historians doubt it. Either way his absence hurt him.
"""

DECK = """\
deck: stalin-institutions            # slug: a-z, 0-9, hyphen; unique in the library
title: Institutional methods
case: stalin
themes: [institutions]               # for cards that name none of their own
version: 1.2                         # shown when a shared deck is updated
author: History department
sources:
  notes: {title: "Class notes: methods used to establish the leadership"}
cards:
"""

LEGACY = """\
deck: stalin-legacy
case: stalin
cards:
  - id: funeral-absence
    ask: Did Stalin mislead Trotsky about the funeral?
    points: [Trotsky claimed so, many historians doubt it]
    contested: Both views.
"""

PLAN = """\
plan: stalin-party-machine
title: Control of the Party machine in Stalin's rise
case: stalin
scope: rise-of-a-leader              # state | rise-of-a-leader | consolidation | maintenance | policies
period: 1922/1929
answers:                             # question stems this plan fits, in our own wording; used to find it
  - Evaluate the role of party institutions in one leader's rise.
define:
  General Secretary: "head of the Secretariat, in charge of appointments and records"
thesis: Stalin's control of appointments mattered most, but it worked only because rivals misjudged him and his policy appealed.
arguments:
  - id: patronage
    theme: institutions
    side: for                        # for | against | similar | different: what it does for the claim
    point: Appointments turned an office into a majority.
    evidence: [stalin-institutions/gensec-year, stalin-institutions/gensec-controls]    # card ids: facts live in cards, once
    because: Delegates owed their posts to the Secretariat, so votes followed appointments.
    perspective:
      historian: Deutscher
      view: the machine delivered the votes
      verdict: "convincing for 1925-27, weaker for 1928"
    limits: The Secretariat could not check every local secretary.
conclusion: The office made the majority; his rivals and his policies made it last.
traps:
  - "Do not retell the 1930s: terror is not part of the rise."
"""


@pytest.fixture
def page(library: Callable[..., Library]) -> Library:
    return library(case=CASE, institutions=DECK + CARDS, legacy=LEGACY, plan=PLAN)


def test_all_examples_load_without_a_problem(page: Library) -> None:
    assert page.problems == ()
    assert page.left_out == frozenset()


def test_the_case_is_as_written(page: Library) -> None:
    case = page.case("stalin")
    assert case is not None
    assert case.period is not None
    assert (case.title, case.region, case.period.text) == ("Stalin's rise to power", "europe", "1922/1929")
    assert case.themes["institutions"] == "Offices and institutions"
    assert case.any_period == ("beyond",)
    assert case.aliases[0] == Item("General Secretary", ("Gen Sec", "Gensek", "Secretary General"))
    assert case.distinct == (("Left", "Right"), ("Kamenev", "Zinoviev"))
    work = Source("deutscher", "Stalin: A Political Biography", "Isaac Deutscher", "1949")
    assert case.sources == {"deutscher": work}
    assert case.contested == ("stalin-legacy/funeral-absence",)


def test_the_deck_is_as_written(page: Library) -> None:
    deck = page.deck("stalin-institutions")
    assert (deck.title, deck.case, deck.version) == ("Institutional methods", "stalin", "1.2")
    assert deck.author == "History department"
    assert [card.id.partition("/")[2] for card in deck.cards] == [
        "gensec-year",
        "gensec-controls",
        "nep-defenders",
        "deutscher-thesis",
        "orgburo",
        "orgburo#back",
        "funeral-absence",
    ]
    assert {card.themes for card in deck.cards} == {("institutions",)}


def test_the_cards_are_as_written(page: Library) -> None:
    expected = {card.id.partition("/")[2]: card.expected for card in page.deck("stalin-institutions").cards}
    assert expected["gensec-year"] == Term(Item("1922"))
    controls = expected["gensec-controls"]
    assert isinstance(controls, Listed)
    assert controls.items[0] == Item("appointments", ("Party appointments", "who got which job"))
    assert (controls.items[2], controls.need, controls.ordered) == (Item("the agenda"), 2, False)
    assert expected["nep-defenders"] == Choice(("Left", "Right"), "Right")
    thesis = expected["deutscher-thesis"]
    assert isinstance(thesis, Points)
    assert (len(thesis.items), thesis.need) == (2, 2)
    assert expected["orgburo#back"] == Term(Item("Orgburo"))
    year = page.card(CardId("stalin-institutions/gensec-year"))
    assert year.date is not None
    assert year.date.start == date(1922, 4, 3)


def test_the_plan_is_as_written(page: Library) -> None:
    plan = page.plan("stalin-party-machine")
    (argument,) = plan.arguments
    assert plan.scope == "rise-of-a-leader"
    assert plan.define == {
        "General Secretary": "head of the Secretariat, in charge of appointments and records"
    }
    assert argument.evidence == ("stalin-institutions/gensec-year", "stalin-institutions/gensec-controls")
    view = Perspective(
        "Deutscher", "the machine delivered the votes", "convincing for 1925-27, weaker for 1928"
    )
    assert argument.perspective == view
    assert plan.traps == ("Do not retell the 1930s: terror is not part of the rise.",)


@pytest.mark.parametrize(
    "line",
    [
        'reject: {"1924": "that is when Lenin died"}',
        "examples: {right: [1922, April 1922], partial: [the early 1920s], wrong: [1924]}",
        "was: [old-id, old-deck/old-id]",
        "x-anything: {of: mine}",
        "exact: true",
    ],
)
def test_the_keys_shown_in_its_table_load(library: Callable[..., Library], line: str) -> None:
    deck = "deck: d\nformat: 1\ncards:\n  - id: a\n    ask: When did Stalin take office?\n    answer: 1922\n"
    assert library(deck=f"{deck}    {line}\n").problems == ()


def test_a_gap_accepts_its_wordings_and_shows_its_hint(library: Callable[..., Library]) -> None:
    text = "cards:\n  - id: a\n    cloze: Stalin became {{General Secretary|Gen Sec::post}} in {{1922}}.\n"
    post, year = library(deck="deck: d\n" + text).deck("d").cards
    assert (post.id, post.ask) == ("d/a#general-secretary", "Stalin became ____ (post) in 1922.")
    assert post.expected == Term(Item("General Secretary", ("Gen Sec",)))
    assert (year.id, year.ask) == ("d/a#1922", "Stalin became General Secretary in ____.")
    assert post.parent == year.parent == "d/a"


def test_a_sort_makes_one_card_an_entry(library: Callable[..., Library]) -> None:
    text = "cards:\n  - id: a\n    ask: Which side?\n    sort: {Left: [Trotsky, Zinoviev], Right: [Rykov]}\n"
    made = library(deck="deck: d\n" + text).deck("d").cards
    assert [card.id for card in made] == ["d/a#trotsky", "d/a#zinoviev", "d/a#rykov"]
    assert made[2].ask == "Which side? — Rykov"
    assert made[2].expected == Choice(("Left", "Right"), "Right")
