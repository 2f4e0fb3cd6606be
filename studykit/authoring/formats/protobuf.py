"""Single fields of a Protocol Buffers message, the form in which new Anki keeps its templates.

Source: https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

from collections.abc import Iterator

VARINT, FIXED_64, BYTES, FIXED_32 = 0, 1, 2, 5


def first_bytes(message: bytes, number: int) -> bytes:
    """Give a field of bytes or text; empty when it is not there.

    Raises:
        ValueError: when this is no message.
    """
    return next((value for at, value in _fields(message) if at == number and isinstance(value, bytes)), b"")


def first_number(message: bytes, number: int) -> int:
    """Give a field that holds a whole number; 0, as Protocol Buffers have it, when it is not there.

    Raises:
        ValueError: when this is no message.
    """
    return next((value for at, value in _fields(message) if at == number and isinstance(value, int)), 0)


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if kind == BYTES:
            length, at = _varint(message, at)
        elif kind in (FIXED_64, FIXED_32):
            length = 8 if kind == FIXED_64 else 4
        else:
            raise ValueError("a template cannot be read")
        if at + length > len(message):
            raise ValueError("a template is cut off")
        if kind == BYTES:
            yield key >> 3, message[at : at + length]
        at += length


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(message[at : at + 10]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    raise ValueError("a template is cut off")
