"""Mutated files for everything that reads what others wrote, and what became of them."""

from __future__ import annotations

import itertools
import json
import random
import sqlite3
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from studykit.answers import read_answers
from studykit.cards import Card
from studykit.collection import vocabulary_of
from studykit.decks.library import Library
from studykit.derivation import derived
from studykit.errors import StudykitError
from studykit.folders import shipped_decks
from studykit.marking import mark
from studykit.reviews import Setting
from studykit.settings import read as read_settings
from studykit.store.lines import checksum, line_of, read_lines
from studykit.store.reading import contents
from studykit.store.store import Store
from tests.cli.test_data import REVIEW

LARGEST = 300_000
"""Bytes a mutated file may grow to."""

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


@dataclass
class Outcome:
    """What came of one target's files: how many, the slowest (seconds), and those that failed."""

    files: int = 0
    slowest: float = 0.0
    slowest_file: bytes = b""
    failures: list[tuple[bytes, str]] = field(default_factory=list)


def mutated(dice: random.Random, seeds: list[bytes]) -> bytes:
    """Give a seed after one to eight changes: bytes, tokens, pieces cut, repeated, moved or grafted."""
    content = bytearray(dice.choice(seeds))
    for _ in range(dice.randint(1, 8)):
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
                other = dice.choice(seeds)
                place = dice.randrange(len(other) + 1)
                content[start:end] = other[place : place + dice.randint(0, 300)]
            case 4:
                del content[start:]
            case _:
                token = dice.choice(TOKENS)
                content[start:end] = token.encode() if isinstance(token, str) else token
        del content[LARGEST:]
    return bytes(content)


def run(attempt: Try, seeds: list[bytes], files: int, seed: int) -> Outcome:
    """Try mutated files on a target; only a StudykitError, a sentence, may come out of it."""
    dice = random.Random(seed)
    outcome = Outcome()
    for _ in range(files):
        content = mutated(dice, seeds)
        started = time.perf_counter()
        try:
            attempt(content)
        except StudykitError:
            pass
        except Exception:
            outcome.failures.append((content, traceback.format_exc()))
        taken = time.perf_counter() - started
        outcome.files += 1
        if taken > outcome.slowest:
            outcome.slowest, outcome.slowest_file = taken, content
    return outcome


def targets(folder: Path) -> Iterator[tuple[str, Try, list[bytes]]]:
    """Give every target with its name and the sound files to begin with; `folder` is scratch space."""
    shipped = [path.read_bytes() for path in sorted(shipped_decks().rglob("*.yaml"))]
    yield "decks, plans and cases", lambda content: _read_deck(folder, content), shipped
    yield "data import", lambda content: _import(content), [_export()]
    yield "sync files", lambda content: read_lines(content, sums=True), [_export(sums=True)]
    yield "stores", lambda content: _read_store(folder, content), [_store(folder)]
    answers = b'card,answer,who\nx,1922,ana\ny,"a, b\nc",ben\n'
    rows = b'{"card": "x", "answer": "1922"}\n{"card": "y", "answer": "b"}\n'
    yield (
        "answers to mark",
        lambda content: read_answers("a", content),
        [answers, rows, answers.replace(b",", b"\t")],
    )
    yield "marking", _marking(folder), _typed()


def _read_deck(folder: Path, content: bytes) -> None:
    decks = folder / "decks"
    decks.mkdir(exist_ok=True)
    (decks / "mutated.yaml").write_bytes(content)
    library = Library.open((decks,), folder / "cache")
    for listing in library.listings:
        library.card(listing.id)


def _values() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [{**REVIEW, "id": f"r{number}", "hinted": False} for number in range(4)]
    stamp = {"device": "laptop", "at": 1_790_000_000_000}
    exam = '{"day": "2027-05-07", "minutes": 20, "set_on": "2026-11-22", "case": null, "weekdays_off": [6], '
    exam += '"periods_off": ["2026-12-24/2027-01-01"], "leave": []}'
    rows.append(
        {
            "kind": "amend",
            "id": "a1",
            **stamp,
            "card": "tiny/year",
            "review": "r1",
            "rating": 4,
            "verdict": None,
        }
    )
    rows.append({"kind": "undo", "id": "u1", **stamp, "row": "r2", "card": "tiny/year"})
    rows.append({"kind": "suspend", "id": "p1", **stamp, "card": "tiny/year", "suspended": True})
    rows.append({"kind": "practice", "id": "q1", **stamp, "card": "tiny/year", "study_day": "2026-11-22"})
    rows.append({"kind": "move", "id": "m1", **stamp, "card": "tiny/new", "was": "tiny/year", "keep": True})
    rows.append({"kind": "setting", "id": "s1", **stamp, "name": "exam", "value": exam})
    rows.append({"kind": "setting", "id": "s2", **stamp, "name": "parameters", "value": str([0.5] * 21)})
    rows.append({"kind": "setting", "id": "s3", **stamp, "name": "desired-retention", "value": "0.9"})
    return rows


def _export(*, sums: bool = False) -> bytes:
    rows = [{**row, "sum": checksum(row)} if sums else row for row in _values()]
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    assert not read_lines(content, sums=sums).damaged
    return content


def _import(content: bytes) -> None:
    rows = read_lines(content).rows
    read_settings(row for row in rows if isinstance(row, Setting))
    with closing(Store(sqlite3.connect(":memory:", isolation_level=None), Path("memory"))) as store:
        store._prepare()
        store.merge(rows, derived)
        assert read_lines("".join(map(line_of, store.rows())).encode(), sums=True).damaged == ()


def _store(folder: Path) -> bytes:
    path = folder / "seed.db"
    with closing(Store.open(path)) as store:
        store.merge(read_lines(_export()).rows, derived)
    return path.read_bytes()


def _read_store(folder: Path, content: bytes) -> None:
    path = folder / "mutated.db"
    path.write_bytes(content)
    contents(path)


def _marking(folder: Path) -> Try:
    library = Library.open((shipped_decks(),), folder / "cache-of-shipped")
    cards: list[Card] = [library.card(listing.id) for listing in library.listings]
    known = {card.deck: vocabulary_of(library, card.deck) for card in cards}
    place = itertools.count()

    def attempt(content: bytes) -> None:
        card = cards[next(place) % len(cards)]
        mark(card, content.decode("utf-8", "replace"), known[card.deck])

    return attempt


def _typed() -> list[bytes]:
    return [
        b"1922",
        b"in April 1922, or perhaps 1924",
        b"appointments, personnel files and the agenda",
        b"he was not the General Secretary but Kamenev and Zinoviev were",
        "Stalin’s control of the Party’s bureaucracy – Deutscher’s thesis".encode(),
        b"Left",
        b"2 1 3 4",
    ]
