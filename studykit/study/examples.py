"""What trying the marking of decks gave: each failure a problem, remembered until its deck changes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit.cards import Card, CardId, Place
from studykit.decks.packed import fingerprint
from studykit.decks.rules import RULES
from studykit.files import make_private, read_plain, write_whole
from studykit.problems import Problem
from studykit.study.collection import vocabulary_of
from studykit.study.trials import Failure

if TYPE_CHECKING:
    from studykit.decks.library import Library


def failing(
    library: Library,
    files: frozenset[str] | None,
    cache: Path | None = None,
    tried: Tried | None = None,
) -> Iterator[Problem]:
    """Give a problem for every card that is marked otherwise than its author means.

    Args:
        library: the decks.
        files: limits this to the decks of some files; None means all.
        cache: a folder in which to remember what was found, so that decks that have not changed are not
            tried again. Where it cannot be written, everything is tried each time.
        tried: what the cards gave before; those that have not changed are not tried again, although what
            their deck knows may have. What is tried now is added.
    """
    kept = _load(cache) if cache else {}
    found: dict[str, list[Failure]] = {}
    for summary in library.decks:
        if files is not None and summary.file not in files:
            continue
        digest = library.digest(summary.slug)
        if digest in kept:
            failures = [Failure(*each) for each in kept[digest]]
        else:
            failures = list(_tried(library, summary.slug, {} if tried is None else tried))
            found[digest] = failures
        if tried is not None:
            for card in library.deck(summary.slug).cards:
                tried[card.id] = _placeless(card), [each for each in failures if each.card == card.id]
        yield from (_problem(library, each) for each in failures)
    if cache and found and tried is None:
        _save(cache, {**kept, **found})


Tried = dict[CardId, tuple[Card, list[Failure]]]
"""The cards as they were tried, wherever they stood in their files, and what was found."""


def _tried(library: Library, slug: str, before: Tried) -> Iterator[Failure]:
    """Try the cards of a deck; of those that were tried as they are now, what they gave then."""
    from studykit.study.trials import Trials

    cards = library.deck(slug).cards
    trials: Trials | None = None
    for card in cards:
        known = before.get(card.id)
        if known is not None and known[0] == _placeless(card):
            yield from known[1]
            continue
        trials = trials or Trials.of(cards, vocabulary_of(library, slug))
        yield from trials.failures(card)


def _placeless(card: Card) -> Card:
    return replace(card, place=Place("", 0))


def _problem(library: Library, failure: Failure) -> Problem:
    """Make the problem of a failure, at its place in the file as it is now."""
    card, key, text, rule, message, mend = failure
    keys = (key, "accept", "ask") if key == "answer" else (key, "ask")
    spots = (library.place(card, each, text) for each in keys)
    whole = library.card(card).place
    line, column = next(filter(None, spots), (whole.line, 1))
    return Problem(whole.file, line, column, text, message, mend, rule, RULES[rule].levels[0])


# What was found before

MOST_KEPT = 2000
"""Decks whose results are remembered."""

NAME = "examples.json"

CODE = ("english", "english/data", "marking")
"""The folders of the code that marks."""


def _load(cache: Path) -> Mapping[str, list[Any]]:
    try:
        head, _, body = read_plain(cache / NAME).partition(b"\n")
    except OSError:
        return {}
    return json.loads(body) if head == _head(body) else {}


def _save(cache: Path, decks: Mapping[str, list[Any]]) -> None:
    """Write what was found whole or not at all; a folder that cannot be written is left as it is."""
    newest = dict(list(decks.items())[-MOST_KEPT:])
    with suppress(OSError):
        make_private(cache)
        body = json.dumps(newest).encode()
        write_whole(cache / NAME, [_head(body), b"\n", body])


def _head(body: bytes) -> bytes:
    """Give the first line of what is kept, which fits no other code and nothing that was damaged."""
    return f"{fingerprint(*CODE)} {zlib.crc32(body):08x}".encode()
