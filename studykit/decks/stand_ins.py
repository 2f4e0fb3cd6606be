"""Stand-ins: what lets YAML read on past a character that would mislead it.

A scan that finds `: ` in a sentence has reported it, but the rest of the file is still to be read, with every
line and column as the teacher sees them. So the character is replaced, one for one, by a private-use one that
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


def stand_in(character: str) -> str:
    """Give the stand-in of a character; one that YAML cannot trip over stands for itself."""
    if ord(character) < 0x100:
        return chr(_BASE + ord(character))
    return _SEPARATORS.get(character, character)


def is_reserved(character: str) -> bool:
    """Say whether a character is one of the stand-ins."""
    return "\ue000" <= character <= NOTHING


def restore(text: str) -> str:
    """Put back what stand-ins stand for."""
    return text.translate(_RESTORED)


class Edits:
    """Changes to lines that keep their length, gathered first and made at the end."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self._changes: dict[int, dict[int, str]] = {}
        self._count = 0

    def __bool__(self) -> bool:
        return bool(self._changes)

    def hide(self, line: int, *columns: int) -> None:
        """Put stand-ins in the place of characters; line and columns count from 0."""
        for column in columns:
            self.put(line, column, stand_in(self.lines[line][column]))

    def put(self, line: int, column: int, characters: str) -> None:
        """Put characters in the place of as many others.

        Raises:
            TooManyError: when more of a file is to be mended than is worth it.
        """
        self._count += len(characters)
        if self._count > MOST:
            raise TooManyError
        self._changes.setdefault(line, {}).update(enumerate(characters, column))

    def made(self) -> str:
        """Give the whole text with the changes made."""
        lines = list(self.lines)
        for number, changes in self._changes.items():
            characters = list(lines[number])
            for column, character in changes.items():
                characters[column] = character
            lines[number] = "".join(characters)
        return "\n".join(lines) + "\n"
