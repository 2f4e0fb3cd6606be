"""An Anki package opened: its note types and notes, of the old and of the new format.

The database is read in memory and never written to a disk; names inside the package are never used as paths.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studykit.authoring.protobuf import first_bytes, first_number
from studykit.authoring.zip_files import UNSOUND
from studykit.errors import DataError, UnavailableError

LARGEST_DATABASE = 64_000_000
"""Bytes of the notes' database that are read; ten thousand notes take about eight million."""

LARGEST_DIRECTORY = 8_000_000
"""Bytes of a package's table of contents, for about eighty thousand pictures."""

MOST_STEPS = 2_000
"""How many times 100,000 instructions SQLite may take for a package: a hostile one could take for ever."""

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""Where the notes are, the newest first; a newer package holds the older file too, with advice in it."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """What the notes of a type have for fields, and how their cards are shown."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    """For each card of a note, its front and its back."""
    is_cloze: bool


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its fields as HTML, its tags, and the numbers (from 0) of the templates it has cards of."""

    type: NoteType
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds; `deck` is the name of the deck that most of its cards are in."""

    notes: tuple[Note, ...]
    deck: str | None


def open_package(path: Path) -> Package:
    """Read a package.

    Raises:
        DataError: when it is no package, is damaged or too large.
        UnavailableError: when it cannot be read, or the extra `anki` is needed and not installed.
    """
    try:
        return _notes(path, _database(path))
    except (sqlite3.Error, KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DataError(
            f"{path}: the database in this Anki package is damaged or of an unknown kind ({error}). "
            "Export it from Anki again."
        ) from error


def _database(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            _check_directory(path, file)
            with zipfile.ZipFile(file) as package:
                return _collection(path, package)
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UNSOUND as error:
        raise DataError(
            f"{path} is not an Anki package, or is cut off ({error}). Export it from Anki again as .apkg."
        ) from error


def _check_directory(path: Path, file: io.BufferedReader) -> None:
    """Refuse a table of contents that would take long to read, before it is read."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(b"PK\5\6")
    if end < 0:
        raise zipfile.BadZipFile("it has no end")
    if int.from_bytes(tail[end + 12 : end + 16], "little") > LARGEST_DIRECTORY:
        raise DataError(f"{path} holds too many files. Export the notes from Anki without media.")


def _collection(path: Path, package: zipfile.ZipFile) -> bytes:
    names = set(package.namelist())
    name = next((each for each in COLLECTIONS if each in names), None)
    if name is None:
        raise DataError(f"{path} is a zip file, but no Anki package: there are no notes in it.")
    with package.open(name) as file:
        data = _decompressed(file) if name.endswith("b") else file.read(LARGEST_DATABASE + 1)
    if len(data) > LARGEST_DATABASE:
        raise DataError(
            f"{path}: the notes take more than {LARGEST_DATABASE / 1e6:.0f} MB. Export fewer decks at a time."
        )
    return data


def _decompressed(file: Any) -> bytes:  # noqa: ANN401 - any readable file
    try:
        import zstandard
    except ImportError:
        raise UnavailableError(
            "Packages of new Anki versions need the extra `anki`: install it with "
            "`pip install 'studykit[anki]'`, or tick `Support older Anki versions` when exporting."
        ) from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file) as reader:
            return bytes(reader.read(LARGEST_DATABASE + 1))
    except zstandard.ZstdError as error:
        raise zipfile.BadZipFile(str(error)) from error


def _notes(path: Path, data: bytes) -> Package:
    # A database in WAL mode cannot be opened in memory; bytes 18 and 19 of its header say so.
    plain = data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data
    if not data.startswith(b"SQLite format 3\0"):
        raise ValueError("it does not begin as one")
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(plain)
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
        connection.execute("pragma trusted_schema = off")
        _limit(connection)
        tables = _tables(connection)
        if not {"notes", "cards", "col"} <= tables:
            raise DataError(
                f"{path}: there are no notes in this package. Export it from Anki again as .apkg."
            )
        types = _new_types(connection) if "notetypes" in tables else _old_types(connection)
        decks = _new_decks(connection) if "notetypes" in tables else _old_decks(connection)
        cards, deck = _cards(connection)
        return Package(tuple(_read_notes(connection, types, cards)), decks.get(deck))
    finally:
        connection.close()


def _limit(connection: sqlite3.Connection) -> None:
    left = iter(range(MOST_STEPS))
    connection.set_progress_handler(lambda: int(next(left, None) is None), 100_000)


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Give the names of the real tables: a view or a virtual table could do anything when it is read."""
    rows = connection.execute("select name, sql from sqlite_master where type = 'table'")
    return {str(name) for name, sql in rows if not str(sql).lower().lstrip().startswith("create virtual")}


def _old_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    (text,) = connection.execute("select models from col").fetchone()
    types = {}
    for key, model in json.loads(text).items():
        fields = tuple(str(each["name"]) for each in model["flds"])
        templates = tuple((str(each["qfmt"]), str(each["afmt"])) for each in model["tmpls"])
        types[int(key)] = NoteType(str(model["name"]), fields, templates, model.get("type", 0) == 1)
    return types


def _new_types(connection: sqlite3.Connection) -> dict[int, NoteType]:
    fields: dict[int, list[str]] = {}
    for number, name in connection.execute("select ntid, name from fields order by ntid, ord"):
        fields.setdefault(number, []).append(str(name))
    templates: dict[int, list[tuple[str, str]]] = {}
    for number, config in connection.execute("select ntid, config from templates order by ntid, ord"):
        sides = (first_bytes(config, 1).decode(), first_bytes(config, 2).decode())
        templates.setdefault(number, []).append(sides)
    return {
        number: NoteType(
            str(name),
            tuple(fields.get(number, ())),
            tuple(templates.get(number, ())),
            first_number(config, 1) == 1,
        )
        for number, name, config in connection.execute("select id, name, config from notetypes")
    }


def _old_decks(connection: sqlite3.Connection) -> dict[int, str]:
    (text,) = connection.execute("select decks from col").fetchone()
    return {int(key): str(deck["name"]) for key, deck in json.loads(text).items()}


def _new_decks(connection: sqlite3.Connection) -> dict[int, str]:
    rows = connection.execute("select id, name from decks")
    return {number: str(name).replace("\x1f", "::") for number, name in rows}


def _cards(connection: sqlite3.Connection) -> tuple[dict[int, list[int]], int]:
    """Give for each note the templates it has cards of, and the deck that most cards are in."""
    cards: dict[int, list[int]] = {}
    decks: dict[int, int] = {}
    for note, deck, template in connection.execute("select nid, did, ord from cards order by nid, ord"):
        cards.setdefault(note, []).append(template)
        decks[deck] = decks.get(deck, 0) + 1
    return cards, max(decks, key=lambda deck: (decks[deck], -deck), default=0)


def _read_notes(
    connection: sqlite3.Connection, types: Mapping[int, NoteType], cards: Mapping[int, list[int]]
) -> Iterator[Note]:
    for number, type_number, tags, fields in connection.execute(
        "select id, mid, tags, flds from notes order by id"
    ):
        kind = types[type_number]
        values = str(fields).split("\x1f")
        named = dict(zip(kind.fields, values, strict=False))
        yield Note(kind, named, tuple(str(tags).split()), tuple(cards.get(number, ())))
