"""The language in which a deck is read."""

from __future__ import annotations

from pathlib import Path

from studykit.cards import CardId
from studykit.decks.library import Library
from studykit.marking import Vocabulary, mark
from studykit.study.collection import vocabulary_of
from tests.marking.making import term
from tests.marking.test_languages import RIGHT, WRONG, marked


def test_a_deck_that_names_no_language_is_read_in_english() -> None:
    card = term("¿Cuántos hombres iban en el Granma?", "82")
    assert marked("es", card, "ochenta y dos").verdict.value == RIGHT
    assert mark(card, "ochenta y dos", Vocabulary([card])).verdict.value == WRONG
    assert mark(card, "eighty-two", Vocabulary([card], language="en")).verdict.value == RIGHT


def test_the_language_of_a_case_is_that_of_its_decks(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("case: granma\ntitle: Granma\nlanguage: es\n", encoding="utf-8")
    deck = "deck: hombres\ntitle: Hombres\ncase: granma\ncards: [{id: n, ask: ¿Cuántos iban?, answer: 82}]\n"
    (tmp_path / "deck.yaml").write_text(deck, encoding="utf-8")
    found = Library.open([tmp_path], None)
    assert found.problems == ()
    made = mark(found.card(CardId("hombres/n")), "ochenta y dos", vocabulary_of(found, "hombres"))
    assert made.verdict.value == RIGHT
