"""Keys put in the order of `decks/keys.py` by moving whole lines: a key takes the comments above it along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from studykit.decks.keys import ARGUMENT_KEYS, CARD_KEYS, CASE_KEYS, DECK_KEYS, PLAN_KEYS

FILES = {"deck": DECK_KEYS, "plan": PLAN_KEYS, "case": CASE_KEYS}
ENTRIES = {"cards": CARD_KEYS, "arguments": ARGUMENT_KEYS}


def ordered(text: str, load: Callable[[str], Any]) -> str:
    """Put the keys of a file and of its entries in order; `load` gives the places of keys.

    The text is one that the YAML writer has written: keys of a block stand in one column, each on its line.
    """
    root = load(text)
    order = next((order for key, order in FILES.items() if key in root), None)
    if order is None:
        return text
    lines = text.split("\n")
    for key in ENTRIES:
        entries = root.get(key)
        if isinstance(entries, list):
            places: Any = entries
            ends = [*(places.lc.item(at)[0] for at in range(1, len(entries))), _after(root, key, len(lines))]
            for entry, end in reversed(list(zip(entries, ends, strict=True))):
                if hasattr(entry, "fa") and not entry.fa.flow_style() and hasattr(entry, "items"):
                    _sort(lines, entry, ENTRIES[key], end)
    root = load("\n".join(lines))
    _sort(lines, root, order, len(lines))
    return "\n".join(lines)


def _after(root: Any, key: str, end: int) -> int:  # noqa: ANN401
    """Give the line of the key that follows one at the top of a file."""
    here = root.lc.key(key)[0]
    return min((root.lc.key(each)[0] for each in root if root.lc.key(each)[0] > here), default=end)


def _sort(lines: list[str], mapping: Any, order: Sequence[str], end: int) -> None:  # noqa: ANN401
    """Move the lines of a block's keys into their order, unknown ones above its entries or to the end."""
    keys = sorted(mapping, key=lambda key: mapping.lc.key(key)[0])
    rest = next((order.index(key) for key in ENTRIES if key in order), len(order))
    rank = {key: (order.index(key), 1) if key in order else (rest, 0) for key in keys}
    wanted = sorted(keys, key=lambda key: rank[key])
    if wanted == keys:
        return
    starts = [mapping.lc.key(key)[0] for key in keys]
    column = mapping.lc.key(keys[0])[1]
    # a key takes the comments in its column along; those behind the block are not its own
    bounds = [starts[0], *(_above(lines, start, column, column) for start in starts[1:])]
    bounds.append(_above(lines, end, 0, column))
    pieces = {key: lines[bounds[at] : bounds[at + 1]] for at, key in enumerate(keys)}
    head = lines[starts[0]][:column]
    pieces[keys[0]][0] = " " * column + pieces[keys[0]][0][column:]
    new = [line for key in wanted for line in pieces[key]]
    at = next(number for number, line in enumerate(new) if line.strip() and not _is_comment(line))
    new[at] = head + new[at][column:]
    lines[bounds[0] : bounds[-1]] = new


def _above(lines: Sequence[str], place: int, least: int, most: int) -> int:
    """Step up from a line over the blank lines and the comments indented from `least` to `most` above it."""
    while not (line := lines[place - 1]).strip() or (
        _is_comment(line) and least <= len(line) - len(line.lstrip()) <= most
    ):
        place -= 1
    return place


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
