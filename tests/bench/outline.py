"""How long an outline takes to build beyond start-up, with 400 and with 10,000 cards.

    python tests/bench/outline.py [RUNS]

Measures what `studykit outline "QUESTION"` does once the library is open: decode, warn, find, build, lay out
as text; first in a new process, imports included, then once more in the same one. A question that no plan
fits is the slowest, as evidence is searched for. Targets: 150 ms with 400 cards, 500 ms with 10,000. The
machine's own pace is told by `python -c pass`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = {
    "a plan fits": "To what extent did control of the Party explain one leader's rise to power?",
    "two cases": "Compare and contrast the rise to power of two leaders, each from a different region.",
    "no plan fits": "Evaluate how one leader stayed in power through propaganda.",
}
PROBE = """
import json, sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from studykit.cli.context import Invocation
from studykit.cli.essay_material import outline_of
here = Invocation()
here.library.listings, here.collection.states
started = time.perf_counter()
outline = outline_of(here, {question!r})
from studykit.essays.export_text import text
text(outline)
cold = time.perf_counter() - started
started = time.perf_counter()
text(outline_of(here, {question!r}))
print(json.dumps([cold, time.perf_counter() - started, len(here.library.listings)]))
"""


def write_decks(folder: Path, cards: int) -> None:
    """Write decks of 100 cards that belong to the shipped case, beside the shipped ones."""
    for deck in range(cards // 100):
        lines = [f"deck: bench-{deck}", "case: stalin", "themes: [rivals]", "cards:"]
        for card in range(100):
            lines += [
                f"  - id: card-{card}",
                f"    ask: In which year did rival number {card} of group {deck} lose his post?",
                f"    answer: 19{20 + card % 10}",
                f"    date: 19{20 + card % 10}",
            ]
        (folder / f"{deck:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(home: Path, question: str, runs: int) -> tuple[float, float, int]:
    """Give the medians of the first and the second outline in a process, in seconds, and the cards asked."""
    found = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", PROBE.format(root=str(ROOT), question=question)],
            env={"STUDYKIT_HOME": str(home), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
            text=True,
        )
        found.append(json.loads(done.stdout))
    return (
        statistics.median(each[0] for each in found),
        statistics.median(each[1] for each in found),
        found[0][2],
    )


def main() -> None:
    """Print the medians for each size and question."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    print(f"python -c pass {1000 * (time.perf_counter() - started):.0f} ms")
    for more in (0, 9600):
        with tempfile.TemporaryDirectory() as scratch:
            home = Path(scratch)
            (home / "decks").mkdir()
            write_decks(home / "decks", more)
            measure(home, QUESTIONS["a plan fits"], 1)  # fills the cache
            for name, question in QUESTIONS.items():
                cold, warm, cards = measure(home, question, runs)
                print(
                    f"{cards:>6} cards  {name:<13} first {1000 * cold:4.0f} ms   again {1000 * warm:4.0f} ms"
                )


if __name__ == "__main__":
    main()
