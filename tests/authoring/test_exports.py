from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studykit.authoring.filled_rows import pieces
from studykit.authoring.formats.anki_write import anki_bytes
from studykit.authoring.formats.forms import forms_bytes
from studykit.authoring.formats.gift import gift_bytes
from studykit.authoring.formats.markdown_write import markdown_bytes
from studykit.authoring.formats.paper import cut_out, hand_out
from studykit.authoring.formats.quizlet import quizlet_bytes
from studykit.authoring.formats.table import csv_bytes, harmless, unharmed
from studykit.authoring.shared import SharedDeck
from studykit.errors import UnavailableError
from tests.authoring.sharing_decks import EVERY_KIND, shared


@pytest.fixture
def kinds(tmp_path: Path) -> SharedDeck:
    return shared(tmp_path / "decks")


def test_no_cell_of_a_table_begins_a_formula(kinds: SharedDeck) -> None:
    data = csv_bytes([kinds])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert "'-2 or +2?" in [row[2] for row in rows]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "'x", "'=x", "x", "", "\t=1"])
def test_what_is_made_harmless_can_be_taken_back(cell: str) -> None:
    assert unharmed(harmless(cell)) == cell


def test_bars_and_line_ends_of_a_text_survive_in_a_cell() -> None:
    assert pieces(r"a \| b | c\\n | d\ne") == ["a | b", r"c\n", "d\ne"]


def test_moodles_questions_are_read_by_another_parser_as_they_were_meant(kinds: SharedDeck) -> None:
    parser = pytest.importorskip("pygiftparser.parser")
    answer = pytest.importorskip("pygiftparser.answer")
    questions = parser.parseFile(io.StringIO(gift_bytes([kinds]).decode()))
    assert len(questions) == len(kinds.asked)
    assert all(question.valid for question in questions)
    by_title = {question.title: question for question in questions}
    king = by_title["kinds/king"]
    assert (
        king.text.replace("\\", "") == "Which king = the one of Italy {in 1922}: made ~him~ minister #1 <b>?"
    )
    assert "Second line with \\\\ a backslash." in king.generalFeedback
    law = by_title["kinds/law"].answers
    assert isinstance(law, answer.SelectSet)
    assert [(each.answer, each.fraction) for each in law.answers] == [
        ("Acerbo Law", 100),
        ("Matteotti Law", 0),
        ("50% law", 0),
    ]
    events = by_title["kinds/events"].answers
    assert isinstance(events, answer.MatchingSet)
    assert [each.answer.strip() for each in events.answers] == ["1", "2", "3"]
    assert isinstance(by_title["kinds/why"].answers, answer.Essay)
    assert "he feared bloodshed" in by_title["kinds/why"].generalFeedback


def test_a_star_or_an_arrow_in_an_answer_means_itself_to_moodle(tmp_path: Path) -> None:
    deck = shared(tmp_path / "d", 'deck: d\ncards:\n  - ask: "Which sign?"\n    answer: "50 * 2 -> 100"\n')
    assert "=50 \\\\* 2 → 100\n" in gift_bytes([deck]).decode()


class Outline(HTMLParser):
    """Which tags stand in a page, and the text of its cards."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cards: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if ("class", "card l") in attrs or any(value and value.startswith("card ") for _, value in attrs):
            self.cards.append("")

    def handle_data(self, data: str) -> None:
        if self.cards:
            self.cards[-1] += data


@pytest.mark.parametrize("page", [hand_out, cut_out])
def test_a_page_loads_nothing_and_obeys_nothing_of_a_deck(
    tmp_path: Path, page: Callable[[Sequence[SharedDeck]], bytes]
) -> None:
    evil = EVERY_KIND.replace("Which election law?", '"<script>alert(1)</script> <img src=x onerror=y>"')
    made = page([shared(tmp_path / "d", evil)])
    tags = set(Outline(made).tags)
    assert not tags & {"script", "img", "link", "iframe", "b"}
    assert b"&lt;script&gt;" in made
    assert b"http" not in made


def test_a_hand_out_has_a_key_on_a_page_of_its_own(kinds: SharedDeck) -> None:
    page = hand_out([kinds]).decode()
    questions, key = page.split('<section class="key">')
    assert "Name two groups that backed the Fascists. (2 of 3)" in questions
    assert "landowners" not in questions
    assert "landowners (agrari)<br>industrialists<br>army officers" in key
    assert questions.count("<li>March on Rome</li>") == 1


def test_the_back_of_each_card_lies_behind_its_front_when_the_sheet_is_turned(tmp_path: Path) -> None:
    entries = "".join(f"  - ask: Which is number {n}?\n    answer: back{n}\n" for n in range(9))
    cards = Outline(cut_out([shared(tmp_path / "d", f"deck: d\ncards:\n{entries}")])).cards
    fronts, backs, last_front, last_back = cards[:8], cards[8:16], cards[16], cards[17]
    for place, front in enumerate(fronts):
        number = front.split("number ")[1][0]
        behind = place + 1 if place % 2 == 0 else place - 1
        assert backs[behind].startswith(f"back{number}")
    assert "number 8" in last_front
    assert last_back.startswith("back8")


TWINS = """\
deck: twins
cards:
  - {id: one, ask: Who came?, answer: Lenin}
  - {id: two, ask: "Who came?", answer: Lenin, accept: [Ulyanov]}
  - {id: sum, ask: "=1+1 or *2*?", choose: ["=2", "3"], answer: "=2"}
  - {id: row, ask: Put these in order., order: [first, second, before]}
  - {id: why, ask: Why?, points: [a, b, c], need: 2}
