"""Mutated files for everything that reads others' files; tests/bench/fuzz.py has thousands."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Some
from tests.fuzz_targets import targets
from tests.fuzzing import run


def test_no_mutated_file_ends_in_a_traceback(tmp_path: Path, some: Some) -> None:
    files = len(some(range(120), 12))
    for target in targets(tmp_path):
        outcome = run(target, files, seed=8)
        assert outcome.files == files
        assert not outcome.failures, (
            f"{target.name}: {outcome.failures[0][0][:2000]!r}\n{outcome.failures[0][1]}"
        )
