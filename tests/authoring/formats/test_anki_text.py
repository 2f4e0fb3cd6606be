from __future__ import annotations

from pathlib import Path

import pytest

from studykit.authoring.formats.anki_text import read_anki_text
from studykit.authoring.formats.registry import form_of
from tests.authoring.formats.reading import fields, told

NOTES = (
    "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
    "g1\tBasic\tHistory::Rise\tWhat did the <b>Orgburo</b> do?\tplaced staff&nbsp;\tRise::Methods leech\n"
    'g2\tBasic\tHistory::Rise\t"When did\nhe land?"\t2 December 1956<br><br><i>with 82 men</i>\t\n'
    "g3\tCloze\tHistory::Rise\tThe {{c1::NEP}} of {{c2::1921}}\t\t\n"
)


def test_the_first_lines_say_which_columns_are_no_fields() -> None:
    read = read_anki_text("a.txt", NOTES)
    assert fields(read) == [
        {"ask": "What did the Orgburo do?", "answer": "placed staff", "themes": ["methods"]},
        {"ask": "When did\nhe land?", "answer": "2 December 1956", "note": "with 82 men"},
        {"cloze": "The {{NEP}} of {{1921}}"},
    ]
    assert told(read) == [(8, "lines")]
    assert read.title == "History: Rise"


def test_of_several_decks_the_title_is_what_they_share_and_their_names_are_themes() -> None:
    text = "#separator:tab\n#deck column:1\nHistory::China\tWho?\tMao\nHistory::Cuba::Rise\tWhere?\tGranma\n"
    read = read_anki_text("a.txt", text)
    assert [card["themes"] for card in fields(read)] == [["china"], ["rise"]]
    assert read.title == "History"
    assert told(read) == [(1, "decks")]


@pytest.mark.parametrize(
    ("asked", "said", "cloze", "note"),
    [
        ("The law of [...] gave land.", "The law of 1950 gave land.", "The law of {{1950}} gave land.", None),
        ("[who] led", "Mao led from 1943", "{{Mao::who}} led", "from 1943"),
    ],
)
def test_cards_in_plain_text_with_a_shown_gap_ask_for_what_stands_in_it(
    asked: str, said: str, cloze: str, note: str | None
) -> None:
    (card,) = fields(read_anki_text("a.txt", f"#separator:tab\n{asked}\t{said}\n"))
    assert (card["cloze"], card.get("note")) == (cloze, note)


def test_brackets_that_are_no_gap_stay() -> None:
    text = "#separator:tab\nWho [then] led the [army]?\tMao\n"
    assert fields(read_anki_text("a.txt", text)) == [{"ask": "Who [then] led the [army]?", "answer": "Mao"}]


def test_such_a_text_is_told_by_its_first_line_whatever_its_name() -> None:
    for name in ("a.txt", "a.csv", "a.tsv"):
        assert form_of(Path(name), NOTES.encode()) == "anki-text"


def test_fields_beyond_the_second_are_a_note_and_columns_can_be_named() -> None:
    text = "#separator:semicolon\nWho ruled?;Facta;until 1922;in Rome\n"
    read = read_anki_text("a.txt", text)
    assert fields(read) == [{"ask": "Who ruled?", "answer": "Facta", "note": "until 1922\nin Rome"}]
    assert told(read) == [(2, "fields")]
    assert fields(read_anki_text("a.txt", text, ["answer", "ask"])) == [
        {"ask": "Facta", "answer": "Who ruled?"}
    ]


def test_columns_are_told_by_their_names_where_the_file_has_them() -> None:
    text = "#separator:tab\n#columns:Tags\tBack\tFront\n#tags column:1\na b\tFacta\tWho ruled?\n"
    assert fields(read_anki_text("a.txt", text)) == [
        {"ask": "Who ruled?", "answer": "Facta", "themes": ["a", "b"]}
    ]


def test_a_note_with_one_field_is_named() -> None:
    assert told(read_anki_text("a.txt", "#separator:tab\nonly\n")) == [(2, "note")]


def test_names_of_columns_may_stand_apart_by_blanks() -> None:
    text = "#separator:tab\n#notetype column: 4\n#columns:front back tags\nWho ruled?\tFacta\ta b\tBasic\n"
    assert fields(read_anki_text("a.txt", text)) == [
        {"ask": "Who ruled?", "answer": "Facta", "themes": ["a", "b"]}
    ]


def test_a_note_that_hides_parts_of_a_picture_is_named_and_makes_no_card() -> None:
    text = "#separator:tab\n#html:true\n{{c1::image-occlusion:rect:left=.3:oi=1}}<br>\t\n"
    read = read_anki_text("a.txt", text)
    assert fields(read) == []
    assert told(read) == [(3, "media")]


