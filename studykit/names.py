"""The nearest known name to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """End a sentence about an unknown name: `; did you mean `x`?` when one is near, else a full stop."""
    import difflib

    matches = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean `{matches[0]}`?" if matches else "."
