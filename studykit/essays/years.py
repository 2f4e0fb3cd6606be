"""The years that a question or a line of a plan speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"\b(?P<early>early |late |mid - |mid )?(?P<first>1[0-9]\d\d|20\d\d)(?P<decade>s)?"
    r"(?: ?(?:-|–|—|/|to|and|until|till|through) ?(?P<last>1[0-9]\d\d|20\d\d|\d\d)(?!\w))?"
)
_OPEN_END = re.compile(r"\b(?:after|since|from|post -|beyond|following)(?: the)?(?: year)? ?$")
_OPEN_START = re.compile(r"\b(?:before|until|till|by|up to|pre -|prior to)(?: the)?(?: year)?(?: end of)? ?$")
_BEFORE = re.compile(r"\b(?:before|prior to)(?: the)?(?: year)? ?$")
_THING = re.compile(
    r"(?:\bthe|'s) # (?!(?:and|or|to|until|till|through|when|as|in|for|was|were|is)\b|"
    r"(?:victory|success|triumph|rise|struggle|contest|seizure|takeover)\b)[a-z]"
)
"""A year that only tells which thing is meant; that of the outcome is the time asked about."""
_CENTURY = re.compile(
    r"\b(1[0-9]|2[01])(?:st|nd|rd|th) (?:- ?)?century\b|"
    r"\b(?:seventeenth|eighteenth|nineteenth|twenty - first|sixteenth|fifteenth) (?:- ?)?century\b|\bmedieval\b"
)
_SHORT = re.compile(r"(?<![\w.])'(?=\d\d(?!\d))")
_BOOK = re.compile(r"\((?:[^()]*,\s*)?\d{4}\)")
"""The year of a book, in brackets after its title."""


@dataclass(frozen=True, slots=True)
class Years:
    """A stretch of years; None where the question leaves an end open."""

    first: int | None
    last: int | None

    def __str__(self) -> str:
        if self.first is None:
            return f"until {self.last}"
        if self.last is None:
            return f"from {self.first}"
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def spoken(self) -> str:
        """The years as they are written in a sentence: 1924-29."""
        first, slash, last = str(self).partition("/")
        return f"{first}-{last[2:] if first[:2] == last[:2] else last}" if slash else first


def find_years(plain: str) -> Years | None:
    """Give the years a question in lower case names, from the first to the last; None when it names none."""
    found = [_years(plain, match) for match in _NUMBER.finditer(plain) if not _tells_which(plain, match)]
    firsts = [each.first for each in found if each.first is not None]
    lasts = [each.last for each in found if each.last is not None]
    if not found or not (
        len(firsts) == len(found) or len(lasts) == len(found)
    ):  # before 1925, and after 1927
        return None
    return Years(
        min(firsts) if len(firsts) == len(found) else None, max(lasts) if len(lasts) == len(found) else None
    )


def _tells_which(plain: str, match: re.Match[str]) -> bool:
    """Say whether a year only tells which thing is meant: "the 1921 ban", but not "up to the 1925 congress"."""
    before = plain[: match.start()]
    dates = match["decade"] or match["last"] or _OPEN_START.search(before) or _OPEN_END.search(before)
    return not dates and _THING.search(f"{before}#{plain[match.end() :]}") is not None


def _years(plain: str, match: re.Match[str]) -> Years:
    first, last = int(match["first"]), match["last"]
    if match["decade"]:
        early = (match["early"] or "").strip()
        start = first + (5 if early == "late" else 3 if early.startswith("mid") else 0)
        return Years(start, first + (4 if early == "early" else 6 if early.startswith("mid") else 9))
    if last is not None:
        return Years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last))
    before = plain[: match.start()]
    if _BEFORE.search(before):
        return Years(None, first - 1)
    return Years(None if _OPEN_START.search(before) else first, None if _OPEN_END.search(before) else first)


def other_century(plain: str) -> bool:
    """Say whether a question speaks of another century than the twentieth."""
    match, years = _CENTURY.search(plain), find_years(plain)
    if match is not None and match[0][:2] != "20":
        return True
    named = [year for year in (years.first, years.last) if year is not None] if years else []
    return bool(named) and all(not 1895 <= year < 2000 for year in named)


def years_in(text: str) -> list[int]:
    """Give the years from 1800 on that a line of a plan names, those of books left out; of 1922-29 both ends."""
    plain = _SHORT.sub("19", _BOOK.sub("", text.lower()))
    found = [_years("", match) for match in _NUMBER.finditer(plain)]
    ends = [year for each in found for year in (each.first, each.last) if year is not None and year >= 1800]
    return list(dict.fromkeys(ends))
