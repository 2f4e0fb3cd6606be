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


@pytest.mark.parametrize("card", ["Q: Who won?\nA: Facta", "- Facta::won", "- Who won? Facta"])
def test_a_card_between_two_rules_is_no_front_matter(card: str) -> None:
    read = read_markdown("m.md", f"---\n{card}\n---\nQ: Who lost?\nA: Giolitti\n")
    shown = " ".join([*(str(each) for each in fields(read)), *(problem.text for problem in read.problems)])
    assert "Facta" in shown
    assert "Giolitti" in shown


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


def test_what_is_folded_away_is_the_answer_of_its_summary_or_of_the_lines_above() -> None:
    read = read_markdown(
        "m.md",
        "# Cards\n\n<details>\n<summary><b>Who led the march?</b></summary>\n\nRossi\n\n- from Rome\n</details>\n\n"
        "### The king\n**Whom did Umberto appoint?**\n\n<details>\n<summary>Click to reveal the answer</summary>\n\n"
        "Bianchi\n</details>\n\n---\n\n### The law\nWhat is this?\n\n<details><summary>Answer</summary>\n\n"
        "#### A law of 1923\n</details>\n",
    )
    assert fields(read) == [
        {"ask": "Who led the march?", "answer": "Rossi", "note": "- from Rome"},
        {"ask": "Whom did Umberto appoint?", "answer": "Bianchi"},
        {"ask": "The law: What is this?", "answer": "A law of 1923"},
    ]


def test_tables_between_headings_and_quotes_are_cards_and_numbers_of_rows_are_not_asked() -> None:
    read = read_markdown(
        "m.md",
        "# Kártyák\n\n> Cut along the lines\n\n## Rome\n\n| # | KÉRDÉS | VÁLASZ |\n|---|---|---|\n"
        "| 1 | Ki volt Rossi? | vezér |\n| 2 | Ki volt Bianchi? | király |\n",
    )
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("Ki volt Rossi?", "vezér"),
        ("Ki volt Bianchi?", "király"),
    ]
    assert told(read) == [(3, "unused"), (7, "table")]


def test_a_table_within_an_answer_keeps_its_rows_apart() -> None:
    (card,) = fields(
        read_markdown("m.md", "Q: Compare them.\nA: Two laws.\n| a | b |\n|---|---|\n| c | d |\n")
    )
    assert (card["answer"], card["note"]) == ("Two laws.", "a — b\nc — d")


def test_numbered_terms_in_bold_are_answered_by_the_deeper_lines_below() -> None:
    text = "## Laws\n\n1.  **Acerbo Law**\n    *   A law on elections.\n\n2.  **Pact**\n    * peace\n    * a loan\n"
    assert fields(read_markdown("m.md", text)) == [
        {"ask": "Acerbo Law", "answer": "A law on elections."},
        {"ask": "Pact", "list": ["peace", "a loan"]},
    ]


def test_a_tab_parts_the_sides_of_a_line_and_tags_need_no_blank() -> None:
    text = "## Low\n\nWhat does `top` show?\tprocesses\nWho led it?\tRossi\n\nA list\n- one\n- two\nQ:Who is next?\nA:Bianchi\n"
    assert [(card["ask"], card["answer"]) for card in fields(read_markdown("m.md", text))] == [
        ("What does top show?", "processes"),
        ("Who led it?", "Rossi"),
        ("Who is next?", "Bianchi"),
    ]


@pytest.mark.parametrize(
    "answer",
    ["a role for EC2. Never write keys", "the war of 1914 - 1918", "17. Juni 1953", "Rossi – the leader"],
)
def test_nothing_within_an_answer_is_taken_for_a_bullet(answer: str) -> None:
    (card,) = fields(read_markdown("m.md", f"Q: What?\nA: {answer}\n"))
    assert card["answer"] == answer


def test_what_stands_below_a_list_is_a_note_and_the_items_lose_their_bullets() -> None:
    read = read_markdown("m.md", "Q: Why?\nA:\n- fear\n- hunger\n\n  See page 4.\n")
    assert fields(read) == [{"ask": "Why?", "list": ["fear", "hunger"], "note": "See page 4."}]
    assert told(read) == [(1, "lines")]


def test_a_tagged_question_may_have_its_answer_behind_a_sign_or_below_a_question_mark() -> None:
    text = (
        "Q: What does `a::b` mean?::A name.\n\nWhat of `x`?::A value.\n\nQ: What is std::move?\nA: A function.\n\n"
        "QUESTION: Who led?\n?\nRossi\n\n#cards/rome\nWho else?\n?\nBianchi\n"
    )
    assert [(card["ask"], card["answer"]) for card in fields(read_markdown("m.md", text))] == [
        ("What does a::b mean?", "A name."),
        ("What of x?", "A value."),
        ("What is std::move?", "A function."),
        ("Who led?", "Rossi"),
        ("Who else?", "Bianchi"),
    ]


