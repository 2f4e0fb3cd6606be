"""One deck made to do harm through every way out: nothing in it is obeyed by what shows or opens it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from _pytest.mark import ParameterSet

from studykit.authoring.formats.gift import read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.table import FORMULA
from studykit.cli.display import Style
from studykit.cli.essay_material import material_of
from studykit.cli.outline import Format, written
from studykit.decks.library import Library
from studykit.essays.export_text import text as as_text
from studykit.essays.outline import Outline
from tests.essays.library import Shelf
from tests.hostile_decks import MARKUP, STARTS, TERMINAL, acting, few, hostile, write
from tests.program import Environment, Output

QUESTION = "Evaluate the role of party institutions in one leader's rise to power."
ALL = hostile("", 1).replace("\0", "")
OWN_STYLE = re.compile(r"\x1b\[(?:0|1|2|3|22|3[1-6])m|\rMarked \d+ of \d+")
"""The colours and weights that studykit uses itself, which the hostile texts do not, and its progress."""


Run = Callable[..., Output]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A student's folder with the hostile decks, and hostile files of every other kind beside them."""
    home = tmp_path_factory.mktemp("home")
    write(home / "decks")
    written = {
        "own.md": f"# {QUESTION}\n\nThesis: {ALL}\n\n## Points\n- {ALL}\n\n## Evidence\n- 1922 {ALL}\n",
        "import.txt": f"{ALL}\t{ALL}\nno tab {ALL}\n",
        "import.md": f"Q: {ALL}\nA: {ALL}\n\nC: {ALL}\n\nA: {ALL}\n",
        "import.gift": f"::{ALL}::{ALL}{{={ALL}}}\n\n{ALL}\n",
        "notes.txt": f"{ALL}\nIn 1922 he won. {ALL}\nTerm: {ALL}\n",
        "raw.yaml": f"deck: {ALL}\ncards:\n  - id: {ALL}\n    ask: {ALL}\n    {ALL}: x\n",
    }
    for name, text in written.items():
        (home / name).write_text(text, encoding="utf-8")
    (home / "escaped.yaml").write_text(json.dumps(_faulty()), encoding="ascii")
    (home / "few.yaml").write_text(json.dumps(few()), encoding="ascii")
    _table(home / "import.csv", [["ask", "answer", ALL], [ALL, ALL, ALL], ["", ALL, ""], [ALL, "", ""]])
    for name, cards in (
        ("answers.csv", "answer-20 answer-20#back list-20 order-20 choose-20 points-20"),
        ("all.csv", "answer-0 answer-1 answer-2 choose-0 choose-1 choose-2"),
    ):
        rows = [[card, f"{n} {ALL}", ALL] for n, card in enumerate(cards.split())]
        _table(home / name, [["card", "answer", "who"], *rows, [ALL, ALL, ALL]])
        _table(home / "class.csv", [["card", "answer", "student"], *rows, [rows[0][0], "x", f"={ALL}"]])
    return home


