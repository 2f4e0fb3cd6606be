from __future__ import annotations

from typing import Any

import pytest

from studykit.authoring.notes import read_notes


def made(text: str) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in entry.fields.items() if key in ("ask", "cloze", "list", "points")}
        for entry in read_notes("n.txt", text).entries
    ]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "The squads marched in 1922 after the king had refused martial law.",
            "The squads marched in {{1922}} after",
        ),
        (
            "The king handed power to Facta on October 30, 1922 in the old palace.",
            "on {{October 30, 1922}} in",
        ),
        (
            "People saw the squads of the north as “Black Shirts” with clubs and castor oil.",
            "as “{{Black Shirts}}” with",
        ),
        (
            "After a long quarrel the party was led by Italo Balbo and a few of his closest friends.",
            "by {{Italo Balbo}} and",
        ),
    ],
)
def test_a_sentence_asks_for_what_it_tells(sentence: str, asked: str) -> None:
    (card,) = made(sentence)
    assert asked in card["cloze"]


def test_a_reason_is_asked_for_behind_its_sign() -> None:
    text = "Mussolini became prime minister because the king was afraid of a civil war."
    assert {
        "ask": "Mussolini became prime minister because …",
        "points": [{"say": "the king was afraid of a civil war"}],
    } in made(text)


def test_names_in_a_row_are_a_list() -> None:
    text = "The march was planned in the autumn by four men: Bianchi, Balbo, De Bono and De Vecchi."
    assert made(text) == [
        {
            "ask": "The march was planned in the autumn by four men: …",
            "list": ["Bianchi", "Balbo", "De Bono", "De Vecchi"],
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Rise of Rome\n" + "It was said that many people in Rome feared the sound of marching feet.\n",
        "Then he gave in to them and said that nothing else could have been done at all.",
        "Image Sources: Italo Balbo and other people of the time, as shown in Rome",
        "Last updated May 2016",
    ],
)
def test_what_a_page_is_about_or_nobody_can_guess_makes_no_card(text: str) -> None:
    assert made(text) == []


def test_citations_and_markup_are_no_part_of_a_card() -> None:
    (card,) = made(
        "The **squads** marched on [Rome](http://x.y) in 1922 with sticks. [Source: Library, July 1996]"
    )
    assert card["cloze"] == "The squads marched on Rome in {{1922}} with sticks."


def test_a_remark_on_a_person_is_not_the_date_of_an_event() -> None:
    assert not any(
        "{{1938}}" in card.get("cloze", "")
        for card in made("The party was led by Italo Balbo (killed 1938) and others of the old guard.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Result: Built a wide network of loyal squads, securing a power base inside the provinces.",
        "In his time, the Grand Council was the only way for real advancement and he was able to use it.",
        "Afraid of the courts, Bianchi was easily beaten by Rossi, leaving him master of the towns.",
        "Overall, Rossi came to power through a number of factors: his own posts within the army.",
    ],
)
def test_nobody_is_asked_for_a_verb_for_somebody_unnamed_or_for_half_a_list(text: str) -> None:
    assert not [card for card in made(text) if card.get("points") or "{{Built}}" in card.get("cloze", "")]
    assert "In his time" not in str(made(text))


def test_a_pronoun_is_understood_where_the_name_follows_it() -> None:
    text = (
        "In his post as Prefect of Milan, Rossi had amassed great power, which he used to control the courts."
    )
    (card,) = made(text)
    assert card["cloze"].startswith("In his post as {{Prefect of Milan}}, Rossi")


def test_a_sentence_keeps_the_quotation_mark_behind_its_full_stop() -> None:
    (card,) = made("In 1922 the papers called Facta “the last of his kind.” The squads marched on.")
    assert card["cloze"] == "In {{1922}} the papers called Facta “the last of his kind.”"
