from __future__ import annotations

from typing import Any

import pytest

from studykit.authoring.formats.gift import read_gift
from tests.authoring.formats.reading import fields, told


def one(text: str) -> dict[str, Any]:
    (card,) = fields(read_gift("g.gift", text))
    return card


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("# =%0%5:0#Incorrect =%100%9:0#Correct =%0%23:0#Incorrect", "9"),
        ("#=%0%12:0 =%100%82:0", "82"),
        ("#=%50%1822:2 =1822:0", "1822"),
        ("#1922", "1922"),
        ("#3.14159:0", "3.14159"),
        ("#-5:0", "-5"),
    ],
)
def test_a_number_is_the_one_that_has_all_of_the_credit(body: str, answer: str) -> None:
    assert one(f"How many? {{{body}}}")["answer"] == answer


def test_numbers_without_credit_are_rejected_and_those_with_some_are_partly_right() -> None:
    card = one("When was Grant born? {#\n=1822:0 # Full credit.\n=%50%1822:2 # Close.\n=%0%1900:0#No.\n}")
    assert (card["answer"], card["note"]) == ("1822", "Full credit.")
    assert card["partial"] == dict.fromkeys(("1820", "1821", "1823", "1824"), "Close.")
    assert card["reject"] == {"1900": "No."}


@pytest.mark.parametrize(
    ("body", "answer", "accept"),
    [
        ("#1822:1", "1822", ["1821", "1823"]),
        ("#1922..1924", "1923", ["1922", "1924"]),
        ("#3:2", "3", ["1", "2", "4", "5"]),
    ],
)
def test_whole_numbers_within_a_tolerance_or_a_range_are_accepted(
    body: str, answer: str, accept: list[str]
) -> None:
    card = one(f"How many? {{{body}}}")
    assert (card["answer"], card["accept"]) == (answer, accept)


def test_a_tolerance_that_cannot_be_kept_is_said() -> None:
    read = read_gift("g.gift", "What is pi? {#3.14:0.01}\n\nWhich? {#0.5..0.7}\n")
    assert [card["answer"] for card in fields(read)] == ["3.14"]
    assert told(read) == [(1, "tolerance"), (3, "answers")]


def test_several_right_options_with_feedback_are_a_list_and_the_wrong_ones_are_rejected() -> None:
    read = read_gift(
        "g.gift",
        "What two colours are there? {\n~%50%yellow#right; good!\n~%-100%red#wrong\n~%50%blue#right\n~%-100%green\n}",
    )
    (card,) = fields(read)
    assert card["list"] == ["yellow", "blue"]
    assert card["reject"] == {"red": "wrong", "green": "this is one of the wrong options"}
    assert card["note"] == "yellow: right; good!\nblue: right"
    assert told(read) == [(1, "several")]


def test_an_answer_with_part_of_the_credit_is_partly_right() -> None:
    text = (
        "Jesus was from {\n=Nazareth#Yes!\n=%75%Nazereth#Right, but misspelled.\n=%0%Bethlehem#Born here.\n}."
    )
    card = one(text)
    assert card["ask"] == "Jesus was from ____."
    assert (card["answer"], card["note"]) == ("Nazareth", "Yes!")
    assert card["partial"] == {"Nazereth": "Right, but misspelled."}
    assert card["reject"] == {"Bethlehem": "Born here."}
    options = one("Where from? {~%50%Galilee#Be more specific. ~Jerusalem =Nazareth}")
    assert options["choose"] == ["Galilee", "Jerusalem", "Nazareth"]
    assert options["reject"] == {"Galilee": "Be more specific."}


def test_a_matching_question_with_a_wrong_choice_keeps_all_of_its_options() -> None:
    read = read_gift("g.gift", "Match them. {\n=Canada -> Ottawa\n=Italy -> Rome\n= -> New York\n}")
    made = fields(read)
    assert [card["ask"] for card in made] == ["Match them. — Canada", "Match them. — Italy"]
    assert made[0]["choose"] == ["Ottawa", "Rome", "New York"]
    assert [card["answer"] for card in made] == ["Ottawa", "Rome"]
    assert told(read) == [(1, "matching")]


