"""Anki's card templates filled in: what a card of a note asks, and what it answers.

Source of the format: https://docs.ankiweb.net/templates/intro.html (fields, filters, conditional sections).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studykit.authoring.formats.html_text import PlainText, text_of

_TAG = re.compile(r"\{\{([#^/]?)([^{}]{1,300})\}\}")
_ANSWER_BEGINS = re.compile(r"<hr[^<>]{0,100}\bid=[\"']?answer\b[^<>]{0,100}>", re.IGNORECASE)
_SPECIAL = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_HINTS = frozenset({"hint", "furigana", "kana", "kanji"})
DEEPEST = 20
"""How deep sections of a template may stand in one another."""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A piece of a side: words of the template, or the content of a field, which `field` names."""

    text: str
    field: str = ""
    typed: bool = False
    hint: bool = False
    folded: bool = False
    """Shown on a click."""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as Anki shows it: the question, the answer with its media, and what stands beside the answer."""

    ask: PlainText
    answer: str
    note: str
    media: tuple[str, ...]
    hint: str
    asks: bool
    """Whether a field says something of the question, and not only words of the template."""


def shown_card(
    front: str, back: str, fields: Mapping[str, str], plain: Mapping[str, PlainText]
) -> ShownCard | None:
    """A card of a note; None when Anki makes none, because nothing of the note is on its front.

    Args:
        front, back: the templates.
        fields: what the note holds, as HTML.
        plain: the same as text.
    """
    asked = list(_filled(front, fields))
    if not any(part.field and part.text.strip() for part in asked):
        return None
    # Anki's own templates have a line with a name above what is the answer
    answered = list(_filled(_ANSWER_BEGINS.split(back)[-1], fields))
    folded = " ".join(plain[part.field].text for part in asked if part.folded)
    hidden = [part for part in asked if part.typed and not part.folded]
    asked = [part for part in asked if not part.typed and not part.folded]
    names = {part.field for part in asked if part.field}
    # words of the template stay, for they may be the question
    ask = text_of("".join(part.text for part in asked))
    parts = [part for part in [*hidden, *answered] if part.field not in names and not part.hint]
    told = _told(parts, plain)
    media = [name for part in parts if part.field for name in plain[part.field].media]
    answer, *rest = told or [""]
    hints = [plain[part.field].text for part in answered if part.hint and part.field not in names]
    note = "\n".join(dict.fromkeys([*rest, *filter(None, hints)]))
    asks = any(plain[name].text for name in names)
    return ShownCard(ask, answer, note, tuple(media), " ".join(folded.split()), asks)


def _filled(template: str, fields: Mapping[str, str]) -> Iterator[TemplatePart]:
    """Fill in the fields of a side, and leave out the sections that the note does not have."""
    end = 0
    out: list[str] = []
    for tag in _TAG.finditer(template):
        if not out and template[end : tag.start()].strip():
            yield TemplatePart(template[end : tag.start()])
        end = tag.end()
        sign, name = tag[1], tag[2].strip()
        if sign in ("#", "^"):
            shows = text_of(fields.get(name, "")) != PlainText("")
            if (out or shows == (sign == "^")) and len(out) < DEEPEST:
                out.append(name)
        elif sign == "/":
            if out and out[-1] == name:
                out.pop()
        elif not out:
            yield from _part(name, fields)
    if not out and template[end:].strip():
        yield TemplatePart(template[end:])


def _part(name: str, fields: Mapping[str, str]) -> Iterator[TemplatePart]:
    *filters, field = (each.strip() for each in name.split(":"))
    if field in fields and name not in _SPECIAL:
        yield TemplatePart(
            fields[field], field, "type" in filters, bool(_HINTS & set(filters)), "hint" in filters
        )


def _told(parts: list[TemplatePart], plain: Mapping[str, PlainText]) -> list[str]:
    """The texts of the fields of an answer, in their order; one behind the first has its label before it."""
    told: list[str] = []
    label = ""
    seen: set[str] = set()
    for part in parts:
        if not part.field:
            label = text_of(part.text).text.split("\n")[-1].strip()
            continue
        text = plain[part.field].text
        if text and part.field not in seen:
            told.append(f"{label} {text}".strip() if told and label.endswith(":") else text)
        seen.add(part.field)
        label = ""
    return told
