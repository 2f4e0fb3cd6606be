from __future__ import annotations

import os
import stat
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from studykit.authoring import placing, sharing
from studykit.authoring.deck_changes import deck_changes
from studykit.authoring.packing import LABEL, Label, packed
from studykit.decks.library import Library
from studykit.errors import DataError, NotFoundError, UnavailableError
from studykit.files import REPLACED

DECK = "deck: rome\nversion: {version}\ncards:\n  - id: a\n    ask: Who?\n    answer: {answer}\n{more}"


def deck(version: str = "1.0", answer: str = "Facta", more: str = "") -> str:
    return DECK.format(version=version, answer=answer, more=more)


def folder(tmp_path: Path, **files: str) -> Path:
    made = tmp_path / "italy"
    made.mkdir(exist_ok=True)
    for name, text in files.items():
        (made / f"{name}.yaml").write_text(text, encoding="utf-8")
    return made


def zipped(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name, text)
    return path


def put(parcel: sharing.Parcel, own: Path) -> placing.Placement:
    """Put a parcel among one's own decks."""
    library = Library.open([own] if own.is_dir() else [], None)
    placement = placing.place(parcel, library, own)
    placing.take(placement)
    return placement


def test_a_folder_and_a_zip_file_of_it_are_the_same_parcel(tmp_path: Path) -> None:
    made = folder(tmp_path, rome=deck())
    (made / ".hidden.yaml").write_text("x")
    (made / "picture.png").write_bytes(b"x")
    one = sharing.open_parcel(made, [])
    two = sharing.open_parcel(
        zipped(tmp_path / "Italy.zip", {"italy/rome.yaml": deck(), "__MACOSX/italy/x.yaml": "x"}), []
    )
    assert (one.name, one.files) == (two.name, two.files)
    assert one.problems == two.problems == ()
    assert [each.slug for each in two.decks] == ["rome"]


@pytest.mark.parametrize(
    "name", ["../evil.yaml", "a/../../evil.yaml", "/etc/evil.yaml", "..\\evil.yaml", "C:evil.yaml"]
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {"rome.yaml": deck(), name: deck()})
    with pytest.raises(DataError, match="would be written outside the decks folder"):
        sharing.open_parcel(path, [])
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("name", ["CON.yaml", "com\u00b9.yaml", "CONIN$.yaml", "a/nul.txt/b.yaml"])
def test_a_name_that_windows_keeps_for_itself_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {"rome.yaml": deck(), name: deck()})
    with pytest.raises(DataError, match="no deck can be called"):
        sharing.open_parcel(path, [])


def test_a_pack_that_is_called_as_windows_calls_a_device_lies_in_a_folder_of_another_name(
    tmp_path: Path,
) -> None:
    for _ in range(2):
        path = zipped(tmp_path / "a.zip", {"rome.yaml": deck(), LABEL.name: '{"pack": "con"}'})
        put(sharing.open_parcel(path, []), tmp_path / "own")
        assert [each.name for each in (tmp_path / "own").iterdir()] == ["con-2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("rome.yaml", "Rome.yaml"), ("caf\u00e9.yaml", "cafe\u0301.yaml"), ("A/x.yaml", "a/y.yaml")],
)
def test_names_that_are_one_on_some_systems_are_refused(tmp_path: Path, one: str, other: str) -> None:
    other_deck = deck().replace("deck: rome", "deck: milan")
    path = zipped(tmp_path / "a.zip", {one: deck(), other: other_deck})
    with pytest.raises(DataError, match="have the same name on some systems"):
        sharing.open_parcel(path, [])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("rome.yaml", deck())
        package.writestr("./rome.yaml", deck(answer="Giolitti"))
    with pytest.raises(DataError, match=r"two files `rome\.yaml`"):
        sharing.open_parcel(tmp_path / "a.zip", [])


