"""How long exchanges of 10,000 cards take, as multiples of `python -c pass` in the same run.

    python tests/bench/exchange.py [RUNS]

Each figure is a whole process of the program: export to Anki and CSV, and import of both, and of a package of
Anki's own Basic notes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CARDS = 10_000


def write_deck(path: Path) -> None:
    lines = ["deck: bench", "cards:"]
    for card in range(CARDS):
        lines += [
            f"  - id: card-{card}",
            f"    ask: What did office {card} of the {card % 97}th series control?",
        ]
        lines += [f"    answer: appointments {card}", f"    accept: [jobs {card}]", "    note: Since 1922."]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_basic(path: Path) -> None:
    """Write a package of Basic notes, as other people's decks are."""
    import genanki

    deck = genanki.Deck(1 << 31, "Basic")
    for card in range(CARDS):
        front = f"What did <b>office</b> {card} of the {card % 97}th series&nbsp;control?"
        note = genanki.Note(genanki.BASIC_MODEL, [front, f"<div>appointments {card}</div>"], tags=["history"])
        deck.add_note(note)
    genanki.Package(deck).write_to_file(path)


def seconds(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Measure all cases in turn, round by round, and print medians as multiples of the interpreter's."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_deck(folder / "bench.yaml")
        write_basic(folder / "basic.apkg")
        program = ("-m", "studykit", "deck")
        out = str(folder / "out.yaml")
        cases = {
            "nothing": ("-c", "pass"),
            **{
                f"export {form}": (
                    *program,
                    "export",
                    str(folder / "bench.yaml"),
                    "--force",
                    "-o",
                    str(folder / f"bench.{end}"),
                )
                for form, end in (("anki", "apkg"), ("csv", "csv"))
            },
            "import own apkg": (*program, "import", str(folder / "bench.apkg"), "--force", "-o", out),
            "import basic apkg": (*program, "import", str(folder / "basic.apkg"), "--force", "-o", out),
            "import csv": (*program, "import", str(folder / "bench.csv"), "--force", "-o", out),
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(runs):
            for name, arguments in cases.items():
                times[name].append(seconds(*arguments))
    unit = statistics.median(times["nothing"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:18} {median / unit:6.1f}   {median:6.2f} s")


if __name__ == "__main__":
    main()
