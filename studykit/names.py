"""Names in a sentence: the nearest known to one that was mistyped, and the first of many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

MOST_COMPARED = 50_000
"""Pairs of names that are compared for one report, in about a second."""


def nearest(name: str, known: Iterable[str]) -> str:
    """End a sentence about an unknown name: `; did you mean `x`?` when one is near, else a full stop."""
    import difflib

    matches = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean `{matches[0]}`?" if matches else "."


def some_of(names: Sequence[str], most: int = 5) -> str:
    """Name the first of some, and say how many more there are: `Ada, Ben and 3 more`."""
    shown, more = ", ".join(names[:most]), len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown


class Hints:
    """The nearest names for a report of any length: after `MOST_COMPARED` pairs there are no hints any more.

    Many unknown names among many known ones would take their product.
    """

    def __init__(self) -> None:
        self._compared = 0

    def nearest(self, name: str, known: Collection[str]) -> str:
        """End a sentence about an unknown name as `nearest` does, as long as there are hints."""
        self._compared += len(known)
        return nearest(name, known) if self._compared <= MOST_COMPARED else "."
