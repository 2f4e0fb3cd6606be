"""A deck as the text of a file, every value quoted where YAML or the deck format could misread it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

from studykit.authoring.new_entries import NewDeck, Value
from studykit.visible import tamed

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .?!'’()/–—-]*[A-Za-z0-9.?!)])?")
"""Texts that need no quotes anywhere: no colon, comma, hash, bracket or mark that YAML could obey."""

_KEY = re.compile(r"[a-z][a-z-]*")


def clean(text: str) -> str:
    """Give a text as a deck may hold it: nothing in it acts, no blank at its ends, spaces are spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    # of what acts `tamed` leaves soft hyphens, by which a word would not be found again
    text = tamed(unicodedata.normalize("NFC", text)).replace("\xad", "")
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def deck_text(deck: NewDeck) -> tuple[str, list[int]]:
    """Give the text of a deck file, and for each entry the line (from 1) of its dash."""
    lines = [f"deck: {deck.slug}"]
    if deck.title:
        lines.append(f"title: {_scalar(deck.title)}")
    lines += _comments(deck.comments, "")
    if deck.sources:
        lines += ["sources:", *_mapping(deck.sources, 2)]
    lines.append("cards:")
    starts: list[int] = []
    for entry in deck.entries:
        if starts:
            lines.append("")
        lines += _comments(entry.comments, "  ")
        starts.append(len(lines) + 1)
        lines += _item(entry.fields, 2)
    return "\n".join(lines) + "\n", starts


def _comments(comments: Sequence[str], lead: str) -> list[str]:
    return [f"{lead}# {' '.join(clean(comment).split())}" for comment in comments]


def _mapping(fields: Mapping[str, Value], indent: int) -> list[str]:
    lines: list[str] = []
    for key, value in fields.items():
        name = key if _KEY.fullmatch(key) else quoted(key)
        lines += _after(f"{' ' * indent}{name}:", value, indent)
    return lines


def _after(head: str, value: Value, indent: int) -> list[str]:
    """Give a value behind its key: on the same line where it is short and flat, below it where it is not."""
    if isinstance(value, str):
        return [f"{head} {_scalar(value)}"]
    if isinstance(value, Mapping):
        return [head, *_mapping(value, indent + 2)]
    if all(isinstance(each, str) for each in value):
        return [f"{head} [{', '.join(_scalar(each) for each in value if isinstance(each, str))}]"]
    return [head, *(line for each in value for line in _item(each, indent + 2))]


def _item(value: Value, indent: int) -> list[str]:
    """Give an item of a list behind its dash, a group of keys from the first on."""
    lead = f"{' ' * indent}-"
    if not isinstance(value, Mapping):
        return _after(lead, value, indent)
    first, *rest = _mapping(value, indent + 2)
    return [f"{lead} {first.lstrip()}", *rest]


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and "  " not in text else quoted(text)


def quoted(text: str) -> str:
    """Put a text between double quotes; JSON's escapes are YAML's, for all that `clean` leaves in a text."""
    return json.dumps(text, ensure_ascii=False)
