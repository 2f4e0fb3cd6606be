"""The compiled library: one run of bytes, an index in front, then a body of JSON for each file and each card.

    studykit-decks FINGERPRINT CHECKSUM LENGTH-OF-INDEX
    index (JSON: files, decks, problems, columns over all cards)
    bodies (JSON, one after the other; the index knows their lengths)

The checksum covers all that follows the first line. Bytes that do not fit it are as if they were not
there, and the files are read again. The fingerprint names the code that wrote them, so that another version
never trusts them.
"""

from __future__ import annotations

import json
import os
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import studykit
from studykit.cards import KINDS, Card, CardId, Deck
from studykit.cases import Case, Plan
from studykit.decks.compiled import VALUE, decode, decode_problem, parent_of

if TYPE_CHECKING:
    from studykit.decks.deck_files import Found
    from studykit.decks.sheet import Sheet
    from studykit.problems import Problem

MAGIC = b"studykit-decks"


class DeckSummary(NamedTuple):
    """A deck as it is listed; `cards` counts the cards asked."""

    slug: str
    title: str
    case: str | None
    cards: int
    file: str
    version: str | None
    due: date | None = None
    """The day by which a class should have met its cards."""


class CaseSummary(NamedTuple):
    """A case as it is chosen by; the shipped one with the lowest `order` is what a newcomer studies."""

    slug: str
    file: str
    order: int | None


class Listing(NamedTuple):
    """A card that is asked, without its text; `position` counts from 0 through the whole library."""

    id: CardId
    parent: CardId
    deck: str
    kind: str
    themes: tuple[str, ...]
    position: int


class CachedFile(NamedTuple):
    """A file as it was when it was read; `settled` says that its time tells any later change."""

    path: str
    size: int
    mtime_ns: int
    digest: str
    settled: bool
    cards: int
    """Number of cards, among those of all files, that are its own."""


def is_same(file: CachedFile, found: Found) -> bool:
    """Say whether a file, by its size and time, is surely the one that was read."""
    return file.settled and (file.size, file.mtime_ns) == (found.size, found.mtime_ns)


class DamagedCacheError(Exception):
    """These bytes are no compiled library of this version."""


@cache
def fingerprint(*folders: str) -> str:
    """Name the code in some folders of the package and above: its version, its files' sizes and times.

    The times matter to those who change the code without changing its version.
    """
    package, seen = Path(__file__).parent.parent, [studykit.__version__]
    try:
        for entry in chain(*(os.scandir(package / folder) for folder in ("", *folders))):
            if entry.is_file():
                status = entry.stat()
                seen.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    except OSError:
        pass  # imported from an archive, which changes with its version only
    return f"{zlib.crc32(repr(sorted(seen)).encode()):08x}"


def pack(index: Any, bodies: bytes) -> bytes:  # noqa: ANN401 - JSON
    """Make the bytes of a compiled library."""
    head = json.dumps(index, separators=(",", ":")).encode()
    checksum = zlib.crc32(bodies, zlib.crc32(head))
    return b"%s %s %08x %d\n%s%s" % (MAGIC, fingerprint("decks").encode(), checksum, len(head), head, bodies)


def unpack(data: bytes) -> tuple[Any, int]:
    """Give the index of a compiled library and where its bodies begin.

    Raises:
        DamagedCacheError: when a single byte is not what was written, or another version wrote it.
    """
    line, newline, _ = data[:100].partition(b"\n")
    words = line.split(b" ")
    if not newline or len(words) != 4 or words[:2] != [MAGIC, fingerprint("decks").encode()]:
        raise DamagedCacheError
    start = len(line) + 1
    if words[2] != b"%08x" % zlib.crc32(memoryview(data)[start:]):
        raise DamagedCacheError
    if not words[3].isdigit() or words[3] != b"%d" % int(words[3]) or start + int(words[3]) > len(data):
        raise DamagedCacheError
    end = start + int(words[3])
    try:
        return json.loads(data[start:end]), end
    except ValueError as error:
        raise DamagedCacheError from error


