"""What a test may take: examples, a share of the budget that the run has, and seconds."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from hypothesis import settings

FAST = 40
"""The most examples of a test in the daily run, where it says nothing else."""

THOROUGH = 400
"""The same under `-m thorough`."""


def examples(of_hundred: int) -> int:
    """Examples for a test that tries so many where others try a hundred."""
    return max(1, of_hundred * settings().max_examples // 100)


TOO_LONG = 20.0
"""Seconds of the processor after which something is taken to go on for ever; six times that by the clock."""


@contextlib.contextmanager
def soon() -> Iterator[None]:
    """Fail instead of waiting for ever: opening a pipe blocks until somebody writes to it."""

    def give_up(*_: object) -> None:
        raise TimeoutError("it waits for ever")

    timers = ((signal.SIGALRM, signal.ITIMER_REAL, 6), (signal.SIGPROF, signal.ITIMER_PROF, 1))
    before = [(number, timer, signal.signal(number, give_up)) for number, timer, _ in timers]
    for _, timer, factor in timers:  # the machine may be busy
        signal.setitimer(timer, factor * TOO_LONG)
    try:
        yield
    finally:
        for number, timer, handler in before:
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
