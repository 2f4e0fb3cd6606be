from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.essays.document import Layout, escape_markdown, escape_start
from studykit.essays.export_html import html
from studykit.essays.export_json import to_json
from studykit.essays.export_markdown import markdown
from studykit.essays.export_text import text
from studykit.essays.outline import Outline
from tests.conftest import Golden
from tests.essays.library import CASE, DECK, OFFICE, Shelf, shelf

RECALLS = {CardId("mao-rise/bridge"): 0.5, CardId("mao-rise/ichigo"): 0.93}
COMPARED = (
    "Compare and contrast the role of ideology in the rise of two leaders, each from a different region."
)
FULL = Layout(full=True, sources=True)


@pytest.fixture
def outline(own: Shelf) -> Outline:
    return own.outline("To what extent was war the main reason for Mao's rise to power?", RECALLS)


def test_text_is_what_people_read(outline: Outline, golden: Golden) -> None:
    golden("outline_text", text(outline))


def test_markdown_is_what_people_read(outline: Outline, golden: Golden) -> None:
    golden("outline_markdown", markdown(outline))


def test_html_is_what_people_read(outline: Outline, golden: Golden) -> None:
    golden("outline_html", html(outline))


def test_a_comparison_is_what_people_read(own: Shelf, golden: Golden) -> None:
    golden("outline_grid_text", text(own.outline(COMPARED)))
    golden("outline_grid_markdown", markdown(own.outline(COMPARED), FULL))


def test_the_whole_of_an_outline_with_its_sources_is_what_people_read(
    outline: Outline, golden: Golden
) -> None:
    golden("outline_full_text", text(outline, None, FULL))


def test_no_line_of_text_is_wider_than_78_columns(outline: Outline) -> None:
    assert max(map(len, text(outline).splitlines())) <= 78


def test_json_has_the_promised_keys_and_values(outline: Outline) -> None:
    value = json.loads(json.dumps(to_json(outline)))
    promised = {
        "command_term", "scope", "period", "cases", "claims", "degree", "thesis", "paragraphs", "counter",
        "conclusion", "warnings",
    }  # fmt: skip
    assert promised <= set(value)
    assert "grid" not in value
    assert (value["command_term"], value["scope"]) == ("to what extent", "rise-of-a-leader")
    assert value["cases"] == ["mao"]
    assert value["claims"] == [{"factor": "war", "subject": None, "polarity": "mattered", "strength": "main"}]
    assert value["degree"] == "large"
    assert [warning["code"] for warning in value["warnings"]] == ["names-a-leader"]
    first = value["paragraphs"][0]
    assert (first["factor"], first["side"]) == ("war", "for")
    assert first["evidence"][0] == {
        "card": "mao-rise/bridge",
        "text": (
            "The clash at the Marco Polo Bridge on 7 July 1937 grew into open war between China and Japan."
        ),
        "date": "1937-07-07",
        "source": "Class notes on China",
        "recall": 0.5,
    }


def test_json_of_a_comparison_has_the_grid(both: Shelf) -> None:
    value = json.loads(json.dumps(to_json(both.outline(COMPARED))))
    assert value["grid"]["columns"] == ["Stalin", "Mao"]
    assert value["grid"]["rows"][0]["factor"] == "Ideology"
    assert value["paragraphs"][0]["side"] == "mixed"
    assert value["degree"] is None


def test_json_of_what_is_not_covered_says_what_to_revise(own: Shelf) -> None:
    value = to_json(own.outline("Evaluate the role of women in one authoritarian state."))
    assert (value["paragraphs"], value["thesis"], value["degree"]) == ([], None, None)
    assert value["revise"]
    assert value["command_term"] == "evaluate"


def test_without_a_command_term_json_says_null(own: Shelf) -> None:
    assert to_json(own.outline("Why did one leader rise to power?"))["command_term"] is None


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


def test_hostile_text_is_shown_in_html_and_never_obeyed(tmp_path: Path) -> None:
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
def word() -> Any:
    return pytest.importorskip("docx")


def read(word: Any, outline: Outline) -> Any:
    from studykit.essays.export_docx import docx

    return word.Document(io.BytesIO(docx(outline)))


def test_word_has_real_headings_and_a_page_number(word: Any, outline: Outline) -> None:
    document = read(word, outline)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Heading 1"
    assert styles.count("Heading 2") >= 5
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml
    assert document.core_properties.title == outline.question.text


def test_word_lays_comparisons_out_as_a_table(word: Any, both: Shelf) -> None:
    from studykit.essays.export_docx import docx

    outline = both.outline(COMPARED)
    (table,) = word.Document(io.BytesIO(docx(outline, FULL))).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Factor", "Stalin", "Mao"]
    assert len(table.rows) == 1 + len(outline.grid)
    assert "cantSplit" in table.rows[1]._tr.xml


def test_word_takes_text_that_xml_cannot_hold(word: Any, small: Shelf) -> None:
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
