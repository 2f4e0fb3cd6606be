"""Ordinary words that may stand for one another, and words that say the opposite.

The table is kept by hand in `data/synonyms.txt`: the verbs and nouns that history answers use. A group says
that its words *can* mean the same in an answer; groups are not chained. The rest of an answer decides.
Words are named by their stems, phrases of several words by their stems joined with `_`; on which lines a name
stands says `data/names.txt`, which `python -m tests.bench.word_stems` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from studykit.english.stems import Rows, stem

_DATA = Path(__file__).with_name("data")
_OPPOSITES, _STATE = "><", "="
"""How lines begin that hold opposites, and the names of a state and its people."""

GAP = "~"
"""Stands for up to three words inside a phrase: "slag ~ off"."""


@lru_cache(maxsize=16384)
def alike(name: str) -> frozenset[str]:
    """Lists the stems and phrases that may stand for this one, itself included."""
    said = {other for line in _groups(name) for other in names_of(line)}
    return frozenset(said | {name}) - opposite(name)


@lru_cache(maxsize=16384)
def opposite(name: str) -> frozenset[str]:
    """Lists the stems and phrases that say the opposite of this one."""
    found: set[str] = set()
    for line in _lines_of(name):
        if line.startswith(_OPPOSITES):
            sides = [names_of(side) for side in line[2:].split("|")]
            found.update(*(other for side in sides if name in side for other in sides if other is not side))
    return frozenset(found)


def words_of(name: str) -> set[str]:
    """Lists the words as written in all groups of a name: what a misspelt word may be meant for."""
    return {entry for line in _groups(name) for entry in map(str.strip, line.split(",")) if " " not in entry}


@lru_cache(maxsize=4096)
def phrases_from(first: str) -> list[tuple[str, list[str], frozenset[str]]]:
    """Lists the phrases that begin with a stem, the longest first: name, what follows, its stems."""
    named = [(name, name.split("_")[1:]) for name in _index().names_after(f"{first}_")]
    named.sort(key=lambda each: -len(each[1]))
    return [(name, rest, frozenset(rest) - {GAP}) for name, rest in named]


def states() -> Iterator[list[str]]:
    """Lists the names of each state and its people, as written."""
    return ([name.strip() for name in line[1:].split(",")] for line in lines() if line.startswith(_STATE))


@cache
def lines() -> list[str]:
    """Reads the lines of the table."""
    return (_DATA / "synonyms.txt").read_text(encoding="utf-8").splitlines()


def names_of(line: str) -> list[str]:
    """Names the entries of a line, or of a side of opposites, by their stems; a gap stems to itself."""
    entries = line.casefold().replace("-", " ").split(",")
    return ["_".join(map(stem, entry.split())) for entry in entries]


@cache
def _index() -> Rows:
    return Rows(_DATA / "names.txt")


def _lines_of(name: str) -> list[str]:
    return [lines()[int(number)] for number in (_index().get(name) or "").split()]


def _groups(name: str) -> Iterator[str]:
    return (line for line in _lines_of(name) if not line.startswith(_OPPOSITES))
