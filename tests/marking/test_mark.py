"""Laws and limits that hold for every answer to every card."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studykit.cards import Card
from studykit.english.text import normalise
from studykit.marking import Vocabulary, mark
from tests.marking.making import choose, listed, marked, ordered, points, settled, term

CARDS = [
    term("Which post did Stalin take up?", "General Secretary", "Secretary General"),
    term("In what year was Trotsky expelled?", "1927"),
    term("What happened in 1927?", "Stalin expelled Trotsky"),
    listed("Name the leaders of the Left.", "Trotsky", "Zinoviev", "Kamenev"),
    ordered("Put in order.", "Lenin dies", "Trotsky is expelled", "Trotsky is deported"),
    choose("Was Trotsky on the Left or the Right?", "Left", "Left", "Right"),
    points("Why did Trotsky lose?", "He was arrogant", "He missed Lenin's funeral", need=1),
]
KNOWN = Vocabulary(CARDS)
NAMES = ["Stalin", "Trotsky", "Zinoviev", "Kamenev", "Bukharin", "Rykov", "Lenin"]
DEEDS = ["expelled", "attacked", "criticised", "defeated", "removed", "betrayed", "arrested"]
TERMS = [
    "Beria",
    "Politburo",
    "General Secretary",
    "Permanent Revolution",
    "vozhd",
    "factionalism",
    "1927",
    "600,000",
]
WORDS = [
    *NAMES,
    *DEEDS,
    "not",
    "and",
    ",",
    "or",
    "1927",
    "left",
    "he",
    "was",
    "by",
    "funeral",
    "'s",
    "\n",
    "/",
    "(",
    "->",
]

cards = st.sampled_from(CARDS)
typed = st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join)


@given(cards, typed)
def test_every_mark_is_whole(card: Card, answer: str) -> None:
    found = mark(card, answer, KNOWN)
    assert 0.0 <= found.score <= 1.0
    assert found.model
    assert all(piece.text for piece in found.model)
    assert (found.verdict == "correct") == (found.score == 1.0)
    assert list(found.points) == sorted(set(found.points)) or card.kind == "order"
    assert not set(found.points) & set(found.open)
    assert not (found.sure and (found.open or found.unread))


@given(cards, typed)
def test_the_same_answer_always_gets_the_same_mark(card: Card, answer: str) -> None:
    assert mark(card, answer, KNOWN) == mark(card, answer, Vocabulary(CARDS))


@given(cards, typed)
def test_the_verdict_is_stable_under_normalising(card: Card, answer: str) -> None:
    one, other = mark(card, normalise(answer), KNOWN), mark(card, answer, KNOWN)
    assert (one.verdict, one.sure) == (other.verdict, other.sure)


@given(cards, st.text(alphabet=" \t\n.,;:!?-–—'\"()[]{}*&^%$#@", max_size=30))
def test_signs_only_are_giving_up(card: Card, answer: str) -> None:
    found = mark(card, answer, KNOWN)
    assert (found.verdict, found.sure, found.gave_up) == ("wrong", True, True)


@given(st.sampled_from(TERMS))
def test_adding_not_never_stays_right(answer: str) -> None:
    card = term("What is it?", answer)
    assert settled(card, answer) == "correct"
    for denied in (f"not {answer}", f"it was not {answer}", f"it's never {answer}", f"it wasn't {answer}"):
        assert settled(card, denied) == "wrong", denied


@given(st.sampled_from(NAMES), st.sampled_from(DEEDS), st.sampled_from(NAMES))
def test_swapping_the_names_of_an_action_never_stays_right(one: str, deed: str, other: str) -> None:
    assume(one != other)
    card = term("What happened?", f"{one} {deed} {other}")
    assert settled(card, f"{one} {deed} {other}") == "correct"
    assert settled(card, f"{other} was {deed} by {one}") in ("correct", "open")
    assert settled(card, f"{other} {deed} {one}") != "correct"
    assert settled(card, f"{one} was {deed} by {other}") != "correct"


@given(st.sampled_from(NAMES), st.integers(0, 10), st.integers(0, 25))
def test_one_wrong_letter_in_a_long_name_is_forgiven(name: str, at: int, letter: int) -> None:
    assume(len(name) >= 6)
    at %= len(name)
    misspelt = name[:at] + chr(ord("a") + letter) + name[at + 1 :]
    assert settled(term("Who was it?", name), misspelt) == "correct"


def test_a_very_long_answer_is_cut_and_says_so() -> None:
    for card in CARDS:
        assert "only the first 4,000 letters were read" in marked(card, "Trotsky and Stalin, " * 5000).why


@pytest.mark.parametrize(
    "answer",
    [
        "ﷺ" * 4000,
        "ﬁ" * 100_000,
        "Trotsky \u0301" * 3000,
        "🎉" * 5000,
        "\u200b" * 5000,
        "\x00\x1b[31m" * 1000,
        "א" * 5000,
        "no, " * 1000,
        "Stalin, " * 500,
        "Trotsky, Zinoviev, " * 200 + "and Kamenev",
        "(" * 4000,
        "not " * 1000,
        "1924-" * 800,
        "a/b/" * 1000,
        "\ud800 lone surrogate",
    ],
)
def test_no_answer_breaks_marking(answer: str) -> None:
    for card in CARDS:
        assert mark(card, answer, KNOWN).verdict in ("correct", "partial", "wrong")


@pytest.mark.parametrize(
    "answer",
    [
        "ＧＥＮＥＲＡＬ　Ｓｅｃｒｅｔａｒｙ",
        "Géneral Secrétary",
        "Gene\u0301ral Secretary",
        "general\u00a0secretary",
        "general\u200b secretary",
        "general   secretary\t",
        "ge\u00adneral secretary",
    ],
)
def test_the_form_of_letters_and_spaces_does_not_matter(answer: str) -> None:
    assert settled(CARDS[0], answer) == "correct"


def test_where_spelling_counts_no_slip_is_forgiven() -> None:
    card = term("Spell it.", "Trotsky", exact=True)
    assert settled(card, "trotsky") == "correct"
    assert settled(card, "Trotskii") != "correct"
    assert settled(card, "trotksy") != "correct"
