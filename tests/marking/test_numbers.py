"""Years, dates, ranges, amounts, units and signs."""

from __future__ import annotations

import pytest

from studykit.cards import Card
from tests.marking.making import listed, marked, settled, term

YEAR = term("In which year was the ban lifted?", "1924")
WHEN = term("When was the ban lifted?", "1924", date="1924-04")
MONTH = term("In which month and year did Lenin die?", "January 1924")
DAY = term("On which date did Lenin die?", "21 January 1924")
SPAN = term("From when to when did the group last?", "1923-1925")
RISE = term("Between which years did he rise?", "1924-1929")
MEN = term("How many men were on the boat?", "82")
MINUTES = term("How many minutes are there for an essay?", "45")
MEMBERS = term("Roughly how many members were there?", "600,000")
SHARE = term("What percentage of the members were workers?", "10.5 %")
OATH = term("When was the oath?", "26 January 1924", "26 January")


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (YEAR, "1924|'24|24|in 24|in 1924|nineteen twenty-four|it was in 1924 i believe|1924!"),
        (MONTH, "January 1924|jan 24|Jan '24|Jan. 1924|01/24|1/1924|january of 1924"),
        (
            DAY,
            "21 January 1924|January 21 1924|21/1/24|21 jan 24|21.1.1924|1924-01-21|21st January, 1924",
        ),
        (SPAN, "1923-1925|23-25|1923-5|1923-25|'23-'25|1923 to 1925|from 1923 to 1925|between 1923 and 1925"),
        (RISE, "1924-1929|1924-9|24-29|1924 to 1929"),
        (MEN, "82|82 men|eighty-two|eighty two"),
        (MINUTES, "45|45 minutes|forty-five|45 min"),
        (MEMBERS, "600,000|600000|600 000|600k|six hundred thousand|about 600,000 members|610,000"),
        (term("How many members had the committee?", "57"), "57|57 members"),
        (
            term("How many senators are there?", "100", "one hundred"),
            "100|hundred|one hundred",
        ),
        (term("How long did it last?", "a week"), "a week|1 week"),
        (term("What share voted for it?", "a third"), "1/3|a third|one third"),
        (OATH, "26 January 1924|26 January"),
    ],
)
def test_a_value_in_any_form_is_right(card: Card, answers: str) -> None:
    assert [answer for answer in answers.split("|") if settled(card, answer) != "correct"] == []


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (YEAR, "1925|'25|25|not 1924|1923/24|23 or 24|1824"),
        (MONTH, "feb 24|2/24|jan 25|February 1924|21 February 1924"),
        (DAY, "22/1/24|21 feb 24|22 January 1924"),
        (SPAN, "23-26|1924|1924-25|1923-1926"),
        (RISE, "1924-8|25-29|1924"),
        (MEN, "1982|82 or 81|81|28|1882"),
        (MINUTES, "1945|45 or 50|54"),
        (MEMBERS, "60,000|6 million|340,000|from 340,000 or 600,000 or 1 million"),
        (SHARE, "1,050|105%"),
        (term("How many members had the committee?", "57"), "1957|57 or 58|75"),
        (term("How many seats had the council?", "12"), "1912|12 or 13|21"),
        (term("How long did it last?", "a week"), "741 weeks|a month"),
        (term("When did it begin?", "late 1968"), "1967|1969"),
        (OATH, "26 February 1924|25 January"),
    ],
)
def test_another_value_is_not_right(card: Card, answers: str) -> None:
    assert [answer for answer in answers.split("|") if settled(card, answer) == "correct"] == []


@pytest.mark.parametrize(
    ("answer", "others"),
    [
        ("-5", "5|+5"),
        ("5", "-5|minus 5"),
        ("-10%", "10%|+10%"),
        ("x < 5", "x > 5|x>5|x = 5"),
        ("£20", "$20|€20"),
        ("A -> B", "B -> A|B → A"),
        ("Lenin → Stalin", "Stalin → Lenin"),
        ("3 : 1", "1 : 3|1:3"),
        ("C++", "C|C#|C--"),
        ("A+", "A-"),
        ("Na+", "Na-"),
    ],
)
def test_a_sign_that_changes_what_is_meant_counts(answer: str, others: str) -> None:
    card = term("What is it?", answer)
    assert settled(card, answer) == "correct"
    assert settled(card, answer.lower().replace(" ", "")) == "correct"
    assert [other for other in others.split("|") if settled(card, other) == "correct"] == []


@pytest.mark.parametrize(
    ("answer", "same"),
    [("-5", "minus 5"), ("5", "+5"), ("£20", "20 pounds"), ("A -> B", "A → B"), ("3 : 1", "3 to 1")],
)
def test_a_sign_may_be_said_in_words(answer: str, same: str) -> None:
    assert settled(term("What is it?", answer), same) == "correct"


@pytest.mark.parametrize("answer", ["1924", "in 1924", "'24"])
def test_a_bare_year_is_a_part_of_a_month_or_day(answer: str) -> None:
    for card in (MONTH, DAY):
        found = marked(card, answer)
        assert (found.verdict, found.sure) == ("partial", True)


