"""A page of notes as lines that know their heading and what introduces them, and what all of them tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studykit.authoring.new_entries import Value

LONGEST_HEADING = 90
"""Characters of a line without a full stop that still make a heading."""

LONGEST_LINE = 3_000
"""Characters of a line that is still looked at: a long paragraph."""

MOSTLY = 0.6
"""Share of bullets with a full stop from which one without it is a heading."""

_BULLET = re.compile(r"(?:[-*•–—▪◦·o]|\d{1,2}[.)]|#+)\s+")
_CITATION = re.compile(r"\s?\[(?:Source|Sources|\d{1,3}|citation needed|edit)\b[^\[\]]{0,300}\](?!\()")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,1000}\)")
_STRONG = re.compile(r"(\*\*|__)(\S(?:[^*_]{0,300}\S)?)\1")
_ABOUT_THE_PAGE = re.compile(
    r"(?:image|text|photo) sources?:|last updated|this site contains|approved by|see .{1,30} ad-free"
    r"|start your|get .{1,40} access|an illustration of|expert answers$|quick answer",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\")’]))\s+(?=[“\"(]?[A-Z])")
_INITIAL = re.compile(r"(?:^|[ .(])[A-Z]\.$|\b(?:Dr|Mr|Mrs|St|v|vs|e\.g|i\.e|c|ca)\.$")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line: its number from 1, its text without bullet, and the heading and lead-in above it."""

    number: int
    text: str
    is_heading: bool
    heading: str = ""
    lead: str = ""
    """A line ending with a colon that introduces it, without the colon; empty when none does."""

    @property
    def is_lead(self) -> bool:
        """Whether the line does nothing but introduce the next ones."""
        return self.text.endswith(":")


def bare(line: str) -> str:
    """A line of notes without the markup of Markdown and without its citations in square brackets.

    A line that only tells where the page is from, or how it may be used, is emptied.
    """
    text = _CITATION.sub("", line) if "[" in line else line
    text = _LINK.sub(r"\1", text) if "](" in text else text
    text = _STRONG.sub(r"\2", text) if "*" in text or "__" in text else text
    text = re.sub(r"([“‘]) (?=\w)", r"\1", text)
    return "" if _ABOUT_THE_PAGE.match(text) else text


def structure(lines: Sequence[str]) -> list[NoteLine]:
    """Tell headings from the lines below them; empty lines are left out."""
    bullets = [line for line in lines if _BULLET.match(line)]
    stopped = sum(line.rstrip('”"’) ').endswith(".") for line in bullets) > len(bullets) * MOSTLY
    following = [*lines[1:], ""]
    made: list[NoteLine] = []
    heading = lead = ""
    for number, (line, after) in enumerate(zip(lines, following, strict=True), start=1):
        bullet = _BULLET.match(line)
        text = line[bullet.end() :].strip() if bullet else line.strip()
        if not text:
            lead = ""
        elif _is_heading(line, text, after, bulleted=bool(bullets), stopped=stopped):
            heading, lead = text.rstrip(":"), ""
            made.append(NoteLine(number, text, True))
        else:
            made.append(NoteLine(number, text, False, heading, lead))
            if text.endswith(":"):
                lead = sentences(text)[-1].rstrip(": ")
    return made


def _is_heading(line: str, text: str, after: str, *, bulleted: bool, stopped: bool) -> bool:
    """Tell a heading: no bullet and no full stop, or a bullet without one where the others have one."""
    if line.startswith("#"):
        return True
    if len(text) > LONGEST_HEADING or text[-1] in ".!,;:":
        return not _BULLET.match(line) and len(text) <= LONGEST_HEADING and text[-1] == ":"
    if _BULLET.match(line):
        if text.endswith("?"):
            return bool(after) and not after.endswith("?")
        return stopped and text[-1] not in '”"’' and ": " not in text
    return bulleted or not re.search(r"[.!?] ", text)


def sentences(text: str) -> list[str]:
    """Cut a text into sentences; initials and abbreviations end none."""
    made: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if made and _INITIAL.search(made[-1]):
            made[-1] += " " + piece
        else:
            made.append(piece)
    return [each.strip() for each in made if each.strip()]


# What the rules for lines share


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card, and the numbers of the other lines it uses."""

    fields: dict[str, Value]
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What all lines of the notes share: names that a sentence may ask for."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Words that stand somewhere in small letters, and so are no names."""
    subjects: frozenset[str] = frozenset()
    """What the whole page is about, folded: a gap never asks for it."""
    words_after_names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For capitalised words that describe others, those others."""
    acts: Mapping[str, Sequence[NoteLine]] = field(default_factory=dict)
    """Under each heading the lines that say what was done, without saying by whom."""

    def is_person(self, text: str) -> bool:
        """Whether a text is the name of somebody: two to four capitalised words that are no common words."""
        words = text.split()
        return len(words) > 1 and is_name(text) and not any(word.lower() in self.words for word in words)


def is_name(text: str) -> bool:
    """Whether a text is one to four capitalised words."""
    words = text.split()
    return 0 < len(words) <= 4 and all(re.fullmatch(r"[A-Z](?:[a-z’'-]+|\.)", word) for word in words)


Rule = Callable[[Sequence[NoteLine], int, Context], Iterator[FoundCard]]