def test_a_numbered_question_in_bold_keeps_what_stands_deeper_below_an_empty_line() -> None:
    text = "Some cards.\n\n1. **Who led?**\n   Rossi\n2. **Name the parts.**\n\n   * one\n   • two\n3. **When?**\n   1922\n"
    read = read_markdown("m.md", text)
    assert fields(read) == [
        {"ask": "Who led?", "answer": "Rossi"},
        {"ask": "Name the parts.", "list": ["one", "two"]},
        {"ask": "When?", "answer": "1922"},
    ]
    assert told(read) == [(1, "unused")]


def test_a_line_above_a_list_is_a_note_and_that_is_said() -> None:
    read = read_markdown("m.md", "Q: Which laws?\nA: He made two laws:\n- Acerbo\n- Rocco\n")
    assert fields(read) == [{"ask": "Which laws?", "list": ["Acerbo", "Rocco"], "note": "He made two laws:"}]
    assert told(read) == [(1, "lines")]


def test_a_numbered_question_ends_the_answer_above_it() -> None:
    text = "1. Who led?\nAnswer: Rossi\n2. **When?**\nAnswer: 1922\n3. Which laws?\nAnswer:\n1. Acerbo\n2. Rocco\n"
    assert fields(read_markdown("m.md", text)) == [
        {"ask": "Who led?", "answer": "Rossi"},
        {"ask": "When?", "answer": "1922"},
        {"ask": "Which laws?", "list": ["Acerbo", "Rocco"]},
    ]


def test_signs_between_sides_are_no_sides_where_the_answer_stands_below() -> None:
    read = read_markdown("m.md", "Q: Who wrote a;; b, or c :: d?\nA: Gramsci\n\nQ: Rome :: Italy\n")
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("Who wrote a;; b, or c :: d?", "Gramsci"),
        ("Rome", "Italy"),
    ]


def test_a_line_across_a_section_parts_its_question_from_its_answer_and_that_is_said() -> None:
    for sign in ("---", "***", "%", "<!-- md2apkg split -->"):
        read = read_markdown(
            "a.md", f"## The march\n\nWho led it?\n\n{sign}\n\nRossi\n\n## Year\n1922\n\n---\n"
        )
        assert [(card["ask"], card["answer"]) for card in fields(read)] == [
            ("The march\nWho led it?", "Rossi"),
            ("Year", "1922"),
        ]
        assert (5, "across") in told(read)


def test_a_section_of_signs_alone_is_no_card_and_breaks_nothing() -> None:
    assert told(read_markdown("a.md", "# A\n!!!\n---\n...\n# B\ntext\n"))


def test_boxes_below_a_question_are_its_options() -> None:
    text = (
        "## Quiz\n\n1. Who led?\n\n- [ ] Verdi\n- [x] Rossi\n\nWhen?\n- [X] 1922\n- [ ] 1923\n\n"
        "### Which two?\n\n- [x] law\n- [ ] art\n- [x] force\n"
    )
    read = read_markdown("a.md", text)
    assert fields(read) == [
        {"ask": "Who led?", "choose": ["Verdi", "Rossi"], "answer": "Rossi"},
        {"ask": "When?", "choose": ["1922", "1923"], "answer": "1922"},
        {"ask": "Which two?", "list": ["law", "force"]},
    ]
    assert told(read) == [(12, "several")]


def test_questions_in_a_list_have_their_answers_in_deeper_lines() -> None:
    text = (
        "# Rise\n\n- When did it begin?\n    - 1921\n- Which means?\n  - law\n  - force\n- Was it so?\n\n"
        "1. Who led?\n   Rossi\n2. **The king**\n   Umberto\n"
    )
    read = read_markdown("a.md", text)
    assert [card.get("answer") or card["list"] for card in fields(read)] == [
        "1921",
        ["law", "force"],
        "Rossi",
        "Umberto",
    ]
    assert told(read) == [(8, "unused")]


def test_questions_below_questions_are_no_answers() -> None:
    read = read_markdown("a.md", "- What does it do?\n  - How would you do it?\n- Why?\n  - When?\n")
    assert told(read) == [(1, "no-cards")]


def test_headings_that_show_nothing_are_errors_of_their_own() -> None:
    assert errors(read_markdown("a.md", "# <p></p>\nLenin\n")) == [(1, "no-ask")]


