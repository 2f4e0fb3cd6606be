"""What is promised of the decks that come with studykit."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from studykit.cards import KINDS
from studykit.decks.library import Library
from studykit.examples import failing_examples

DECKS = Path(__file__).parent.parent / "decks"


@cache
def library() -> Library:
    return Library.open([DECKS], None)


def test_no_rule_is_broken_and_no_advice_is_open() -> None:
    assert library().problems == ()


def test_every_example_gets_the_verdict_it_must_get() -> None:
    assert list(failing_examples(library(), None)) == []


def test_there_are_enough_cards_of_every_kind() -> None:
    kinds = Counter(card.kind for card in library().listings)
    assert sum(kinds.values()) >= 320
    assert set(kinds) == set(KINDS)


def test_every_theme_of_the_case_has_at_least_ten_cards() -> None:
    (case,) = library().cases()
    themes = Counter(theme for card in library().listings for theme in card.themes)
    assert set(themes) == set(case.themes)
    assert min(themes.values()) >= 10


def test_every_card_has_a_source_and_a_theme() -> None:
    for listing in library().listings:
        card = library().card(listing.id)
        assert card.sources, card.id
        assert card.themes, card.id


def test_the_trickiest_cards_carry_their_own_examples() -> None:
    cards = [library().card(listing.id) for listing in library().listings]
    assert len({card.parent for card in cards if card.examples.right or card.examples.wrong}) >= 60


def test_every_card_the_case_calls_contested_exists_and_says_so() -> None:
    (case,) = library().cases()
    cards = [library().card(listing.id) for listing in library().listings]
    contested = {card.parent for card in cards if card.contested}
    assert case.contested
    assert set(case.contested) <= contested


def test_every_argument_cites_three_cards_that_exist_dates_among_them_and_weighs_a_view() -> None:
    cards = {card.parent: card for card in map(library().card, (each.id for each in library().listings))}
    assert len(library().plans()) >= 11
    for plan in library().plans():
        sides = {argument.side for argument in plan.arguments}
        assert len(sides) > 1, f"{plan.slug} has no counter-argument"
        for argument in plan.arguments:
            assert len(argument.evidence) >= 3, argument.id
            assert set(argument.evidence) <= cards.keys(), argument.id
            assert any(cards[card].date for card in argument.evidence), argument.id
            assert argument.perspective is not None, argument.id
            assert argument.perspective.verdict, argument.id
            assert argument.limits, argument.id


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
    assert list(failing_examples(shown, None)) == []
    assert {card.kind for card in shown.listings} == set(KINDS)
    assert shown.plans()


@pytest.mark.parametrize("word", ["bugged", "Fang Lizhi", "Buruma"])
def test_what_is_unproven_or_about_china_is_on_no_card(word: str) -> None:
    for listing in library().listings:
        card = library().card(listing.id)
        assert word not in f"{card.ask} {card.expected} {card.note}", card.id
