"""Files to import: read with a limit, told apart, and handed to the reader of their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from studykit.authoring.reading import LARGEST, Read, decoded
from studykit.errors import DataError, NotFoundError, UnavailableError, UsageError
from studykit.names import nearest
from studykit.plain_files import read_plain

FORMS = ("csv", "quizlet", "markdown", "gift", "anki")
SUFFIXES = {
    **{".csv": "csv", ".tsv": "csv", ".tab": "csv", ".md": "markdown", ".markdown": "markdown"},
    **{".gift": "gift", ".apkg": "anki", ".colpkg": "anki"},
}
_GIFT = re.compile(rb"^[^\S\n]*(?:::.*::|\$CATEGORY:)|\{[^{}=~#]*[=~#][^{}]*\}", re.MULTILINE)
_MARKDOWN = re.compile(rb"^[QC]:", re.MULTILINE)


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
    """Tell the form of a file by its name, and of one called .txt by what is in it."""
    if data[:4] == b"PK\3\4":
        return "anki"
    told = SUFFIXES.get(file.suffix.lower())
    if told:
        return told
    head = data[:20_000]
    if _MARKDOWN.search(head):
        return "markdown"
    return "gift" if _GIFT.search(head) else "quizlet"


def reader_of(
    form: str, *, columns: Sequence[str], between_sides: str, between_cards: str, encoding: str | None
) -> Callable[[Path, bytes], Read]:
    """Give what reads files of a form.

    Raises:
        UsageError: when there is no such form.
    """
    if form == "anki":
        from studykit.authoring.anki_import import read_anki

        return lambda file, data: read_anki(file)  # noqa: ARG005 - a package is read piece by piece
    if form == "csv":
        from studykit.authoring.csv_import import read_table

        return lambda file, data: read_table(str(file), decoded(str(file), data, encoding), columns)
    if form == "quizlet":
        from studykit.authoring.quizlet_import import read_quizlet

        return lambda file, data: read_quizlet(
            str(file), decoded(str(file), data, encoding), between_sides, between_cards
        )
    if form == "markdown":
        from studykit.authoring.markdown_import import read_markdown

        return lambda file, data: read_markdown(str(file), decoded(str(file), data, encoding))
    if form == "gift":
        from studykit.authoring.gift_import import read_gift

        return lambda file, data: read_gift(str(file), decoded(str(file), data, encoding))
    raise UsageError(
        f"There is no form `{form}` to import{nearest(form, FORMS)} There are {', '.join(FORMS)}."
    )
