from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studykit.problems import Level

from .reading import card, cards, entry, read, rules, seen

FINE = "  - id: b\n    ask: Who led the Party?\n    answer: Lenin\n"


@pytest.mark.parametrize(
    ("line", "rule", "column", "text"),
    [
        ("ask: In 1922: which office?", "colon-in-sentence", 17, "In 1922: which office?"),
        ("ask: Which office was this:", "colon-in-sentence", 31, "Which office was this:"),
        ("ask: What was order #1 about?", "hash-in-sentence", 22, None),
        ("ask: What was order #1 about", "hash-in-sentence", None, "What was order #1 about"),
        ("ask: {Lenin} was what?", "special-start", 10, "{Lenin} was what?"),
        ("ask: [Lenin] was what?", "special-start", 10, "[Lenin] was what?"),
        ("ask: *Pravda* was what?", "special-start", 10, "*Pravda* was what?"),
        ("ask: | was what?", "special-start", 10, "| was what?"),
        ("ask: > was what?", "special-start", 10, "> was what?"),
        ("ask: % was what?", "special-start", 10, "% was what?"),
        ("ask: @Lenin was what?", "special-start", 10, "@Lenin was what?"),
        ("ask: `Lenin` was what?", "special-start", 10, "`Lenin` was what?"),
        ("ask: #1 was what?", "special-start", 10, "#1 was what?"),
        ("ask: , was what?", "special-start", 10, ", was what?"),
        ("ask: - was what?", "special-start", 10, "- was what?"),
        ("ask: ? was what?", "special-start", 10, "? was what?"),
        ("ask: !Lenin was what?", "tag", 10, "!Lenin was what?"),
        ("ask: &lenin Lenin?", "anchor", 10, "&lenin Lenin?"),
        ("ask: *lenin", "alias", 10, "*lenin"),
        ('ask: "Left" and "Right" were what?', "text-after-quote", 10, '"Left" and "Right" were what?'),
        ("ask: 'Lenin's role'", "text-after-quote", 10, "'Lenin's role'"),
        ('ask: "Left or Right?', "open-quote", 10, '"Left or Right?'),
        ("ask: [Left or Right?", "bracket", 10, "[Left or Right?"),
        ("ask:Who was it?", "space-after-colon", 5, "ask:Who was it?"),
        ('ask: "C:\\party"', "escape", 13, "\\p"),
    ],
)  # fmt: skip
def test_what_yaml_would_misread_is_an_error_at_its_place(
    line: str, rule: str, column: int | None, text: str | None
) -> None:
    deck = "deck: d\ncards:\n  - id: a\n    " + line + "\n    answer: Stalin\n" + FINE
    found = [each for each in seen(deck) if each[1] == 4]
    assert [each[0] for each in found] == [rule]
    if column and text is not None:
        assert found == [(rule, 4, column, text)]


@pytest.mark.parametrize(
    "line",
    [
        "ask: In 1922: which?",
        "ask: order #1?",
        "ask: [Lenin] who?",
        'ask: "Left" or "Right"?',
        'ask: "Left',
        "ask: [x",
        "ask:Who?",
        "ask: &x y",
        "ask: *x",
        "\task: Who?",
        "ask: Who?\n      answer: Stalin",
        "stray words",
    ],
)
def test_a_misread_line_takes_away_its_own_card_and_no_other(line: str) -> None:
    sheet = read("deck: d\ncards:\n  - id: a\n    " + line + "\n    answer: Stalin\n" + FINE)
    assert [card.id for card in sheet.cards()] == ["d/b"]
    assert sheet.left_out == ("d/a",)
    assert {problem.line for problem in sheet.problems} <= {3, 4, 5}


def test_every_misread_line_of_a_file_is_reported_at_once() -> None:
    deck = entry("ask: In 1922: who?", "answer: *Stalin*", "note: [see] below", "hint: Comrade #1 of all")
    assert [each[:2] for each in seen(deck)] == [
        ("colon-in-sentence", 4),
        ("special-start", 5),
        ("special-start", 6),
        ("hash-in-sentence", 7),
    ]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("ask: In 1922: who was #1: which?", 17),
        ("ask: [*Stalin, *Lenin]: who?", 11),
        ("ask: who?\n     answer: [x] or y", 6),
    ],
)
def test_a_line_that_is_misread_in_several_ways_is_reported_once(line: str, column: int) -> None:
    found = {(at, where) for _, at, where, _ in seen(entry(line)) if at == 4 + line.count("\n")}
    assert found == {(4 + line.count("\n"), column)}


