"""A deck file: nodes in; a `Deck`, its entries and every problem out."""

from __future__ import annotations

import bisect
import re
from typing import Any

from studykit.cards import CardId, Deck
from studykit.decks.case_file import read_aliases, read_distinct, read_sources
from studykit.decks.checks import broken_rules
from studykit.decks.entries import EntryReader
from studykit.decks.fields import Reader
from studykit.decks.findings import Findings, spot
from studykit.decks.keys import DECK_KEYS, LANGUAGES, REGIONS
from studykit.decks.nodes import Fields, Items, Text
from studykit.decks.sheet import HARMLESS, Entry, Sheet
from studykit.problems import Level

ID_LINE = re.compile(r"^[ \t]*(?:-[ \t]+)?(?:\{ *)?[\"']?id[\"']?: *[\"']?([a-z0-9-]+)", re.MULTILINE)
"""A line that gives an entry its id, as it can be told without reading YAML."""


MOST_CARDS = 20_000
"""Cards of one deck: twenty times those of a large one, read in some seconds."""


def read_deck(root: Fields, found: Findings) -> Sheet:
    """Read a deck; entries with an error are reported and left out, the rest stands."""
    scanned = [problem for problem in found.problems if problem.level is Level.ERROR]
    reader = Reader(found)
    header = reader.header(root, "deck", DECK_KEYS)
    if header is None:
        return Sheet(found.file, None)
    deck, spots = _without_cards(reader, root, header), reader.noted()
    entry_reader = EntryReader(reader, deck.slug, deck.themes, deck.was)
    nodes = _entry_nodes(reader, root)
    spans = _Spans(root, nodes)
    broken = {spans.number(line, 10**6) for line in found.broken}
    misread = {spans.number(problem.line, problem.column) for problem in scanned}
    read: list[Entry | None] = []
    cards = 0
    for at, each in enumerate(nodes):
        known = len(found.problems)
        entry = entry_reader.read(each)
        if entry and at not in misread:
            found.problems.extend(broken_rules(found.file, entry))
        if at in broken:  # its line is reported, and what was read is not what was written
            del found.problems[known:]
        read.append(entry)
        cards += len(entry.cards) if entry else 1
        if cards > MOST_CARDS:
            raise found.too_large(each, f"{MOST_CARDS:,} cards")
    faulty = {
        spans.number(problem.line, problem.column)
        for problem in found.problems
        if problem.level is Level.ERROR and problem.rule not in HARMLESS
    }
    faulty |= _repeated(reader, entry_reader, nodes)
    entries = [entry for at, entry in enumerate(read) if entry and at not in faulty]
    kept = {entry.parent for entry in entries}
    # the ids on lines that were dropped or misread: their cards do not count as deleted
    dropped = (ID_LINE.match(found.lines[number - 1]) for number in sorted(found.broken))
    written = [*map(entry_reader.parent, nodes), *(CardId(f"{deck.slug}/{id[1]}") for id in dropped if id)]
    out = tuple(parent for parent in dict.fromkeys(written) if parent not in kept)
    return Sheet(found.file, deck, entries=tuple(entries), spots=spots, left_out=out)


def _without_cards(reader: Reader, root: Fields, header: dict[str, Any]) -> Deck:
    return Deck(
        **header,
        cards=(),
        case=reader.named(root, "case"),
        themes=reader.all_named(root, "themes", "theme"),
        version=reader.text(root, "version"),
        author=reader.text(root, "author"),
        region=reader.one_of(root, "region", REGIONS),
        aliases=read_aliases(reader, root),
        distinct=read_distinct(reader, root),
        sources=read_sources(reader, root),
        was=tuple(each.value for each in reader.slugs(root, "was")),
        due=reader.day(root, "due"),
        language=reader.one_of(root, "language", LANGUAGES),
    )


def _entry_nodes(reader: Reader, root: Fields) -> list[Fields]:
    if "cards" not in root.entries:
        mend = "add `cards:` and at least one card"
        reader.error(root.entries["deck"][0], "no-cards", "the deck has no `cards:`", mend)
        return []
    key, node = root.entries["cards"]
    if isinstance(node, Text) and not node.value:
        reader.error(key, "no-cards", "the deck has no cards yet", "write one below `cards:`")
        return []
    nodes = []
    for each in reader.items(node, "cards"):
        if isinstance(each, Fields):
            nodes.append(each)
        else:
            mend = "write `- ask: ...` and its `answer:` in the same column below it"
            reader.error(each, "card", "a card is a group of keys such as `ask:` and `answer:`", mend)
    return nodes


class _Spans:
    """Which entry of `cards:` a place of the file belongs to."""

    def __init__(self, root: Fields, nodes: list[Fields]) -> None:
        cards = root.get("cards")
        self.end = cards.end if isinstance(cards, Items) else (0, 0)
        before = [0, *(node.line for node in nodes)]
        # what precedes an entry on its first line, its dash, is part of it
        self.starts = [
            (node.line, 0 if node.line != line else node.column)
            for node, line in zip(nodes, before, strict=False)
        ]

    def number(self, line: int, column: int) -> int:
        """Give the number of the entry from 0, or -1 when the place is in none."""
        inside = line < self.end[0] or (line, column) < self.end
        return bisect.bisect_right(self.starts, (line, column)) - 1 if inside else -1


def _repeated(reader: Reader, entry_reader: EntryReader, nodes: list[Fields]) -> set[int]:
    """Report the entries whose identity an entry above has, and give their numbers."""
    first: dict[CardId, Fields] = {}
    repeated = set()
    for number, node in enumerate(nodes):
        twin = first.setdefault(entry_reader.parent(node), node)
        if twin is node:
            continue
        repeated.add(number)
        message = f"the card in line {twin.line} asks the same"
        mend = "delete one of the two, or give both an `id:`"
        if identity := node.get("id"):
            message = f"the id `{spot(identity).text}` is taken by the card in line {twin.line}"
            mend = "give this card another id"
        at = identity or node.get("ask") or node.get("cloze") or node
        reader.error(at, "duplicate-id", message, mend)
    return repeated
