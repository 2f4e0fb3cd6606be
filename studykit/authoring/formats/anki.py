"""Cards from an Anki package: of any note type, with the words of its templates; our own notes whole.

What becomes of its tags and decks is in `anki_text`.
Source on templates (fields, filters, conditional sections): https://docs.ankiweb.net/templates/intro.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from studykit.authoring.filled_rows import COLUMNS, FilledRow
from studykit.authoring.formats.anki_package import Note, NoteType, open_package
from studykit.authoring.formats.anki_text import deck_themes, themes_of
from studykit.authoring.formats.html_text import PlainText, text_of
from studykit.authoring.formats.table import take_rows
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value, filled
from studykit.authoring.sides import take_cloze, tell_media, two_sides
from studykit.errors import DataError

OWN = "studykit "
"""How the fields of our own note type begin that hold the card as a row."""

_FIELD = re.compile(r"\{\{([^{}]+)\}\}")
_TAG = re.compile(r"\{\{([#^/]?)([^{}]{1,300})\}\}")
_ANSWER_BEGINS = re.compile(r"<hr[^<>]{0,100}\bid=[\"']?answer\b[^<>]{0,100}>", re.IGNORECASE)
_SPECIAL = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_HINTS = frozenset({"hint", "furigana", "kana", "kanji"})
DEEPEST = 20
"""How deep sections of a template may stand in one another."""

MOST_FILLED, MARK = 60_000_000, 20
"""Letters of the templates that are filled in, one for each card, and those that a sign of markup counts for
beside itself: a small package can say one long template for thousands of notes."""


def read_anki(path: Path) -> Read:
    """Read a package; the line of each problem is the number of its note, from 1.

    Raises:
        DataError: when it is no package, is damaged or too large.
        UnavailableError: when it cannot be read, or the extra `anki` is needed and not installed.
    """
    notes = open_package(path)
    read = Read(str(path), unit="note")
    ours: list[FilledRow] = []
    decks = deck_themes(read, [note.deck for note in notes])
    left = MOST_FILLED
    for number, (note, deck) in enumerate(zip(notes, decks, strict=True), start=1):
        left -= sum(_letters(note.type.templates[place]) for place in _shown(note))
        if left < 0:
            raise DataError(f"{path} has templates that are too long to be read for so many notes.")
        if OWN + "card" in note.type.fields:
            own = {column: text_of(note.fields.get(OWN + column, "")).text for column in COLUMNS}
            ours.append(FilledRow(own, number))
        else:
            _take(read, note, number, deck)
    take_rows(read, ours)
    return read


def _shown(note: Note) -> Sequence[int]:
    """Give the numbers of the templates that a note has cards of; of one without cards, all."""
    every = range(len(note.type.templates))
    return [place for place in note.cards if place in every] or every


@lru_cache(maxsize=1_000)
def _letters(template: tuple[str, str]) -> int:
    """Give what a template takes to be filled in, in letters."""
    text = "".join(template)
    return len(text) + MARK * sum(map(text.count, ("<", "&", "{{")))


def _take(read: Read, note: Note, number: int, deck: Sequence[str]) -> None:
    """Take a note of another program's making, and name what is left out of it."""
    plain = {name: text_of(html) for name, html in note.fields.items()}
    more = filled(themes=[*deck, *themes_of(note.tags)])
    told = next((each.text for each in plain.values() if each.text), "")
    media = [name for each in plain.values() for name in each.media]
    before = len(read.entries)
    if note.type.is_cloze:
        _take_cloze(read, note.type, plain, more, number)
    else:
        _take_cards(read, note, plain, more, number)
    if len(read.entries) > before:
        tell_media(read, number, told, media)
    elif media:
        lost = ", ".join(dict.fromkeys(media))
        message = f"note {number} is left out: without its media it has no question with an answer ({lost})"
        read.advice(number, told, message, "write the card by hand", "media")
    else:
        what = "has no gap" if note.type.is_cloze else "has no question with an answer"
        mend = "fill its fields in Anki, or write the card by hand"
        read.error(number, told, f"note {number} {what}", mend, "note")


# Notes with sides


def _take_cards(
    read: Read, note: Note, plain: Mapping[str, PlainText], more: Mapping[str, Value], number: int
) -> None:
    """Take an entry for every two cards of a note: the second is the `back:` of the first, its sibling."""
    made: list[dict[str, Value]] = []
    lost: list[tuple[str, str]] = []
    for place in _shown(note):
        card = shown_card(*note.type.templates[place], note.fields, plain)
        if card is None:
            continue
        if reason := _lost(card):
            lost.append((card.ask.text, f"note {number}: its card {place + 1} is left out: {reason}"))
            continue
        own = filled(note=card.note, hint=card.hint)
        made.append(two_sides(read, number, card.ask.text, card.answer, own))
    for asked, message in lost if made else ():  # a note that is left out whole is named once
        read.advice(number, asked, message, "write the card by hand, in words", "media")
    for front, *back in (made[at : at + 2] for at in range(0, len(made), 2)):
        sibling = {key: value for each in back for key, value in each.items()}
        if front.get("note") == sibling.get("note"):
            sibling.pop("note", None)
        read.entry(number, {**front, **filled(back=sibling), **more})


