"""The columns in which the keys and dashes of a file may stand."""

from __future__ import annotations


class Columns:
    """The keys and dashes that are open above the present line, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str | None]] = []
        """Column from 0, and the key; None for a dash."""
        self.awaiting = True
        """Whether the last of them still waits for its value."""

    @property
    def parent(self) -> str:
        """The key that the present line belongs to."""
        return next((key for _, key in reversed(self._open) if key is not None), "")

    def fit(self, column: int, *, dash: bool) -> bool:
        """Say whether a key, or a dash, may stand in a column."""
        if not self._open:
            return True
        last, key = self._open[-1]
        if self.awaiting and (column > last or (column == last and dash and key is not None)):
            return True
        return any(at == column and (key is None) == dash for at, key in self._open)

    def dash(self, column: int) -> None:
        """Open an item of a list."""
        self._open = [
            each for each in self._open if each[0] < column or (each[0] == column and each[1] is not None)
        ]
        self._open.append((column, None))

    def key(self, column: int, name: str) -> None:
        """Open a key."""
        self._open = [each for each in self._open if each[0] < column]
        self._open.append((column, name))
