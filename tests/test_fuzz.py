"""A few hundred mutated files for everything that reads others' files; tests/bench/fuzz.py has thousands."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz_targets import targets
from tests.fuzzing import run


def test_no_mutated_file_ends_in_a_traceback(tmp_path: Path) -> None:
    for target in targets(tmp_path):
        outcome = run(target, 40, seed=8)
        assert outcome.files == 40
        assert not outcome.failures, (
            f"{target.name}: {outcome.failures[0][0][:2000]!r}\n{outcome.failures[0][1]}"
        )
