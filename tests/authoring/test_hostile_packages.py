"""Packages that are none, or were made to do harm: each ends in one sentence, soon, with little memory."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studykit.authoring.formats.anki import read_anki
from studykit.authoring.formats.anki_package import LARGEST_DATABASE, LARGEST_DIRECTORY, LARGEST_VALUE
from studykit.errors import DataError
from tests.budget import soon


@contextmanager
def memory_below(megabytes: int) -> Iterator[None]:
    """Fail when Python takes more memory inside than so many MB."""
    tracemalloc.start()
    try:
        yield
    finally:
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < megabytes * 1e6


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
    with pytest.raises(DataError, match="more than 32 MB"):
        read_anki(path)


def test_a_bomb_of_the_new_format_is_not_unpacked(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    data = zstandard.compress(bytes(LARGEST_DATABASE + 1))
    with pytest.raises(DataError, match="more than 32 MB"):
        read_anki(packed(tmp_path / "a.apkg", data, "collection.anki21b"))


def test_a_view_in_place_of_a_table_is_never_run(tmp_path: Path) -> None:
    numbers = "with recursive r(n) as (select 1 union all select n + 1 from r)"
    endless = f"{numbers} select n id, 1 mid, '' tags, '' flds from r"
    with pytest.raises(DataError, match="no notes"):
        read_anki(packed(tmp_path / "a.apkg", database(f"{TABLES} create view notes as {endless};")))


@pytest.mark.parametrize("start", [b"\0\0\0\0", b"PK\5\6"], ids=["plain", "with a second end in it"])
def test_a_directory_of_more_files_than_any_is_not_read(tmp_path: Path, start: bytes) -> None:
    """The second: the offset spells the beginning of an end, which a search from behind finds first."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", *[0] * 6, *[0] * 3, 1, *[0] * 4, 0, 0) + b"x"
    directory = entry * (LARGEST_DIRECTORY // len(entry) + 1)
    end = struct.pack("<4s4HL4sH", b"PK\5\6", 0, 0, 1, 1, len(directory), start, 0)
    path = tmp_path / "a.apkg"
    path.write_bytes(directory + end)
    with pytest.raises(DataError, match="too many files"):
        read_anki(path)


COMPUTED = "text generated always as (hex(zeroblob(60000000)))"


@pytest.mark.parametrize("how", ["virtual", "stored"])
def test_a_column_that_is_computed_is_never_read(tmp_path: Path, how: str) -> None:
    notes = f"create table notes(id integer primary key, mid integer, tags text, flds {COMPUTED} {how});"
    insert = "insert into notes(id, mid, tags) values (1, 1, '');" if how == "virtual" else ""
    with pytest.raises(DataError, match="no notes"), memory_below(60):
        read_anki(packed(tmp_path / "a.apkg", database(TABLES + notes + insert)))


@pytest.mark.parametrize(
    "rows",
    [
        "select n, 1, replace(hex(zeroblob(900)), '00', 'a '), 'q' || char(31) || 'a' from r",
        "select n, 1, '', 'q' || char(31) || 'a' from r",
        "select n, 1, '', replace(hex(zeroblob(1000)), '00', char(31)) from r",
    ],
    ids=["tags", "many", "fields"],
)
def test_more_notes_than_there_is_memory_for_are_refused(tmp_path: Path, rows: str) -> None:
    many = {"1": {"name": "Wide", "flds": [{"name": str(n)} for n in range(900)], "tmpls": []}}
    tables = TABLES.replace(TYPES, json.dumps(many)) if "1000" in rows else TABLES
    numbers = "with recursive r(n) as (select 1 union all select n + 1 from r where n < {})"
    number = 70_000 if "'q' || char(31) || 'a' from r" in rows and "zeroblob" not in rows else 14_000
    notes = f"{tables}{NOTES} insert into notes {numbers.format(number)} {rows};"
    with pytest.raises(DataError, match="too much to be read"):
        read_anki(packed(tmp_path / "a.apkg", database(notes)))


def test_a_value_that_no_note_has_is_not_read(tmp_path: Path) -> None:
    notes = f"{TABLES}{NOTES} insert into notes values (1, 1, '', hex(zeroblob({LARGEST_VALUE})));"
    with pytest.raises(DataError, match="damaged or of an unknown kind"):
        read_anki(packed(tmp_path / "a.apkg", database(notes)))


def test_note_types_that_are_nested_without_end_are_one_sentence(tmp_path: Path) -> None:
    nested = TABLES.replace(TYPES, "[" * 100_000)
    with pytest.raises(DataError, match="damaged or of an unknown kind"):
        read_anki(packed(tmp_path / "a.apkg", database(nested + NOTES)))


def test_a_package_of_another_kind_says_so(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", "x")
    (tmp_path / "a.apkg").write_bytes(data.getvalue())
    with pytest.raises(DataError, match="is a zip file, but no Anki package"):
        read_anki(tmp_path / "a.apkg")


@pytest.mark.parametrize("table", ["cards", "notes"])
def test_a_page_of_rows_that_stands_thousands_of_times_in_a_table_is_not_read_to_its_end(
    tmp_path: Path, table: str
) -> None:
    """Sorted by SQLite, eighty million rows filled a temporary disk before the first of them was counted."""
    values = {"cards": "1, n, 0", "notes": "1, 1, '', n"}[table]
    many = (
        f"with recursive r(n) as (select 1 union all select n + 1 from r where n < 9000) insert into {table}"
    )
    size, found = 65_536, f"select rootpage from sqlite_master where name = '{table}'"
    connection = sqlite3.connect(":memory:")
    connection.executescript(f"pragma page_size = {size}; {GOOD} {many} select {values} from r;")
    at = (connection.execute(found).fetchone()[0] - 1) * size
    data = bytearray(connection.serialize())
    connection.close()
    first = at + int.from_bytes(data[at + 12 : at + 14])
    child, cells = bytes(data[first : first + 4]), 9_000
    start = size - 5 * cells
    places = b"".join((start + 5 * cell).to_bytes(2) for cell in range(cells))
    head = struct.pack(">BHHHB4s", 5, 0, cells, start, 0, child) + places
    data[at : at + size] = head.ljust(start, b"\0") + (child + b"\1") * cells
    with soon(), pytest.raises(DataError, match="too much to be read"):
        read_anki(packed(tmp_path / "a.apkg", bytes(data)))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("{}(a)", 1_000),
        ("{}(" + ", ".join(f"c{n}" for n in range(1_900)) + ")", 1),
        ("{}(a default '" + "x" * 30_000 + "')", 1),
    ],
    ids=["many", "wide", "long"],
)
def test_tables_that_no_collection_has_are_refused_before_sqlite_reads_them_all(
    tmp_path: Path, written: str, number: int
) -> None:
    tables = "".join(f"create table {written.format(f't{n}')};" for n in range(number))
    with pytest.raises(DataError, match="damaged or of an unknown kind"):
        read_anki(packed(tmp_path / "a.apkg", database(GOOD + tables)))
    assert read_anki(packed(tmp_path / "a.apkg", database(GOOD))).entries