def _table(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _faulty() -> dict[str, object]:
    """Give a deck with something hostile in the wrong place wherever there is one."""
    keys = ("id", "ask", "answer", "date", "need", "suspended", "exact", "date", "historian", "back")
    return {
        "deck": "faulty",
        "case": ALL,
        "format": ALL,
        TERMINAL[0] + MARKUP[0]: ALL,
        "themes": [ALL],
        "cards": [
            dict.fromkeys(keys, ALL) | {"source": [ALL], "was": [ALL], "themes": [ALL]},
            {"ask": "q?", "list": [ALL], "need": ALL},
            {"cloze": "{{" + ALL},
            {"ask": "r?", "choose": [ALL], "answer": "b"},
            {"ask": "s?", "answer": "x", TERMINAL[1]: 1},
            [ALL],
            ALL,
        ],
    }


@pytest.fixture
def run(folder: Path) -> Run:
    """Run a command in the folder, its output kept byte for byte."""
    variables = {**os.environ, "STUDYKIT_HOME": str(folder), "TERM": "xterm", "COLUMNS": "80"}

    def once(*arguments: str, terminal: bool = False, shipped: Path | None = None) -> Output:
        return Environment(variables, terminal=terminal, folder=folder, shipped=shipped).run(*arguments)

    return once


SHOWN = (
    ("today",),
    ("deck", "list"),
    ("deck", "show", "evil"),
    ("deck", "show", "evil/list-0", "--try", ALL),
    ("deck", "show", "evil", ALL),
    ("deck", "show", ALL),
    ("deck", "check", "few.yaml"),
    ("deck", "check", "raw.yaml"),
    ("deck", "check", "escaped.yaml"),
    ("deck", "check", "--ignore", ALL),
    ("deck", "check", ALL),
    ("deck", "fmt", "--check", "raw.yaml", "few.yaml"),
    ("deck", "add", "--preview", "decks"),
    ("deck", "add", "--preview", "escaped.yaml"),
    ("deck", "remove", ALL),
    ("deck", "new", ALL),
    ("deck", "suggest"),
    ("deck", "orphans"),
    ("deck", "flags"),
    ("find", ALL),
    ("card", ALL),
    ("deck", "import", "import.csv", "--preview"),
    ("deck", "import", "import.txt", "--preview"),
    ("deck", "import", "import.md", "--preview"),
    ("deck", "import", "import.gift", "--preview"),
    ("deck", "import", "import.csv", "--skip", "-o", "-"),
    ("deck", "import", "import.txt", "--skip", "-o", "-"),
    ("deck", "draft", "notes.txt", "--preview"),
    ("deck", "export", ALL, "-o", "-", "--format", "csv"),
    ("deck", "export", "evil", "-o", "-", "--format", "markdown"),
    ("deck", "export", "evil", "-o", "-", "--format", "html"),
    ("outline", "list"),
    ("outline", "show", "evil-plan"),
    ("outline", "show", ALL),
    ("outline", QUESTION),
    ("outline", QUESTION, "--format", "text", "-o", "-"),
    ("outline", QUESTION, "--format", "md", "-o", "-"),
    ("outline", QUESTION, "--format", "html", "-o", "-"),
    ("outline", f"Evaluate the role of {ALL[:200]} party institutions in one leader's rise to power."),
    ("outline", ALL),
    ("outline", "check", "own.md"),
    ("outline", "check", "own.md", "--question", ALL),
    ("question",),
    ("question", "--theme", ALL),
    ("question", "--term", ALL),
    ("mark", "answers.csv", "--deck", "few.yaml"),
    ("mark", "answers.csv", "--deck", "few.yaml", "--report", "-"),
    ("mark", "answers.csv", "--deck", ALL),
    ("mark", "class.csv", "--deck", "evil"),
    ("exam", "set", "2099-05-07", "--case", ALL),
    ("config", "get", ALL),
    ("quiz", ALL),
    ("--profile", ALL, "today"),
    ("--decks", ALL, "today"),
    (ALL,),
)


def named(arguments: Sequence[str]) -> str:
    return " ".join(arguments)[:40].encode("unicode_escape").decode()


def shown() -> list[ParameterSet]:
    """Every command into a pipe and onto a terminal; each in one of the two by default."""
    return [
        pytest.param(
            arguments,
            terminal,
            id=f"{named(arguments)}-{'terminal' if terminal else 'piped'}",
            marks=() if at % 2 == terminal else pytest.mark.thorough,
        )
        for at, arguments in enumerate(SHOWN)
        for terminal in (False, True)
    ]


@pytest.mark.thorough
def test_trying_the_marking_of_hostile_cards_shows_nothing_that_acts(run: Run) -> None:
    for arguments in (
        ("deck", "check"),
        ("deck", "check", "--json"),
        ("deck", "fmt", "--check", "decks"),
        ("mark", "all.csv", "--deck", "evil"),
        ("mark", "all.csv", "--deck", "evil", "--report", "-"),
    ):
        ran = run(*arguments)
        assert ran.code in (0, 1), ran.err.decode()
        assert not acting(ran.out.decode() + ran.err.decode())


@pytest.mark.parametrize(("arguments", "terminal"), shown())
def test_nothing_that_is_shown_acts(run: Run, arguments: tuple[str, ...], terminal: bool) -> None:
    ran = run(*arguments, terminal=terminal)
    assert ran.code in (0, 1, 2, 3, 5), ran.err.decode()
    assert ran.out or ran.err
    for shown in (ran.out.decode(), ran.err.decode()):
        assert not acting(OWN_STYLE.sub("", shown) if terminal else shown)


@pytest.mark.filterwarnings("ignore:.*use of forkpty.*:DeprecationWarning")
def test_a_quiz_in_a_terminal_shows_hostile_cards_and_obeys_none(folder: Path) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs a POSIX pseudo-terminal")
    variables = {**os.environ, "STUDYKIT_HOME": str(folder), "TERM": "xterm"}
    child = Environment(variables).sit("quiz", "evil", "--cards", "5", "--new", "5", timeout=20)
    child.logfile_read = io.StringIO()
    try:
        for _ in range(5):
            child.expect("\r\n(\x1b\\[\\?2004h)? *> ")
            child.send("/hint\r")
            child.expect("\r\n(\x1b\\[\\?2004h)? *> ")
            child.send("idk\r")
            child.expect("more keys")
            child.send("\r")
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
    seen = re.sub(r"\x1b\[\?2004[hl]|\r", "", child.logfile_read.getvalue())
    assert seen.count("Wrong") == 5
    assert "alert(1)" in seen
    assert not acting(OWN_STYLE.sub("", seen))


VALUES = (
    ("today", "--json"),
    ("deck", "list", "--json"),
    ("deck", "show", "evil", "--json"),
    ("deck", "show", "evil/list-0", "--try", ALL, "--json"),
    ("deck", "check", "few.yaml", "--json"),
    ("deck", "check", "escaped.yaml", "--json"),
    ("deck", "suggest", "--json"),
    ("outline", "list", "--json"),
    ("outline", "show", "evil-plan", "--json"),
    ("outline", QUESTION, "--json"),
    ("outline", "check", "own.md", "--json"),
    ("question", "--json"),
)


@pytest.mark.parametrize("arguments", VALUES, ids=named)
def test_json_can_be_shown_and_says_what_the_deck_says(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code in (0, 1), ran.err.decode()
    json.loads(ran.out)
    assert not acting(ran.out.decode())
    if arguments == VALUES[2]:
        assert json.loads(ran.out)[0]["ask"].startswith("=")
        assert TERMINAL[0] in json.loads(ran.out)[0]["ask"]


def test_the_lines_of_marking_are_json_that_can_be_shown(run: Run) -> None:
    ran = run("mark", "answers.csv", "--deck", "few.yaml", "--json")
    lines = ran.out.decode().splitlines()
    assert len(lines) == 6
    typed = ALL.replace("\r\n", "\n").replace("\r", "\n")
    assert all(json.loads(line)["who"] == typed for line in lines)
    assert not acting("".join(lines))


@pytest.fixture(scope="module")
def outline(folder: Path) -> Outline:
    """The outline that is made of the hostile plan, its case and its cards, no others being there."""
    library = Library.open([folder / "decks"], None)
    made = Shelf(library, material_of(library)).outline(QUESTION)
    assert made.plans == ("evil-plan",)
    assert made.thesis is not None
    assert TERMINAL[0] in made.thesis
    return made


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.WORD])
def test_an_outline_of_hostile_cards_shows_them_and_obeys_nothing(outline: Outline, form: Format) -> None:
    shown = written(outline, form).decode()
    assert "alert(1)" in shown
    assert not acting(shown)


