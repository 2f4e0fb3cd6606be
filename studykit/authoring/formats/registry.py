"""The forms decks are exchanged in, each with its names; files to import are told by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from studykit.authoring.decoding import decoded
from studykit.authoring.formats.anki import read_anki
from studykit.authoring.formats.anki_text import is_anki_text, read_anki_text
from studykit.authoring.formats.anki_write import anki_bytes
from studykit.authoring.formats.forms import forms_bytes
from studykit.authoring.formats.gift import gift_bytes, read_gift
from studykit.authoring.formats.headers import is_header
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.markdown_write import markdown_bytes
from studykit.authoring.formats.paper import ONE_SHEET, Paper, cut_out, hand_out
from studykit.authoring.formats.quizlet import FORMS, quizlet_bytes, read_quizlet
from studykit.authoring.formats.spreadsheet import is_spreadsheet
from studykit.authoring.formats.table import csv_bytes, take_table
from studykit.authoring.formats.table_file import SEPARATORS, table_rows
from studykit.authoring.import_result import LARGEST, Read
from studykit.authoring.shared import Decks
from studykit.decks.deck_files import SUFFIXES
from studykit.errors import DataError, NotFoundError, UnavailableError, UsageError
from studykit.files import read_plain
from studykit.names import nearest
from studykit.visible import tamed


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is said on the command line of a file to read; empty where the file is to tell."""

    columns: Sequence[str] = ()
    between_sides: str = ""
    between_cards: str = ""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a form may want besides the decks: when it is made (seconds since 1970), and how paper is set."""

    at: float = 0
    paper: Paper = ONE_SHEET


@dataclass(frozen=True, slots=True)
class Form:
    """A form of decks: the ends of its files' names, what reads it, and what writes it."""

    name: str
    suffixes: tuple[str, ...] = ()
    read: Callable[[Path, bytes, ReadOptions], Read] | None = None
    write: Callable[[Decks, WriteOptions], bytes] | None = None


def _text(read: Callable[..., Read], *options: str) -> Callable[[Path, bytes, ReadOptions], Read]:
    """A reader of text, which takes some of `ReadOptions`, as one of bytes."""

    def read_bytes(file: Path, data: bytes, told: ReadOptions) -> Read:
        text, guess = decoded(str(file), data, told.encoding)
        found = read(str(file), text, *(getattr(told, name) for name in options))
        found.guessed(guess)
        return found

    return read_bytes


def _read_table(file: Path, data: bytes, told: ReadOptions) -> Read:
    read = Read(str(file))
    rows = table_rows(read, data, is_header, encoding=told.encoding, separator=told.between_sides)
    take_table(read, rows, told.columns)
    return read


FORMATS = (
    Form(
        "anki",
        (".apkg", ".colpkg"),
        lambda file, _, __: read_anki(file),
        lambda decks, more: anki_bytes(decks, at=more.at),
    ),
    Form("csv", (".csv", ".tsv", ".tab"), _read_table, lambda decks, _: csv_bytes(decks)),
    Form("xlsx", (".xlsx",), _read_table),
    Form("anki-text", (), _text(read_anki_text, "columns")),
    Form(
        "quizlet",
        (),
        _text(read_quizlet, "between_sides", "between_cards", "columns"),
        lambda decks, _: quizlet_bytes(decks),
    ),
    Form("gift", (".gift",), _text(read_gift), lambda decks, _: gift_bytes(decks)),
    Form("markdown", (".md", ".markdown"), _text(read_markdown), lambda decks, _: markdown_bytes(decks)),
    Form("html", (".html", ".htm"), None, lambda decks, more: hand_out(decks, more.paper)),
    Form("cut-out", (), None, lambda decks, _: cut_out(decks)),
    Form("forms", (), None, lambda decks, _: forms_bytes(decks)),
)
"""All forms. Of a file's name the first that has its end counts."""

READ = {form.name: form.read for form in FORMATS if form.read}
WRITTEN = {form.name: form.write for form in FORMATS if form.write}

_GIFT = re.compile(rb"^[^\S\n]*(?:::.*::|\$CATEGORY:)|\{[^{}=~#]*[=~#][^{}]*\}", re.MULTILINE)
_MARKDOWN = re.compile(
    rb"^[ \t>*\d.)-]{0,8}(?:[QACT]|Question|Answer|Term|Front|Frage|Antwort|Pregunta|Respuesta) ?\d{0,3}\**:"
    rb"|^#{1,6} |^\|.*\|\s*$",
    re.MULTILINE,
)
_NOT_READ = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office version"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
)
_AS_TABLE, _AS_TEXT = "save it as .xlsx or .csv", "copy its cards into a table or a text file"
_OTHER_TEXTS = (
    (re.compile(rb"<quiz\b"), "Moodle's XML; export the questions from Moodle in the GIFT format"),
    (re.compile(rb"<!doctype html|<html\b", re.IGNORECASE), f"a web page; {_AS_TEXT}"),
    (re.compile(rb"<\?xml"), "XML"),
    (re.compile(rb"\{\s*\"|\[\s*[{\"]"), "JSON"),
)
_OTHER_ZIPS = {
    ".ods": f"an OpenDocument table; {_AS_TABLE}",
    ".xlsb": f"a binary Excel workbook; {_AS_TABLE}",
    ".numbers": f"a table of Numbers; {_AS_TABLE}",
    ".docx": f"a Word document; {_AS_TEXT}",
    ".odt": f"a document; {_AS_TEXT}",
    ".pptx": f"a presentation; {_AS_TEXT}",
}
_OWN = re.compile(rb"(?:\s|\xef\xbb\xbf|#[^\n]*\n)*(?:deck|case|plan): ")


