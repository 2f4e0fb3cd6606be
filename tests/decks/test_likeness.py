from __future__ import annotations

import pytest

from studykit.cards import CardId, id_from_prompt
from studykit.decks.likeness import compare
from studykit.reviews import Asked

YEAR = "In which year did Stalin become General Secretary?"


def asked(card: str, ask: str = YEAR, *answers: str) -> Asked:
    return Asked(CardId(card), ask, answers or ("1922",))


def likely(gone: Asked, *fresh: Asked) -> str | None:
    return compare([gone], fresh).likely.get(gone.card)


@pytest.mark.parametrize(
    "now",
    [
        asked("d/new"),
        asked("e/old"),
        asked("d/new", YEAR, "April 1922"),
        asked("d/new", "In which year did Stalin become Gen Sec?"),
        asked("d/new", "In what year was Stalin made General Secretary of the Party?"),
        asked("e/old", "In which year was Stalin made General Secretary?", "3 April 1922"),
    ],
)
def test_a_card_renamed_reworded_or_moved_is_likely_the_same(now: Asked) -> None:
    assert likely(asked("d/old"), now) == now.card


@pytest.mark.parametrize(
    "now",
    [
        asked("d/new", "In which year did Mussolini become prime minister?"),
        asked("d/new", "In which year did Lenin die?", "1924"),
        asked("d/new", "In which year did Trotsky become General Secretary?", "1917"),
        asked("e/old", "Who wrote the Testament?", "Lenin"),
    ],
)
def test_another_question_is_not_taken_for_it(now: Asked) -> None:
    found = compare([asked("d/old")], [now])
    assert (dict(found.certain), dict(found.likely), dict(found.doubtful)) == ({}, {}, {})


def test_of_two_that_may_be_it_neither_is_guessed() -> None:
    found = compare([asked("d/old")], [asked("d/one"), asked("d/two")])
    assert found.likely == {}
    assert found.doubtful == {"d/old": ("d/one", "d/two")}


def test_one_card_is_not_given_to_two_that_went() -> None:
    found = compare([asked("d/one"), asked("d/two")], [asked("d/new")])
    assert found.likely == {}
    assert set(found.doubtful) == {"d/one", "d/two"}


def test_a_whole_deck_that_was_renamed_is_paired_card_by_card() -> None:
    prompts = [f"What was the office number {number} of the Party for?" for number in range(30)]
    gone = [asked(f"old/card-{number}", ask, "appointments") for number, ask in enumerate(prompts)]
    fresh = [asked(f"new/card-{number}", ask, "appointments") for number, ask in enumerate(prompts)]
    likely = compare(gone, fresh).likely
    assert likely == {each.card: each.card.replace("old/", "new/") for each in gone}


def test_a_card_that_was_given_an_id_is_certain() -> None:
    gone = asked(f"d/{id_from_prompt(YEAR)}")
    assert compare([gone], [asked("d/year"), asked("d/other", "Who?", "X")]).certain == {gone.card: "d/year"}
    assert compare([Asked(gone.card, "", ())], [asked("d/year")]).certain == {gone.card: "d/year"}
    assert compare([gone], [asked("d/year", YEAR, "1924")]).certain == {}
    assert compare([gone], [asked("e/year")]).certain == {}


def test_siblings_of_a_card_without_an_id_go_each_to_its_own() -> None:
    gone = [
        asked("d/auto-1#1922", "In ____ he came.", "1922"),
        asked("d/auto-1#stalin", "____ came.", "Stalin"),
    ]
    fresh = [asked("d/x#1922", "In ____ he came.", "1922"), asked("d/x#stalin", "____ came.", "Stalin")]
    assert compare(gone, fresh).certain == {"d/auto-1#1922": "d/x#1922", "d/auto-1#stalin": "d/x#stalin"}


def test_without_its_text_only_a_card_of_the_same_id_is_offered() -> None:
    gone = Asked(CardId("d/year"), "", ())
    assert likely(gone, asked("e/year")) == "e/year"
    assert likely(gone, asked("d/years")) is None
