from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studykit.authoring.formats.markdown import read_markdown
from studykit.authoring.formats.markdown_write import markdown_bytes
from tests.authoring.formats.reading import errors, fields, told
from tests.authoring.sharing_decks import imported, shared
from tests.budget import examples


@pytest.mark.parametrize(
    "text",
    [
        "Q: Who fled?\nA: Batista\n",
        "**Q:** Who fled?\n**A:** Batista\n",
        "**Q**: Who fled?\n\n**A**: Batista\n",
        "**Q: Who fled?**\n\nA: Batista\n",
        "**Q:** Who fled? **A:** Batista\n",
        "Q1. Who fled?\nA1. Batista\n",
        "Q. Who fled?\nA. Batista\n",
        "- Q: Who fled?\n- A: Batista\n",
        "1. **Q:** Who fled?\n   **A:** Batista\n",
        "**Question:** Who fled?\n**Answer:** Batista\n",
        "### Question 1: Who fled?\n\nAnswer: Batista\n",
        "### Who fled?\n\n**Answer:** Batista\n",
        "> Q: Who fled?\n> A: Batista\n",
        "Front: Who fled?\nBack: Batista\n",
        "T: Who fled?\nD: Batista\n",
        "## Rise\n\nWho fled?::Batista\n",
        "- Who fled? :: Batista\n",
        "Who fled?;;Batista\n",
        "#Q Who fled? :: Batista\n",
        "**P:** Who fled?\n**R:** Batista\n",
        "- Who fled? >> Batista\n",
        "#flashcards\n\nWho fled?\n?\nBatista\n<!--SR:!2021-09-01,3,250-->\n",
        "# Cuba\n\n## Who fled?\n\nBatista\n",
        "| Question | Answer |\n|---|---|\n| Who fled? | **Batista** |\n",
        "| Wer? | Wen? |\n|:--|--:|\n| Who fled? | Batista |\n",
    ],
)
def test_a_card_is_read_in_every_form_that_people_write(text: str) -> None:
    assert [(card["ask"], card["answer"]) for card in fields(read_markdown("m.md", text))] == [
        ("Who fled?", "Batista")
    ]


@pytest.mark.parametrize(
    ("text", "cloze"),
    [
        ("C: The [NEP] of [1921].", "The {{NEP}} of {{1921}}."),
        ("The ==NEP== of ==1921==.", "The {{NEP}} of {{1921}}."),
        ("- The {{c1::NEP::policy}} of 1921.", "The {{NEP::policy}} of 1921."),
        ("The {{NEP}} of\n1921.", "The {{NEP}} of 1921."),
        ("C: See [notes](a.md) on the [NEP].", "See notes on the {{NEP}}."),
    ],
)
def test_gaps_are_read_in_every_form_that_people_write(text: str, cloze: str) -> None:
    assert fields(read_markdown("m.md", text)) == [{"cloze": cloze}]


def test_a_gap_within_a_gap_is_a_text_of_its_own() -> None:
    assert [
        card["cloze"] for card in fields(read_markdown("m.md", "C: In [the spring of [1921]] he gave way."))
    ] == [
        "In {{the spring of 1921}} he gave way.",
        "In the spring of {{1921}} he gave way.",
    ]


def test_both_ways_is_a_card_and_its_back() -> None:
    (card,) = fields(read_markdown("m.md", "Granma:::the boat\n"))
    assert card["back"] == {"ask": "the boat", "answer": "Granma"}


@pytest.mark.parametrize("answer", ["**Answer: b**", "Answer: B) Granma", "A: Granma"])
def test_options_with_letters_are_a_choice(answer: str) -> None:
    ask = "Q: Which boat?" if answer.startswith("A:") else "1. Which boat?"
    (card,) = fields(read_markdown("m.md", f"{ask}\n   a) Titanic\n   b) Granma\n\n{answer}\n"))
    assert card == {"ask": "Which boat?", "choose": ["Titanic", "Granma"], "answer": "Granma"}


def test_numbers_are_an_order_only_where_one_is_asked_for() -> None:
    made = fields(
        read_markdown(
            "m.md", "Q: Which order?\nA: 1. first\n2. second\n\nQ: Why?\nA:\n1. corruption\n2. the embargo\n"
        )
    )
    assert made[0]["order"] == ["first", "second"]
    assert made[1]["list"] == ["corruption", "the embargo"]


def test_no_line_of_text_goes_missing_without_a_word() -> None:
    text = (
        "An introduction.\n\nQ: Who?\nA: Castro\n\nA stray line.\nAnother.\n\n---\nThe NEP of [1921].\n---\n\n"
        "```\nQ: code\n```\n\nA: alone\n\nQ: open\n"
    )
    read = read_markdown("m.md", text)
    assert [card["answer"] for card in fields(read)] == ["Castro"]
    assert [each for each in told(read) if each[1] == "unused"] == [
        (1, "unused"), (6, "unused"), (10, "unused"), (13, "unused"),
    ]  # fmt: skip
    assert errors(read) == [(17, "no-ask"), (19, "no-answer")]


