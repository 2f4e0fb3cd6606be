"""What Paper 2 asks and in which words: `paper2.yaml`, read once, and the phrases of it found in a question.

What the program itself says is in `wording.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from studykit.english.stems import stem
from studykit.essays.question_words import QuestionWord

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

    classes: Mapping[str, frozenset[str]]
    _phrases: dict[str, list[tuple[tuple[_Token, ...], Any]]] = field(default_factory=dict)

    def add(self, phrases: Iterable[str], value: object) -> None:
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
        """Give every phrase that stands in some stems, by where it begins."""
        return [
            PhraseMatch(value, places)
            for start, first in enumerate(stems)
            for tokens, value in self._phrases.get(first, ())
            if (places := _match(tokens, stems, start))
        ]


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
    for here in range(at, min(at + gap + 1, len(stems))):
        if stems[here] in token.stems and (after := _match(rest, stems, here + 1)) is not None:
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
class Leader:
    """A ruler: the state, its region, and the words besides the name that point to that state."""

    name: str
    state: str
    region: str
    also: tuple[str, ...] = ()
    founded: bool = False
    """Whether this ruler set up a state that another took over."""


@cache
def _read(name: str) -> Mapping[str, Any]:
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.load(text, loader)
    return read


def data() -> Mapping[str, Any]:
    """Give what Paper 2 asks."""
    return _read("paper2.yaml")


def wording() -> Mapping[str, Any]:
    """Give what the program says, and the words it looks for in a plan."""
    return _read("wording.yaml")


@cache
def words_of(name: str) -> re.Pattern[str]:
    """Give a pattern of some words and phrases of `wording.yaml`."""
    known = sorted(wording()["words"][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(known)})\b".replace("*", r"\w*"), re.IGNORECASE)


def minutes(guide: str) -> Mapping[str, int]:
    """Give the minutes for each part of the long essay under a guide."""
    return {part: int(many) for part, many in wording()["minutes"][guide].items()}


def stemmed(word: str) -> str:
    """Give the stem of a word in lower case; a few words are kept whole, as their stem means something else."""
    return word if word in _exact() else stem(word)


@cache
def _exact() -> frozenset[str]:
    return frozenset(data()["exact"])


def content(words: Sequence[QuestionWord]) -> list[QuestionWord]:
    """Give the words that phrases look at."""
    return [word for word in words if word.text not in LIGHT]


def stems_of(words: Sequence[QuestionWord]) -> list[str]:
    """Give the stems of the words that phrases look at; n't is read as not."""
    plain = ("not" if word.text.endswith("n't") else word.text for word in content(words))
    return [stemmed("not" if word == "cannot" else word) for word in plain]


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    """Give the stems of each class of words; every ruler in the table is a leader."""
    words = {name: list(each) for name, each in data()["classes"].items()}
    words["ruler"] = [each.name.split()[-1].lower() for each in leaders()]
    words["leader"] += words["ruler"]
    words["noun"] = [noun.split()[-1] for noun in data()["cases"]["nouns"]]
    return {
        name: frozenset(stemmed(word) for phrase in each for word in phrase.split())
        for name, each in words.items()
    }


def book(entries: Iterable[tuple[Iterable[str], Any]], extra: Mapping[str, Iterable[str]] = {}) -> Book:
    """Make a book of phrases with their values; `extra` are more words (lower case) of some classes."""
    made = Book(
        {name: stems | {stemmed(word) for word in extra.get(name, ())} for name, stems in _classes().items()}
    )
    for phrases, value in entries:
        made.add(phrases, value)
    return made


def _verdicts(known: Mapping[str, Any]) -> Iterator[tuple[list[str], tuple[object, ...]]]:
    for each in known["verdicts"]:
        yield each["phrases"], ("verdict", each["polarity"] == "mattered", each["strength"])
    yield known["denials"], ("denial",)
    yield known["both"], ("both",)
    yield from ((each["phrases"], ("compare", each["more"])) for each in known["comparisons"])


def _outcomes(known: Mapping[str, Any]) -> Iterator[tuple[list[str], bool]]:
    """Give the phrases for a rise or the birth of a state: what is to be explained, and no factor."""
    for slug in ("rise-of-a-leader", "state", "consolidation"):
        phrases = known["scopes"][slug]["phrases"]
        causes = ("<rival>", "opponents", "old/previous")  # which explain a rise as well
        yield [each for each in phrases if not any(cause in each for cause in causes)], True


_BOOKS: Mapping[str, Callable[[Mapping[str, Any]], Iterable[tuple[Iterable[str], Any]]]] = {
    "scopes": lambda known: ((each["phrases"], slug) for slug, each in known["scopes"].items()),
    "inner": lambda known: [(known["groups"]["inner"]["asked"], True)],
    "growth": lambda known: [(known["growth"], True)],
    "settings": lambda known: [(known["settings"], "maintenance")],
    "outcomes": _outcomes,
    "topics": lambda known: ((each["phrases"], name) for name, each in known["topics"].items()),
    "elsewhere": lambda known: ((phrases, name) for name, phrases in known["other-papers"].items()),
    "two": lambda known: [(known["cases"]["two"], True)],
    "regions": lambda known: [(known["cases"]["different-regions"], True)],
    "verdicts": _verdicts,
    "sayings": lambda known: ((each["phrases"], (each["factor"], each["over"])) for each in known["sayings"]),
    "asked": lambda known: ((each, kind) for kind, each in known["asked"].items()),
    "times": lambda known: ((each, kind) for kind, each in known["times"].items()),
    "explains": lambda known: [(known["explains"], True)],
    "terms": lambda known: (
        (each["phrases"], (place, each["term"])) for place, each in enumerate(known["nearest-terms"])
    ),
}


@cache
def phrases(name: str) -> Book:
    """Give one of the books of phrases that hold for every case."""
    return book(_BOOKS[name](data()))


def terms() -> Mapping[str, str]:
    """Give the command terms of Paper 2, each with what it demands in our own words."""
    known: Mapping[str, str] = data()["terms"]
    return known


@cache
def leaders() -> tuple[Leader, ...]:
    """Give the leaders that questions name."""
    return tuple(
        Leader(name, each["state"], each["region"], tuple(each.get("also", ())), "founded" in each)
        for name, each in data()["leaders"].items()
    )


@cache
def leader_stems() -> frozenset[str]:
    """Give the stems of the names of the leaders that questions name."""
    return frozenset(stemmed(each.name.split()[-1].lower()) for each in leaders())


@cache
def generic() -> frozenset[str]:
    """Give the stems of words that name no subject."""
    return frozenset((*map(stem, data()["generic"]), *map(stemmed, data()["generic"])))


def factor_name(slug: str) -> str:
    """Give what a factor is called in every case; one of a case's own is its slug in words."""
    known = data()["factors"].get(slug)
    return str(known["name"]) if known else slug.replace("-", " ")


def factors_name(factors: tuple[str, ...]) -> str | None:
    """Give what several factors that questions take as one are called; None for any others."""
    groups = data()["groups"].values()
    return next((str(each["name"]) for each in groups if tuple(each["of"]) == factors), None)
