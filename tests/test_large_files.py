"""Enormous and deep files, and texts made to be slow: given up or read soon."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from studykit.authoring.decoding import decoded
from studykit.authoring.formats.gift import read_gift
from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.markdown_text import lines_of
from studykit.authoring.formats.quizlet import read_quizlet
from studykit.authoring.formats.registry import READ, ReadOptions, form_of
from studykit.authoring.formatting import tidied
from studykit.authoring.importing import draft
from studykit.authoring.notes import read_notes
from studykit.cards import CardId
from studykit.cli.display import Style
from studykit.cli.quoting import Quoting
from studykit.decks.findings import MOST
from studykit.decks.garbage import no_collection
from studykit.decks.library import Library
from studykit.decks.reading import read_sheet
from studykit.errors import DataError
from studykit.essays.own import read_own, word_text
from studykit.marking import mark
from studykit.problems import Level
from studykit.study.collection import vocabulary_of
from studykit.verdict import Verdict
from tests.budget import soon

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs the timers of POSIX")


@pytest.mark.parametrize(
    "content",
    [
        ": " * 500_000,
        "{{a" * 300_000,
        "deck: d\ncards: [" + "{{a" * 300_000,
        "deck: d\ncards: [" + ": " * 500_000,
        "deck: d\ncards: [" + "\"a'," * 250_000,
        "deck: d\ncards: [" + "? " * 500_000,
        pytest.param("deck: d\ncards:\n" + "  - a\n" * 200_000, marks=pytest.mark.thorough),
        pytest.param("deck: d\ncards:\n" + "  - [a\n" * 150_000, marks=pytest.mark.thorough),
        "deck: d\n" + "a b: [x\n" * 9_000,
        "deck: d\n" + "a b: [\n" * 500 + "\n" * 1_000_000,
        "\t\x1b" * 400_000,
        "a: {" * 100_000,
        "- " * 400_000,
        "deck: d\n" + "<<: *a\n" * 100_000,
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50_000)),
        '"' + "\\u001b" * 150_000,
    ],
    ids=lambda each: f"{each[:24]!r}, {len(each)}",
)
def test_a_file_of_a_megabyte_with_nothing_but_faults_is_given_up(content: str) -> None:
    with soon():  # with the rest of a line copied for every problem in it, this took half an hour
        sheet = read_sheet("a.yaml", content.encode())
    assert any(problem.level is Level.ERROR for problem in sheet.problems)
    assert not list(sheet.cards())
    assert len(sheet.problems) <= MOST


@pytest.mark.parametrize(
    "content",
    [
        'deck: d\ncards:\n  - cloze: "' + "".join(f"{{{{a{n}}}}} " for n in range(100_000)) + '"',
        "deck: d\ncards:\n  - ask: q\n    list:\n" + "".join(f"      - a{n}\n" for n in range(100_000)),
        pytest.param(
            "deck: d\ncards:\n  - ask: q\n    sort:\n"
            + "".join(f"      g{n}: [a{n}]\n" for n in range(50_000)),
            marks=pytest.mark.thorough,
        ),
    ],
    ids=["gaps", "items", "groups"],
)
def test_a_card_that_would_become_many_or_long_ones_is_refused(content: str) -> None:
    with soon():
        sheet = read_sheet("a.yaml", content.encode())
    assert [problem.rule for problem in sheet.problems if "most" in problem.message] in (
        ["gap"],
        ["too-long-list"],
    )
    assert not list(sheet.cards())


@pytest.mark.parametrize(
    "content",
    [
        "    accept: [" + ", ".join(f"name{n} of it" for n in range(10_000)) + "]\n",
        "    reject:\n" + "".join(f'      "name {n}": that is another\n' for n in range(10_000)),
        "    was: [" + ", ".join(f"name-{n}" for n in range(50_000)) + "]\n",
    ],
    ids=["accept", "reject", "was"],
)
def test_a_key_with_more_wordings_than_anybody_writes_is_an_error(content: str) -> None:
    with soon():
        sheet = read_sheet("a.yaml", f"deck: d\ncards:\n  - ask: q\n    answer: a\n{content}".encode())
    (problem,) = (each for each in sheet.problems if each.level is Level.ERROR)
    assert problem.rule == "too-long-list"
    assert "500 are the most" in problem.message


def test_a_case_with_thousands_of_aliases_is_checked_soon(tmp_path: Path) -> None:
    aliases = "".join(f"  name {n}: [n{n}, alias {n}]\n" for n in range(5_000))
    (tmp_path / "c.yaml").write_text(f"case: c\ntitle: C\naliases:\n{aliases}", encoding="utf-8")
    with soon():
        library = Library.open([], None, files=[tmp_path])
    assert not [each for each in library.problems if each.level is Level.ERROR]


@pytest.mark.parametrize(
    ("entry", "what", "line"),
    [
        ("  - ask: q{n}?\n    answer: b\n", "300,000 words and lists", 120_001),
        (
            "  - cloze: {n}" + "".join(f" {{{{{{{{a{gap}}}}}}}}}" for gap in range(12)) + "\n",
            "20,000 cards",
            1_669,
        ),
    ],
    ids=["questions", "gaps"],
)
def test_a_file_with_more_cards_than_anybody_learns_is_not_read_to_its_end(
    entry: str, what: str, line: int
) -> None:
    content = "deck: d\ncards:\n" + "".join(entry.format(n=n) for n in range(61_000))
    with soon():
        sheet = read_sheet("a.yaml", content.encode())
    (problem,) = (each for each in sheet.problems if each.rule == "too-large")
    assert problem.message == f"the file has more than {what}; nothing of it was read"
    assert (problem.line, problem.mend) == (line, "make several decks of it")
    assert sheet.value is None


@pytest.mark.thorough
def test_files_of_many_cards_are_read_up_to_a_bound(tmp_path: Path) -> None:
    gaps = " ".join(f"{{{{a{gap}}}}}" for gap in range(12))
    for deck in "abcdef":
        cards = "".join(f"  - cloze: {deck}{n} {gaps}\n" for n in range(1_100))
        (tmp_path / f"{deck}.yaml").write_text(f"deck: {deck}\ncards:\n{cards}", encoding="utf-8")
    with soon():
        library = Library.open([], None, files=[tmp_path])
    refused = [each for each in library.problems if each.rule == "too-large"]
    assert [Path(each.file).name for each in refused] == ["e.yaml", "f.yaml"]
    assert all("hold more than 50,000 cards" in each.message for each in refused)
    assert [deck.slug for deck in library.decks] == ["a", "b", "c", "d"]


@pytest.mark.thorough
def test_a_file_with_too_many_problems_says_so_first_and_loses_no_card() -> None:
    entries = "".join(f"  - id: card-{n}\n    ask: x\n    answer: [x\n" for n in range(MOST + 1))
    sheet = read_sheet("a.yaml", f"deck: d\ncards:\n{entries}".encode())
    assert sheet.problems[0].rule == "too-many"
    assert sheet.problems[0].line == 1
    assert "2,000 problems" in sheet.problems[0].message
    assert sheet.value is None
    assert len(sheet.left_out) == MOST + 1
    assert "d/card-0" in sheet.left_out


def test_problems_in_a_line_of_a_million_letters_are_shown_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("deck: d\ncards: [" + "x: y: z " * 100_000, encoding="utf-8")
    sheet = read_sheet(str(path), path.read_bytes())
    quoting = Quoting(Style())
    for problem in sheet.problems[-200:]:
        assert all(len(line) <= 120 for line in quoting.shown(problem).split("\n")[1:])


# Texts made to be slow for a pattern or a loop that begins anew at every letter


@pytest.mark.parametrize(
    "content",
    [
        "\n" * 100_000,
        "a {=" + "=a#" * 30_000,
        "{" * 100_000,
        "::" * 50_000,
        " \n" * 50_000,
    ],
    ids=lambda each: repr(each[:9]),
)
def test_the_form_of_a_file_is_told_soon(content: str) -> None:
    with soon():
        assert form_of(Path("a.txt"), content.encode()) in ("quizlet", "gift")


@pytest.mark.parametrize(
    "content",
    [
        "![" * 50_000,
        "![a](" * 20_000,
        "Q: " + "![a](" * 20_000 + "\nA: b",
        "C: " + "[" * 100_000,
        "a" + " " * 100_000,
        "Q: " + "?::" * 30_000,
        "Q: " + "`a?::" * 20_000,
        "<summary>" * 10_000,
        "1. **a**\n\n   b\n" * 6_000,
        "# a" + " " * 100_000 + "b",
    ],
    ids=lambda each: repr(each[:9]),
)
def test_markdown_is_read_soon(content: str) -> None:
    with soon():
        read = read_markdown("a.md", content)
    assert len(read.entries) + len(read.problems) > 0


@pytest.mark.parametrize(
    "content", ["a" + " " * 100_000, "A. x\n" * 20_000, "a; " * 30_000], ids=lambda each: repr(each[:9])
)
def test_a_text_of_pairs_is_read_soon(content: str) -> None:
    with soon():
        read = read_quizlet("a.txt", content)
    assert len(read.entries) + len(read.problems) > 0


def import_of(name: str, text: str) -> None:
    """Make a deck of a file, or give up, as `deck import` does."""
    file, data = Path(name), text.encode()
    with contextlib.suppress(DataError):
        draft(READ[form_of(file, data)](file, data, ReadOptions()), "d", {})


def notes_of(name: str, text: str) -> None:
    draft(read_notes(name, text), "d", {})


def deck_of(name: str, text: str) -> None:
    read_sheet(name, text.encode())


def time_of(read: Callable[[str, str], None], name: str, text: str) -> float:
    with soon(), no_collection():  # it takes longer in a process that holds much
        began = process_time()
        read(name, text)
        return process_time() - began


SIGNS = (
    *(
        "a",
        "a ",
        "1",
        "\n",
        "\u00a0",
        "a\n",
        "- a\n",
        "a\n\n",
        "A) ",
        "X. ",
        "a, ",
        " and Bob",
        "1922 ",
        ": ",
    ),
    *(
        "**a ",
        "__a ",
        "*a ",
        "`a",
        "::",
        "?::",
        "==a ",
        "[",
        "[a](",
        "![a](",
        "(",
        "{{a",
        "{a",
        "=a",
        "<p ",
        "<b>a",
    ),
    *('"', '""a', "'a ", " / ab", "|", "\\\\", "#a ", "[tag:", "->a", "src=", "&amp;"),
)
"""What patterns look for, alone or with what may keep them from finding its end."""


@pytest.mark.parametrize(
    ("read", "name", "around"),
    [
        (import_of, "a.md", "Q: {}\nA: b"),
        (import_of, "a.md", "Q: q\nA: {}"),
        (import_of, "a.md", "# d\n{}  \nA) x\nQ: a\nA: b"),
        (import_of, "a.md", "# {}\nb"),
        (import_of, "a.md", "C: {}"),
        (import_of, "a.md", "a ⚡ {}  \nA) x ⚡"),
        (import_of, "a.txt", "Which one? ({}\tb\nWho?\tLenin"),
        (import_of, "a.txt", 'Who?\t"{}!\nWhen?\t1922'),
        (import_of, "a.txt", "Q?\n{}!\n\nR?\nb"),
        (import_of, "a.txt", "#separator:tab\n#html:true\n{}\tb"),
        (import_of, "a.gift", "// {}\n{}"),
        (import_of, "a.gift", "[markdown]{} {={} ~c}"),
        (import_of, "a.csv", "ask,choose,answer\n'{}',{},b"),
        (import_of, "a.csv", "cloze,note\n{},{}"),
        (notes_of, "a.txt", "Term: It was so that the leaders were {}"),
        (deck_of, "a.yaml", "deck: d\ncards:\n  - ask: {}\n    answer: {}"),
    ],
)
def test_four_times_as_much_of_a_sign_takes_about_four_times_as_long_to_read(
    read: Callable[[str, str], None], name: str, around: str
) -> None:
    for sign in SIGNS:
        little, much = (around.replace("{}", sign * (size // len(sign))) for size in (4_000, 16_000))
        tries = (time_of(read, name, much) for _ in range(3))  # the machine may be busy
        assert any(took < 0.1 or took < 8 * time_of(read, name, little) for took in tries), sign


@pytest.mark.parametrize(
    ("name", "text", "fields"),
    [
        ("a.csv", f"ask,answer\nWho?,{'1' * 5_000}", {"ask": "Who?", "answer": "1" * 5_000}),
        ("a.csv", f"cloze\n{'1' * 5_000}", None),
        ("a.txt", "#tags column:²\nWho?\tLenin\t1", {"ask": "Who?", "answer": "Lenin", "note": "1"}),
    ],
)
def test_what_looks_like_a_number_and_is_none_is_text(
    name: str, text: str, fields: dict[str, str] | None
) -> None:
    file, data = Path(name), text.encode()
    read = READ[form_of(file, data)](file, data, ReadOptions())
    assert [entry.fields for entry in read.entries] == ([fields] if fields else [])
    assert fields or any("no row names a column" in problem.message for problem in read.problems)


def test_questions_and_plans_with_thousands_of_blanks_are_read_soon(tmp_path: Path) -> None:
    blanks = " " * 60_000
    page, _ = decoded("a.md", f"Q: In which{blanks}year?\nA: 19{blanks}22\n".encode(), None)
    with soon():
        assert len(draft(read_markdown("a.md", page), "d", {}).deck.entries) == 1
        assert read_own(f"# a{blanks}b\n1. Point: c{blanks}d\n").lines()
    deck = f"deck: d\ntitle: d\ncards:\n  - id: c\n    ask: In which year?\n    answer: 19{blanks}22\n"
    (tmp_path / "d.yaml").write_text(deck, encoding="utf-8")
    library = Library.open([tmp_path], tmp_path / "cache")
    with soon():
        assert (
            mark(library.card(CardId("d/c")), "19 22", vocabulary_of(library, "d")).verdict is Verdict.CORRECT
        )


def test_many_lines_of_one_question_are_read_soon() -> None:
    with soon():
        assert len(read_gift("a.gift", "a {\n" + "=b\n" * 100_000 + "}").entries) == 1


@pytest.mark.parametrize(
    "content",
    [
        "- Ann\n",
        "- a\n- b:\n",
        "h\n- a.\n- b.\n",
        "Big h:\n- Ann: x\n- Bee: y\n",
        "Built it\n",
        "Ann Bee:\nx y z\n",
    ],
    ids=repr,
)
def test_notes_are_read_soon(content: str) -> None:
    with soon():
        read = read_notes(
            "a.txt", content * (120_000 // len(content)) + "\n\n- Lenin died in January 1924.\n"
        )
    assert len(read.entries) == 1


@pytest.mark.thorough
def test_cards_that_ask_the_same_get_their_ids_soon() -> None:
    with soon():
        made = draft(read_markdown("a.md", "C: [a]\n" * 12_000), "d", {})
    assert len(made.deck.entries) == 1


@pytest.mark.thorough
def test_rows_that_are_all_the_same_take_no_longer_than_different_ones() -> None:
    took = []
    for row in ("C: [a]\n", "C: [a] {n}\n"):
        page = "".join(row.format(n=number) for number in range(20_000))
        began = process_time()
        draft(read_markdown("a.md", page), "d", {})
        took.append(process_time() - began)
    assert took[0] < 2 * took[1]


PAIRS = " ".join(f"=l{n} -> r{n} = -> z{n}" for n in range(3_000))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.gift", "q {=a}\n\n" * 20_001, "more than 20,000 cards, or longer ones than a deck can hold"),
        ("a.gift", f"q {{{PAIRS}}}", "more than 20,000 cards, or longer ones than a deck can hold"),
        ("a.csv", "ask,answer\n" + "q,a\n" * 20_001, "more than 20,000 cards, or longer ones"),
        ("a.csv", "ask,answer\n" + "q,\n" * 100_001, "more than 100,000 problems"),
        ("a.md", "word\n" * 200_001, "more than 200,000 lines"),
    ],
    ids=["questions", "pairs that each have all options", "rows", "rows without answers", "lines"],
)
def test_what_no_deck_can_hold_is_not_read_to_its_end(name: str, content: str, said: str) -> None:
    file, data = Path(name), content.encode()
    with soon(), pytest.raises(DataError, match=f"{name} has {said}.* [Cc]ut it into several files"):
        READ[form_of(file, data)](file, data, ReadOptions())


def test_a_deck_that_would_be_too_large_is_said_to_be_so_and_not_the_file_it_is_made_of() -> None:
    page = "".join(f"Q: {number}\nA: {'b' * 5_100}\n" for number in range(2_000))
    with soon(), pytest.raises(DataError, match=r"a\.md would make a deck of more than 10 MB.* Cut it"):
        draft(read_markdown("a.md", page), "d", {})


def test_a_comment_that_would_be_tidied_for_minutes_leaves_its_file_as_it_is() -> None:
    deck = "deck: d\ntitle: t\ncards:\n  - id: q\n    ask: q\n    answer: a\n"
    assert tidied("a.yaml", (deck + "# c\n" * 1_000).encode()).ids == ()
    with (
        soon(),
        pytest.raises(DataError, match="a comment of more than 300,000 letters and is left as it is"),
    ):
        tidied("a.yaml", (deck + "# c\n" * 80_000).encode())


def test_a_plan_of_thousands_of_lines_is_not_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for number in range(1_200):
        document.add_paragraph(f"In 1922 the {number}th")
    document.save(tmp_path / "long.docx")
    with pytest.raises(ValueError, match="1,000 lines"):
        word_text((tmp_path / "long.docx").read_bytes())


def test_a_small_word_document_with_millions_of_empty_paragraphs_is_given_up(tmp_path: Path) -> None:
    pytest.importorskip("docx").Document().save(tmp_path / "a.docx")
    with ZipFile(tmp_path / "a.docx") as before, ZipFile(tmp_path / "b.docx", "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            data = before.read(each)
            if each.filename == "word/document.xml":
                head, end = data.split(b"<w:sectPr", 1)
                data = head + b"<w:p/>" * 1_000_000 + b"<w:sectPr" + end
            after.writestr(each.filename, data)
    with soon(), pytest.raises(ValueError, match="many pages"):
        word_text((tmp_path / "b.docx").read_bytes())


def word_file(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """An empty Word document whose parts were changed, each by its name and bytes."""
    pytest.importorskip("docx").Document().save(path)
    with ZipFile(path) as before, ZipFile(path.with_suffix(".out"), "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            after.writestr(*change(each.filename, before.read(each)))
    return path.with_suffix(".out").read_bytes()


@pytest.mark.parametrize("body", ["", "<w:body><w:p><w:pPr><w:pStyle/></w:pPr></w:p></w:body>"])
def test_a_word_document_of_which_a_part_is_missing_is_none(tmp_path: Path, body: str) -> None:
    def broken(name: str, data: bytes) -> tuple[str, bytes]:
        if name != "word/document.xml":
            return name, data
        main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        return name, f'<w:document xmlns:w="{main}">{body}</w:document>'.encode()

    with pytest.raises(ValueError, match="no Word document"):
        word_text(word_file(tmp_path / "a.docx", broken))


def test_millions_of_marks_in_any_part_of_a_word_document_are_given_up(tmp_path: Path) -> None:
    def grown(name: str, data: bytes) -> tuple[str, bytes]:
        many = b"<w:p/>" * 1_000_000
        return name, data.replace(b"</w:styles>", many + b"</w:styles>") if "styles" in name else data

    def elsewhere(name: str, data: bytes) -> tuple[str, bytes]:
        data = data.replace(b"word/document.xml", b"word/main.bin").replace(b'"document.xml', b'"main.bin')
        data = data.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 1_000_000)
        return name.replace("word/document.xml", "word/main.bin"), data

    for change in (grown, elsewhere):
        with soon(), pytest.raises(ValueError, match="many pages"):
            word_text(word_file(tmp_path / "a.docx", change))


def test_a_table_in_a_word_document_has_each_cell_once_however_wide_it_says_it_is(tmp_path: Path) -> None:
    def cell(about: str, text: str) -> str:
        return f"<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    wide = cell('<w:gridSpan w:val="100000000"/>', "Thesis: force came late")
    merged = "<w:tr>" + cell("<w:vMerge/>", "") * 60 + "</w:tr>"
    table = f"<w:tbl><w:tblGrid/><w:tr>{wide}</w:tr>{merged * 10}</w:tbl>".encode()

    def with_table(name: str, data: bytes) -> tuple[str, bytes]:
        return name, data.replace(b"<w:body>", b"<w:body>" + table)

    with soon():
        assert word_text(word_file(tmp_path / "a.docx", with_table)) == "- Thesis: force came late"


def test_comments_that_are_never_closed_are_text_and_take_no_time() -> None:
    with soon():
        assert lines_of("a.md", "<!--" * 150_000)[0].text == "<!--" * 150_000
    assert [each.text for each in lines_of("a.md", "a <!-- b\nc --> d <!-->e")] == ["a ", " d <!-->e"]