"""


def test_a_table_for_forms_has_options_and_ids_and_tells_twins_apart(tmp_path: Path) -> None:
    data = forms_bytes([shared(tmp_path / "twins", TWINS)])
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(row["question"], row["type"], row["id"]) for row in rows] == [
        ("Who came? [twins/one]", "short answer", "twins/one"),
        ("Who came? [twins/two]", "short answer", "twins/two"),
        ("'=1+1 or 2?", "multiple choice", "twins/sum"),
        ("Put these in order.", "short answer", "twins/row"),
        ("Why? (2 of 3 points)", "paragraph", "twins/why"),
    ]
    assert [rows[2]["option 1"], rows[2]["option 2"], rows[2]["right answer"]] == ["'=2", "3", "'=2"]
    assert rows[3]["description"] == "Put in order: 1 before; 2 first; 3 second"


SIBLINGS = """\
deck: pairs
cards:
  - id: boat
    ask: On which boat did he come?
    answer: Granma
    back: {ask: "What was the Granma?", answer: his boat}
  - {id: pact, cloze: "The Pact of {{Caracas}} of {{1958}}."}
  - {id: who, ask: "Hills or towns:", sort: {Hills: [columns], Towns: [sabotage]}}
  - id: arms
    ask: What was done?
    choose: [arms were stopped, he was recognised, marines landed, nothing]
    answer: arms were stopped
"""


def test_no_question_of_a_form_answers_another_and_the_right_option_is_not_where_it_was_written(
    tmp_path: Path,
) -> None:
    data = forms_bytes([shared(tmp_path / "pairs", SIBLINGS)])
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["question"] for row in rows] == [
        "On which boat did he come?",
        "The Pact of ____ of 1958.",
        "Hills or towns — columns",
        "Hills or towns — sabotage",
        "What was done?",
    ]
    options = [rows[-1][f"option {number}"] for number in range(1, 5)]
    assert sorted(options) == ["arms were stopped", "he was recognised", "marines landed", "nothing"]
    assert options[0] != "arms were stopped"


def test_what_quizlet_reads_is_two_columns_with_a_tab(kinds: SharedDeck) -> None:
    rows = list(
        csv.reader(io.StringIO(quizlet_bytes([kinds]).decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    )
    assert len(rows) == len(kinds.asked)
    assert all(len(row) == 2 and all(row) for row in rows)


def test_markdown_begins_a_card_only_where_a_card_begins(tmp_path: Path) -> None:
    text = (
        'deck: d\ncards:\n  - ask: "Which?\\nQ: not a card\\n---\\nA: nor this"\n    answer: "x\\nC: [no]"\n'
    )
    lines = markdown_bytes([shared(tmp_path / "d", text)]).decode().splitlines()
    tagged = [line for line in lines if line[:2] in ("Q:", "A:", "C:")]
    assert tagged == ["Q: Which?", "A: x"]
    assert lines.count("---") == 2


def test_an_anki_package_without_the_extra_is_one_sentence(
    kinds: SharedDeck, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(UnavailableError, match=r"pip install 'studykit\[anki\]'"):
        anki_bytes([kinds], at=0)


def test_a_card_to_cut_out_has_room_for_its_answer(tmp_path: Path) -> None:
    items = "".join(
        f"      - [thing number {n}, {n} {'again and again' * 4}, {n} otherwise]\n" for n in range(9)
    )
    entry = "  - ask: What did he do?\n    list:\n{}"
    few, many = "".join(items.splitlines(keepends=True)[:3]), items
    for listed, wordings in ((few, True), (many, False)):
        back = cut_out([shared(tmp_path / "d", f"deck: d\ncards:\n{entry.format(listed)}")]).decode()
        assert "thing number 2" in back
        assert ("2 otherwise" in back) == wordings
