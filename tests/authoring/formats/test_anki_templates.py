"""Packages made by hand with note types as shared decks have them."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from studykit.authoring.formats.anki import read_anki
from studykit.authoring.gaps import cloze_texts
from studykit.authoring.import_result import Read
from tests.authoring.formats.reading import fields, told
from tests.authoring.sharing_decks import imported

Template = tuple[str, str]


def package(
    path: Path, names: list[str], templates: list[Template], notes: list[list[str]], *, cloze: bool = False
) -> Read:
    model = {
        "name": "x", "type": int(cloze), "flds": [{"name": name} for name in names],
        "tmpls": [{"qfmt": front, "afmt": back} for front, back in templates],
    }  # fmt: skip
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(
            "create table col (models, decks); create table cards (nid, did, ord);"
            "create table notes (id, mid, tags, flds);"
        )
        base.execute("insert into col values (?, '{}')", [json.dumps({"1": model})])
        for number, values in enumerate(notes, start=1):
            base.execute("insert into notes values (?, 1, '', ?)", [number, "\x1f".join(values)])
            base.executemany(
                "insert into cards values (?, 1, ?)", [(number, place) for place in range(len(templates))]
            )
        collection = base.serialize()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("collection.anki2", collection)
    return read_anki(path)


MUSCLE = [
    (
        "Which movements result from the contraction of <b>{{Name}}</b>?",
        "{{FrontSide}}<hr id=answer>{{Action}}",
    ),
    ("Where does {{Name}} originate?", "{{FrontSide}}<hr id=answer>{{Origin}}"),
    (
        "{{#Nerve}}Which nerve acts on {{Name}}?{{/Nerve}}",
        "{{FrontSide}}<hr id=answer>{{Nerve}}<br>Action: {{Action}}",
    ),
    ("Which muscle is this? {{Picture}}", "{{FrontSide}}<hr id=answer>{{Name}}"),
]


SIDES = [("{{Q}}", "{{FrontSide}}<hr id=answer>{{A}}")]


@pytest.mark.parametrize(
    ("asked", "answer", "note"),
    [
        ("Who led?<br>1. Verdi<br>2. Rossi", "<b>Correct Answer:</b> Rossi<br><br>Explanation: he walked", "he walked"),
        ("Who led?<br><br>1. Verdi\n2. Rossi", "Rossi", None),
        ("Who led? a) Verdi b) Neri c) Rossi", "c", None),
        ("Who led? (A) Verdi (B) Rossi", "Richtige Antwort: Rossi<br>Begründung: er ging", "er ging"),
        ("Who led?<ul><li>Verdi</li><li>Rossi</li></ul>", "Rossi", None),
    ],
)  # fmt: skip
def test_options_in_a_question_are_what_is_to_choose_from(
    tmp_path: Path, asked: str, answer: str, note: str | None
) -> None:
    [card] = fields(package(tmp_path / "a.apkg", ["Q", "A"], SIDES, [[asked, answer]]))
    assert (card["ask"], card["answer"], card.get("note")) == ("Who led?", "Rossi", note)
    assert {"Verdi", "Rossi"} <= set(card["choose"])


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Who beat 1. FC Roma and 2. Lazio?", "2"),
        ("What is in a) or in b)?", "Rome"),
        ("Name the one of:<ul><li>Verdi</li><li>Rossi</li></ul>", "Neri"),
    ],
)
def test_what_only_looks_like_options_stays_in_the_question(tmp_path: Path, asked: str, answer: str) -> None:
    read = package(tmp_path / "a.apkg", ["Q", "A"], SIDES, [[asked, answer]])
    assert [entry.fields.get("choose") for entry in read.entries] == [None]


def test_a_label_before_a_typed_answer_is_no_part_of_it(tmp_path: Path) -> None:
    notes = [["When?", "Answer: 1922"], ["Who are they?", "Answers:<br>Rossi<br>Verdi"]]
    one, several = fields(package(tmp_path / "a.apkg", ["Q", "A"], SIDES, notes))
    assert (one["answer"], several["list"]) == ("1922", ["Rossi", "Verdi"])


def test_a_note_that_is_all_media_is_named_once(tmp_path: Path) -> None:
    read = package(tmp_path / "a.apkg", ["Q", "A"], SIDES, [["<img src=q.png>", "<img src=a.png>"]])
    [problem] = read.problems
    assert (problem.rule, "q.png, a.png" in problem.message) == ("media", True)


def test_every_template_asks_in_its_own_words(tmp_path: Path) -> None:
    read = package(
        tmp_path / "a.apkg", ["Name", "Action", "Origin", "Nerve", "Picture"], MUSCLE,
        [["Deltoid", "abduction", "clavicle", "axillary", "<img src=d.png>"], ["Biceps", "flexion", "scapula", "", ""]],
    )  # fmt: skip
    made = fields(read)
    assert [(card["ask"], card["answer"]) for card in made] == [
        ("Which movements result from the contraction of Deltoid?", "abduction"),
        ("Which nerve acts on Deltoid?", "axillary"),
        ("Which movements result from the contraction of Biceps?", "flexion"),
    ]
    assert made[0]["back"] == {"ask": "Where does Deltoid originate?", "answer": "clavicle"}
    assert made[1]["note"] == "Action: abduction"
    assert told(read) == [(1, "media"), (1, "media")]
    assert "its card 4 is left out: it asks with d.png" in read.problems[0].message


def test_a_line_break_in_an_answer_begins_a_note_and_bullets_are_a_list(tmp_path: Path) -> None:
    read = package(
        tmp_path / "a.apkg", ["Front", "Back"], [("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")],
        [
            ["When did Castro land?", "2 December 1956<br><br><i>on the Granma, with 82 men</i>"],
            ["Why?", "<ul><li>luck</li><li>arms</li></ul>"],
            ["What is it?", "New Economic Policy (NEP)"],
        ],
    )  # fmt: skip
    made = fields(read)
    assert (made[0]["answer"], made[0]["note"]) == ("2 December 1956", "on the Granma, with 82 men")
    assert made[1]["list"] == ["luck", "arms"]
    assert made[2]["accept"] == ["NEP"]
    assert told(read) == [(1, "lines"), (3, "bracket")]


def test_notes_that_ask_the_same_are_named_as_notes(tmp_path: Path) -> None:
    read = package(
        tmp_path / "a.apkg", ["F", "B"], [("{{F}}", "{{B}}")], [["Who?", "Facta"], ["Who?", "Bonomi"]]
    )
    (problem,) = imported(read).errors
    assert problem.message.startswith("note 1 asks the same")


def test_a_gap_within_a_gap_keeps_both(tmp_path: Path) -> None:
    read = package(
        tmp_path / "a.apkg", ["Text", "Extra"], [("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}")],
        [["In {{c1::the spring of {{c2::1921}}}} he gave way.", "at last"]], cloze=True,
    )  # fmt: skip
    assert fields(read) == [
        {"cloze": "In {{the spring of 1921}} he gave way.", "note": "at last"},
        {"cloze": "In the spring of {{1921}} he gave way.", "note": "at last"},
    ]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{c1::a}} and {{c2::b::hint}}", ["{{a}} and {{b::hint}}"]),
        ("{{c1::a {{c2::b::h}} c::out}}", ["{{a b c::out}}", "a {{b::h}} c"]),
        ("{{c1::a}} or {{c2::a}}", ["{{a}} or …"]),
        ("{{c1::open", []),
        ("no gap }}", []),
        ("{{c1::}}", []),
        ("{{" * 9 + "a" + "}}" * 9, []),
    ],
)
def test_gaps_of_other_programs_become_ours(text: str, made: list[str]) -> None:
    assert cloze_texts(text) == made


def test_what_anki_shows_on_a_click_is_a_hint(tmp_path: Path) -> None:
    templates = [("Where did {{Event}} begin? {{hint:Clue}}", "{{FrontSide}}<hr id=answer>{{Place}}")]
    notes = [["the march", "on the <b>sea</b>", "Naples"]]
    read = package(tmp_path / "a.apkg", ["Event", "Clue", "Place"], templates, notes)
    assert fields(read) == [{"ask": "Where did the march begin?", "answer": "Naples", "hint": "on the sea"}]


def test_a_mark_in_the_place_of_what_is_asked_for_is_not_asked(tmp_path: Path) -> None:
    front = "{{#Seat}}<div>?</div>\n<hr>\n<div>Seat</div><div>{{Seat}}</div>{{/Seat}}"
    read = package(
        tmp_path / "a.apkg", ["Body", "Seat"], [(front, "<div id=answer>{{Body}}</div>")], [["Diet", "Worms"]]
    )
    assert fields(read) == [{"ask": "Seat\nWorms", "answer": "Diet"}]
