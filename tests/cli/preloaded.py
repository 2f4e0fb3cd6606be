"""The real program with a library between it and the system: forks of one process that has both loaded."""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import NoReturn, Self

from tests.program import TYPED, Output, Ran

ROOT = Path(__file__).parent.parent.parent


class Preloaded:
    """A process with a library in front of the system and the program loaded; it runs nothing itself.

    Its forks end as a program does, with all that Python and the library do at the end.
    """

    def __init__(self, library: Path) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.preloaded", str(theirs.fileno())],
                cwd=ROOT,
                env={**os.environ, "LD_PRELOAD": str(library), "PYTHONDONTWRITEBYTECODE": "1"},
                pass_fds=[theirs.fileno()],
                # Pipes, as its forks have them: Python looks at what a stream is when it opens it.
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._process.communicate()

    def run(self, *words: str, **variables: str) -> Ran:
        """Run a command with these variables and no others; the code of one that was killed is below 0."""
        pipes = [os.pipe() for _ in range(2)]
        message = json.dumps({"words": words, "variables": variables}).encode()
        socket.send_fds(self._ours, [message], [write for _, write in pipes])
        for _, write in pipes:
            os.close(write)
        printed = [b"", b""]

        def read(at: int) -> None:
            with os.fdopen(pipes[at][0], "rb") as stream:
                printed[at] = stream.read()

        reading = [Thread(target=read, args=(at,)) for at in range(2)]
        for each in reading:
            each.start()
        for each in reading:
            each.join()
        return Output(int(self._ours.recv(20)), *printed).text


def _serve(connection: socket.socket) -> None:
    """Fork for each command that is asked for, until nobody is left to ask."""
    while True:
        message, numbers, _, _ = socket.recv_fds(connection, 1 << 20, 2)
        if not message:
            return
        child = os.fork()
        if child == 0:
            connection.close()
            _be_the_program(**json.loads(message), streams=numbers)
        for number in numbers:
            os.close(number)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        connection.send(str(code).encode())


def _be_the_program(words: list[str], variables: Mapping[str, str], streams: list[int]) -> NoReturn:
    from studykit.__main__ import main
    from studykit.cli import clock

    for standard, number in enumerate((os.open(os.devnull, os.O_RDONLY), *streams)):
        os.dup2(number, standard)
        os.close(number)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = [TYPED, *words]
    clock.current = clock.Clock()  # which a program reads when it starts
    main()
    raise AssertionError("the program came back")


if __name__ == "__main__":
    import studykit

    for module in pkgutil.walk_packages(studykit.__path__, "studykit."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.freeze()  # what is loaded is not looked at again whenever a fork ends
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        _serve(asked)
