"""A few hundred mutated files for everything that reads others' files; tests/bench/fuzz.py has thousands."""

from __future__ import annotations

from pathlib import Path

from tests.fuzzing import run, targets


def test_no_mutated_file_ends_in_a_traceback(tmp_path: Path) -> None:
    for name, attempt, seeds in targets(tmp_path):
        outcome = run(attempt, seeds, 60, seed=8)
        assert outcome.files == 60
        assert not outcome.failures, f"{name}: {outcome.failures[0][0][:2000]!r}\n{outcome.failures[0][1]}"
