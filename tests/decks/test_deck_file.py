from __future__ import annotations

# ruff: noqa: E501 - files as teachers write them
from datetime import date

import pytest

from studykit.cards import (
    Choice,
    Deck,
    Examples,
    Item,
    Listed,
    Ordered,
    Period,
    Points,
    Term,
    id_from_prompt,
)
from studykit.problems import Level

from .reading import card, cards, entry, read, rules, seen


def test_each_key_makes_its_kind_of_card() -> None:
    kinds = {
        "answer: x": Term(Item("x")),
        "list: [x, [y, z]]": Listed((Item("x"), Item("y", ("z",))), 2),
        "order: [x, y]": Ordered((Item("x"), Item("y"))),
        "points: [x, {say: y, accept: z}]": Points((Item("x"), Item("y", ("z",))), 2),
    }
    for line, expected in kinds.items():
        made = card("ask: What?", line)
        assert (made.kind, made.expected) == (line.partition(":")[0], expected)
    choice = card("ask: What?", "choose: [x, y]", "answer: Y", "accept: [why]")
    assert (choice.kind, choice.expected) == ("choose", Choice(("x", "y"), "y", ("why",)))


def test_every_optional_key_reaches_the_card() -> None:
    full = card(
        "ask: When did Stalin take office?", "answer: 1922", "accept: [April 1922, '1922-04']",
        'reject: {"1924": "that is when Lenin died"}', "examples: {right: 1922, wrong: [1924, 1917]}", "exact: true",
        "hint: spring", "note: a note", "themes: [offices]", "date: 1922-04", "people: Stalin", "historian: Carr",
        "quote: boundless power", "source: [notes, carr]", "contested: no", "suspended: true", "was: [b, e/c]",
    )  # fmt: skip
    assert full.expected == Term(Item("1922", ("April 1922", "1922-04")))
    assert full.reject == (("1924", "that is when Lenin died"),)
    assert full.examples == Examples(right=("1922",), wrong=("1924", "1917"))
    assert (full.exact, full.suspended, full.hint, full.note) == (True, True, "spring", "a note")
    assert (full.themes, full.people, full.historian) == (("offices",), ("Stalin",), "Carr")
    assert full.date is not None
    assert (full.date.text, full.quote, full.sources) == ("1922-04", "boundless power", ("notes", "carr"))
    assert (full.contested, full.was) == ("no", ("d/b", "e/c"))
    assert (full.id, full.deck, full.place.line) == ("d/a", "d", 3)


def test_a_card_without_themes_has_those_of_its_deck() -> None:
    head = "deck: d\nthemes: [rivals]\ncards:\n"
    first, second = cards(head + "  - {ask: a, answer: b}\n  - {ask: c, answer: d, themes: ideas}\n")
    assert (first.themes, second.themes) == (("rivals",), ("ideas",))


def test_without_an_id_the_identity_is_that_of_the_prompt() -> None:
    one = cards("deck: d\ncards:\n  - {ask: Who  led the Party?, answer: x}\n")[0]
    other = cards("deck: d\ncards:\n  - {ask: WHO led the party, answer: y}\n")[0]
    assert one.id == other.id == "d/" + id_from_prompt("Who led the Party?")
    gap = cards("deck: d\ncards:\n  - cloze: Stalin led {{the Party}}.\n")[0]
    assert gap.parent == "d/" + id_from_prompt("Stalin led ____.")


def test_a_new_gap_or_entry_leaves_the_identities_of_the_others() -> None:
    before = card("cloze: Stalin was {{General Secretary}}.")
    after = cards(entry("cloze: In {{1922}} Stalin was {{General Secretary}}."))
    assert before.id in [each.id for each in after]


def test_earlier_names_of_cards_and_decks_are_full_ids_with_the_same_part() -> None:
    head = "deck: new\nwas: [old]\ncards:\n  - id: a\n    was: [b, other/c]\n"
    (gap,) = cards(head + "    cloze: Stalin led {{the Party}}.\n")
    assert gap.was == tuple(f"{each}#the-party" for each in ("old/a", "new/b", "old/b", "other/c"))
    front, back = cards(head + "    ask: q\n    answer: x\n    back: {ask: r, answer: y}\n")
    assert front.was == ("old/a", "new/b", "old/b", "other/c")
    assert back.was == tuple(f"{each}#back" for each in front.was)


def test_the_back_of_a_card_shares_its_facts_but_not_its_answer() -> None:
    front, back = cards(
        entry(
            "ask: What is it?", "answer: a body", "hint: think", "date: 1922", "note: n", "accept: [a group]"
        )
        + "    back:\n      ask: Which one?\n      answer: Orgburo\n      accept: [the Orgburo]\n"
    )
    assert (back.id, back.parent) == ("d/a#back", front.id)
    assert back.expected == Term(Item("Orgburo", ("the Orgburo",)))
    assert (back.date, back.note, back.hint) == (front.date, "n", None)


