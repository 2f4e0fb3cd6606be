from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.english.dates import value_of, values
from studykit.english.text import tokens
from studykit.english.values import Agreement, DateRules, ValueKind, agreement


def compare(said: str, right: str, rough: float = 0.0) -> Agreement:
    one, other = value_of(said), value_of(right)
    assert one is not None, said
    assert other is not None, right
    return agreement(one, other, rough)


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("nineteen twenty-four", "1924"),
        ("nineteen hundred and five", "1905"),
        ("nineteen oh five", "1905"),
        ("'24", "1924"),
        ("early 1924", "1924"),
        ("November 1927", "1927"),
        ("27/1/1924", "27 January 1924"),
        ("1924-01-27", "27 January 1924"),
        ("January 27th, 1924", "27 January 1924"),
        ("27 Jan 1924", "27 January 1924"),
        ("1/27/1924", "27 January 1924"),
        ("1924-29", "1924-1929"),
        ("from 1924 to 1929", "1924-29"),
        ("between 1924 and 1929", "1924–29"),
        ("the twenties", "the 1920s"),
        ("1920s", "the 1920s"),
        ("20th century", "twentieth century"),
        ("340k", "340,000"),
        ("5 to 6 million", "5 million to 6 million"),
        ("1-2m", "1,000,000 to 2,000,000"),
        ("between five and six thousand", "5,000 to 6,000"),
        ("340 000", "340,000"),
        ("three hundred and forty thousand", "340,000"),
        ("1.5 million", "1,500,000"),
        ("a million", "1,000,000"),
        ("two-thirds", "2/3"),
        ("67%", "67 per cent"),
        ("about a third", "33%"),
        ("half", "50 %"),
        ("340,000 to 600,000", "340,000-600,000"),
    ],
)
def test_the_same_value_written_differently_is_the_same(said: str, right: str) -> None:
    assert compare(said, right) is Agreement.SAME


@pytest.mark.parametrize(
    ("said", "right", "how"),
    [
        ("1923", "1924", Agreement.NEAR),
        ("1927", "1924", Agreement.OFF),
        ("'25", "1924", Agreement.NEAR),
        ("1824", "1924", Agreement.OFF),
        ("1924", "27 January 1924", Agreement.LESS_PRECISE),
        ("January 1924", "27 January 1924", Agreement.LESS_PRECISE),
        ("1926-28", "1927", Agreement.LESS_PRECISE),
        ("1924", "1924-29", Agreement.LESS_PRECISE),
        ("60,000", "600,000", Agreement.OFF),
        ("6 million", "600,000", Agreement.OFF),
        ("600", "600,000", Agreement.OFF),
        ("25%", "75%", Agreement.OFF),
        ("3", "33%", Agreement.OFF),
    ],
)
def test_another_value_is_not_the_same(said: str, right: str, how: Agreement) -> None:
    assert compare(said, right) is how


def read(text: str, rules: DateRules) -> tuple[ValueKind, float, float] | None:
    value = value_of(text, rules)
    return None if value is None else (value.kind, value.first, value.last)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("24", "1924"),
        ("in 24", "1924"),
        ("twenty-four", "1924"),
        ("Jan 24", "January 1924"),
        ("jan '24", "January 1924"),
        ("1/24", "January 1924"),
        ("01/24", "January 1924"),
        ("1/1924", "January 1924"),
        ("21/1/24", "21 January 1924"),
        ("21.1.24", "21 January 1924"),
        ("January 21 1924", "21 January 1924"),
        ("1 Jan 59", "1 January 1959"),
        ("23-25", "1923-1925"),
        ("'23-'25", "1923-1925"),
        ("1924-9", "1924-1929"),
    ],
)
def test_a_year_of_two_figures_is_one_of_the_century_where_a_date_is_asked_for(
    short: str, whole: str
) -> None:
    rules = DateRules(short=True, months="/24" in short or short.startswith(("Jan", "jan")), century=19)
    assert read(short, rules) == read(whole, DateRules())


def test_a_year_is_an_amount_where_an_amount_is_asked_for() -> None:
    assert read("1924", DateRules(years=False)) == (ValueKind.AMOUNT, 1924, 1924)
    assert read("82", DateRules()) == (ValueKind.AMOUNT, 82, 82)


def test_a_day_without_its_month_is_a_day() -> None:
    day = value_of("the 26th", DateRules(days=True, short=True, year=1924))
    assert day is not None
    assert day.kind is ValueKind.DAY
    assert compare("26 January 1924", "26 January 1924") is Agreement.SAME


def test_an_amount_may_be_off_by_what_the_card_allows() -> None:
    assert compare("590,000", "600,000") is not Agreement.SAME
    assert compare("590,000", "600,000", rough=0.05) is Agreement.SAME
    assert compare("590,000", "about 600,000") is Agreement.SAME


@pytest.mark.parametrize(
    "text", ["General Secretary", "First World War", "the third man", "", "10 Downing Street"]
)
def test_words_are_no_values(text: str) -> None:
    assert value_of(text) is None


def test_all_numbers_of_a_sentence_are_found() -> None:
    found = values(tokens("expelled in 1927, deported in 1929 with 340k others"))
    assert [value.year or value.first for value in found] == [1927, 1929, 340_000]


@given(st.integers(1000, 2099))
def test_every_year_is_itself(year: int) -> None:
    assert compare(f"in {year}", str(year)) is Agreement.SAME
    assert compare(str(year + 1), str(year)) is not Agreement.SAME if year < 2099 else True


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    found = tokens(text)
    for value in values(found):
        assert 0 <= value.start < value.end <= len(found)
