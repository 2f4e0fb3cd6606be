"""Everything that reads what others wrote, each with the sound files that mutated ones are made of."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from studykit.authoring.decoding import decoded
from studykit.authoring.formats.gift import gift_bytes, read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.markdown_write import markdown_bytes
from studykit.authoring.formats.quizlet import quizlet_bytes, read_quizlet
from studykit.authoring.formats.registry import WRITTEN, exported, form_of
from studykit.authoring.formats.table import csv_bytes
from studykit.authoring.formatting import tidied
from studykit.authoring.import_result import Read
from studykit.authoring.importing import draft
from studykit.authoring.notes import read_notes
from studykit.authoring.shared import Decks
from studykit.cards import Card, CardId
from studykit.classes import progress_file
from studykit.classes.answer_files import read_answers
from studykit.classes.card_names import CardNames
from studykit.classes.form_columns import Students
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.progress_file import ProgressFile, collected, written
from studykit.classes.report import class_report
from studykit.cli.essay_material import material_of
from studykit.cli.written_files import read_text
from studykit.decks.library import Library
from studykit.essays.own import read_own
from studykit.essays.practise import compare
from studykit.folders import shipped_decks
from studykit.marking import mark
from studykit.reviews import CardState, MemoryState, Setting
from studykit.settings import read as read_settings
from studykit.store.contents import contents
from studykit.store.lines import checksum, line_of, read_lines
from studykit.store.store import Store
from studykit.study.collection import vocabulary_of
from studykit.study.states import derived
from tests.authoring.sharing_decks import EVERY_KIND, all_shared, shared
from tests.authoring.tables import read_table
from tests.authoring.test_notes import NOTES
from tests.cli.test_data import REVIEW
from tests.decks.test_format_page import CARDS, CASE, DECK, PLAN
from tests.essays.library import Shelf
from tests.fuzz_packages import packages
from tests.fuzzing import Target, Try

PAGES = 8_000
"""Bytes of a mutated plan: every line of it is marked as an answer to every piece of evidence."""

SMALL = 20_000
"""Bytes of a mutated file for what does many things to each: written by hand, a deck has fewer."""


def targets(folder: Path) -> Iterator[Target]:
    """Give every target; `folder` is scratch space."""
    shipped = [path.read_bytes() for path in sorted(shipped_decks().rglob("*.yaml"))]
    yield Target("decks, plans and cases", lambda content: _read_deck(folder, content), shipped)
    yield from _importers(folder)
    yield from packages(folder)
    every = [EVERY_KIND.encode(), (DECK + CARDS).encode(), PLAN.encode(), CASE.encode()]
    yield Target("decks tidied", lambda content: tidied("a.yaml", content), every, SMALL, changes=1)
    yield Target("decks given away", lambda content: _give_away(folder, content), every[:1], SMALL)
    yield Target("data import", _import, [_export()])
    yield Target("sync files", lambda content: read_lines(content, sums=True), [_export(sums=True)])
    yield Target("progress files", _collect, [PROGRESS])
    yield Target("stores", lambda content: _read_store(folder, content), [_store(folder)])
    yield Target(
        "stores in place", lambda content: _read_store(folder, content), [_store(folder)], in_place=True
    )
    answers = b'card,answer,who\nx,1922,ana\ny,"a, b\nc",ben\n'
    rows = b'{"card": "x", "answer": "1922"}\n{"card": "y", "answer": "b"}\n'
    yield Target(
        "answers to mark",
        lambda content: read_answers(Read("a"), content, CardNames({}, ()), Students()),
        [answers, rows, answers.replace(b",", b"\t")],
    )
    yield Target("marking", _marking(folder), _typed())
    yield Target("own plans", _own_plan(folder), _plans(), PAGES)


PROGRESS = written(
    ProgressFile(
        "Ana",
        "0123456789abcdef",
        1_790_000_000_000,
        {"kinds": "1.0", "more": None},
        Progress(
            (
                CardProgress(CardState(CardId("kinds/a"), suspended=True)),
                CardProgress(
                    CardState(
                        CardId("kinds/b#c"),
                        MemoryState(8.25, 5.5, date(2026, 9, 20)),
                        date(2026, 9, 1),
                        date(2026, 9, 29),
                        4,
                        1,
                    ),
                    3,
                    1,
                    1,
                ),
            )
        ),
        ((CardId("kinds/a"), "Acerbo"),),
    )
)


def _collect(content: bytes) -> None:
    """Read a progress file as it is, and once more with a checksum that fits what it says."""
    seen = [("as it is", content)]
    with suppress(ValueError, RecursionError):
        told = json.loads(content)
        if isinstance(told, dict):
            told.pop("checksum", None)
            seen.append(
                ("summed up", json.dumps({**told, "checksum": progress_file.checksum(told)}).encode())
            )
    found = collected(seen)
    class_report(found.handed_in({}), {CardId("kinds/a"): ("x",)}, date(2026, 11, 28), fewest=1)


def _read_deck(folder: Path, content: bytes) -> Library:
    decks = folder / "decks"
    decks.mkdir(exist_ok=True)
    (decks / "mutated.yaml").write_bytes(content)
    library = Library.open((decks,), folder / "cache")
    for listing in library.listings:
        library.card(listing.id)
    return library


# What other programs wrote, and what goes to them


def _importers(folder: Path) -> Iterator[Target]:
    decks: Decks = [shared(folder / "kinds")]
    foreign = b'question;answer;tags\n"When?";1922;a b\n' + "Qui\u00e9n?;\u201eX\u201c;c\n".encode()
    forms: Sequence[tuple[str, Callable[[str], Read], list[bytes]]] = (
        ("tables", lambda text: read_table("a", text), [csv_bytes(decks), foreign]),
        ("Quizlet", lambda text: read_quizlet("a", text), [quizlet_bytes(decks)]),
        ("Markdown cards", lambda text: read_markdown("a", text), [markdown_bytes(decks)]),
        ("GIFT", lambda text: read_gift("a", text), [gift_bytes(decks), *_GIFT]),
        ("notes", lambda text: read_notes("a", text), [NOTES.encode()]),
    )
    for name, read, seeds in forms:
        yield Target(name, _importer(read), seeds, 100_000)


_GIFT = [
    b"$CATEGORY: $course$/A/B\n\n// a comment\n::t::[html]<p>Who?<img src='a.b'></p> {=%100%a#y ~b#n}\n",
    b"Is it?{T#no#yes}\n\nWhen?{#1922:2}\n\nWhen?{#1922..1924}\n\nWhich? {=a -> 1 =b -> 2}\n\nWhy? {}\n",
    b"In {=1922 =the year 22} he won.\n\nWhich two? {~%50%a ~%50%b ~%-100%c####a note}\n",
]


def _importer(read: Callable[[str], Read]) -> Try:
    def attempt(content: bytes) -> None:
        form_of(Path("a.txt"), content)
        text, _ = decoded("a", content, None if _is_utf8(content) else "cp1252")
        made = draft(read(text), "d", {})
        assert not [each for each in made.cards if not each.ask.strip()]

    return attempt


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _give_away(folder: Path, content: bytes) -> None:
    _read_deck(folder, content)
    for form in WRITTEN:
        if form != "anki":  # genanki takes a tenth of a second for each, and `Anki packages` has them
            exported(all_shared([folder / "decks"]), form)


# The history


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


# Answers and plans


def _marking(folder: Path) -> Try:
    library = Library.open((shipped_decks(),), folder / "cache-of-shipped")
    cards: list[Card] = [library.card(listing.id) for listing in library.listings]
    known = {deck: vocabulary_of(library, deck) for deck in {card.deck for card in cards}}
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


def _own_plan(folder: Path) -> Try:
    library = Library.open((shipped_decks(),), folder / "cache-of-shipped")
    shelf = Shelf(library, material_of(library))
    path = folder / "mutated.md"

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        own = read_own(read_text(path))
        if own.question and not own.empty:
            made = shelf.outline(own.question)
            compare(own, made, shelf.material)

    return attempt


def _plans() -> list[bytes]:
    question = "Evaluate the role of party institutions in one leader's rise to power."
    labelled = f"""\
# {question}

Thesis: Stalin's control of appointments mattered most.

## Points
- He chose who got which job, so delegates owed him their posts.
1. His rivals did not unite in time.

## Evidence
* He became General Secretary in 1922.
- (1924) the Lenin Enrolment doubled the Party.

Counter-argument: However, policy mattered: Socialism in One Country appealed to members.
> Historian: Deutscher argues that the machine delivered the votes.

**Conclusion:** The office made the majority; overall it lasted because of policy.
"""
    free = f"""{question}
Stalin rose because he controlled the Party machine.
He became General Secretary in April 1922.

However, critics say that his rivals' mistakes mattered more.
In conclusion, the office was decisive.
"""
    return [labelled.encode(), free.encode()]
