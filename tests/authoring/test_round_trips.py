from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studykit.authoring.formats.anki import read_anki
from studykit.authoring.formats.anki_write import anki_bytes
from studykit.authoring.formats.gift import gift_bytes, read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.markdown_write import markdown_bytes
from studykit.authoring.formats.quizlet import quizlet_bytes, read_quizlet
from studykit.authoring.formats.table import csv_bytes
from studykit.authoring.importing import DeckDraft
from studykit.authoring.shared import SharedDeck
from studykit.cards import Choice, Listed, Ordered, Points, Term
from studykit.folders import shipped_decks
from tests.authoring.sharing_decks import all_shared, essence, imported, shared
from tests.authoring.tables import read_table


@pytest.fixture
def kinds(tmp_path: Path) -> SharedDeck:
    return shared(tmp_path / "decks")


def through_csv(deck: SharedDeck, tmp_path: Path) -> DeckDraft:
    return imported(read_table("t.csv", csv_bytes([deck]).decode("utf-8-sig")), deck.deck.slug)


def through_anki(deck: SharedDeck, tmp_path: Path) -> DeckDraft:
    pytest.importorskip("genanki")
    path = tmp_path / "deck.apkg"
    path.write_bytes(anki_bytes([deck], at=1_700_000_000))
    return imported(read_anki(path), deck.deck.slug)


@pytest.mark.parametrize("through", [through_csv, through_anki])
def test_every_kind_of_card_comes_back_whole(
    kinds: SharedDeck, tmp_path: Path, through: Callable[[SharedDeck, Path], DeckDraft]
) -> None:
    made = through(kinds, tmp_path)
    assert made.problems == ()
    assert sorted(map(essence, made.cards), key=str) == sorted(map(essence, kinds.deck.cards), key=str)


@pytest.mark.parametrize("through", [through_csv, through_anki])
def test_the_shipped_decks_come_back_whole(
    tmp_path: Path, through: Callable[[SharedDeck, Path], DeckDraft]
) -> None:
    for deck in all_shared([shipped_decks()]):
        made = through(deck, tmp_path)
        assert made.problems == ()
        asked = [card for card in deck.deck.cards if not card.suspended]
        back = [card for card in made.cards if not card.suspended]
        assert sorted(map(essence, back), key=str) == sorted(map(essence, asked), key=str)


def test_quizlet_keeps_prompt_and_model_answer(kinds: SharedDeck) -> None:
    read = read_quizlet("q.txt", quizlet_bytes([kinds]).decode())
    assert {problem.rule for problem in read.problems} == {"parts"}
    pairs = {entry.fields["ask"]: entry.fields for entry in read.entries}
    assert len(pairs) == len(kinds.asked)
    groups = pairs["Name two groups that backed the Fascists. (2 of 3)"]
    assert groups["list"] == ["landowners", "industrialists", "army officers"]
    assert pairs["-2 or +2?"]["answer"] == "-2"
    assert pairs["Which election law?"]["choose"] == ["Acerbo Law", "Matteotti Law", "50% law"]


def test_markdown_keeps_the_kinds_that_it_can_say(kinds: SharedDeck) -> None:
    made = imported(read_markdown("m.md", markdown_bytes([kinds]).decode()))
    assert made.problems == ()
    assert made.deck.title == kinds.deck.title
    before = {type(card.expected) for card in kinds.asked}
    assert before == {Term, Listed, Ordered, Choice, Points}
    asked = {card.ask: card for card in made.cards}
    assert asked["Put these events in order."].expected == next(
        card.expected for card in kinds.asked if card.kind == "order"
    )
    assert [card.ask for card in made.cards if card.kind == "cloze"] == [
        "The ____ of 1923 favoured the largest list.",
        "The Acerbo Law of ____ favoured the largest list.",
        "The Acerbo Law of 1923 favoured the ____ (which list?).",
    ]


def test_gift_keeps_answers_choices_and_orders(kinds: SharedDeck) -> None:
    read = read_gift("g.gift", gift_bytes([kinds]).decode())
    assert {problem.rule for problem in read.problems} == {"essay"}
    by_id = {entry.fields["id"]: entry.fields for entry in read.entries}
    assert by_id["king"]["ask"] == "Which king = the one of Italy {in 1922}: made ~him~ minister #1 <b>?"
    assert by_id["king"]["accept"] == ["the king | of Italy", "=1+1"]
    assert by_id["king"]["reject"] == {"Umberto": "that is his son: later"}
    assert by_id["law"]["choose"] == ["Acerbo Law", "Matteotti Law", "50% law"]
    assert by_id["events"]["order"] == ["first fasci", "National Fascist Party", "March on Rome"]
