"""How long decks take to open, as multiples of `python -c pass` of the same environment in the same run.

    python tests/bench/library.py [RUNS]

Measures a process that imports the library and opens 10,000 cards in 50 files: without a cache, after one
file changed, with a fresh cache, and with a fresh cache and all listings. Imports are part of every figure.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DECKS, CARDS = 50, 200


def write_decks(folder: Path) -> None:
    """Write 10,000 cards, half of them as blocks and half as JSON."""
    for deck in range(DECKS):
        lines = [f"deck: bench-{deck}", "cards:"]
        for card in range(0, CARDS, 2):
            ask = f"Name two things that office {card} of series {deck} controlled."
            lines += [f"  - id: block-{card}", f"    ask: {ask}", "    list:"]
            lines += ["      - [appointments, who got which job]", "      - [files, records]", "    need: 1"]
            entry = {
                "id": f"json-{card}",
                "ask": f"What was event {card} of series {deck}?",
                "answer": "a, b: c",
            }
            lines.append(f"  - {json.dumps(entry | {'reject': {'1924': 'that is when Lenin died'}})}")
        (folder / f"{deck:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def seconds(code: str) -> float:
    """Time one process."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def main() -> None:
    """Measure all cases in turn, round by round, and print medians as multiples of the interpreter's."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as scratch:
        decks, cache = Path(scratch, "decks"), Path(scratch, "cache")
        decks.mkdir()
        write_decks(decks)
        head = "from pathlib import Path; from studykit.decks.library import Library;"
        opened = f"{head} library = Library.open([Path({str(decks)!r})], Path({str(cache)!r}))"
        touched = f"p = __import__('pathlib').Path({str(decks / '000.yaml')!r});"
        touched += "p.write_text(p.read_text(encoding='utf-8') + '# more\\n', encoding='utf-8');"
        cases = {
            "nothing": "pass",
            "no cache": f"__import__('shutil').rmtree({str(cache)!r}, ignore_errors=True); {opened}",
            "one changed": touched + opened,
            "fresh": opened,
            "fresh, listed": f"{opened}; assert len(library.listings) == {DECKS * CARDS}",
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(runs):
            for name, code in cases.items():
                times[name].append(seconds(code))
    unit = statistics.median(times["nothing"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:14} {median / unit:6.1f}   {median * 1000:7.1f} ms")


if __name__ == "__main__":
    main()