@pytest.mark.parametrize(
    ("line", "spots"),
    [
        ("list: [340,000, 600,000]", [(5, 12, "340,000"), (5, 21, "600,000")]),
        ("list: [about 1,200,000 members, few]", [(5, 12, "about 1,200"), (5, 20, "200,000 members")]),
        ("list: [Lenin, V. I., Stalin]", [(5, 12, "Lenin, V. I.")]),
        ("list: [“Left, Right”, x]", [(5, 12, "“Left")]),
        ("reject: {Stalin, the man: no}", [(5, 14, "Stalin")]),
    ],
)
def test_a_comma_that_splits_one_answer_in_two_is_an_error(
    line: str, spots: list[tuple[int, int, str]]
) -> None:
    found = [each for each in seen(entry("ask: How many?", line)) if each[0] == "comma"]
    assert [each[1:] for each in found] == spots


@pytest.mark.parametrize(
    "line",
    [
        "list: [1,2,3]",
        "list: [1922,1923]",
        "list: ['340,000', \"600,000\"]",
        "list: [100, 200]",
        "list: [USSR, U.S.S.R.]",
        "list: [a,\n      b]",
        "list: [a, # first\n      b]",
        "list: [a, b,]",
        "list: [Who?, What?]",
        "list: [a/b, c:d]",
        'list: [the "Left", b]',
    ],
)
def test_a_comma_between_answers_is_no_error(line: str) -> None:
    assert rules(entry("ask: Which ones?", line)) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("list: [Stalin: no, b]", "colon-in-sentence"),
        ("list: [Stalin #1, b]\n    need: 1", "hash-in-sentence"),
        ('list: ["Left" wing, b]', "text-after-quote"),
        ("list: [*x, b]", "special-start"),
        ("list: [a (b [c]), d]", "bracket-in-sentence"),
        ("list: {a: b: c}", "colon-in-sentence"),
        ("list: [a}", "bracket"),
    ],
)
def test_inside_brackets_misread_sentences_are_errors_too(line: str, rule: str) -> None:
    assert rule in rules(entry("ask: Which ones?", line))


@pytest.mark.parametrize("after", ["1922  # the year", "'x'  # quoted", "1922-04-03 # a day", '"a # b"  # c'])
def test_a_comment_may_follow_what_it_cannot_cut(after: str) -> None:
    assert rules(entry("ask: When?", f"answer: {after}")) == []


def test_comments_may_follow_slugs_dates_and_brackets() -> None:
    assert (
        cards(
            "deck: d  # a slug\n"
            "cards:  # below\n"
            "  # the first\n"
            "  - id: a # its id\n"
            "    ask: When?\n"
            "    list: [a, b]   # two\n"
            "    need: 1  # of them\n"
            "    date: 1922/1923 # a stretch\n"
            "    source: notes # a slug\n"
            "    was: # earlier\n"
            "      - old-id # a slug\n"
            "      - e/old # an id\n"
            "    back: {ask: What?, answer: b} # the other way\n"
        )
        != []
    )


def test_text_under_a_bar_means_itself() -> None:
    bar = card(
        "ask: Why?", "answer: |", "  Because: [of, #1", '  and "so on', "note: >-", "  folded", "  text"
    )
    assert bar.expected.item.say == 'Because: [of, #1\nand "so on'  # type: ignore[union-attr]
    assert bar.note == "folded text"


def test_a_sentence_goes_on_below_when_it_is_indented_further() -> None:
    long = card("ask: Which office did Stalin", "  take in 1922, and", "  why?", "answer: General Secretary")
    assert long.ask == "Which office did Stalin take in 1922, and why?"


