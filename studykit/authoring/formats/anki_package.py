"""An Anki package opened: its note types and notes, of the old and of the new format.

The database is read in memory and never written to a disk; names inside the package are never used as paths.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from studykit.errors import DataError, UnavailableError, needs_extra
from studykit.zip_files import UNSOUND, TooLongDirectoryError, open_zip

LARGEST_DATABASE = 32_000_000
"""Bytes of the notes' database that are read; ten thousand notes take about eight million."""

LARGEST_VALUE = 4_000_000
"""Bytes of one value in it; what Anki keeps about all note types together has a few hundred thousand."""

MOST_READ = 40_000_000
"""Bytes of memory that what is read from it may take: a value may be computed, or stand there many times."""

OVERHEAD = 100
"""Bytes that a value takes in memory beside its text."""

LARGEST_DIRECTORY = 8_000_000
"""Bytes of a package's table of contents, for about eighty thousand pictures."""

MOST_STEPS = 10_000_000
"""Instructions that SQLite may take for a query; reading two hundred thousand rows takes two million."""

MOST_SCHEMA_STEPS, LONGEST_SCHEMA, MOST_COLUMNS = 2_000, 20_000, 100
"""Instructions for learning which tables there are, ten for each table and index, of which Anki has forty;
letters of how one was made; and its columns. SQLite reads all that first, and takes long if it is much."""

VARINT, FIXED_64, BYTES, FIXED_32 = 0, 1, 2, 5
"""How a value of a Protocol Buffers message is written (https://protobuf.dev/programming-guides/encoding/)."""

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""Where the notes are, the newest first; a newer package holds the older file too, with advice in it."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """What the notes of a type have for fields, and how their cards are shown."""

    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    """For each card of a note, its front and its back."""
    is_cloze: bool


@dataclass(frozen=True, slots=True)
class Note:
    """One note: fields as HTML, tags, the numbers (from 0) of the templates it has cards of, and its deck."""

    type: NoteType
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    deck: str


def open_package(path: Path) -> tuple[Note, ...]:
    """Read the notes of a package.

    Raises:
        DataError: when it is no package, is damaged or too large.
        UnavailableError: when it cannot be read, or the extra `anki` is needed and not installed.
    """
    try:
        return _notes(path, _database(path))
    except (sqlite3.Error, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DataError(
            f"{path}: the database in this Anki package is damaged or of an unknown kind ({error}). "
            "Export it from Anki again."
        ) from error


def _database(path: Path) -> bytes:
    try:
        with open_zip(path, LARGEST_DIRECTORY) as package:
            return _collection(path, package)
    except TooLongDirectoryError as error:
        raise DataError(f"{path} holds too many files. Export the notes from Anki without media.") from error
    except OSError as error:
        raise UnavailableError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UNSOUND as error:
        raise DataError(
            f"{path} is not an Anki package, or is cut off ({error}). Export it from Anki again as .apkg."
        ) from error


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
    with needs_extra(
        "A package of a new Anki version", "anki", ", or tick `Support older Anki versions` when exporting"
    ):
        import zstandard
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file) as reader:
            return bytes(reader.read(LARGEST_DATABASE + 1))
    except zstandard.ZstdError as error:
        raise zipfile.BadZipFile(str(error)) from error


class _Reader:
    """A package's database, of which only so much is read."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._read = 0

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of a query, which is not to sort: SQLite would hold all before one is counted.

        Raises:
            DataError: when all that was read so far takes more memory than it may.
        """
        for row in self._connection.execute(query):
            self.charge(*row)
            yield row

    def charge(self, *values: object) -> None:
        """Count what some values take in memory."""
        self._read += sum(
            OVERHEAD + (len(value) if isinstance(value, str | bytes) else 0) for value in values
        )
        if self._read > MOST_READ:
            raise DataError(f"{self._path} holds too much to be read. Export fewer decks at a time.")


def _notes(path: Path, data: bytes) -> tuple[Note, ...]:
    if not data.startswith(b"SQLite format 3\0"):
        raise ValueError("it does not begin as one")
    # A database in WAL mode cannot be opened in memory; bytes 18 and 19 of its header say so.
    plain = data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(plain)
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.create_collation("unicase", lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))
        connection.execute("pragma trusted_schema = off")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, LONGEST_SCHEMA)
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, MOST_COLUMNS)
        tables = _tables(connection)
        if not {"notes", "cards", "col"} <= tables:
            raise DataError(
                f"{path}: there are no notes in this package. Export it from Anki again as .apkg."
            )
        reader = _Reader(path, connection)
        types, decks = _new_format(reader) if "notetypes" in tables else _old_format(reader)
        return tuple(_read_notes(reader, types, decks))
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Give the names of the real tables: whatever is computed when it is read could be anything.

    That is a view, a virtual table, and a table with a column that is generated.
    """
    connection.set_progress_handler(lambda: 1, MOST_SCHEMA_STEPS)
    rows = connection.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
    connection.set_progress_handler(lambda: 1, MOST_STEPS)
    real = {str(name) for name, sql in rows if not str(sql).lower().lstrip().startswith("create virtual")}
    computed = "select 1 from pragma_table_xinfo(?) where hidden > 1 limit 1"
    return {name for name in real if connection.execute(computed, (name,)).fetchone() is None}


