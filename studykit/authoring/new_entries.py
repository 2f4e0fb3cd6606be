"""Entries and decks before they are written: the keys of the deck format with their values, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studykit.cards import slug
from studykit.decks.likeness import SILENT

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A text, a list or a group of keys, as the deck format has them."""

LONGEST_ID = 32
"""Characters of an id, the number of a second one aside."""

MOST_WORDS = 4


def filled(**keys: Value) -> dict[str, Value]:
    """The keys that hold something."""
    return {key: value for key, value in keys.items() if value}


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be written; `line` counts from 1 in the file it came from (0 when it came from none)."""

    fields: Mapping[str, Value]
    line: int = 0
    comments: tuple[str, ...] = ()
    """Lines of comment to stand above it."""

    @property
    def prompt(self) -> str:
        """What it asks: its `ask:`, or its `cloze:`."""
        value = self.fields.get("ask") or self.fields.get("cloze") or ""
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class NewDeck:
    """A deck to be written."""

    slug: str
    entries: tuple[NewEntry, ...]
    title: str | None = None
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    """Lines of comment to stand below the first key."""


def with_ids(entries: Iterable[NewEntry]) -> list[NewEntry]:
    """Give every entry an `id:`, unique, in front of its keys: its own, or short words of its prompt."""
    taken: dict[str, int] = {}
    named = []
    for entry in entries:
        own = entry.fields.get("id")
        name = taking(own if isinstance(own, str) and own else id_for(entry.prompt), taken)
        rest = {key: value for key, value in entry.fields.items() if key != "id"}
        named.append(replace(entry, fields={"id": name, **rest}))
    return named


def id_for(prompt: str, made: Callable[[str], str] = slug) -> str:
    """Give a prompt an id, or a label if `made` makes one; another prompt may have it too."""
    words = made(prompt.replace("'", "").replace("’", "").replace("_", " ")).split("-")
    telling = [word for word in words if word not in SILENT] or words
    name = telling[0][:LONGEST_ID]
    for word in telling[1:MOST_WORDS]:
        if len(name) + 1 + len(word) <= LONGEST_ID:
            name = f"{name}-{word}"
    return name


def taking(name: str, taken: dict[str, int]) -> str:
    """Take a name, with a number behind it if it is taken.

    Args:
        name: the one that is wanted.
        taken: those that are taken, each with the highest number behind it that was tried; it is added to.
    """
    number = taken.setdefault(name, 0)
    if number == 0:
        taken[name] = 1
        return name
    while (unique := f"{name}-{number + 1}") in taken:
        number += 1
    taken[name] = number + 1
    taken[unique] = 1
    return unique