def test_a_card_may_carry_its_fact_and_wordings_that_are_partly_right() -> None:
    front, back = cards(
        entry(
            "ask: When did it begin?", "answer: 1922", 'partial: {"1923": "talks began in late 1922"}',
            "fact: Talks began in late 1922.", 'back: {ask: "What began in 1922?", answer: talks}',
        )
    )  # fmt: skip
    assert (front.fact, front.partial) == (
        "Talks began in late 1922.",
        (("1923", "talks began in late 1922"),),
    )
    assert (back.fact, back.partial) == (front.fact, ())


def test_the_events_of_an_order_may_have_dates() -> None:
    expected = card(
        "ask: q", "order: [the rising, {say: the end, accept: [peace], date: 1939-04-01}]"
    ).expected
    assert expected == Ordered((Item("the rising"), Item("the end", ("peace",), Period.parse("1939-04-01"))))


def test_only_the_events_of_an_order_have_dates() -> None:
    assert rules(entry("ask: q", "list: [{say: x, date: 1922}]")) == ["unknown-key"]


def test_a_deck_may_be_due_on_a_day_and_be_in_another_language() -> None:
    deck = read("deck: d\ndue: 2026-03-01\nlanguage: es\ncards: [{ask: q, answer: x}]\n").value
    assert isinstance(deck, Deck)
    assert (deck.due, deck.language) == (date(2026, 3, 1), "es")


def test_a_rejected_answer_is_not_rejected_where_it_is_right() -> None:
    left, right = cards(
        entry(
            "ask: Which side?",
            "sort: {Left: [Trotsky], Right: [Rykov]}",
            "reject: {Left: no, Centre: neither}",
        )
    )
    assert left.reject == (("Centre", "neither"),)
    assert right.reject == (("Left", "no"), ("Centre", "neither"))


LONG = "[" + ", ".join(f"a{number}" for number in range(101)) + "]"