@pytest.mark.parametrize(
    ("below", "rule"),
    [
        ("  of: which?", "colon-in-sentence"),
        ("  was #1?", "hash-in-sentence"),
        ("  - Lenin", "stray-dash"),
        ("  answer: Stalin", "indentation"),
        ("and then?", "stray-text"),
    ],
)
def test_what_goes_on_below_is_checked_like_its_first_line(below: str, rule: str) -> None:
    assert rules(entry("ask: Which office", below, "answer: x"))[0] == rule


@pytest.mark.parametrize(
    ("lines", "left_out", "kept"),
    [
        (["  - id: a", "    ask: q", "    list: [x]", "     need: 1"], ["d/a"], ["d/b"]),
        (["  - id: a", "    ask: q", "  answer: x"], ["d/a"], ["d/b"]),
        (["  - id: a", "   ask: q", "   answer: x"], ["d/a"], ["d/b"]),
        (
            ["  - id: a", "    ask: q", "    answer: x", "   - id: c", "     ask: r", "     answer: y"],
            ["d/a", "d/c"],
            ["d/b"],
        ),
        (
            ["  - id: a", "    ask: q", "    answer: x", "     - id: c", "       ask: r"],
            ["d/a", "d/c"],
            ["d/b"],
        ),
        (["  - id: a", "    ask: q", "    answer: x", "- id: c", "  ask: r"], ["d/a", "d/c"], ["d/b"]),
        (["\t- id: a", "\t  ask: q", "\t  answer: x"], ["d/a"], ["d/b"]),
        (["  - id: a", "\task: q", "    answer: x"], ["d/a"], ["d/b"]),
        (["  - id: a", "    ask: q", "    list:", "      - x", "       - y"], ["d/a"], ["d/b"]),
        (["  - id: a", "    ask: q", "    list:", "      – x", "      – y"], ["d/a"], ["d/b"]),
    ],
)
def test_a_line_in_the_wrong_column_takes_away_no_more_than_it_touches(
    lines: list[str], left_out: list[str], kept: list[str]
) -> None:
    sheet = read("deck: d\ncards:\n" + "\n".join(lines) + "\n" + FINE)
    assert {problem.rule for problem in sheet.problems} <= {"indentation", "tab", "stray-dash", "not-a-list"}
    assert sheet.problems
    assert list(sheet.left_out) == left_out
    assert [card.id for card in sheet.cards()] == kept


def test_lists_may_stand_in_the_column_of_their_key_and_nest_as_deep_as_needed() -> None:
    first = "- id: a\n  ask: q\n  list:\n  - x\n  - - y\n    - z\n  need: 1\n"
    second = "- ask:\n    long\n  answer: 1\n"
    assert [card.ask for card in cards("deck: d\ncards:\n" + first + second)] == ["q", "long"]


def test_json_entries_load_however_long_and_whatever_is_quoted() -> None:
    long = 'It\'s: a {long} [one], # with "quotes", \\ and commas; café — \U0001f389 ' * 40
    values = {
        "id": "x",
        "ask": "In which year?",
        "answer": "600,000",
        "accept": ["600000", long],
        "note": long,
    }
    for ascii_only in (True, False):
        (only,) = cards("deck: d\ncards:\n  - " + json.dumps(values, ensure_ascii=ascii_only) + "\n")
        assert only.expected.item.say == "600,000"  # type: ignore[union-attr]
        assert only.expected.item.accept == ("600000", long.strip())  # type: ignore[union-attr]
        assert only.note == long.strip()


def test_a_whole_file_may_be_json() -> None:
    values = {
        "deck": "d",
        "cards": [{"ask": "a: b?", "answer": "1,000"}, {"ask": "c", "list": ["d", "e, f"]}],
    }
    assert len(cards(json.dumps(values))) == 2
    assert len(cards(json.dumps(values, indent=2))) == 2


def test_a_forgotten_quote_in_a_json_entry_is_found_in_its_own_line() -> None:
    first, second = (
        '{"id": "a", "ask": "who?, "answer": "x"}',
        '{"id": "b", "ask": "who was it?", "answer": "x"}',
    )
    sheet = read(f"deck: d\ncards:\n  - {first}\n  - {second}\n")
    assert [(each.rule, each.line, each.column) for each in sheet.problems] == [("text-after-quote", 3, 24)]
    assert [card.id for card in sheet.cards()] == ["d/b"]


