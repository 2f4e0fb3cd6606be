"""Files mutated out of sound ones, tried on whatever reads what others wrote, and what became of them."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from studykit.errors import StudykitError

LARGEST = 300_000
"""Bytes a mutated file may grow to, where nothing else is said."""

TOKENS = (
    *(
        b"\x1b[2J",
        b"\x1b]8;;http://x\x07",
        b"\x1b]52;c;eA==\x07",
        b"\x9b31m",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *("\u202e", "\u200b", "\u2028", "\x85", "é", "\U0001f600", "ﷺ", "١٩٢٢", "½"),
    *(b"\xed\xa0\x80", b"\xc0\x80", b"\xf5", b"\x80" * 40),
    *(
        "&a [*a, *a]",
        "!!python/object/apply:os.system [ls]",
        "<<: *a",
        "? ",
        "- - - - ",
        "{{a::b}}",
        "{{",
        "}}",
    ),
    *(
        "[" * 3000,
        "{" * 3000,
        "(" * 500,
        "a: {" * 500,
        "(a+)+$",
        "a" * 20_000,
        "no, " * 1200,
        "Stalin, " * 600,
        "9" * 6000,
        "1e999",
        "-0",
        "NaN",
    ),
    *(
        "'",
        '"',
        "|",
        ">",
        ": ",
        " #",
        "\t",
        "\r",
        "\n",
        ",",
        ";",
        "%",
        "@",
        "`",
        "=cmd()",
        "../../etc/passwd",
    ),
    *(
        "9999-12-31",
        "0000-00-00",
        "2026-02-30",
        "true",
        "null",
        "[]",
        '{"a": {"a": 1}}',
        "\\ud800",
        '"sum": "0"',
    ),
    *("not ", "never ", "and ", "or ", "[bold]", "<script>", "&lt;", "*", "**", "_", "…", "—"),
)

Try = Callable[[bytes], object]


@dataclass(frozen=True)
class Target:
    """What reads a file, the sound files to begin with, and how many bytes a mutated one may have."""

    name: str
    attempt: Try
    seeds: Sequence[bytes]
    largest: int = LARGEST
    in_place: bool = False
    """Whether a mutated file keeps its length: of a database with its pages moved nothing is read."""
    changes: int = 8
    """The most changes that are made to a file."""


@dataclass
class Outcome:
    """What came of one target's files: how many, how many of them were refused with a sentence, the slowest
    (seconds of the processor, for the machine may be busy), and those that failed."""

    files: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_file: bytes = b""
    failures: list[tuple[bytes, str]] = field(default_factory=list)


def mutated(dice: random.Random, target: Target) -> bytes:
    """Give a seed after a few changes: bytes, tokens, pieces cut, repeated, moved or grafted."""
    content = bytearray(dice.choice(target.seeds))
    for _ in range(dice.randint(1, target.changes)):
        start = dice.randrange(len(content) + 1)
        end = min(len(content), start + int(dice.expovariate(1 / 40)))
        match dice.randrange(7):
            case 0 if start < len(content):
                content[start] ^= 1 << dice.randrange(8)
            case 1:
                del content[start:end]
            case 2:
                content[start:start] = bytes(content[start:end]) * dice.choice((2, 3, 50, 1000))
            case 3:
                other = dice.choice(target.seeds)
                place = dice.randrange(len(other) + 1)
                content[start:end] = other[place : place + dice.randint(0, 300)]
            case 4 if not start % 4:
                del content[start:]
            case _:
                token = dice.choice(TOKENS)
                content[start:end] = token.encode() if isinstance(token, str) else token
        del content[target.largest :]
    return bytes(content)


def mutated_in_place(dice: random.Random, target: Target) -> bytes:
    """Give a seed with a few bytes, numbers or tokens written over, its length kept."""
    content = bytearray(dice.choice(target.seeds))
    for _ in range(dice.randint(1, target.changes)):
        start = dice.randrange(len(content))
        token = dice.choice(TOKENS)
        over = dice.choice(
            (
                bytes([content[start] ^ 1 << dice.randrange(8)]),
                bytes([dice.choice((0, 1, 127, 128, 255))]),
                dice.choice((0, 1, 2**31 - 1, 2**32 - 1)).to_bytes(4, dice.choice(("big", "little"))),
                (token.encode() if isinstance(token, str) else token)[:40],
            )
        )
        content[start : start + len(over)] = over
    return bytes(content)


def run(target: Target, files: int, seed: int) -> Outcome:
    """Try mutated files on a target; only a StudykitError, a sentence, may come out of it."""
    dice = random.Random(seed)
    outcome = Outcome()
    for _ in range(files):
        content = (mutated_in_place if target.in_place else mutated)(dice, target)
        started = time.process_time()
        try:
            target.attempt(content)
        except StudykitError:
            outcome.refused += 1
        except Exception:
            outcome.failures.append((content, traceback.format_exc()))
        taken = time.process_time() - started
        outcome.files += 1
        if taken > outcome.slowest:
            outcome.slowest, outcome.slowest_file = taken, content
    return outcome