@pytest.mark.parametrize(
    ("lines", "rule", "line", "text"),
    [
        (["ask: a"], "no-answer", 3, "id: a"),
        (["answer: a"], "no-ask", 3, "id: a"),
        (["ask:", "answer: a"], "no-ask", 4, "ask"),
        (["ask: a", "answer:"], "no-answer", 5, "answer"),
        (["ask: a", "answer: [b, c]"], "not-a-text", 5, "[b, c]"),
        (["ask: [a]", "answer: b"], "not-a-text", 4, "[a]"),
        (["ask: {a: b}", "answer: b"], "colon-in-sentence", 4, "a"),
        (["ask: q", "list:", "  - Stalin won: he had the votes", "  - b"], "colon-in-sentence", 6, "Stalin won"),
        (["ask: q", "list: a and b"], "not-a-list", 5, "a and b"),
        (["ask: q", "list:", "  -a", "  -b"], "not-a-list", 6, "-a -b"),
        (["ask: q", "list: []"], "empty-list", 5, "[]"),
        (["ask: q", "list: [a, a]"], "same-item", 5, "a"),
        (["ask: q", "list: [a, b]", "need: 3"], "need", 6, "3"),
        (["ask: q", "list: [a, b]", "need: two"], "number", 6, "two"),
        (["ask: q", "list: [a, b]", "need: 0"], "number", 6, "0"),
        (["ask: q", "list: [a, b]", "ordered: maybe"], "true-or-false", 6, "maybe"),
        (["ask: q", "points:", "  - {accept: b, x-y: c}"], "no-say", 6, "{accept: b, x-y: c}"),
        (["ask: q", "points: [a]", "list: [b]"], "two-kinds", 6, "list"),
        (["ask: q", "answer: a", "list: [b, c]"], "two-kinds", 6, "list"),
        (["ask: q", "list: [b, c]", "answer: a"], "two-kinds", 6, "answer"),
        (["ask: q", "answer: a", "order: [b, c]"], "two-kinds", 6, "order"),
        (["ask: q", "points: [b]", "answer: a"], "two-kinds", 6, "answer"),
        (["cloze: a {{gap}}", "answer: gap"], "two-kinds", 5, "answer"),
        (["ask: q", "sort: {A: [x], B: [y]}", "answer: A"], "two-kinds", 6, "answer"),
        (["ask: q", "answer: x", "back: {ask: p, answer: y, list: [z]}"], "two-kinds", 6, "list"),
        (["ask: q", "order: [a]"], "too-few", 5, "order"),
        (["ask: q", "choose: [a, b]"], "no-answer", 5, "choose"),
        (["ask: q", "choose: [a, b]", "answer: c"], "not-an-option", 6, "c"),
        (["ask: q", "choose: [a, A]", "answer: a"], "same-option", 5, "A"),
        (["ask: q", "choose: a or b", "answer: a"], "not-a-list", 5, "a or b"),
        (["ask: q", "choose: [a, b]", "answer: a", "accept: B"], "option-accepted", 7, "B"),
        (["cloze: no gaps"], "gap", 4, "no gaps"),
        (["cloze: an {{open gap"], "gap", 4, "an {{open gap"),
        (["cloze: an empty {{}}"], "gap", 4, "an empty {{}}"),
        (["cloze: no {{a|}}"], "gap", 4, "no {{a|}}"),
        (["cloze: Anki's {{c1::gap}}"], "gap", 4, "Anki's {{c1::gap}}"),
        (["cloze: the {{same}} is {{Same}}"], "same-gap", 4, "the {{same}} is {{Same}}"),
        (["ask: q", "sort: {A: [x]}"], "too-few", 5, "sort"),
        (["ask: q", "sort: {A: [x], B: [X]}"], "same-entry", 5, "X"),
        (["ask: q", "sort: [x]"], "not-a-mapping", 5, "[x]"),
        (["ask: q", "answer: x", "back: Which?"], "back", 6, "Which?"),
        (["ask: q", "answer: x", "back: {answer: y}"], "no-ask", 6, "{answer: y}"),
        (["ask: q", "answer: x", "back: {ask: y}"], "no-answer", 6, "{ask: y}"),
        (["ask: q", "answer: x", "reject: [y]"], "not-a-mapping", 6, "[y]"),
        (["ask: q", "answer: x", "reject: {X: no}"], "reject-accepted", 6, "X"),
        (["ask: q", "answer: x", "partial: {X: nearly}"], "reject-accepted", 6, "X"),
        (["ask: q", "answer: x", "partial: [y]"], "not-a-mapping", 6, "[y]"),
        (["ask: q", "order: [x, {say: y, date: soon}]"], "date", 5, "soon"),
        (["ask: q", "answer: x", "examples: [y]"], "not-a-mapping", 6, "[y]"),
        (["ask: q", "answer: x", "examples: {right: y, wrong: y}"], "examples", 6, "{right: y, wrong: y}"),
        (["ask: q", "answer: x", "date: 1922-02-30"], "date", 6, "1922-02-30"),
        (["ask: q", "answer: x", "date: April 1922"], "date", 6, "April 1922"),
        (["ask: q", "answer: x", "date: 1925/1923"], "date", 6, "1925/1923"),
        (["ask: q", "answer: x", "themes: Old Men"], "slug", 6, "Old Men"),
        (["ask: q", "answer: x", "source: Class notes"], "slug", 6, "Class notes"),
        (["ask: q", "answer: x", "was: d/a/b"], "card-id", 6, "d/a/b"),
        (["ask: q", "answer: x", "exact: yes"], "true-or-false", 6, "yes"),
    ],
)  # fmt: skip
def test_what_makes_a_card_wrong_is_an_error_at_its_place(
    lines: list[str], rule: str, line: int, text: str
) -> None:
    deck = entry(*lines)
    assert (rule, line, text) in [(each[0], each[1], each[3]) for each in seen(deck)]
    assert read(deck).left_out == ("d/a",)
    assert read(deck).entries == ()


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["cloze: '" + " ".join(f"{{{{g{n}}}}}" for n in range(13)) + "'"], "gap"),
        (["ask: q", f"list: {LONG}"], "too-long-list"),
        (["ask: q", f"points: {LONG}"], "too-long-list"),
        (["ask: q", f"order: {LONG}"], "too-long-list"),
        (["ask: q", f"choose: {LONG}", "answer: a0"], "too-long-list"),
        (["ask: q", f"sort: {{A: {LONG}, B: [x]}}"], "too-long-list"),
        (["ask: q", f"sort: {{{', '.join(f'g{n}: [a{n}]' for n in range(101))}}}"], "too-long-list"),
    ],
)
def test_a_card_with_more_in_it_than_a_card_can_have_is_an_error(lines: list[str], rule: str) -> None:
    deck = entry(*lines)
    assert rule in [each[0] for each in seen(deck)]
    assert read(deck).left_out == ("d/a",)
    assert read(deck).entries == ()


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["ask: q", "answer: x", "need: 2"], "key-not-for-kind"),
        (["ask: q", "answer: x", "accept: y, z"], "comma-in-text"),
        (["ask: q", "list: [x, y]", "accept: z"], "key-not-for-kind"),
        (["ask: q", "cloze: a {{gap}}"], "key-not-for-kind"),
        (["ask: q", "answer: x", "note:"], "empty-value"),
        (["ask: “q”", "answer: x"], "curly-quotes"),
        (["cloze: a {{gap}} and a {{hole}}", "examples: {right: gap}"], "examples"),
    ],
)
def test_what_may_be_meant_is_advice_and_takes_no_card_away(lines: list[str], rule: str) -> None:
    deck = entry(*lines)
    assert rules(deck, Level.ADVICE) == [rule]
    assert rules(deck) == []
    assert read(deck).entries != ()


