"""A library compiled: the sheets of all files, held against every rule, as the bytes of `packed.py`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from studykit.cards import KINDS, CardId, Case, Deck, Plan
from studykit.decks.compiled import encode_card, encode_problem, encode_value
from studykit.decks.library_checks import LIBRARY_RULES
from studykit.decks.packed import CachedFile, pack
from studykit.decks.sheet import HARMLESS, Sheet, Spots
from studykit.decks.shelf import Fault, Shelf
from studykit.problems import Level, Problem


def compile_library(files: Sequence[CachedFile], sheets: Sequence[Sheet], first: Sequence[Sheet]) -> bytes:
    """Check some files together and compile them; of two with the same slug the one in `first` counts.

    `sheets` are in the order of the library and belong to `files`, one to one.
    """
    shelf = Shelf([*first, *(sheet for sheet in sheets if not any(sheet is each for each in first))])
    faults = [fault for rule in LIBRARY_RULES for fault in rule(shelf)]
    counted = {
        id(sheet) for sheet, _ in (*shelf.cases.values(), *shelf.decks.values(), *shelf.plans.values())
    }
    numbers = {sheet.file: number for number, sheet in enumerate(sheets)}
    index: dict[str, Any] = {
        "files": [
            file._replace(cards=sum(1 for _ in sheet.cards()))
            for file, sheet in zip(files, sheets, strict=True)
        ],
        "problems": [[numbers[each.file], encode_problem(each)] for each in _problems(sheets, faults)],
    }
    _add_cards(index, sheets, counted, faults)
    values = [(number, sheet.value) for number, sheet in enumerate(sheets) if id(sheet) in counted]
    index["cases"] = [[each.slug, number, each.order] for number, each in values if isinstance(each, Case)]
    index["plans"] = [[each.slug, number] for number, each in values if isinstance(each, Plan)]
    hidden = {index["ids"][number] for number in index["hidden"]}
    index["was"] = [
        [earlier, card.id]
        for sheet in sheets
        if id(sheet) in counted
        for card in sheet.cards()
        if card.was and card.id not in hidden
        for earlier in card.was
    ]
    index["unread"] = [number for number, sheet in enumerate(sheets) if sheet.value is None]
    bodies = [_sheet_body(sheet) for sheet in sheets]
    bodies += [_dump(encode_card(card)) for sheet in sheets for card in sheet.cards()]
    index["lengths"] = [len(body) for body in bodies]
    return pack(index, b"".join(bodies))


def _problems(sheets: Sequence[Sheet], faults: Sequence[Fault]) -> list[Problem]:
    every = [problem for sheet in sheets for problem in sheet.problems]
    return sorted(set(every + [fault.problem for fault in faults]))


def _add_cards(
    index: dict[str, Any], sheets: Sequence[Sheet], counted: set[int], faults: Sequence[Fault]
) -> None:
    """Add the decks, and the columns over all cards: ids, kinds, themes, and which are not asked."""
    faulty = {
        fault.parent
        for fault in faults
        if fault.parent and fault.problem.level is Level.ERROR and fault.problem.rule not in HARMLESS
    }
    sets: dict[tuple[str, ...], int] = {}
    ids: list[CardId] = []
    kinds: list[int] = []
    themes: list[int] = []
    hidden: list[int] = []
    silent: list[int] = []
    decks: list[Any] = []
    for at, sheet in enumerate(sheets):
        asked = 0
        for card in sheet.cards():
            if id(sheet) not in counted or card.parent in faulty:
                hidden.append(len(ids))
            elif not card.suspended:
                asked += 1
            if card.suspended or (hidden and hidden[-1] == len(ids)):
                silent.append(len(ids))
            ids.append(card.id)
            kinds.append(KINDS.index(card.kind))
            themes.append(sets.setdefault(card.themes, len(sets)))
        if isinstance(sheet.value, Deck) and id(sheet) in counted:
            deck = sheet.value
            due = deck.due and deck.due.isoformat()
            decks.append([deck.slug, deck.title, deck.case, asked, at, deck.version, due])
    unread = {parent for sheet in sheets for parent in sheet.left_out}
    known = {card.parent for sheet in sheets if id(sheet) in counted for card in sheet.cards()} - faulty
    index |= {"ids": ids, "kinds": "".join(map(str, kinds)), "themes": themes, "theme-sets": list(sets)}
    index |= {"hidden": hidden, "silent": silent, "decks": decks}
    index["left-out"] = sorted((unread | faulty) - known)


def _sheet_body(sheet: Sheet) -> bytes:
    body = {
        "value": encode_value(sheet.value),
        "problems": [encode_problem(each) for each in sheet.problems],
        "entries": [[entry.parent, len(entry.cards), _places(entry.spots)] for entry in sheet.entries],
        "spots": _places(sheet.spots),
        "left-out": sheet.left_out,
    }
    return _dump(body)


def _places(spots: Spots) -> dict[str, list[Any]]:
    return {key: [list(spot) for spot in places] for key, places in spots.items() if places}


def _dump(value: Any) -> bytes:  # noqa: ANN401 - JSON
    return json.dumps(value, separators=(",", ":")).encode()