def test_an_outline_on_a_terminal_has_no_style_but_ours(outline: Outline) -> None:
    shown = as_text(outline, Style(plain=False))
    assert OWN_STYLE.search(shown)
    assert not acting(OWN_STYLE.sub("", shown))


# HTML


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
        ("mark", "class.csv", "--deck", "evil", "--html", "page.html"),
    ],
    ids=["hand-out", "cut-out", "class-report", "class"],
)
def test_a_page_has_our_tags_only_and_loads_nothing(run: Run, folder: Path, arguments: Sequence[str]) -> None:
    run(*arguments, "--force")
    assert_safe((folder / "page.html").read_text(encoding="utf-8"))


def test_the_page_of_an_outline_has_our_tags_only_and_loads_nothing(outline: Outline) -> None:
    assert_safe(written(outline, Format.HTML).decode())


# Word


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


# Tables and the forms of other programs


def exported(run: Run, form: str) -> str:
    ran = run("deck", "export", "evil", "--format", form, "-o", "-")
    assert ran.code == 0
    return ran.out.decode("utf-8-sig")


@pytest.fixture(scope="module")
def asked(folder: Path) -> list[str]:
    library = Library.open([folder / "decks"], None)
    assert library.left_out == frozenset()
    return [str(card.id) for card in library.deck("evil").cards]