def test_a_column_called_deck_is_no_field_and_a_list_may_stand_below_a_comma() -> None:
    text = (
        "#separator:Pipe\n#html:true\n#columns:Front|Back|Deck\n"
        "Which laws?|There were these,<br><ol><li>Acerbo</li><li>Rocco</li></ol|Rome::Laws\n"
    )
    read = read_anki_text("a.txt", text)
    assert fields(read) == [{"ask": "Which laws?", "list": ["Acerbo", "Rocco"], "note": "There were these,"}]
    assert read.title == "Rome: Laws"


def test_a_first_column_of_unique_ids_is_not_asked() -> None:
    ids = "47001b56-023b-4a40-a7d9-03d4b2548b72", "5a726634-1bdd-41af-8b0a-26e360ca04f8"
    text = f"#separator:Pipe\n{ids[0]}|Who led?|Rossi\n{ids[1]}|When?|1922\n"
    assert [(card["ask"], card["answer"]) for card in fields(read_anki_text("a.txt", text))] == [
        ("Who led?", "Rossi"),
        ("When?", "1922"),
    ]


def test_a_gap_is_found_among_other_brackets_and_takes_what_the_whole_text_has_for_it() -> None:
    shown = (
        "#separator:tab\nIn [Petrograd] [...] led the [ban]\tIn [Petrograd] Lenin led the [ban] He fled.\n"
    )
    read = read_anki_text("a.txt", shown)
    assert fields(read) == [{"cloze": "In [Petrograd] {{Lenin}} led the [ban]", "note": "He fled."}]


@pytest.mark.parametrize(
    ("both", "optional"),
    [
        ("Basic (and reversed card)", "Basic (optional reversed card)"),
        ("Einfach (und die umgekehrte Richtung)", "Einfach (und wahlweise die umgekehrte Richtung)"),
        ("Básico (y tarjeta invertida)", "Básico (ficha invertida opcional)"),
    ],
)
def test_a_note_type_of_both_directions_asks_both_sides_and_an_optional_one_where_it_is_marked(
    both: str, optional: str
) -> None:
    rows = (
        f"{both}\tNEP\tNew Economic Policy\t",
        f"{optional}\tduma\tparliament\ty",
        f"{optional}\tzar\temperor\t",
    )
    read = read_anki_text("a.txt", "#separator:tab\n#notetype column:1\n" + "\n".join(rows))
    assert [card.get("back") for card in fields(read)] == [
        {"ask": "New Economic Policy", "answer": "NEP"},
        {"ask": "parliament", "answer": "duma"},
        None,
    ]
    assert not any("note" in card for card in fields(read))
    assert told(read) == []


def test_a_first_field_that_counts_the_notes_asks_nothing_and_years_do() -> None:
    read = read_anki_text("a.txt", "#separator:tab\n1\tfaire\tto do\n2\tdire\tto say\n")
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("faire", "to do"),
        ("dire", "to say"),
    ]
    assert told(read) == [(2, "fields")]
    read = read_anki_text("a.txt", "#separator:tab\n1917\tOctober\tin Petrograd\n1921\tthe ban\tin Moscow\n")
    assert [card["ask"] for card in fields(read)] == ["1917", "1921"]


def test_a_card_in_plain_text_that_hides_parts_of_a_picture_is_left_out() -> None:
    side = '"Name it<div id=""image-occlusion-container""><img src=""a.png""></div>"'
    read = read_anki_text("a.txt", f"#separator:tab\n#html:true\n{side}\t{side}\n")
    assert fields(read) == []
    assert told(read) == [(3, "media")]


@pytest.mark.parametrize(
    ("answer", "made", "rules"),
    [
        ("Lenin<br><a href='b.org/1'>see it there</a>", {"answer": "Lenin"}, ["media"]),
        ("<a href='b.org/1'>Lenin</a>", {"answer": "Lenin"}, []),
        (
            "<a href='b.org/1'>Lenin</a> and <a href='b.org/2'>Trotsky</a>",
            {"answer": "Lenin and Trotsky"},
            [],
        ),
        (
            "<ul><li><a href='b.org/1'>Lenin</a></li><li><a href='b.org/2'>Trotsky</a></li></ul>",
            {"list": ["Lenin", "Trotsky"]},
            [],
        ),
    ],
)
def test_a_last_line_that_is_only_a_link_says_where_a_text_is_from_and_is_named(
    answer: str, made: dict[str, object], rules: list[str]
) -> None:
    read = read_anki_text("a.txt", f"#separator:tab\n#html:true\nWho led?\t{answer}\n")
    assert fields(read) == [{"ask": "Who led?", **made}]
    assert [rule for _, rule in told(read)] == rules