def form_named(name: str, known: Mapping[str, object], what: str) -> str:
    """Check the name of a form.

    Raises:
        UsageError: when there is none of that name; it offers the nearest.
    """
    if name not in known:
        raise UsageError(f"There is no {what} `{name}`{nearest(name, known)} There are {', '.join(known)}.")
    return name


def form_by_suffix(name: str, known: Mapping[str, object]) -> str | None:
    """The form that a file's name tells by its end."""
    suffix = Path(name).suffix.lower()
    return next((form.name for form in FORMATS if suffix in form.suffixes and form.name in known), None)


def read_file(file: Path) -> bytes:
    """Read a file's bytes; of a longer one than any text may be only as much as tells that it is too long.

    Raises:
        NotFoundError: when there is no such file.
        UnavailableError: when it is a folder, or cannot be read.
        DataError: when it is empty.
    """
    if not file.exists():
        raise NotFoundError(f"There is no file {file}.")
    if not file.is_file():
        raise UnavailableError(f"{file} is not a file; name a file to read.")
    try:
        size = file.stat().st_size
        data = read_plain(file, LARGEST + 1)
    except OSError as error:
        raise UnavailableError(f"{file} cannot be read: {error.strerror}.") from error
    if not data.strip():
        raise DataError(f"{file} is empty.")
    if len(data) > LARGEST and data[:2] != b"PK":
        raise DataError(
            f"{file} has {size / 1e6:.0f} MB; at most {LARGEST / 1e6:.0f} MB are read. "
            "Cut it into several files."
        )
    return data


def form_of(file: Path, data: bytes) -> str:
    """Tell the form of a file by what is in it, where that is plain, else by its name.

    Raises:
        DataError: when it is of a form that is not read; it says which are.
    """
    if data[:4] == b"PK\3\4":
        return _zipped(file, data)
    head = data[:20_000]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    told = form_by_suffix(file.name, READ)
    _refuse(file, head, told)
    if is_anki_text(head[:2000].decode("utf-8", "replace")):
        return "anki-text"
    if told:
        return told
    if file.suffix.lower() in (".doc", ".docx", ".odt", ".pdf", ".json", ".xml", *SUFFIXES):
        raise DataError(f"{file} is not read: {FORMS}.")
    return _form_of_text(head)


def _form_of_text(head: bytes) -> str:
    """Tell the form of a text whose name says nothing."""
    if _GIFT.search(head):
        return "gift"
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    first = lines[0].decode("utf-8", "replace").lstrip("\ufeff") if lines else ""
    if any(is_header([cell.strip(' "') for cell in first.split(sign)]) for sign in SEPARATORS):
        return "csv"
    if 3 * sum(b"\t" in line for line in lines) > len(lines):
        return "quizlet"  # whatever its first lines are
    return "markdown" if _MARKDOWN.search(head) else "quizlet"


def _refuse(file: Path, head: bytes, told: str | None) -> None:
    """Refuse a file that begins as something else does than what is read."""
    other = next((what for sign, what in _NOT_READ if head.startswith(sign)), None)
    begin = head.lstrip(b"\xef\xbb\xbf \n\r\t")
    if other is None and begin.startswith(b"<?xml") and b"<quiz" in head[:2000]:
        other = _OTHER_TEXTS[0][1]
    if other is None and told not in ("markdown", "gift"):
        other = next((what for sign, what in _OTHER_TEXTS if sign.match(begin[:200])), None)
    if other is not None:
        what, _, mend = other.partition("; ")
        if file.suffix.lower() in (".xls", ".xlt", ".xlsx", ".xlsm"):
            mend = f"open it in a spreadsheet program and {_AS_TABLE}"
        raise DataError(f"{file} is {what}, which is not read{mend and f'; {mend}'}: {FORMS}.")
    is_yaml = file.suffix.lower() in SUFFIXES
    if (is_yaml or b"\ncards:" in head) and _OWN.match(head):
        raise DataError(f"{file} is a deck already: `studykit deck add {file}` takes it into your decks.")


def _zipped(file: Path, data: bytes) -> str:
    """Tell the form of a zip file; what other programs zip has names of its own."""
    other = _OTHER_ZIPS.get(file.suffix.lower())
    if other:
        raise DataError(f"{file} is {other}: {FORMS}.")
    return "xlsx" if is_spreadsheet(data) else "anki"


def exported(decks: Decks, form: str, more: WriteOptions | None = None) -> bytes:
    """Decks in one of the forms of `WRITTEN`; what would act in a text, such as control characters, is cut.

    Raises:
        UnavailableError: when the extra that a form needs is not installed.
    """
    return WRITTEN[form]([_tamed(shared) for shared in decks], more or WriteOptions())


def _tamed(value: Any) -> Any:  # noqa: ANN401 - a deck, or anything in it
    """Give a deck, a card or another value with all of its texts tamed."""
    if isinstance(value, str):
        return tamed(value)
    if isinstance(value, tuple):
        return tuple(map(_tamed, value))
    if isinstance(value, Mapping):
        return {_tamed(key): _tamed(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _tamed(getattr(value, each.name)) for each in fields(value)})
    return value
