"""Everything that reads what others wrote, each with the sound files that mutated ones are made of."""

from __future__ import annotations

import io
import itertools
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from studykit.authoring.decoding import decoded
from studykit.authoring.formats.anki import read_anki
from studykit.authoring.formats.anki_write import anki_bytes
from studykit.authoring.formats.gift import read_gift
from studykit.authoring.formats.gift_write import gift_bytes
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.markdown_write import markdown_bytes
from studykit.authoring.formats.quizlet import quizlet_bytes, read_quizlet
from studykit.authoring.formats.registry import WRITTEN, exported, form_of
from studykit.authoring.formats.table import csv_bytes
from studykit.authoring.formatting import tidied
from studykit.authoring.import_result import Read
from studykit.authoring.importing import draft
from studykit.authoring.notes import read_notes
from studykit.authoring.placing import place, take
from studykit.authoring.shared import Decks
from studykit.authoring.sharing import open_parcel
from studykit.cards import Card, CardId
from studykit.classes import progress_file
from studykit.classes.answer_files import read_answers
from studykit.classes.card_names import CardNames
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.progress_file import ProgressFile, collected, written
from studykit.classes.report import class_report
from studykit.cli.essay_material import material_of
from studykit.cli.files import read_text
from studykit.collection import vocabulary_of
from studykit.decks.library import Library
from studykit.derivation import derived
from studykit.essays.own import read_own
from studykit.essays.practise import compare
from studykit.folders import shipped_decks
from studykit.marking import mark
from studykit.reviews import CardState, MemoryState, Setting
from studykit.settings import read as read_settings
from studykit.store.contents import contents
from studykit.store.lines import checksum, line_of, read_lines
from studykit.store.store import Store
from tests.authoring.sharing_decks import EVERY_KIND, all_shared, shared
from tests.authoring.tables import read_table
from tests.authoring.test_notes import NOTES
from tests.cli.test_data import REVIEW
from tests.decks.test_format_page import CARDS, CASE, DECK, PLAN
from tests.essays.library import Shelf
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
    yield from _packages(folder)
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
        lambda content: read_answers(Read("a"), content, CardNames({}, ())),
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
        text = decoded("a", content, None if _is_utf8(content) else "cp1252").text
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


# Packages: mutated as a whole, and mutated inside and packed again


def _packages(folder: Path) -> Iterator[Target]:
    path = folder / "mutated.apkg"
    old = anki_bytes([shared(folder / "kinds")], at=0)
    with zipfile.ZipFile(io.BytesIO(old)) as package:
        collection = package.read("collection.anki2")
    new = _new_collection()
    read = _reader_of(path)
    packages = [old, _zip({"collection.anki21b": _compressed(new)})]
    for in_place in (False, True):
        how = " in place" if in_place else ""
        yield Target(f"Anki packages{how}", read, packages, in_place=in_place)
        yield Target(
            f"databases in Anki packages{how}",
            lambda content: read(_zip({"collection.anki2": content})),
            [collection, new],
            in_place=in_place,
        )
    yield Target(
        "compressed databases in Anki packages",
        lambda content: read(_zip({"collection.anki21b": content})),
        [_compressed(new), _compressed(bytes(1_000_000))],
        in_place=True,
    )
    yield Target(
        "notes in Anki packages",
        lambda content: [read(_zip({"collection.anki2": made})) for made in _old_collections(content)],
        _NOTES,
        100_000,
    )
    deck = EVERY_KIND.encode()
    parcel = _zip(
        {"kinds/deck.yaml": deck, "kinds/read me.md": b"x", "kinds/more/b.yaml": b"deck: b\ncards: []"}
    )
    yield Target("shared zip files", lambda content: _take(folder, content), [parcel])
    yield Target("shared zip files in place", lambda content: _take(folder, content), [parcel], in_place=True)
    yield Target("names in shared zip files", lambda content: _take(folder, _renamed(content)), _NAMES, 5_000)


def _reader_of(path: Path) -> Try:
    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        draft(read_anki(path), "d", {})

    return attempt


def _zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _compressed(data: bytes) -> bytes:
    import zstandard

    return zstandard.compress(data)


