"""A card as a row of cells, and rows as entries again: what CSV files and Anki notes of ours hold.

A cell holds one line for each item of an answer; ` | ` stands between the wordings of an item, the model one
first. `\\|`, `\\\\` and `\\n` stand for a bar, a backslash and a line end in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from studykit.authoring.new_entries import NewEntry, Value, filled
from studykit.cards import Card, Choice, Listed, Ordered, Points, Source
from studykit.decks.cloze import BLANK

COLUMNS = (
    *("card", "kind", "ask", "answer", "options", "need", "flags", "reject", "examples", "hint", "note"),
    *("themes", "date", "people", "historian", "quote", "source", "contested", "partial", "fact", "dates"),
)
"""The columns of a row, in their order."""

_HINTED = re.compile(rf"{BLANK}(?: \(([^()]*)\))?")
_PIECE = re.compile(r"\\(.)|(\|)", re.DOTALL)
_TEXTS = ("hint", "note", "historian", "quote", "contested", "date", "fact")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A card as cells; `line` counts from 1 in the file they came from."""

    cells: Mapping[str, str]
    line: int = 0

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def parent(self) -> str:
        """The entry its card belongs to, without its deck; empty when no card is named."""
        return self["card"].rpartition("/")[2].partition("#")[0]

    @property
    def suffix(self) -> str:
        """What tells the card from its siblings."""
        return self["card"].partition("#")[2]


# Out


def row_of(card: Card, sources: Mapping[str, Source]) -> FilledRow:
    """Give a card as a row; its sources are written out."""
    expected = card.expected
    counted = isinstance(expected, Listed | Points)
    cells = {
        "card": str(card.id),
        "kind": kind_of(card),
        "ask": card.ask,
        "answer": "\n".join(_wordings(item.phrasings) for item in expected.items),
        "options": "\n".join(map(_escaped, expected.options if isinstance(expected, Choice) else ())),
        "need": str(expected.need) if counted and expected.need < len(expected.items) else "",
        "flags": ", ".join(name for name in ("exact", "suspended") if getattr(card, name)),
        "reject": "\n".join(map(_wordings, card.reject)),
        "examples": "\n".join(
            _wordings((verdict, answer))
            for verdict in ("right", "partial", "wrong")
            for answer in getattr(card.examples, verdict)
        ),
        "themes": ", ".join(card.themes),
        "date": card.date.text if card.date else "",
        "people": "\n".join(map(_escaped, card.people)),
        "source": "\n".join(_source(name, sources.get(name)) for name in card.sources),
        "partial": "\n".join(map(_wordings, card.partial)),
        "dates": _dates(card),
    }
    cells |= {name: getattr(card, name) or "" for name in _TEXTS if name != "date"}
    return FilledRow({column: cells[column] for column in COLUMNS})


def _dates(card: Card) -> str:
    """The date of each item of an order, a line an item, `-` for none; nothing when no item has one."""
    if not isinstance(card.expected, Ordered) or not any(item.date for item in card.expected.items):
        return ""
    return "\n".join(item.date.text if item.date else "-" for item in card.expected.items)


def kind_of(card: Card) -> str:
    """Give the kind, with `ordered list` for a list whose order counts."""
    return "ordered list" if isinstance(card.expected, Listed) and card.expected.ordered else card.kind


def _source(name: str, source: Source | None) -> str:
    if source is None:
        return _escaped(name)
    more = (source.author or "", source.year or "") if source.author or source.year else ()
    return _wordings((name, source.title, *more))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def _wordings(texts: Iterable[str]) -> str:
    return " | ".join(map(_escaped, texts))


# And in again


def pieces(text: str) -> list[str]:
    """Cut one line of a cell at its bars."""
    found = [""]
    end = 0
    for match in _PIECE.finditer(text):
        found[-1] += text[end : match.start()]
        end = match.end()
        if match[2] is not None:
            found.append("")
        else:
            found[-1] += "\n" if match[1] == "n" else match[1]
    found[-1] += text[end:]
    return [each.strip() for each in found]


def _lines(cell: str) -> list[list[str]]:
    return [pieces(line) for line in cell.split("\n") if line.strip()]


def _texts(cell: str) -> list[str]:
    return [each[0] for each in _lines(cell)]


def entries_of(rows: Sequence[FilledRow]) -> list[NewEntry]:
    """Give the entries that rows make; those of siblings become one entry again.

    Raises:
        ValueError: a sentence, when the rows of an entry do not fit together.
    """
    return [_entry(list(family)) for _, family in groupby(rows, key=lambda row: row.parent or id(row))]


def _entry(rows: Sequence[FilledRow]) -> NewEntry:
    backs = [row for row in rows if row.suffix == "back"]
    fronts = [row for row in rows if row.suffix != "back"] or backs
    first = fronts[0]
    fields = filled(id=first.parent)
    kind = first["kind"].strip().lower() or "answer"
    if kind == "cloze":
        fields |= {"cloze": _joined_cloze(fronts)}
    elif kind == "sort":
        fields |= _joined_sort(fronts)
    else:
        fields |= {"ask": first["ask"], **answering(kind, first)}
    fields |= _about(fronts)
    if backs and backs is not fronts:
        back = backs[0]
        note = back["note"] if back["note"] != first["note"] else ""
        answered = answering(back["kind"].strip().lower() or "answer", back)
        fields["back"] = {"ask": back["ask"], **answered, **_own(backs[:1]), **filled(note=note)}
    return NewEntry(fields, first.line)