def no_formula(cell: str) -> bool:
    return not cell.startswith(FORMULA) and not acting(cell)


def test_no_cell_of_a_table_begins_a_formula(run: Run, asked: list[str]) -> None:
    shown = exported(run, "csv")
    rows = list(csv.reader(io.StringIO(shown, newline="")))
    assert [row[0] for row in rows[1:]] == asked
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(no_formula(cell) for row in rows for cell in row)


def test_no_cell_of_a_class_report_begins_a_formula(run: Run, folder: Path) -> None:
    run("mark", "answers.csv", "--deck", "few.yaml", "--report", "report.csv", "--force")
    rows = list(csv.reader(io.StringIO((folder / "report.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 7
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(no_formula(cell) for row in rows for cell in row)


def test_no_cell_of_a_class_s_grid_begins_a_formula(run: Run, folder: Path) -> None:
    run("mark", "class.csv", "--deck", "evil", "--csv", "grid.csv", "--force")
    rows = list(csv.reader(io.StringIO((folder / "grid.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(no_formula(cell) for row in rows for cell in row)


def test_the_sheets_of_a_class_lie_in_their_folder_and_are_safe(run: Run, folder: Path) -> None:
    run("mark", "class.csv", "--deck", "evil", "--sheets", "sheets", "--force")
    pages = sorted((folder / "sheets").iterdir())
    assert len(pages) == 2
    for page in pages:
        assert not acting(page.name)
        assert_safe(page.read_text(encoding="utf-8"))


def test_moodle_reads_as_many_questions_as_there_are_cards(run: Run, asked: list[str]) -> None:
    shown = exported(run, "gift")
    assert not acting(shown.replace("\t", ""))
    read = read_gift("evil.gift", shown)
    assert len(read.entries) + len(read.problems) == len(asked)
    assert {each.rule for each in read.problems} <= {"essay"}
    assert re.findall(r"^::(.*?)::", shown.replace("\\#", "#"), re.MULTILINE) == asked


def test_markdown_cards_hold_no_html_no_picture_and_no_link(run: Run, asked: list[str]) -> None:
    shown = exported(run, "markdown")
    assert not acting(shown)
    _, body = shown.split("\n---\n", 1)
    assert not re.search(r"(?<!\\)(?:<|!\[|\]\()", body)
    assert len(read_markdown("evil.md", shown).entries) == len(asked)


def test_an_outline_in_markdown_holds_no_html_no_picture_and_no_link(outline: Outline) -> None:
    assert not re.search(r"(?<!\\)[<\[\]]", written(outline, Format.MARKDOWN).decode())


def test_quizlet_gets_a_pair_a_line(run: Run, asked: list[str]) -> None:
    lines = exported(run, "quizlet").splitlines()
    assert len(lines) == len(asked)
    assert {line.count("\t") for line in lines} == {1}
    assert not acting("".join(lines).replace("\t", ""))


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


# What else may be hostile: names


def test_names_of_files_are_shown_and_not_obeyed(run: Run, tmp_path: Path) -> None:
    try:
        for name in (b"\x1b[2J\xe2\x80\xaeevil.yaml", b"\xff\xfe.yaml", b"new\nline.yaml"):
            Path(tmp_path, name.decode("utf-8", "surrogateescape")).write_text(
                f"deck: {len(name)}\ncards: x\n"
            )
            Path(tmp_path, "plan" + name.decode("utf-8", "surrogateescape")).write_text("plan: p\n")
    except OSError:
        pytest.skip("this file system takes no such names")
    for arguments in (
        *(
            ("deck", "check"),
            ("deck", "check", "--json"),
            ("deck", "list", "--json"),
            ("outline", "show", "p"),
        ),
        *(("deck", "fmt", str(tmp_path)), ("deck", "add", str(tmp_path)), ("deck", "check", str(tmp_path))),
    ):
        ran = run("--decks", str(tmp_path), *arguments, shipped=tmp_path / "none")
        assert ran.code in (0, 1, 3, 5), ran.err.decode()
        assert not acting(ran.out.decode() + ran.err.decode())


def test_every_way_to_begin_a_text_is_tried(folder: Path) -> None:
    library = Library.open([folder / "decks"], None)
    begun = {start for start in STARTS for card in library.deck("evil").cards if card.ask.startswith(start)}
    assert begun == set(STARTS)
