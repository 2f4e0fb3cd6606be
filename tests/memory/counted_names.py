"""Names that count how often they are looked up or compared: steps, which no clock has to tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class CountedName(str):
    """A name that counts how often any of its kind is looked up or compared."""

    __slots__ = ()
    steps = 0

    def __hash__(self) -> int:
        CountedName.steps += 1
        return str.__hash__(self)

    def __eq__(self, other: object) -> bool:
        CountedName.steps += 1
        return str.__eq__(self, other)


@contextmanager
def steps_below(most: int) -> Iterator[None]:
    """Fail when names are looked up or compared inside as often as that."""
    before = CountedName.steps
    yield
    assert CountedName.steps - before < most
