"""How long `studykit deck check` takes on 10,000 cards, in seconds and as multiples of `python -c pass`.

    python tests/bench/deck_check.py [RUNS]

10,000 cards of six kinds in 200 files, every tenth with three examples of its own. Measured as whole
processes: cold (no cache at all), when nothing changed, when one file changed, and one file by its name;
before them the shipped decks alone, cold and when nothing changed. Targets: shipped cold 6 s, nothing changed
0.5 s.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DECKS, CARDS = 200, 50


def card(deck: int, number: int) -> list[str]:
    """Write one card as a teacher would."""
    topic = f"office {number} of series {deck}"
    lines = [f"  - id: card-{number}"]
    kind = number % 6
    if kind == 0:
        lines += [f"    ask: In which year was {topic} founded?", f"    answer: {1900 + number}"]
        lines += [f"    date: {1900 + number}", '    reject: {"1890": "that is when it was planned"}']
    elif kind == 1:
        lines += [f"    ask: Name two things that {topic} controlled.", "    list:"]
        lines += ["      - [appointments, who got which job]", "      - [files, records]", "    need: 1"]
    elif kind == 2:
        lines += [f"    ask: Which side led {topic}?", "    choose: [Left, Right]", "    answer: Right"]
    elif kind == 3:
        lines += [f"    ask: Why did {topic} matter?", "    points:", "      - say: it chose the delegates"]
        lines += ["        accept: [delegates owed it their posts]", "      - say: it kept the files"]
    elif kind == 4:
        lines += [f'    cloze: "In {{{{1922}}}} {topic} came under the {{{{General Secretary}}}}."']
    else:
        lines += [f"    ask: What was {topic} for?", f"    answer: assignments of staff {number}"]
        lines += [f"    back: {{ask: 'Which body {deck} of the state was number {number}?', answer: bureau}}"]
    if number % 10 == 0 and kind in (0, 2):
        right = 1900 + number if kind == 0 else "Right"
        lines += ["    examples:", f"      right: [{right}, the {right}]", "      wrong: [no idea]"]
    return lines


def write_decks(folder: Path) -> None:
    """Write 10,000 entries in 200 files."""
    for deck in range(DECKS):
        lines = [f"deck: bench-{deck:03}", f"title: Bench {deck}", "cards:"]
        for number in range(CARDS):
            lines += card(deck, number)
        (folder / f"{deck:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def seconds(arguments: list[str], environment: dict[str, str]) -> float:
    """Time one process."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - started
    if done.returncode not in (0, 1) or done.stderr:
        raise SystemExit(done.stderr or f"exit code {done.returncode}")
    return taken


def main() -> None:
    """Measure all cases in turn, round by round, and print medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        decks = home / "decks"
        decks.mkdir()
        write_decks(decks)
        environment = {**os.environ, "STUDYKIT_HOME": str(home)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        check = ["-m", "studykit", "deck", "check"]
        one = decks / "100.yaml"
        times: dict[str, list[float]] = {}
        for _ in range(runs):
            times.setdefault("python -c pass", []).append(seconds(["-c", "pass"], environment))
            alone = {**environment, "STUDYKIT_HOME": str(home / "alone")}
            shutil.rmtree(home / "alone", ignore_errors=True)
            times.setdefault("shipped, cold", []).append(seconds(check, alone))
            time.sleep(0.1)
            times.setdefault("shipped again", []).append(seconds(check, alone))
            shutil.rmtree(home / "cache", ignore_errors=True)
            times.setdefault("cold", []).append(seconds(check, environment))
            time.sleep(0.1)  # times of files younger than a tick of the clock are not trusted
            seconds(check, environment)
            times.setdefault("nothing changed", []).append(seconds(check, environment))
            one.write_text(one.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
            times.setdefault("one changed", []).append(seconds(check, environment))
            times.setdefault("one by name", []).append(seconds([*check, str(one)], environment))
    unit = statistics.median(times["python -c pass"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:16} {median:6.2f} s {median / unit:7.1f} x")


if __name__ == "__main__":
    main()
