"""The cards' own tests: `examples:` marked as a student's answers would be, each failure a problem."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import studykit
from studykit.cards import Card
from studykit.collection import vocabulary_of
from studykit.plain_files import make_private
from studykit.problems import Level, Problem
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.decks.library import Library
    from studykit.marking import Vocabulary


def failing_examples(
    library: Library, files: frozenset[str] | None, cache: Path | None = None
) -> Iterator[Problem]:
    """Give a problem for every example that marking does not give the verdict it must get.

    Args:
        library: the decks.
        files: limits this to the decks of some files; None means all.
        cache: a folder in which to remember what was found, so that decks that have not changed are not
            marked again. Where it cannot be written, everything is marked each time.
    """
    kept = _load(cache) if cache else {}
    found: dict[str, list[Any]] = {}
    for summary in library.decks:
        if files is not None and summary.file not in files:
            continue
        digest = library.digest(summary.slug)
        if digest not in kept:
            failures = list(_failures_of(library, summary.slug))
            found[digest] = [_encode(each) for each in failures]
            yield from failures
        else:
            yield from (_decode(each, summary.file) for each in kept[digest])
    if cache and found:
        _save(cache, {**kept, **found})


def _failures_of(library: Library, slug: str) -> Iterator[Problem]:
    cards = [card for card in library.deck(slug).cards if any(_expected(card))]
    if cards:
        vocabulary = vocabulary_of(library, slug)
        for card in cards:
            yield from _failures(library, card, vocabulary)


def _expected(card: Card) -> Iterator[tuple[str, Verdict]]:
    for answers, verdict in (
        (card.examples.right, Verdict.CORRECT),
        (card.examples.partial, Verdict.PARTIAL),
        (card.examples.wrong, Verdict.WRONG),
    ):
        for answer in answers:
            yield answer, verdict


def _failures(library: Library, card: Card, vocabulary: Vocabulary) -> Iterator[Problem]:
    from studykit.marking import mark

    for answer, wanted in _expected(card):
        made = mark(card, answer, vocabulary)
        if made.verdict is not wanted:
            line, column = library.place(card.id, "example", answer) or (card.place.line, 1)
            should = f"this example of {card.id} should be {wanted.value}"
            yield Problem(
                file=card.place.file,
                line=line,
                column=column,
                text=answer,
                message=f"{should} but is {made.verdict.value}: {made.why}",
                mend="add an `accept:` or `reject:` that settles it, or put the example where it belongs",
                rule="example-fails",
            )


# What was found before

MOST_KEPT = 2000
"""Decks whose results are remembered."""


def _file(cache: Path) -> Path:
    return cache / "examples.json"


def _load(cache: Path) -> Mapping[str, list[Any]]:
    try:
        code, decks = json.loads(_file(cache).read_bytes())
    except (OSError, ValueError, TypeError):
        return {}
    return decks if code == _code() and isinstance(decks, dict) else {}


def _save(cache: Path, decks: Mapping[str, list[Any]]) -> None:
    """Write what was found whole or not at all; a folder that cannot be written is left as it is."""
    newest = dict(list(decks.items())[-MOST_KEPT:])
    scratch = cache / f".examples-{os.getpid()}.tmp"
    try:
        make_private(cache)
        scratch.write_text(json.dumps([_code(), newest]), encoding="utf-8")
        scratch.replace(_file(cache))
    except OSError:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


def _code() -> str:
    """Name the code that marks, by its version and the sizes and times of its files."""
    seen = [studykit.__version__]
    package = Path(studykit.__file__).parent
    try:
        for path in sorted([*package.glob("*.py"), *(package / "marking").rglob("*.py")]):
            status = path.stat()
            seen.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    except OSError:
        pass  # imported from an archive, which changes with its version only
    return f"{zlib.crc32(repr(seen).encode()):08x}"


def _encode(problem: Problem) -> list[Any]:
    values = (problem.line, problem.column, problem.text, problem.message, problem.mend, problem.rule)
    return [*values, problem.level.value]


def _decode(values: list[Any], file: str) -> Problem:
    *rest, level = values
    return replace(Problem(file, *rest), level=Level(level))