def test_a_bare_year_is_right_where_the_author_accepts_it() -> None:
    assert settled(term("When did Lenin die?", "January 1924", "1924"), "1924") == "correct"


def test_where_a_year_is_asked_for_a_wrong_month_with_it_is_a_false_addition() -> None:
    assert settled(WHEN, "1924") == "correct"
    assert settled(WHEN, "April 1924") == "correct"
    found = marked(WHEN, "May 1924")
    assert found.verdict == "partial"


@pytest.mark.parametrize(
    ("card", "answer", "wanted"),
    [
        ("stalin-exam/minutes", "1945", False),
        ("stalin-stages/forty-six", "1946", False),
        ("stalin-stages/forty-six", "46", True),
        ("stalin-exam/minutes", "45", True),
    ],
)
def test_a_number_below_a_hundred_is_a_year_only_where_a_time_is_asked_for(
    card: str, answer: str, wanted: bool
) -> None:
    assert (settled(card, answer) == "correct") is wanted


@pytest.mark.parametrize(
    ("card", "answer"),
    [(MEN, "about 80"), (MEN, "eighty"), (MEN, "80 men"), (MINUTES, "an hour")],
)
def test_a_wrong_amount_is_never_called_no_date(card: Card, answer: str) -> None:
    found = marked(card, answer)
    assert found.verdict != "correct"
    assert "date" not in found.why
    assert "'" not in found.why


def test_what_is_no_number_is_told_what_was_asked_for() -> None:
    assert marked(MEN, "many men").verdict == "wrong"
    assert marked(MEN, "plenty").why == "a number was asked for"
    assert marked(YEAR, "in winter").why == "a time was asked for"


def test_a_number_without_end_is_one_answer_like_any_other() -> None:
    assert settled(term("How many delegates?", "748"), "9" * 500) == "wrong"
    assert marked(term("When?", "1924"), "26-02-" + "30" * 300).verdict.value != "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (term("In which year did Lenin die?", "1924"), "before 1924"),
        (term("In which year did Lenin die?", "1924"), "after 1924"),
        (term("How many delegates were there?", "60"), "more than 60"),
        (term("How many delegates were there?", "60"), "under 60"),
        (term("How many delegates were there?", "60"), "60%"),
        (term("How many were out of work?", "over a million"), "over a million or four fifths"),
    ],
)
def test_a_word_a_sign_or_an_or_beside_a_number_makes_another_of_it(card: Card, answer: str) -> None:
    assert settled(card, answer) != "correct"


def test_what_prompt_or_key_have_beside_a_number_does_not() -> None:
    assert settled(term("About how many joined?", "240,000"), "over 240,000") == "correct"
    assert settled(term("What share of them?", "60%"), "60%") == "correct"
    assert settled(term("How many were out of work?", "over a million"), "over a million") == "correct"
    assert settled(term("In which year was it?", "1927"), "1927, two years before 1929") == "correct"


@pytest.mark.parametrize("answer", ["februar 1917", "febuary 1917", "février 1917", "2.1917", "Feb 1917"])
def test_a_month_is_read_misspelt_abroad_and_in_figures(answer: str) -> None:
    assert (
        settled(term("In which month and year did the Tsar abdicate?", "February 1917"), answer) == "correct"
    )


def test_a_day_is_read_in_words() -> None:
    card = term("On which date was the republic proclaimed?", "1 October 1949")
    assert settled(card, "the first of october 1949") == "correct"
    assert settled(card, "the second of october 1949") == "wrong"


FLIGHT = term("On which date did he flee?", "1 January 1959", "31 December 1958", "New Year's Eve 1958")


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("1959 January 1", "correct"),
        ("1959, January 1st", "correct"),
        ("1er janvier 1959", "correct"),
        ("1. Januar 1959", "correct"),
        ("1 de enero de 1959", "correct"),
        ("1-Jan-1959", "correct"),
        ("january the 1st 1959", "correct"),
        ("1959 January 2", "wrong"),
        ("2. Januar 1959", "wrong"),
        ("31 December 1958 / 1 January 1959", "correct"),
        ("31 December 1958 - 1 January 1959", "correct"),
        ("30 December 1958 - 1 January 1959", "wrong"),
        ("he fled on new year's eve 1958", "correct"),
        ("on new years eve 1958", "correct"),
        ("1958", "partial"),
        ("around new year 1958", "partial"),
    ],
)
def test_a_date_may_begin_with_its_year_or_be_written_as_abroad_and_any_right_wording_counts(
    answer: str, verdict: str
) -> None:
    assert settled(FLIGHT, answer) == verdict


@pytest.mark.parametrize(("answer", "verdict"), [("1924 January", "correct"), ("1924, March", "wrong")])
def test_a_month_may_follow_its_year(answer: str, verdict: str) -> None:
    assert settled(MONTH, answer) == verdict


def test_a_numbered_list_of_events_holds_no_dates() -> None:
    card = listed("Name two events of 1922.", "March on Rome", "Facta's fall")
    assert settled(card, "1. March on Rome 2. Facta's fall") == "correct"


def test_a_reason_names_the_month_that_was_meant() -> None:
    why = marked(FLIGHT, "3/4/1959").why
    assert "you wrote 3 April 1959; it is 1 January 1959" in why
