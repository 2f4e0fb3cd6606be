"""Packages in the hands of Anki's own library: what it takes in, and what it gives out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studykit.authoring.formats.anki import read_anki
from studykit.authoring.formats.anki_write import anki_bytes, guid
from studykit.authoring.shared import SharedDeck
from studykit.cards import CardId
from tests.authoring.sharing_decks import EVERY_KIND, essence, imported, shared

pytest.importorskip("genanki")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    # Imported where it is used: it takes as long as a hundred tests.
    anki = pytest.importorskip("anki.collection", reason="needs Anki's library", exc_type=ImportError)
    made = anki.Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


@pytest.fixture
def kinds(tmp_path: Path) -> SharedDeck:
    return shared(tmp_path / "decks")


def take(collection: Any, path: Path) -> Any:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True)
    return collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=options)
    ).log


def give(collection: Any, path: Path, *, legacy: bool) -> Path:
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(with_scheduling=False, with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def package(tmp_path: Path, deck: SharedDeck, at: float = 1_700_000_000) -> Path:
    path = tmp_path / f"{at}.apkg"
    path.write_bytes(anki_bytes([deck], at=at))
    return path


def test_anki_takes_in_every_card_and_shows_it(collection: Any, kinds: SharedDeck, tmp_path: Path) -> None:
    log = take(collection, package(tmp_path, kinds))
    assert len(log.new) == len(kinds.asked) == collection.card_count()
    by_guid = {collection.get_note(number).guid: number for number in collection.find_notes("")}
    assert set(by_guid) == {guid(card.id) for card in kinds.asked}
    king = collection.get_note(by_guid[guid(CardId("kinds/king"))]).cards()[0]
    assert "{in 1922}: made ~him~ minister #1 &lt;b&gt;?" in king.question()
    assert "the <em>one</em> of Italy" in king.question()
    assert "[[type:Typed]]" in king.question()
    assert "Victor Emmanuel III" in king.answer()
    why = collection.get_note(by_guid[guid(CardId("kinds/why"))]).cards()[0]
    assert "[[type:" not in why.question()
    assert "he feared bloodshed (he was afraid of violence)" in why.answer()
    assert collection.decks.name(king.did) == 'Kinds: "all" of <them>'
    assert collection.get_note(king.nid).tags == ["methods"]


def test_a_package_made_again_changes_notes_and_keeps_progress(collection: Any, tmp_path: Path) -> None:
    first = shared(tmp_path / "decks")
    take(collection, package(tmp_path, first))
    (number,) = collection.find_cards('"studykit card:kinds/king"')
    card = collection.get_card(number)
    card.ivl, card.type, card.queue, card.due, card.reps = 30, 2, 2, 40, 5
    collection.update_card(card)
    better = EVERY_KIND.replace("not Umberto's father", "a better hint").replace(
        "{{1923}}", "{{1923}} in {{Italy}}"
    )
    log = take(collection, package(tmp_path, shared(tmp_path / "decks", better), 1_800_000_000))
    assert len(log.new) == 1
    again = collection.get_card(number)
    assert (again.ivl, again.reps) == (30, 5)
    assert again.note()["studykit hint"] == "a better hint"


@pytest.mark.parametrize("legacy", [True, False], ids=["old-format", "new-format"])
def test_what_anki_gives_out_again_is_the_deck_that_went_in(
    collection: Any, kinds: SharedDeck, tmp_path: Path, legacy: bool
) -> None:
    take(collection, package(tmp_path, kinds))
    made = imported(read_anki(give(collection, tmp_path / "out.apkg", legacy=legacy)))
    assert made.problems == ()
    assert sorted(map(essence, made.cards), key=str) == sorted(map(essence, kinds.deck.cards), key=str)


def add(collection: Any, kind: str, *fields: str, tags: str = "") -> None:
    note = collection.new_note(collection.models.by_name(kind))
    note.fields = list(fields)
    note.tags = tags.split()
    collection.add_note(note, collection.decks.id("History::Italy"))


@pytest.mark.parametrize("legacy", [True, False], ids=["old-format", "new-format"])
def test_ankis_own_note_types_become_cards(collection: Any, tmp_path: Path, legacy: bool) -> None:
    add(collection, "Basic", "Which <b>king</b>&nbsp;ruled?", "Victor<br>", tags="paper2::kings leech")
    add(collection, "Basic (and reversed card)", "What was the squads' name?", "squadristi")
    add(collection, "Basic (optional reversed card)", "Who followed Facta?", "Mussolini", "")
    add(collection, "Basic (type in the answer)", "In which year?", "1922")
    add(
        collection,
        "Cloze",
        "The {{c1::Acerbo Law::law}} of {{c2::1923}}, the {{c1::Acerbo Law}}.",
        "Passed in <i>Rome</i>.",
    )
    add(collection, "Basic", "Name the groups.", "<ul><li>landowners</li><li>industrialists</li></ul>")
    add(collection, "Basic", 'What is this?<img src="map.png">', "a map [sound:map.mp3]")
    add(collection, "Basic", '<img src="only.png">', "Rome")
    read = read_anki(give(collection, tmp_path / "own.apkg", legacy=legacy))
    made = imported(read)
    assert made.deck.title == "History: Italy"
    by_ask = {entry.prompt: entry.fields for entry in made.deck.entries}
    assert by_ask["Which king ruled?"]["answer"] == "Victor"
    assert by_ask["Which king ruled?"]["themes"] == ["kings"]
    assert by_ask["What was the squads' name?"]["back"] == {
        "ask": "squadristi",
        "answer": "What was the squads' name?",
    }
    assert "back" not in by_ask["Who followed Facta?"]
    assert by_ask["In which year?"]["answer"] == "1922"
    assert by_ask["The {{Acerbo Law::law}} of {{1923}}, the …."]["note"] == "Passed in Rome."
    assert by_ask["Name the groups."]["list"] == ["landowners", "industrialists"]
    assert by_ask["What is this?"]["answer"] == "a map"
    told = {(problem.line, problem.rule, problem.level.value) for problem in made.problems}
    assert (7, "media", "advice") in told
    assert any("map.png, map.mp3" in problem.message for problem in made.problems)
    assert any("only.png" in problem.message for problem in made.problems)
