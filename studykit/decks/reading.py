"""One file read: told apart as case, deck or plan, with all of its problems."""

from __future__ import annotations

import re
from dataclasses import replace

from studykit.cards import CardId
from studykit.decks.case_file import read_case
from studykit.decks.deck_file import ID_LINE, read_deck
from studykit.decks.findings import MOST, Findings, Spot, TooManyError
from studykit.decks.nodes import Fields, Node, Text
from studykit.decks.plan_file import read_plan
from studykit.decks.sheet import Sheet
from studykit.decks.source import read_source

KINDS = {"deck": read_deck, "case": read_case, "plan": read_plan}
"""The keys that a file can begin with, which say what it is, with what reads the rest."""

_DECK_LINE = re.compile(r"^deck: *[\"']?([a-z0-9-]+)", re.MULTILINE)


def read_sheet(file: str, data: bytes) -> Sheet:
    """Read a file's bytes; whatever is in them, the answer is a sheet with its problems."""
    found = Findings(file, [])
    try:
        sheet = _sheet(read_source(found, data), found)
    except TooManyError as error:
        # of a file that has more than anybody reads nothing is given, and that is said first
        del found.problems[MOST - 1 :]
        found.problems.insert(0, error.problem)
        sheet = Sheet(file, None)
    if sheet.value is None and not sheet.left_out:
        sheet = replace(sheet, left_out=_ids_in(data))
    # of several problems at one place the one found first is enough
    once = {(each.line, each.column, each.level): each for each in reversed(found.problems)}
    return replace(sheet, problems=tuple(sorted(once.values())))


def _sheet(root: Node | None, found: Findings) -> Sheet:
    if isinstance(root, Fields):
        kind = _kind(root, found)
        return KINDS[kind](root, found) if kind else Sheet(found.file, None)
    if root is not None and not (isinstance(root, Text) and not root.value):
        message = "the file does not begin with a key"
        found.error(root, "no-kind", message, "begin it with `deck:`, `plan:` or `case:`")
    elif not found.problems:
        mend = "begin it with `deck:`, `plan:` or `case:`, or delete it"
        found.error(Spot(1, 1, ""), "empty-file", "the file is empty", mend)
    return Sheet(found.file, None)


def _kind(root: Fields, found: Findings) -> str | None:
    """Tell what a file is by its first key, `format:` and `x-` keys aside."""
    first = next(
        (key for key, _ in root.entries.values() if key.value != "format" and not key.value.startswith("x-")),
        None,
    )
    if first is not None and first.value in KINDS and not (first.value == "case" and "deck" in root.entries):
        return first.value
    for kind in KINDS:
        if kind in root.entries:
            key = root.entries[kind][0]
            message = f"`{kind}:` is not the first key"
            found.error(key, "first-key", message, f"move `{kind}:` to the top of the file")
            return kind
    at = first or Text("", root.line, root.column)
    message = "the first key says what a file is: `deck:`, `plan:` or `case:`"
    mend = "begin the file with one of these, or move it out of the decks folder"
    found.error(at, "no-kind", message, mend)
    return None


def _ids_in(data: bytes) -> tuple[CardId, ...]:
    """Give the ids to be made out in a file that cannot be parsed: its cards are unread, not deleted."""
    text = data.decode("utf-8", "replace")
    deck = _DECK_LINE.search(text)
    if deck is None:
        return ()
    return tuple(dict.fromkeys(CardId(f"{deck[1]}/{name}") for name in ID_LINE.findall(text)))
