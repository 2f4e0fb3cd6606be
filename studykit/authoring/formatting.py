"""A deck, plan or case tidied: ids where missing, keys in one order, and nothing else of it changed.

A round-trip YAML library reads and writes the file, so comments, blank lines and quotes stay. Keys are put in
order by moving whole lines: a key takes the comments above it along. What comes out is read again and must
say what went in; otherwise nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from typing import Any

from studykit.authoring.deck_changes import NOWHERE, placeless
from studykit.authoring.new_entries import id_for, taking
from studykit.cards import Card, CardId, id_from_prompt
from studykit.decks.cloze import blanked
from studykit.decks.keys import ARGUMENT_KEYS, CARD_KEYS, CASE_KEYS, DECK_KEYS, PLAN_KEYS
from studykit.decks.reading import read_sheet
from studykit.decks.rules import READING
from studykit.decks.sheet import Sheet
from studykit.errors import DataError, needs_extra
from studykit.problems import Level

_ID = re.compile(r"\bid: ([a-z0-9-]+)")

ROUNDS = 4
"""Rounds after which tidying must have come to rest."""
LONGEST_LINE = 100_000
"""Letters of a line that is still tidied; ruamel's time grows with the square of a comment's length."""

LONGEST_COMMENT = 300_000
"""Letters of lines of comment that follow one another, which ruamel reads as one."""

FILES = {"deck": DECK_KEYS, "plan": PLAN_KEYS, "case": CASE_KEYS}
ENTRIES = {"cards": CARD_KEYS, "arguments": ARGUMENT_KEYS}

_COMMENT = re.compile(r"(?:^[ \t]*+(?:#[^\n]*+)?\n)++", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file as it should be, and the ids that were written into it, each with its line."""

    text: str
    ids: tuple[tuple[str, int], ...] = ()


def tidied(file: str, data: bytes, was: Mapping[CardId, Sequence[CardId]] = {}) -> Tidied:
    """Tidy a file; tidying what comes out changes nothing.

    Args:
        file: its name, for problems.
        data: its bytes.
        was: earlier ids to write into it, by the parent of the card that they are now.

    Raises:
        DataError: when it has an error that would make tidying a guess, or cannot be kept as it is meant.
        UnavailableError: when the extra `authoring` is not installed.
    """
    sheet = read_sheet(file, data)
    _refuse_misread(sheet)
    original = data.decode("utf-8-sig")
    text = original.replace("\r\n", "\n").replace("\r", "\n")
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        raise DataError(f"{file} has a line of more than {LONGEST_LINE:,} letters and is left as it is.")
    if max((len(each[0]) for each in _COMMENT.finditer(text)), default=0) > LONGEST_COMMENT:
        raise DataError(
            f"{file} has a comment of more than {LONGEST_COMMENT:,} letters and is left as it is; move "
            "that text to a file of its own."
        )
    text, ids = _with_ids(text, sheet, was)
    for _ in range(ROUNDS):
        again = _ordered(text)
        if again == text:
            break
        text = again
    if text != original:
        _refuse_changed(file, sheet, original, text, ids, was)
    # the line, from 1, in which each id stands first
    numbered = reversed(list(enumerate(text.split("\n"), start=1)))
    lines = {name: number for number, line in numbered for name in _ID.findall(line)}
    found = tuple((name, lines.get(name, 1)) for name in ids)
    return Tidied(text.replace("\n", "\r\n") if original.count("\r\n") else text, found)


def _refuse_misread(sheet: Sheet) -> None:
    broken = [each for each in sheet.problems if each.level is Level.ERROR and each.rule in READING]
    if broken or sheet.value is None:
        line = (broken or list(sheet.problems))[0].line if (broken or sheet.problems) else 1
        raise DataError(
            f"{sheet.file} has an error in line {line} and is left as it is; `studykit deck check` shows it."
        )


def _round_trip() -> Any:  # noqa: ANN401 - the library's own type, which is an extra
    """Give a reader and writer that takes every scalar as text and breaks no line."""
    with needs_extra("Tidying", "authoring"):
        from ruamel.yaml import YAML
        from ruamel.yaml.resolver import VersionedResolver

    class Texts(VersionedResolver):
        """Resolves nothing: `1922`, `no` and `1924-01-21` are texts, and are written without quotes."""

        @property
        def versioned_resolver(self) -> Any:  # noqa: ANN401
            return {}

    yaml = YAML()
    yaml.Resolver = Texts
    yaml.preserve_quotes = True
    yaml.width = 10**9
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