def test_a_page_without_cards_says_which_forms_are_read() -> None:
    (problem,) = imported(read_markdown("m.md", "Only prose.\n\nAnd more.\n")).problems
    assert "question::answer" in problem.mend


def test_headings_are_questions_only_where_nothing_else_is_and_it_is_said() -> None:
    read = read_markdown("m.md", "# Cuba\n\nIntroduction.\n\n## Who fled?\n\nBatista\n\n## When?\n\n1959\n")
    assert [card["ask"] for card in fields(read)] == ["Who fled?", "When?"]
    assert told(read) == [(3, "unused"), (5, "headings")]
    assert read.title == "Cuba"
    both = read_markdown("m.md", "# Cuba\n\n## Rise\n\nWho?::Castro\n")
    assert [card["ask"] for card in fields(both)] == ["Who?"]


def test_an_initial_or_a_field_of_a_note_begins_no_card() -> None:
    read = read_markdown(
        "m.md", "tags:: cuba\n\nQ: Who wrote it?\nA: Taylor\n\nA. J. P. Taylor wrote much.\n"
    )
    assert [card["ask"] for card in fields(read)] == ["Who wrote it?"]
    assert (6, "unused") in told(read)


def test_a_heading_that_asks_is_a_card_beside_others() -> None:
    text = "# Quiz\n\n## When did it end?\n1945\n\n## When did Rome fall?\n??\nIn 476.\n\n## Facts\n\nWall fell::1989\n"
    made = fields(read_markdown("m.md", text))
    assert sorted((card["ask"], card["answer"]) for card in made) == [
        ("Wall fell", "1989"), ("When did Rome fall?", "In 476."), ("When did it end?", "1945"),
    ]  # fmt: skip


def test_a_table_in_an_answer_is_no_card() -> None:
    read = read_markdown("m.md", "# Which table?\n\nThis one\n\n| A | B |\n|---|---|\n| 1 | 2 |\n")
    assert [card["ask"] for card in fields(read)] == ["Which table?"]


def test_cards_in_one_line_with_a_mark_behind_them() -> None:
    text = "Who was first? : Washington ⚡️\nWho was second? : Adams #flashcard #presidents\n"
    made = fields(read_markdown("m.md", text))
    assert [(card["ask"], card["answer"]) for card in made] == [
        ("Who was first?", "Washington"),
        ("Who was second?", "Adams"),
    ]


@pytest.mark.parametrize(
    "text", [": " * 20_000, "a: " * 15_000, ": " * 20_000 + "⚡ x", "a : b " + "#card" * 8_000 + " x"]
)
def test_a_line_without_end_takes_no_longer_than_its_length(text: str) -> None:
    before = time.process_time()
    assert fields(read_markdown("m.md", text)) == []
    assert time.process_time() - before < 5


SHAPES = (
    "{}", "Q: {}", "A: {}", "**Q:** {} **A:** {}", "C: the [{}] of", "- {}", "1. {}", "{}::{}", "?", "", "", "---",
    "==a{}== is", "> {}", "**Answer:** {}", "{}?", "a) {}", "  {}",
)  # fmt: skip


@settings(max_examples=examples(300))
@given(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=7))
def test_every_word_of_a_page_is_in_a_card_or_named(shapes: list[str]) -> None:
    words: list[str] = []
    lines = []
    for shape in shapes:
        new = [f"w{len(words) + each}" for each in range(shape.count("{}"))]
        words += new
        lines.append(shape.format(*new))
    read = read_markdown("m.md", "\n".join(lines))
    kept = " ".join(str(entry.fields) for entry in read.entries)
    said = " ".join(f"{problem.text} {problem.message}" for problem in read.problems)
    whole_page = any(problem.rule == "no-cards" for problem in read.problems)
    assert whole_page or not [word for word in words if word not in kept and word not in said]


def test_what_is_exported_is_read_again_whatever_its_lines_look_like(tmp_path: Path) -> None:
    text = (
        "deck: d\ncards:\n  - ask: 'Which?\n\n\n      # two\n\n\n      ---\n\n\n      Answer: no'\n"
        "    list: ['Q: one', '**A:** two', 'A. three']\n  - ask: Where?\n    answer: 'x A: y'\n"
    )
    deck = shared(tmp_path / "d", text)
    read = read_markdown("m.md", markdown_bytes([deck]).decode())
    assert [entry.fields.get("list") for entry in read.entries] == [["Q: one", "A: two", "A. three"], None]
    assert read.entries[1].fields["answer"] == "x A: y"
    assert errors(read) == []