def test_a_description_is_named_and_blocks_nothing() -> None:
    read = read_gift("g.gift", "::intro::You may use your book.\n\nWho? {=Lenin}\n")
    assert [card["answer"] for card in fields(read)] == ["Lenin"]
    assert told(read) == [(1, "description")]
    assert read.problems[0].level == "advice"


def test_formats_of_single_answers_are_no_part_of_the_text_and_pictures_are_named() -> None:
    read = read_gift(
        "g.gift",
        '::q::[html]<p>Who is <b>this</b>?</p><img src\\="@@PLUGINFILE@@/a%20b.png" /> {\n'
        "=[html]x =[plain]<b>\n}\n\n[markdown]What is **this**? ![a map](map.png) {=[html]<i>Rome</i>}\n",
    )
    made = fields(read)
    assert made[0]["ask"] == "Who is this?"
    assert (made[0]["answer"], made[0]["accept"]) == ("x", ["<b>"])
    assert (made[1]["ask"], made[1]["answer"]) == ("What is this?", "Rome")
    assert told(read) == [(1, "media"), (5, "media")]
    assert "a%20b.png" in read.problems[0].message


def test_tags_in_comments_and_categories_are_themes() -> None:
    read = read_gift(
        "g.gift",
        "$CATEGORY: $course$/top/Cuba\n\n// question: 3 [id:q1] [tag:Rise to power]\n::a::Who? {=Castro}\n",
    )
    assert fields(read)[0]["themes"] == ["cuba", "rise-to-power"]


def test_a_star_stands_for_any_words_in_moodle_and_is_said() -> None:
    read = read_gift("g.gift", "Who? {=Stalin* =%0%*#No.}")
    assert fields(read) == [{"ask": "Who?", "answer": "Stalin"}]
    assert told(read) == [(1, "star")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Water is {=1} of O and {=2 ~3} of H.", "braces"),
        ("broken { =a", "braces"),
        ("broken =a ~b }", "braces"),
        ("Which?\nf() {\n  x = 1;\n}\n?>\n{ =a ~b }", "braces"),
        ("Which? {a =b ~c}", "answers"),
        ("Which? {~a ~b}", "answers"),
        ("How many? {#=%50%3:0}", "answers"),
        ("How many? {#many}", "answers"),
        ("Which? {=<img src\\=x.png> ~b}", "answers"),
    ],
)
def test_a_question_that_cannot_be_read_is_an_error_with_its_line(text: str, rule: str) -> None:
    read = read_gift("g.gift", f"Who? {{=Lenin}}\n\n{text}\n")
    assert [card["answer"] for card in fields(read)] == ["Lenin"]
    assert (3, rule) in told(read)


def test_gift_questions_of_all_forms_become_cards_or_are_named() -> None:
    text = r"""// a comment
$CATEGORY: $course$/top/Rise of Stalin

::q1:: Who died in 1924? {=Lenin ~Stalin#he ruled on ~%-50%Trotsky}

The Party\: which year\? {#1922}

Years {#1922..1924}

Was it so? {T#yes#no}

Match them {=Trotsky -> Left =Bukharin -> Right}

Capital is {=Moscow =Moskva} of Russia.

Pick two {~%50%a ~%50%b ~%-100%c}

Write an essay. {}

broken { =a
"""
    read = read_gift("g.gift", text)
    made = fields(read)
    assert made[0] == {
        "ask": "Who died in 1924?",
        "choose": ["Lenin", "Stalin", "Trotsky"],
        "answer": "Lenin",
        "reject": {"Stalin": "he ruled on"},
        "themes": ["rise-of-stalin"],
    }
    assert (made[1]["ask"], made[1]["answer"]) == ("The Party: which year\\?", "1922")
    assert (made[2]["answer"], made[2]["accept"]) == ("1923", ["1922", "1924"])
    assert (made[3]["choose"], made[3]["answer"]) == (["True", "False"], "True")
    assert (made[3]["reject"], made[3]["note"]) == ({"False": "yes"}, "no")
    assert made[4]["sort"] == {"Left": ["Trotsky"], "Right": ["Bukharin"]}
    assert (made[5]["ask"], made[5]["accept"]) == ("Capital is ____ of Russia.", ["Moskva"])
    assert made[6]["list"] == ["a", "b"]
    assert told(read) == [(16, "several"), (18, "essay"), (20, "braces")]


