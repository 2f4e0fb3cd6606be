"""Cards from Anki's "Notes in Plain Text": a table whose first lines, `#key:value`, say how it is to be read.

Source of the format: https://docs.ankiweb.net/importing/text-files.html#file-headers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from studykit.authoring.formats.headers import column_of, count_rows
from studykit.authoring.formats.html_text import text_of
from studykit.authoring.formats.table import take_table
from studykit.authoring.formats.table_file import filled_rows
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value, filled
from studykit.authoring.sides import answered, shown, take_sides
from studykit.cards import label

SIGNS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
"""Names that a file may give its separator by; any other is the sign itself."""

_HEADER = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|guid|if matches|(?:tags|notetype|deck|guid) column):(.*)"
)
_SKIPPED = frozenset({"leech", "marked"})
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_FIELDS = ("deck", "notetype", "guid")
_GAP = re.compile(r"\[[^\[\]\n]+\]")
"""A gap as it is shown, with its hint or three dots."""

_BOTH_WAYS = re.compile(r"reversed|umgekehrte|deux sens|invertid[ao]|inversa", re.IGNORECASE)
_OPTIONAL = re.compile(r"optional|wahlweise|opcional|optionnel|facoltativ", re.IGNORECASE)
"""What Anki's own note types are called in the languages that headers are read in, and Italian."""

MOST_GAPS = 20
"""Texts in brackets that are tried for the gap of a note."""


def is_anki_text(head: str) -> bool:
    """Whether a text begins as Anki's does."""
    return _HEADER.match(head.lstrip("\ufeff\n")) is not None


def read_anki_text(file: str, text: str, columns: Sequence[str] = ()) -> Read:
    """Read notes; a note's first field is what is asked, its second the answer, the others are a note."""
    read = Read(file)
    lines = text.split("\n")
    head = list(takewhile(lambda line: line.startswith("#"), lines))
    headers = {match[1]: match[2].strip() for match in map(_HEADER.match, head) if match}
    if headers.get("deck"):
        read.title = headers["deck"].replace("::", ": ")
    separator = SIGNS.get(headers.get("separator", "tab").lower(), headers.get("separator", "")[:1] or "\t")
    rows = filled_rows("\n".join(lines[len(head) :]), separator, read, above=len(head))
    if columns:
        take_table(read, rows, columns)
    else:
        _take(read, rows, headers, separator)
    return read


def _special(
    read: Read, every: Sequence[tuple[int, list[str]]], headers: Mapping[str, str], named: Sequence[str]
) -> dict[int, str]:
    """The places of what is no field of a note, each with what it is: `tags`, `deck`, `number`."""
    special = {
        int(value) - 1: key.removesuffix(" column")
        for key, value in headers.items()
        if key.endswith(" column") and re.fullmatch(r"\d{1,3}", value)
    }
    special |= {place: "tags" for place, name in enumerate(named) if column_of(name) == "themes"}
    special |= {place: name.lower() for place, name in enumerate(named) if name.lower() in _NO_FIELDS}
    if all(_UUID.fullmatch(cells[0]) for _, cells in every):
        special[0] = "guid"
    first = next((place for place in range(len(special) + 1) if place not in special), 0)
    if all(len(cells) > len(special) + 2 for _, cells in every) and count_rows(
        [cells[first] for _, cells in every]
    ):
        special[first] = "number"
        message = "the first field counts the notes and is left out"
        read.advice(every[0][0], every[0][1][first], message, "name the columns to keep it", "fields")
    return special


