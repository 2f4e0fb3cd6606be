"""How many examples a property test tries: a share of the budget that the run has."""

from __future__ import annotations

from hypothesis import settings

FAST = 40
"""The most examples of a test in the daily run, where it says nothing else."""

THOROUGH = 400
"""The same under `-m thorough`."""


def examples(of_hundred: int) -> int:
    """Examples for a test that tries so many where others try a hundred."""
    return max(1, of_hundred * settings().max_examples // 100)