@pytest.mark.parametrize("tag", ["{{F}}", "{{#F}}{{/F}}", "{{x1:F}}{{x2:F}}"])
def test_a_template_that_names_a_long_field_thousands_of_times_shows_it_once(
    tmp_path: Path, tag: str
) -> None:
    tables = TABLES.replace('"{{F}}"', json.dumps("{{F}}" + tag * 20_000))
    notes = f"insert into notes values (1, 1, '', 'Who{'o' * 60_000}?' || char(31) || 'Facta');"
    with soon(), memory_below(60):
        (entry,) = read_anki(packed(tmp_path / "a.apkg", database(tables + NOTES + notes))).entries
    assert entry.fields == {"ask": f"Who{'o' * 60_000}?", "answer": "Facta"}


def test_notes_and_the_sides_of_their_types_come_in_their_order_however_they_are_kept(tmp_path: Path) -> None:
    notes = "".join(
        f"insert into notes values ({n}, 1, '', 'Q{n}?' || char(31) || 'A{n}');" for n in (3, 1, 2)
    )
    read = read_anki(packed(tmp_path / "a.apkg", database(TABLES + NOTES + notes)))
    assert [entry.fields["ask"] for entry in read.entries] == ["Q1?", "Q2?", "Q3?"]


def notes_with(template: str, number: int) -> bytes:
    types = json.dumps({"1": {**json.loads(TYPES)["1"], "tmpls": [{"qfmt": template, "afmt": "{{B}}"}]}})
    many = f"with recursive r(n) as (select 1 union all select n + 1 from r where n < {number})"
    rows = "select n, 1, '', 'q' || n || char(31) || 'a' from r"
    return database(f"{TABLES.replace(TYPES, types)}{NOTES} insert into notes {many} {rows};")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{F}}" + "word " * 200_000, "longer ones than a deck can hold"),
        ("{{F}}" + "{{x}}" * 50_000, "too long"),
    ],
    ids=["words", "fields"],
)
def test_a_long_template_is_not_filled_in_for_thousands_of_notes(
    tmp_path: Path, template: str, said: str
) -> None:
    path = packed(tmp_path / "a.apkg", notes_with(template, 3_000))
    assert path.stat().st_size < 100_000
    with soon(), pytest.raises(DataError, match=said):
        read_anki(path)


@pytest.mark.parametrize("template", ["-5", "-1", "7", "'x'", "0.5", "null"])
def test_a_card_of_no_template_of_its_note_counts_as_none(tmp_path: Path, template: str) -> None:
    data = database(f"{GOOD} update cards set ord = {template};")
    assert len(read_anki(packed(tmp_path / "a.apkg", data)).entries) == 1
