"""A line that must be typed before the time is over; what was typed until then is kept."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from studykit.cli import terminal


class TimeUp(Exception):  # noqa: N818 - it says what has happened
    """The time was over; `typed` is the unfinished line."""

    def __init__(self, typed: str) -> None:
        super().__init__("time is up")
        self.typed = typed


class Stopped(Exception):  # noqa: N818 - it says what has happened
    """Ctrl-C was pressed; `typed` is the unfinished line."""

    def __init__(self, typed: str) -> None:
        super().__init__("stopped")
        self.typed = typed


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
    if sys.platform == "win32" or left is None:
        try:
            return terminal.read_line(prompt)
        except KeyboardInterrupt:
            raise Stopped(_unfinished()) from None

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TimeUp(_unfinished())

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, left)
    try:
        return terminal.read_line(prompt)
    except KeyboardInterrupt:
        raise Stopped(_unfinished()) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _unfinished() -> str:
    """Give what stands in the line that is being edited, where there is a readline to ask."""
    try:
        import readline
    except ImportError:
        return ""
    return readline.get_line_buffer()
