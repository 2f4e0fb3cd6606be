"""What is promised of the decks that come with studykit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from studykit.cards import KINDS
from studykit.decks.keys import FACTORS
from studykit.decks.library import Library
from studykit.essays.telling_words import telling
from studykit.study.examples import failing
from tests.conftest import Some

DECKS = Path(__file__).parent.parent / "decks"


@cache
def library() -> Library:
    return Library.open([DECKS], None)


def case_of() -> dict[str, str | None]:
    return {deck.slug: deck.case for deck in library().decks}


def test_no_rule_is_broken_and_no_advice_is_open() -> None:
    assert library().problems == ()


def test_every_example_gets_the_verdict_it_must_get(
    some: Some,
) -> None:
    files = some([deck.file for deck in library().decks], 3)
    assert list(failing(library(), frozenset(files))) == []


def test_there_are_enough_cards_of_every_kind() -> None:
    kinds = Counter(card.kind for card in library().listings)
    assert sum(kinds.values()) >= 520
    assert set(kinds) == set(KINDS)


def test_every_theme_of_a_case_that_is_asked_has_at_least_fifteen_cards() -> None:
    themes: dict[str | None, Counter[str]] = defaultdict(Counter)
    for card in library().listings:
        themes[case_of()[card.deck]].update(card.themes)
    for case in library().cases():
        # All cards on the years after Stalin's death are put aside: no Paper 2 answer on the rise needs them.
        assert set(case.themes) - set(themes[case.slug]) <= {"beyond"}, case.slug
        assert min(themes[case.slug].values()) >= 15, case.slug


def test_every_card_has_a_source_and_a_theme() -> None:
    for listing in library().listings:
        card = library().card(listing.id)
        assert card.sources, card.id
        assert card.themes, card.id


def test_the_trickiest_cards_carry_their_own_examples() -> None:
    cards = [library().card(listing.id) for listing in library().listings]
    assert len({card.parent for card in cards if card.examples.right or card.examples.wrong}) >= 60


@pytest.mark.parametrize(("slug", "at_least"), [("stalin", 50), ("mao-zedong", 25)])
def test_every_asked_card_that_a_case_calls_contested_says_so(slug: str, at_least: int) -> None:
    case = next(case for case in library().cases() if case.slug == slug)
    cards = [library().card(listing.id) for listing in library().listings]
    asked = {card.parent for card in cards}
    contested = {card.parent for card in cards if card.contested}
    assert len(asked & set(case.contested)) >= at_least
    assert asked & set(case.contested) <= contested


def test_every_argument_cites_three_dated_cards_and_weighs_a_view_with_its_work() -> None:
    cards = {card.parent: card for card in map(library().card, (each.id for each in library().listings))}
    assert len(library().plans()) >= 16
    for plan in library().plans():
        for argument in plan.arguments:
            assert set(argument.evidence) <= cards.keys(), argument.id
            assert len([card for card in argument.evidence if cards[card].date]) >= 3, argument.id
            assert argument.because, argument.id
            assert argument.perspective is not None, argument.id
            assert argument.perspective.verdict, argument.id
            assert argument.perspective.source, argument.id
            assert argument.limits, argument.id


def test_every_plan_has_a_counter_argument() -> None:
    for plan in library().plans():
        sides = {argument.side for argument in plan.arguments}
        bearings = {bearing for argument in plan.arguments for bearing in argument.bears_on.values()}
        assert len(sides) > 1 or len(bearings) > 1, plan.slug


@pytest.mark.parametrize("slug", ["stalin", "mao-zedong"])
def test_every_factor_of_a_case_is_argued_for_and_limited(slug: str) -> None:
    case = next(case for case in library().cases() if case.slug == slug)
    assert set(case.factors) == set(FACTORS)
    arguments = [each for plan in library().plans() if plan.case == slug for each in plan.arguments]
    bearings = {pair for each in arguments for pair in each.bears_on.items()}
    assert bearings == {(factor, bearing) for factor in FACTORS for bearing in ("for", "against")}


def test_what_a_case_says_of_a_factor_can_be_joined_to_another_clause() -> None:
    for factor in [factor for case in library().cases() for factor in case.factors.values()]:
        for clause in (factor.says, factor.but):
            assert clause, factor.slug
            assert not clause.endswith("."), clause
            assert len(clause.split()) <= 30, clause


def test_every_clause_on_a_subject_is_argued_in_a_sentence_of_other_words() -> None:
    for case in library().cases():
        for subject in case.subjects.values():
            names = telling(subject.slug) | telling(case.title)
            for each in filter(None, (subject, subject.threat)):
                for clause, argued in ((each.says, each.point), (each.but, each.but_point)):
                    assert (clause is None) == (argued is None), subject.slug
                    again = telling(argued or "") - names
                    for other in filter(None, (clause, each.judged, each.reply)):
                        said = telling(other) - names
                        assert 2 * len(said & again) < max(1, min(len(said), len(again))), argued


def test_every_likeness_and_difference_says_what_a_second_case_has_to_supply() -> None:
    for plan in library().plans():
        for argument in plan.arguments:
            if argument.side in {"similar", "different"}:
                assert argument.second_case, argument.id


def examples_of_the_format_page() -> list[str]:
    text = (DECKS / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def test_every_example_of_the_teachers_page_loads_without_a_problem(tmp_path: Path) -> None:
    blocks = examples_of_the_format_page()
    assert len(blocks) >= 5
    for number, block in enumerate(blocks):
        (tmp_path / f"{number}.yaml").write_text(block, encoding="utf-8")
    shown = Library.open([tmp_path], None)
    assert shown.problems == ()
    assert list(failing(shown, None)) == []
    assert {card.kind for card in shown.listings} == set(KINDS)
    assert shown.plans()


@pytest.mark.parametrize("word", ["bugged", "Fang Lizhi", "Buruma"])
def test_what_is_unproven_or_about_china_is_on_no_card(word: str) -> None:
    for listing in library().listings:
        card = library().card(listing.id)
        assert word not in f"{card.ask} {card.expected} {card.note}", card.id
