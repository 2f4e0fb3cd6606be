from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from studykit.authoring import sharing
from studykit.errors import DataError, NotFoundError, UnavailableError

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


@pytest.mark.parametrize("data", [b"", b"PK\3\4xxxx", b"hello"])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(DataError, match="is not a zip file, or is damaged"):
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
    place = sharing.take(first, own)
    assert (place / "rome.yaml").read_text() == deck(more=more)
    later = sharing.open_parcel(
        folder(tmp_path, rome=deck("1.1", "Giolitti", "  - id: c\n    ask: When?\n    answer: 1922\n")), [own]
    )
    (change,) = sharing.changes(later, {each.slug: each for each in first.decks})
    assert (change.before, change.after) == ("1.0", "1.1")
    assert (change.added, change.changed, change.gone) == (("rome/c",), ("rome/a",), ("rome/b",))
    sharing.take(later, own)
    assert [path.name for path in own.iterdir()] == ["italy"]
    assert "Giolitti" in (own / "italy" / "rome.yaml").read_text()


def test_a_card_with_an_error_does_not_count_as_gone(tmp_path: Path) -> None:
    first = sharing.open_parcel(
        folder(tmp_path, rome=deck(more="  - id: b\n    ask: Where?\n    answer: Rome\n")), []
    )
    later = sharing.open_parcel(
        folder(tmp_path, rome=deck(more="  - id: b\n    ask: Where?\n    anwser: Rome\n")), []
    )
    (change,) = sharing.changes(later, {each.slug: each for each in first.decks})
    assert change.gone == ()
    assert change.is_same


def test_what_cannot_be_put_in_its_place_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    parcel = sharing.open_parcel(folder(tmp_path, rome=deck()), [])
    sharing.take(parcel, own)
    real = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.name.startswith(".adding-"):
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(UnavailableError, match=r"No space left on device\. Nothing has changed"):
        sharing.take(parcel, own)
    assert [path.name for path in own.rglob("*")] == ["italy", "rome.yaml"]
