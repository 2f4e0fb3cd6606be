"""Mutated files for every reader, thousands of them: tracebacks, the slowest, and the memory it took.

Run: python -m tests.bench.fuzz [FILES] [SEED]
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from tests.fuzz_targets import targets
from tests.fuzzing import run

SLOW = 1.0


def main() -> int:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 12_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    bad = total = 0
    with tempfile.TemporaryDirectory() as folder:
        found = list(targets(Path(folder)))
        for target in found:
            outcome = run(target, -(-files // len(found)), seed)
            slow = outcome.slowest > SLOW
            bad += len(outcome.failures) + slow
            traces = len(outcome.failures)
            total += outcome.files
            print(
                f"{target.name}: {outcome.files} files, {outcome.refused} refused, {traces} tracebacks, "
                f"slowest {outcome.slowest:.3f} s, memory so far {_memory():.0f} MB",
                flush=True,
            )
            for content, trace in outcome.failures[:3]:
                print(f"  {content[:300]!r}\n{trace}")
            if slow:
                print(f"  slowest: {len(outcome.slowest_file)} bytes, {outcome.slowest_file[:300]!r}")
    print(f"{total} files in all; largest memory: {_memory():.0f} MB")
    return 1 if bad else 0


def _memory() -> float:
    """Give the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
