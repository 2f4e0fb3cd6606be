from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.progress.students import Learner


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Callable[..., Learner]]:
    """Make students; their stores are closed afterwards."""
    made: list[Learner] = []

    def make(days: int, **options: object) -> Learner:
        made.append(Learner(tmp_path / f"student-{len(made)}", days, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.collection.store.close()
