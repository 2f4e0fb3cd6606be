from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.essays.export_html import html
from studykit.essays.export_json import to_json
from studykit.essays.export_markdown import markdown
from studykit.essays.export_text import text
from studykit.essays.markup import escape_markdown, escape_start
from studykit.essays.model import Outline
from tests.essays.library import CASE, DECK, OFFICE, Shelf, shelf

RECALLS = {CardId("rise/gensec"): 0.5, CardId("rise/controls"): 0.93}
COMPARED = (
    "Compare and contrast the role of ideology in the rise of two leaders, each from a different region."
)


@pytest.fixture
def outline(small: Shelf) -> Outline:
    return small.outline("To what extent did control of the Party explain Stalin's rise?", RECALLS)


def test_text_is_what_people_read(outline: Outline, golden) -> None:
    golden("outline_text", text(outline))


def test_markdown_is_what_people_read(outline: Outline, golden) -> None:
    golden("outline_markdown", markdown(outline))


def test_html_is_what_people_read(outline: Outline, golden) -> None:
    golden("outline_html", html(outline))


def test_a_comparison_grid_is_what_people_read(small: Shelf, golden) -> None:
    golden("outline_grid_text", text(small.outline(COMPARED)))
    golden("outline_grid_markdown", markdown(small.outline(COMPARED)))


def test_no_line_of_text_is_wider_than_78_columns(outline: Outline) -> None:
    assert max(map(len, text(outline).splitlines())) <= 78


def test_json_has_the_promised_keys_and_values(outline: Outline) -> None:
    value = json.loads(json.dumps(to_json(outline)))
    assert list(value) == [
        "question", "command_term", "claim", "scope", "period", "cases", "warnings", "plan", "thesis",
        "definitions", "paragraphs", "counter", "conclusion", "minutes",
    ]  # fmt: skip
    assert value["command_term"] == "to what extent"
    assert value["claim"] == "control of the Party"
    assert value["scope"] == "rise-of-a-leader"
    assert value["cases"] == 1
    assert [warning["code"] for warning in value["warnings"]] == ["names-a-leader"]
    first = value["paragraphs"][0]
    assert list(first) == ["theme", "side", "point", "evidence", "because", "perspective", "limits", "link"]
    assert first["evidence"][0] == {
        "card": "rise/gensec",
        "text": "Stalin became General Secretary in 1922.",
        "date": "1922-04-03",
        "source": "Isaac Deutscher, *Stalin: A Political Biography* (1949); Class notes",
        "recall": 0.5,
    }


def test_without_a_command_term_json_says_null(small: Shelf) -> None:
    assert to_json(small.outline("Why did one leader rise to power?"))["command_term"] is None


class Tags(HTMLParser):
    """Collects what a page would do."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


HOSTILE = "<script>alert(1)</script> & \"x\" onload='y' \x1b[31m *bold*"


def test_hostile_text_is_shown_in_html_and_never_obeyed(tmp_path) -> None:
    deck = DECK.replace("it was patriotic", "<img src=x onerror=alert(1)>")
    plan = OFFICE.replace(
        "Appointments turned an office into a majority.", "<script>alert(1)</script> & more"
    )
    there = shelf(tmp_path, CASE, deck, plan)
    page = html(there.outline("Evaluate the role of patronage in one leader's rise <script>x</script>."))
    tags = Tags()
    tags.feed(page)
    assert not tags.open, "every tag is closed"
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in tags.seen}
    assert not [name for _, attributes in tags.seen for name in attributes if name.startswith("on")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert not re.search(r"https?://", page), "nothing is loaded"


def test_html_prints_on_a4_and_knows_light_and_dark(outline: Outline) -> None:
    page = html(outline)
    assert "size: A4" in page
    assert "prefers-color-scheme: dark" in page


@given(st.text(max_size=60))
def test_markdown_never_lets_text_act(line: str) -> None:
    escaped = escape_start(escape_markdown(" ".join(line.split())))
    assert not re.search(r"(?<!\\)(?:\\\\)*[<`*\[]", escaped)
    assert not re.match(r"\s*(?:#{1,6}\s|[-+]\s)", escaped)


@pytest.fixture
def word():
    return pytest.importorskip("docx")


def read(word, outline: Outline):
    from studykit.essays.export_docx import docx

    return word.Document(io.BytesIO(docx(outline)))


def test_word_has_real_headings_and_a_page_number(word, outline: Outline) -> None:
    document = read(word, outline)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 2") >= 6
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml
    assert document.core_properties.title == outline.question.text


def test_word_lays_comparisons_out_as_a_table(word, small: Shelf) -> None:
    document = read(word, small.outline(COMPARED))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Theme", "Stalin's rise to power", "Second case"]
    assert len(table.rows) == 1 + len(small.outline(COMPARED).paragraphs)


def test_word_takes_text_that_xml_cannot_hold(word, small: Shelf) -> None:
    outline = small.outline("Evaluate the role of patronage \x00\x0b in one leader's rise.")
    assert "patronage" in read(word, outline).paragraphs[0].text


def test_without_python_docx_a_sentence_names_the_extra(
    outline: Outline, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from studykit.errors import UnavailableError
    from studykit.essays.export_docx import docx

    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UnavailableError, match=r"pip install 'studykit\[docx\]'"):
        docx(outline)