def test_an_unknown_key_is_an_error_that_names_the_nearest_and_takes_no_card_away() -> None:
    sheet = read(entry("ask: q", "answer: x", "hnit: y"))
    (problem,) = sheet.problems
    assert (problem.rule, problem.level) == ("unknown-key", Level.ERROR)
    assert "did you mean `hint`?" in problem.message
    assert len(sheet.entries) == 1


def test_an_id_that_is_no_slug_is_an_error_that_shows_one() -> None:
    sheet = read("deck: d\ncards:\n  - {id: Gen Sec (1922), ask: q, answer: x}\n")
    assert [(each.rule, each.mend) for each in sheet.problems] == [("slug", "write `id: gen-sec-1922`")]
    assert sheet.left_out == ("d/gen-sec-1922",)


def test_of_two_cards_with_one_id_the_first_stays() -> None:
    sheet = read("deck: d\ncards:\n  - {id: a, ask: q, answer: x}\n  - {id: a, ask: r, answer: y}\n")
    assert [(each.rule, each.line, each.column) for each in sheet.problems] == [("duplicate-id", 4, 10)]
    assert [card.ask for card in sheet.cards()] == ["q"]
    assert sheet.left_out == ()


def test_an_id_taken_by_a_card_with_an_error_is_taken_all_the_same() -> None:
    sheet = read("deck: d\ncards:\n  - {id: a, ask: q}\n  - {id: a, ask: r, answer: y}\n")
    assert [each.rule for each in sheet.problems] == ["no-answer", "duplicate-id"]
    assert (sheet.entries, sheet.left_out) == ((), ("d/a",))


def test_two_cards_without_id_that_ask_the_same_are_reported() -> None:
    assert rules("deck: d\ncards:\n  - {ask: q?, answer: x}\n  - {ask: Q, answer: y}\n") == ["duplicate-id"]


def test_an_error_of_the_deck_itself_takes_no_card_away() -> None:
    sheet = read("deck: d\ntitle: Stalin: a rise\nregion: europa\ncards:\n  - {ask: q, answer: x}\n")
    assert [(each.rule, each.line) for each in sheet.problems] == [
        ("colon-in-sentence", 2),
        ("unknown-value", 3),
    ]
    assert sheet.value is not None
    assert sheet.value.title == "Stalin: a rise"
    assert len(sheet.entries) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("deck: d\n", "no-cards"),
        ("deck: d\ncards:\n", "no-cards"),
        ("deck: d\ncards: []\n", "empty-list"),
        ("deck: d\ncards: [a]\n", "card"),
        ("deck: D d\ncards: [{ask: q, answer: x}]\n", "slug"),
        ("deck: d\nformat: 2\ncards: [{ask: q, answer: x}]\n", "format"),
        ("deck: d\nsources: {notes: Class notes}\ncards: [{ask: q, answer: x}]\n", "source"),
        ("deck: d\nsources: {notes: {author: me}}\ncards: [{ask: q, answer: x}]\n", "source"),
        ("deck: d\ndistinct: [Left, Right]\ncards: [{ask: q, answer: x}]\n", "distinct"),
        ("title: t\ndeck: d\ncards: [{ask: q, answer: x}]\n", "first-key"),
        ("case: c\ndeck: d\ncards: [{ask: q, answer: x}]\n", "first-key"),
        ("deck: d\ndue: 2026-03\ncards: [{ask: q, answer: x}]\n", "date"),
        ("deck: d\nlanguage: it\ncards: [{ask: q, answer: x}]\n", "unknown-value"),
        ("name: d\n", "no-kind"),
        ("- a\n", "no-kind"),
        ("# nothing\n", "empty-file"),
        ("", "empty-file"),
    ],
)
def test_what_makes_a_deck_wrong_is_an_error(text: str, rule: str) -> None:
    assert set(rules(text)) == {rule}


@pytest.mark.parametrize("written", ["18 Dec 2026", "next friday"])
def test_a_day_that_cannot_be_read_is_mended_by_a_day(written: str) -> None:
    (problem,) = read(f"deck: d\ndue: {written}\ncards: [{{ask: q, answer: x}}]\n").problems
    assert problem.mend == "write a day, such as `due: 2026-12-18`"


def test_a_newer_format_is_refused_with_a_sentence_and_its_cards_are_named() -> None:
    sheet = read("deck: d\nformat: 3\ncards:\n  - id: a\n    ask: q\n    smell: x\n")
    assert [problem.message for problem in sheet.problems] == [
        "the file is written in format 3; this studykit reads format 1"
    ]
    assert (sheet.value, sheet.left_out) == (None, ("d/a",))
