"""Entries and decks before they are written: the keys of the deck format with their values, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from studykit.authoring.prompt_ids import id_for, taking

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A text, a list or a group of keys, as the deck format has them."""


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