def test_strong_words_lose_their_marks_and_what_is_no_mark_stays() -> None:
    for written, shown in (
        ("**a *b* c** d", "a *b* c d"),
        ("***a***", "*a*"),
        ("__a_b__", "a_b"),
        ("**a ** b", "**a ** b"),
    ):
        assert fields(read_markdown("a.md", f"Q: {written}\nA: Lenin\n"))[0]["ask"] == shown, written


@pytest.mark.parametrize(
    "text",
    [
        "**Q:** Who ruled? **A:** Facta **Q:** Where? **A:** Rome\n",
        "Q: Who ruled? A: Facta Q: Where? A: Rome\n",
        "Q: Who ruled?\nA: Facta Q: Where? A: Rome\n",
    ],
)
def test_several_questions_with_their_answers_in_one_line_are_as_many_cards(text: str) -> None:
    assert fields(read_markdown("a.md", text)) == [
        {"ask": "Who ruled?", "answer": "Facta"},
        {"ask": "Where?", "answer": "Rome"},
    ]


def test_a_letter_in_a_question_that_has_no_answer_of_its_own_begins_no_card() -> None:
    text = "Q: What did the Q: of the file mean?\nA: question\n"
    assert [card["ask"] for card in fields(read_markdown("a.md", text))] == [
        "What did the Q: of the file mean?"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Who ruled?\nA: Facta\nExplanation: He came\nin 1922.\nTags: rome, rise\n",
        "**Q:** Who ruled?\n**A:** Facta\n**Explanation:** He came in 1922.\n*Tags: rome, rise*\n",
        "Who ruled?\n?\nFacta\nExplanation: He came in 1922.\nTags: rome, rise\n",
        "Who ruled?::Facta\nExplanation: He came in 1922.\nTags: rome, rise\n",
        "# Rome\n\n## Who ruled?\n\nFacta\n\nExplanation: He came in 1922.\n\nTags: rome, rise\n",
        "START\nBasic\nFront: Who ruled?\nBack: Facta\nExtra: He came in 1922.\nTags: rome rise\nEND\n",
    ],
)
def test_a_line_below_an_answer_that_is_labelled_as_another_key_is_no_part_of_it(text: str) -> None:
    (card,) = fields(read_markdown("a.md", text))
    assert (card["ask"], card["answer"]) == ("Who ruled?", "Facta")
    assert (card["note"], card["themes"]) == ("He came in 1922.", ["rome", "rise"])


def test_a_label_that_is_all_of_an_answer_or_no_key_of_a_card_stays_in_it() -> None:
    text = "Q: Which three?\nA: These:\n- Origin: a law\n- Source: a speech\n\nQ: What?\nA: Note: this\n"
    assert [card.get("list", card.get("answer")) for card in fields(read_markdown("a.md", text))] == [
        ["Origin: a law", "Source: a speech"],
        "Note: this",
    ]


def test_a_line_that_is_taken_for_a_source_is_named() -> None:
    read = read_markdown("a.md", "Q: Who ruled?\nA: Facta\nSource: page 4\n")
    assert [(card["answer"], card["source"]) for card in fields(read)] == [("Facta", "page-4")]
    assert told(read) == [(1, "source")]


def test_notes_between_start_and_end_and_in_one_line_are_cards_without_their_type() -> None:
    text = (
        "START\nBasic\nThe march\nBack: October 1922\nEND\n\nSTART\nCloze\nThe {{c1::law}} of 1923\nEND\n"
        "STARTI [Basic] Who ruled? Back: Facta ENDI\n"
    )
    assert fields(read_markdown("a.md", text)) == [
        {"ask": "The march", "answer": "October 1922"},
        {"cloze": "The {{law}} of 1923"},
        {"ask": "Who ruled?", "answer": "Facta"},
    ]


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("```python\nx = 1\n```", {"answer": "x = 1"}),
        ("He said:\n> Peace and\n> *land*", {"answer": "He said: Peace and *land*"}),
        ("> 5", {"answer": "> 5"}),
        ("a -> b", {"answer": "a -> b"}),
        ("a <b>law</b> &amp; order", {"answer": "a law & order"}),
        ("the tag `<b>`", {"answer": "the tag <b>"}),
    ],
)
def test_fences_quotations_and_html_in_an_answer_are_read_as_they_are_shown(
    answer: str, made: dict[str, str]
) -> None:
    (card,) = fields(read_markdown("a.md", f"Q: What was it?\nA: {answer}\n"))
    assert card == {"ask": "What was it?", **made}


def test_the_marks_of_a_block_are_no_part_of_the_cards_in_it() -> None:
    text = ":::card tags=a\nQ: Who ruled?\nA: Facta\n:::\n\n:::card\nQ: When?\nA: 1922\n:::\n"
    assert [card["answer"] for card in fields(read_markdown("a.md", text))] == ["Facta", "1922"]