@pytest.mark.parametrize(
    ("character", "rule"),
    [
        ("\t", "tab"),
        ("\x1b", "control-character"),
        ("\x00", "control-character"),
        ("\u2028", "control-character"),
        ("\u202e", "control-character"),
        ("\x85", "control-character"),
        ("\ue03a", "control-character"),
    ],
)
def test_characters_that_act_instead_of_showing_are_errors_at_their_place(character: str, rule: str) -> None:
    deck = entry(f"ask: Who{character} was it?", "answer: Lenin") + FINE
    assert [each[:3] for each in seen(deck)] == [(rule, 4, 13)]
    assert [card.id for card in read(deck).cards()] == ["d/b"]


def test_invisible_characters_and_escaped_controls_are_advice() -> None:
    deck = entry("ask: Who\u200b was it?", 'answer: "Le\\u001bnin"')
    assert rules(deck, Level.ADVICE) == ["invisible-character", "control-character"]
    assert [card.expected.item.say for card in read(deck).cards()] == ["Le\x1bnin"]  # type: ignore[union-attr]


def test_a_no_break_space_where_yaml_needs_a_space_is_an_error() -> None:
    assert rules(entry("ask:\u00a0Who?", "answer: x")) == ["no-break-space"]


def test_a_second_document_and_a_directive_are_errors() -> None:
    assert rules("%YAML 1.1\n---\n" + entry("ask: Who?", "answer: x")) == ["special-start"]
    assert rules(entry("ask: Who?", "answer: x") + "---\n") == ["second-document"]
    assert rules("---\n" + entry("ask: Who?", "answer: x")) == []


LINE = st.text(
    st.one_of(st.sampled_from(":#-?,[]{}|>&*!%@`\\ aB1.é“”/~=<'\""), st.characters(codec="utf-8")),
    max_size=25,
).filter(lambda text: not set(text) & set("\r\n"))


@given(LINE)
def test_what_is_typed_is_what_is_asked_or_a_problem(text: str) -> None:
    assume(text.strip()[:1] not in ("'", '"'))
    sheet = read(entry(f"ask: {text}", "answer: zq"))
    errors = [problem for problem in sheet.problems if problem.level is Level.ERROR]
    assert errors or [card.ask for card in sheet.cards()] == [text.strip()]


@given(LINE, LINE)
def test_what_is_typed_as_an_item_is_what_is_expected_or_a_problem(first: str, second: str) -> None:
    assume(not {first.strip()[:1], second.strip()[:1]} & set("'\"["))
    sheet = read(entry("ask: Which?", "list:", f"  - {first}", f"  - {second}"))
    errors = [problem for problem in sheet.problems if problem.level is Level.ERROR]
    said = [[item.say for item in card.expected.items] for card in sheet.cards()]
    assert errors or said == [[first.strip(), second.strip()]]


@given(LINE, LINE)
def test_what_is_typed_between_brackets_is_what_is_expected_or_a_problem(first: str, second: str) -> None:
    assume(first.strip() and second.strip() and not set(first + second) & set("[]{}'\","))
    sheet = read(entry("ask: Which?", f"list: [{first}, {second}]"))
    errors = [problem for problem in sheet.problems if problem.level is Level.ERROR]
    said = [[item.say for item in card.expected.items] for card in sheet.cards()]
    assert errors or said == [[first.strip(), second.strip()]]


@given(LINE, LINE)
def test_what_json_says_is_what_is_asked(ask: str, answer: str) -> None:
    assume(ask.strip() and answer.strip())
    for ascii_only in (True, False):
        entry = json.dumps({"id": "a", "ask": ask, "note": answer, "answer": "zq"}, ensure_ascii=ascii_only)
        sheet = read(f"deck: d\ncards:\n  - {entry}\n")
        errors = [problem for problem in sheet.problems if problem.level is Level.ERROR]
        assert errors or [(card.ask, card.note) for card in sheet.cards()] == [(ask.strip(), answer.strip())]
