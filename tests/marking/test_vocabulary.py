from __future__ import annotations

from studykit.cards import Item
from studykit.marking import Vocabulary
from studykit.marking.vocabulary import names_in

from .making import choose, term, verdict


def test_names_are_words_with_a_capital_that_are_no_ordinary_words() -> None:
    assert names_in("Why did Kamenev fear the General Secretary in the USSR?") == {"kamenev"}


def test_a_side_with_an_opposite_is_a_name_after_the() -> None:
    assert names_in("the Left wanted war, the Right peace") == {"left", "right"}
    assert names_in("He turned left. Left again.") == frozenset()


def test_short_answers_of_the_deck_are_its_terms() -> None:
    known = Vocabulary.of([term("Who?", "Beria"), choose("Which?", "Left", "Left", "Right")])
    assert {("beria",), ("left",), ("right",)} <= known.terms


def test_aliases_hold_in_every_answer() -> None:
    from studykit.marking import mark

    card = term("Which post?", "General Secretary of the Party")
    known = Vocabulary.of([card], aliases=[Item("General Secretary", ("Gensek", "Party boss"))])
    assert mark(card, "party boss of the party", known).verdict == "correct"


def test_a_known_rival_is_no_misspelling() -> None:
    bulganin, bukharin = term("Who followed Malenkov?", "Bulganin"), term("Who led the Right?", "Bukharin")
    assert verdict(bulganin, "Bulgarin", bukharin) == "correct"
    assert verdict(bulganin, "Bukharin", bukharin) == "wrong"
    assert verdict(bulganin, "Buharin", bukharin) == "wrong"


def test_distinct_terms_are_known() -> None:
    assert ("left",) in Vocabulary.of([], distinct=[("Left", "Right")]).terms
