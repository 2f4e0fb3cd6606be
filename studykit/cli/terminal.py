"""The student's keyboard: edited lines for answers, single keys for what follows a verdict.

POSIX terminals and the Windows console are told apart here and nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from studykit.errors import UsageError

ENTER = "\n"
END = "\x04"
"""Ctrl-D, and on Windows Ctrl-Z: the end of input."""

INTERRUPT = "\x03"
ESCAPE_WAIT = 0.05
"""Seconds to wait for the rest of an escape sequence; a terminal sends it at once."""

PASTED, TYPED = 0.01, 0.15
"""Seconds within which the letters of a paste follow one another, and those of a word that is typed.

A key that is meant as one waits that long, so it is as short as quick typing allows; `/undo` mends the rest.
"""


def is_interactive() -> bool:
    """Say whether there is a person at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def prepare(what: str, instead: str = "run it in one, without a pipe") -> None:
    """Give `input` line editing, history and whole pastes where there is a readline; Windows has its own.

    Raises:
        UsageError: when there is no person, whom `what` needs; it says what to do `instead`.
    """
    if not is_interactive():
        raise UsageError(f"{what} needs a person at a terminal; {instead}.")
    try:
        import readline
    except ImportError:
        return
    if "libedit" not in (readline.__doc__ or ""):
        readline.parse_and_bind("set enable-bracketed-paste on")


def read_line(prompt: str) -> str:
    """Read one edited line; a paste of several lines is one line with line ends in it.

    Bytes that its encoding has not are read as UTF-8, or become the sign for no text.

    Raises:
        EOFError: at Ctrl-D on an empty line.
        KeyboardInterrupt: at Ctrl-C.
    """
    sys.stdout.flush()
    return input(prompt).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_answer(prompt: str, asked: str = "") -> str:
    """Read one edited line inside `orderly`: what is typed before and after it is not shown.

    What was `asked` is shown again when the program comes back from a stop.

    Raises:
        EOFError: at Ctrl-D on an empty line.
        KeyboardInterrupt: at Ctrl-C.
    """
    _echo(True)
    _redrawing.append(lambda: f"{asked}\n{prompt}{line_so_far()}")
    try:
        return read_line(prompt)
    finally:
        _redrawing.pop()
        _echo(False)


_redrawing: list[Callable[[], str]] = []
"""What stands on the screen's last lines and is shown again when the program comes back from a stop."""


def line_so_far() -> str:
    """What stands in the line that is being edited, where there is a readline to ask."""
    try:
        import readline
    except ImportError:
        return ""
    return readline.get_line_buffer()


