"""The years a question speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"\b(?P<early>early |late |mid - |mid )?(?P<first>1[0-9]\d\d|20\d\d)(?P<decade>s)?"
    r"(?: ?(?:-|–|—|/|to|and|until|till|through) ?(?P<last>1[0-9]\d\d|20\d\d|\d\d)(?!\w))?"
)
_OPEN_END = re.compile(r"\b(?:after|since|from|post -|beyond|following)(?: the)?(?: year)? ?$")
_OPEN_START = re.compile(r"\b(?:before|until|till|by|up to|pre -|prior to)(?: the)?(?: year)?(?: end of)? ?$")
_CENTURY = re.compile(
    r"\b(1[0-9]|2[01])(?:st|nd|rd|th) ?- ?century\b|\b(1[0-9]|2[01])(?:st|nd|rd|th) century\b|"
    r"\b(seventeenth|eighteenth|nineteenth|twenty - first|sixteenth|fifteenth|medieval)\b"
)


@dataclass(frozen=True, slots=True)
class Years:
    """A stretch of years; None where the question leaves an end open."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        if self.first is None:
            return f"until {self.last}"
        if self.last is None:
            return f"from {self.first}"
        return f"{self.first}/{self.last}"

    @property
    def spoken(self) -> str:
        """The years as they are written in a sentence: 1924-29."""
        if self.first is not None and self.last is not None and self.first != self.last:
            short = str(self.last)[2:] if self.first // 100 == self.last // 100 else str(self.last)
            return f"{self.first}-{short}"
        return str(self)


def find_years(plain: str) -> Years | None:
    """Give the years a question in lower case names, from the first to the last; None when it names none."""
    found = [_years(plain, match) for match in _NUMBER.finditer(plain)]
    if not found:
        return None
    firsts = [each.first for each in found]
    lasts = [each.last for each in found]
    return Years(
        None if None in firsts else min(year for year in firsts if year is not None),
        None if None in lasts else max(year for year in lasts if year is not None),
    )


def _years(plain: str, match: re.Match[str]) -> Years:
    first = int(match["first"])
    last = match["last"]
    if match["decade"]:
        early = (match["early"] or "").strip()
        start = first + (5 if early == "late" else 3 if early.startswith("mid") else 0)
        return Years(start, first + (4 if early == "early" else 6 if early.startswith("mid") else 9))
    if last is not None:
        return Years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))
    before = plain[: match.start()]
    if _OPEN_END.search(before):
        return Years(first, None)
    if _OPEN_START.search(before):
        return Years(None, first)
    return Years(first, first)


def other_century(plain: str) -> bool:
    """Say whether a question speaks of another century than the twentieth."""
    match = _CENTURY.search(plain)
    if match is not None and match[0][:2] != "20":
        return True
    years = find_years(plain)
    if years is None:
        return False
    named = [year for year in (years.first, years.last) if year is not None]
    return all(not 1895 <= year < 2000 for year in named)
