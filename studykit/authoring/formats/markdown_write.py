"""Decks as Markdown cards, `Q:` and `A:` or `C:`, as hashcards reads them."""

from __future__ import annotations

import json
import re

from studykit.authoring.filled_rows import gap_of
from studykit.authoring.formats.markdown_text import PageLine
from studykit.authoring.shared import Decks, answer_line, question, shown_items
from studykit.cards import Card, Listed, Ordered, Points

_MARKUP = re.compile(r"([\\`_<>~$|\[\]])|(!)(?=\[)")

_TAGGED = re.compile(
    r"\W*(?:\d{1,3}[.)]\s+)?[*_]{0,3}\w+(?: \w+)? ?#?\d{0,4}[*_]{0,3}(?P<sign>[:.)])(?=[*_\s]|$)"
)
"""What may be a tag of the reader, and some things that are none."""

_INNER = re.compile(r"(\s(?:\*\*|__)?[Aa](?:ns|nswer)?\d{0,4})(:)(\s|\*|_)")
"""An answer's tag within a line."""


def markdown_bytes(decks: Decks) -> bytes:
    """Give one file; its front matter names the deck when there is one."""
    parts = []
    if len(decks) == 1:
        parts.append(f"---\nname = {json.dumps(decks[0].deck.title)}\n---")
    for shared in decks:
        parts += [_card(card) for card in shared.asked]
    return ("\n\n".join(parts) + "\n").encode()


def _card(card: Card) -> str:
    cut = gap_of(card.ask) if card.kind == "cloze" else None
    if cut is not None:
        before, after, hint = cut
        told = f" ({_unbracketed(hint)})" if hint else ""
        text = f"{_unbracketed(before)}[{_unbracketed(answer_line(card))}]{told}{_unbracketed(after)}"
        return f"C: {_lines(text)}"
    asked = question(card)
    shown = shown_items(card)
    options = "".join(f"\n- {_item(each)}" for each in shown)
    return f"Q: {_text(asked)}{options}\nA: {_answer(card)}"


def _answer(card: Card) -> str:
    items = [_item(item.say) for item in card.expected.items]
    if isinstance(card.expected, Listed | Points):
        return "".join(f"\n- {item}" for item in items)
    if isinstance(card.expected, Ordered):
        return "".join(f"\n{number}. {item}" for number, item in enumerate(items, start=1))
    return _text(answer_line(card))


def _text(text: str) -> str:
    """Give a text in which nothing but `*emphasis*` is markup."""
    return _lines(escaped(text))


def _item(text: str) -> str:
    """Give the text of an item of a list, whose first line could be read as a tag, too."""
    return "\n".join(map(_line, _text(text).split("\n")))


def escaped(text: str) -> str:
    """Give a text in which what Markdown would act on is escaped, `*emphasis*` excepted."""
    return _MARKUP.sub(lambda found: "\\" + (found[1] or found[2]), text)


def _unbracketed(text: str) -> str:
    """A cloze has no way to write a bracket that is no gap."""
    for left, right in (("[", "("), ("]", ")"), ("{{", "(("), ("}}", "))"), ("::", ":")):
        text = text.replace(left, right)
    return escaped(text)


def _lines(text: str) -> str:
    """Mark the lines that would begin a card, a heading or a rule as text, and drop the empty ones."""
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    return "\n".join([_INNER.sub(r"\1\\\2\3", first), *map(_line, rest)])


def _line(line: str) -> str:
    page_line = PageLine(0, line)
    if page_line.rule or page_line.heading:
        return f"\\{line.strip()}"
    tag = _TAGGED.match(line)
    return (
        f"{line[: tag.start('sign')]}\\{line[tag.start('sign') :]}" if tag else _INNER.sub(r"\1\\\2\3", line)
    )