class CutShort(Exception):  # noqa: N818 - it says what has happened
    """A line was not finished; `typed` is what stood in it."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class TimeUp(CutShort):
    """The time was over."""


class Stopped(CutShort):
    """Ctrl-C was pressed."""


def read_line_until(prompt: str, left: float | None) -> str:
    """Read one edited line within the seconds left; None is all the time there is.

    Windows cannot interrupt a line: there the time is looked at when it is finished.

    Raises:
        TimeUp: when the time is over.
        Stopped: at Ctrl-C.
        EOFError: at Ctrl-D on an empty line.
    """
    if left is not None and left <= 0:
        raise TimeUp("")
    try:
        with _alarm(left or 0.0):
            return read_line(prompt)
    except KeyboardInterrupt:
        raise Stopped(line_so_far()) from None


def read_key(within: float = PASTED) -> str:
    """Read one key inside `single_keys`: a character, ENTER, END, or "" for a key that is no character.

    Characters that follow one another `within` seconds are a paste or a word, and come as one, without an
    ENTER that ends them: none of them was meant as a key. A slash comes alone, for a line begins with it.

    Raises:
        KeyboardInterrupt: at Ctrl-C.
    """
    sys.stdout.flush()
    typed = _one_key()
    while typed not in (ENTER, END, "", "/") and _more(within if len(typed) == 1 else 3 * within):
        key = _one_key()
        if key in (ENTER, END) and not _more(PASTED):
            break
        typed += key
    return typed


def _one_key() -> str:
    key = _read_key()
    if key == INTERRUPT:
        raise KeyboardInterrupt
    return {"\r": ENTER, "\x1a": END}.get(key, key)


if sys.platform == "win32":
    import msvcrt
    import time

    @contextmanager
    def orderly() -> Iterator[None]:
        """Leave the terminal as it was found; the Windows console sees to that itself, lent or not."""
        yield

    lent = orderly

    @contextmanager
    def single_keys(shown: str = "") -> Iterator[None]:  # noqa: ARG001 - nothing stops a program here
        """Read keys one by one and unseen inside; what was typed ahead of this is dropped."""
        while msvcrt.kbhit():
            msvcrt.getwch()
        yield

    def _echo(on: bool) -> None:
        pass

    @contextmanager
    def _alarm(seconds: float) -> Iterator[None]:  # noqa: ARG001 - no line can be interrupted
        yield

    def _more(wait: float) -> bool:
        until = time.monotonic() + wait
        while not (waiting := msvcrt.kbhit()) and time.monotonic() < until:
            time.sleep(PASTED)
        return waiting

    def _read_key() -> str:
        key = msvcrt.getwch()
        if key in ("\x00", "\xe0"):  # an arrow or function key: its second half follows
            msvcrt.getwch()
            return ""
        return key

else:
    import codecs
    import os
    import select
    import signal
    import termios
    import tty

    from studykit.cli.streams import Ended

    _found: list[list[Any]] = []
    """How the terminal was when the sitting began."""

    @contextmanager
    def orderly() -> Iterator[None]:
        """Leave the terminal as it was found, however this ends: by itself, a stop (Ctrl-Z), or a signal."""
        _found.append(_mode())
        before = signal.signal(signal.SIGTSTP, _stop)
        _echo(False)
        try:
            yield
        except Ended:
            with suppress(OSError):  # the shell's prompt begins on a line of its own
                os.write(sys.stdout.fileno(), b"\n")
            raise
        finally:
            signal.signal(signal.SIGTSTP, before)
            _set_mode(_found.pop())

    def _mode() -> list[Any]:
        return termios.tcgetattr(sys.stdin.fileno())

    def _set_mode(mode: list[Any]) -> None:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, mode)

    def _stop(number: int, _frame: object) -> None:
        """Stop with the terminal as it was found; when it goes on, show again what stood there."""
        now = _mode()
        _set_mode(_found[0])
        going_on = signal.signal(signal.SIGCONT, signal.SIG_DFL)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(signal.SIGTSTP, _stop)
        signal.signal(signal.SIGCONT, going_on)
        _set_mode(now)
        _redraw()

    def _redraw() -> None:
        if _redrawing:
            shown = _redrawing[-1]().encode(sys.stdout.encoding or "utf-8", sys.stdout.errors or "replace")
            os.write(sys.stdout.fileno(), shown)

    def _echo(on: bool) -> None:
        """Show what is typed, or not. A line being edited shows itself, if that was on when it began."""
        mode = _mode()
        mode[3] = mode[3] | termios.ECHO if on else mode[3] & ~termios.ECHO
        _set_mode(mode)

    @contextmanager
    def lent() -> Iterator[None]:
        """Lend the terminal to another program inside, as it was found."""
        now = _mode()
        _set_mode(_found[0] if _found else now)
        try:
            yield
        finally:
            _set_mode(now)

    @contextmanager
    def single_keys(shown: str = "") -> Iterator[None]:
        """Read keys one by one and unseen inside; what was typed ahead of this is dropped.

        The shell takes the terminal back while the program is stopped: `shown` is what stands there
        meanwhile, and is shown again when it goes on.
        """
        terminal = sys.stdin.fileno()
        before = _mode()

        def go_on(*_: object) -> None:
            tty.setcbreak(terminal, termios.TCSADRAIN)
            _redraw()

        tty.setcbreak(terminal, termios.TCSADRAIN)
        termios.tcflush(terminal, termios.TCIFLUSH)
        handler = signal.signal(signal.SIGCONT, go_on)
        _redrawing.append(lambda: f"\n{shown}\n")
        try:
            yield
        finally:
            _redrawing.pop()
            signal.signal(signal.SIGCONT, handler)
            _set_mode(before)

    @contextmanager
    def _alarm(seconds: float) -> Iterator[None]:
        """End what is inside by TimeUp after so many seconds, by none never."""

        def over(*_: object) -> None:
            raise TimeUp(line_so_far())

        before = signal.signal(signal.SIGALRM, over)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _read_key() -> str:
        first = _byte()
        if first == b"":
            return END
        if first == b"\x1b":
            _skip_escape_sequence()
            return ""
        decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("replace")
        while not (key := decoder.decode(first, final=not first)):
            first = _byte()
        return key

    def _skip_escape_sequence() -> None:
        """Drop the rest of an arrow or function key, whose digits would otherwise be taken for ratings."""
        if _more(ESCAPE_WAIT) and _byte() in (b"[", b"O"):
            while _more(ESCAPE_WAIT) and not b"\x40" <= _byte() <= b"\x7e":
                pass

    def _more(wait: float) -> bool:
        return bool(select.select([sys.stdin.fileno()], [], [], wait)[0])

    def _byte() -> bytes:
        return os.read(sys.stdin.fileno(), 1)
