"""Kill the quiz 200 times alone and 200 times two at once, and count what was lost.

Run: python -m tests.bench.kills [KILLS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.cli.kills import kill_quizzes


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    bad = 0
    for at_once in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            figures = kill_quizzes(Path(folder), kills // at_once, at_once, seed=at_once)
        print(f"{'one quiz' if at_once == 1 else 'two quizzes at once'}: {figures}")
        for line in (*figures.lost, *figures.unsound):
            print("  ", line)
        bad += len(figures.lost) + len(figures.unsound)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
