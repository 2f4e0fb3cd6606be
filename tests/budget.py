"""How many examples a property test tries: a share of the budget that the run has."""

from __future__ import annotations

from hypothesis import settings


def examples(by_default: int) -> int:
    """Examples for a test that tries so many by default, and ten times as many under `-m thorough`."""
    return by_default * settings().max_examples // 100
