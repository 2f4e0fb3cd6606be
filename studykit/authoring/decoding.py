"""Bytes as text: by their mark, by the encoding that is named, or by what they can be; a guess is said."""

from __future__ import annotations

from studykit.errors import DataError
from studykit.visible import few_blanks

WINDOWS = "cp1252"
"""How spreadsheets of western Windows systems save what they do not save as UTF-8."""

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_LOOKED_AT = 2_000
_FEW, _MOSTLY = 3, 0.3
"""How many zero bytes, and what share of every other place, by which UTF-16 without a mark is known."""


def decoded(file: str, data: bytes, encoding: str | None, *, lenient: bool = False) -> tuple[str, str]:
    """Give the text of a file, and the encoding it was taken for where nothing said so, else nothing.

    Line ends are one sign, and hundreds of blanks in a row are fewer.

    Args:
        file: what it is called. data: what is in it. encoding: how it is encoded, where that is said.
        lenient: bytes that are no text in a file of UTF-8 become lone surrogates (`is_text` finds them).

    Raises:
        DataError: when it is no text, or is damaged; it says in which line.
    """
    chosen = encoding or _told(data)
    guess = ""
    if "16" not in chosen and "32" not in chosen and b"\0" in data:
        raise DataError(f"{file} is not text. Save it as text first, a table as CSV or .xlsx.")
    try:
        text = data.decode(chosen)
    except UnicodeDecodeError as error:
        windows = None if encoding else _as_windows(data)
        if windows is not None:
            text, guess = windows, WINDOWS
        elif lenient and not encoding and chosen.startswith("utf-8"):
            text = data.decode(chosen, "surrogateescape")
        else:
            line = data.count(b"\n", 0, error.start) + 1
            raise DataError(
                f"{file}, line {line}, is not {chosen.upper()} text. Save the file as UTF-8, or name its "
                "encoding, such as `--encoding cp1252` for an older Windows program."
            ) from None
    except (LookupError, UnicodeError):  # some that Python has are none of a file
        raise DataError(f"There is no encoding `{chosen}`; write utf-8, utf-16 or cp1252, say.") from None
    return few_blanks(text.replace("\r\n", "\n").replace("\r", "\n")), guess


def is_text(cell: str) -> bool:
    """Say whether all bytes of a cell were text."""
    return cell.isascii() or not any("\udc80" <= character <= "\udcff" for character in cell)


def _told(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    head = data[:_LOOKED_AT]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[place::2].count(0)
        if zeros > max(_FEW, _MOSTLY * len(head) / 2) and not head[1 - place :: 2].count(0):
            return name
    return "utf-8"


def _as_windows(data: bytes) -> str | None:
    """The text of a file in which nothing beyond ASCII is UTF-8; None for one that is damaged."""
    if any(ord(each) > 127 and is_text(each) for each in set(data.decode("utf-8", "surrogateescape"))):
        return None
    try:
        return data.decode(WINDOWS)
    except UnicodeDecodeError:
        return None