_place = itemgetter(0, 1)
"""The number of what a row belongs to, and which of it the row is."""

Kinds = tuple[Mapping[int, NoteType], Mapping[int, str]]
"""The note types and the names of the decks by their numbers."""


def _old_format(reader: _Reader) -> Kinds:
    types = {}
    ((models, decks),) = reader.rows("select models, decks from col limit 1")
    for key, model in json.loads(models).items():
        fields = tuple(str(each["name"]) for each in model["flds"])
        templates = tuple((str(each["qfmt"]), str(each["afmt"])) for each in model["tmpls"])
        types[int(key)] = NoteType(fields, templates, model.get("type", 0) == 1)
    return types, {int(key): str(deck["name"]) for key, deck in json.loads(decks).items()}


def _new_format(reader: _Reader) -> Kinds:
    fields: dict[int, list[str]] = {}
    for number, _, name in sorted(reader.rows("select ntid, ord, name from fields"), key=_place):
        fields.setdefault(number, []).append(str(name))
    templates: dict[int, list[tuple[str, str]]] = {}
    for number, _, config in sorted(reader.rows("select ntid, ord, config from templates"), key=_place):
        sides = _fields(config)
        templates.setdefault(number, []).append((sides.get(1, b"").decode(), sides.get(2, b"").decode()))
    types = {}
    for number, config in reader.rows("select id, config from notetypes"):
        sides_of = tuple(templates.get(number, ()))
        types[number] = NoteType(tuple(fields.get(number, ())), sides_of, _fields(config).get(1) == 1)
    decks = reader.rows("select id, name from decks")
    return types, {number: str(name).replace("\x1f", "::") for number, name in decks}


def _fields(message: bytes) -> dict[int, Any]:
    """The first value of each field of a message, whole numbers and bytes: so new Anki keeps its templates.

    Raises:
        ValueError: when this is no message.
    """
    found: dict[int, Any] = {}
    at = 0
    value: int | bytes
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == VARINT:
            value, at = _varint(message, at)
        elif kind in (BYTES, FIXED_64, FIXED_32):
            length, at = _varint(message, at) if kind == BYTES else (8 if kind == FIXED_64 else 4, at)
            value, at = message[at : at + length], at + length
        else:
            raise ValueError("a template cannot be read")
        if at > len(message):
            raise ValueError("a template is cut off")
        found.setdefault(key >> 3, value)
    return found


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(message[at : at + 10]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    raise ValueError("a template is cut off")


def _read_notes(reader: _Reader, types: Mapping[int, NoteType], decks: Mapping[int, str]) -> Iterator[Note]:
    cards: dict[int, list[int]] = {}
    deck_of: dict[int, int] = {}
    for note, template, deck in sorted(reader.rows("select nid, ord, did from cards"), key=_place):
        if isinstance(template, int):
            cards.setdefault(note, []).append(template)
        deck_of.setdefault(note, deck)
    notes = sorted(reader.rows("select id, mid, tags, flds from notes"), key=itemgetter(0))
    for number, type_number, tags, fields in notes:
        kind = types[type_number]
        named = dict(zip(kind.fields, str(fields).split("\x1f"), strict=False))
        words = tuple(str(tags).split())
        reader.charge(*named, *words)
        deck_name = decks.get(deck_of.get(number, 0), "")
        yield Note(kind, named, words, tuple(cards.get(number, ())), deck_name)