def test_links_are_refused_in_a_zip_file_and_in_a_folder(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr(info, "/etc/passwd")
    with pytest.raises(DataError, match=r"`link\.yaml` in it is a link"):
        sharing.open_parcel(tmp_path / "a.zip", [])
    made = folder(tmp_path, rome=deck())
    (made / "link.yaml").symlink_to("/etc/passwd")
    with pytest.raises(DataError, match="is a link"):
        sharing.open_parcel(made, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    made = folder(tmp_path, rome=deck())
    os.mkfifo(made / "pipe.yaml")
    with pytest.raises(DataError, match="no ordinary file"):
        sharing.open_parcel(made, [])


def test_bombs_and_too_many_files_are_refused(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"a.yaml": bytes(sharing.LARGEST_FILE + 1)})
    assert bomb.stat().st_size < 100_000
    with pytest.raises(DataError, match="no deck is as long"):
        sharing.open_parcel(bomb, [])
    many = zipped(tmp_path / "many.zip", {f"{n}.yaml": "" for n in range(sharing.MOST_FILES + 1)})
    with pytest.raises(DataError, match="more than 2,000 files"):
        sharing.open_parcel(many, [])


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_would_be_unpacked_as_a_whole_is_refused_before(tmp_path: Path, way: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", way) as package:
        package.writestr("a.yaml", bytes(50_000_000))
    tracemalloc.start()
    with pytest.raises(DataError, match="damaged zip file, or none"):
        sharing.open_parcel(tmp_path / "a.zip", [])
    assert tracemalloc.get_traced_memory()[1] < sharing.LARGEST_FILE
    tracemalloc.stop()


@pytest.mark.parametrize("data", [b"", b"PK\3\4xxxx", b"hello"])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(DataError, match="is a damaged zip file, or none"):
        sharing.open_parcel(tmp_path / "a.zip", [])


def test_what_holds_no_deck_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no \.yaml file"):
        sharing.open_parcel(zipped(tmp_path / "a.zip", {"a.txt": "x"}), [])
    with pytest.raises(DataError, match="no deck that can be used"):
        sharing.open_parcel(zipped(tmp_path / "b.zip", {"a.yaml": "x: [", "b.yaml": "nothing"}), [])
    with pytest.raises(NotFoundError):
        sharing.open_parcel(tmp_path / "missing", [])


def test_a_deck_may_belong_to_a_case_that_is_there_already(tmp_path: Path) -> None:
    home = tmp_path / "decks"
    home.mkdir()
    (home / "case.yaml").write_text("case: it\ntitle: Italy\nthemes: {old: Old}\n")
    text = deck(more="    themes: [old]\n").replace("version", "case: it\nversion")
    assert sharing.open_parcel(folder(tmp_path, rome=text), [home]).problems == ()


def test_an_update_says_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    own = tmp_path / "own"
    more = "  - id: b\n    ask: Where?\n    answer: Rome\n"
    first = sharing.open_parcel(folder(tmp_path, rome=deck(more=more)), [])
    put(first, own)
    assert (own / "italy" / "rome.yaml").read_text() == deck(more=more)
    later = sharing.open_parcel(
        folder(tmp_path, rome=deck("1.1", "Giolitti", "  - id: c\n    ask: When?\n    answer: 1922\n")), [own]
    )
    (change,) = deck_changes(later.decks, {each.slug: each for each in first.decks})
    assert (change.before, change.after) == ("1.0", "1.1")
    assert (change.added, change.changed, change.gone) == (("rome/c",), ("rome/a",), ("rome/b",))
    put(later, own)
    assert [path.name for path in own.iterdir()] == ["italy"]
    assert "Giolitti" in (own / "italy" / "rome.yaml").read_text()


def test_a_card_that_has_moved_to_another_deck_of_the_pack_is_renamed_and_gone_from_none(
    tmp_path: Path,
) -> None:
    where = "  - id: b\n    ask: Where?\n    answer: Rome\n"
    march = deck(more="  - id: c\n    ask: When?\n    answer: 1922\n").replace("deck: rome", "deck: march")
    first = sharing.open_parcel(folder(tmp_path, rome=deck(more=where), march=march), [])
    moved = march + where + "    was: [rome/b]\n"
    later = sharing.open_parcel(folder(tmp_path, rome=deck(), march=moved), [])
    changes = deck_changes(later.decks, {each.slug: each for each in first.decks})
    assert [(each.slug, each.renamed, each.added, each.gone) for each in changes] == [
        ("march", (("rome/b", "march/b"),), (), ()),
        ("rome", (), (), ()),
    ]


def test_a_card_with_an_error_does_not_count_as_gone(tmp_path: Path) -> None:
    first = sharing.open_parcel(
        folder(tmp_path, rome=deck(more="  - id: b\n    ask: Where?\n    answer: Rome\n")), []
    )
    later = sharing.open_parcel(
        folder(tmp_path, rome=deck(more="  - id: b\n    ask: Where?\n    anwser: Rome\n")), []
    )
    (change,) = deck_changes(later.decks, {each.slug: each for each in first.decks})
    assert change.gone == ()
    assert change.is_same


def test_what_cannot_be_put_in_its_place_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    parcel = sharing.open_parcel(folder(tmp_path, rome=deck()), [])
    put(parcel, own)
    real = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name.startswith(".adding-"):
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(UnavailableError, match=r"No space left on device\. Nothing has changed"):
        put(parcel, own)
    assert [path.name for path in own.rglob("*")] == ["italy", "rome.yaml"]


def test_a_pack_is_the_same_bytes_for_the_same_decks_and_says_what_it_is(tmp_path: Path) -> None:
    parcel = sharing.open_parcel(folder(tmp_path, rome=deck()), [])
    data = packed(parcel.files, Label("rome-pack", "1.2", "one year mended"))
    assert data == packed(
        dict(reversed(list(parcel.files.items()))), Label("rome-pack", "1.2", "one year mended")
    )
    (tmp_path / "anything (3).zip").write_bytes(data)
    opened = sharing.open_parcel(tmp_path / "anything (3).zip", [])
    assert (opened.name, opened.label) == ("rome-pack", Label("rome-pack", "1.2", "one year mended"))
    assert {**parcel.files, LABEL: opened.files[LABEL]} == opened.files


@pytest.mark.parametrize("label", ["[]", "{", '{"pack": "../up"}', '{"pack": "a", "note": 3}', "[" * 100_000])
def test_a_pack_whose_label_is_damaged_is_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(DataError, match="label of this pack"):
        sharing.open_parcel(zipped(tmp_path / "a.zip", {"rome.yaml": deck(), LABEL.name: label}), [])


def test_a_second_download_takes_the_place_of_the_first_whatever_it_is_called(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(sharing.open_parcel(zipped(tmp_path / "cuba.zip", {"rome.yaml": deck(), "b.yaml": TWO}), []), own)
    for name in ("cuba (1).zip", "cuba2.zip", "Download - Copy.zip"):
        later = sharing.open_parcel(
            zipped(tmp_path / name, {"x/rome.yaml": deck("2.0"), "x/b.yaml": TWO}), []
        )
        placement = put(later, own)
        assert (placement.is_there, [each.name for each in own.iterdir()]) == (True, ["cuba"])


TWO = "deck: naples\ncards:\n  - {id: a, ask: Where?, answer: Naples}\n"


def test_what_is_inside_gives_the_folder_its_name_and_no_others_decks_are_replaced(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(sharing.open_parcel(zipped(tmp_path / "new (1).zip", {"a.yaml": deck(), "b.yaml": TWO}), []), own)
    put(sharing.open_parcel(zipped(tmp_path / "c.zip", {"c.yaml": "case: third\n"}), []), own)
    one = TWO.replace("naples", "fourth")
    put(sharing.open_parcel(zipped(tmp_path / "new.zip", {"new/x.yaml": one}), []), own)
    put(sharing.open_parcel(zipped(tmp_path / "z.zip", {"x.yaml": TWO.replace("naples", "fifth")}), []), own)
    assert sorted(each.name for each in own.iterdir()) == ["fifth", "new", "new-2", "third"]


def test_a_single_deck_takes_the_place_of_that_deck_and_the_rest_of_its_folder_stays(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(sharing.open_parcel(folder(tmp_path, rome=deck(), naples=TWO), []), own)
    (tmp_path / "rome (1).yaml").write_text(deck("2.0"))
    put(sharing.open_parcel(tmp_path / "rome (1).yaml", []), own)
    assert sorted(each.name for each in (own / "italy").iterdir()) == ["naples.yaml", "rome.yaml"]
    assert "2.0" in (own / "italy" / "rome.yaml").read_text()


def test_decks_that_lie_in_several_folders_are_not_united_by_guessing(tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(sharing.open_parcel(zipped(tmp_path / "a.zip", {"a.yaml": deck()}), []), own)
    put(sharing.open_parcel(zipped(tmp_path / "b.zip", {"b.yaml": TWO}), []), own)
    with pytest.raises(UnavailableError, match="naples, rome"):
        put(sharing.open_parcel(folder(tmp_path, rome=deck(), naples=TWO), []), own)


def test_a_renamed_card_is_told_from_a_new_and_a_gone_one(tmp_path: Path) -> None:
    card = "  - id: {}\n    ask: {}\n    answer: {}\n"
    first = deck(more=card.format("b", "In which year was the March on Rome?", "1922"))
    first += card.format("c", "Which city did the squads march on?", "Rome")
    first += card.format("d", "Who wrote Il Popolo?", "Mussolini")
    later = deck(more=card.format("march", "In which year was the March on Rome?", "1922\n    was: b"))
    later += card.format("aim", "Which city did the squads march on in 1922?", "Rome")
    later = later.replace("ask: Who?", "ask: Who resigned?")
    parcels = [sharing.open_parcel(folder(tmp_path, rome=text), []) for text in (first, later)]
    (change,) = deck_changes(parcels[1].decks, {each.slug: each for each in parcels[0].decks})
    assert change.renamed == (("rome/b", "rome/march"),)
    assert change.likely == (("rome/c", "rome/aim"),)
    assert (change.added, change.reworded, change.gone) == ((), ("rome/a",), ("rome/d",))


def test_decks_that_a_killed_update_had_moved_away_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    first = put(sharing.open_parcel(folder(tmp_path, rome=deck()), []), own).folder

    class Killed(BaseException):
        """Stands for a kill: nothing is put back after it."""

    rename = Path.rename

    def killed(path: Path, to: Path) -> Path:
        if path.name.startswith(".adding-"):
            raise Killed
        return rename(path, to)

    update = sharing.open_parcel(folder(tmp_path, rome=deck("1.1", "Giolitti")), [])
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", killed)
        patched.setattr("shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(Killed):
            put(update, own)
    assert not first.exists()
    placing.recover(own)
    assert "Facta" in (first / "rome.yaml").read_text(encoding="utf-8")
    assert not list(own.glob(".replaced-*"))


def test_decks_that_cannot_be_put_back_yet_are_kept(tmp_path: Path) -> None:
    aside = tmp_path / f"{REPLACED}x" / "italy"
    aside.mkdir(parents=True)
    (aside / "rome.yaml").write_text(deck())
    (tmp_path / "italy").symlink_to("on a disk that is away")
    placing.recover(tmp_path)
    assert (aside / "rome.yaml").read_text() == deck()
    (tmp_path / "italy").unlink()
    placing.recover(tmp_path)
    assert (tmp_path / "italy" / "rome.yaml").read_text() == deck()
    assert not aside.parent.exists()


def test_what_an_update_did_replace_never_comes_back(tmp_path: Path) -> None:
    own = tmp_path / "own"
    made = put(sharing.open_parcel(folder(tmp_path, rome=deck()), []), own).folder
    (own / ".replaced-x" / made.name).mkdir(parents=True)
    placing.recover(own)
    placing.remove(made, tmp_path / "kept", "2026")
    placing.recover(own)
    assert not made.exists()