def _take(
    read: Read, rows: Iterator[tuple[int, list[str]]], headers: Mapping[str, str], separator: str
) -> None:
    written, every = headers.get("columns", ""), list(rows)
    # some programs put blanks between the names, whatever stands between the fields
    named = written.split(separator) if separator in written else written.split()
    special = _special(read, every, headers, named)
    common = themes_of(headers.get("tags", "").split())
    beyond: list[int] = []
    beside = [{special[at]: cell for at, cell in enumerate(cells) if at in special} for _, cells in every]
    decks = deck_themes(read, [told.get("deck", "") for told in beside])
    for (line, cells), told, deck in zip(every, beside, decks, strict=True):
        fields = [(place, cell) for place, cell in enumerate(cells) if place not in special]
        themes = list(dict.fromkeys([*deck, *common, *themes_of(told.get("tags", "").split())]))
        sides = _sides(fields, named)
        if sides is None:
            message = "this note has one field, and a card wants a question and an answer"
            read.error(line, " · ".join(cells), message, "fill its fields in Anki", "note")
            continue
        ask, answer, rest = sides
        kind = told.get("notetype", headers.get("notetype", ""))
        optional = _OPTIONAL.search(kind) is not None
        back: dict[str, Value] = {}
        if _BOTH_WAYS.search(kind) and answer and (rest or not optional):
            asked, said = shown(read, line, answer), shown(read, line, ask)
            back = {"ask": asked, **answered(read, line, asked, said)}
            rest = rest[optional:]
        if rest:
            beyond.append(line)
        more = filled(themes=themes, note=_text("\n".join(rest)), back=back)
        take_sides(read, line, *_opened(ask, answer), more)
    if beyond:
        message = f"fields beyond the first two are kept as a note, in {len(beyond)} of {len(every)} notes"
        mend = "name the columns (`--columns -,ask,answer,note`), or export an .apkg: it has what cards ask"
        read.advice(beyond[0], "", message, mend, "fields")


def _opened(ask: str, answer: str) -> tuple[str, str]:
    """A text with a shown gap and the whole one, as "Cards in Plain Text" have them, as a gap and a note."""
    whole = _text(answer)
    for gap in islice(_GAP.finditer(_text(ask)), MOST_GAPS):
        before, after = gap.string[: gap.start()], gap.string[gap.end() :]
        length = len(after.rstrip())
        end = whole.find(after[:length], len(before) + 1) if before or after else -1
        while end >= 0 and whole[end + length : end + length + 1].strip():
            end = whole.find(after[:length], end + 1)
        if end >= 0 and whole.startswith(before):
            hint = gap[0][1:-1].strip(". ")
            told = f"{whole[len(before) : end]}{f'::{hint}' if hint else ''}"
            return f"{before}{{{{{told}}}}}{after}", whole[end + length :].lstrip()
    return ask, answer


def _text(field: str) -> str:
    return text_of(field.replace("\n", "<br>")).text


def _sides(fields: Sequence[tuple[int, str]], named: Sequence[str]) -> tuple[str, str, list[str]] | None:
    """The question, the answer and the other fields of a note, by their names or in their order."""
    known = {column_of(named[place]): cell for place, cell in fields if place < len(named)}
    if "ask" in known and "answer" in known:
        ask, answer = known["ask"], known["answer"]
        return ask, answer, [cell for _, cell in fields if cell.strip() and cell not in (ask, answer)]
    texts = [cell for _, cell in fields]
    if len(texts) > 1:
        return texts[0], texts[1], [each for each in texts[2:] if each.strip()]
    return (texts[0], "", []) if texts and "{{c" in texts[0] else None


# What packages have of decks and tags, too


def themes_of(tags: Iterable[str]) -> list[str]:
    """The last steps of tags, without those that Anki itself sets."""
    return [label(tag.rpartition("::")[2]) for tag in tags if tag.lower() not in _SKIPPED]


def deck_themes(read: Read, decks: Sequence[str]) -> list[list[str]]:
    """The theme of each note by its deck, none where all are in one; what the decks share is the title."""
    counted = Counter(filter(None, decks))
    steps = zip(*(deck.split("::") for deck in counted), strict=False)
    shared = [step[0] for step in takewhile(lambda step: len(set(step)) == 1, steps)]
    most = max(counted, key=lambda deck: counted[deck], default="").replace("::", ": ")
    read.title = read.title or ": ".join(shared) or most or None
    if len(counted) < 2:
        return [[] for _ in decks]
    message = f"{len(counted)} decks are made into one; the name of a card's deck is one of its themes"
    read.told(1, "", message, "decks")
    return [[label(deck.rpartition("::")[2])] if deck else [] for deck in decks]
