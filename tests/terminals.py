"""The program in a real pseudo-terminal: forked from this process, or in a new one."""

from __future__ import annotations

import fcntl
import pty
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING, Any

import pexpect
import ptyprocess

from tests.program import become

if TYPE_CHECKING:
    from tests.program import Environment


class Pty(ptyprocess.PtyProcess):  # type: ignore[misc]
    """A pseudo-terminal that is closed as soon as its program has ended, and not a fixed time later."""

    PATIENCE = 0.3
    """Seconds that a program has to end by itself once its terminal is gone."""

    def __init__(self, pid: int, fd: int) -> None:
        super().__init__(pid, fd)
        self.delayafterclose = 0.0
        self.delayafterterminate = 0.05

    def close(self, force: bool = True) -> None:
        if not self.closed:
            self.fileobj.close()
            until = time.monotonic() + self.PATIENCE
            while self.isalive() and time.monotonic() < until:
                time.sleep(0.002)
        super().close(force)


class New(pexpect.spawn):  # type: ignore[misc]
    """The program in a new interpreter."""

    def __init__(
        self, environment: Environment, words: tuple[str, ...], dimensions: tuple[int, int], timeout: float
    ) -> None:
        self.environment, self.words = environment, words
        super().__init__(
            sys.executable,
            ["-m", "studykit", *words],
            env=dict(environment.variables),
            cwd=environment.folder,
            dimensions=dimensions,
            encoding="utf-8",
            timeout=timeout,
        )
        # The program's terminal is as it wants it before it shows what it waits for: nothing has to settle.
        self.delaybeforesend = None

    def _spawnpty(self, args: list[bytes], **how: Any) -> Pty:
        made: Pty = Pty.spawn(args, **how)
        return made


class Fork(New):
    """The program in a fork of this process, which has it loaded."""

    def _spawnpty(self, args: list[bytes], **how: Any) -> Pty:
        lines, columns = how["dimensions"]
        pid, number = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            become(self.environment, self.words)
        made = Pty(pid, number)
        made.setwinsize(lines, columns)
        return made
