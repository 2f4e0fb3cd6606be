"""Reading a list of names, as schools have them, and writing what each of them needs to sign in."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from studykit.cli.written_files import read_bytes, refuse_kept
from studykit.errors import DataError, UnavailableError, UsageError
from studykit.files import UTF_16, text_of, write_whole
from studykit.html_page import html_page, html_text
from studykit.school.people import Credential, Person

LARGEST = 1_000_000
"""Bytes; the names of a school have a tenth of it."""

LONGEST_NAME = 200
NAME_HEADERS = ("name", "student", "full name")
FORMATS = (".csv", ".html", ".htm")

_STYLE = """\
body { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif; }
section { border: 1px dashed #888; padding: .8rem 1.2rem; margin: 0 0 1rem; break-inside: avoid; }
h2 { font-size: 1.1rem; margin: 0 0 .4rem; }
code { font: 1rem ui-monospace, monospace; overflow-wrap: anywhere; }
"""


def read_names(source: Path) -> list[Person]:
    """Read a table with a column `name` and perhaps `login`, or a name on each line.

    Raises:
        NotFoundError: when there is no such file.
        UnavailableError: when it cannot be read.
        DataError: when it holds no name, or one that cannot be.
    """
    # An accent that is a letter of its own, as some systems write it, makes nobody another student.
    rows = [
        [normalize("NFC", cell.strip()) for cell in row] for row in _rows(source) if any(map(str.strip, row))
    ]
    headers = [cell.lower() for cell in rows[0]] if rows else []
    named = next((name for name in NAME_HEADERS if name in headers), None)
    if named is None:
        named, headers, rows = "name", ["name"], [[], *rows]
    found = []
    for row in rows[1:]:
        cells = dict(reversed([*zip(headers, row, strict=False)]))  # of two equal headers the first
        name = cells.get(named, "")
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise DataError(f"{source}: `{', '.join(row)[:80]}` has no name, or one that cannot be.")
        found.append(Person(name, cells.get("login") or None))
    if not found:
        raise DataError(f"{source} holds no names; write one on each line, or a table with a column `name`.")
    return found


def _rows(source: Path) -> list[list[str]]:
    """Cut a table at whichever of the usual marks its first line has; a plain list has none."""
    too_long = f"{source} is over {LARGEST:,} bytes long; no school has so many names."
    data = read_bytes(source, LARGEST, too_long)
    if b"\0" in data and not data.startswith(UTF_16):
        raise UnavailableError(f"{source} is no text; save the table as CSV.")
    text = text_of(data)
    first = text.partition("\n")[0]
    mark = max("\t;,", key=first.count)
    is_table = mark in first and any(cell.strip().lower() in NAME_HEADERS for cell in first.split(mark))
    if not is_table:
        return [[_unquoted(line)] for line in text.splitlines()]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise DataError(
            f"{source}: up to line {reader.line_num} is one cell, begun by a quotation mark; close the "
            "quotation mark where the name ends, or delete it."
        ) from error


def _unquoted(line: str) -> str:
    """Take off the quotation marks that a spreadsheet sets round a whole cell with a comma in it."""
    inner = line.strip().strip(",;\t")
    if len(inner) < 2 or not inner.startswith('"') or not inner.endswith('"'):
        return line
    bare = inner[1:-1].replace('""', "\0")
    return line if '"' in bare else bare.replace("\0", '"')


def write_credentials(target: Path, credentials: Sequence[Credential]) -> None:
    """Write logins and passwords into a new file that only its owner can read: a table, or slips to cut out.

    Raises:
        UsageError: when the file's name says neither.
        UnavailableError: when it exists, or cannot be written.
    """
    if target.suffix.lower() not in FORMATS:
        raise UsageError(f"Logins and passwords go into a .csv or, to hand out, an .html file, not {target}.")
    if os.path.lexists(target):
        raise UnavailableError(f"{target} exists already; name a new file for the passwords.")
    refuse_kept(target)
    content = _table(credentials) if target.suffix.lower() == ".csv" else _slips(credentials)
    try:
        write_whole(target, [content], durable=True)
    except OSError as error:
        raise UnavailableError(
            f"{target} cannot be written: {error.strerror}. Nothing was changed."
        ) from error


def _table(credentials: Sequence[Credential]) -> bytes:
    from studykit.authoring.formats.table import csv_of, harmless

    rows = ((harmless(each.name), each.login, each.password, each.url) for each in credentials)
    return csv_of([("name", "login", "password", "url"), *rows])


def _slips(credentials: Sequence[Credential]) -> bytes:
    slips = (
        f"<section><h2>{html_text(each.name)}</h2>\n<p>Type <code>studykit data sync {html_text(each.url)}"
        f"</code> and, when asked, the password <code>{each.password}</code>. Change it with "
        f"<code>studykit school password --hub {html_text(each.url)}</code>.</p></section>"
        for each in credentials
    )
    return html_page("Logins", _STYLE, slips)