@lru_cache(maxsize=4)
def _loaded(text: str) -> Any:  # noqa: ANN401
    """Load a text; loading is what takes the time, so whoever changes what is loaded clears the cache."""
    return _round_trip().load(text)


def _written(root: Any) -> str:  # noqa: ANN401
    out = StringIO()
    _round_trip().dump(root, out)
    return out.getvalue()


def _with_ids(text: str, sheet: Sheet, was: Mapping[CardId, Sequence[CardId]]) -> tuple[str, tuple[str, ...]]:
    """Write ids and earlier ids into the entries that want them."""
    root = _loaded(text)
    cards = root.get("cards") if hasattr(root, "get") else None
    if not isinstance(cards, list):
        return text, ()
    entries = [entry for entry in cards if hasattr(entry, "insert") and hasattr(entry, "get")]
    deck = str(root.get("deck"))
    own_ids = {str(entry["id"]) for entry in entries if entry.get("id")}
    # ids that cards had before are taken by no other card
    earlier = {each.partition("/")[2].partition("#")[0] for card in sheet.cards() for each in card.was}
    taken = dict.fromkeys(own_ids | earlier, 1)
    added = []
    changed = False
    for entry in entries:
        own, shown = entry.get("id"), _prompt(entry)
        if own is None and shown:
            own = id_from_prompt(shown)
            name = taking(id_for(shown), taken)
            entry.insert(0, "id", name)
            added.append(name)
        changed |= _add_was(entry, deck, was.get(CardId(f"{deck}/{own}"), ()))
    if added or changed:
        _loaded.cache_clear()
        text = _written(root)
    return text, tuple(added)


def _prompt(entry: Any) -> str:  # noqa: ANN401
    """Give what an entry asks, a cloze with its gaps, or nothing."""
    prompt = entry.get("ask") or entry.get("cloze")
    if not isinstance(prompt, str) or not prompt.strip():
        return ""
    return blanked(prompt) if "cloze" in entry and "ask" not in entry else prompt


def _add_was(entry: Any, deck: str, earlier: Sequence[CardId]) -> bool:  # noqa: ANN401
    """Write earlier ids into an entry, short where they are of the same deck."""
    given = entry.get("was", [])
    known = [str(each) for each in (given if isinstance(given, list) else [given])]
    names = [each.removeprefix(f"{deck}/") for each in earlier]
    fresh = [name for name in names if name not in known]
    if fresh:
        every = [*known, *fresh]
        from ruamel.yaml.comments import CommentedSeq

        value: Any = every[0]
        if len(every) > 1:
            value = CommentedSeq(every)
            value.fa.set_flow_style()
        if "was" in entry:
            entry["was"] = value
        else:
            entry.insert(1, "was", value)
    return bool(fresh)


@lru_cache(maxsize=4)
def _ordered(text: str) -> str:
    """Give a text as the library writes it, with the keys of the file and of its entries in order.

    Keys of a block stand in one column then, each on its line.
    """
    text = _written(_loaded(text))
    root = _loaded(text)
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
    _sort(lines, _loaded("\n".join(lines)), order, len(lines))
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


def _refuse_changed(
    file: str,
    before: Sheet,
    original: str,
    text: str,
    ids: Sequence[str],
    was: Mapping[CardId, Sequence[CardId]],
) -> None:
    """Hold what came out against what went in: cards, what the file says of itself, comments."""
    after = read_sheet(file, text.encode())
    same = (
        after.value is not None
        and _bare(before) == _bare(after)
        and (ids or was or [card.id for card in before.cards()] == [card.id for card in after.cards()])
        and original.count("#") == text.count("#")
        and _comments(original) == _comments(text)
        and _ordered(text) == text
    )
    if not same:
        raise DataError(f"{file} could not be tidied without changing what it says, and is left as it is.")


def _bare(sheet: Sheet) -> tuple[object, list[Card]]:
    cards = [replace(card, id=CardId(""), parent=CardId(""), place=NOWHERE, was=()) for card in sheet.cards()]
    assert sheet.value is not None
    return placeless(sheet.value), cards


def _comments(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if _is_comment(line))
