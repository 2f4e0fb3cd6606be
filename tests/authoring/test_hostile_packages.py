"""Packages that are none, or were made to do harm: each ends in one sentence, soon, with little memory."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from studykit.authoring.anki_import import read_anki
from studykit.authoring.anki_package import LARGEST_DATABASE
from studykit.errors import DataError


def packed(path: Path, data: bytes, member: str = "collection.anki2") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("../../evil.txt", "x")
        package.writestr(member, data)
    return path


def database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    data = connection.serialize()
    connection.close()
    return data


TYPES = json.dumps(
    {
        "1": {
            "name": "Basic",
            "flds": [{"name": "F"}, {"name": "B"}],
            "tmpls": [{"qfmt": "{{F}}", "afmt": "{{B}}"}],
        }
    }
)
TABLES = f"""create table col (models, decks); insert into col values ('{TYPES}', '{{}}');
create table cards (nid, did, ord); insert into cards values (1, 1, 0);"""
NOTES = "create table notes (id, mid, tags, flds);"
GOOD = TABLES + NOTES + "insert into notes values (1, 1, '', 'Who?' || char(31) || 'Facta');"


def test_a_small_package_made_by_hand_is_read(tmp_path: Path) -> None:
    read = read_anki(packed(tmp_path / "a.apkg", database(GOOD)))
    assert [entry.fields for entry in read.entries] == [{"ask": "Who?", "answer": "Facta"}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hello", "is not an Anki package"),
        (b"PK\3\4" + b"x" * 1000, "is not an Anki package"),
        (b"", "is not an Anki package"),
    ],
)
def test_what_is_no_zip_file_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(data)
    with pytest.raises(DataError, match=said):
        read_anki(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_package_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = packed(tmp_path / "a.apkg", database(GOOD))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DataError, match="is not an Anki package, or is cut off"):
        read_anki(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x" * 10_000,
        b"SQLite format 3\0" + bytes(range(256)) * 40,
        database(GOOD)[:5000] + b"\xff" * 4000,
        database(TABLES + NOTES + "insert into notes values (1, 99, '', 'x')"),
        database(TABLES.replace("Basic", "B").replace('"flds"', '"other"') + NOTES),
        database("create table col (models, decks); create table cards (nid, did, ord);" + NOTES),
    ],
)
def test_a_damaged_database_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DataError, match="damaged or of an unknown kind"):
        read_anki(packed(tmp_path / "a.apkg", data))


def test_names_in_a_package_are_never_used_as_paths(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "side"
    folder.mkdir(parents=True)
    with pytest.raises(DataError, match="no notes in it"):
        read_anki(packed(folder / "a.apkg", b"x", "../../collection.anki2"))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.apkg", "in", "side"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.apkg", bytes(LARGEST_DATABASE + 1))
    assert path.stat().st_size < 100_000
    with pytest.raises(DataError, match="more than 64 MB"):
        read_anki(path)


def test_a_bomb_of_the_new_format_is_not_unpacked(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    data = zstandard.compress(bytes(LARGEST_DATABASE + 1))
    with pytest.raises(DataError, match="more than 64 MB"):
        read_anki(packed(tmp_path / "a.apkg", data, "collection.anki21b"))


def test_a_view_in_place_of_a_table_is_never_run(tmp_path: Path) -> None:
    numbers = "with recursive r(n) as (select 1 union all select n + 1 from r)"
    endless = f"{numbers} select n id, 1 mid, '' tags, '' flds from r"
    with pytest.raises(DataError, match="no notes"):
        read_anki(packed(tmp_path / "a.apkg", database(f"{TABLES} create view notes as {endless};")))


def test_a_directory_of_millions_of_files_is_not_read(tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path / "a.apkg", database(GOOD)).read_bytes())
    end = data.rfind(b"PK\5\6")
    data[end + 12 : end + 16] = (50_000_000).to_bytes(4, "little")
    (tmp_path / "a.apkg").write_bytes(bytes(data))
    with pytest.raises(DataError, match="too many files"):
        read_anki(tmp_path / "a.apkg")


def test_a_package_of_another_kind_says_so(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", "x")
    (tmp_path / "a.apkg").write_bytes(data.getvalue())
    with pytest.raises(DataError, match="is a zip file, but no Anki package"):
        read_anki(tmp_path / "a.apkg")
