"""What a YAML file holds, as we read it: texts, lists and mappings that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Text:
    """A scalar, always text; `plain` when it stands there without quotes. Line and column count from 1."""

    value: str
    line: int
    column: int
    plain: bool = True


@dataclass(slots=True)
class Items:
    """A list; `end` is the line and column after it."""

    items: list[Node]
    line: int
    column: int
    end: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Fields:
    """A mapping, in the order of the file; of two equal keys it holds the first.

    `end` is the line and column after it.
    """

    entries: dict[str, tuple[Text, Node]]
    line: int
    column: int
    end: tuple[int, int] = (0, 0)

    def get(self, key: str) -> Node | None:
        """Give the value of a key, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Text | Items | Fields
