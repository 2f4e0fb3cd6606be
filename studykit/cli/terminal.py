"""The student's keyboard: edited lines for answers, single keys for what follows a verdict.

POSIX terminals and the Windows console are told apart here and nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ENTER = "\n"
END = "\x04"
"""Ctrl-D, and on Windows Ctrl-Z: the end of input."""

INTERRUPT = "\x03"
ESCAPE_WAIT = 0.05
"""Seconds to wait for the rest of an escape sequence; a terminal sends it at once."""


def is_interactive() -> bool:
    """Say whether there is a person at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def prepare() -> None:
    """Give `input` line editing, history and whole pastes where there is a readline; Windows has its own."""
    try:
        import readline
    except ImportError:
        return
    if "libedit" not in (readline.__doc__ or ""):
        readline.parse_and_bind("set enable-bracketed-paste on")


def read_line(prompt: str) -> str:
    """Read one edited line; a paste of several lines is one line with line ends in it.

    Bytes that are no text, which a terminal may send, become the sign for them.

    Raises:
        EOFError: at Ctrl-D on an empty line.
        KeyboardInterrupt: at Ctrl-C.
    """
    sys.stdout.flush()
    return tidy(input(prompt))


def tidy(typed: str) -> str:
    """What was typed, with bytes that its encoding has not read as UTF-8, or as the sign for no text."""
    return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_key() -> str:
    """Read one key inside `single_keys`: a character, ENTER, END, or "" for a key that is no character.

    Raises:
        KeyboardInterrupt: at Ctrl-C.
    """
    sys.stdout.flush()
    key = _read_key()
    if key == INTERRUPT:
        raise KeyboardInterrupt
    return {"\r": ENTER, "\x1a": END}.get(key, key)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def single_keys(shown_again: Callable[[], None]) -> Iterator[None]:  # noqa: ARG001 - nothing is stopped here
        """Read keys one by one and unseen inside; what was typed ahead of this is dropped."""
        while msvcrt.kbhit():
            msvcrt.getwch()
        yield

    def _read_key() -> str:
        key = msvcrt.getwch()
        if key in ("\x00", "\xe0"):  # an arrow or function key: its second half follows
            msvcrt.getwch()
            return ""
        return key

else:
    import os
    import select
    import signal
    import termios
    import tty

    @contextmanager
    def single_keys(shown_again: Callable[[], None]) -> Iterator[None]:
        """Read keys one by one and unseen inside; what was typed ahead of this is dropped.

        The shell takes the terminal back while the program is stopped (Ctrl-Z): `shown_again` shows what the
        keys are for when it goes on.
        """
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def go_on(*_: object) -> None:
            tty.setcbreak(terminal, termios.TCSADRAIN)
            shown_again()
            sys.stdout.flush()

        tty.setcbreak(terminal, termios.TCSADRAIN)
        termios.tcflush(terminal, termios.TCIFLUSH)
        handler = signal.signal(signal.SIGCONT, go_on)
        try:
            yield
        finally:
            signal.signal(signal.SIGCONT, handler)
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _read_key() -> str:
        first = _byte()
        if first == b"":
            return END
        if first == b"\x1b":
            _skip_escape_sequence()
            return ""
        if "utf" not in sys.stdin.encoding.lower():
            return first.decode(sys.stdin.encoding, "replace")
        length = 4 if first >= b"\xf0" else 3 if first >= b"\xe0" else 2 if first >= b"\xc0" else 1
        rest = b"".join(_byte() for _ in range(length - 1))
        return (first + rest).decode("utf-8", "replace")

    def _skip_escape_sequence() -> None:
        """Drop the rest of an arrow or function key, whose digits would otherwise be taken for ratings."""
        if _more() and _byte() in (b"[", b"O"):
            while _more() and not b"\x40" <= _byte() <= b"\x7e":
                pass

    def _more() -> bool:
        return bool(select.select([sys.stdin.fileno()], [], [], ESCAPE_WAIT)[0])

    def _byte() -> bytes:
        return os.read(sys.stdin.fileno(), 1)