def test_a_star_behind_a_backslash_is_a_star() -> None:
    read = read_gift("g.gift", "How much? {=5 \\\\* 2}")
    assert fields(read) == [{"ask": "How much?", "answer": "5 * 2"}]
    assert told(read) == []


def test_questions_need_no_empty_line_between_them_and_may_have_some_within() -> None:
    text = (
        "::A::Who led the march? {=Rossi ~Verdi}\n::B::Was it in May?{F}\n// [tag:law]\n::C::Which law?{\n\n"
        "=Acerbo\n\n~Rocco\n\n}\n\nWhich king?\n\n{ =Umberto ~Alexander }\n\nOne? {=a ~b}\nTwo? {=c ~d}\n"
    )
    read = read_gift("g.gift", text)
    assert [(entry.line, entry.fields["ask"]) for entry in read.entries] == [
        (1, "Who led the march?"), (2, "Was it in May?"), (4, "Which law?"), (12, "Which king?"),
        (16, "One?"), (17, "Two?"),
    ]  # fmt: skip
    assert [entry.fields["answer"] for entry in read.entries] == [
        "Rossi", "False", "Acerbo", "Umberto", "a", "c",
    ]  # fmt: skip
    assert [entry.line for entry in read.entries if "themes" in entry.fields] == [4]
    assert not read.problems


def test_a_sign_within_a_word_is_text_where_each_answer_has_its_own_line() -> None:
    card = one("How is the file read? {\n=with `header=True`\n~with a~b\n~not at all\n}")
    assert (card["choose"], card["answer"]) == (
        ["with `header=True`", "with a~b", "not at all"],
        "with `header=True`",
    )
    assert one("Which? {~one=two~three}")["answer"] == "two"
    assert one('Which?\n{\n=1 -> <q lang="es">\n=2 -> a == b\n}')["sort"] == {
        '<q lang="es">': ["1"],
        "a == b": ["2"],
    }


def test_a_wrong_answer_without_a_number_stands_for_all_others() -> None:
    assert one("How many? {#3:1~#Too far off}") == {"ask": "How many?", "answer": "3", "accept": ["2", "4"]}


def test_options_lose_the_letters_that_all_of_them_have() -> None:
    card = one("How many seats? {\n~%0%A) 5#few\n~%0%B) 8\n~%100%C) 12\n}")
    assert (card["choose"], card["answer"], card["reject"]) == (["5", "8", "12"], "12", {"5": "few"})
    named = one("Which? {\n~A) the law\n~B) force\n=C) both A and B\n}")
    assert named["choose"] == ["A) the law", "B) force", "C) both A and B"]


def test_an_option_with_part_of_the_credit_is_wrong_in_a_choice_and_keeps_what_is_said_to_it() -> None:
    read = read_gift("g.gift", "Where was he born? {\n~Rome#No.\n~%50%Italy#Name the town.\n=Milan\n}")
    (card,) = fields(read)
    assert card["reject"] == {"Italy": "Name the town.", "Rome": "No."}
    assert "partial" not in card
    assert told(read) == [(1, "part-credit")]


def test_gaps_with_right_answers_only_are_a_text_with_these_gaps() -> None:
    text = "::Water::A molecule of water has {=1 =one} atom of oxygen\nand {=2\n=two} of \\{hydrogen\\}."
    assert fields(read_gift("g.gift", text)) == [
        {"cloze": "A molecule of water has {{1|one}} atom of oxygen\nand {{2|two}} of {hydrogen}."}
    ]


@pytest.mark.parametrize("gap", ["~was =is", "=%50%is", "=is#yes", "", "=", "=a|b", "#2", "=a::b"])
def test_of_several_gaps_one_with_more_than_right_answers_is_an_error(gap: str) -> None:
    assert told(read_gift("g.gift", f"Water {{{gap}}} made of {{=two}} gases.")) == [(1, "braces")]


def test_a_title_may_be_shut_on_the_next_line() -> None:
    read = read_gift(
        "a.gift", "::The march\n::[html]Who led?{=Rossi}\n\n::Left open\n::Where::Where?{=Rome}\n"
    )
    assert [(card["ask"], card["answer"]) for card in fields(read)] == [
        ("Who led?", "Rossi"),
        ("Where?", "Rome"),
    ]
    assert told(read) == [(4, "description")]
