"""Ordinary words that may stand for one another, and words that say the opposite.

The table is kept by hand in `data/synonyms.txt`: the verbs and nouns that history answers use. A group says
that its words *can* mean the same in an answer; groups are not chained. The rest of an answer decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from studykit.marking.stems import stem

_DATA = Path(__file__).with_name("data")

GAP = "~"
"""Stands for up to three words inside a phrase: "slag ~ off"."""


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """The table, by stem. Phrases of several words are named by their stems joined with `_`."""

    alike: dict[str, frozenset[str]]
    opposite: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """First stem of a phrase -> its other stems (with gaps) and its name, the longest first."""
    words: dict[str, frozenset[str]] = field(repr=False)
    """Stem or phrase -> the words as written in all its groups: what a misspelt word may be meant for."""


@lru_cache(maxsize=16384)
def alike(name: str) -> frozenset[str]:
    """Give the stems and phrases that may stand for this one, itself included."""
    return thesaurus().alike.get(name, frozenset()) | {name}


@lru_cache(maxsize=16384)
def opposite(name: str) -> frozenset[str]:
    """Give the stems and phrases that say the opposite of this one."""
    return thesaurus().opposite.get(name, frozenset())


@cache
def thesaurus() -> Thesaurus:
    """Read the table once."""
    text = (_DATA / "synonyms.txt").read_text(encoding="utf-8")
    like: dict[str, set[str]] = defaultdict(set)
    against: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    phrases: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("><"):
            one, other = (
                [_name(entry, phrases) for entry in side.split(",")] for side in line[2:].split("|")
            )
            for name in one:
                against[name].update(other)
            for name in other:
                against[name].update(one)
            continue
        entries = line.split(",")
        names = [_name(entry, phrases) for entry in entries]
        singles = {entry.strip() for entry in entries if " " not in entry.strip()}
        for name in names:
            like[name].update(names)
            words[name] |= singles
    return Thesaurus(
        {name: frozenset(group) for name, group in like.items()},
        {name: frozenset(group) for name, group in against.items()},
        {
            first: tuple(sorted(((rest, name) for name, rest in group.items()), key=lambda p: -len(p[0])))
            for first, group in phrases.items()
        },
        {name: frozenset(group) for name, group in words.items()},
    )


def _name(entry: str, phrases: dict[str, dict[str, tuple[str, ...]]]) -> str:
    """Name an entry by its stems, and note it when it is a phrase."""
    parts = [part for word in entry.split() for part in _parts(word)]
    name = "_".join(parts)
    if len(parts) > 1:
        phrases[parts[0]][name] = tuple(parts[1:])
    return name


def _parts(word: str) -> list[str]:
    if word == GAP:
        return [GAP]
    return [stem(part) for part in word.casefold().split("-")]
