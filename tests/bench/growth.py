"""How time grows when what is read doubles, four times over: no worse than in proportion.

Run: python -m tests.bench.growth [NAME...]

Prints seconds of the processor for each size, and ends with 1 when the last doubling costs three times as
much.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from studykit.authoring.formats.gift import read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.quizlet import read_quizlet
from studykit.authoring.formatting import tidied
from studykit.authoring.import_result import Read
from studykit.authoring.importing import draft
from studykit.authoring.notes import read_notes
from studykit.decks.library import Library
from studykit.decks.reading import read_sheet
from studykit.reviews import Setting
from studykit.store.folder_sync import arrived, read_folder, write_own
from studykit.store.lines import line_of, read_lines
from studykit.store.store import Store
from studykit.study.examples import failing
from studykit.study.states import derived
from tests.authoring.tables import read_table

WORST = 3.0
"""How much more a doubling may cost; in proportion it is two, and a shared machine is not exact."""

DOUBLINGS = 4
ENOUGH = 0.15
"""Seconds below which a figure says nothing."""


def card(number: int) -> str:
    ask = f"In which year was office {number} founded?"
    return f"  - id: card-{number}\n    ask: {ask}\n    answer: {1000 + number}\n"


def deck(cards: int) -> bytes:
    return ("deck: d\ncards:\n" + "".join(map(card, range(cards)))).encode()


def _library(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_bytes(content)
        library = Library.open([Path(folder)], None)
        assert library.deck("d")


def _plan(number: int) -> None:
    evidence = ", ".join(f"d/crad-{each}" for each in range(number))
    plan = f"plan: p\ntitle: P\nthesis: T\narguments:\n  - id: a\n    point: x\n    evidence: [{evidence}]\n"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_bytes(deck(number))
        Path(folder, "p.yaml").write_text(plan)
        assert Library.open([Path(folder)], None).problems


def _examples(number: int) -> None:
    cards = (
        deck(number) + b"  - ask: Who?\n    answer: Stalin\n    examples: {right: [Stalin], wrong: [Lenin]}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_bytes(cards)
        assert not list(failing(Library.open([Path(folder)], None), None, None))


def _drafted(read: Read) -> None:
    draft(read, "d", {})


def rows(number: int) -> list[Setting]:
    return [
        Setting(id=f"r{each}", device="phone", at=each, name="new-cards", value="5") for each in range(number)
    ]


def _sync(number: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "studykit-phone.jsonl").write_text("".join(map(line_of, rows(number))))
        store = Store.open(folder / "home" / "studykit.db")
        files = read_folder(folder)
        store.merge(arrived(files), derived)
        write_own(folder, store.device, store.rows(), files)
        store.close()


MEASURED: Mapping[str, tuple[Callable[[int], object], int]] = {
    "deck read": (lambda number: read_sheet("d.yaml", deck(number)), 700),
    "deck checked with its library": (lambda number: _library(deck(number)), 700),
    "deck of one question again and again": (
        lambda number: _library(
            deck(1) + b"  - ask: In which year was office 0 founded?\n    answer: 1\n" * number
        ),
        700,
    ),
    "deck of faults": (
        lambda number: read_sheet("d.yaml", b"deck: d\ncards:\n" + b"  - ask: [x\n" * number),
        1000,
    ),
    "deck of unknown themes": (
        lambda number: _library(
            b"deck: d\nthemes: [a]\ncards:\n"
            + b"".join(
                b"  - ask: q%d\n    answer: x\n    themes: [t%d]\n    source: s%d\n" % (each, each, each)
                for each in range(number)
            )
        ),
        300,
    ),
    "plan of unknown evidence": (_plan, 30),
    "deck with examples": (_examples, 700),
    "deck tidied": (lambda number: tidied("d.yaml", deck(number)), 60),
    "table": (
        lambda number: _drafted(
            read_table("a", "ask,answer\n" + "".join(f"q {n}?,a {n}\n" for n in range(number)), ())
        ),
        700,
    ),
    "table of one row again and again": (
        lambda number: _drafted(read_table("a", "ask,answer\n" + "who?,Stalin\n" * number, ())),
        700,
    ),
    "Quizlet": (
        lambda number: _drafted(
            read_quizlet("a", "".join(f"q {n}?\ta {n}\n" for n in range(number)), "\t", "\n")
        ),
        700,
    ),
    "Quizlet of one line again and again": (
        lambda number: _drafted(read_quizlet("a", "who?\tStalin\n" * number, "\t", "\n")),
        700,
    ),
    "Markdown": (
        lambda number: _drafted(
            read_markdown("a", "".join(f"Q: q {n}?\nA: a {n}\n\n" for n in range(number)))
        ),
        700,
    ),
    "GIFT": (
        lambda number: _drafted(read_gift("a", "".join(f"q {n}? {{=a {n}}}\n\n" for n in range(number)))),
        700,
    ),
    "notes": (
        lambda number: read_notes(
            "a", "".join(f"In {1000 + n} office {n} was founded.\n" for n in range(number))
        ),
        150,
    ),
    "lines": (lambda number: read_lines("".join(map(line_of, rows(number))).encode(), sums=True), 1000),
    "lines that are none": (lambda number: read_lines(b"x\n" * number, sums=True), 100_000),
    "sync": (_sync, 600),
}


def seconds(measured: Callable[[int], object], number: int) -> float:
    started = time.process_time()
    measured(number)
    return time.process_time() - started


def main() -> int:
    bad = 0
    for name in sys.argv[1:] or MEASURED:
        measured, first = MEASURED[name]
        took = [seconds(measured, first * 2**doubling) for doubling in range(DOUBLINGS + 1)]
        grows = took[-1] > WORST * took[-2] and took[-1] > ENOUGH
        bad += grows
        shown = "  ".join(f"{first * 2**at:,}: {each:.2f}" for at, each in enumerate(took))
        print(f"{name}: {shown}{'  GROWS' if grows else ''}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
