"""Log rows as JSON lines, for files that travel: each line checked when it is read, damaged ones kept apart.

A line may end with a checksum (`sum`): the first 16 hexadecimal digits of the SHA-256 of the row's other
fields as JSON with sorted keys and no spaces.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from studykit.cards import LONGEST_ID
from studykit.reviews import LATEST_MOMENT, LONGEST_ANSWER, LONGEST_VALUE, LogRow, Rating
from studykit.store.rows import KINDS, to_json
from studykit.verdict import Verdict

SUM = "sum"
LONGEST_LINE = 4_000_000
"""Bytes of one line; a pasted essay is a hundredth of it."""

MOST_DAMAGED = 1_000
"""Damaged lines after which a file is given up: it is something else, and each costs time and memory."""

LATEST_YEAR = 2400
"""The last year of study days, as a hub has it: no clock that Python can read says a later one."""

_BLANK = re.compile(rb"\s*+")

IDENTITY = re.compile(r"[A-Za-z0-9_.-]{1,64}")
NAMED_ROW = re.compile(rb'"id": ?"([A-Za-z0-9_.-]{1,64})"')
"""Where a line names its row, also where the rest of it is damaged."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
POSITIONS = re.compile(r"(\d{1,4}( \d{1,4}){0,999})?")
KEYS = re.compile(r"[ypn1-4]( [ypn1-4]){0,999}")


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line that is no row: its number from 1, what stands there (`LONGEST_LINE` at most), what is wrong."""

    number: int
    content: bytes
    why: str


@dataclass(frozen=True, slots=True)
class Lines:
    """What a file of lines holds."""

    rows: tuple[LogRow, ...]
    damaged: tuple[DamagedLine, ...] = ()
    given_up: bool = False
    """Whether so many lines were damaged that the rest was not read."""


def line_of(row: LogRow) -> str:
    """Give a row as a line with its checksum."""
    values = to_json(row)
    return json.dumps({**values, SUM: checksum(values)}, ensure_ascii=False) + "\n"


def checksum(values: Mapping[str, object]) -> str:
    """Give the checksum of a row's fields, of whatever order."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_lines(content: bytes, *, sums: bool = False) -> Lines:
    """Read rows; with `sums` a line without a checksum is damaged too. A last line cut short is damaged.

    After `MOST_DAMAGED` damaged lines, or as many of them as the longest row has bytes, nothing more is read;
    the rows that were read by then stay.
    """
    rows: list[LogRow] = []
    damaged: list[DamagedLine] = []
    number, at = 1, len(BOM_UTF8) if content.startswith(BOM_UTF8) else 0
    while (start := _BLANK.match(content, at).end()) < len(content):  # type: ignore[union-attr]
        number += content.count(b"\n", at, start)
        end = content.find(b"\n", start)
        at = len(content) if end < 0 else end
        line = content[start:at]
        try:
            rows.append(_row_of(line, sums))
        except (ValueError, RecursionError) as error:
            why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            damaged.append(DamagedLine(number, line[:LONGEST_LINE], why))
            if len(damaged) == MOST_DAMAGED or sum(len(each.content) for each in damaged) >= LONGEST_LINE:
                return Lines(tuple(rows), tuple(damaged), given_up=True)
    return Lines(tuple(rows), tuple(damaged))


def _row_of(line: bytes, sums: bool) -> LogRow:
    if len(line) > LONGEST_LINE:
        raise ValueError("longer than any row")
    try:
        values = json.loads(line.decode())
    except UnicodeDecodeError:
        raise ValueError("not UTF-8 text") from None
    except ValueError:
        raise ValueError("not JSON, or cut short") from None
    if not isinstance(values, dict):
        raise ValueError("not a JSON object")
    found = values.pop(SUM, None)
    if found is None and sums:
        raise ValueError("without a checksum")
    if found is not None and found != checksum(values):
        raise ValueError("not what its checksum says")
    return from_json(values)


