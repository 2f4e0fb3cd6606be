"""Whatever stands in a file, reading it ends in values and problems, and never in an exception."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.decks.library_checks import LIBRARY_RULES
from studykit.decks.reading import read_sheet
from studykit.decks.sheet import Sheet
from studykit.decks.shelf import Shelf
from tests.budget import examples

from .test_format_page import CARDS, CASE, DECK, PLAN

JSON = """\
deck: j
cards:
  - {"id": "x", "ask": "a: b, \\u00e9 #1?", "answer": "600,000", "accept": ["it's"]}
"""
CLOZE = """\
  - id: g
    cloze: '{{Stalin|Koba::who}} led {{the Party}}.'
  - id: s
    ask: q
    sort: {L: [a], R: [b]}
"""
GOOD = [CASE, DECK + CARDS, DECK + CLOZE, JSON, JSON + CLOZE, PLAN]
NAMES = re.findall("- id: (.*)", CARDS)
PIECES = [
    *" \n:#-?,[]{}\"'|>&*!%@`\\\t\r\x00\x1b\u2028\ufeff\ue03a“–é/~=<",
    ": ",
    " #",
    "- ",
    "\n  - id: x\n",
    "{{",
    "}}",
]
PIECES += [
    "\n---\n",
    "<<: ",
    "&a ",
    "*a",
    "!!int ",
    "? ",
    "\\u12",
    '\\"',
    "format: 2\n",
    "deck: d\n",
    "\ud800",
]


@st.composite
def spoilt_files(draw: Any) -> bytes:
    """Give a stretch of a good file with a few pieces put in, taken out or doubled."""
    text: str = draw(st.sampled_from(GOOD))
    start = draw(st.integers(0, len(text)))
    text = text[: draw(st.sampled_from([0, 400]))] + text[start : start + draw(st.integers(0, 1500))]
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        how = draw(st.integers(0, 2))
        if how == 0:
            text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
        elif how == 1:
            text = text[:at] + text[at + draw(st.integers(1, 6)) :]
        else:
            other = draw(st.integers(0, len(text)))
            text = text[:at] + text[other : other + 40] + text[at:]
    return text.encode("utf-8", "surrogatepass")


def check(data: bytes) -> Sheet:
    sheet = read_sheet("deck.yaml", data)
    shelf = Shelf([sheet])
    found = [*sheet.problems, *(fault.problem for rule in LIBRARY_RULES for fault in rule(shelf))]
    assert sheet.value is not None or sheet.problems
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in found:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
        assert problem.mend
    return sheet


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    check(text.encode())


@given(st.binary())
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    check(data)


@settings(max_examples=examples(400))
@given(spoilt_files())
def test_a_spoilt_file_is_read_without_an_exception(data: bytes) -> None:
    check(data)


@given(st.data())
def test_an_entry_spoilt_below_its_id_is_read_or_named_as_left_out(data: st.DataObject) -> None:
    entries = CARDS.split("\n\n")
    spoilt = data.draw(st.integers(0, len(entries) - 1))
    at = data.draw(st.integers(entries[spoilt].index("\n") + 1, len(entries[spoilt])))
    piece = data.draw(st.sampled_from(PIECES))
    entries[spoilt] = entries[spoilt][:at] + piece + entries[spoilt][at:]
    sheet = check((DECK + "\n\n".join(entries)).encode("utf-8", "surrogatepass"))
    parents = {entry.parent for entry in sheet.entries} | set(sheet.left_out)
    assert {f"stalin-institutions/{name}" for name in NAMES} <= parents or sheet.value is None
