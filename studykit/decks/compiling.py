"""A library compiled: the sheets of all files, held against every rule, as the bytes of `packed.py`."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from itertools import chain
from typing import Any

from studykit.cards import KINDS, Card, Deck
from studykit.cases import Case
from studykit.decks.compiled import VALUE, encode, encode_problem
from studykit.decks.library_checks import LIBRARY_RULES
from studykit.decks.packed import CachedFile, pack
from studykit.decks.sheet import HARMLESS, Sheet
from studykit.decks.shelf import Fault, Shelf
from studykit.problems import Level


def compile_library(files: Sequence[CachedFile], sheets: Sequence[Sheet], first: Sequence[Sheet]) -> bytes:
    """Check some files together and compile them; of two with the same slug the one in `first` counts.

    `sheets` are in the order of the library and belong to `files`, one to one.
    """
    shelf = Shelf([*first, *(sheet for sheet in sheets if not any(sheet is each for each in first))])
    faults = [fault for rule in LIBRARY_RULES for fault in rule(shelf)]
    taken = {id(sheet) for sheet, _ in (*shelf.cases.values(), *shelf.decks.values(), *shelf.plans.values())}
    counted = [sheet for sheet in sheets if id(sheet) in taken]
    cards = [card for sheet in sheets for card in sheet.cards()]
    packed = [sheet.bodies or _bodies(sheet) for sheet in sheets]
    bodies = [*(first for first, *_ in packed), *chain.from_iterable(rest for _, *rest in packed)]
    numbers = {sheet.file: number for number, sheet in enumerate(sheets)}
    problems = {problem for sheet in sheets for problem in sheet.problems}
    problems.update(fault.problem for fault in faults)
    kept = _kept(counted, faults)
    there = {card.parent for card in kept.values()}
    named = {parent for sheet in sheets for parent in sheet.left_out}
    named |= {card.parent for sheet in counted for card in sheet.cards()}
    index: dict[str, Any] = {
        "files": [
            file._replace(cards=sum(1 for _ in sheet.cards()))
            for file, sheet in zip(files, sheets, strict=True)
        ],
        "problems": [[numbers[each.file], encode_problem(each)] for each in sorted(problems)],
        "unread": [number for number, sheet in enumerate(sheets) if sheet.value is None],
        "lengths": list(map(len, bodies)),
        "left-out": sorted(named - there),
        **_contents(counted, numbers, kept),
        **_columns(cards, kept),
    }
    return pack(index, b"".join(bodies))


def _kept(counted: Sequence[Sheet], faults: Sequence[Fault]) -> dict[int, Card]:
    """Give the cards that are there, by their identity in memory: those of counted sheets with no error."""
    faulty = {
        fault.parent
        for fault in faults
        if fault.problem.level is Level.ERROR and fault.problem.rule not in HARMLESS
    }
    return {id(card): card for sheet in counted for card in sheet.cards() if card.parent not in faulty}


def _contents(
    counted: Sequence[Sheet], numbers: Mapping[str, int], kept: Mapping[int, Card]
) -> dict[str, Any]:
    """Give the decks, cases and plans with the numbers of their files, and the cards by their earlier ids."""
    found: dict[str, Any] = {"decks": [], "cases": [], "plans": []}
    for sheet in counted:
        number, value = numbers[sheet.file], sheet.value
        if isinstance(value, Deck):
            asked = sum(id(card) in kept and not card.suspended for card in sheet.cards())
            due = value.due and value.due.isoformat()
            found["decks"].append([value.slug, value.title, value.case, asked, number, value.version, due])
        elif isinstance(value, Case):
            found["cases"].append([value.slug, number, value.order])
        elif value is not None:
            found["plans"].append([value.slug, number])
    return found | {"was": [[earlier, card.id] for card in kept.values() for earlier in card.was]}


def _columns(cards: Sequence[Card], kept: Container[int]) -> dict[str, Any]:
    """Give the columns over all cards: ids, kinds, themes, and which are not there or not asked."""
    sets = {themes: number for number, themes in enumerate(dict.fromkeys(card.themes for card in cards))}
    hidden = [number for number, card in enumerate(cards) if id(card) not in kept]
    suspended = [number for number, card in enumerate(cards) if card.suspended]
    return {
        "ids": [card.id for card in cards],
        "kinds": "".join(str(KINDS.index(card.kind)) for card in cards),
        "themes": [sets[card.themes] for card in cards],
        "theme-sets": list(sets),
        "hidden": hidden,
        "silent": sorted({*hidden, *suspended}),
    }


def _bodies(sheet: Sheet) -> tuple[bytes, ...]:
    body = {
        "value": encode(VALUE, sheet.value),
        "problems": [encode_problem(each) for each in sheet.problems],
        "entries": [[entry.parent, len(entry.cards), entry.spots] for entry in sheet.entries],
        "spots": sheet.spots,
        "left-out": sheet.left_out,
    }
    return (_dump(body), *(_dump(encode(Card, card)) for card in sheet.cards()))


def _dump(value: Any) -> bytes:  # noqa: ANN401 - JSON
    return json.dumps(value, separators=(",", ":")).encode()
