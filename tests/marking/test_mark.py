"""Laws that hold for every answer to every card."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from studykit.marking import Vocabulary, mark
from studykit.marking.text import normalise
from tests.marking.making import choose, listed, marked, ordered, points, term, verdict

CARDS = [
    term("Which post did Stalin take up?", "General Secretary", "Secretary General"),
    term("In what year was Trotsky expelled?", "1927"),
    term("What happened in 1927?", "Stalin expelled Trotsky"),
    listed("Name the leaders of the Left.", "Trotsky", "Zinoviev", "Kamenev"),
    ordered("Put in order.", "Lenin dies", "Trotsky is expelled", "Trotsky is deported"),
    choose("Was Trotsky on the Left or the Right?", "Left", "Left", "Right"),
    points("Why did Trotsky lose?", "He was arrogant", "He missed Lenin's funeral", need=1),
]
KNOWN = Vocabulary.of(CARDS)
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

cards = st.sampled_from(CARDS)
typed = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [*NAMES, *DEEDS, "not", "and", ",", "or", "1927", "left", "he", "was", "by", "funeral", "'s", "\n"]
    ),
    max_size=15,
).map(" ".join)


@given(cards, typed)
def test_no_answer_breaks_marking_and_every_mark_is_whole(card, answer) -> None:
    found = mark(card, answer, KNOWN)
    assert 0.0 <= found.score <= 1.0
    assert found.why
    assert not found.why.casefold().startswith(("correct", "partial", "wrong"))
    assert found.model
    assert all(piece.text for piece in found.model)
    assert (found.verdict == "correct") == (found.score == 1.0) or found.verdict != "correct"


@given(cards, typed)
def test_the_same_answer_always_gets_the_same_mark(card, answer) -> None:
    assert mark(card, answer, KNOWN) == mark(card, answer, Vocabulary.of(CARDS))


@given(cards, typed)
def test_the_verdict_is_stable_under_normalising(card, answer) -> None:
    assert mark(card, normalise(answer), KNOWN).verdict == mark(card, answer, KNOWN).verdict


@given(cards, st.text(alphabet=" \t\n.,;:!?-–—'\"()[]{}*&^%$#@", max_size=30))
def test_empty_and_punctuation_only_are_always_wrong(card, answer) -> None:
    found = mark(card, answer, KNOWN)
    assert found.verdict == "wrong"
    assert found.gave_up


@given(st.sampled_from(TERMS))
def test_adding_not_never_stays_right(answer) -> None:
    card = term("What is it?", answer)
    known = Vocabulary.of([card])
    assert mark(card, answer, known).verdict == "correct"
    for denied in (f"not {answer}", f"it was not {answer}", f"it's never {answer}", f"it wasn't {answer}"):
        assert mark(card, denied, known).verdict == "wrong", denied


@given(st.sampled_from(NAMES), st.sampled_from(DEEDS), st.sampled_from(NAMES))
def test_swapping_the_names_of_an_action_never_stays_right(one, deed, other) -> None:
    assume(one != other)
    card = term("What happened?", f"{one} {deed} {other}")
    known = Vocabulary.of([card])
    assert mark(card, f"{one} {deed} {other}", known).verdict == "correct"
    assert mark(card, f"{other} was {deed} by {one}", known).verdict == "correct"
    assert mark(card, f"{other} {deed} {one}", known).verdict == "wrong"
    assert mark(card, f"{one} was {deed} by {other}", known).verdict == "wrong"


@given(st.sampled_from(NAMES), st.integers(0, 10), st.integers(0, 25))
def test_one_wrong_letter_in_a_long_name_is_forgiven(name, at, letter) -> None:
    assume(len(name) >= 6)
    card = term("Who was it?", name)
    at %= len(name)
    misspelt = name[:at] + chr(ord("a") + letter) + name[at + 1 :]
    known = Vocabulary.of([card])
    assert mark(card, misspelt, known).verdict == "correct"


def test_a_very_long_answer_is_cut_and_says_so() -> None:
    for card in CARDS:
        found = mark(card, "Trotsky and Stalin, " * 5000, KNOWN)
        assert "only the first 4,000 letters were read" in found.why


def test_giving_up_is_told_from_being_wrong() -> None:
    assert mark(CARDS[0], "idk", KNOWN).gave_up
    assert not mark(CARDS[0], "Premier", KNOWN).gave_up


def test_giving_up_words_can_be_the_right_answer() -> None:
    card = term("What did he do to the law?", "pass")
    assert mark(card, "pass", Vocabulary.of([card])).verdict == "correct"


def test_a_month_with_two_figures_is_a_month_of_that_year_where_one_is_asked_for() -> None:
    card = term("In which month and year did Lenin die?", "January 1924")
    for answer in ("Jan 24", "jan '24", "Jan. 1924", "January 24"):
        assert verdict(card, answer) == "correct", answer
    assert verdict(card, "Jan 25") == "wrong"
    assert verdict(term("On which day did Lenin die?", "21 January 1924"), "Jan 24") != "correct"


def test_a_first_name_alone_counts_where_the_deck_knows_only_one() -> None:
    card = term("Who led the Left?", "Leon Trotsky")
    assert verdict(card, "Leon", term("Who led the Right?", "Nikolai Bukharin")) == "correct"
    assert verdict(card, "not Leon") == "wrong"
    assert verdict(card, "Leon", term("Who wrote?", "Leon Blum")) == "wrong"


def test_denying_the_answer_is_named_as_the_reason() -> None:
    assert "you say that it is not Lenin" in marked(term("Who led in 1917?", "Lenin"), "not Lenin").why


def test_an_accepted_phrasing_typed_exactly_is_right_whatever_else_it_may_mean() -> None:
    assert verdict(term("When was the oath?", "26 January 1924", "26 January"), "26 January") == "correct"
    assert verdict(term("What did they do?", "he did not object"), "He did not object.") == "correct"


def test_examples_are_no_second_answer() -> None:
    card = term("Whom did the Commissariat look after?", "ethnic minorities", "the minorities")
    other = term("Who lived in Kiev?", "Ukrainians")
    assert verdict(card, "the minorities like Georgians and Ukrainians", other) == "correct"
    assert verdict(card, "the minorities or Ukrainians", other) == "wrong"


def test_a_mix_up_with_another_card_of_the_deck_is_named() -> None:
    cards = [
        term("Who followed Lenin as premier?", "Rykov"),
        term('Who was the Party\'s "favourite"?', "Bukharin"),
        term("In which year did Lenin die?", "1924"),
        term("In which year was Trotsky deported?", "1929"),
        term("Which gathering elected the Central Committee?", "the Party Congress"),
        term("Which body ran the Party between congresses?", "the Central Committee"),
    ]
    known = Vocabulary.of(cards)
    for at, typed, why in [
        (0, "bukarin", "that is the answer to \"Who was the Party's 'favourite'?\""),
        (2, "in 1929", '1929 is the answer to "In which year was Trotsky deported?"; here it is 1924'),
        (2, "Rykov", 'that is the answer to "Who followed Lenin as premier?"'),
        (4, "central committee", 'that is the answer to "Which body ran the Party between congresses?"'),
        (2, "1925", "one year off: it was 1924"),
        (2, "in winter", "that is not what was asked for: a year is"),
        (0, "not Bukharin", "that is not what was asked for"),
    ]:
        found = mark(cards[at], typed, known)
        assert (found.verdict, found.why) == ("wrong", why)


def test_an_answer_that_is_right_on_several_cards_is_no_mix_up_with_one_of_them() -> None:
    cards = [
        term("In which year did Lenin die?", "1924"),
        term("In which year was Trotsky expelled?", "1927"),
        term("In which year was the Fifteenth Congress?", "1927"),
    ]
    assert mark(cards[0], "1927", Vocabulary.of(cards)).why == "you give 1927; it is 1924"


def test_an_answer_of_nothing_but_commas_is_marked_like_any_other() -> None:
    for typed in ("no, " * 1000, "Stalin, " * 500, "Trotsky, Zinoviev, " * 200 + "and Kamenev"):
        for card in CARDS:
            assert mark(card, typed, KNOWN).why


def test_the_answer_may_stand_among_examples() -> None:
    card = term("Which post?", "General Secretary")
    for typed in ("2eG eneral Sec", "a post such as General Secretary", "eg general secretary"):
        assert mark(card, typed, Vocabulary.of([card])).why