def _new_collection() -> bytes:
    """Make a database as new Anki versions have it: types, fields and templates in tables of their own."""
    front, back = b"{{Front}}", b"{{FrontSide}}<hr id=answer>{{Back}}"
    template = b"\x0a" + bytes([len(front)]) + front + b"\x12" + bytes([len(back)]) + back
    with closing(sqlite3.connect(":memory:")) as made:
        made.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        made.executescript(
            """
            create table col (id integer primary key, ver integer);
            create table notetypes (id integer primary key, name text collate unicase, config blob);
            create table fields (ntid integer, ord integer, name text collate unicase, config blob);
            create table templates (ntid integer, ord integer, name text, config blob);
            create table decks (id integer primary key, name text collate unicase, common blob, kind blob);
            create table notes (id integer primary key, guid text, mid integer, tags text, flds text);
            create table cards (id integer primary key, nid integer, did integer, ord integer);
            insert into fields values (1, 0, 'Front', ''), (1, 1, 'Back', ''), (2, 0, 'Text', '');
            insert into decks values (7, 'History' || char(31) || 'Italy', '', '');
            insert into notes values (1, 'a', 1, ' x::y ', 'Who?<img src="a.b">' || char(31) || 'Facta');
            insert into notes values (2, 'b', 2, '', 'In {{c1::1922::when}} {{c2::he {{c3::won}}}}');
            insert into cards values (1, 1, 7, 0), (2, 2, 7, 0), (3, 2, 7, 1);
            """
        )
        made.execute("insert into notetypes values (1, 'Basic', ?), (2, 'Cloze', ?)", (b"", b"\x08\x01"))
        made.execute("insert into templates values (1, 0, 'Card 1', ?)", (template,))
        made.execute("insert into templates values (2, 0, 'Cloze', ?)", (b"\x0a\x0e{{cloze:Text}}",))
        return made.serialize()


_BASIC = {
    "name": "Basic",
    "flds": [{"name": "F"}, {"name": "B"}],
    "tmpls": [
        {"qfmt": "{{F}}{{type:B}}", "afmt": "{{FrontSide}}<hr>{{B}}"},
        {"qfmt": "{{B}}", "afmt": "{{F}}"},
    ],
}
_CLOZE = {
    "name": "Cloze",
    "type": 1,
    "flds": [{"name": "Text"}, {"name": "More"}],
    "tmpls": [{"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{More}}"}],
}
_NOTES = [
    b"<div>Who <b>led</b>?</div>[sound:a.mp3]\x1f<ul><li>Facta</li><li>Bonomi &amp; he</li></ul>",
    b"<p>Who?</p><!-- x --><script>y</script>\x1f1. a<br>2. b<table><tr><td>c</td></tr></table>",
    b"In {{c1::1922::when}} {{c2::he {{c3::won}}}}, <i>see</i> {{c1::1922}}\x1fmore",
]


def _old_collections(content: bytes) -> Iterator[bytes]:
    """Make collections as old Anki has them, with one note of each type that has these fields."""
    for model in (_BASIC, _CLOZE):
        with closing(sqlite3.connect(":memory:")) as made:
            made.executescript(
                "create table col (models, decks); create table notes (id, mid, tags, flds);"
                "create table cards (nid, did, ord); insert into cards values (1, 1, 0), (1, 1, 1);"
            )
            decks = json.dumps({"1": {"name": "History::Italy"}})
            made.execute("insert into col values (?, ?)", (json.dumps({"1": model}), decks))
            fields = (content[:20], content)
            made.execute("insert into notes values (1, 1, cast(? as text), cast(? as text))", fields)
            yield made.serialize()


_NAMES = [
    b"kinds/deck.yaml\nkinds/more/b.yaml\nread me.md",
    b"a.yaml\n__MACOSX/._a.yaml\n.hidden/b.yaml\nC.YML",
    b"../a.yaml\n/etc/b.yaml\nC:\\c.yaml",
]


def _renamed(content: bytes) -> bytes:
    names = content.decode("utf-8", "replace").split("\n")[:50]
    return _zip(
        dict.fromkeys((name for name in names if name), b"deck: d\ncards:\n  - ask: q\n    answer: a\n")
    )


def _take(folder: Path, content: bytes) -> None:
    (folder / "mutated.zip").write_bytes(content)
    parcel = open_parcel(folder / "mutated.zip", [])
    shutil.rmtree(folder / "taken", ignore_errors=True)
    placement = place(parcel, Library.open([], None), folder / "taken")
    take(placement)
    assert list((folder / "taken").iterdir()) == [placement.folder]


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
