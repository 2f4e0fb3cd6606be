from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.authoring.importing import draft
from studykit.authoring.notes import read_notes
from tests.budget import examples

NOTES = """\
How Mussolini Came to Power
Offices and Bodies
- Prime Minister (1922): Appointed by the king, heading a coalition.
- Grand Council (1922–23): Created to guide the party from above.
- The key bodies were:
- The Chamber: Elected by all men, but weak.
- The Senate (Upper House): Named for life by the crown.
- Strengths: good speaker, quick writer, sure of himself.
- The main men of the March were Bianchi, Balbo and De Vecchi.
Luigi Facta
- Resigned in October 1922, after the king refused martial law.
- Close to Giolitti, without a majority of his own.
- He was weak.
Two Roads to Power
- Policy Clash:
- Bianchi: march at once.
- Grandi: bargain first.
- Tactics: Balbo (Squads) wanted force; Grandi (Moderates) preferred a deal. Then all waited.
- What would you have done?
"""


def entries(text: str = NOTES) -> list[dict[str, Any]]:
    return [dict(entry.fields) for entry in draft(read_notes("notes.txt", text), "d", {}).deck.entries]


def by_line() -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for entry in draft(read_notes("notes.txt", NOTES), "d", {}).deck.entries:
        found.setdefault(entry.line, []).append(dict(entry.fields))
    return found


def test_a_term_with_a_year_asks_for_both_and_is_dated() -> None:
    (card,) = by_line()[3]
    assert card["cloze"] == "{{Prime Minister}} ({{1922}}): Appointed by the king, heading a coalition."
    assert card["date"] == "1922"
    assert card["themes"] == ["offices-bodies"]
    assert by_line()[4][0]["date"] == "1922/1923"


def test_lines_under_a_colon_are_a_list_and_cards_of_their_own() -> None:
    (card,) = by_line()[5]
    assert card["list"] == ["The Chamber", "The Senate (Upper House)"]
    assert by_line()[6][0]["cloze"] == "{{The Chamber}}: Elected by all men, but weak."


def test_names_after_were_and_parts_after_a_label_are_lists() -> None:
    assert by_line()[9][0]["list"] == ["Bianchi", "Balbo", "De Vecchi"]
    assert by_line()[8][0]["list"] == ["good speaker", "quick writer", "sure of himself"]


def test_sentences_under_a_persons_name_say_whom_they_mean() -> None:
    assert by_line()[11][0]["cloze"].startswith("Luigi Facta: Resigned in {{October 1922}}")
    assert by_line()[12][0]["cloze"].startswith("{{Luigi Facta|Facta}}: Close to Giolitti")


def test_oppositions_are_sorted() -> None:
    assert by_line()[15][0]["sort"] == {"Bianchi": ["march at once"], "Grandi": ["bargain first"]}
    assert by_line()[18][0]["sort"] == {"Balbo": ["wanted force"], "Grandi": ["preferred a deal"]}
    assert by_line()[18][1]["sort"] == {"Squads": ["Balbo"], "Moderates": ["Grandi"]}


def test_lines_that_are_not_understood_are_listed_and_make_no_card() -> None:
    read = read_notes("notes.txt", NOTES)
    assert (13, "He was weak.") in read.unused
    assert (19, "What would you have done?") in read.unused
    assert not {13, 19} & {entry.line for entry in read.entries}


def test_every_card_has_its_line_above_it() -> None:
    made = draft(read_notes("notes.txt", NOTES), "d", {})
    assert made.problems == ()
    assert len(made.cards) >= 16
    assert (
        "  # check, line 3: Prime Minister (1922): Appointed by the king, heading a coalition.\n  - id:"
        in made.text
    )


def test_a_gap_asks_for_whole_words() -> None:
    (card,) = entries("Facta were 1911K in the 1920s, resigned in 1922 and had 12,000 men.")
    assert card["cloze"] == "Facta were 1911K in the 1920s, resigned in {{1922}} and had {{12,000}} men."


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def said(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(f"{key} {said(each)}" for key, each in value.items() if key != "say") + said(
            value.get("say", "")
        )
    return " ".join(map(said, value))


ASKED = ("ask", "cloze", "list", "sort", "points", "answer")
line = st.text(st.sampled_from("Stalin Lenin (1922) The were, and; :.-“ x12 oK"), max_size=60)


@settings(max_examples=examples(200))
@given(st.lists(st.sampled_from(NOTES.splitlines()) | line, max_size=12).map("\n".join))
def test_no_word_of_a_card_is_invented_and_every_draft_is_without_error(text: str) -> None:
    read = read_notes("notes.txt", text)
    known = {word.lower() for word in words(text)}
    for entry in read.entries:
        written = " ".join(said(value) for key, value in entry.fields.items() if key in ASKED)
        assert {word.lower() for word in words(written)} <= known
    made = draft(read, "d", {})
    lines = {number for number, _ in read.unused} | {entry.line for entry in read.entries}
    assert lines <= set(range(1, len(text.splitlines()) + 1))
    assert not [problem for problem in made.problems if problem.rule == "yaml"]
