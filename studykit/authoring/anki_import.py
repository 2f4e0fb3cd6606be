"""Cards from an Anki package: Basic with and without its reverse, type-in, Cloze, and our own notes whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from studykit.authoring.anki_package import Note, NoteType, open_package
from studykit.authoring.csv_import import take_rows
from studykit.authoring.entries import NewEntry, Value
from studykit.authoring.html_text import text_of
from studykit.authoring.reading import Read
from studykit.authoring.rows import COLUMNS, Row
from studykit.cards import slug

OWN = "studykit "
"""How the fields of our own note type begin that hold the card as a row."""

FEW_WORDS = 6
"""Words of a line up to which several lines are items of a list and not points to be made."""

_FIELD = re.compile(r"\{\{([^{}]+)\}\}")
_SPECIAL = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID"})
_GAP_MARK = re.compile(r"\{\{c\d+(?:,\d+)*::|\}\}")


def read_anki(path: Path) -> Read:
    """Read a package; the line of each problem is the number of its note, from 1.

    Raises:
        DataError: when it is no package, is damaged or too large.
        UnavailableError: when it cannot be read, or the extra `anki` is needed and not installed.
    """
    package = open_package(path)
    read = Read(str(path))
    read.title = (package.deck or "").replace("::", ": ") or None
    ours: list[Row] = []
    for number, note in enumerate(package.notes, start=1):
        if OWN + "card" in note.type.fields:
            ours.append(_own_row(note, number))
        else:
            _take(read, note, number)
    take_rows(read, ours)
    return read


def _own_row(note: Note, number: int) -> Row:
    cells = {column: text_of(note.fields.get(OWN + column, "")).text for column in COLUMNS}
    return Row(cells, number)


def _take(read: Read, note: Note, number: int) -> None:
    """Take a note of another program's making, and name what is left out of it."""
    texts: dict[str, str] = {}
    media: list[str] = []
    for name, html in note.fields.items():
        plain = text_of(html)
        texts[name] = plain.text
        media += plain.media
    shown = next(filter(None, texts.values()), "")
    themes = [slug(tag.rpartition("::")[2]) for tag in note.tags if tag.lower() not in ("leech", "marked")]
    made = list(_cloze(note.type, texts) if note.type.is_cloze else _sides(note, texts))
    if media:
        message = f"note {number}: left out of it: {', '.join(dict.fromkeys(media))}"
        read.advice(number, shown, message, "say in words what is to be seen or heard", "media")
    for fields in made:
        read.entries.append(NewEntry({**fields, **({"themes": themes} if themes else {})}, number))
    if not made and not media:
        what = "has no gap" if note.type.is_cloze else "has no question with an answer"
        mend = "fill its fields in Anki, or write the card by hand"
        read.error(number, shown, f"note {number} {what}", mend, "note")
    elif not made:
        message = f"note {number} is left out: without its media it has no question with an answer"
        read.advice(number, shown, message, "write the card by hand", "media")


# Notes with sides


def _sides(note: Note, texts: dict[str, str]) -> Iterator[dict[str, Value]]:
    """Give an entry for each card of a note; a card that turns the first one round becomes its `back:`."""
    templates = note.type.templates
    wanted = [number for number in note.cards if number < len(templates)] or list(range(len(templates)))
    first: dict[str, Value] | None = None
    turned: tuple[str, str] | None = None
    others = []
    for number in wanted:
        names = _fields_of(*templates[number])
        side = _side(names, texts)
        if side is None:
            continue
        ask, answer, note_text = side
        fields = {"ask": ask, **_answered(answer), **({"note": note_text} if note_text else {})}
        if first is None:
            first, turned = fields, (answer, ask)
        elif turned == (ask, answer):
            first["back"] = {"ask": ask, **_answered(answer)}
        else:
            others.append(fields)
    yield from ([first] if first else [])
    yield from others


def _fields_of(front: str, back: str) -> tuple[list[str], list[str]]:
    """Give the fields that a template asks with, and those it answers with; a typed one is an answer."""
    asked: list[str] = []
    answered: list[str] = []
    for side, names in ((front, asked), (back, answered)):
        for found in _FIELD.findall(side):
            name = found.strip()
            if name[:1] in "#^/" or name in _SPECIAL:
                continue
            *filters, field = (part.strip() for part in name.split(":"))
            if side is front and "type" in filters:
                answered.insert(0, field)
            else:
                names.append(field)
    return list(dict.fromkeys(asked)), [name for name in dict.fromkeys(answered) if name not in asked]


def _side(names: tuple[list[str], list[str]], texts: dict[str, str]) -> tuple[str, str, str] | None:
    asked = [texts[name] for name in names[0] if texts.get(name)]
    answered = [texts[name] for name in names[1] if texts.get(name)]
    if not asked or not answered:
        return None
    return "\n".join(asked), answered[0], "\n".join(answered[1:])


def _answered(text: str) -> dict[str, Value]:
    """Give an answer of several lines as a list, or as points when they are long."""
    lines = [re.sub(r"^(?:[-•*–]|\d+[.)])\s+", "", line) for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return {"answer": text}
    if max(len(line.split()) for line in lines) > FEW_WORDS:
        return {"points": [{"say": line} for line in lines]}
    return {"list": lines}


# Notes with gaps


def _cloze(kind: NoteType, texts: dict[str, str]) -> Iterator[dict[str, Value]]:
    front, back = kind.templates[0] if kind.templates else ("", "")
    field = next(
        (name.rpartition(":")[2].strip() for name in _FIELD.findall(front) if "cloze:" in name),
        kind.fields[0],
    )
    text = _gaps(texts.get(field, ""))
    if text is None:
        return
    more = [texts[name] for name in _plain_fields(back) if name != field and texts.get(name)]
    yield {"cloze": text, **({"note": "\n".join(more)} if more else {})}


def _plain_fields(side: str) -> Sequence[str]:
    names = (name.strip() for name in _FIELD.findall(side))
    return [
        name.rpartition(":")[2].strip()
        for name in names
        if name[:1] not in "#^/" and "cloze:" not in name and name not in _SPECIAL
    ]


def _gaps(text: str) -> str | None:
    """Give Anki's gaps as ours; one inside another is text, and one with the same answer is left open."""
    made: list[str] = []
    inside: list[str] = []
    depth = end = 0
    seen: set[str] = set()
    for mark in _GAP_MARK.finditer(text):
        (inside if depth else made).append(text[end : mark.start()])
        end = mark.end()
        if mark[0] != "}}":
            depth += 1
        elif depth == 0:
            made.append(mark[0])
        else:
            depth -= 1
            if depth == 0:
                made.append(_gap("".join(inside), seen))
                inside.clear()
    made.append(text[end:])
    return "".join(made) if seen and not depth else None


def _gap(inner: str, seen: set[str]) -> str:
    answer, _, hint = (part.strip() for part in inner.replace("{{", "(").partition("::"))
    name = slug(answer)
    if name in seen:
        return "…"
    if not answer:
        return ""
    seen.add(name)
    return "{{" + answer.replace("|", "/") + (f"::{hint}" if hint else "") + "}}"
