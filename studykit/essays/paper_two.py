"""What Paper 2 asks and in which words: `paper2.yaml`, read once, and the phrases of it found in a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from studykit.essays.language import stem

DATA = Path(__file__).parent / "paper2.yaml"

LIGHT = frozenset("a an the 's ' his her their its our own very quite rather's - ’ \" ( )".split())
"""Words that phrases look past."""

GAPS = {"..": 3, "...": 10}
"""Words that may stand at a gap of a phrase."""

_TOKEN = re.compile(r"\(\.\.\)|\([^)]+\)|\S+")
_CLASS = re.compile(r"<(\w+)>")


class PhraseMatch(NamedTuple):
    """A phrase found: what it means, and the places of its words (those in a gap are not its own)."""

    value: Any
    places: tuple[int, ...]

    @property
    def start(self) -> int:
        """The place of its first word."""
        return self.places[0]

    @property
    def end(self) -> int:
        """The place after its last word."""
        return self.places[-1] + 1


class _Token(NamedTuple):
    stems: frozenset[str]
    """What the word may be; empty for a gap."""
    optional: bool
    gap: int = 0


@dataclass
class Book:
    """Phrases with their values, by the stem of their first word."""

    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _phrases: dict[str, list[tuple[tuple[_Token, ...], Any]]] = field(default_factory=dict)

    def add(self, phrases: Iterable[str], value: Any) -> None:  # noqa: ANN401 - each book has its own
        """Add phrases in the notation of `paper2.yaml`."""
        for phrase in phrases:
            tokens = tuple(self._token(each) for each in _TOKEN.findall(phrase) if each not in LIGHT)
            for first in _firsts(tokens):
                self._phrases.setdefault(first, []).append((tokens, value))

    def _token(self, text: str) -> _Token:
        optional = text.startswith("(") and text.endswith(")")
        bare = text[1:-1] if optional else text
        if bare in GAPS:
            return _Token(frozenset(), optional=True, gap=GAPS[bare])
        stems: set[str] = set()
        for each in bare.split("/"):
            named = _CLASS.fullmatch(each)
            stems |= self.classes[named[1]] if named else {stemmed(each.lower())}
        return _Token(frozenset(stems), optional)

    def find(self, stems: Sequence[str]) -> list[PhraseMatch]:
        """Give every phrase that stands in some stems, by where it begins; None in `stems` is no word."""
        found = []
        for start, first in enumerate(stems):
            for tokens, value in self._phrases.get(first, ()):
                places = _match(tokens, stems, start)
                if places:
                    found.append(PhraseMatch(value, places))
        return found

    def words(self) -> frozenset[str]:
        """Give every stem of the phrases."""
        return frozenset(
            each
            for phrases in self._phrases.values()
            for tokens, _ in phrases
            for token in tokens
            for each in token.stems
        )


def _firsts(tokens: Sequence[_Token]) -> Iterator[str]:
    for token in tokens:
        yield from token.stems
        if not token.optional:
            return


def _match(tokens: Sequence[_Token], stems: Sequence[str], at: int, gap: int = 0) -> tuple[int, ...] | None:
    """Give the places of a phrase that begins at a place, the longest way; None when it does not stand there."""
    if not tokens:
        return ()
    token, rest = tokens[0], tokens[1:]
    if not token.stems:
        return _match(rest, stems, at, token.gap)
    for skipped in range(gap + 1):
        here = at + skipped
        if here < len(stems) and stems[here] in token.stems:
            after = _match(rest, stems, here + 1)
            if after is not None:
                return (here, *after)
    return _match(rest, stems, at, gap) if token.optional else None


def apart(found: Iterable[PhraseMatch]) -> list[PhraseMatch]:
    """Keep of matches that share words those with more words, the earlier of two alike; sorted by place."""
    taken: set[int] = set()
    kept = []
    for match in sorted(found, key=lambda each: (-len(each.places), each.start)):
        if not taken & set(match.places):
            taken |= set(match.places)
            kept.append(match)
    return sorted(kept, key=lambda each: each.start)


@dataclass(frozen=True, slots=True)
class CommandTerm:
    """A command term: and what it demands."""

    name: str
    demand: str

    @property
    def compares(self) -> bool:
        """Whether both cases belong in every paragraph."""
        return self.name.startswith(("compare", "contrast"))


@dataclass(frozen=True, slots=True)
class Leader:
    """A ruler: the state, its region, and the words besides the name that point to that state."""

    name: str
    state: str
    region: str
    also: tuple[str, ...] = ()
    founded: bool = False
    """Whether this ruler set up a state that another took over."""


@cache
def data() -> Mapping[str, Any]:
    """Read `paper2.yaml`."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text
    read: Mapping[str, Any] = yaml.load(DATA.read_text(encoding="utf-8"), loader)
    return read


def stemmed(word: str) -> str:
    """Give the stem of a word in lower case; a few words are kept whole, as their stem means something else."""
    return word if word in _exact() else stem(word)


@cache
def _exact() -> frozenset[str]:
    return frozenset(data()["exact"])


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Give the stems of each class of words."""
    return {
        name: frozenset(stemmed(word) for phrase in words for word in phrase.split())
        for name, words in data()["classes"].items()
    }


def book(entries: Iterable[tuple[Iterable[str], Any]], extra: Mapping[str, Iterable[str]] = {}) -> Book:
    """Make a book of phrases with their values; `extra` are more words (lower case) of some classes."""
    known = {
        name: stems | {stemmed(word) for word in extra.get(name, ())} for name, stems in classes().items()
    }
    known["noun"] = frozenset(stemmed(noun.split()[-1]) for noun in data()["cases"]["nouns"])
    made = Book(known)
    for phrases, value in entries:
        made.add(phrases, value)
    return made


@cache
def terms() -> Mapping[str, CommandTerm]:
    """Give the command terms of Paper 2, in our own words."""
    return {name: CommandTerm(name, each["demand"]) for name, each in data()["terms"].items()}


@cache
def leaders() -> tuple[Leader, ...]:
    """Give the leaders that questions name."""
    return tuple(
        Leader(name, each["state"], each["region"], tuple(each.get("also", ())), "founded" in each)
        for name, each in data()["leaders"].items()
    )


def region_name(slug: str) -> str:
    """Give the IB's name of a region."""
    return str(data()["regions"][slug]["name"])


def factor_name(slug: str) -> str:
    """Give what a factor is called in every case; one of a case's own is its slug in words."""
    known = data()["factors"].get(slug)
    return str(known["name"]) if known else slug.replace("-", " ")
