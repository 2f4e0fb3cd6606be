"""Pages and documents made of hostile decks: our tags only, and nothing that is loaded or run."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from studykit.cli.outline import Format, written
from studykit.essays.outline import Outline
from tests.hostile.conftest import Run
from tests.hostile.decks import acting


class Page(HTMLParser):
    """What a browser would make of a page: its tags, its attributes and its styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.styles = ""
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style" and self.cdata_elem == "style":
            self.styles += data
        else:
            self.text += data


TAGS = frozenset(
    "html head meta title style body main h1 h2 h3 p dl dt dd span b em table thead tbody tr th td ul ol li "
    "br div small section code details summary".split()
)
ATTRIBUTES = frozenset("lang charset name content class scope start".split())


def assert_safe(page: str) -> None:
    """Hold that a page has our tags only, loads nothing and shows scripts as text."""
    read = Page(page)
    assert read.tags <= TAGS
    assert read.attributes.keys() <= ATTRIBUTES
    assert not re.search(r"url\(|@import|expression|evil", read.styles)
    assert not [value for values in read.attributes.values() for value in values if "evil" in value]
    assert "<script>alert(1)</script>" in read.text
    assert "<script" not in page
    assert not acting(page)


@pytest.mark.parametrize(
    "arguments",
    [
        ("deck", "export", "evil", "--format", "html", "-o", "page.html"),
        ("deck", "export", "evil", "--format", "cut-out", "-o", "page.html"),
        ("mark", "answers.csv", "--deck", "few.yaml", "--report", "page.html"),
    ],
    ids=["hand-out", "cut-out", "class-report"],
)
def test_a_page_has_our_tags_only_and_loads_nothing(run: Run, folder: Path, arguments: Sequence[str]) -> None:
    run(*arguments, "--force")
    assert_safe((folder / "page.html").read_text(encoding="utf-8"))


def test_the_page_of_an_outline_has_our_tags_only_and_loads_nothing(outline: Outline) -> None:
    assert_safe(written(outline, Format.HTML).decode())


def test_a_word_document_is_sound_xml_and_links_to_nothing(outline: Outline) -> None:
    pytest.importorskip("docx")
    with zipfile.ZipFile(io.BytesIO(written(outline, Format.WORD))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    for name, part in parts.items():
        root = ElementTree.fromstring(part)
        assert not [each for each in root.iter() if each.get("TargetMode") == "External"], name
        assert not [each for each in root.iter() if each.tag.endswith("}hyperlink")], name
    body = ElementTree.fromstring(parts["word/document.xml"])
    shown = "".join(each.text or "" for each in body.iter() if each.tag.endswith("}t"))
    assert "<script>alert(1)</script>" in shown
    assert not acting(shown)


def test_the_page_of_a_class_has_our_tags_only_and_loads_nothing(marked_class: Path) -> None:
    assert_safe((marked_class / "class.html").read_text(encoding="utf-8"))


def test_the_sheets_of_a_class_lie_in_their_folder_and_are_safe(marked_class: Path) -> None:
    pages = sorted((marked_class / "sheets").iterdir())
    assert len(pages) == 2
    for page in pages:
        assert not acting(page.name)
        assert_safe(page.read_text(encoding="utf-8"))


def test_an_anki_note_holds_no_script_no_media_and_no_latex(run: Run, folder: Path, asked: list[str]) -> None:
    pytest.importorskip("genanki")
    assert run("deck", "export", "evil", "-o", "evil.apkg", "--force").code == 0
    with zipfile.ZipFile(folder / "evil.apkg") as package:
        assert sorted(package.namelist()) == ["collection.anki2", "media"]
        assert json.loads(package.read("media")) == {}
        (folder / "evil.anki2").write_bytes(package.read("collection.anki2"))
    with contextlib.closing(sqlite3.connect(folder / "evil.anki2")) as collection:
        notes = [fields.split("\x1f") for (fields,) in collection.execute("select flds from notes")]
        (models,) = collection.execute("select models from col").fetchone()
    wanted = {len(model["flds"]) for model in json.loads(models).values() if model["name"] == "studykit"}
    assert len(notes) == len(asked)
    assert {len(note) for note in notes} == wanted
    for field in (field for note in notes for field in note):
        read = Page(field)
        assert read.tags <= {"em", "br", "ul", "li"}
        assert not read.attributes
        assert "[" not in field
        assert not acting(field)
