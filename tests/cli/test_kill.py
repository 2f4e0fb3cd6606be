"""The quiz killed at random moments; tests/bench/kills.py does it two hundred times."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")

from tests.cli.kills import kill_quizzes

pytestmark = pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")


@pytest.mark.parametrize(("kills", "at_once"), [(4, 1), (2, 2)])
def test_no_answer_whose_verdict_was_shown_is_lost(tmp_path: Path, kills: int, at_once: int) -> None:
    figures = kill_quizzes(tmp_path, kills, at_once, seed=8)
    assert figures.kills == kills * at_once
    assert figures.lost == []
    assert figures.unsound == []
    assert figures.kept >= figures.shown