def answering(kind: str, row: FilledRow) -> dict[str, Value]:
    """Give the keys that say how a card is answered.

    Raises:
        ValueError: a sentence, when the kind is unknown or an answer is missing.
    """
    items = _lines(row["answer"])
    if not items:
        raise ValueError("there is no answer")
    need = row["need"].strip()
    if kind in ("answer", "choose", "sort", "cloze"):
        if len(items) > 1:
            raise ValueError(f"a card of the kind `{kind}` has one answer, and here are {len(items)}")
        (say, *accept), options = items[0], _texts(row["options"])
        return filled(choose=options if kind in ("choose", "sort") else (), answer=say, accept=accept)
    if kind in ("list", "ordered list", "order"):
        dates = row["dates"].split("\n")[: len(items)] if kind == "order" else []
        listed = [_dated(item, date.strip(" -")) for item, date in zip_longest(items, dates, fillvalue="")]
        if kind == "order":
            return filled(order=listed, need=need)
        return filled(list=listed, ordered="true" if kind == "ordered list" else "", need=need)
    if kind == "points":
        return filled(points=[filled(say=say, accept=accept) for say, *accept in items], need=need)
    raise ValueError(
        f"there is no kind of card `{kind}`; there are answer, list, ordered list, order, choose, points, "
        "cloze and sort"
    )


def _dated(item: Sequence[str], date: str) -> Value:
    say, *accept = item
    if not date:
        return list(item) if accept else say
    return filled(say=say, accept=accept, date=date)


def _own(rows: Sequence[FilledRow]) -> dict[str, Value]:
    """Give the keys that a `back:` has, too: those of the first row, and the wrong answers of all."""
    examples: dict[str, list[Value]] = {}
    for verdict, answer, *_ in _pairs(rows[:1], "examples"):
        examples.setdefault(verdict, []).append(answer)
    return filled(
        exact=_flag(rows[0], "exact"),
        reject={said: reply for said, reply, *_ in _pairs(rows, "reject")},
        partial={said: reply for said, reply, *_ in _pairs(rows, "partial")},
        examples=examples,
        hint=rows[0]["hint"],
    )


def _flag(row: FilledRow, name: str) -> str:
    return "true" if name in [flag.strip() for flag in row["flags"].split(",")] else ""


def _pairs(rows: Sequence[FilledRow], column: str) -> list[list[str]]:
    return [each for row in rows for each in _lines(row[column]) if len(each) > 1]


def _about(rows: Sequence[FilledRow]) -> dict[str, Value]:
    first = rows[0]
    texts: dict[str, Value] = {name: first[name].strip() for name in _TEXTS if name != "hint"}
    return _own(rows) | filled(
        **texts,
        themes=[theme.strip() for theme in first["themes"].split(",") if theme.strip()],
        people=_texts(first["people"]),
        source=_texts(first["source"]),
        suspended=_flag(first, "suspended"),
    )


def sources_in(rows: Iterable[FilledRow]) -> dict[str, dict[str, str]]:
    """Give the works that rows cite, as `sources:` of a deck."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        for name, *about in _lines(row["source"]):
            keys = ("title", "author", "year")
            told = {key: text for key, text in zip(keys, about, strict=False) if text}
            found.setdefault(name, told or {"title": name})
    return found


def gap_of(ask: str) -> tuple[str, str, str | None] | None:
    """Cut a cloze card's prompt at its gap: what is before, what is after, its hint; None without one."""
    match = _HINTED.search(ask)
    return None if match is None else (ask[: match.start()], ask[match.end() :], match[1])


def _joined_cloze(rows: Sequence[FilledRow]) -> str:
    """Give the text with all gaps of which each row asks one."""
    gaps = []
    texts = set()
    for row in rows:
        cut, answers = gap_of(row["ask"]), _lines(row["answer"])
        if cut is None or not answers:
            if "{{" in row["ask"] and len(rows) == 1:
                return row["ask"]
            raise ValueError(f"the text has no gap; write {BLANK} where the answer belongs")
        before, after, hint = cut
        inner = "|".join(answers[0]) + (f"::{hint}" if hint else "")
        gaps.append((len(before), len(answers[0][0]), inner))
        texts.add(before + answers[0][0] + after)
    if len(texts) > 1:
        raise ValueError("the gaps of this text do not stand in the same text any more")
    text = texts.pop()
    for start, length, inner in sorted(gaps, reverse=True):
        text = f"{text[:start]}{{{{{inner}}}}}{text[start + length :]}"
    return text


def _joined_sort(rows: Sequence[FilledRow]) -> dict[str, Value]:
    groups: dict[str, list[Value]] = {option: [] for option in _texts(rows[0]["options"])}
    ask = ""
    for row in rows:
        ask, _, entry = row["ask"].rpartition(" — ")
        answer = (_texts(row["answer"]) or [""])[0]
        if not ask or answer not in groups:
            raise ValueError(
                "this entry of a `sort` card has no question, or its group is not among the options"
            )
        groups[answer].append(entry)
    return {"ask": ask, "sort": {group: entries for group, entries in groups.items() if entries}}
