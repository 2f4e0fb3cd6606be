"""Cards from an Anki package: of any note type, with the words of its templates; our own notes whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from studykit.authoring.filled_rows import COLUMNS, FilledRow
from studykit.authoring.formats.anki_package import Note, NoteType, open_package
from studykit.authoring.formats.anki_templates import ShownCard, shown_card
from studykit.authoring.formats.anki_text import deck_themes, themes_of
from studykit.authoring.formats.html_text import PlainText, text_of
from studykit.authoring.formats.table import take_rows
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value, filled
from studykit.authoring.sides import take_cloze, tell_media, two_sides

OWN = "studykit "
"""How the fields of our own note type begin that hold the card as a row."""

_FIELD = re.compile(r"\{\{([^{}]+)\}\}")


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
    for number, (note, deck) in enumerate(zip(notes, decks, strict=True), start=1):
        if OWN + "card" in note.type.fields:
            own = {column: text_of(note.fields.get(OWN + column, "")).text for column in COLUMNS}
            ours.append(FilledRow(own, number))
        else:
            _take(read, note, number, deck)
    take_rows(read, ours)
    return read


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
    templates = note.type.templates
    wanted = [place for place in note.cards if place < len(templates)] or range(len(templates))
    for place in wanted:
        card = shown_card(*templates[place], note.fields, plain)
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