def _lost(card: ShownCard) -> str:
    """What a card lacks without its pictures and sounds; nothing when it can be asked."""
    if card.ask.media and not card.asks:
        return f"it asks with {', '.join(dict.fromkeys(card.ask.media))}"
    if not card.ask.text:
        return "nothing is left of its question"
    if not card.answer:
        return f"its answer is {', '.join(dict.fromkeys(card.media))}" if card.media else "it has no answer"
    return ""


# Notes with gaps


def _take_cloze(
    read: Read, kind: NoteType, plain: Mapping[str, PlainText], more: Mapping[str, Value], number: int
) -> None:
    front, back = kind.templates[0] if kind.templates else ("", "")
    asked = (name.rpartition(":")[2].strip() for name in _FIELD.findall(front) if "cloze:" in name)
    field = next(asked, kind.fields[0])
    text = plain[field].text if field in plain else ""
    beside = [name for name in map(str.strip, _FIELD.findall(back)) if name[:1] not in "#^/"]
    named = [name.rpartition(":")[2].strip() for name in beside if "cloze:" not in name]
    told = (plain[name].text for name in dict.fromkeys(named) if name != field and name in plain)
    note = "\n".join(filter(None, told))
    take_cloze(read, number, text, {**filled(note=note), **more})


# What a card shows: templates filled in


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
    asked = list(_filled(front, fields, plain))
    if not any(part.field and part.text.strip() for part in asked):
        return None
    # Anki's own templates have a line with a name above what is the answer
    answered = list(_filled(_ANSWER_BEGINS.split(back)[-1], fields, plain))
    folded = " ".join(plain[part.field].text for part in asked if part.folded)
    hidden = [part for part in asked if part.typed and not part.folded]
    asked = [part for part in asked if not part.typed and not part.folded]
    names = {part.field for part in asked if part.field}
    # words of the template stay, for they may be the question
    ask = text_of("".join(part.text for part in asked))
    ask = replace(ask, text=ask.text.removeprefix("?\n"))  # in the place of what is asked for
    parts = [part for part in [*hidden, *answered] if part.field not in names and not part.hint]
    told = _told(parts, plain)
    media = [name for part in parts if part.field for name in plain[part.field].media]
    answer, *rest = told or [""]
    hints = [plain[part.field].text for part in answered if part.hint and part.field not in names]
    note = "\n".join(dict.fromkeys([*rest, *filter(None, hints)]))
    asks = any(plain[name].text for name in names)
    return ShownCard(ask, answer, note, tuple(media), " ".join(folded.split()), asks)


def _filled(
    template: str, fields: Mapping[str, str], plain: Mapping[str, PlainText]
) -> Iterator[TemplatePart]:
    """Fill in the fields of a side, each once, and leave out the sections that the note does not have."""
    end = 0
    seen: set[TemplatePart] = set()
    out: list[str] = []
    for tag in _TAG.finditer(template):
        if not out and template[end : tag.start()].strip():
            yield TemplatePart(template[end : tag.start()])
        end = tag.end()
        sign, name = tag[1], tag[2].strip()
        if sign in ("#", "^"):
            shows = plain.get(name, PlainText("")) != PlainText("")
            if (out or shows == (sign == "^")) and len(out) < DEEPEST:
                out.append(name)
        elif sign == "/":
            if out and out[-1] == name:
                out.pop()
        elif not out:
            yield from _part(name, fields, seen)
    if not out and template[end:].strip():
        yield TemplatePart(template[end:])


def _part(name: str, fields: Mapping[str, str], seen: set[TemplatePart]) -> Iterator[TemplatePart]:
    *filters, field = (each.strip() for each in name.split(":"))
    if field in fields and name not in _SPECIAL:
        hint = bool(_HINTS & set(filters))
        part = TemplatePart(fields[field], field, "type" in filters, hint, "hint" in filters)
        yield from () if part in seen else (part,)
        seen.add(part)


def _told(parts: list[TemplatePart], plain: Mapping[str, PlainText]) -> list[str]:
    """The texts of the fields of an answer, in their order; one behind the first has its label before it."""
    told: list[str] = []
    label = ""
    seen: set[str] = set()
    for part in parts:
        if not part.field:
            label = part.text
            continue
        text = plain[part.field].text
        if text and part.field not in seen:
            named = text_of(label).text.split("\n")[-1].strip() if told else ""
            told.append(f"{named} {text}" if named.endswith(":") else text)
        seen.add(part.field)
        label = ""
    return told
