"""The real program, run in this process: what it finds around it stands in one value.

Three ways to run it. `run` calls it here, its output kept; `sit` forks this process onto a pseudo-terminal,
where it is alone with its signals, its line editor and its screen; `start` starts a new interpreter, for what
only one that starts can show. Whatever a run changes in this process is put back afterwards.
"""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import studykit
from studykit import folders
from studykit.cli import clock, started
from studykit.cli.main import main

if TYPE_CHECKING:
    import pexpect

TYPED = str(Path(studykit.__file__).with_name("__main__.py"))
"""What stands first in `sys.argv` after `python -m studykit`."""

FOR_THE_LOADER = frozenset({"LD_PRELOAD", "PYTHONPATH", "PYTHONUNBUFFERED"})
"""What is read when a process starts, and by nobody later."""


@dataclass(frozen=True)
class Ran:
    """What came of a run: its exit code, and what it printed as text."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Output:
    """What came of a run, byte for byte."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> Ran:
        """The same as text, with the line ends that a program reads."""
        return Ran(self.code, *(each.decode().replace("\r\n", "\n") for each in (self.out, self.err)))


class TellingClock(clock.Clock):
    """A clock that stands at a moment; rows are a millisecond apart, and what is measured `ticks` seconds."""

    def __init__(self, now: datetime, ticks: float) -> None:
        super().__init__()
        self.now = now
        self.moments = count(int(now.timestamp() * 1000))
        self.measured = count(0.0, ticks)

    def local_now(self) -> datetime:
        return self.now

    def milliseconds(self) -> int:
        return next(self.moments)

    def seconds(self) -> float:
        return next(self.measured)


class Screen(io.TextIOWrapper):
    """A standard stream that is kept in a file, and may say that it is a terminal."""

    def __init__(self, encoding: str, *, terminal: bool = False) -> None:
        # A real file: the program may ask for its number, and hand it on.
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with this
        super().__init__(self.file, encoding=encoding, errors="strict")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    @property
    def shown(self) -> bytes:
        self.flush()
        self.file.seek(0)
        return self.file.read()


@dataclass(frozen=True)
class Environment:
    """What a run of the program finds around it."""

    variables: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    stdin: bytes = b""
    terminal: bool = False
    """Whether what is printed goes to a terminal; `sit` gives a real one."""
    folder: Path | None = None
    """Where it is run; None is here."""
    clock: clock.Clock | None = None
    """Another clock than the system's."""
    shipped: Path | None = None
    """Another folder than that of the shipped decks."""

    def having(self, **variables: str) -> Environment:
        """The same with more variables."""
        return replace(self, variables={**self.variables, **variables})

    @property
    def encoding(self) -> str:
        """How standard streams are encoded: UTF-8, unless it is told otherwise as Python is."""
        return self.variables.get("PYTHONIOENCODING") or "utf-8"

    @property
    def asks_for_a_new_process(self) -> bool:
        """Whether it has a variable that this process would have heeded when it started."""
        return any(self.variables.get(name) != os.environ.get(name) for name in FOR_THE_LOADER)

    def run(self, *words: str) -> Output:
        """Run a command in this process; in a new one where a variable asks for that."""
        if self.asks_for_a_new_process:
            return self.start(*words)
        out, err = (Screen(self.encoding, terminal=self.terminal) for _ in range(2))
        read = io.TextIOWrapper(io.BytesIO(self.stdin), encoding=self.encoding)
        with out, err, self.installed(words):
            before = sys.stdin, sys.stdout, sys.stderr
            sys.stdin, sys.stdout, sys.stderr = read, out, err
            try:
                code = _code_of_main()
            finally:
                sys.stdin, sys.stdout, sys.stderr = before
            return Output(code, out.shown, err.shown)

    def start(self, *words: str) -> Output:
        """Run a command in a new interpreter."""
        assert self.clock is None
        assert self.shipped is None
        done = subprocess.run(
            [sys.executable, "-m", "studykit", *words],
            capture_output=True,
            cwd=self.folder,
            env=self.variables,
            input=self.stdin,
            timeout=60,
            check=False,
        )
        return Output(done.returncode, done.stdout, done.stderr)

    def sit(self, *words: str, columns: int = 80, lines: int = 24, timeout: float = 10) -> pexpect.spawn:
        """Run a command in a real pseudo-terminal, in a fork of this process or in a new one."""
        from tests.terminals import Fork, New

        kind = New if self.asks_for_a_new_process else Fork
        return kind(self, words, (lines, columns), timeout)

    @contextmanager
    def installed(self, words: tuple[str, ...]) -> Iterator[None]:
        """Make this the environment of the process, until the block ends."""
        with ExitStack() as stack:
            stack.enter_context(_replaced(sys, "argv", [TYPED, *words]))
            stack.enter_context(_variables(self.variables))
            if self.folder is not None:
                stack.callback(os.chdir, Path.cwd())
                os.chdir(self.folder)
            if self.clock is not None:
                stack.enter_context(_replaced(clock, "current", self.clock))
            if (shipped := self.shipped) is not None:
                stack.enter_context(_replaced(folders, "shipped_decks", lambda: shipped))
            started.program.cache_clear()
            stack.callback(started.program.cache_clear)
            stack.callback(gc.enable)
            yield


def _code_of_main() -> int:
    """Run the program with what stands in `sys.argv`; its exit code is what the system would see."""
    try:
        return main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))


@contextmanager
def _replaced(owner: object, name: str, value: object) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def _variables(wanted: Mapping[str, str]) -> Iterator[None]:
    """Let the process have these variables and no others; a time zone among them holds at once."""
    before = dict(os.environ)
    _set_variables(wanted)
    try:
        yield
    finally:
        _set_variables(before)


def _set_variables(wanted: Mapping[str, str]) -> None:
    zone = os.environ.get("TZ")
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    for name, value in wanted.items():
        if os.environ.get(name) != value:
            os.environ[name] = value
    if wanted.get("TZ") != zone and hasattr(time, "tzset"):
        time.tzset()


def become(environment: Environment, words: tuple[str, ...]) -> NoReturn:
    """Be the program and nothing else, as a process that was forked for it; never comes back."""
    code = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGALRM):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding=environment.encoding, buffering=1, closefd=False)  # noqa: SIM115
            for number, mode in ((0, "r"), (1, "w"), (2, "w"))
        )
        with environment.installed(words):
            code = _code_of_main()
            sys.stdout.flush()
            sys.stderr.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