def from_json(values: Mapping[str, object]) -> LogRow:
    """Make a row of what `to_json` gave, every value checked: the file may be anyone's.

    Raises:
        ValueError: when it is no row, with the reason.
    """
    kind = values.get("kind")
    row_type = KINDS.get(kind) if isinstance(kind, str) else None
    if row_type is None:
        raise ValueError("of a kind this studykit does not know; a newer one may")
    named = {field.name: field for field in fields(row_type)}
    strange = values.keys() - named.keys() - {"kind"}
    if strange:
        raise ValueError("with a field this studykit does not know; a newer one may")
    found: dict[str, Any] = {}
    for name, field in named.items():
        if name in values:
            found[name] = _checked(name, values[name], optional="None" in str(field.type))
        elif name == "answer":
            raise ValueError("without what was typed: an anonymous export cannot be taken in again")
        elif field.default is MISSING:
            raise ValueError(f"without `{name}`")
    return row_type(**found)


def _checked(name: str, value: object, *, optional: bool) -> object:
    if value is None and optional:
        return None
    types, fits, read = CHECKS.get(name, A_NAME)
    with suppress(ValueError):
        if type(value) in types and fits(value):  # of exactly these types: `true` is no number
            return read(value)
    raise ValueError(f"with a `{name}` that cannot be")


def _any(_: object) -> bool:
    return True


def _up_to(longest: int) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        text.encode()  # a lone surrogate is no text
        return len(text) <= longest

    return fits


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not 1900 <= day.year <= LATEST_YEAR:
        raise ValueError
    return day


Check = tuple[tuple[type, ...], Callable[[Any], object], Callable[[Any], object]]
"""The types of a value, whether one of them fits, and what is made of it."""

A_NAME: Check = ((str,), lambda text: 1 <= len(text) <= LONGEST_ID and text.isprintable(), str)

CHECKS: Mapping[str, Check] = {
    **dict.fromkeys(("id", "device", "review", "row"), ((str,), IDENTITY.fullmatch, str)),
    **dict.fromkeys(("counts", "hinted", "suspended", "keep"), ((bool,), _any, bool)),
    "at": ((int,), lambda at: 0 <= at <= LATEST_MOMENT, int),
    "open": ((str,), POSITIONS.fullmatch, str),
    "said": ((str,), KEYS.fullmatch, str),
    "study_day": ((str,), DAY.fullmatch, _day),
    "answer": ((str,), _up_to(LONGEST_ANSWER), str),
    **dict.fromkeys(("value", "remark"), ((str,), _up_to(LONGEST_VALUE), str)),
    "verdict": ((str,), _any, Verdict),
    # What is no number at all lies between no others.
    "score": ((int, float), lambda score: 0 <= score <= 1, float),
    "rating": ((int,), _any, Rating),
    "seconds": ((int, float), lambda seconds: 0 <= seconds <= 1e9, float),
}
"""What a field's value must be; fields not named here are names of something."""


def checked(rows: Iterable[LogRow], refused: Callable[[LogRow], str] = lambda _: "") -> Lines:
    """Tell rows that can be from rows that cannot, and from those that are `refused` with a reason."""
    sound: list[LogRow] = []
    damaged: list[DamagedLine] = []
    for number, row in enumerate(rows, start=1):
        try:
            if why := refused(row):
                raise ValueError(why)
            sound.append(from_json(to_json(row)))
        except ValueError as error:
            damaged.append(DamagedLine(number, repr(row.id).encode(), str(error)))
    return Lines(tuple(sound), tuple(damaged))


def anonymised(rows: Iterable[LogRow]) -> Iterator[dict[str, object]]:
    """Give rows without what was typed, every identity a random one, the same wherever it stands."""
    strangers: dict[object, str] = {}
    for row in rows:
        values = to_json(row)
        for typed in ("answer", "remark"):
            values.pop(typed, None)
        for name in ("id", "device", "review", "row"):
            if name in values:
                values[name] = strangers.setdefault(values[name], os.urandom(16).hex())
        yield values
