"""Decks as Markdown cards, `Q:` and `A:` or `C:`, as hashcards reads them."""

from __future__ import annotations

import json
import re

from studykit.authoring.shared import Decks, answer_line, gap, question, shown_items
from studykit.cards import Card, Listed, Ordered, Points

_MARKUP = re.compile(r"([\\`_<>~$|\[\]])|(!)(?=\[)")


def markdown_bytes(decks: Decks) -> bytes:
    """Give one file; its front matter names the deck when there is one."""
    parts = []
    if len(decks) == 1:
        parts.append(f"---\nname = {json.dumps(decks[0].deck.title)}\n---")
    for shared in decks:
        parts += [_card(card) for card in shared.asked]
    return ("\n\n".join(parts) + "\n").encode()


def _card(card: Card) -> str:
    cut = gap(card)
    if cut is not None:
        before, after, hint = cut
        told = f" ({_unbracketed(hint)})" if hint else ""
        text = f"{_unbracketed(before)}[{_unbracketed(answer_line(card))}]{told}{_unbracketed(after)}"
        return f"C: {_lines(text)}"
    asked = question(card)
    shown = shown_items(card)
    options = "".join(f"\n- {_text(each)}" for each in shown)
    return f"Q: {_text(asked)}{options}\nA: {_answer(card)}"


def _answer(card: Card) -> str:
    if isinstance(card.expected, Listed | Points):
        items = card.expected.points if isinstance(card.expected, Points) else card.expected.items
        return "\n" + "\n".join(f"- {_text(item.say)}" for item in items)
    if isinstance(card.expected, Ordered):
        items = card.expected.items
        return "\n" + "\n".join(f"{number}. {_text(item.say)}" for number, item in enumerate(items, start=1))
    return _text(answer_line(card))


def _text(text: str) -> str:
    """Give a text in which nothing but `*emphasis*` is markup."""
    return _lines(_escaped(text))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: "\\" + (found[1] or found[2]), text)


def _unbracketed(text: str) -> str:
    """A cloze has no way to write a bracket that is no gap."""
    return _escaped(text.replace("[", "(").replace("]", ")"))


def _lines(text: str) -> str:
    """Mark the lines that would begin a card or a rule of their own as text, and drop the empty ones."""
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    return "\n".join([first, *map(_line, rest)])


def _line(line: str) -> str:
    if line.strip() == "---":
        return f"\\{line.strip()}"
    return f" {line}" if re.match("[QAC]:", line) else line
