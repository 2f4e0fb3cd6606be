"""Packages that others made, mutated as a whole, and mutated inside and packed again."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from studykit.authoring.formats.anki import read_anki
from studykit.authoring.formats.anki_write import anki_bytes
from studykit.authoring.importing import draft
from studykit.authoring.placing import place, take
from studykit.authoring.sharing import open_parcel
from studykit.decks.library import Library
from tests.authoring.sharing_decks import EVERY_KIND, shared
from tests.fuzzing import Target, Try


def packages(folder: Path) -> Iterator[Target]:
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
