"""The decks, cases and plans of some folders, read through a compiled cache."""

from __future__ import annotations

import json
import os
import re
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.cards import Card, CardId, Deck, Source
from studykit.cases import Case, Plan
from studykit.decks.compiled import parent_of
from studykit.decks.deck_files import find_files, neighbours
from studykit.decks.packed import CaseSummary, Compiled, DamagedCacheError, DeckSummary, Listing
from studykit.errors import NotFoundError
from studykit.files import make_private, read_plain, write_whole
from studykit.names import nearest

if TYPE_CHECKING:
    from studykit.problems import Problem

__all__ = ["CacheFile", "CaseSummary", "DeckSummary", "Library", "Listing"]


class Library(Compiled):
    """The decks, cases and plans of some folders, read through a compiled cache."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._decks: dict[str, Deck] = {}

    @classmethod
    def open(
        cls,
        folders: Sequence[Path],
        cache: Path | None,
        files: Sequence[Path] = (),
        *,
        with_neighbours: bool = False,
    ) -> Library:
        """Read all decks below some folders, and some single files.

        Args:
            folders: read with their subfolders, in this order.
            cache: the folder of the compiled cache, made when it does not exist, or None to read every file.
                Where it cannot be written, everything is read and nothing is kept.
            files: further files (or folders) that are never cached. Where one of them has the slug of a file
                in `folders`, it is the one that counts.
            with_neighbours: read the decks, cases and plans that lie in the same folder as one of `files`,
                too; they count after `files` and before `folders`.

        Raises:
            NotFoundError: when one of the folders or files does not exist.
        """
        found = find_files(folders)
        kept = None if cache is None else CacheFile(cache, folders)
        library = kept.load() if kept else None
        if library is None or not library.is_fresh(found):
            # what reads YAML is not needed while the cache is fresh
            from studykit.decks.refresh import refresh

            library = cls(refresh(found, library, kept))
        if files:
            from studykit.decks.refresh import with_files

            library = cls(with_files(library, files, neighbours(files) if with_neighbours else ()))
        return library

    @property
    def files(self) -> tuple[str, ...]:
        """The files read, as found."""
        return tuple(file.path for file in self.cached_files)

    @property
    def unread(self) -> tuple[str, ...]:
        """The files of which nothing could be used: their cards are unknown, but not deleted."""
        return tuple(self.cached_files[number].path for number in self.index["unread"])

    @property
    def unused(self) -> tuple[str, ...]:
        """The files of which an error leaves nothing, or whose slug another file has."""
        twins = {problem.file for problem in self.problems if problem.rule == "duplicate-slug"}
        asked = {card.deck for card in self.listings}
        bare = {deck.file for deck in self.decks if deck.slug in self._misread_decks - asked}
        return tuple(sorted({*self.unread, *twins, *bare}))

    def card(self, id: CardId) -> Card:
        """Decode a card, also one that is suspended.

        Raises:
            NotFoundError: when there is no such card, or it has an error.
        """
        number = self.numbers.get(id)
        if number is not None:
            return self.card_at(number)
        if parent_of(id) in self.left_out:
            raise NotFoundError(
                f"The card {id} has an error and is left out; `studykit deck check` names it."
            )
        raise NotFoundError(f"There is no card {id}{nearest(id, self.numbers)}")

    def place(self, id: CardId, key: str, text: str) -> tuple[int, int] | None:
        """Give line and column, from 1, of a text of a card in its file; None when it is not there.

        `key` is one of ask, answer, accept, reject, example, hint, theme, source, date,
        quote, historian, was.
        """
        number = self.numbers.get(id)
        if number is None:
            return None
        named = f"back-{key}" if id.endswith("#back") else key
        for parent, _, places in self.body(bisect_right(self.first_cards, number) - 1)["entries"]:
            for line, column, written in places.get(named, ()) if parent == parent_of(id) else ():
                if written == text:
                    return line, column
        return None

    def __contains__(self, id: object) -> bool:
        """Say whether there is such a card that can be had."""
        return id in self.numbers

    def is_written(self, id: CardId) -> bool:
        """Say whether some file holds a card, also one that is left out: such a card is not deleted."""
        return id in self.numbers or id in self._written or self._may_be_unread(id)

    @cached_property
    def _written(self) -> frozenset[CardId]:
        return frozenset(self.index["ids"])

    def _may_be_unread(self, id: CardId) -> bool:
        """Say whether a card may stand in an entry with an error, or in a file that cannot be read."""
        parent = parent_of(id)
        if parent in self.left_out:
            return True
        deck, _, own = parent.partition("/")
        if own.startswith("auto-") and any(each.startswith(f"{deck}/") for each in self.left_out):
            return True
        return deck in self._misread_decks or (bool(self.unread) and deck not in self._deck_files)

    @cached_property
    def _misread_decks(self) -> frozenset[str]:
        """The decks of which not every line could be read: there may be cards that were not made out."""
        from studykit.decks.rules import READING
        from studykit.problems import Level

        files = {each.file for each in self.problems if each.level is Level.ERROR and each.rule in READING}
        return frozenset(deck.slug for deck in self.decks if deck.file in files)

    def refusal(self, parent: CardId) -> Problem | None:
        """Find the first error in the entry of a card that was left out; None when the entry is not found.

        Errors are kept by their lines only, so the entry is looked for in the text: from the dash before its
        id to the next dash in that column.
        """
        from studykit.problems import Level

        slug, _, own = parent.partition("/")
        file = next((deck.file for deck in self.decks if deck.slug == slug), None)
        try:
            text = Path(file or "").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        lines = list(enumerate(text.split("\n"), 1))
        named = re.compile(rf"\bid:\s*[\"']?{re.escape(own)}[\"']?\s*(,|\}}|#|$)")
        at = next((number for number, line in lines if named.search(line)), 0)
        dashes = [(number, line.index("-")) for number, line in lines if line.lstrip()[:1] == "-"]
        first, column = max((dash for dash in dashes if dash[0] <= at), default=(at, 0))
        below = (number for number, where in dashes if number > at and where <= column)
        end = min(below, default=len(lines) + 1)
        errors = (each for each in self.problems if each.file == file and each.level is Level.ERROR)
        return next((each for each in errors if at and first <= each.line < end), None)

    @cached_property
    def was(self) -> dict[CardId, CardId]:
        """What `was:` says: earlier ids, each with the card that it is now."""
        return dict(self.index["was"])

    def siblings(self, parent: CardId) -> tuple[Card, ...]:
        """Decode the cards of one entry, in their order; none when there is no such entry."""
        numbers = self._parents.get(parent, ())
        return tuple(map(self.card_at, numbers))

    @cached_property
    def _parents(self) -> dict[CardId, list[int]]:
        parents: dict[CardId, list[int]] = {}
        for id, number in self.numbers.items():
            parents.setdefault(parent_of(id), []).append(number)
        return parents

    def mentioning(self, phrase: str) -> tuple[CardId, ...]:
        """Give the entries whose text may hold a phrase, in the library's order; letter case does not count.

        No card is decoded for it, so what a word is part of counts as well.
        """
        wanted = json.dumps(phrase)[1:-1].lower().encode()
        first, found = len(self.cached_files), []
        at = self.ends[first]
        while (at := self._lowered.find(wanted, at)) >= 0:
            body = bisect_right(self.ends, at) - 1
            found.append(parent_of(self.index["ids"][body - first]))
            at = self.ends[body + 1]
        return tuple(parent for parent in dict.fromkeys(found) if parent in self._parents)

    @cached_property
    def _lowered(self) -> bytes:
        return self.data.lower()

    def deck(self, slug: str) -> Deck:
        """Decode a whole deck, suspended cards included.

        Raises:
            NotFoundError: when there is no such deck; it offers the nearest.
        """
        if slug not in self._decks:
            self._decks[slug] = self.deck_at(self._deck_file(slug))
        return self._decks[slug]

    def header(self, slug: str) -> Deck:
        """Decode a deck without its cards, which takes no time however many there are.

        Raises:
            NotFoundError: when there is no such deck; it offers the nearest.
        """
        deck = self.value_at(self._deck_file(slug))
        assert isinstance(deck, Deck)
        return deck

    def _deck_file(self, slug: str) -> int:
        number = self._deck_files.get(slug)
        if number is None:
            raise NotFoundError(f"There is no deck `{slug}`{nearest(slug, self._deck_files)}")
        return number

    @cached_property
    def _deck_files(self) -> dict[str, int]:
        return {deck[0]: deck[4] for deck in self.index["decks"]}

    def case_of(self, slug: str) -> Case | None:
        """Decode the case of a deck; None when it has none that exists."""
        case = self.header(slug).case
        return self.case(case) if case else None

    def sources(self, slug: str) -> Mapping[str, Source]:
        """Give the works that cards of a deck may cite, by their slugs: its own and its case's.

        Raises:
            NotFoundError: when there is no such deck.
        """
        case = self.case_of(slug)
        return {**(case.sources if case else {}), **self.header(slug).sources}

    def digest(self, slug: str) -> str:
        """Name all that a deck and the marking of its cards rest on; it changes when any of that does.

        Raises:
            NotFoundError: when there is no such deck.
        """
        import hashlib

        deck = self._deck_file(slug)
        files = [self.cached_files[deck].digest]
        case = next((summary.case for summary in self.decks if summary.slug == slug), None)
        files += [self.cached_files[at].digest for name, at, _ in self.index["cases"] if name == case]
        out = sorted(parent for parent in self.left_out if parent.partition("/")[0] == slug)
        return hashlib.sha256("\0".join([*files, *out]).encode()).hexdigest()[:32]

    def case(self, slug: str) -> Case | None:
        """Decode a case; None when there is no such case."""
        return next((case for case in self.cases() if case.slug == slug), None)

    def cases(self) -> tuple[Case, ...]:
        """Decode all cases, in the order of the library."""
        values = (self.value_at(number) for _, number, _ in self.index["cases"])
        return tuple(value for value in values if isinstance(value, Case))

    def plan(self, slug: str) -> Plan:
        """Decode a plan.

        Raises:
            NotFoundError: when there is no such plan; it offers the nearest.
        """
        plans = {plan.slug: plan for plan in self.plans()}
        if slug not in plans:
            raise NotFoundError(f"There is no plan `{slug}`{nearest(slug, plans)}")
        return plans[slug]

    def plans(self) -> tuple[Plan, ...]:
        """Decode all plans, in the order of the library.

        Their evidence may name cards that do not exist or are left out: that is among the problems.
        """
        values = (self.value_at(number) for _, number in self.index["plans"])
        return tuple(value for value in values if isinstance(value, Plan))


class CacheFile:
    """The cache of one set of folders; whatever goes wrong with it, studying goes on without it."""

    def __init__(self, folder: Path, folders: Sequence[Path]) -> None:
        spelled = "\0".join(f"{each}\0{each.absolute()}" for each in folders)
        # Only a file name: what the file holds is checked against the folders in it.
        name = zlib.crc32(spelled.encode("utf-8", "surrogateescape"))
        self.path = folder / f"decks-{name:08x}.cache"

    def load(self) -> Library | None:
        """Give what the file holds; None when there is none, or not a byte of it can be trusted."""
        try:
            return Library(read_plain(self.path))
        except (OSError, DamagedCacheError):
            return None

    def moment_ns(self) -> int:
        """The time by the clock of the file system, in nanoseconds; 0 where nothing can be written."""
        import tempfile

        try:
            make_private(self.path.parent)
            with tempfile.TemporaryFile(dir=self.path.parent) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    def save(self, data: bytes) -> None:
        """Put a library in the place of the old one whole, if that can be done."""
        with suppress(OSError):
            write_whole(self.path, [data])