class Compiled:
    """A library read from its bytes: what lists need at once, every card only when it is asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.index, self._start = unpack(data)

    @property
    def checksum(self) -> str:
        """The checksum over all of it, which changes with every change that can be seen."""
        return self.data[:100].split(b" ", 3)[2].decode()

    @cached_property
    def cached_files(self) -> tuple[CachedFile, ...]:
        """The files it was made of, in the order of the library."""
        return tuple(CachedFile(*each) for each in self.index["files"])

    def is_fresh(self, found: Sequence[Found]) -> bool:
        """Say whether these files, by their sizes and times, are surely the ones it was made of."""
        paths = [file.path for file in self.cached_files] == [each.path for each in found]
        return paths and all(map(is_same, self.cached_files, found))

    def repacked(self, files: Sequence[CachedFile]) -> bytes:
        """Give its bytes with other sizes and times for its files, which say what they said."""
        return pack(self.index | {"files": files}, self.data[self._start :])

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems of all files, sorted by file, line and column."""
        return tuple(
            decode_problem(each, self.cached_files[number].path) for number, each in self.index["problems"]
        )

    @cached_property
    def decks(self) -> tuple[DeckSummary, ...]:
        """The decks, in the order of the library: folder by folder, sorted by path."""
        return tuple(
            DeckSummary(
                *(slug, title, case, cards, self.cached_files[number].path, version),
                due=due and date.fromisoformat(due),
            )
            for slug, title, case, cards, number, version, due in self.index["decks"]
        )

    @cached_property
    def case_summaries(self) -> tuple[CaseSummary, ...]:
        """The cases, in the order of the library; none is decoded for it."""
        return tuple(
            CaseSummary(slug, self.cached_files[number].path, order)
            for slug, number, order in self.index["cases"]
        )

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The cards that are asked, in the order of the library; no card is decoded for it."""
        ids, kinds, sets = self.index["ids"], self.index["kinds"], list(map(tuple, self.index["theme-sets"]))
        named = dict(zip("0123456789", KINDS, strict=False))
        names = [named[kind] for kind in kinds]
        themes = [sets[number] for number in self.index["themes"]]
        decks = [each.partition("/")[0] for each in ids]
        parents = [each.partition("#")[0] for each in ids]
        if self.index["silent"]:
            silent = set(self.index["silent"])
            asked = [number for number in range(len(ids)) if number not in silent]
            ids, parents, decks, names, themes = (
                [column[number] for number in asked] for column in (ids, parents, decks, names, themes)
            )
        columns = zip(ids, parents, decks, names, themes, range(len(ids)), strict=True)
        return tuple(map(tuple.__new__, repeat(Listing), columns))  # a third of what calling `Listing` takes

    @cached_property
    def left_out(self) -> frozenset[CardId]:
        """Parents of cards left out because of an error; they do not count as deleted.

        Of a file that cannot be parsed these are the ids that can be made out in it.
        """
        return frozenset(self.index["left-out"])

    @cached_property
    def ends(self) -> list[int]:
        """Where each body ends: first those of the files, then those of all cards."""
        return list(accumulate(self.index["lengths"], initial=self._start))

    def body(self, number: int) -> Any:  # noqa: ANN401 - JSON
        """Decode a body by its number."""
        return json.loads(self.data[self.ends[number] : self.ends[number + 1]])

    @cached_property
    def numbers(self) -> dict[CardId, int]:
        """The number of each card that can be had, suspended ones included."""
        hidden = set(self.index["hidden"])
        return {each: number for number, each in enumerate(self.index["ids"]) if number not in hidden}

    @cached_property
    def first_cards(self) -> list[int]:
        """The number of each file's first card."""
        return list(accumulate((file.cards for file in self.cached_files), initial=0))

    def value_at(self, number: int) -> Case | Deck | Plan | None:
        """Decode what a file holds; a deck comes without its cards."""
        value: Case | Deck | Plan | None
        value = decode(VALUE, self.body(number)["value"], self.cached_files[number].path)
        return value

    def card_at(self, number: int) -> Card:
        """Decode a card by its number."""
        file = self.cached_files[bisect_right(self.first_cards, number) - 1]
        card: Card = decode(Card, self.body(len(self.cached_files) + number), file.path)
        return card

    def cards_at(self, number: int) -> list[Card]:
        """Decode all cards of a file, those left out for a library-wide error included."""
        first = self.first_cards[number]
        return [self.card_at(each) for each in range(first, first + self.cached_files[number].cards)]

    def deck_at(self, number: int) -> Deck:
        """Decode the deck of a file, with the cards that can be had."""
        deck = self.value_at(number)
        assert isinstance(deck, Deck)
        cards = tuple(card for card in self.cards_at(number) if card.id in self.numbers)
        left_out = tuple(sorted(each for each in self.left_out if each.partition("/")[0] == deck.slug))
        return replace(deck, cards=cards, left_out=left_out)

    def sheet(self, number: int) -> Sheet:
        """Decode a whole file as it was read, for the rules that look beyond one file."""
        file, first = self.cached_files[number], len(self.cached_files) + self.first_cards[number]
        places = (number, *range(first, first + file.cards))
        bodies = (self.data[self.ends[at] : self.ends[at + 1]] for at in places)
        return decode_sheet(file.path, tuple(bodies))


@lru_cache(maxsize=1000)  # who watches decks decodes what did not change once, and not at every save
def decode_sheet(path: str, bodies: tuple[bytes, ...]) -> Sheet:
    """Decode a file of the bytes of its own and of its cards."""
    from studykit.decks.findings import Spot
    from studykit.decks.sheet import Entry, Sheet

    def spots(data: Any) -> dict[str, tuple[Spot, ...]]:  # noqa: ANN401 - JSON
        return {key: tuple(Spot(*each) for each in places) for key, places in data.items()}

    body, *rest = map(json.loads, bodies)
    cards = (decode(Card, each, path) for each in rest)
    entries = []
    for parent, count, places in body["entries"]:
        entries.append(Entry(parent_of(parent), tuple(next(cards) for _ in range(count)), spots(places)))
    return Sheet(
        file=path,
        value=decode(VALUE, body["value"], path),
        problems=tuple(decode_problem(each, path) for each in body["problems"]),
        entries=tuple(entries),
        spots=spots(body["spots"]),
        left_out=tuple(body["left-out"]),
        bodies=bodies,
    )
