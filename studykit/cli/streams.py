"""Standard input and output as they are handed to the program: closed, or in an encoding of few letters.

What is shown to people is never an error for its letters: those that a console or a pipe has not are
replaced by what comes nearest. What programs read is UTF-8 on every system.
"""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import unicodedata
from pathlib import Path

NEAREST = "studykit-nearest"

STAND_INS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u2032\u02b9", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2022\u00b7", "*"),
    **{"\u2026": "...", "\u2192": "->", "\u2190": "<-", "\u00d7": "x", "\u2713": "+", "\u2717": "x"},
    **{"\u25cf": "*", "\u25d0": "+", "\u25cb": "o", "\u2502": "|"},
}
"""What stands for a sign that an encoding has not; other letters lose their accents, or become `?`."""


def prepare_streams() -> None:
    """Print into nothing, and read nothing, where a stream was closed before; let no letter be an error."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, stream)
    codecs.register_error(NEAREST, _nearest)
    for shown in (sys.stdout, sys.stderr):
        if isinstance(shown, io.TextIOWrapper):
            shown.reconfigure(errors=NEAREST)
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Bytes that are no text in the encoding of the console are sorted out where a line is read.
        sys.stdin.reconfigure(errors="surrogateescape")


class Ended(BaseException):
    """The system or the terminal asks the program to end, by a signal of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def heed_endings() -> None:
    """Leave everything that was begun when asked to end: the terminal must echo again, and edit lines."""

    def end(number: int, _frame: object) -> None:
        raise Ended(number)

    for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup wants it unheeded
            signal.signal(number, end)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Give what is shown in the place of letters that cannot be."""
    if not isinstance(error, UnicodeEncodeError):
        raise error

    def stand_in(letter: str) -> str:
        for found in (STAND_INS.get(letter, ""), unicodedata.normalize("NFKD", letter)):
            fitting = "".join(each for each in found if _fits(each, error.encoding))
            if fitting:
                return fitting
        return "" if unicodedata.combining(letter) else "?"

    return "".join(map(stand_in, error.object[error.start : error.end])), error.end


def _fits(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def has_letters(letters: str) -> bool:
    """Say whether standard output can show all of some letters as they are."""
    return all(_fits(letter, sys.stdout.encoding or "ascii") for letter in letters)


def write_bytes(data: bytes) -> None:
    """Write to standard output what a program or a file is to get, byte for byte."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
