from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.authoring.import_result import Read
from studykit.authoring.importing import draft
from studykit.authoring.new_entries import NewDeck, NewEntry, Value
from studykit.authoring.yaml_text import clean, deck_text
from studykit.cards import Term
from studykit.decks.reading import read_sheet
from studykit.problems import Level
from tests.budget import examples

texts = st.text(st.characters(blacklist_categories=()), max_size=40) | st.sampled_from(
    [
        "no",
        "12:30",
        "- a",
        "a: b",
        "a #b",
        "'",
        '"',
        "\\",
        "{x}",
        "[1,000]",
        "*x*",
        "&a",
        "!t",
        "%",
        "@",
        "`",
        "| x",
    ]
)
cleaned = texts.map(clean).filter(bool)


@given(texts)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(max_examples=examples(300))
@given(cleaned, st.lists(cleaned, max_size=3), cleaned, cleaned, st.text(max_size=30))
def test_what_is_written_is_read_back_as_it_was(
    ask: str, accept: list[str], note: str, title: str, comment: str
) -> None:
    fields: dict[str, Value] = {
        "id": "a",
        "ask": ask,
        "answer": "zq 1",
        "accept": accept,
        "note": note,
        "reject": {ask: note},
    }
    deck = NewDeck("d", (NewEntry(fields, comments=(comment,)),), title)
    text, starts = deck_text(deck)
    sheet = read_sheet("d.yaml", text.encode())
    told = [each for each in sheet.problems if each.level is Level.ERROR]
    assert {each.rule for each in told} <= {"answer-in-prompt", "reject-accepted"}, text
    assert sheet.value is not None
    assert sheet.value.title == title
    for entry in sheet.entries:
        (card,) = entry.cards
        assert (card.ask, card.note, card.reject) == (ask, note, ((ask, note),))
        assert isinstance(card.expected, Term)
        assert card.expected.item.accept == tuple(accept)
        assert card.place.line == starts[0]


@settings(max_examples=examples(150))
@given(st.lists(st.fixed_dictionaries({"ask": texts, "answer": texts}, optional={"note": texts}), max_size=5))
def test_whatever_is_imported_the_deck_that_is_written_has_no_error(rows: list[dict[str, Value]]) -> None:
    read = Read("f.csv", [NewEntry(row, line) for line, row in enumerate(rows, start=2)])
    made = draft(read, "d", {})
    sheet = read_sheet("d.yaml", made.text.encode())
    assert [each for each in sheet.problems if each.level is Level.ERROR and each.rule != "no-cards"] == []
    assert len(made.cards) + len(made.problems) >= len(rows)
    assert all(2 <= problem.line < 2 + len(rows) for problem in made.problems)
