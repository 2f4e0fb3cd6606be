"""Stand-ins: what lets YAML read on past a character that would mislead it.

What is misread in a sentence has been reported, but the rest of the file is still to be read, with every line
and column as the teacher sees them. So the character is replaced, one for one, by a private-use one that
means nothing to YAML, and put back in the texts that come out.
"""

from __future__ import annotations

from studykit.decks.findings import TooManyError

MOST = 200_000
"""Characters of a file that are replaced: there is no deck in a file with more to mend."""

_BASE = 0xE000
_SEPARATORS = {"\u2028": "\ue128", "\u2029": "\ue129"}
NOTHING = "\ue1ff"
"""A stand-in that fills a column and comes out as nothing."""

RESERVED = "\ue000-\ue1ff"
"""The stand-ins as a range for a character class: none of them may come from a file itself."""

_RESTORED: dict[int, str | int | None] = {_BASE + code: code for code in range(0x100)}
_RESTORED.update({ord(stand_in): character for character, stand_in in _SEPARATORS.items()})
_RESTORED[ord(NOTHING)] = None


def restore(text: str) -> str:
    """Put back what stand-ins stand for."""
    return text.translate(_RESTORED)


class Edits:
    """The lines of a file as the parser is to see them: changes keep their length."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._changed: dict[int, list[str]] = {}
        self._texts: dict[int, str] = {}
        """Changed lines put together, until they change again: each is asked for many times."""
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._changed)

    def text(self, line: int) -> str:
        """Give a line, counted from 0, with its changes made; behind the last one nothing."""
        if line >= len(self.lines):
            return ""
        if line not in self._changed:
            return self.lines[line]
        if line not in self._texts:
            self._texts[line] = "".join(self._changed[line])
        return self._texts[line]

    def hide(self, line: int, *columns: int) -> None:
        """Put stand-ins in the place of characters; line and columns count from 0."""
        for column in columns:
            character = self.lines[line][column]
            small = ord(character) < 0x100
            self.put(
                line, column, chr(_BASE + ord(character)) if small else _SEPARATORS.get(character, character)
            )

    def put(self, line: int, column: int, characters: str) -> None:
        """Put characters in the place of as many others.

        Raises:
            TooManyError: when more of a file is to be mended than is worth it.
        """
        self._count += len(characters)
        if self._count > MOST:
            raise TooManyError
        if line not in self._changed:
            self._changed[line] = list(self.lines[line])
        self._changed[line][column : column + len(characters)] = characters
        self._texts.pop(line, None)
