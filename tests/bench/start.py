"""How long studykit takes to start, as multiples of `python -c pass` of the same environment in the same run.

    python tests/bench/start.py [RUNS]

Measures `studykit --help`, `studykit today`, its one line for a login script, and the first prompt of
`studykit quiz` (in a pseudo-terminal), all but the first with 10,000 cards whose cache is fresh. Targets:
help 8, the one line and the first prompt 12.
"""

from __future__ import annotations

import os
import pty
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

DECKS, CARDS = 100, 100


def write_decks(folder: Path) -> None:
    """Write 10,000 cards in 100 files."""
    for deck in range(DECKS):
        lines = [f"deck: bench-{deck}", "cards:"]
        for card in range(CARDS):
            lines += [
                f"  - id: card-{card}",
                f"    ask: What is fact number {card} of topic {deck}?",
                f"    answer: answer {deck * CARDS + card}",
            ]
        (folder / f"{deck:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def until_it_ends(arguments: list[str], environment: dict[str, str]) -> float:
    """Give the seconds a whole process takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def until_the_prompt(arguments: list[str], environment: dict[str, str]) -> float:
    """Give the seconds until a process in a pseudo-terminal asks its first question."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [sys.executable, *arguments], environment)
    shown = b""
    while b"> " not in shown:
        shown += os.read(terminal, 65536)
    taken = time.perf_counter() - started
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return taken


def main() -> None:
    """Measure all in turn, round by round, and print medians as multiples of the bare interpreter's."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / "decks").mkdir()
        write_decks(home / "decks")
        environment = {**os.environ, "STUDYKIT_HOME": str(home), "TERM": "xterm"}
        # An installed studykit has its bytecode beside it; so must a checkout, to be compared.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        timed: dict[str, Callable[[], float]] = {
            "python -c pass": partial(until_it_ends, ["-c", "pass"], environment),
            "studykit --help": partial(until_it_ends, ["-m", "studykit", "--help"], environment),
            "studykit today": partial(until_it_ends, ["-m", "studykit", "today"], environment),
            "studykit today --brief": partial(
                until_it_ends, ["-m", "studykit", "today", "--brief"], environment
            ),
            "first prompt": partial(until_the_prompt, ["-m", "studykit", "quiz"], environment),
        }
        for run in timed.values():
            run()
        rounds = [{name: run() for name, run in timed.items()} for _ in range(runs)]
    medians = {name: statistics.median(taken[name] for taken in rounds) for name in timed}
    for name, median in medians.items():
        print(f"{name:<22} {median * 1000:7.1f} ms  {median / medians['python -c pass']:5.1f} x")


if __name__ == "__main__":
    main()
