"""Cases, decks, cards, plans and problems as JSON and back: the fields of each in order, nothing that runs.

`decode(encode(x)) == x` for every value. How a field is written follows from its type; fields at the end that
have their default are left out. Of a place only the line is written: its file is known where it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, astuple, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

from studykit.cards import CardId, Deck, Period, Place
from studykit.cases import Case, Plan

if TYPE_CHECKING:
    from studykit.problems import Problem

Json = Any
"""What `json.loads` gives."""


VALUE: Any = Case | Deck | Plan
"""What a file can hold."""


class Codec(NamedTuple):
    """How a value is made fit for JSON, and made again of what JSON gave, in a file of a name."""

    write: Callable[[Any], Json]
    read: Callable[[Json, str], Any]


PLAIN = Codec(lambda value: value, lambda data, _: data)
"""JSON takes the value as it is."""
SPECIAL: Mapping[Any, Codec] = {
    Place: Codec(attrgetter("line"), lambda line, file: Place(file, line)),
    Period: Codec(attrgetter("text"), lambda text, _: Period.parse(text)),
    date: Codec(date.isoformat, lambda text, _: date.fromisoformat(text)),
}


@cache
def _codec(kind: Any) -> Codec:  # noqa: ANN401 - a type
    """Give how values of a type, None aside, are written and read."""
    if kind in SPECIAL:
        return SPECIAL[kind]
    if is_dataclass(kind):
        return _of_class(kind)
    inside = tuple(each for each in get_args(kind) if each not in (NoneType, ...))
    if get_origin(kind) is tuple:
        write, read = _codec(inside[0])
        return Codec(
            lambda values: [write(each) for each in values],
            lambda data, file: tuple([read(each, file) for each in data]),
        )
    if get_origin(kind) is Mapping:
        write, read = _codec(inside[1])
        return Codec(
            lambda values: {key: write(each) for key, each in values.items()},
            lambda data, file: {key: read(each, file) for key, each in data.items()},
        )
    if len(inside) > 1:
        return _of_one(inside)
    return _codec(inside[0]) if inside else PLAIN


def _of_class(kind: Any) -> Codec:  # noqa: ANN401
    types = get_type_hints(kind)
    codecs = [_codec(types[field.name]) for field in fields(kind)]
    writes = [(at, codec.write) for at, codec in enumerate(codecs) if codec.write is not PLAIN.write]
    reads = [(at, codec.read) for at, codec in enumerate(codecs) if codec.read is not PLAIN.read]
    names = [field.name for field in fields(kind)]
    defaults = [
        field.default if field.default_factory is MISSING else field.default_factory()
        for field in fields(kind)
    ]

    def write(value: object) -> Json:
        found = [getattr(value, name) for name in names]
        while found and found[-1] == defaults[len(found) - 1]:
            found.pop()
        for at, write_field in writes:
            if at < len(found) and found[at] is not None:
                found[at] = write_field(found[at])
        return found

    def read(data: Json, file: str) -> object:
        for at, read_field in reads:
            if at < len(data) and data[at] is not None:
                data[at] = read_field(data[at], file)
        return kind(*data)

    return Codec(write, read)


def _of_one(kinds: Sequence[type]) -> Codec:
    """Give how a value of one of several classes is written: with the name of its class in front."""
    named = {kind.__name__.lower(): _of_class(kind) for kind in kinds}

    def write(value: object) -> Json:
        name = type(value).__name__.lower()
        return [name, *named[name].write(value)]

    return Codec(write, lambda data, file: named[data[0]].read(data[1:], file))


def parent_of(identity: str) -> CardId:
    """Give the id that a card shares with its siblings."""
    return CardId(identity.partition("#")[0])


def encode(kind: Any, value: object) -> Json:  # noqa: ANN401 - a type
    """Write a `Card`, or the `VALUE` of a file: of a deck all but its cards."""
    return None if value is None else _codec(kind).write(value)


def decode(kind: Any, data: Json, file: str) -> Any:  # noqa: ANN401 - a value of that type
    """Read what `encode` gave of a file."""
    return None if data is None else _codec(kind).read(data, file)


def encode_problem(problem: Problem) -> Json:
    """Write a problem; its file is known where it is read."""
    return list(astuple(problem)[1:])


def decode_problem(data: Json, file: str) -> Problem:
    """Read a problem of a file."""
    from studykit.problems import Level, Problem

    line, column, text, message, mend, rule, level = data
    return Problem(file, line, column, text, message, mend, rule, Level(level))
