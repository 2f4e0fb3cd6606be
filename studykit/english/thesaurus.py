"""Ordinary words that may stand for one another, and words that say the opposite.

The table is kept by hand in `data/synonyms.txt`: the verbs and nouns that history answers use. A group says
that its words *can* mean the same in an answer; groups are not chained. The rest of an answer decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import permutations
from pathlib import Path

from studykit.english.stems import stem

_DATA = Path(__file__).with_name("data")

GAP = "~"
"""Stands for up to three words inside a phrase: "slag ~ off"."""


@dataclass(slots=True)
class Thesaurus:
    """The table, by stem. Phrases of several words are named by their stems joined with `_`.

    Attributes:
        states: the names of each state and its people, as written.
        groups: the names of each group. written: each as the table has it.
        places: name -> indexes of its groups. opposites: name -> lists of names that say the opposite.
        phrases: first stem of a phrase -> its second stem or a gap -> the stems after that and its name, the
            longest first.
    """

    states: list[tuple[str, ...]] = field(default_factory=list)
    groups: list[list[str]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    opposites: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = field(default_factory=dict)

    def words(self, name: str) -> set[str]:
        """Lists the words as written in all groups of a name: what a misspelt word may be meant for."""
        lines = [self.written[place] for place in self.places.get(name, ())]
        return {entry for line in lines for entry in map(str.strip, line.split(",")) if " " not in entry}


@lru_cache(maxsize=16384)
def alike(name: str) -> frozenset[str]:
    """Lists the stems and phrases that may stand for this one, itself included."""
    table = thesaurus()
    said = (name, *(other for place in table.places.get(name, ()) for other in table.groups[place]))
    return frozenset(said) - opposite(name)


@lru_cache(maxsize=16384)
def opposite(name: str) -> frozenset[str]:
    """Lists the stems and phrases that say the opposite of this one."""
    return frozenset(other for side in thesaurus().opposites.get(name, ()) for other in side)


@cache
def thesaurus() -> Thesaurus:
    """Reads the table once."""
    table = Thesaurus()
    phrases: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in (_DATA / "synonyms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            table.states.append(tuple([name.strip() for name in line[1:].split(",")]))
        elif line.startswith("><"):
            sides = [_names(side, phrases) for side in line[2:].split("|")]
            for one, other in permutations(sides, 2):
                for name in one:
                    table.opposites[name].append(other)
        elif line and line[0] != "#":
            names = _names(line, phrases)
            for name in names:
                table.places[name].append(len(table.groups))
            table.groups.append(names)
            table.written.append(line)
    for first, group in phrases.items():
        table.phrases[first] = _by_second(group)
    return table


def _by_second(group: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Sorts the phrases that begin with one stem by their second, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name, rest in group.items():
        found[rest[0]].append((rest, name))
    return {second: tuple(sorted(each, key=lambda one: -len(one[0]))) for second, each in found.items()}


def _names(line: str, phrases: dict[str, dict[str, tuple[str, ...]]]) -> list[str]:
    """Names entries by their stems, and notes those that are phrases; a gap stems to itself."""
    names: list[str] = []
    for entry in line.casefold().replace("-", " ").split(","):
        first, *rest = [stem(word) for word in entry.split()]
        name = first
        if rest:
            name = "_".join((first, *rest))
            phrases[first][name] = tuple(rest)
        names.append(name)
    return names
