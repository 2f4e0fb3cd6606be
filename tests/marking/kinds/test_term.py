from __future__ import annotations

import pytest

from tests.marking.making import marked, term, verdict

POST = term("Which post did Stalin take up in 1922?", "General Secretary", "Secretary General")
EXPELLED = term("In what year was Trotsky expelled from the Party?", "1927")
MEMBERS = term("Roughly how many members were there?", "600,000")


@pytest.mark.parametrize(
    "answer",
    [
        "General Secretary",
        "general secretary",
        "GENERAL SECRETARY",
        "gen sec",
        "Gen. Sec.",
        "Genral Secretery",
        "secretary general",
        "I think he became the General Secretary of the Communist Party",
        "generalsecretary",
        "General-Secretary",
        "he was General Secretary, not Premier",
    ],
)
def test_a_term_in_any_recognisable_form_is_right(answer: str) -> None:
    assert verdict(POST, answer) == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "secretary of state",
        "General of the Red Army",
        "not general secretary, he was Premier",
        "secretary",
        "Premier",
        "he wasn't the general secretary",
        "never general secretary",
        "which post did Stalin take up",
    ],
)
def test_another_thing_a_part_or_a_denial_is_wrong(answer: str) -> None:
    assert verdict(POST, answer) == "wrong"


def test_a_misspelt_word_is_named() -> None:
    assert marked(POST, "general secretery").why == "right (spelling: Secretary)"


@pytest.mark.parametrize(
    "answer",
    [
        "1927",
        "in '27",
        "November 1927",
        "He got kicked out in 1927 I believe",
        "he was expelled in 1927 and deported in 1929",
        "1927, two years before 1929",
    ],
)
def test_a_year_in_any_form_is_right(answer: str) -> None:
    assert verdict(EXPELLED, answer) == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "1926",
        "1929",
        "1927 or 1929",
        "1926 or 1928",
        "1927/1929",
        "not 1927",
        "1926-28",
        "1927 is when he was deported, he was expelled in 1924",
    ],
)
def test_another_year_or_several_are_wrong(answer: str) -> None:
    assert verdict(EXPELLED, answer) == "wrong"


def test_a_year_one_off_says_so() -> None:
    assert marked(EXPELLED, "1926").why == "one year off: it was 1927"


@pytest.mark.parametrize(
    "answer", ["600000", "600k", "six hundred thousand", "about 600,000 members", "610,000"]
)
def test_an_amount_may_be_rough_when_the_prompt_asks_roughly(answer: str) -> None:
    assert verdict(MEMBERS, answer) == "correct"


@pytest.mark.parametrize("answer", ["60,000", "6 million", "from 340,000 or 600,000 or 1 million", "340,000"])
def test_another_amount_is_wrong(answer: str) -> None:
    assert verdict(MEMBERS, answer) == "wrong"


def test_a_year_for_a_day_is_a_part() -> None:
    found = marked(term("When did Lenin die?", "21 January 1924"), "1924")
    assert (found.verdict, found.score) == ("partial", 0.5)
    assert "21 January 1924" in found.why


def test_initials_of_a_title_stand_for_it() -> None:
    card = term("Name Stalin's policy.", "Socialism in One Country")
    assert verdict(card, "SIOC") == "correct"
    assert verdict(card, "socialism in 1 country") == "correct"
    assert verdict(card, "socialism in all countries") == "wrong"


def test_a_surname_alone_is_enough_where_there_is_no_namesake() -> None:
    tucker = term("Who wrote it?", "Robert Tucker")
    assert verdict(tucker, "Tucker") == "correct"
    assert verdict(tucker, "R. C. Tucker") == "correct"
    assert verdict(tucker, "Deutscher") == "wrong"
    assert verdict(tucker, "Tucker", term("Who else?", "Sophie Tucker")) == "correct"
    assert verdict(tucker, "Tucker", term("Who else?", "William Tucker")) == "wrong"


def test_who_did_it_to_whom_matters() -> None:
    card = term("What happened in 1927?", "Stalin expelled Trotsky")
    assert verdict(card, "Stalin expelled Trotsky") == "correct"
    assert verdict(card, "Trotsky was expelled by Stalin") == "correct"
    assert verdict(card, "Stalin kicked Trotsky out") == "correct"
    assert verdict(card, "Trotsky expelled Stalin") == "wrong"
    assert "wrong way round" in marked(card, "Trotsky expelled Stalin").why


def test_wanting_is_not_doing() -> None:
    card = term("What did the document do?", "declared our independence")
    assert verdict(card, "it declared independence from Britain") == "correct"
    assert verdict(card, "they wanted to be independent") == "wrong"


def test_what_the_prompt_asks_for_may_be_left_out_but_earns_nothing() -> None:
    card = term("What is the economic system in the United States?", "market economy")
    assert verdict(card, "market") == "correct"
    assert verdict(card, "economy") == "wrong"
    assert marked(card, "the economic system").why == "that only repeats the question"


def test_exact_forgives_no_slip() -> None:
    card = term("Spell it.", "Trotsky", exact=True)
    assert verdict(card, "trotsky") == "correct"
    assert verdict(card, "Trotskii") == "wrong"
    assert verdict(card, "trotksy") == "wrong"


def test_a_real_word_is_no_misspelling() -> None:
    card = term("What offence?", "factionalism")
    assert verdict(card, "facitonalism") == "correct"
    assert verdict(card, "nationalism") == "wrong"
    assert verdict(term("What does Stalin mean?", "man of steel"), "man of steal") == "correct"
    assert verdict(term("What does Stalin mean?", "man of steel"), "man of stone") == "wrong"


def test_a_title_with_an_article_is_a_title_and_an_alternative_to_it_a_second_answer() -> None:
    card = term("Who follows the two presidents?", "the Speaker of the House")
    assert verdict(card, "House Speaker") == "correct"
    found = marked(card, "speaker of the house or secretary of state")
    assert (found.verdict, found.why) == (
        "wrong",
        "you offer two answers, the Speaker of the House and secretary of state; which one?",
    )


def test_the_sum_counts_where_its_parts_are_told_as_well() -> None:
    card = term("How many senators are there?", "100", "one hundred")
    for right in ("2 per state, so 100 total", "one hundered", "hundred"):
        assert verdict(card, right) == "correct"
    assert verdict(card, "100 or 50 in total") == "wrong"
