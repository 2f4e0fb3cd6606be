"""What the README promises is what is run."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for line in readme.splitlines() if line.endswith(".venv/bin/pytest -q")]
    assert len(commands) == 1
    assert commands[0] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
